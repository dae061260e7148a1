"""Proposing hours to her; taking, moving and cancelling one.

Whoever takes an hour takes it in one statement: of fifty at once, one has it. A move
takes the new one first, so that nobody ends with none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from havre.appointment import store
from havre.appointment.lent import Calendar, slot_named, tell
from havre.appointment.rules import (
    Appointment,
    NumberTaken,
    Reception,
    Slot,
    SlotTaken,
    State,
    StationClosed,
    check_free,
    check_proposed,
)
from havre.conversation.actions import found, topic
from havre.conversation.rules import ENVELOPE_SIZE, is_sealed, may_hold
from havre.errors import BadRequest, NotYours, WrongStep
from havre.file import store as accords
from havre.file.rules import OPEN, AccordState, NeedsAccord, standing
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.keys.store import current_epochs
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff.stations import StationKey

VISITOR: Final = "visitor"  # the journal's actor that is nobody's account


@dataclass(frozen=True, slots=True)
class Wanted:
    """What her tab brings to have an hour.

    Attributes:
        appointment: an id that her tab made.
        number_hash: of the appointment number on her slip.
    """

    slot: str
    appointment: str
    number_hash: bytes
    reception: Reception


async def propose(
    conversation: str, member: str, fence: int, slots: Sequence[str], lent: Calendar
) -> None:
    """Show her hours from which to choose, in place of those shown before.

    Raises:
        NotYours, Stale: not in this member's hands.
        NeedsAccord: nothing was asked of her.
        BadRequest, SlotTaken, SlotPast: see `rules.check_proposed`.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        detail = f"proposed {len(slots)}"
        append(tx, Entry(at, member, Act.APPOINTMENT, conversation, detail))
        may_hold(found(tx, conversation), member, fence)
        accord = accords.accord(tx, conversation)
        if accord is None:
            raise NeedsAccord("none asked")
        check_proposed(slots, store.slots(tx, slots), accord.station, at)
        store.propose(tx, conversation, slots)

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))


async def take(
    conversation: str, session: bytes, wanted: Wanted, lent: Calendar
) -> None:
    """Give her the hour she has chosen. The same once more is fine.

    Raises:
        NotYours: her access is closed; or no such hour at the station she agreed to.
        NeedsAccord: she has agreed to no station.
        WrongStep: she has an hour already: move it; or it is over, and no file went.
        StationClosed: the station is not in the directory, or lacks a key.
        BadRequest: not sealed to the reception's present key.
        BadSeal: not the form of sealed things.
        SlotTaken, SlotPast: choose another.
        NumberTaken: draw another number.
    """
    stores = lent.stores
    at = milliseconds(stores.now())
    is_sealed(wanted.reception.sealed, frozenset({ENVELOPE_SIZE}))
    is_sealed(wanted.reception.name)

    def work(tx: Transaction) -> list[str]:
        append(tx, Entry(at, VISITOR, Act.APPOINTMENT, conversation, "taken"))
        station = _agreed(tx, conversation, session)
        former = store.of(tx, conversation)
        if former is not None and former.state is State.BOOKED:
            if (former.id, former.slot) == (wanted.appointment, wanted.slot):
                return []  # its answer was lost, it comes again
            raise WrongStep("booked already")
        _check_reception(tx, station, wanted.reception, lent)
        slot = _free(tx, wanted.slot, station, at)
        one = Appointment(
            wanted.appointment, conversation, station, slot.id, slot.at, slot.minutes,
            State.BOOKED, wanted.reception,
        )  # fmt: skip
        if not store.keep(tx, one, wanted.number_hash):
            raise NumberTaken("appointment")
        _claim(tx, slot, one.id)
        return store.proposed_to(tx, slot.id)

    tell([conversation, *await stores.ledger.write(work)], stores)


