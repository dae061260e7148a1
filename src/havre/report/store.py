"""Transmissions, releases, and who may still write from memory (ledger).

What officers wrote, in sealed parts, is in `havre.report.written`.
"""

from collections.abc import Collection

from havre.plumbing.database import Row, Transaction
from havre.report import written
from havre.report.rules import Kind, Release, Transmission

SCHEMA = (
    written.SCHEMA
    + """
CREATE TABLE IF NOT EXISTS transmission (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    desk TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    name TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    hash BLOB,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    sent_at INTEGER,
    sent_by TEXT,
    channel TEXT,
    acknowledged_at INTEGER,
    acknowledged_by TEXT,
    outcome TEXT,
    file TEXT,
    withdrawn_at INTEGER
);
CREATE INDEX IF NOT EXISTS transmission_conversation ON transmission (conversation);
CREATE INDEX IF NOT EXISTS transmission_file ON transmission (file)
    WHERE file IS NOT NULL;
CREATE INDEX IF NOT EXISTS transmission_open ON transmission (at)
    WHERE acknowledged_at IS NULL AND outcome IS NULL AND withdrawn_at IS NULL;
CREATE INDEX IF NOT EXISTS transmission_desk ON transmission (desk, at);
CREATE TABLE IF NOT EXISTS release (
    conversation TEXT PRIMARY KEY,
    member TEXT NOT NULL,
    danger INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
);
-- For half an hour: whoever had it in hand may still write down what they read.
CREATE TABLE IF NOT EXISTS memory (
    conversation TEXT PRIMARY KEY,
    member TEXT NOT NULL,
    desk TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS memory_member ON memory (member);
"""
)

COLUMNS = (
    "id", "conversation", "desk", "kind", "target", "name", "urgent", "hash", "at",
    "by", "sent_at", "sent_by", "channel", "acknowledged_at", "acknowledged_by",
    "outcome", "file", "withdrawn_at",
)  # fmt: skip
_WAITS = "acknowledged_at IS NULL AND outcome IS NULL AND withdrawn_at IS NULL"


def add_transmission(tx: Transaction, one: Transmission) -> None:
    """Keep a new transmission."""
    values = {column: getattr(one, column) for column in COLUMNS}
    tx.execute(
        f"INSERT INTO transmission ({', '.join(COLUMNS)})"  # noqa: S608 - ours
        f" VALUES ({', '.join(f':{column}' for column in COLUMNS)})",
        **values | {"urgent": int(one.urgent)},
    )


def transmission(tx: Transaction, id_: str) -> Transmission | None:
    """Return the transmission, or None if there is none."""
    rows = tx.execute("SELECT * FROM transmission WHERE id = :id", id=id_)
    return _transmission(rows[0]) if rows else None


def of_file(tx: Transaction, file: str) -> Transmission | None:
    """Return the transmission of a file to a station, or None if it was not sent."""
    rows = tx.execute("SELECT * FROM transmission WHERE file = :file", file=file)
    return _transmission(rows[0]) if rows else None


def transmissions(
    tx: Transaction, desks: Collection[str], most: int
) -> list[Transmission]:
    """Return at most `most` of the transmissions of `desks`: the open ones first, the
    urgent before them all; the others from the last one on.
    """
    if not desks:
        return []
    named = {f"desk{n}": desk for n, desk in enumerate(sorted(desks))}
    rows = tx.execute(
        f"""
        SELECT * FROM (
            SELECT *, CASE WHEN {_WAITS} THEN 1 ELSE 0 END AS waits
              FROM transmission
             WHERE desk IN ({", ".join(f":{one}" for one in named)})
        ) AS known
         ORDER BY waits DESC, waits * urgent DESC, (2 * waits - 1) * at, id
         LIMIT :most
        """,  # noqa: S608 - ours
        most=most,
        **named,
    )
    return [_transmission(row) for row in rows]


def open_transmissions(tx: Transaction) -> list[Transmission]:
    """Return what nobody has acknowledged, nor told the outcome of; oldest first."""
    rows = tx.execute(
        f"SELECT * FROM transmission WHERE {_WAITS} ORDER BY at, id"  # noqa: S608 - ours
    )
    return [_transmission(row) for row in rows]


def of_conversation(tx: Transaction, conversation: str) -> list[Transmission]:
    """Return what was passed on of `conversation`, or is to be."""
    rows = tx.execute(
        "SELECT * FROM transmission WHERE conversation = :id ORDER BY at, id",
        id=conversation,
    )
    return [_transmission(row) for row in rows]


