"""Erasures under way, and what officers decided (ledger)."""

from dataclasses import dataclass

from havre.erasure.rules import Family, FollowUp, Outcome
from havre.plumbing.database import Transaction

SCHEMA = """
-- An intent is written first and removed last: an interrupted erase is finished.
CREATE TABLE IF NOT EXISTS erasing (
    conversation TEXT PRIMARY KEY,
    at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS decision (
    conversation TEXT NOT NULL,
    at INTEGER NOT NULL,
    member TEXT NOT NULL,
    desk TEXT NOT NULL,
    outcome TEXT NOT NULL,
    family TEXT NOT NULL,
    follow_up TEXT NOT NULL,
    reason TEXT
);
CREATE INDEX IF NOT EXISTS decision_conversation ON decision (conversation);
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer decided at the end; it outlives what was said.

    Attributes:
        reason: the officer's own, short; never words of the visitor.
        seen: the highest of her messages on the officer's screen; not kept.
    """

    outcome: Outcome
    family: Family
    follow_up: FollowUp
    reason: str | None
    seen: int = 2**31 - 1


def intend(tx: Transaction, conversation: str, at: int) -> None:
    """Write down that `conversation` is to be destroyed."""
    tx.execute(
        "INSERT INTO erasing VALUES (:id, :at) ON CONFLICT (conversation) DO NOTHING",
        id=conversation,
        at=at,
    )


def intended(tx: Transaction) -> list[str]:
    """Return the conversations whose destruction was begun and not finished."""
    return [
        row["conversation"]
        for row in tx.execute("SELECT conversation FROM erasing ORDER BY at")
    ]


def done(tx: Transaction, conversation: str) -> None:
    """Write down that `conversation` is destroyed."""
    tx.execute("DELETE FROM erasing WHERE conversation = :id", id=conversation)


def add_decision(
    tx: Transaction,
    conversation: str,
    decision: Decision,
    *,
    member: str,
    desk: str,
    at: int,
) -> None:
    """Keep what was decided."""
    tx.execute(
        """
        INSERT INTO decision
            (conversation, at, member, desk, outcome, family, follow_up, reason)
        VALUES
            (:conversation, :at, :member, :desk, :outcome, :family, :follow_up, :reason)
        """,
        conversation=conversation,
        at=at,
        member=member,
        desk=desk,
        outcome=decision.outcome,
        family=decision.family,
        follow_up=decision.follow_up,
        reason=decision.reason,
    )


def forget(tx: Transaction, conversation: str) -> None:
    """Keep the decision: the law wants it, and it says nothing of what was told."""
