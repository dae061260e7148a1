"""What every store engine must do, once per engine."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from havre.errors import StorageUnavailable
from havre.plumbing.database import Transaction
from havre.plumbing.sqlite import SqliteDatabase

pytestmark = pytest.mark.anyio

OPENERS: dict[str, Callable[[Path], SqliteDatabase]] = {
    "sqlite-wal": lambda path: SqliteDatabase(path / "wal.db"),
    "sqlite-delete": lambda path: SqliteDatabase(path / "delete.db", "delete"),
}


@pytest.fixture(params=OPENERS)
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteDatabase]:
    """Each engine, with one table."""
    database = OPENERS[request.param](tmp_path)
    database.prepare(["CREATE TABLE t (n INTEGER PRIMARY KEY, word TEXT)"])
    yield database
    database.close()


def add(n: int, word: str = "x") -> Callable[[Transaction], int]:
    """Work that adds a row."""

    def work(tx: Transaction) -> int:
        tx.execute("INSERT INTO t VALUES (:n, :word)", n=n, word=word)
        return n

    return work


def numbers(tx: Transaction) -> list[int]:
    """Work that reads every row."""
    return [row["n"] for row in tx.execute("SELECT n FROM t ORDER BY n")]


async def test_what_is_written_is_read(db):
    """A read after a write sees it."""
    await db.write(add(1))

    assert [1] == await db.read(numbers)


async def test_an_exception_leaves_no_trace(db):
    """Work that fails half-way never happened, and its error reaches its caller."""

    def fail_half_way(tx: Transaction) -> None:
        add(1)(tx)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await db.write(fail_half_way)

    assert [] == await db.read(numbers)


async def test_one_bad_row_harms_only_itself(db):
    """Poison among a hundred: ninety-nine are kept and told so (performance.md R1)."""
    await db.write(add(50))

    results = await asyncio.gather(
        *(db.write(add(n)) for n in range(100)), return_exceptions=True
    )

    assert [50] == [
        n for n, result in enumerate(results) if isinstance(result, sqlite3.Error)
    ]
    assert list(range(100)) == await db.read(numbers)


async def test_a_commit_that_is_refused_is_tried_one_by_one(db):
    """Work that breaks the whole transaction does not take the others with it."""

    def break_it(tx: Transaction) -> None:
        tx.execute("ROLLBACK")

    results = await asyncio.gather(
        db.write(add(1)), db.write(break_it), db.write(add(2)), return_exceptions=True
    )

    assert [1, 2] == await db.read(numbers)
    assert isinstance(results[1], StorageUnavailable)


async def test_the_writer_survives_anything(db):
    """After work that raises the strangest error, the next is served."""

    def strange(tx: Transaction) -> None:
        raise RecursionError

    with pytest.raises(RecursionError):
        await db.write(strange)
    await db.write(add(1))

    assert [1] == await db.read(numbers)


async def test_a_reader_cannot_write(tmp_path):
    """Reads are served apart and may change nothing."""
    db = SqliteDatabase(tmp_path / "x.db")
    db.prepare(["CREATE TABLE t (n INTEGER PRIMARY KEY, word TEXT)"])

    with pytest.raises(sqlite3.OperationalError):
        await db.read(add(1))
    db.close()


async def test_a_scrub_leaves_no_deleted_byte(db, tmp_path):
    """What was deleted is in no file of the engine; before the scrub it may be."""
    await db.write(add(1, "sentinelle" * 300))
    assert any(b"sentinelle" in file.read_bytes() for file in tmp_path.iterdir())

    await db.write(lambda tx: tx.execute("DELETE FROM t"))
    await db.scrub()

    assert not any(b"sentinelle" in file.read_bytes() for file in tmp_path.iterdir())


async def test_a_scrub_succeeds_among_readers_and_writers(db, tmp_path):
    """Others go on reading and writing while deleted bytes are wiped."""
    for n in range(50):
        await db.write(add(n, "sentinelle" * 50))

    async def busy() -> None:
        for n in range(100, 160):
            await db.write(add(n))
            await db.read(numbers)

    others = asyncio.create_task(busy())
    await db.write(lambda tx: tx.execute("DELETE FROM t WHERE n < 100"))
    await db.scrub()

    assert not any(b"sentinelle" in file.read_bytes() for file in tmp_path.iterdir())
    await others


async def test_a_full_disk_acknowledges_nothing_and_readers_go_on(db):
    """No room: the writer refuses, says so, keeps nothing, serves again later."""
    await db.write(add(1))
    (pages,) = await db.write(lambda tx: tx.execute("PRAGMA page_count"))
    await db.write(
        lambda tx: tx.execute(f"PRAGMA max_page_count = {pages['page_count']}")
    )

    with pytest.raises(StorageUnavailable):
        await db.write(add(2, "long" * 100_000))

    assert [1] == await db.read(numbers)
    await db.write(lambda tx: tx.execute("PRAGMA max_page_count = 1000000"))
    await db.write(add(2, "long" * 100_000))
    assert [1, 2] == await db.read(numbers)


async def test_a_closed_store_refuses(tmp_path):
    """After closing, nothing is accepted."""
    db = SqliteDatabase(tmp_path / "x.db")
    db.close()

    with pytest.raises(StorageUnavailable):
        await db.write(add(1))


async def test_a_cancelled_wait_does_not_cancel_the_work(db):
    """A caller who goes away harms nobody, and what was asked is done."""
    waiting = asyncio.create_task(db.write(add(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await db.write(add(2))

    assert [1, 2] == await db.read(numbers)
