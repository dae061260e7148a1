"""The SQLite engine: one supervised writer thread, group commit, short readers."""

import asyncio
import contextlib
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from havre.errors import StorageUnavailable
from havre.plumbing.connection import BUSY, Journal, SqliteTransaction, connect
from havre.plumbing.database import T, Transaction, Work
from havre.plumbing.trouble import told
from havre.plumbing.turns import Item, deliver

log = logging.getLogger("havre.store")

BATCH: Final = 256  # works a commit: 256 rows hold the writer about 5 ms
READERS: Final = 2  # threads; reads are index look-ups, the machine has two cores
SCRUB_TRIES: Final = 50
SCRUB_PAUSE: Final = 0.02  # seconds


class OtherForm(Exception):
    """The file was made by another version of Havre, whose tables differ."""


@dataclass(slots=True)
class _Readers:
    pool: ThreadPoolExecutor
    local: threading.local = field(default_factory=threading.local)
    opened: list[sqlite3.Connection] = field(default_factory=list)


class SqliteDatabase:
    """See `havre.plumbing.database.Database`.

    Args:
        path: the file; its directory exists.
        journal: "wal" for the ledger (readers never wait for the writer), "delete"
            for the keyring (no log beside the file that an erased key could stay in).
    """

    def __init__(self, path: Path, journal: Journal = "wal") -> None:
        self._path = path
        self._journal = journal
        self._items: queue.SimpleQueue[Item | None] = queue.SimpleQueue()
        self._closed = False
        self._connection = self._open()
        self._readers = (
            _Readers(ThreadPoolExecutor(READERS, f"{path.stem}-reader"))
            if journal == "wal"
            else None
        )
        self._thread = threading.Thread(
            target=self._supervise, name=f"{path.stem}-writer", daemon=True
        )
        self._thread.start()

    def prepare(self, schemas: Iterable[str], form: int = 0) -> None:
        """Create what `schemas` describe and is not there yet; before serving.

        Args:
            form: of the tables; 0 to ask for none.

        Raises:
            OtherForm: the file was made by a version whose tables differ.
        """
        run = self._connection.execute
        (found,) = run("PRAGMA user_version").fetchone()
        (tables,) = run("SELECT count(*) FROM sqlite_master").fetchone()
        if form and tables and found != form:
            raise OtherForm(f"form {found}, not {form}")
        for schema in schemas:
            self._connection.executescript(schema)
        if form:
            run(f"PRAGMA user_version = {int(form)}")

    async def write(self, work: Work[T]) -> T:
        return cast(T, await self._submit(work))

    async def read(self, work: Work[T]) -> T:
        if self._readers is None:
            return cast(T, await self._submit(work))
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers.pool, self._read, work)

    async def scrub(self) -> None:
        await self._submit(None)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._items.put(None)
        self._thread.join()
        self._turn_away()
        if self._readers is not None:
            self._readers.pool.shutdown()
            for connection in self._readers.opened:
                connection.close()
        self._connection.close()

    def _turn_away(self) -> None:
        """Refuse a scrub that went behind the end."""
        while not self._items.empty():
            item = self._items.get_nowait()
            if item is not None:
                item.error = StorageUnavailable("the store is closed")
                deliver([item])

    def _open(self) -> sqlite3.Connection:
        return connect(self._path, self._journal)

    def _submit(self, work: Callable[[Transaction], Any] | None) -> asyncio.Future[Any]:
        if self._closed:
            raise StorageUnavailable("the store is closed")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._items.put(Item(work, loop, future))
        return future

    def _read(self, work: Work[T]) -> T:
        readers = cast(_Readers, self._readers)
        connection = getattr(readers.local, "connection", None)
        if connection is None:
            connection = self._open()
            connection.execute("PRAGMA query_only = ON")
            readers.local.connection = connection
            readers.opened.append(connection)
        connection.execute("BEGIN")
        try:
            return work(SqliteTransaction(connection))
        finally:
            connection.execute("ROLLBACK")

    def _supervise(self) -> None:
        """Keep the writer alive whatever one work does (performance.md R1)."""
        while True:
            try:
                self._serve()
                return
            except Exception as error:
                log.error("writer restarted after %s", type(error).__name__)
                with contextlib.suppress(sqlite3.Error):
                    self._connection.close()
                time.sleep(0.05)
                with contextlib.suppress(sqlite3.Error):
                    self._connection = self._open()

    def _serve(self) -> None:
        while True:
            first = self._items.get()
            if first is None:
                return
            batch, last = self._gather(first)
            again: list[Item] = []
            try:
                self._commit([item for item in batch if item.work is not None])
                again = self._scrub([item for item in batch if item.work is None])
            except BaseException as error:
                for item in batch:
                    item.error = item.error or StorageUnavailable(type(error).__name__)
                raise
            finally:
                deliver([item for item in batch if item not in again])
            if last:
                return

    def _gather(self, first: Item) -> tuple[list[Item], bool]:
        batch = [first]
        while len(batch) < BATCH:
            try:
                item = self._items.get_nowait()
            except queue.Empty:
                break
            if item is None:
                return batch, True
            batch.append(item)
        return batch, False

    def _commit(self, batch: list[Item]) -> None:
        """All of `batch` in one commit; one by one if the commit is refused."""
        if not batch:
            return
        try:
            self._together(batch)
        except sqlite3.Error:
            self._rollback()
            for item in batch:
                item.error = None
                self._alone(item)

    def _together(self, batch: list[Item]) -> None:
        transaction = SqliteTransaction(self._connection)
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        for item in batch:
            run("SAVEPOINT one")
            try:
                item.result = cast(Any, item.work)(transaction)
            except Exception as error:
                item.error = told(error)
                # A full disk rolls the whole transaction back by itself: the
                # savepoint is gone then, this raises, and each runs alone.
                run("ROLLBACK TO one")
            run("RELEASE one")
        run("COMMIT")

    def _alone(self, item: Item) -> None:
        try:
            self._together([item])
        except sqlite3.Error as error:
            self._rollback()
            item.error = StorageUnavailable(type(error).__name__)

    def _rollback(self) -> None:
        if self._connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _scrub(self, items: list[Item]) -> list[Item]:
        """Empty the write-ahead log: deleted text stays in it otherwise.

        Return the items that go back in the queue, behind whoever waits to write: a
        long reader (a backup) must not hold up everybody's messages.
        """
        if not items or self._journal != "wal":
            return []
        trouble = self._empty_log()
        if not trouble:
            return []
        again = []
        for item in items:
            item.tries += 1
            if item.tries < SCRUB_TRIES and not self._closed:
                again.append(item)
                self._items.put(item)
            else:
                item.error = StorageUnavailable(trouble)
        time.sleep(SCRUB_PAUSE)
        return again

    def _empty_log(self) -> str:
        """Return "" once the log is empty, else why it is not."""
        run = self._connection.execute
        try:
            run("PRAGMA busy_timeout = 20")
            busy, pages, _ = run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            run(f"PRAGMA busy_timeout = {int(BUSY * 1_000)}")
        except sqlite3.Error as error:  # the scrub's alone: the writes were kept
            return type(error).__name__
        return f"{pages} pages still in the log" if busy else ""
