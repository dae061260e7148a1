"""Conversations and their sealed messages, in SQL (the ledger)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from havre.conversation.rows import COLUMNS, conversation_of, values_of
from havre.conversation.rules import Conversation, Side
from havre.journey import Step
from havre.plumbing.database import Row, Transaction

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY,
    token BLOB UNIQUE,
    step TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    desk TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    fronts TEXT NOT NULL,
    language TEXT NOT NULL,
    danger INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    member TEXT,
    fence INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER,
    read INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER NOT NULL,
    left_at INTEGER,
    report INTEGER NOT NULL DEFAULT 0,
    resumable INTEGER NOT NULL DEFAULT 0,
    sealed_to TEXT NOT NULL,
    taken_at INTEGER,
    offer TEXT,
    watchers TEXT NOT NULL DEFAULT '',
    notes INTEGER NOT NULL DEFAULT 0,
    answered_at INTEGER,
    course INTEGER NOT NULL DEFAULT 0,
    visitor_last INTEGER NOT NULL DEFAULT 0,
    agent_last INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS conversation_member ON conversation (member, step);
CREATE INDEX IF NOT EXISTS conversation_step ON conversation (step);
CREATE INDEX IF NOT EXISTS conversation_offer ON conversation (offer)
    WHERE offer IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_watched ON conversation (id)
    WHERE watchers <> '';
-- Bodies stay out of the tree that finds them: 1.6 times faster than keying the table
-- by conversation, and the unique index is the promise that nothing is doubled.
CREATE TABLE IF NOT EXISTS message (
    seq INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    side TEXT NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    at INTEGER NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS message_once ON message (conversation, side, number);
"""

COUNTS = ("visitor_last", "agent_last", "notes")
CHANGES = ", ".join(f"{one} = :{one}" for one in COLUMNS if one not in (*COUNTS, "id"))


@dataclass(frozen=True, slots=True)
class Message:
    """One sealed message as it lies in the store."""

    side: Side
    number: int
    sealed: bytes
    at: int


def insert(tx: Transaction, conversation: Conversation) -> bool:
    """Keep a new conversation; return False if its id is used already."""
    return bool(
        tx.execute(
            f"INSERT INTO conversation ({', '.join(COLUMNS)})"  # noqa: S608 - ours
            f" VALUES ({', '.join(f':{column}' for column in COLUMNS)})"
            " ON CONFLICT (id) DO NOTHING RETURNING id",
            **values_of(conversation),
        )
    )


def find(tx: Transaction, conversation: str) -> Conversation | None:
    """Return the conversation, or None if there is none."""
    rows = tx.execute("SELECT * FROM conversation WHERE id = :id", id=conversation)
    return conversation_of(rows[0]) if rows else None


def by_token(tx: Transaction, token: bytes) -> str | None:
    """Return the id of the conversation whose visitor bears `token` (a digest)."""
    rows = tx.execute("SELECT id FROM conversation WHERE token = :t", t=token)
    return str(rows[0]["id"]) if rows else None


def held_by(tx: Transaction, member: str) -> list[Conversation]:
    """Return what `member` has in hand: talking, or frozen and to be decided."""
    rows = tx.execute(
        "SELECT * FROM conversation WHERE member = :member"
        " AND step IN ('talking', 'frozen') ORDER BY opened_at",
        member=member,
    )
    return [conversation_of(row) for row in rows]


def busy(tx: Transaction, member: str) -> int:
    """Return how many conversations `member` is talking in."""
    (row,) = tx.execute(
        "SELECT count(*) AS n FROM conversation"
        " WHERE member = :member AND step = 'talking'",
        member=member,
    )
    return int(row["n"])


def everyone_busy(tx: Transaction) -> dict[str, int]:
    """Return how many conversations each member is talking in, by id."""
    rows = tx.execute(
        "SELECT member, count(*) AS n FROM conversation"
        " WHERE step = 'talking' GROUP BY member"
    )
    return {row["member"]: row["n"] for row in rows}


