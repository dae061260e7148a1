"""Conversations and their sealed messages, in SQL (the ledger)."""

from dataclasses import dataclass

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
    visitor_last INTEGER NOT NULL DEFAULT 0,
    agent_last INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS conversation_member ON conversation (member, step);
CREATE INDEX IF NOT EXISTS conversation_step ON conversation (step);
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
            """
            INSERT INTO conversation
                (id, token, step, desk, epoch, fronts, language, danger, minor,
                 opened_at, seen_at)
            VALUES (:id, :token, :step, :desk, :epoch, :fronts, :language, :danger,
                    :minor, :at, :at)
            ON CONFLICT (id) DO NOTHING RETURNING id
            """,
            id=conversation.id,
            token=conversation.token,
            step=conversation.step,
            desk=conversation.desk,
            epoch=conversation.epoch,
            fronts=" ".join(f"{desk}:{epoch}" for desk, epoch in conversation.fronts),
            language=conversation.language,
            danger=int(conversation.danger),
            minor=int(conversation.minor),
            at=conversation.opened_at,
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


def in_step(tx: Transaction, step: Step) -> list[Conversation]:
    """Return the conversations in `step`, oldest first."""
    rows = tx.execute(
        "SELECT * FROM conversation WHERE step = :step ORDER BY opened_at", step=step
    )
    return [conversation_of(row) for row in rows]


def keep(tx: Transaction, conversation: Conversation) -> None:
    """Keep what changed of `conversation`: everything but its messages' numbers."""
    tx.execute(
        """
        UPDATE conversation
           SET token = :token, step = :step, version = :version, desk = :desk,
               epoch = :epoch, member = :member, fence = :fence,
               lease_until = :lease_until,
               read = :read, seen_at = :seen_at, left_at = :left_at,
               report = :report, resumable = :resumable
         WHERE id = :id
        """,
        id=conversation.id,
        token=conversation.token,
        step=conversation.step,
        version=conversation.version,
        desk=conversation.desk,
        epoch=conversation.epoch,
        member=conversation.member,
        fence=conversation.fence,
        lease_until=conversation.lease_until,
        read=int(conversation.read),
        seen_at=conversation.seen_at,
        left_at=conversation.left_at,
        report=int(conversation.report),
        resumable=int(conversation.resumable),
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


def conversation_of(row: Row) -> Conversation:
    """Return the conversation that `row` holds."""
    return Conversation(
        id=row["id"],
        token=row["token"],
        step=Step(row["step"]),
        version=row["version"],
        desk=row["desk"],
        epoch=row["epoch"],
        fronts=_fronts(row["fronts"]),
        language=row["language"],
        danger=bool(row["danger"]),
        minor=bool(row["minor"]),
        opened_at=row["opened_at"],
        member=row["member"],
        fence=row["fence"],
        lease_until=row["lease_until"],
        read=bool(row["read"]),
        seen_at=row["seen_at"],
        left_at=row["left_at"],
        report=bool(row["report"]),
        resumable=bool(row["resumable"]),
        visitor_last=row["visitor_last"],
        agent_last=row["agent_last"],
    )


def _fronts(text: str) -> tuple[tuple[str, int], ...]:
    pairs = (front.split(":") for front in text.split())
    return tuple((desk, int(epoch)) for desk, epoch in pairs)


def _message(row: Row) -> Message:
    return Message(Side(row["side"]), row["number"], bytes(row["sealed"]), row["at"])
