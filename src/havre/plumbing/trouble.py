"""Which of SQLite's errors are a store in trouble, and which are bugs of ours."""

import sqlite3
from typing import Final

from havre.errors import StorageUnavailable

# Primary result codes: https://www.sqlite.org/rescode.html
_TROUBLE: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
    }
)


def told(error: Exception) -> Exception:
    """Return what a caller is told of `error`: a full disk is nobody's bug."""
    code = getattr(error, "sqlite_errorcode", 0)
    if isinstance(error, sqlite3.Error) and code & 0xFF in _TROUBLE:
        return StorageUnavailable(type(error).__name__)
    return error
