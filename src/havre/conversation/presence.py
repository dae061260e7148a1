"""When each side was last here, and until when an officer holds (the ledger)."""

from dataclasses import replace

from havre.conversation import store
from havre.conversation.rows import conversation_of
from havre.conversation.rules import Conversation
from havre.plumbing.database import Transaction


def lost_leases(tx: Transaction, at: int) -> list[Conversation]:
    """Return the conversations whose officer has not been there since before `at`."""
    rows = tx.execute(
        "SELECT * FROM conversation"
        " WHERE step IN ('talking', 'frozen') AND lease_until < :at",
        at=at,
    )
    return [conversation_of(row) for row in rows]


def unseen_since(tx: Transaction, before: int) -> list[str]:
    """Return the open conversations whose visitor was last noted before `before`.

    Ids alone: whoever is connected is noted only on leaving, so most of them are here.
    """
    rows = tx.execute(
        "SELECT id FROM conversation WHERE step IN ('line', 'talking', 'hold')"
        " AND seen_at <= :before",
        before=before,
    )
    return [row["id"] for row in rows]


def renew_leases(tx: Transaction, held: dict[str, int], until: int) -> None:
    """Prolong the leases of `held` (conversation: fence), if they are still those."""
    for conversation, fence in held.items():
        tx.execute(
            "UPDATE conversation SET lease_until = :until"
            " WHERE id = :id AND fence = :fence AND lease_until IS NOT NULL",
            until=until,
            id=conversation,
            fence=fence,
        )


def seen(tx: Transaction, conversation: str, at: int) -> None:
    """Note that her tab was here at `at`."""
    tx.execute(
        "UPDATE conversation SET seen_at = :at WHERE id = :id", at=at, id=conversation
    )


def close_access(tx: Transaction, before: int) -> None:
    """Close the access of visitors not seen since `before` to what has ended."""
    tx.execute(
        "UPDATE conversation SET token = NULL"
        " WHERE step = 'ended' AND token IS NOT NULL AND seen_at < :before",
        before=before,
    )


def everyone_was_here(tx: Transaction, at: int, until: int) -> None:
    """Count silence and leases anew: nobody is gone because the server was down.

    Nor has she let a transfer go, which she could not answer meanwhile.
    """
    tx.execute(
        "UPDATE conversation SET seen_at = :at WHERE step IN ('line','talking','hold')",
        at=at,
    )
    tx.execute(
        "UPDATE conversation SET lease_until = :until WHERE lease_until IS NOT NULL",
        until=until,
    )
    for known in store.offered(tx):
        if known.offer is not None:
            store.keep(tx, replace(known, offer=replace(known.offer, at=at)))
