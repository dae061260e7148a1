"""The keyring's rows about what she gave: never archived, so that erasing holds.

Until a file is sent, its key lies here alone: sealed to the desk that is to read it,
wrapped by her opening code, and, once a page is ready to be carried to a station, as it
will be kept when that page has gone. Destroying these rows makes every copy unreadable.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from havre.file.sent import FileEnvelope
from havre.plumbing.database import Transaction

SCHEMA = """
CREATE TABLE IF NOT EXISTS file_key (
    file TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    desk TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS file_key_conversation ON file_key (conversation);
CREATE TABLE IF NOT EXISTS opening (
    file TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    auth_hash BLOB NOT NULL UNIQUE,
    wrapped BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS opening_conversation ON opening (conversation);
CREATE TABLE IF NOT EXISTS prepared_key (
    file TEXT NOT NULL,
    conversation TEXT NOT NULL,
    target TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (file, target)
);
CREATE INDEX IF NOT EXISTS prepared_key_conversation ON prepared_key (conversation);
"""


@dataclass(frozen=True, slots=True)
class FileKey:
    """A file's key sealed to a desk: bytes the server cannot open."""

    desk: str
    epoch: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """What an opening code opens.

    Attributes:
        wrapped: the file's key, under the code.
    """

    file: str
    conversation: str
    wrapped: bytes


def set_key(tx: Transaction, conversation: str, file: str, key: FileKey) -> None:
    """Keep `key` in place of a former one of that file."""
    tx.execute("DELETE FROM file_key WHERE file = :file", file=file)
    tx.execute(
        "INSERT INTO file_key (file, conversation, desk, epoch, sealed)"
        " VALUES (:file, :conversation, :desk, :epoch, :sealed)",
        file=file,
        conversation=conversation,
        desk=key.desk,
        epoch=key.epoch,
        sealed=key.sealed,
    )


def key(tx: Transaction, file: str) -> FileKey | None:
    """Return the file's key as it is sealed to a desk, or None."""
    rows = tx.execute(
        "SELECT desk, epoch, sealed FROM file_key WHERE file = :file", file=file
    )
    return (
        FileKey(rows[0]["desk"], rows[0]["epoch"], bytes(rows[0]["sealed"]))
        if rows
        else None
    )


def set_opening(tx: Transaction, opening: Opening, auth_hash: bytes) -> bool:
    """Keep the wrap of an opening code in place of a former one of that file.

    Return False, with nothing kept, if another file has that code.
    """
    tx.execute("DELETE FROM opening WHERE file = :file", file=opening.file)
    return bool(
        tx.execute(
            "INSERT INTO opening (file, conversation, auth_hash, wrapped)"
            " VALUES (:file, :conversation, :auth_hash, :wrapped)"
            " ON CONFLICT (auth_hash) DO NOTHING RETURNING file",
            file=opening.file,
            conversation=opening.conversation,
            auth_hash=auth_hash,
            wrapped=opening.wrapped,
        )
    )


def opening(tx: Transaction, auth_hash: bytes) -> Opening | None:
    """Return what the code of that hash opens, or None."""
    rows = tx.execute(
        "SELECT file, conversation, wrapped FROM opening WHERE auth_hash = :hash",
        hash=auth_hash,
    )
    if not rows:
        return None
    row = rows[0]
    return Opening(row["file"], row["conversation"], bytes(row["wrapped"]))


def revoke(tx: Transaction, file: str) -> None:
    """Destroy the wrap of an opening code: it opens nothing from now on."""
    tx.execute("DELETE FROM opening WHERE file = :file", file=file)


def prepare(
    tx: Transaction, conversation: str, file: str, envelopes: Iterable[FileEnvelope]
) -> None:
    """Keep the keys of a file that is ready and has not gone."""
    unprepare(tx, file)
    for one in envelopes:
        tx.execute(
            "INSERT INTO prepared_key (file, conversation, target, epoch, sealed)"
            " VALUES (:file, :conversation, :target, :epoch, :sealed)",
            file=file,
            conversation=conversation,
            target=one.target,
            epoch=one.epoch,
            sealed=one.sealed,
        )


def prepared(tx: Transaction, file: str) -> list[FileEnvelope]:
    """Return the keys of a file that is ready and has not gone."""
    rows = tx.execute(
        "SELECT target, epoch, sealed FROM prepared_key WHERE file = :file", file=file
    )
    return [
        FileEnvelope(row["target"], row["epoch"], bytes(row["sealed"])) for row in rows
    ]


def unprepare(tx: Transaction, file: str) -> None:
    """Destroy them: it has gone, and they are in the ledger. Twice is fine."""
    tx.execute("DELETE FROM prepared_key WHERE file = :file", file=file)


def sealed_to(tx: Transaction) -> frozenset[tuple[str, int]]:
    """Return every (desk, epoch) to which some file's key is sealed."""
    rows = tx.execute(
        "SELECT desk, epoch FROM file_key"
        " UNION SELECT target AS desk, epoch FROM prepared_key"
    )
    return frozenset((row["desk"], row["epoch"]) for row in rows)


def everyone(tx: Transaction) -> set[str]:
    """Return every file that has a row here."""
    rows = tx.execute("SELECT file FROM file_key UNION SELECT file FROM opening")
    return {row["file"] for row in rows}


def erase(tx: Transaction, file: str) -> None:
    """Destroy the keys of one file. Doing it twice is fine."""
    tx.execute("DELETE FROM file_key WHERE file = :file", file=file)
    revoke(tx, file)
    unprepare(tx, file)


def forget(tx: Transaction, conversation: str) -> None:
    """Destroy the keys of every file of a conversation. Twice is fine."""
    tx.execute("DELETE FROM file_key WHERE conversation = :id", id=conversation)
    tx.execute("DELETE FROM opening WHERE conversation = :id", id=conversation)
    tx.execute("DELETE FROM prepared_key WHERE conversation = :id", id=conversation)
