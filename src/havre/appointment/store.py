"""Slots, the appointments that have them, and hours proposed to her (ledger)."""

from collections.abc import Sequence

from havre.appointment.rules import MINUTE, Appointment, Reception, Slot, State
from havre.plumbing.database import Row, Transaction
from havre.staff.stations import StationKey

SCHEMA = """
CREATE TABLE IF NOT EXISTS slot (
    id TEXT PRIMARY KEY,
    station TEXT NOT NULL,
    at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    appointment TEXT  -- the live one that has it
);
-- Whoever sends a publication twice publishes once; two people may receive at once.
CREATE UNIQUE INDEX IF NOT EXISTS slot_once
    ON slot (station, at, made_by) WHERE withdrawn = 0;
CREATE UNIQUE INDEX IF NOT EXISTS slot_appointment
    ON slot (appointment) WHERE appointment IS NOT NULL;
CREATE TABLE IF NOT EXISTS appointment (
    conversation TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    station TEXT NOT NULL,
    slot TEXT NOT NULL,
    at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    number_hash BLOB NOT NULL UNIQUE,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    name BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS appointment_sealed ON appointment (station, epoch);
CREATE TABLE IF NOT EXISTS proposal (
    conversation TEXT NOT NULL,
    n INTEGER NOT NULL,
    slot TEXT NOT NULL,
    PRIMARY KEY (conversation, n)
);
CREATE INDEX IF NOT EXISTS proposal_slot ON proposal (slot);
"""

_FREE = "appointment IS NULL AND withdrawn = 0"


def slots(tx: Transaction, ids: Sequence[str]) -> list[Slot]:
    """Return the slots with these ids, in that order; those unknown are left out."""
    found = []
    for id_ in ids:
        found += tx.execute("SELECT * FROM slot WHERE id = :id", id=id_)
    return [slot_of(row) for row in found]


def free(tx: Transaction, station: str, now: int, most: int) -> list[Slot]:
    """Return at most `most` slots of `station` that she may have, the next first."""
    rows = tx.execute(
        "SELECT * FROM slot WHERE station = :station AND at > :now"  # noqa: S608 - ours
        f" AND {_FREE} ORDER BY at, id LIMIT :most",
        station=station,
        now=now,
        most=most,
    )
    return [slot_of(row) for row in rows]


def claim(tx: Transaction, slot: str, appointment: str) -> bool:
    """Give a free slot to an appointment; return False if it is not free any more."""
    return bool(
        tx.execute(
            f"UPDATE slot SET appointment = :appointment"  # noqa: S608 - ours
            f" WHERE id = :id AND {_FREE} RETURNING id",
            id=slot,
            appointment=appointment,
        )
    )


def release(tx: Transaction, slot: str, appointment: str) -> None:
    """Free the slot that an appointment has. Twice is fine."""
    tx.execute(
        "UPDATE slot SET appointment = NULL"
        " WHERE id = :id AND appointment = :appointment",
        id=slot,
        appointment=appointment,
    )


