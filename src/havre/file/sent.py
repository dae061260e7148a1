"""Files for a station: their sealed parts, and what was sent (ledger)."""

from collections.abc import Iterable
from dataclasses import dataclass

from havre.plumbing.database import Row, Transaction

SCHEMA = """
-- A row here is made. Once it has gone, its envelopes are here: it is outside erase.
CREATE TABLE IF NOT EXISTS file (
    file TEXT PRIMARY KEY,
    conversation TEXT NOT NULL UNIQUE,
    station TEXT NOT NULL,
    of INTEGER NOT NULL,
    hash BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    sent_by TEXT NOT NULL,
    desk TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    transmission TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS file_station ON file (station, sent_at);
CREATE TABLE IF NOT EXISTS file_part (
    file TEXT NOT NULL,
    conversation TEXT NOT NULL,
    n INTEGER NOT NULL,
    of INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (file, n)
);
CREATE INDEX IF NOT EXISTS file_part_conversation ON file_part (conversation);
CREATE TABLE IF NOT EXISTS file_envelope (
    file TEXT NOT NULL,
    conversation TEXT NOT NULL,
    target TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (file, target)
);
CREATE INDEX IF NOT EXISTS file_envelope_conversation ON file_envelope (conversation);
"""


@dataclass(frozen=True, slots=True)
class FileEnvelope:
    """The file's key sealed for keeps: to a station, a desk, or "recovery"."""

    target: str
    epoch: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class File:
    """One file that was sent; not a word of it.

    Attributes:
        of: how many sealed parts it has.
        hash: SHA-256 of the document, 32 bytes.
        desk: whose officer sent it.
        urgent: somebody was in danger when it was sent.
        transmission: the one that follows it.
    """

    file: str
    conversation: str
    station: str
    of: int
    hash: bytes
    sent_at: int
    sent_by: str
    desk: str
    urgent: bool
    transmission: str


@dataclass(frozen=True, slots=True)
class Part:
    """One sealed part of a file, the first being 1."""

    file: str
    n: int
    of: int
    sealed: bytes


def set_part(tx: Transaction, conversation: str, part: Part) -> None:
    """Keep one part; parts of another count were of a draft that is over."""
    tx.execute(
        "DELETE FROM file_part WHERE file = :file AND (n = :n OR of <> :of)",
        file=part.file,
        n=part.n,
        of=part.of,
    )
    tx.execute(
        "INSERT INTO file_part (file, conversation, n, of, sealed)"
        " VALUES (:file, :conversation, :n, :of, :sealed)",
        file=part.file,
        conversation=conversation,
        n=part.n,
        of=part.of,
        sealed=part.sealed,
    )


def parts(tx: Transaction, file: str) -> list[Part]:
    """Return the sealed parts of `file`, in order."""
    rows = tx.execute(
        "SELECT n, of, sealed FROM file_part WHERE file = :file ORDER BY n", file=file
    )
    return [Part(file, row["n"], row["of"], bytes(row["sealed"])) for row in rows]


def holds_parts(tx: Transaction, file: str, of: int) -> bool:
    """Return True if every part of `file` is there."""
    (row,) = tx.execute(
        "SELECT count(*) AS n FROM file_part WHERE file = :file AND of = :of",
        file=file,
        of=of,
    )
    return bool(row["n"] == of)


def add(tx: Transaction, file: File) -> None:
    """Keep that `file` was made; `seal` says to whom, once it has gone."""
    tx.execute(
        """
        INSERT INTO file
            (file, conversation, station, of, hash, sent_at, sent_by, desk, urgent,
             transmission)
        VALUES
            (:file, :conversation, :station, :of, :hash, :sent_at, :sent_by, :desk,
             :urgent, :transmission)
        """,
        file=file.file,
        conversation=file.conversation,
        station=file.station,
        of=file.of,
        hash=file.hash,
        sent_at=file.sent_at,
        sent_by=file.sent_by,
        desk=file.desk,
        urgent=int(file.urgent),
        transmission=file.transmission,
    )


def seal(tx: Transaction, file: File, envelopes: Iterable[FileEnvelope]) -> None:
    """Keep to whom `file`, which has gone, is sealed."""
    for one in envelopes:
        tx.execute(
            "INSERT INTO file_envelope (file, conversation, target, epoch, sealed)"
            " VALUES (:file, :conversation, :target, :epoch, :sealed)",
            file=file.file,
            conversation=file.conversation,
            target=one.target,
            epoch=one.epoch,
            sealed=one.sealed,
        )


def find(tx: Transaction, file: str) -> File | None:
    """Return the file that was sent under that id, or None."""
    rows = tx.execute("SELECT * FROM file WHERE file = :file", file=file)
    return _file(rows[0]) if rows else None


def file_of(tx: Transaction, conversation: str) -> File | None:
    """Return the file that was sent of a conversation, or None."""
    rows = tx.execute("SELECT * FROM file WHERE conversation = :id", id=conversation)
    return _file(rows[0]) if rows else None


def by_hash(tx: Transaction, hash_: bytes) -> File | None:
    """Return a file whose document has that hash, or None."""
    rows = tx.execute("SELECT * FROM file WHERE hash = :hash LIMIT 1", hash=hash_)
    return _file(rows[0]) if rows else None


def of_station(tx: Transaction, station: str, most: int) -> list[File]:
    """Return at most `most` of the files of `station`, the latest first."""
    rows = tx.execute(
        "SELECT * FROM file WHERE station = :station"
        " ORDER BY sent_at DESC, file LIMIT :most",
        station=station,
        most=most,
    )
    return [_file(row) for row in rows]


def envelopes(tx: Transaction, file: str) -> list[FileEnvelope]:
    """Return the envelopes of a file that was sent."""
    rows = tx.execute(
        "SELECT target, epoch, sealed FROM file_envelope WHERE file = :file", file=file
    )
    return [
        FileEnvelope(row["target"], row["epoch"], bytes(row["sealed"])) for row in rows
    ]


def sealed_to(tx: Transaction) -> frozenset[tuple[str, int]]:
    """Return every (target, epoch) to which some file's key is sealed."""
    rows = tx.execute("SELECT DISTINCT target, epoch FROM file_envelope")
    return frozenset((row["target"], row["epoch"]) for row in rows)


def drop_parts(tx: Transaction, file: str) -> None:
    """Delete the parts of a file that is not to be sent. Twice is fine."""
    tx.execute("DELETE FROM file_part WHERE file = :file", file=file)


def drop(tx: Transaction, file: str) -> None:
    """Delete a file that has not gone. Twice is fine."""
    for table in ("file_part", "file_envelope", "file"):
        tx.execute(f"DELETE FROM {table} WHERE file = :file", file=file)  # noqa: S608 - ours


def forget(tx: Transaction, conversation: str) -> None:
    """Delete the file of a conversation, sent or not. Forgetting twice is fine."""
    for table in ("file_part", "file_envelope", "file"):
        tx.execute(
            f"DELETE FROM {table} WHERE conversation = :id",  # noqa: S608 - ours
            id=conversation,
        )


def _file(row: Row) -> File:
    columns = (
        "file", "conversation", "station", "of", "hash", "sent_at", "sent_by", "desk",
        "urgent", "transmission",
    )  # fmt: skip
    values = {column: row[column] for column in columns}
    return File(**values | {"hash": bytes(row["hash"]), "urgent": bool(row["urgent"])})
