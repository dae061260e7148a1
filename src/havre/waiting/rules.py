"""Who is answered first, what place that makes, how long it will be. Pure.

The bound: nobody who comes more than `DANGER_AHEAD` after you is answered before you by
a desk that could answer both, whatever they say. docs/decisions/0014 says why.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor, sqrt
from typing import Final

from havre.directory.rules import SECOND, DeskName

DANGER_AHEAD: Final = timedelta(minutes=30)  # of whoever came before, at most
MINOR_AHEAD: Final = timedelta(minutes=15)
ANSWERS_LEAST: Final = 3  # fewer answers in the hour say nothing of the next


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in front of one desk. A commune with both forces has one at each.

    Attributes:
        epoch: of the desk key her conversation is sealed to: who takes it must have it.
        head: put back at the head of the line: an officer was lost, or she came back.
        joined_at: milliseconds UTC; kept when a ticket goes back to the head.
        since: milliseconds UTC; when this wait began.
        placed: a supervisor put it there: it stays while she waits.
    """

    conversation: str
    desk: str
    epoch: int
    head: bool
    danger: bool
    minor: bool
    joined_at: int
    since: int = 0
    placed: bool = False

    @property
    def due(self) -> int:
        """Milliseconds: when she came, less what she is let ahead."""
        ahead = DANGER_AHEAD if self.danger else MINOR_AHEAD if self.minor else None
        return self.joined_at - (ahead // timedelta(milliseconds=1) if ahead else 0)


def rank(ticket: Ticket) -> tuple[bool, int, str]:
    """Return the sort key of `ticket`: least first is answered first.

    Head first: whoever was answered once is not to wait twice. Then a danger, then a
    minor, then whoever came first, as long as nobody is passed over for longer than
    the bound. The SQL of `havre.waiting.store` orders by the same columns.
    """
    return not ticket.head, ticket.due, ticket.conversation


@dataclass(frozen=True, slots=True)
class Steps:
    """When another desk answers too, counted from the start of this wait. Settings.

    Attributes:
        empty: nobody is at a desk: the next one joins.
        second: the second desk of the same force joins, whoever is at the first.
        relief: national relief joins, whoever is at the others.
    """

    empty: timedelta = timedelta(seconds=20)
    second: timedelta = timedelta(minutes=2)
    relief: timedelta = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Room:
    """What of the desks decides who answers.

    Attributes:
        staffed: desks where someone answers now.
        keyed: desks that have a key.
    """

    staffed: frozenset[str]
    keyed: frozenset[str]


def fronts(
    first: Sequence[str],
    others: Sequence[str],
    waited: timedelta,
    room: Room,
    steps: Steps,
) -> tuple[str, ...]:
    """Return the desks in front of which someone is to stand, the first ones first.

    Each step adds the next desks; when the first are staffed again before the bound,
    the added ones fall away by themselves.

    Args:
        first: the desks that answer there, or the one that knows her.
        others: desks that may answer besides, before relief does.
    """
    seconds = [SECOND[desk] for desk in first if desk in SECOND]
    beside = [desk for desk in (*seconds, *others) if desk in room.keyed]
    chosen = list(first)
    patience = steps.empty

    def nobody() -> bool:
        return not room.staffed.intersection(chosen)

    if beside and (waited >= steps.second or (nobody() and waited >= patience)):
        chosen += beside
        patience += steps.empty
    if waited >= steps.relief or (nobody() and waited >= patience):
        chosen += [DeskName.RELIEF] if DeskName.RELIEF in room.keyed else []
    return tuple(dict.fromkeys(chosen))


@dataclass(frozen=True, slots=True)
class Place:
    """What someone in line is told.

    Attributes:
        position: 1 is next.
        minutes: how long it will probably be, from and to; None when unknown.
        desks: in front of which she stands, the first ones first.
        staffed: someone is at one of them.
        seal: desks to whose present key her tab is asked to seal the conversation.
    """

    position: int
    minutes: tuple[int, int] | None = None
    desks: tuple[str, ...] = ()
    staffed: bool = True
    seal: tuple[str, ...] = ()


def positions(tickets: Iterable[Ticket]) -> dict[str, tuple[int, str]]:
    """Return each conversation's place, 1 being next, and the desk where it is so.

    Who stands in front of two desks is told the better of the two places.
    """
    places: dict[str, tuple[int, str]] = {}
    counts: dict[str, int] = {}
    for ticket in sorted(tickets, key=rank):
        place = counts[ticket.desk] = counts.get(ticket.desk, 0) + 1
        known = places.get(ticket.conversation)
        if known is None or place < known[0]:
            places[ticket.conversation] = place, ticket.desk
    return places


def expected(position: int, answers: int, span: timedelta) -> tuple[int, int] | None:
    """Return from and to how many minutes the wait will probably be, or None.

    Answers come as a Poisson process at the rate of the last hour: the wait for the
    n-th has mean n/rate. Its relative variance is 1/n, and 1/answers more for a rate
    that so few answers have told; what is told is one deviation on each side, rounded
    outwards. Too few answers promise nothing.

    Args:
        answers: how many were answered at that desk in the last `span`.
    """
    if answers < ANSWERS_LEAST:
        return None
    each = span / timedelta(minutes=1) / answers
    mean = position * each
    deviation = mean * sqrt(1 / position + 1 / answers)
    low = max(1, floor(mean - deviation))
    return low, max(low + 1, ceil(mean + deviation))


def ages(
    tickets: Iterable[Ticket], now: int, bounds: Sequence[timedelta]
) -> Mapping[str, list[int]]:
    """Return how many have waited under each bound, then longer, by desk."""
    counted: dict[str, list[int]] = {}
    limits = [bound // timedelta(milliseconds=1) for bound in bounds]
    for ticket in tickets:
        row = counted.setdefault(ticket.desk, [0] * (len(limits) + 1))
        row[bucket(now - ticket.joined_at, limits)] += 1
    return counted


def bucket(value: int, limits: Collection[int]) -> int:
    """Return the rank of the first of `limits` above `value`, or how many there are."""
    return next((n for n, most in enumerate(limits) if value < most), len(limits))