def offered(tx: Transaction) -> list[Conversation]:
    """Return the conversations of which a transfer was announced."""
    rows = tx.execute("SELECT * FROM conversation WHERE offer IS NOT NULL")
    return [conversation_of(row) for row in rows]


def flagged(tx: Transaction) -> list[Conversation]:
    """Return the open conversations in which a danger or a minor was said."""
    rows = tx.execute(
        "SELECT * FROM conversation WHERE step IN ('line', 'talking', 'hold')"
        " AND (danger = 1 OR minor = 1)"
    )
    return [conversation_of(row) for row in rows]


def watched(tx: Transaction) -> list[Conversation]:
    """Return the conversations that a supervisor reads along."""
    rows = tx.execute("SELECT * FROM conversation WHERE watchers <> ''")
    return [conversation_of(row) for row in rows]


def unwatch(
    tx: Transaction, known: Conversation, over: Callable[[str, int], bool]
) -> None:
    """Let those read along no more whose (member, until) is `over`."""
    kept = tuple(one for one in known.watchers if not over(*one))
    keep(tx, replace(known, watchers=kept, version=known.version + 1))


def in_step(tx: Transaction, step: Step) -> list[Conversation]:
    """Return the conversations in `step`, oldest first."""
    rows = tx.execute(
        "SELECT * FROM conversation WHERE step = :step ORDER BY opened_at", step=step
    )
    return [conversation_of(row) for row in rows]


def keep(tx: Transaction, conversation: Conversation) -> None:
    """Keep what changed of `conversation`: everything but its counts of messages and
    notes, which grow beside.
    """
    tx.execute(
        f"UPDATE conversation SET {CHANGES} WHERE id = :id",  # noqa: S608 - ours
        **{k: v for k, v in values_of(conversation).items() if k not in COUNTS},
    )


def add_message(tx: Transaction, conversation: str, message: Message) -> None:
    """Keep the next message of its side; the caller has checked the number."""
    tx.execute(
        "INSERT INTO message (conversation, side, number, sealed, at)"
        " VALUES (:conversation, :side, :number, :sealed, :at)",
        conversation=conversation,
        side=message.side,
        number=message.number,
        sealed=message.sealed,
        at=message.at,
    )
    column = "visitor_last" if message.side is Side.VISITOR else "agent_last"
    tx.execute(
        f"UPDATE conversation SET {column} = :number WHERE id = :id",  # noqa: S608
        number=message.number,
        id=conversation,
    )


def count_note(tx: Transaction, conversation: str) -> None:
    """Count one more note, and let whoever reads along see that there is one."""
    tx.execute(
        "UPDATE conversation SET notes = notes + 1, version = version + 1"
        " WHERE id = :id",
        id=conversation,
    )


def message(
    tx: Transaction, conversation: str, side: Side, number: int
) -> Message | None:
    """Return one message, or None if there is none."""
    rows = tx.execute(
        "SELECT side, number, sealed, at FROM message"
        " WHERE conversation = :id AND side = :side AND number = :number",
        id=conversation,
        side=side,
        number=number,
    )
    return _message(rows[0]) if rows else None


def messages_after(
    tx: Transaction, conversation: str, visitor: int, agent: int, most: int
) -> list[Message]:
    """Return at most `most` messages after these numbers, in the order they came."""
    rows = tx.execute(
        """
        SELECT side, number, sealed, at FROM message
         WHERE conversation = :id
           AND ((side = 'visitor' AND number > :visitor)
                OR (side = 'agent' AND number > :agent))
         ORDER BY seq LIMIT :most
        """,
        id=conversation,
        visitor=visitor,
        agent=agent,
        most=most,
    )
    return [_message(row) for row in rows]


def forget(tx: Transaction, conversation: str) -> None:
    """Delete the conversation and its messages. Forgetting twice is fine."""
    tx.execute("DELETE FROM message WHERE conversation = :id", id=conversation)
    tx.execute("DELETE FROM conversation WHERE id = :id", id=conversation)


def _message(row: Row) -> Message:
    return Message(Side(row["side"]), row["number"], bytes(row["sealed"]), row["at"])
