"""What the board reads, in SQL: counts, and so many rows at most. It keeps nothing.

Counted by whole minutes in the store, so that ten thousand conversations cost the
board some hundred rows.
"""

from dataclasses import dataclass
from typing import Final

from havre.conversation.rows import conversation_of
from havre.conversation.rules import Conversation
from havre.journey import Step
from havre.plumbing.database import Transaction

SCHEMA = ""

MINUTE: Final = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many have waited in front of a desk for so many whole minutes.

    Attributes:
        since: when the first of them began to wait.
    """

    desk: str
    minutes: int
    count: int
    since: int


def waiting(tx: Transaction, at: int) -> list[Waiting]:
    """Return who waits, by desk and minute. Whoever has left waits no more."""
    rows = tx.execute(
        "SELECT t.desk, (:at - t.since) / :minute AS minutes, count(*) AS n,"
        " min(t.since) AS since"
        " FROM ticket t JOIN conversation c ON c.id = t.conversation"
        " WHERE c.step = 'line' GROUP BY t.desk, minutes",
        at=at,
        minute=MINUTE,
    )
    return [
        Waiting(row["desk"], max(0, row["minutes"]), row["n"], row["since"])
        for row in rows
    ]


def in_steps(tx: Transaction) -> dict[tuple[str, Step], int]:
    """Return how many conversations are in each step, by desk; not those over."""
    rows = tx.execute(
        "SELECT desk, step, count(*) AS n FROM conversation"
        " WHERE step IN ('line', 'talking', 'hold', 'frozen') GROUP BY desk, step"
    )
    return {(row["desk"], Step(row["step"])): row["n"] for row in rows}


def lengths(tx: Transaction, at: int) -> list[tuple[int, int]]:
    """Return (whole minutes, how many) since visitors who are not gone came."""
    rows = tx.execute(
        "SELECT (:at - opened_at) / :minute AS minutes, count(*) AS n"
        " FROM conversation WHERE step IN ('line', 'talking', 'hold')"
        " GROUP BY minutes",
        at=at,
        minute=MINUTE,
    )
    return [(max(0, row["minutes"]), row["n"]) for row in rows]


def shown(tx: Transaction, most: int) -> list[Conversation]:
    """Return at most `most` conversations: the line in its order, then the oldest."""
    rows = tx.execute(
        """
        SELECT c.* FROM conversation c
          JOIN (SELECT conversation, max(head) AS head, min(due) AS due
                  FROM ticket GROUP BY conversation) t ON t.conversation = c.id
         WHERE c.step = 'line'
         ORDER BY t.head DESC, t.due, c.id LIMIT :most
        """,
        most=most,
    )
    rows += tx.execute(
        "SELECT * FROM conversation WHERE step IN ('talking', 'hold', 'frozen')"
        " ORDER BY opened_at, id LIMIT :most",
        most=most - len(rows),
    )
    return [conversation_of(row) for row in rows]


def forget(tx: Transaction, conversation: str) -> None:
    """Forget nothing: this room keeps nothing."""
