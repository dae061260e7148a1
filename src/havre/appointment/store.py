"""Slots, the appointments that have them, and hours proposed to her (ledger)."""

from collections.abc import Sequence

from havre.appointment.rules import MINUTE, Appointment, Slot, State, is_live
from havre.plumbing.database import Row, Transaction

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
    name BLOB NOT NULL  -- its key is in the keyring (`appointment.keyring`)
);
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
    """Keep a new appointment in place of one of that conversation that is no more.

    Return False if another conversation's has that id or that number.
    """
    former = of(tx, one.conversation)
    if former is not None and not is_live(former):
        release(tx, former.slot, former.id)
        tx.execute("DELETE FROM appointment WHERE id = :id", id=former.id)
    return bool(
        tx.execute(
            """
            INSERT INTO appointment (conversation, id, station, slot, at, minutes,
                                     state, number_hash, name)
            VALUES (:conversation, :id, :station, :slot, :at, :minutes,
                    :state, :number_hash, :name)
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
            name=one.name,
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
    """Free the slot of an appointment; `naming.destroy` ends the name to call."""
    release(tx, one.slot, one.id)
    tx.execute("UPDATE appointment SET state = 'cancelled' WHERE id = :id", id=one.id)


def unname(tx: Transaction, conversation: str) -> None:
    """Destroy the name to call of a conversation's hour. Twice is fine."""
    tx.execute(
        "UPDATE appointment SET name = :none WHERE conversation = :id",
        id=conversation,
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


def named(tx: Transaction) -> set[str]:
    """Return the conversations whose hour is booked and has a name to call."""
    rows = tx.execute(
        "SELECT conversation FROM appointment WHERE state = 'booked' AND name <> :none",
        none=b"",
    )
    return {row["conversation"] for row in rows}


def named_too_long(tx: Transaction, before: int) -> set[str]:
    """Return those with a name to call that was given up, or was over at `before`."""
    rows = tx.execute(
        "SELECT conversation FROM appointment WHERE name <> :none"
        " AND (state = 'cancelled' OR at + minutes * :minute <= :before)",
        none=b"",
        minute=MINUTE,
        before=before,
    )
    return {row["conversation"] for row in rows}


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
        name=bytes(row["name"]),
    )
