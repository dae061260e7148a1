"""The journal's only writer. Rows are added; nothing here changes or removes one."""

from havre.journal.rules import START, Act, Entry, chain
from havre.plumbing.database import Row, Transaction

SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (
    n INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS journal_subject ON journal (subject);
CREATE TRIGGER IF NOT EXISTS journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS journal_is_not_removed BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


def append(tx: Transaction, entry: Entry) -> None:
    """Add `entry`, chained to the last row.

    Call it first in the transaction of what it records: if it cannot be written,
    the read or change it announces does not happen.
    """
    last = tx.execute("SELECT hash FROM journal ORDER BY n DESC LIMIT 1")
    previous = bytes(last[0]["hash"]) if last else START
    tx.execute(
        """
        INSERT INTO journal (at, actor, act, subject, detail, hash)
        VALUES (:at, :actor, :act, :subject, :detail, :hash)
        """,
        at=entry.at,
        actor=entry.actor,
        act=entry.act,
        subject=entry.subject,
        detail=entry.detail,
        hash=chain(previous, entry),
    )


def about(tx: Transaction, subject: str) -> list[Entry]:
    """Return the rows about `subject`, oldest first."""
    rows = tx.execute(
        "SELECT at, actor, act, subject, detail FROM journal"
        " WHERE subject = :subject ORDER BY n",
        subject=subject,
    )
    return [_entry(row) for row in rows]


def first_break(tx: Transaction) -> int | None:
    """Return the number of the first row whose hash is not that of its chain."""
    previous = START
    for row in tx.execute("SELECT * FROM journal ORDER BY n"):
        previous = chain(previous, _entry(row))
        if previous != bytes(row["hash"]):
            return int(row["n"])
    return None


def _entry(row: Row) -> Entry:
    columns = ("at", "actor", "act", "subject", "detail")
    at, actor, act, subject, detail = (row[name] for name in columns)
    return Entry(at, actor, Act(act), subject, detail)


def forget(tx: Transaction, conversation: str) -> None:
    """Keep everything: the proof of who read outlives what was read.

    The journal holds references and closed words, never content (LIL art. 101).
    """
