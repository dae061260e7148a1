"""A supervisor's view is made once a second at most, however busy the house is."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from havre.answering.desk import View

EVERY: Final = 1.0  # seconds

Make = Callable[[], Awaitable[View]]


class Pace:
    """Who asks before the second is over waits for its end, and shares what is made.

    Nothing is kept: a view that was made is never given for a later one, so that
    whoever hears the bell and asks sees what rang it.
    """

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._due: dict[str, float] = {}
        self._next: dict[str, asyncio.Task[View]] = {}

    async def made(self, member: str, make: Make) -> View:
        """Return what `make` gives, not before it is due."""
        if member not in self._next:
            self._next[member] = asyncio.create_task(self._make(member, make))
        # Whoever hangs up does not take it from the others.
        return await asyncio.shield(self._next[member])

    async def _make(self, member: str, make: Make) -> View:
        await asyncio.sleep(max(0.0, self._due.get(member, 0.0) - time.monotonic()))
        self._due[member] = time.monotonic() + self._every
        del self._next[member]  # from here on, whoever asks wants a newer one
        return await make()
