"""What an officer adds to a conversation: sealed notes, a report's keys (ledger)."""

from dataclasses import dataclass

from havre.plumbing.database import Transaction

SCHEMA = """
CREATE TABLE IF NOT EXISTS note (
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    at INTEGER NOT NULL,
    member TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
);
-- In the ledger, which is archived: a report is outside erase.
CREATE TABLE IF NOT EXISTS report_envelope (
    conversation TEXT NOT NULL,
    target TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    at INTEGER NOT NULL,
    memory INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation, target)
);
"""


@dataclass(frozen=True, slots=True)
class Note:
    """One sealed note of the officers, which the visitor never receives."""

    number: int
    sealed: bytes
    at: int
    member: str


@dataclass(frozen=True, slots=True)
class ReportEnvelope:
    """The conversation's key sealed for keeps: to a desk, or to "recovery"."""

    target: str
    epoch: int
    sealed: bytes


def add_note(tx: Transaction, conversation: str, note: Note) -> bool:
    """Keep `note`; return False, with nothing kept, if its number is used."""
    return bool(
        tx.execute(
            """
            INSERT INTO note (conversation, number, sealed, at, member)
            VALUES (:conversation, :number, :sealed, :at, :member)
            ON CONFLICT (conversation, number) DO NOTHING RETURNING number
            """,
            conversation=conversation,
            number=note.number,
            sealed=note.sealed,
            at=note.at,
            member=note.member,
        )
    )


def notes(tx: Transaction, conversation: str) -> list[Note]:
    """Return the notes of `conversation`, in order."""
    rows = tx.execute(
        "SELECT number, sealed, at, member FROM note"
        " WHERE conversation = :id ORDER BY number",
        id=conversation,
    )
    return [
        Note(row["number"], bytes(row["sealed"]), row["at"], row["member"])
        for row in rows
    ]


def add_report(
    tx: Transaction,
    conversation: str,
    envelope: ReportEnvelope,
    at: int,
    *,
    memory: bool = False,
) -> None:
    """Keep one envelope of the report; a second opening changes nothing.

    Args:
        memory: its conversation is destroyed: the report stands by itself.
    """
    tx.execute(
        """
        INSERT INTO report_envelope (conversation, target, epoch, sealed, at, memory)
        VALUES (:conversation, :target, :epoch, :sealed, :at, :memory)
        ON CONFLICT (conversation, target) DO NOTHING
        """,
        conversation=conversation,
        target=envelope.target,
        epoch=envelope.epoch,
        sealed=envelope.sealed,
        at=at,
        memory=int(memory),
    )


def report_envelopes(tx: Transaction, conversation: str) -> list[ReportEnvelope]:
    """Return the envelopes of the report of `conversation`."""
    rows = tx.execute(
        "SELECT target, epoch, sealed FROM report_envelope WHERE conversation = :id",
        id=conversation,
    )
    return [
        ReportEnvelope(row["target"], row["epoch"], bytes(row["sealed"]))
        for row in rows
    ]


def sealed_to(tx: Transaction) -> frozenset[tuple[str, int]]:
    """Return every (desk, epoch) to which some report's key is sealed."""
    rows = tx.execute("SELECT DISTINCT target, epoch FROM report_envelope")
    return frozenset((row["target"], row["epoch"]) for row in rows)


def forget(tx: Transaction, conversation: str) -> None:
    """Delete the notes and the report of `conversation`. Twice is fine.

    A report from memory came after its destruction, and stays.
    """
    tx.execute("DELETE FROM note WHERE conversation = :id", id=conversation)
    tx.execute(
        "DELETE FROM report_envelope WHERE conversation = :id AND memory = 0",
        id=conversation,
    )
