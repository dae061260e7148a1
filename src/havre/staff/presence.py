"""Who is here now: whoever looked at the desk in the last minute. Kept nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from havre.plumbing.clock import Clock

HERE: Final = "here"  # the bell's topic: somebody has come, or has signed out
AWAY_AFTER: Final = timedelta(seconds=60)  # a look lasts 25 s; one may be lost


@dataclass(frozen=True, slots=True)
class _Seen:
    at: datetime
    desks: frozenset[str]
    serving: bool


class Presence:
    """The members who look at their desks, in this process.

    A locked console looks no more (decision 0009): nobody waits before an empty chair.
    """

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._seen: dict[str, _Seen] = {}

    def arrived(
        self, member: str, desks: Iterable[str] = (), *, serving: bool = True
    ) -> int:
        """Note that `member` is looking at these desks; return how many are here.

        Args:
            serving: the member takes conversations: neither paused nor away.
        """
        self._seen[member] = _Seen(self._now(), frozenset(desks), serving)
        return len(self._here())

    def serve(self, member: str, *, serving: bool) -> None:
        """Note that `member`, if here, takes conversations or not."""
        if member in self._seen:
            self._seen[member] = replace(self._seen[member], serving=serving)

    def leave(self, member: str) -> None:
        """Note that `member` is not here any more. Saying it twice is fine."""
        self._seen.pop(member, None)

    def here(self) -> frozenset[str]:
        """Return who is here."""
        return frozenset(self._here())

    def serving(self) -> dict[str, frozenset[str]]:
        """Return the desks that each member who takes conversations looks at."""
        return {one: seen.desks for one, seen in self._here().items() if seen.serving}

    def staffed(self) -> frozenset[str]:
        """Return the desks where someone takes conversations now."""
        return frozenset(desk for desks in self.serving().values() for desk in desks)

    def _here(self) -> dict[str, _Seen]:
        since = self._now() - AWAY_AFTER
        return {one: seen for one, seen in self._seen.items() if seen.at >= since}
