"""The keyring: what opens a conversation. Its own database, never archived.

Destroying a row here makes every copy of the messages unreadable, in backups too.
"""

from collections.abc import Collection
from dataclasses import dataclass

from havre.plumbing.database import Transaction

SCHEMA = """
CREATE TABLE IF NOT EXISTS envelope (
    conversation TEXT NOT NULL,
    purpose TEXT NOT NULL,
    desk TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (conversation, purpose, desk)
);
CREATE INDEX IF NOT EXISTS envelope_transfer
    ON envelope (conversation, desk) WHERE purpose = 'transfer';
CREATE TABLE IF NOT EXISTS resume (
    conversation TEXT PRIMARY KEY,
    auth_hash BLOB NOT NULL UNIQUE,
    wrapped BLOB NOT NULL
);
"""

_DESKS = "SELECT DISTINCT desk FROM envelope WHERE conversation = :id"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A key sealed to a desk: bytes the server cannot open.

    Attributes:
        purpose: "conversation", "relief", "transfer" or "note" (protocol.md §2.2).
        epoch: of the desk key it is sealed to.
    """

    desk: str
    epoch: int
    sealed: bytes
    purpose: str = "conversation"


def has(tx: Transaction, conversation: str) -> bool:
    """Return True if any envelope of `conversation` is kept."""
    return bool(
        tx.execute(
            "SELECT 1 FROM envelope WHERE conversation = :id LIMIT 1", id=conversation
        )
    )


def add(tx: Transaction, conversation: str, envelope: Envelope) -> bool:
    """Keep `envelope`; return False if another stands in its place.

    The same bytes once more are welcome: a retry is harmless.
    """
    tx.execute(
        """
        INSERT INTO envelope (conversation, purpose, desk, epoch, sealed)
        VALUES (:conversation, :purpose, :desk, :epoch, :sealed)
        ON CONFLICT (conversation, purpose, desk) DO NOTHING
        """,
        conversation=conversation,
        purpose=envelope.purpose,
        desk=envelope.desk,
        epoch=envelope.epoch,
        sealed=envelope.sealed,
    )
    return envelope in envelopes(tx, conversation, envelope.desk)


def envelopes(tx: Transaction, conversation: str, desk: str) -> list[Envelope]:
    """Return the envelopes of `conversation` that `desk` can open."""
    rows = tx.execute(
        "SELECT purpose, desk, epoch, sealed FROM envelope"
        " WHERE conversation = :id AND desk = :desk",
        id=conversation,
        desk=desk,
    )
    return [
        Envelope(row["desk"], row["epoch"], bytes(row["sealed"]), row["purpose"])
        for row in rows
    ]


def replace(tx: Transaction, conversation: str, envelope: Envelope) -> None:
    """Keep `envelope` in place of one for the same purpose and desk."""
    tx.execute(
        "DELETE FROM envelope"
        " WHERE conversation = :id AND purpose = :purpose AND desk = :desk",
        id=conversation,
        purpose=envelope.purpose,
        desk=envelope.desk,
    )
    add(tx, conversation, envelope)


def keep_only(tx: Transaction, conversation: str, desks: Collection[str]) -> None:
    """Delete the other desks' envelopes: one has answered."""
    kept = {row["desk"] for row in tx.execute(_DESKS, id=conversation)} & set(desks)
    if not kept:
        return  # never the last key of what is still to be answered
    for row in tx.execute(_DESKS, id=conversation):
        if row["desk"] not in kept:
            remove(tx, conversation, row["desk"])


def remove(tx: Transaction, conversation: str, desk: str) -> None:
    """Delete the envelopes of `desk`. Doing it twice is fine."""
    tx.execute(
        "DELETE FROM envelope WHERE conversation = :id AND desk = :desk",
        id=conversation,
        desk=desk,
    )


def transferred(tx: Transaction) -> list[tuple[str, str]]:
    """Return (conversation, desk) of every key that an officer sealed to pass it on."""
    rows = tx.execute(
        "SELECT conversation, desk FROM envelope WHERE purpose = 'transfer'"
    )
    return [(row["conversation"], row["desk"]) for row in rows]


def drop_transfer(tx: Transaction, conversation: str, desk: str) -> None:
    """Delete what an officer sealed to `desk`; what her own tab sealed stays."""
    tx.execute(
        "DELETE FROM envelope WHERE conversation = :id AND desk = :desk"
        " AND purpose IN ('transfer', 'note')",
        id=conversation,
        desk=desk,
    )


def set_resume(
    tx: Transaction, conversation: str, auth_hash: bytes, wrapped: bytes
) -> bool:
    """Keep the wrap of a resume code in place of a former one.

    Return False, with nothing kept, if another conversation has that code.
    """
    tx.execute("DELETE FROM resume WHERE conversation = :id", id=conversation)
    return bool(
        tx.execute(
            "INSERT INTO resume VALUES (:id, :auth_hash, :wrapped)"
            " ON CONFLICT (auth_hash) DO NOTHING RETURNING conversation",
            id=conversation,
            auth_hash=auth_hash,
            wrapped=wrapped,
        )
    )


def find_resume(tx: Transaction, auth_hash: bytes) -> tuple[str, bytes] | None:
    """Return (conversation, wrapped key) for a code's hash, or None."""
    rows = tx.execute(
        "SELECT conversation, wrapped FROM resume WHERE auth_hash = :hash",
        hash=auth_hash,
    )
    return (rows[0]["conversation"], bytes(rows[0]["wrapped"])) if rows else None


def forget_resume(tx: Transaction, conversation: str) -> None:
    """Close the visitor's way back."""
    tx.execute("DELETE FROM resume WHERE conversation = :id", id=conversation)


def sealed_to(tx: Transaction) -> frozenset[tuple[str, int]]:
    """Return every (desk, epoch) to which some key is sealed."""
    rows = tx.execute("SELECT DISTINCT desk, epoch FROM envelope")
    return frozenset((row["desk"], row["epoch"]) for row in rows)


def opens(tx: Transaction) -> dict[str, dict[str, int]]:
    """Return the latest epoch under which each desk opens each conversation."""
    rows = tx.execute(
        "SELECT conversation, desk, max(epoch) AS epoch FROM envelope"
        " WHERE purpose <> 'note' GROUP BY conversation, desk"
    )
    latest: dict[str, dict[str, int]] = {}
    for row in rows:
        latest.setdefault(row["conversation"], {})[row["desk"]] = row["epoch"]
    return latest


def everyone(tx: Transaction) -> set[str]:
    """Return every conversation that has a row here."""
    rows = tx.execute(
        "SELECT conversation FROM envelope UNION SELECT conversation FROM resume"
    )
    return {row["conversation"] for row in rows}


def forget(tx: Transaction, conversation: str) -> None:
    """Destroy every key of `conversation`. Forgetting twice is fine."""
    tx.execute("DELETE FROM envelope WHERE conversation = :id", id=conversation)
    forget_resume(tx, conversation)
