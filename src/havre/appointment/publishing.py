"""A station publishes its hours, and takes back those that nobody has."""

from collections.abc import Sequence
from typing import Final

from havre.appointment import published, store
from havre.appointment.lent import STATIONS, Calendar, slot_named, tell
from havre.appointment.rules import (
    SLOTS_KEPT_MOST,
    SLOTS_MOST,
    Hour,
    Slot,
    SlotTaken,
    StationClosed,
    check_hours,
)
from havre.conversation.rules import Full
from havre.errors import NotYours
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.tokens import new_id
from havre.staff.actions import found
from havre.staff.rules import StaffRole

FREE_MOST: Final = 200  # slots told at once


async def publish(
    station: str, hours: Sequence[Hour], member: str, lent: Calendar
) -> int:
    """Publish hours of a station; return how many were not there before.

    Raises:
        NotYours: the member does not investigate there.
        StationClosed: the station is not in the directory, or lacks a key.
        BadRequest, SlotPast: see `rules.check_hours`.
        Full: more hours to come than a station has.
        SlowDown: more changes in an hour than anyone makes.
    """
    stores = lent.stores
    lent.changes.count(member)
    at = milliseconds(stores.now())
    named = [(new_id(), hour) for hour in hours]

    def work(tx: Transaction) -> int:
        investigates(tx, member, station)
        check_hours(hours, at)
        append(tx, Entry(at, member, Act.SLOTS, station, f"published {len(hours)}"))
        if not lent.is_open(tx, station):
            raise StationClosed(station)
        made = published.publish(tx, station, named, member)
        there, kept = published.to_come(tx, station, at)
        if there > SLOTS_MOST or kept > SLOTS_KEPT_MOST:
            raise Full("slots")
        return made

    made = await stores.ledger.write(work)
    stores.bell.ring(STATIONS)
    return made


async def withdraw(slot: str, member: str, lent: Calendar) -> None:
    """Take an hour back. Twice is fine.

    Raises:
        NotYours: unknown, or of a station where the member does not investigate.
        SlotTaken: somebody has it: it is for them to move.
        SlowDown: more changes in an hour than anyone makes.
    """
    stores = lent.stores
    lent.changes.count(member)
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> list[str]:
        known = slot_named(tx, slot)
        investigates(tx, member, known.station)
        append(tx, Entry(at, member, Act.SLOTS, known.station, f"withdrawn {slot}"))
        if not published.withdraw(tx, slot):
            raise SlotTaken("withdrawn")
        return store.proposed_to(tx, slot)

    tell(await stores.ledger.write(work), stores)


async def free(station: str, lent: Calendar) -> list[Slot]:
    """Return the hours of a station that somebody may have, the next first.

    Raises:
        NotYours: no such station.
    """
    if station not in lent.stations:
        raise NotYours("station")
    at = milliseconds(lent.stores.now())
    return await lent.stores.ledger.read(
        lambda tx: store.free(tx, station, at, FREE_MOST)
    )


def investigates(tx: Transaction, member: str, station: str) -> None:
    """Return if `member` investigates at `station` today.

    Raises:
        NotYours: they do not.
    """
    known = found(tx, member)
    if not known.works_at(station, StaffRole.INVESTIGATOR):
        raise NotYours("station")
