"""Taking the next costs the same whatever the line's length."""

import sqlite3

from havre.plumbing.connection import SqliteTransaction
from havre.plumbing.database import Row, Value
from havre.waiting import store


class Planning(SqliteTransaction):
    """A transaction that notes how SQLite finds what each statement asks."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.plans: list[str] = []

    def execute(self, sql: str, **values: Value) -> list[Row]:
        steps = super().execute(f"EXPLAIN QUERY PLAN {sql}", **values)
        self.plans.append("; ".join(step["detail"] for step in steps))
        return super().execute(sql, **values)


def test_the_next_is_found_by_an_index_that_is_in_order():
    """Among those who know the officer, then among all: no row is read in vain."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.executescript(store.SCHEMA)
    tx = Planning(connection)

    store.take_next(tx, [("police", 1)], "an officer")

    assert [
        "SEARCH ticket USING INDEX ticket_prefers (prefers=? AND desk=? AND epoch=?)",
        "SEARCH ticket USING INDEX ticket_order (desk=? AND epoch=?)",
    ] == tx.plans
