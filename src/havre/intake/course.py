"""Where a postal code leads: the desks she waits in front of, the keys she seals to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from havre.directory.directory import Directory
from havre.directory.rules import SECOND, DeskName, Route
from havre.errors import BadRequest
from havre.keys.store import current_keys
from havre.plumbing.database import Database
from havre.staff import duty


@dataclass(frozen=True, slots=True)
class Target:
    """A desk key that a conversation's key is to be sealed to."""

    desk: str
    epoch: int
    public: bytes


@dataclass(frozen=True, slots=True)
class Course:
    """What follows from a route, given the keys that exist.

    Attributes:
        desks: (desk, epoch) in front of which she waits; the first is named to her.
            Empty when nobody could read.
        targets: the keys of these desks, of the second desks of their forces, and
            relief's.
    """

    desks: tuple[tuple[str, int], ...]
    targets: tuple[Target, ...]


Keys = Mapping[str, tuple[int, bytes]]


def course_of(route: Route, keys: Keys) -> Course:
    """Return where `route` leads.

    A desk without a key cannot read: relief answers in its place.

    Args:
        keys: the epoch in use and its public key, by desk.
    """
    relief = DeskName.RELIEF
    competent = tuple(
        desk for desk in route.desks if desk is not relief and desk in keys
    )
    desks = competent or ((relief,) if relief in keys else ())
    seconds = (SECOND[desk] for desk in desks if desk in SECOND)
    sealed_to = dict.fromkeys((*desks, *seconds, relief))
    targets = tuple(Target(desk, *keys[desk]) for desk in sealed_to if desk in keys)
    return Course(tuple((desk, keys[desk][0]) for desk in desks), targets)


class Opening(StrEnum):
    """Whether anyone can answer now; said before anything is asked."""

    OPEN = "open"
    UNSTAFFED = "unstaffed"  # nobody is at a desk that could: she may wait
    CLOSED = "closed"  # a supervisor has closed the service


@dataclass(frozen=True, slots=True)
class Courses:
    """The directory, the desks' keys and who is there. Built once by `havre.app`.

    Attributes:
        staffed: the desks where someone answers now.
    """

    directory: Directory
    ledger: Database
    staffed: Callable[[], frozenset[str]]

    async def course(self, postcode: str | None, commune: str | None) -> Course:
        """Return where a postal code and a commune lead.

        Raises:
            UnknownPostcode: no such code, or the commune is not one of its own.
            BadRequest: the commune must be told, and is not.
        """
        route = self.directory.route(postcode, commune)
        if route.ask_commune:
            raise BadRequest("commune")
        return course_of(route, await self.ledger.read(current_keys))

    async def targets(self, route: Route) -> tuple[Target, ...]:
        """Return the keys to seal to for `route`; none until the commune is told."""
        if route.ask_commune:
            return ()
        return course_of(route, await self.ledger.read(current_keys)).targets

    async def opening(self, targets: Sequence[Target] = ()) -> Opening:
        """Return whether anyone can answer now: at those desks, or at any."""
        closed = await self.ledger.read(duty.closed)
        if duty.SERVICE in closed:
            return Opening.CLOSED
        staffed = self.staffed() - closed
        able = staffed & {one.desk for one in targets} if targets else staffed
        return Opening.OPEN if able else Opening.UNSTAFFED