async def move(
    conversation: str, session: bytes | None, slot: str, lent: Calendar
) -> None:
    """Give her another hour at the same station, then free the one she had.

    Args:
        session: of her credential; None when her opening code is the proof.

    Raises:
        NotYours: her access is closed; or no such hour at that station.
        WrongStep: she has none.
        StationClosed: the station is not in the directory, or lacks a key.
        SlotTaken, SlotPast: she keeps the one she has.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> list[str]:
        append(tx, Entry(at, VISITOR, Act.APPOINTMENT, conversation, "moved"))
        one = _booked(tx, conversation, session)
        if one.slot == slot:
            return []
        if not lent.is_open(tx, one.station):
            raise StationClosed(one.station)
        # One appointment has one slot at a time: freed and claimed in one commit, and
        # a claim that fails undoes all of it.
        to = _free(tx, slot, one.station, at)
        store.release(tx, one.slot, one.id)
        _claim(tx, to, one.id)
        store.move(tx, one, to)
        both = (to.id, one.slot)
        return [each for id_ in both for each in store.proposed_to(tx, id_)]

    tell([conversation, *await stores.ledger.write(work)], stores)


async def cancel(conversation: str, session: bytes | None, lent: Calendar) -> None:
    """Give her hour up. Twice is fine.

    Args:
        session: of her credential; None when her opening code is the proof.

    Raises:
        NotYours: her access is closed.
        WrongStep: she never had one.
        StorageUnavailable: the name may still stand in the log: cancel again.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> list[str]:
        append(tx, Entry(at, VISITOR, Act.APPOINTMENT, conversation, "cancelled"))
        _admitted(tx, conversation, session)
        one = store.of(tx, conversation)
        if one is None:
            raise WrongStep("no hour")
        let_go(tx, conversation)
        return store.proposed_to(tx, one.slot)

    heard = await stores.ledger.write(work)
    await stores.ledger.scrub()  # the name to call goes now, not at some time
    tell([conversation, *heard], stores)


def let_go(tx: Transaction, conversation: str) -> None:
    """Give up the hour of a conversation, if it has one: its accord is taken back."""
    one = store.of(tx, conversation)
    if one is not None and one.state is State.BOOKED:
        store.cancel(tx, one)


def _admitted(tx: Transaction, conversation: str, session: bytes | None) -> None:
    known = found(tx, conversation)
    if session is not None and not known.admits(session):
        raise NotYours("access closed")


def _agreed(tx: Transaction, conversation: str, session: bytes) -> str:
    """Return the station she has agreed to: its file has gone, or somebody sends it."""
    _admitted(tx, conversation, session)
    accord = accords.accord(tx, conversation)
    known = found(tx, conversation)
    state = standing(accord, known.desk) if accord else None
    if accord is None or state not in {AccordState.GIVEN, AccordState.SENT}:
        raise NeedsAccord("none given")
    if state is AccordState.GIVEN and known.step not in OPEN:
        raise WrongStep("over, and nothing was sent")
    return accord.station


def _booked(tx: Transaction, conversation: str, session: bytes | None) -> Appointment:
    _admitted(tx, conversation, session)
    one = store.of(tx, conversation)
    if one is None or one.state is not State.BOOKED:
        raise WrongStep("no hour")
    return one


def _check_reception(
    tx: Transaction, station: str, reception: Reception, lent: Calendar
) -> None:
    if not lent.is_open(tx, station):
        raise StationClosed(station)
    if current_epochs(tx)[StationKey.RECEPTION.of(station)] != reception.epoch:
        raise BadRequest("not the reception's present key")


def _free(tx: Transaction, slot: str, station: str, at: int) -> Slot:
    """Return a slot of `station` that somebody may have."""
    known = slot_named(tx, slot)
    if known.station != station:
        raise NotYours("slot")
    check_free(known, at)
    return known


def _claim(tx: Transaction, slot: Slot, appointment: str) -> None:
    if not store.claim(tx, slot.id, appointment):
        raise SlotTaken("meanwhile")
