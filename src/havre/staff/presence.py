"""Who is here now: whoever looked at the desk in the last minute. Kept nowhere."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from havre.plumbing.clock import Clock

AWAY_AFTER: Final = timedelta(seconds=60)  # a look lasts 25 s; one may be lost


class Presence:
    """The members who look at their desks, in this process.

    A locked console looks no more (decision 0009): nobody waits before an empty chair.
    """

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._seen: dict[str, tuple[datetime, frozenset[str]]] = {}

    def arrived(self, member: str, desks: Iterable[str] = ()) -> int:
        """Note that `member` is looking at these desks; return how many are here."""
        self._seen[member] = (self._now(), frozenset(desks))
        return len(self._here())

    def leave(self, member: str) -> None:
        """Note that `member` is not here any more. Saying it twice is fine."""
        self._seen.pop(member, None)

    def present(self, desk: str) -> frozenset[str]:
        """Return who looks at `desk`."""
        return frozenset(
            member for member, desks in self._here().items() if desk in desks
        )

    def _here(self) -> dict[str, frozenset[str]]:
        since = self._now() - AWAY_AFTER
        return {m: desks for m, (at, desks) in self._seen.items() if at >= since}
