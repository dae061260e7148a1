"""What became of a file at its station, and what was taken out of it (ledger)."""

from dataclasses import dataclass

from havre.plumbing.database import Row, Transaction
from havre.station.rules import Mark

SCHEMA = """
CREATE TABLE IF NOT EXISTS file_mark (
    file TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    mark TEXT NOT NULL,
    at INTEGER NOT NULL,
    member TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS export (
    hash BLOB PRIMARY KEY,
    file TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at INTEGER NOT NULL,
    member TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS export_conversation ON export (conversation);
"""


@dataclass(frozen=True, slots=True)
class Export:
    """A document that left Havre, by its hash.

    Attributes:
        by: the member who took it out.
    """

    file: str
    at: int
    by: str


def set_mark(
    tx: Transaction, file: str, conversation: str, mark: Mark, by: str, at: int
) -> None:
    """Note what became of a file, in place of what was noted before."""
    tx.execute("DELETE FROM file_mark WHERE file = :file", file=file)
    tx.execute(
        "INSERT INTO file_mark (file, conversation, mark, at, member)"
        " VALUES (:file, :conversation, :mark, :at, :by)",
        file=file,
        conversation=conversation,
        mark=mark,
        at=at,
        by=by,
    )


def mark_of(tx: Transaction, file: str) -> Mark | None:
    """Return what became of a file, or None while nobody has said."""
    rows = tx.execute("SELECT mark FROM file_mark WHERE file = :file", file=file)
    return Mark(rows[0]["mark"]) if rows else None


def add_export(
    tx: Transaction, hash_: bytes, file: str, conversation: str, by: str, at: int
) -> None:
    """Note that a document left Havre. The same one once more changes nothing."""
    tx.execute(
        "INSERT INTO export (hash, file, conversation, at, member)"
        " VALUES (:hash, :file, :conversation, :at, :by) ON CONFLICT DO NOTHING",
        hash=hash_,
        file=file,
        conversation=conversation,
        at=at,
        by=by,
    )


def exported(tx: Transaction, hash_: bytes) -> Export | None:
    """Return where that document came from, or None if none is known."""
    rows = tx.execute(
        "SELECT file, at, member FROM export WHERE hash = :hash", hash=hash_
    )
    return _export(rows[0]) if rows else None


def forget(tx: Transaction, conversation: str) -> None:
    """Delete what is noted of the file of a conversation. Twice is fine."""
    tx.execute("DELETE FROM file_mark WHERE conversation = :id", id=conversation)
    tx.execute("DELETE FROM export WHERE conversation = :id", id=conversation)


def _export(row: Row) -> Export:
    return Export(row["file"], row["at"], row["member"])
