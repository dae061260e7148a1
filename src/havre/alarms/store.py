"""Alarms, in SQL (the ledger). One open alarm of a kind for one subject."""

from havre.alarms.rules import Alarm, Cause, Kind
from havre.plumbing.database import Row, Transaction
from havre.plumbing.tokens import new_id

SCHEMA = """
CREATE TABLE IF NOT EXISTS alarm (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    desk TEXT NOT NULL,
    at INTEGER NOT NULL,
    taken_by TEXT,
    ended_at INTEGER
);
CREATE UNIQUE INDEX IF NOT EXISTS alarm_once
    ON alarm (kind, subject) WHERE ended_at IS NULL;
"""

TOPIC = "alarms"  # the bell's, for any change here


def raise_(tx: Transaction, cause: Cause, at: int) -> bool:
    """Raise an alarm; return False if it is open already."""
    return bool(
        tx.execute(
            """
            INSERT INTO alarm (id, kind, subject, desk, at)
            VALUES (:id, :kind, :subject, :desk, :at)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            id=new_id(),
            kind=cause.kind,
            subject=cause.subject,
            desk=cause.desk,
            at=at,
        )
    )


def end(tx: Transaction, kind: Kind, subject: str, at: int) -> None:
    """End an alarm. Ending one that is over is fine."""
    tx.execute(
        "UPDATE alarm SET ended_at = :at"
        " WHERE kind = :kind AND subject = :subject AND ended_at IS NULL",
        at=at,
        kind=kind,
        subject=subject,
    )


def end_all(tx: Transaction, subject: str, at: int) -> None:
    """End every alarm about `subject`: it is decided."""
    tx.execute(
        "UPDATE alarm SET ended_at = :at WHERE subject = :subject AND ended_at IS NULL",
        at=at,
        subject=subject,
    )


def take(tx: Transaction, alarm: str, member: str) -> Alarm | None:
    """Note who looks after an alarm; None if it is over or unknown."""
    rows = tx.execute(
        "UPDATE alarm SET taken_by = :member"
        " WHERE id = :id AND ended_at IS NULL RETURNING *",
        id=alarm,
        member=member,
    )
    return _alarm(rows[0]) if rows else None


def open_(tx: Transaction) -> list[Alarm]:
    """Return the alarms that are not over, oldest first."""
    rows = tx.execute("SELECT * FROM alarm WHERE ended_at IS NULL ORDER BY at, id")
    return [_alarm(row) for row in rows]


def untaken(tx: Transaction) -> int:
    """Return how many open alarms nobody looks after."""
    (row,) = tx.execute(
        "SELECT count(*) AS n FROM alarm WHERE ended_at IS NULL AND taken_by IS NULL"
    )
    return int(row["n"])


def asks_support(tx: Transaction, member: str) -> bool:
    """Return True if `member` asks for help."""
    return bool(
        tx.execute(
            "SELECT 1 FROM alarm WHERE kind = 'support' AND subject = :member"
            " AND ended_at IS NULL",
            member=member,
        )
    )


def forget_before(tx: Transaction, at: int) -> None:
    """Delete what was over before `at`."""
    tx.execute("DELETE FROM alarm WHERE ended_at < :at", at=at)


def forget(tx: Transaction, conversation: str) -> None:
    """Delete the alarms about `conversation`. Forgetting twice is fine."""
    tx.execute("DELETE FROM alarm WHERE subject = :id", id=conversation)


def _alarm(row: Row) -> Alarm:
    cause = Cause(Kind(row["kind"]), row["subject"], row["desk"])
    return Alarm(row["id"], cause, row["at"], row["taken_by"])
