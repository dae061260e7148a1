"""Accords, and the sealed identities that were given with them (ledger)."""

from havre.file.rules import Accord, AccordState
from havre.plumbing.database import Row, Transaction

SCHEMA = """
CREATE TABLE IF NOT EXISTS accord (
    conversation TEXT PRIMARY KEY,
    station TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    agreed TEXT,
    desk TEXT NOT NULL,
    file TEXT UNIQUE,
    revision INTEGER NOT NULL,
    conversation_too INTEGER NOT NULL
);
-- Apart from all else: erased alone, when she takes her accord back.
CREATE TABLE IF NOT EXISTS identity (
    file TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS identity_conversation ON identity (conversation);
-- What is being erased alone: written first, removed last, so that it is finished.
CREATE TABLE IF NOT EXISTS file_erasing (
    file TEXT PRIMARY KEY,
    conversation TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS file_erasing_conversation ON file_erasing (conversation);
"""


def accord(tx: Transaction, conversation: str) -> Accord | None:
    """Return what was asked of her, or None if nothing was."""
    rows = tx.execute("SELECT * FROM accord WHERE conversation = :id", id=conversation)
    return _accord(rows[0]) if rows else None


def accord_of(tx: Transaction, file: str) -> Accord | None:
    """Return the accord under which `file` was given, or None if it is none's."""
    rows = tx.execute("SELECT * FROM accord WHERE file = :file", file=file)
    return _accord(rows[0]) if rows else None


def keep(tx: Transaction, one: Accord) -> None:
    """Keep `one`, in place of what it was before."""
    tx.execute("DELETE FROM accord WHERE conversation = :id", id=one.conversation)
    tx.execute(
        """
        INSERT INTO accord
            (conversation, station, state, at, agreed, desk, file, revision,
             conversation_too)
        VALUES
            (:conversation, :station, :state, :at, :agreed, :desk, :file, :revision,
             :conversation_too)
        """,
        conversation=one.conversation,
        station=one.station,
        state=one.state,
        at=one.at,
        agreed=one.agreed,
        desk=one.desk,
        file=one.file,
        revision=one.revision,
        conversation_too=int(one.conversation_too),
    )


def set_state(tx: Transaction, conversation: str, state: AccordState, at: int) -> None:
    """Note what became of her accord."""
    tx.execute(
        "UPDATE accord SET state = :state, at = :at WHERE conversation = :id",
        state=state,
        at=at,
        id=conversation,
    )


def drop(tx: Transaction, conversation: str) -> None:
    """Forget that an accord was asked; nothing was given."""
    tx.execute("DELETE FROM accord WHERE conversation = :id", id=conversation)


def set_identity(
    tx: Transaction, conversation: str, file: str, revision: int, sealed: bytes
) -> None:
    """Keep her sealed identity in place of a former revision."""
    tx.execute("DELETE FROM identity WHERE file = :file", file=file)
    tx.execute(
        "INSERT INTO identity (file, conversation, revision, sealed)"
        " VALUES (:file, :conversation, :revision, :sealed)",
        file=file,
        conversation=conversation,
        revision=revision,
        sealed=sealed,
    )


def identity(tx: Transaction, file: str) -> bytes | None:
    """Return her sealed identity, or None if there is none."""
    rows = tx.execute("SELECT sealed FROM identity WHERE file = :file", file=file)
    return bytes(rows[0]["sealed"]) if rows else None


def intend(tx: Transaction, conversation: str, file: str) -> None:
    """Write down that `file`, which was not sent, is to be erased alone."""
    tx.execute(
        "INSERT INTO file_erasing VALUES (:file, :conversation)"
        " ON CONFLICT (file) DO NOTHING",
        file=file,
        conversation=conversation,
    )


def intended(tx: Transaction) -> list[str]:
    """Return the files whose erasing was begun and not finished."""
    return [row["file"] for row in tx.execute("SELECT file FROM file_erasing")]


def pending(tx: Transaction, conversation: str) -> str | None:
    """Return the file of `conversation` whose erasing is not finished, or None."""
    rows = tx.execute(
        "SELECT file FROM file_erasing WHERE conversation = :id", id=conversation
    )
    return str(rows[0]["file"]) if rows else None


def erase(tx: Transaction, file: str) -> None:
    """Delete what was given under `file`. Doing it twice is fine."""
    tx.execute("DELETE FROM identity WHERE file = :file", file=file)


def erased(tx: Transaction, file: str) -> None:
    """Write down that `file` is erased."""
    tx.execute("DELETE FROM file_erasing WHERE file = :file", file=file)


def close(tx: Transaction, conversation: str) -> None:
    """Let no door find what she gave: her conversation is being destroyed."""
    tx.execute(
        "UPDATE accord SET file = NULL WHERE conversation = :id", id=conversation
    )


def forget(tx: Transaction, conversation: str) -> None:
    """Delete her accord and her identity. Forgetting twice is fine."""
    for table in ("identity", "file_erasing", "accord"):
        tx.execute(
            f"DELETE FROM {table} WHERE conversation = :id",  # noqa: S608 - ours
            id=conversation,
        )


def _accord(row: Row) -> Accord:
    return Accord(
        conversation=row["conversation"],
        station=row["station"],
        state=AccordState(row["state"]),
        at=row["at"],
        agreed=row["agreed"],
        desk=row["desk"],
        file=row["file"],
        revision=row["revision"],
        conversation_too=bool(row["conversation_too"]),
    )
