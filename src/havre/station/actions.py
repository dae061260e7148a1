"""What a station sees, what its front desk is told, and what is done with a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from havre.appointment import keyring as names
from havre.appointment import naming, published
from havre.appointment import store as appointments
from havre.appointment.lent import STATIONS, tell
from havre.appointment.rules import (
    Appointment,
    Reception,
    Slot,
    check_proposed,
    is_live,
)
from havre.errors import NotYours, WrongStep
from havre.file import sent
from havre.file.sent import File
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.report import store as reports
from havre.report.rules import Kind, Transmission, is_overdue
from havre.staff.actions import found
from havre.staff.rules import AT_A_STATION, StaffRole
from havre.station import store
from havre.station.lent import Lent, investigated
from havre.station.rules import ENDS, FILES_MOST, SINCE, SLOTS_MOST, Mark


@dataclass(frozen=True, slots=True)
class Followed:
    """A file that a station has received, and where it stands; not a word of it.

    Attributes:
        overdue: nobody has acknowledged it in time.
    """

    file: File
    transmission: Transmission
    appointment: Appointment | None
    mark: Mark | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a member of a station sees.

    Attributes:
        stations: their ids; a front desk is told these alone.
    """

    stations: tuple[str, ...]
    slots: Sequence[Slot] = ()
    files: Sequence[Followed] = ()


def view(tx: Transaction, member: str, lent: Lent) -> Seen:
    """Return what `member` sees of their stations.

    Raises:
        NotYours: no such member.
    """
    known = found(tx, member)
    if StaffRole.INVESTIGATOR not in known.roles:
        return Seen(known.stations)
    now = milliseconds(lent.stores.now())
    since = now - SINCE
    return Seen(
        known.stations,
        [
            slot
            for station in known.stations
            for slot in published.of_station(tx, station, since, SLOTS_MOST)
        ],
        [
            one
            for station in known.stations
            for file in sent.of_station(tx, station, FILES_MOST)
            if (one := _followed(tx, file, now, lent)) is not None
        ],
    )


def _followed(tx: Transaction, file: File, now: int, lent: Lent) -> Followed | None:
    """Return where `file` stands; None if it went on paper: the officer follows it."""
    transmission = reports.of_file(tx, file.file)
    if transmission is None or transmission.kind is not Kind.STATION:
        return None
    return Followed(
        file,
        transmission,
        appointments.of(tx, file.conversation),
        store.mark_of(tx, file.file),
        is_overdue(transmission, now, lent.deadlines),
    )


@dataclass(frozen=True, slots=True)
class Received:
    """What a front desk is told: an hour, and the name to call, sealed to it."""

    hour: Appointment
    reception: Reception


async def receive(number_hash: bytes, member: str, lent: Lent) -> Received:
    """Return the appointment of a number, for the front desk that calls the name.

    A number that is unknown, cancelled, long over or another station's is looked up,
    journaled and refused alike; so is one whose key went with a lost keyring.

    Raises:
        SlowDown: too many numbers asked, by this member or at this station.
        NotYours: none at their stations.
    """
    at = milliseconds(lent.stores.now())
    known = await lent.stores.ledger.read(lambda tx: found(tx, member))
    lent.of_one.count(member)
    for station in known.stations:
        lent.of_all.count(station)

    def work(tx: Transaction) -> Appointment | None:
        who = found(tx, member)
        one = appointments.by_number(tx, number_hash)
        theirs = (
            one is not None
            and is_live(one)
            and who.works_at(one.station, *AT_A_STATION)
        )
        about = one.conversation if one and theirs else member
        detail = "found" if theirs else "unknown"
        append(tx, Entry(at, member, Act.RECEPTION, about, detail))
        return one if theirs else None

    one = await lent.stores.ledger.write(work)
    if one is None:  # only now: that it was asked stays in the journal
        raise NotYours("number")
    key = await lent.stores.keys.read(
        lambda tx: names.key(tx, one.conversation, one.id)
    )
    if key is None:
        raise NotYours("number")
    return Received(one, Reception(key, one.name))


async def acknowledge(file: str, member: str, lent: Lent) -> None:
    """Tell the officer that the station has the file. Twice is fine.

    Raises:
        NotYours: not a file of their station.
        WrongStep: it went on paper: whoever sent it notes who acknowledged it.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> File:
        known, who = investigated(tx, file, member)
        row = Entry(at, member, Act.FILE_ACKNOWLEDGED, known.conversation, file)
        append(tx, row)
        one = reports.of_file(tx, file)
        if one is None or one.kind is not Kind.STATION:
            raise WrongStep("on paper")
        reports.acknowledge(tx, one.id, who.shown_name, at)
        return known

    known = await lent.stores.ledger.write(work)
    tell([known.conversation], lent.stores)
    lent.stores.bell.ring(f"member:{known.sent_by}")


async def propose(file: str, slots: Sequence[str], member: str, lent: Lent) -> None:
    """Show whoever has the opening code other hours, in place of those before.

    Raises:
        NotYours: not a file of their station.
        BadRequest, SlotTaken, SlotPast: see `appointment.rules.check_proposed`.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> str:
        known, _ = investigated(tx, file, member)
        detail = f"proposed {len(slots)}"
        append(tx, Entry(at, member, Act.APPOINTMENT, known.conversation, detail))
        check_proposed(slots, appointments.slots(tx, slots), known.station, at)
        appointments.propose(tx, known.conversation, slots)
        return known.conversation

    tell([await lent.stores.ledger.write(work)], lent.stores)


async def mark(file: str, what: Mark, member: str, lent: Lent) -> None:
    """Note what became of it, in place of what was noted before.

    Once she came, nobody calls a name any more: it is destroyed.

    Raises:
        NotYours: not a file of their station.
        StorageUnavailable: the name may still be there; the clock tries again.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> str:
        known, _ = investigated(tx, file, member)
        append(tx, Entry(at, member, Act.MARK, known.conversation, what))
        store.set_mark(tx, file, known.conversation, what, member, at)
        return known.conversation

    async with lent.calendar.turn:
        conversation = await lent.stores.ledger.write(work)
        if what in ENDS:
            await naming.destroy(conversation, lent.stores)
    lent.stores.bell.ring(STATIONS)
