"""Keeping and checking the authentication part of a password. Not the password itself.

The browser derives that part (protocol §2.6); we keep its argon2id, so that a stolen
ledger lets nobody sign in.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import argon2
from argon2.profiles import RFC_9106_LOW_MEMORY

from havre.errors import SlowDown
from havre.staff.credentials import AUTH_SIZE

AT_ONCE: Final = 2  # hashes at once: 2 × 64 MiB, and the machine has two cores
MOST_WAITING: Final = 32  # beyond, about two seconds of work are queued already

T = TypeVar("T")


class Passwords:
    """Argon2id, off the event loop, in bounded memory.

    Args:
        hasher: by default the second recommended option of RFC 9106 §4 (64 MiB,
            three passes); tests bring a cheap one.
    """

    def __init__(self, hasher: argon2.PasswordHasher | None = None) -> None:
        self._hasher = hasher or argon2.PasswordHasher.from_parameters(
            RFC_9106_LOW_MEMORY
        )
        self._pool = ThreadPoolExecutor(AT_ONCE, "argon2")
        self._waiting = 0
        # Checked for a name nobody bears, so that it takes as long as for a real one.
        self._decoy = self._hasher.hash(bytes(AUTH_SIZE))

    async def keep(self, auth: bytes) -> str:
        """Return what to keep of `auth`.

        Raises:
            SlowDown: too many are waiting already.
        """
        return await self._run(lambda: self._hasher.hash(auth))

    async def check(self, kept: str | None, auth: bytes) -> bool:
        """Tell whether `auth` is the one kept; None takes as long and is never it.

        Raises:
            SlowDown: too many are waiting already.
        """
        right = await self._run(lambda: self._verify(kept or self._decoy, auth))
        return right and bool(kept)

    def close(self) -> None:
        """Let the threads end."""
        self._pool.shutdown()

    def _verify(self, kept: str, auth: bytes) -> bool:
        try:
            return self._hasher.verify(kept, auth)
        except argon2.exceptions.VerifyMismatchError:
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= MOST_WAITING:
            raise SlowDown("too many passwords to check")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, work)
        finally:
            self._waiting -= 1
