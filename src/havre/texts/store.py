"""Versions of texts: replies that came with Havre (a file) and ours (the ledger).

The cards that came with Havre are read by `havre.texts.cards`.
"""

from pathlib import Path
from typing import Final, Literal

import msgspec

from havre.plumbing.database import Row, Transaction
from havre.texts.rules import BuiltIn, Version
from havre.texts.wording import Group, Wording, heading, wording

REPLIES: Final = Path(__file__).parents[1] / "data" / "replies.toml"

SCHEMA = """
-- What came with Havre is in its file. It has a row here, without author, only once
-- it is withdrawn: the row says so, and keeps the words as they were.
CREATE TABLE IF NOT EXISTS text_version (
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    grp TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    easy TEXT NOT NULL,  -- a card's, in easy French; empty for a reply
    author TEXT,
    at INTEGER,
    reader TEXT CHECK (reader <> author),
    read_at INTEGER,
    withdrawn_at INTEGER,
    PRIMARY KEY (key, version)
);
"""


class _Reply(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    group: Group
    title: str
    text: str
    exit_erases: Literal["decision", "immediate", "device"] | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    replies: tuple[_Reply, ...]


def read_built_in(exit_erases: str, path: Path = REPLIES) -> BuiltIn:
    """Return the ready replies that came with Havre.

    Args:
        exit_erases: what the exit does here; some replies are true of one only.

    Raises:
        OSError: no such file.
        ValueError: it is malformed.
        BadRequest: one of them is not what a text may be.
    """
    replies = msgspec.toml.decode(path.read_bytes(), type=_File).replies
    true = [one for one in replies if one.exit_erases in (None, exit_erases)]
    return BuiltIn(
        tuple(
            Version(one.key, 1, wording(one.group, one.title, one.text)) for one in true
        ),
        frozenset(one.key for one in replies if one not in true),
    )


def versions(tx: Transaction) -> list[Version]:
    """Return every version kept here, those of the first text written first."""
    rows = tx.execute(
        """
        SELECT v.*, (SELECT MIN(w.at) FROM text_version w WHERE w.key = v.key) AS born
          FROM text_version v ORDER BY born, v.key, v.version
        """
    )
    return [_version(row) for row in rows]


def add(tx: Transaction, version: Version) -> bool:
    """Keep a proposal; return False if that version is taken."""
    return bool(
        tx.execute(
            """
            INSERT INTO text_version (key, version, grp, title, body, easy, author, at)
            VALUES (:key, :version, :grp, :title, :body, :easy, :author, :at)
            ON CONFLICT DO NOTHING RETURNING key
            """,
            key=version.key,
            version=version.number,
            grp=version.wording.group,
            title=version.wording.title,
            body=version.wording.body,
            easy=version.wording.easy,
            author=version.author,
            at=version.at,
        )
    )


def note_read(tx: Transaction, version: Version) -> None:
    """Note who read a version, and when."""
    tx.execute(
        "UPDATE text_version SET reader = :reader, read_at = :read_at"
        " WHERE key = :key AND version = :version",
        key=version.key,
        version=version.number,
        reader=version.reader,
        read_at=version.read_at,
    )


def note_withdrawn(tx: Transaction, version: Version) -> None:
    """Note that a version was withdrawn; what came with Havre gets its row now."""
    add(tx, version)
    tx.execute(
        "UPDATE text_version SET withdrawn_at = :withdrawn_at"
        " WHERE key = :key AND version = :version",
        key=version.key,
        version=version.number,
        withdrawn_at=version.withdrawn_at,
    )


def forget(tx: Transaction, conversation: str) -> None:
    """Forget nothing: this room keeps nothing about a conversation."""


def _version(row: Row) -> Version:
    return Version(
        key=row["key"],
        number=row["version"],
        wording=Wording(heading(row["grp"]), row["title"], row["body"], row["easy"]),
        author=row["author"],
        at=row["at"],
        reader=row["reader"],
        read_at=row["read_at"],
        withdrawn_at=row["withdrawn_at"],
    )
