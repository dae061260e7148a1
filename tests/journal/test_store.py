"""The journal on disk: rows are added, in a chain, and nothing else."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from havre.journal import store
from havre.journal.rules import Act, Entry
from havre.plumbing.database import Transaction
from havre.plumbing.sqlite import SqliteDatabase

pytestmark = pytest.mark.anyio


def an_entry(n: int, subject: str = "c1") -> Entry:
    """The nth thing that happened."""
    return Entry(at=1_000 + n, actor="m1", act=Act.TAKE, subject=subject, detail=str(n))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """A ledger with a journal alone."""
    db = SqliteDatabase(tmp_path / "ledger.db")
    db.prepare((store.SCHEMA,))
    yield db
    db.close()


async def three_rows(db: SqliteDatabase) -> None:
    """Let three things happen, about two subjects."""
    for n in range(3):
        entry = an_entry(n, "c2" if n == 1 else "c1")
        await db.write(lambda tx, entry=entry: store.append(tx, entry))


async def test_what_happened_is_told_in_order(db: SqliteDatabase) -> None:
    """About one subject at a time; an unknown one has no row."""
    await three_rows(db)

    assert [an_entry(0), an_entry(2)] == await db.read(lambda tx: store.about(tx, "c1"))
    assert [] == await db.read(lambda tx: store.about(tx, "c3"))
    assert None is await db.read(store.first_break)


async def test_an_empty_journal_is_whole(db: SqliteDatabase) -> None:
    """Nothing happened, nothing is broken."""
    assert None is await db.read(store.first_break)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'm2'",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE n = 2",
    ],
)
async def test_rows_are_not_changed_nor_removed(
    db: SqliteDatabase, statement: str
) -> None:
    """By any work of ours: the store itself refuses."""
    await three_rows(db)

    with pytest.raises(sqlite3.IntegrityError):
        await db.write(lambda tx: tx.execute(statement))
    assert None is await db.read(store.first_break)
    assert 2 == len(await db.read(lambda tx: store.about(tx, "c1")))


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE journal SET actor = 'm2' WHERE n = 2", 2),
        ("UPDATE journal SET detail = 'other' WHERE n = 1", 1),
        ("UPDATE journal SET at = at + 1 WHERE n = 3", 3),
        ("DELETE FROM journal WHERE n = 2", 3),
        ("UPDATE journal SET hash = zeroblob(32) WHERE n = 1", 1),
    ],
)
async def test_a_hand_on_the_file_shows(
    db: SqliteDatabase, tmp_path: Path, statement: str, broken: int
) -> None:
    """Who drops the guards and edits the file breaks the chain, and we say where."""
    await three_rows(db)
    file = sqlite3.connect(tmp_path / "ledger.db")
    for guard in ("journal_is_not_changed", "journal_is_not_removed"):
        file.execute(f"DROP TRIGGER {guard}")
    file.execute(statement)
    file.commit()
    file.close()

    assert broken == await db.read(store.first_break)


async def test_no_row_no_act(db: SqliteDatabase) -> None:
    """An act that fails after its row leaves neither."""

    def act(tx: Transaction) -> None:
        store.append(tx, an_entry(0))
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await db.write(act)
    assert [] == await db.read(lambda tx: store.about(tx, "c1"))


async def test_erasing_a_conversation_keeps_who_read_it(db: SqliteDatabase) -> None:
    """References only: they outlive what they name."""
    await three_rows(db)
    await db.write(lambda tx: store.forget(tx, "c1"))

    assert 2 == len(await db.read(lambda tx: store.about(tx, "c1")))
