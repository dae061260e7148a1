"""Counters, in SQL (the ledger): no row about a conversation, and nothing to erase."""

from datetime import tzinfo

from havre.plumbing.database import Transaction
from havre.statistics.rules import REPORTS, Count, Ended, Every, counted, period_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS counter (
    period TEXT NOT NULL,
    measure TEXT NOT NULL,
    value TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (period, measure, value)
);
"""


def add(tx: Transaction, count: Count) -> None:
    """Add to one counter."""
    tx.execute(
        """
        INSERT INTO counter (period, measure, value, number)
        VALUES (:period, :measure, :value, :number)
        ON CONFLICT (period, measure, value)
        DO UPDATE SET number = counter.number + excluded.number
        """,
        period=count.period,
        measure=count.measure,
        value=count.value,
        number=count.number,
    )


def count(tx: Transaction, ended: Ended, every: Every, zone: tzinfo) -> None:
    """Count a conversation that has ended."""
    for one in counted(ended, every, zone):
        add(tx, one)


def count_report(tx: Transaction, at: int, every: Every, zone: tzinfo) -> None:
    """Count a report that was written once its conversation was counted."""
    add(tx, Count(period_of(at, every, zone), REPORTS, "", 1))


def counts(tx: Transaction) -> list[Count]:
    """Return every counter."""
    return [
        Count(row["period"], row["measure"], row["value"], row["number"])
        for row in tx.execute("SELECT * FROM counter ORDER BY period")
    ]


def forget(tx: Transaction, conversation: str) -> None:
    """Forget nothing: no counter is about a conversation."""
