"""One connection to a SQLite file, opened as every store of the house is."""

import sqlite3
from pathlib import Path
from typing import Final, Literal, cast

from havre.plumbing.database import Row, Value

Journal = Literal["wal", "delete"]

BUSY: Final = 10.0  # seconds a lock is waited for before the store is unavailable

_OPENING: Final = """
PRAGMA secure_delete = ON;    -- erased rows are overwritten, not just unlinked
PRAGMA temp_store = MEMORY;   -- no sorted copies left in /tmp
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;    -- an acknowledged message survives a power cut
PRAGMA trusted_schema = OFF;
"""


class SqliteTransaction:
    """See `havre.plumbing.database.Transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def execute(self, sql: str, **values: Value) -> list[Row]:
        return cast(list[Row], self._execute(sql, values).fetchall())


def connect(path: Path, journal: Journal) -> sqlite3.Connection:
    """Open `path`.

    Raises:
        sqlite3.Error: it cannot be opened, or is no store.
    """
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=BUSY
    )
    connection.row_factory = sqlite3.Row
    connection.executescript(_OPENING)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    return connection
