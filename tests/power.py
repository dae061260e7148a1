"""Stores whose power is cut before some commit, or whose disk is full for a moment."""

from dataclasses import dataclass

from havre.errors import StorageUnavailable
from havre.plumbing.database import T, Work
from havre.plumbing.sqlite import SqliteDatabase


class PowerCut(Exception):
    """The machine stops here: nothing after this is done."""


@dataclass
class Plug:
    """What both stores hang on.

    Attributes:
        left: how many more commits there is power for; None for as many as wanted.
        stumbles: the next one is refused for want of room, then it is as before.
    """

    left: int | None = None
    stumbles: bool = False

    def draw(self) -> None:
        """Draw the power of one commit.

        Raises:
            PowerCut: there is none left.
            StorageUnavailable: the disk was full for a moment.
        """
        if self.left is not None:
            if self.left <= 0:
                raise PowerCut
            self.left -= 1
        elif self.stumbles:
            self.stumbles = False
            raise StorageUnavailable("full for a moment")


class Plugged:
    """A store whose power may be cut before any of its commits."""

    def __init__(self, store: SqliteDatabase, plug: Plug) -> None:
        self.store = store
        self._plug = plug

    async def write(self, work: Work[T]) -> T:
        """Commit `work`, if there is power."""
        self._plug.draw()
        return await self.store.write(work)

    async def read(self, work: Work[T]) -> T:
        """Read as ever."""
        return await self.store.read(work)

    async def scrub(self) -> None:
        """Scrub, if there is power."""
        self._plug.draw()
        await self.store.scrub()

    def close(self) -> None:
        """Close the file."""
        self.store.close()
