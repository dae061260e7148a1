"""What each side is told of where a conversation is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import msgspec

from havre.conversation.frames import Course, State, Target, Transfer, encode
from havre.conversation.rules import Conversation, Side
from havre.journey import Step
from havre.plumbing.database import Transaction
from havre.staff import duty
from havre.staff import store as staff
from havre.staff.duty import Status
from havre.waiting.rules import Place

NOWHERE: Final = Place(0)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a member is shown to a visitor."""

    name: str
    away: bool = False


def shown(tx: Transaction, member: str) -> Shown | None:
    """Return how a member is shown to a visitor, None if there is none."""
    found = staff.find(tx, member)
    if found is None:
        return None
    return Shown(found.shown_name, duty.of(tx, member).status is Status.AWAY)


def nowhere(_tx: Transaction, _known: Conversation) -> Course | None:
    """Return no course: nothing was asked of her."""
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the house a state tells, read in the transaction that reads it.

    Attributes:
        shown: how a member is shown, None if there is none.
        closed: no conversation can be opened now.
        keys: the (epoch, public key) in use at each desk.
        course: where the talk leads, once an accord was asked for.
    """

    shown: Callable[[Transaction, str], Shown | None]
    closed: Callable[[Transaction], bool]
    keys: Callable[[Transaction], Mapping[str, tuple[int, bytes]]]
    course: Callable[[Transaction, Conversation], Course | None] = nowhere


def first_desks(known: Conversation) -> tuple[str, ...]:
    """Return the desks that are to answer first: the one that has read it, if any."""
    return (known.desk,) if known.read else known.fronts


def state_of(
    tx: Transaction,
    known: Conversation,
    side: Side,
    fence: int | None,
    place: Place | None,
    around: Surroundings,
) -> State:
    """Return the state of `known` for one side, its version included."""
    waits = known.step is Step.LINE
    place = (place if waits else None) or NOWHERE
    talks = known.step is Step.TALKING and known.member is not None
    officer = around.shown(tx, known.member or "") if talks else None
    hers = side is Side.VISITOR
    told = State(
        version="",
        step=known.step,
        position=place.position or None,
        ahead_minutes=place.minutes[0] if place.minutes else None,
        ahead_most=place.minutes[1] if place.minutes else None,
        staffed=place.staffed,
        # Before her place is known, she stands in front of the first desks already.
        desks=place.desks or (first_desks(known) if waits else ()),
        agent=officer.name if officer else None,
        away=officer.away if officer else False,
        watched=bool(known.watchers),
        desk=known.desk,
        transfer=_transfer(tx, known, around),
        seal=_seal(tx, place, around) if hers else (),
        closed=around.closed(tx),
        report=known.report,
        danger=known.danger,
        minor=known.minor,
        fence=fence,
        notes=0 if hers else known.notes,
        course=around.course(tx, known) if known.course else None,
    )
    # Of what is told alone: an officer's note must not show in the visitor's traffic.
    version = blake2b(encode(told), digest_size=8).hexdigest()
    return msgspec.structs.replace(told, version=version)


def last_state(known: Conversation | None) -> State:
    """Return the last state of a side that no longer sits there."""
    if known is None or known.step is Step.ENDED:
        return State("gone", Step.ENDED)
    return State(
        "gone", known.step, desk=known.desk, report=known.report, danger=known.danger,
        minor=known.minor,
    )  # fmt: skip


def _transfer(
    tx: Transaction, known: Conversation, around: Surroundings
) -> Transfer | None:
    if known.offer is None:
        return None
    whom = around.shown(tx, known.offer.member) if known.offer.member else None
    return Transfer(known.offer.desk, whom.name if whom else None, known.offer.refused)


def _seal(tx: Transaction, place: Place, around: Surroundings) -> tuple[Target, ...]:
    if not place.seal:
        return ()
    keys = around.keys(tx)
    return tuple(Target(desk, *keys[desk]) for desk in place.seal if desk in keys)
