"""Who may answer besides the first desks, and the keys that takes.

Called again and again: everyone in line stands in front of the desks that the rules
say, and is told so. Nothing is remembered but the tickets: when a first desk can
answer again, the others fall away by themselves.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from havre.conversation import store as conversations
from havre.conversation.actions import LINE, ticket
from havre.conversation.rules import Conversation
from havre.conversation.state import first_desks
from havre.journey import Step
from havre.keys.store import desk_epochs
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.staff import duty
from havre.waiting import store as line
from havre.waiting import tally
from havre.waiting.rules import (
    Place,
    Room,
    Steps,
    Ticket,
    expected,
    fronts,
    positions,
    rank,
)

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Relief:
    """What widening the line is lent."""

    ledger: Database
    keys: Database
    bell: Bell
    now: Clock
    steps: Steps


@dataclass(frozen=True, slots=True)
class _Line:
    """The line as one read finds it."""

    tickets: Sequence[Ticket]
    waiting: Mapping[str, Conversation]
    epochs: Mapping[str, int]
    paused: frozenset[str]
    answers: Mapping[str, int]
    counted: timedelta
    at: int

    def stands(self) -> list[tuple[Conversation, list[Ticket]]]:
        """Return each conversation in line with its tickets, the first ones first."""
        held: dict[str, list[Ticket]] = {}
        for one in sorted(self.tickets, key=rank):
            held.setdefault(one.conversation, []).append(one)
        return [(self.waiting[id_], tickets) for id_, tickets in held.items()]

    def desks_of(
        self, held: Sequence[Ticket], staffed: frozenset[str], steps: Steps
    ) -> tuple[str, ...]:
        """Return the desks in front of which that conversation is to stand."""
        known = self.waiting[held[0].conversation]
        waited = timedelta(milliseconds=self.at - min(one.since for one in held))
        room = Room(staffed - self.paused, frozenset(self.epochs) - self.paused)
        others = known.fronts if known.read else ()
        chosen = fronts(first_desks(known), others, waited, room, steps)
        placed = (one.desk for one in held if one.placed)
        return tuple(dict.fromkeys((*chosen, *placed)))


def _read(tx: Transaction, at: int) -> _Line:
    tickets = line.everyone(tx)
    hour_ago = at - HOUR // timedelta(milliseconds=1)
    began = tally.began(tx, hour_ago) or at
    known = conversations.in_step(tx, Step.LINE) if tickets else []
    known += conversations.in_step(tx, Step.FROZEN) if tickets else []
    waiting = {one.id: one for one in known}
    return _Line(
        tickets=[one for one in tickets if one.conversation in waiting],
        waiting=waiting,
        epochs=desk_epochs(tx),
        paused=duty.closed(tx),
        answers=tally.answers(tx, hour_ago),
        # A house that opened ten minutes ago has counted for ten minutes.
        counted=timedelta(milliseconds=at - began),
        at=at,
    )


async def widen(staffed: frozenset[str], relief: Relief) -> dict[str, Place]:
    """Let everyone stand where they should; return what each is to be told.

    Args:
        staffed: the desks where someone answers now.
    """
    at = milliseconds(relief.now())

    def look(tx: Transaction) -> tuple[bool, dict[str, Place]]:
        seen = _read(tx, at)
        stands = all(
            _stands(known, held, seen.desks_of(held, staffed, relief.steps))
            for known, held in seen.stands()
        )
        return stands, _places(seen, staffed, relief.steps)

    def work(tx: Transaction) -> None:
        seen = _read(tx, at)
        for known, held in seen.stands():
            desks = seen.desks_of(held, staffed, relief.steps)
            _stand(tx, known, held, desks)

    stands, places = await relief.ledger.read(look)
    if not stands:
        await relief.ledger.write(work)
        relief.bell.ring(LINE)
        _, places = await relief.ledger.read(look)
    return places


def _reachable(known: Conversation, desks: Sequence[str]) -> dict[str, int]:
    """Return those of `desks` that can open `known`, with the epoch they need."""
    sealed = dict(known.sealed_to)
    return {desk: sealed[desk] for desk in desks if desk in sealed}


def _stands(known: Conversation, held: Sequence[Ticket], desks: Sequence[str]) -> bool:
    wanted = _reachable(known, desks) or _reachable(known, first_desks(known))
    return not wanted or {one.desk: one.epoch for one in held} == wanted


def _stand(
    tx: Transaction, known: Conversation, held: Sequence[Ticket], desks: Sequence[str]
) -> None:
    if _stands(known, held, desks):
        return
    wanted = _reachable(known, desks) or _reachable(known, first_desks(known))
    first = held[0]
    for desk in wanted:
        place = ticket(known, desk, first.since, head=first.head)
        line.join(tx, place)
    line.keep_desks(tx, known.id, wanted)


def _places(seen: _Line, staffed: frozenset[str], steps: Steps) -> dict[str, Place]:
    open_ = staffed - seen.paused
    # First before an empty chair is no place: where someone answers, that line counts.
    ranks = positions(seen.tickets) | positions(
        one for one in seen.tickets if one.desk in open_
    )
    places = {}
    for known, held in seen.stands():
        position, desk = ranks[known.id]
        desks = seen.desks_of(held, staffed, steps)
        standing = {one.desk for one in held}
        answering = standing & open_
        places[known.id] = Place(
            position=position,
            minutes=_wait(position, desk, answering, seen),
            desks=tuple(one for one in desks if one in standing),
            staffed=bool(answering),
            seal=_missing(known, desks, seen.epochs),
        )
    return places


def _wait(
    position: int, desk: str, staffed: Collection[str], seen: _Line
) -> tuple[int, int] | None:
    """Nobody there: how long it will be is not known, and nothing is promised."""
    if desk not in staffed:
        return None
    return expected(position, seen.answers.get(desk, 0), seen.counted)


def _missing(
    known: Conversation, desks: Sequence[str], epochs: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the desks whose present key does not open `known` yet."""
    if known.step is not Step.LINE:
        return ()
    sealed = dict(known.sealed_to)
    return tuple(
        desk for desk in desks if desk in epochs and sealed.get(desk) != epochs[desk]
    )