def send(tx: Transaction, id_: str, channel: str, by: str, at: int) -> bool:
    """Note that it went; return False if it had gone already, or is unknown."""
    return bool(
        tx.execute(
            "UPDATE transmission SET sent_at = :at, sent_by = :by, channel = :channel"
            " WHERE id = :id AND sent_at IS NULL RETURNING id",
            id=id_,
            channel=channel,
            by=by,
            at=at,
        )
    )


def acknowledge(tx: Transaction, id_: str, by: str, at: int) -> bool:
    """Note who acknowledged it; return False if someone had, or it is unknown.

    Args:
        by: their name, as the officer heard it or as the station's member is shown.
    """
    return bool(
        tx.execute(
            "UPDATE transmission SET acknowledged_at = :at, acknowledged_by = :by"
            " WHERE id = :id AND acknowledged_at IS NULL RETURNING id",
            id=id_,
            by=by,
            at=at,
        )
    )


def withdraw(tx: Transaction, file: str, at: int) -> None:
    """Note that she took back the file before it went: it is never sent."""
    tx.execute(
        "UPDATE transmission SET withdrawn_at = :at WHERE file = :file",
        file=file,
        at=at,
    )


def set_outcome(tx: Transaction, id_: str, outcome: str) -> None:
    """Note what became of it, in place of what was noted before."""
    tx.execute(
        "UPDATE transmission SET outcome = :outcome WHERE id = :id",
        id=id_,
        outcome=outcome,
    )


def release(
    tx: Transaction, conversation: str, given: Release, by: str, reason: str, at: int
) -> None:
    """Keep a release, in place of one that knew less."""
    tx.execute(
        """
        INSERT INTO release (conversation, member, danger, minor, reason, at)
        VALUES (:conversation, :member, :danger, :minor, :reason, :at)
        ON CONFLICT (conversation) DO UPDATE SET
            member = :member, danger = :danger, minor = :minor, reason = :reason,
            at = :at
        """,
        conversation=conversation,
        member=by,
        danger=int(given.danger),
        minor=int(given.minor),
        reason=reason,
        at=at,
    )


def released(tx: Transaction, conversation: str, since: int) -> Release | None:
    """Return the release of `conversation`, if one was given from `since` on."""
    rows = tx.execute(
        "SELECT danger, minor FROM release WHERE conversation = :id AND at >= :since",
        id=conversation,
        since=since,
    )
    return Release(bool(rows[0]["danger"]), bool(rows[0]["minor"])) if rows else None


def remember(
    tx: Transaction, conversation: str, member: str, desk: str, at: int
) -> None:
    """Note in whose hands `conversation` was when it was destroyed."""
    tx.execute(
        "INSERT INTO memory VALUES (:id, :member, :desk, :at)"
        " ON CONFLICT (conversation) DO NOTHING",
        id=conversation,
        member=member,
        desk=desk,
        at=at,
    )


def memories(tx: Transaction, member: str, after: int) -> list[tuple[str, str, int]]:
    """Return (conversation, desk, when she left) of what `member` may write down."""
    rows = tx.execute(
        "SELECT conversation, desk, at FROM memory"
        " WHERE member = :member AND at > :after ORDER BY at",
        member=member,
        after=after,
    )
    return [(row["conversation"], row["desk"], row["at"]) for row in rows]


def forget_memory(tx: Transaction, conversation: str) -> None:
    """Delete the note: it was used."""
    tx.execute("DELETE FROM memory WHERE conversation = :id", id=conversation)


def is_past(tx: Transaction, before: int) -> bool:
    """Return True if something was destroyed at or before `before`, and noted."""
    return bool(
        tx.execute("SELECT 1 FROM memory WHERE at <= :before LIMIT 1", before=before)
    )


def forget_memories(tx: Transaction, before: int) -> None:
    """Delete the notes of what was destroyed at or before `before`."""
    tx.execute("DELETE FROM memory WHERE at <= :before", before=before)


def forget(tx: Transaction, conversation: str) -> None:
    """Delete what was written of `conversation` while it was there. Twice is fine.

    That it was passed on, or let go, outlives it like the decision: nothing that was
    said is in it. So does what an officer wrote from memory.
    """
    written.forget(tx, conversation)


def _transmission(row: Row) -> Transmission:
    values = {column: row[column] for column in COLUMNS}
    return Transmission(
        **values | {"kind": Kind(row["kind"]), "urgent": bool(row["urgent"])}
    )