def keep(tx: Transaction, one: Appointment, number_hash: bytes) -> bool:
    """Keep a new appointment in place of a cancelled one of that conversation.

    Return False if another conversation's has that id or that number.
    """
    tx.execute(
        "DELETE FROM appointment WHERE conversation = :id AND state = 'cancelled'",
        id=one.conversation,
    )
    return bool(
        tx.execute(
            """
            INSERT INTO appointment (conversation, id, station, slot, at, minutes,
                                     state, number_hash, epoch, sealed, name)
            VALUES (:conversation, :id, :station, :slot, :at, :minutes,
                    :state, :number_hash, :epoch, :sealed, :name)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            conversation=one.conversation,
            id=one.id,
            station=one.station,
            slot=one.slot,
            at=one.at,
            minutes=one.minutes,
            state=one.state,
            number_hash=number_hash,
            epoch=one.reception.epoch,
            sealed=one.reception.sealed,
            name=one.reception.name,
        )
    )


def move(tx: Transaction, one: Appointment, to: Slot) -> None:
    """Note that an appointment has another slot now."""
    tx.execute(
        "UPDATE appointment SET slot = :slot, at = :at, minutes = :minutes"
        " WHERE id = :id",
        id=one.id,
        slot=to.id,
        at=to.at,
        minutes=to.minutes,
    )


def cancel(tx: Transaction, one: Appointment) -> None:
    """Free the slot of an appointment, and destroy the name to call."""
    release(tx, one.slot, one.id)
    tx.execute(
        "UPDATE appointment SET state = 'cancelled', sealed = :none, name = :none"
        " WHERE id = :id",
        id=one.id,
        none=b"",
    )


def of(tx: Transaction, conversation: str) -> Appointment | None:
    """Return the appointment of a conversation, cancelled or not; None if none."""
    rows = tx.execute(
        "SELECT * FROM appointment WHERE conversation = :id", id=conversation
    )
    return _appointment(rows[0]) if rows else None


def by_number(tx: Transaction, number_hash: bytes) -> Appointment | None:
    """Return the appointment whose number has that hash, cancelled or not."""
    rows = tx.execute(
        "SELECT * FROM appointment WHERE number_hash = :hash", hash=number_hash
    )
    return _appointment(rows[0]) if rows else None


def is_booked(tx: Transaction, conversation: str) -> bool:
    """Return True if an hour is booked for that conversation."""
    one = of(tx, conversation)
    return one is not None and one.state is State.BOOKED


def is_to_come(tx: Transaction, conversation: str, now: int) -> bool:
    """Return True if an hour is booked for that conversation, and is not over."""
    one = of(tx, conversation)
    if one is None or one.state is not State.BOOKED:
        return False
    return one.at + one.minutes * MINUTE > now


def sealed_to(tx: Transaction) -> frozenset[tuple[str, int]]:
    """Return every (key of a reception, epoch) to which a name is sealed."""
    rows = tx.execute(
        "SELECT DISTINCT station, epoch FROM appointment WHERE state = 'booked'"
    )
    return frozenset(
        (StationKey.RECEPTION.of(row["station"]), row["epoch"]) for row in rows
    )


def propose(tx: Transaction, conversation: str, slots: Sequence[str]) -> None:
    """Keep the hours proposed to her, in place of those proposed before."""
    tx.execute("DELETE FROM proposal WHERE conversation = :id", id=conversation)
    for n, slot in enumerate(slots):
        tx.execute(
            "INSERT INTO proposal (conversation, n, slot) VALUES (:id, :n, :slot)",
            id=conversation,
            n=n,
            slot=slot,
        )


def proposed(tx: Transaction, conversation: str, now: int) -> list[Slot]:
    """Return the hours proposed to her that she may still have, in their order."""
    rows = tx.execute(
        "SELECT s.* FROM proposal p JOIN slot s ON s.id = p.slot"  # noqa: S608 - ours
        f" WHERE p.conversation = :id AND s.at > :now AND s.{_FREE}"
        " ORDER BY p.n",
        id=conversation,
        now=now,
    )
    return [slot_of(row) for row in rows]


def proposed_to(tx: Transaction, slot: str) -> list[str]:
    """Return the conversations to which that slot was proposed."""
    rows = tx.execute("SELECT conversation FROM proposal WHERE slot = :slot", slot=slot)
    return [row["conversation"] for row in rows]


def forget(tx: Transaction, conversation: str) -> None:
    """Delete the appointment of a conversation, and free its slot. Twice is fine."""
    one = of(tx, conversation)
    if one is not None:
        release(tx, one.slot, one.id)
    tx.execute("DELETE FROM appointment WHERE conversation = :id", id=conversation)
    tx.execute("DELETE FROM proposal WHERE conversation = :id", id=conversation)


def slot_of(row: Row) -> Slot:
    """Return the slot of one row."""
    return Slot(
        id=row["id"],
        station=row["station"],
        at=row["at"],
        minutes=row["minutes"],
        taken=row["appointment"] is not None,
        withdrawn=bool(row["withdrawn"]),
    )


def _appointment(row: Row) -> Appointment:
    return Appointment(
        id=row["id"],
        conversation=row["conversation"],
        station=row["station"],
        slot=row["slot"],
        at=row["at"],
        minutes=row["minutes"],
        state=State(row["state"]),
        reception=Reception(row["epoch"], bytes(row["sealed"]), bytes(row["name"])),
    )
