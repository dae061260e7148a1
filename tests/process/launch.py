"""A server as `havre serve` runs it, that can be told when to die and what to note.

Run as a script by the tests of this directory: it forks a server for each one asked.
Nothing in the house knows that it is watched: the stores are lent from here.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import argon2
import uvicorn

from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.erasure.rules import ExitErases
from havre.house import KEYRING, LEDGER, House
from havre.plumbing.logs import start_logging
from havre.plumbing.sqlite import SqliteDatabase
from havre.serving import configuration
from havre.settings import Settings
from havre.staff.passwords import Passwords

CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
COUNTED = {"COMMIT": "commit", "PRAGMA wal_checkpoint(TRUNCATE)": "scrub"}


@dataclass
class Fate:
    """When to die: `STORE commit|scrub N before|after`, read from a file.

    The count starts when the file appears. SIGKILL: nothing is flushed, no handler
    runs, exactly as when the machine's power supply or its kernel decides.
    """

    file: Path
    seen: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def meet(self, store: str, event: str, when: str) -> None:
        """Die if this is the moment."""
        try:
            asked = self.file.read_text()
        except FileNotFoundError:
            return
        if asked != self.seen:
            self.seen, self.counts = asked, {}
        key = f"{store} {event} {when}"
        self.counts[key] = self.counts.get(key, 0) + 1
        if asked == f"{store} {event} {self.counts[key]} {when}":
            os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """A connection to a store, whose commits and scrubs are counted."""

    def __init__(self, connection: Any, name: str, fate: Fate) -> None:
        self._connection, self._name, self._fate = connection, name, fate

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        """Run one statement, dying before or after it if that is asked."""
        event = COUNTED.get(sql)
        if event is None:
            return self._connection.execute(sql, *values)
        self._fate.meet(self._name, event, "before")
        done = self._connection.execute(sql, *values)
        self._fate.meet(self._name, event, "after")
        return done


class Mortal(SqliteDatabase):
    """A store that may take the whole process down at a chosen instant."""

    def __init__(self, path: Path, fate: Fate, pages: Path, **how: Any) -> None:
        self.fate, self.pages, self.stem = fate, pages, path.stem
        super().__init__(path, **how)

    def _open(self) -> Any:
        return Watched(super()._open(), self.stem, self.fate)

    def _together(self, batch: Any) -> None:
        """Obey the room that a test leaves: a number of pages more, in a file."""
        if self.stem == "ledger":
            run = self._connection.execute
            most = self.pages.read_text() if self.pages.exists() else "4294967294"
            if most == "full":
                most = str(run("PRAGMA page_count").fetchone()[0])
            run(f"PRAGMA max_page_count = {int(most)}")
        super()._together(batch)


class Recorder:
    """Keeps every byte that came in a body, a frame, a path or a query."""

    def __init__(self, app: Any, path: Path) -> None:
        self._app, self._file = app, path.open("ab", buffering=0)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self._file.write(scope.get("raw_path", b"") + scope.get("query_string", b""))

        async def receiving() -> Any:
            message = await receive()
            self._file.write(message.get("body") or message.get("bytes") or b"")
            self._file.write((message.get("text") or "").encode())
            return message

        await self._app(scope, receiving, send)


def shifted(file: Path) -> Callable[[], datetime]:
    """Return a clock that is ahead by as many seconds as `file` says."""

    def now() -> datetime:
        ahead = float(file.read_text()) if file.exists() else 0.0
        return datetime.now(UTC) + timedelta(seconds=ahead)

    return now


def nursery() -> None:
    """Fork a server for each line read: what all need is loaded once.

    A line `{"data": …}` starts one and answers its pid; `{"wait": PID, "seconds": S}`
    answers its exit status, or null if it lives on.
    """
    directory = load(Path("nowhere"))
    directory.names  # noqa: B018 - the index is made now, for all
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _await(**asked) if "wait" in asked else _born(asked, directory)
        print(json.dumps(answer), flush=True)


def _born(options: dict[str, Any], directory: Directory) -> int:
    child = os.fork()
    if child:
        return child
    log = os.open(options["control"] + "/log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for new, old in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(new, old)
    try:
        main(options, directory)
    finally:
        os._exit(0)


def _await(wait: int, seconds: float) -> int | None:
    ends = time.monotonic() + seconds
    while True:
        pid, status = os.waitpid(wait, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > ends:
            return None
        time.sleep(0.005)


def main(options: dict[str, Any], directory: Directory) -> None:
    """Serve until killed."""
    start_logging()
    control = Path(options["control"])
    settings = replace(
        Settings.read({}),
        data=Path(options["data"]),
        port=options["port"],
        exit_erases=ExitErases(options.get("exit_erases", "decision")),
        lease=timedelta(seconds=options.get("lease", 90)),
    )
    fate = Fate(control / "fate")
    pages = control / "pages"
    ledger = Mortal(settings.data / "ledger.db", fate, pages)
    keys = Mortal(settings.data / "keyring.db", fate, pages, journal="delete")
    ledger.prepare(room.SCHEMA for room in LEDGER)
    keys.prepare(KEYRING)
    house = House(
        settings,
        ledger,
        keys,
        directory,
        now=shifted(control / "clock"),
        passwords=Passwords(CHEAP),
    )
    config = configuration(house)
    config.app = Recorder(config.app, control / "received")
    uvicorn.Server(config).run()
    ledger.close()
    keys.close()


if __name__ == "__main__":
    nursery()
