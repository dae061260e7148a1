"""The keyring's rows about hours: what opens a name to call. Never archived.

The sealed name is in the ledger, which is: without its row here, no copy of the ledger
gives a name, not even to the front desk.
"""

from havre.appointment.rules import NameKey
from havre.plumbing.database import Transaction
from havre.staff.stations import StationKey

SCHEMA = """
CREATE TABLE IF NOT EXISTS name_key (
    conversation TEXT PRIMARY KEY,
    appointment TEXT NOT NULL,
    station TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
"""


def set_key(
    tx: Transaction, conversation: str, appointment: str, station: str, key: NameKey
) -> None:
    """Keep `key` in place of a former one of that conversation."""
    forget(tx, conversation)
    tx.execute(
        "INSERT INTO name_key (conversation, appointment, station, epoch, sealed)"
        " VALUES (:conversation, :appointment, :station, :epoch, :sealed)",
        conversation=conversation,
        appointment=appointment,
        station=station,
        epoch=key.epoch,
        sealed=key.sealed,
    )


def key(tx: Transaction, conversation: str, appointment: str) -> NameKey | None:
    """Return what opens the name of an appointment, or None."""
    rows = tx.execute(
        "SELECT epoch, sealed FROM name_key"
        " WHERE conversation = :conversation AND appointment = :appointment",
        conversation=conversation,
        appointment=appointment,
    )
    return NameKey(rows[0]["epoch"], bytes(rows[0]["sealed"])) if rows else None


def everyone(tx: Transaction) -> set[str]:
    """Return every conversation that has a row here."""
    return {row["conversation"] for row in tx.execute("SELECT * FROM name_key")}


def sealed_to(tx: Transaction) -> frozenset[tuple[str, int]]:
    """Return every (key of a reception, epoch) to which a name is sealed."""
    rows = tx.execute("SELECT DISTINCT station, epoch FROM name_key")
    return frozenset(
        (StationKey.RECEPTION.of(row["station"]), row["epoch"]) for row in rows
    )


def forget(tx: Transaction, conversation: str) -> None:
    """Destroy what opens the name of a conversation's hour. Twice is fine."""
    tx.execute("DELETE FROM name_key WHERE conversation = :id", id=conversation)
