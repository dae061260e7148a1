"""What the public numbers count of a conversation, once, at its end."""

from collections.abc import Callable

from havre.conversation.rules import Conversation
from havre.erasure.rules import Family, Outcome
from havre.plumbing.database import Transaction
from havre.statistics.rules import Ended

Counting = Callable[[Transaction, Ended], None]


def uncounted(_tx: Transaction, _ended: Ended) -> None:
    """Count nothing."""


def count_decided(
    tx: Transaction,
    known: Conversation,
    outcome: Outcome,
    family: Family,
    at: int,
    count: Counting,
) -> None:
    """Count a conversation that an officer has decided."""
    if known.answered_at is None:
        return  # frozen before anybody answered: nobody was helped
    left = at if known.left_at is None else known.left_at
    ended = Ended(
        at=at,
        desk=known.desk,
        family=family,
        outcome=outcome,
        wait=known.answered_at - known.opened_at,
        length=max(0, left - known.answered_at),
        report=known.report,
    )
    count(tx, ended)


def count_undecided(
    tx: Transaction, known: Conversation, at: int, count: Counting
) -> None:
    """Count a conversation that is destroyed before anybody decided."""
    count_decided(tx, known, Outcome.INTERRUPTED, Family.NONE, at, count)
