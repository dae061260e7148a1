"""How often someone may try, without remembering who.

A key (a network address, a name) enters only as a keyed hash, in memory, and the
secret is thrown away every hour: nothing here can say later who came.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from havre.errors import SlowDown

KEYS_MAX: Final = 50_000  # about 10 MB; beyond, everyone starts anew


class Limit:
    """At most `most` tries per `window` for one key.

    Args:
        now: the clock, aware UTC.
    """

    def __init__(
        self, most: int, window: timedelta, *, now: Callable[[], datetime]
    ) -> None:
        self._most = most
        self._window = window
        self._now = now
        self._forget()

    def _forget(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._since = self._now()
        self._tries: dict[bytes, tuple[datetime, int]] = {}

    def check(self, key: str) -> None:
        """Return if `key` may try; nothing is counted.

        Raises:
            SlowDown: it has used its tries of this window.
        """
        started, tries = self._tries.get(self._mark(key), (self._now(), 0))
        if tries >= self._most and self._now() - started <= self._window:
            raise SlowDown("too many tries")

    def _mark(self, key: str) -> bytes:
        return hmac.digest(self._secret, key.encode(), hashlib.sha256)

    def count(self, key: str) -> None:
        """Count one try of `key`.

        Raises:
            SlowDown: that is one too many in this window.
        """
        now = self._now()
        if now - self._since > timedelta(hours=1) or len(self._tries) >= KEYS_MAX:
            self._forget()
        mark = self._mark(key)
        started, tries = self._tries.get(mark, (now, 0))
        if now - started > self._window:
            started, tries = now, 0
        self._tries[mark] = (started, tries + 1)
        if tries >= self._most:
            raise SlowDown("too many tries")
