"""What officers wrote in a report, version after version, in sealed parts (ledger)."""

from collections.abc import Sequence
from dataclasses import dataclass

from havre.plumbing.database import Transaction

SCHEMA = """
-- In the ledger, which is archived: a report is outside erase.
CREATE TABLE IF NOT EXISTS report_text (
    conversation TEXT NOT NULL,
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    at INTEGER NOT NULL,
    member TEXT NOT NULL,
    memory INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation, version, part)
);
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report.

    Attributes:
        number: 0 before anything is written.
        parts: sealed; together they are one text.
        memory: written once the conversation was destroyed.
    """

    number: int
    parts: tuple[bytes, ...]
    at: int | None
    by: str | None
    memory: bool = False


NOTHING = Version(0, (), None, None)


def last(tx: Transaction, conversation: str) -> int:
    """Return the number of the last version; 0 before the first."""
    (row,) = tx.execute(
        "SELECT max(version) AS last FROM report_text WHERE conversation = :id",
        id=conversation,
    )
    return int(row["last"] or 0)


def version(tx: Transaction, conversation: str, number: int) -> Version | None:
    """Return one version, or None if there is none."""
    rows = tx.execute(
        "SELECT sealed, at, member, memory FROM report_text"
        " WHERE conversation = :id AND version = :number ORDER BY part",
        id=conversation,
        number=number,
    )
    if not rows:
        return None
    first, parts = rows[0], tuple(bytes(row["sealed"]) for row in rows)
    memory = bool(first["memory"])
    return Version(number, parts, first["at"], first["member"], memory)


def latest(tx: Transaction, conversation: str) -> Version:
    """Return the last version; `NOTHING` before the first."""
    return version(tx, conversation, last(tx, conversation)) or NOTHING


def add(
    tx: Transaction,
    conversation: str,
    number: int,
    parts: Sequence[bytes],
    *,
    by: str,
    at: int,
    memory: bool = False,
) -> None:
    """Keep a version; the caller has checked the number."""
    for part, sealed in enumerate(parts, 1):
        tx.execute(
            "INSERT INTO report_text VALUES"
            " (:conversation, :version, :part, :sealed, :at, :member, :memory)",
            conversation=conversation,
            version=number,
            part=part,
            sealed=sealed,
            at=at,
            member=by,
            memory=int(memory),
        )


def forget(tx: Transaction, conversation: str) -> None:
    """Delete what was written while the conversation was there. Twice is fine.

    What an officer wrote from memory came after its destruction, and stays.
    """
    tx.execute(
        "DELETE FROM report_text WHERE conversation = :id AND memory = 0",
        id=conversation,
    )
