"""Proposing hours to her; taking and moving one.

Whoever takes an hour takes it in one statement: of fifty at once, one has it. A move
takes the new one first, so that nobody ends with none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from havre.appointment import keyring, store
from havre.appointment.lent import VISITOR, Calendar, admitted, slot_named, tell
from havre.appointment.rules import (
    Appointment,
    NameKey,
    NumberTaken,
    Reception,
    Slot,
    SlotTaken,
    State,
    StationClosed,
    check_free,
    check_proposed,
    is_live,
)
from havre.conversation.actions import found, topic
from havre.conversation.rules import ENVELOPE_SIZE, is_sealed, may_hold
from havre.errors import BadRequest, HavreError, NotYours, WrongStep
from havre.file import store as accords
from havre.file.rules import MADE, OPEN, AccordState, NeedsAccord, standing
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.keys.store import current_epochs
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff.stations import StationKey


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

    What opens the name to call is kept first, in the keyring: no hour is told to a
    front desk that could not be told for whom it is.

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
    is_sealed(wanted.reception.key.sealed, frozenset({ENVELOPE_SIZE}))
    is_sealed(wanted.reception.name)

    def may(tx: Transaction) -> Slot | None:
        return _wanted(tx, conversation, session, wanted, at, lent)

    def work(tx: Transaction) -> list[str]:
        append(tx, Entry(at, VISITOR, Act.APPOINTMENT, conversation, "taken"))
        slot = may(tx)
        if slot is None:
            return []
        one = Appointment(
            wanted.appointment, conversation, slot.station, slot.id, slot.at,
            slot.minutes, State.BOOKED, wanted.reception.name,
        )  # fmt: skip
        if not store.keep(tx, one, wanted.number_hash):
            raise NumberTaken("appointment")
        _claim(tx, slot, one.id)
        return store.proposed_to(tx, slot.id)

    async with lent.turn:
        slot = await stores.ledger.read(may)
        if slot is None:  # its answer was lost, it comes again
            return
        await stores.keys.write(
            lambda tx: keyring.set_key(
                tx, conversation, wanted.appointment, slot.station, wanted.reception.key
            )
        )
        try:
            heard = await stores.ledger.write(work)
        except HavreError:  # no key is left behind of an hour that was refused
            await stores.keys.write(lambda tx: keyring.forget(tx, conversation))
            raise
    tell([conversation, *heard], stores)


def _wanted(
    tx: Transaction,
    conversation: str,
    session: bytes,
    wanted: Wanted,
    at: int,
    lent: Calendar,
) -> Slot | None:
    """Return the slot she may have; None if it is hers already by that very id.

    Raises: see `take`.
    """
    station = _agreed(tx, conversation, session)
    former = store.of(tx, conversation)
    if former is not None and is_live(former):
        if (former.id, former.slot) == (wanted.appointment, wanted.slot):
            return None
        raise WrongStep("booked already")
    _check_reception(tx, station, wanted.reception.key, lent)
    return _free(tx, wanted.slot, station, at)


async def move(
    conversation: str, session: bytes | None, slot: str, lent: Calendar
) -> None:
    """Give her another hour at the same station, then free the one she had.

    Args:
        session: of her credential; None when her opening code is the proof.

    Raises:
        NotYours: her access is closed; or no such hour at that station.
        WrongStep: she has none, or it is long over.
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


def _agreed(tx: Transaction, conversation: str, session: bytes) -> str:
    """Return the station she has agreed to: its file has gone, or somebody sends it."""
    known = admitted(tx, conversation, session)
    accord = accords.accord(tx, conversation)
    state = standing(accord, known.desk) if accord else None
    if accord is None or state not in {AccordState.GIVEN, *MADE}:
        raise NeedsAccord("none given")
    if state is AccordState.GIVEN and known.step not in OPEN:
        raise WrongStep("over, and nothing was sent")
    return accord.station


def _booked(tx: Transaction, conversation: str, session: bytes | None) -> Appointment:
    admitted(tx, conversation, session)
    one = store.of(tx, conversation)
    if one is None or not is_live(one):
        raise WrongStep("no hour")
    return one


def _check_reception(
    tx: Transaction, station: str, key: NameKey, lent: Calendar
) -> None:
    if not lent.is_open(tx, station):
        raise StationClosed(station)
    if current_epochs(tx)[StationKey.RECEPTION.of(station)] != key.epoch:
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
