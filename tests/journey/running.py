"""A house that runs: the real server, over its own data, which can be killed."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

from havre.demonstration.furnish import furnish
from havre.law import tables

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
START_WITHIN = 60.0  # seconds: a busy machine is slow


def build_if_stale() -> None:
    """Build the front ends again when a source is newer: an old one misleads."""
    made = ROOT / "web" / "made"
    havre = ROOT / "src" / "havre"
    law = [*(havre / "law").glob("*.py"), *(havre / "data" / "law").rglob("*.toml")]
    if not made.exists() or _newest(made.iterdir()) < _newest(law):
        tables.write(made)
    built = [*(havre / "static").glob("*.js")]
    sources = [path for path in (ROOT / "web").rglob("*") if path.is_file()]
    if built and _newest(sources) < min(path.stat().st_mtime for path in built):
        return
    beside = Path(sys.executable).parent  # where the set-up puts Node, if it had to
    node = shutil.which("node", path=f"{beside}{os.pathsep}{os.environ['PATH']}")
    subprocess.run([node or "node", "web/build.mjs"], cwd=ROOT, check=True)


def _newest(paths: Iterable[Path]) -> float:
    return max((path.stat().st_mtime for path in paths), default=0.0)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class House:
    """A `havre serve` of its own, on one port whatever happens to the process."""

    def __init__(self, data: Path, exit_to: str = "", **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.base = f"http://{HOST}:{self.port}"
        self._settings = {"EXIT_TO": exit_to, **settings} if exit_to else settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve; return once it answers."""
        here = os.environ | {
            "HAVRE_DATA": str(self.data),
            "HAVRE_HOST": HOST,
            "HAVRE_PORT": str(self.port),
            **{f"HAVRE_{name}": value for name, value in self._settings.items()},
        }
        with (self.data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "havre", "serve"],
                env=here,
                stdout=log,
                stderr=log,
            )
        self._wait_for_answer()

    def _wait_for_answer(self) -> None:
        assert self._process is not None
        limit = time.monotonic() + START_WITHIN
        while time.monotonic() < limit:
            assert self._process.poll() is None, (self.data / "server.log").read_text()
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.base}/agent", timeout=5).close()
                return
            time.sleep(0.02)
        raise TimeoutError("the server did not answer")

    def kill(self) -> None:
        """Kill -9: nothing is flushed, nobody is told."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop as an operator does."""
        self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(sign)
            self._process.wait(20)
            self._process = None

    def restart(self) -> None:
        """Kill -9, then serve the same data on the same port."""
        self.kill()
        self.start()

    def change(self, statement: str) -> int:
        """Change the ledger behind the server's back; return how many rows."""
        ledger = sqlite3.connect(self.data / "ledger.db", timeout=10)
        try:
            with ledger:
                return ledger.execute(statement).rowcount
        finally:
            ledger.close()

    def forget_everyone(self) -> None:
        """Take everyone out of line and of officers' hands; nothing is closed or wrong.

        Officers hold as many as at first, and none is away.
        """
        for table in ("closed", "alarm", "duty"):
            self.change(f"DELETE FROM {table}")
        self.change("DELETE FROM ticket")
        self.change("DELETE FROM conversation")

    def files_with(self, mark: bytes) -> list[str]:
        """The server's files in which `mark` stands."""
        return [
            file.name
            for file in self.data.rglob("*")
            if file.is_file() and mark in file.read_bytes()
        ]


@contextlib.contextmanager
def a_house(
    furnished: Path, data: Path, exit_to: str = "", **settings: str
) -> Iterator[House]:
    """Serve a copy of `furnished` for the time of a block."""
    shutil.copytree(furnished, data)
    house = House(data, exit_to, **settings)
    house.start()
    try:
        yield house
    finally:
        house.kill()


def furnish_into(data: Path) -> None:
    """Fill an empty directory with the house of the demonstration.

    Every house is a copy of one made here: the front ends are made fresh first.
    """
    build_if_stale()
    data.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(
        [sys.executable, "-m", "havre", "init", "--data", str(data)],
        capture_output=True,
        check=True,
        text=True,
    )
    invitation = made.stdout.strip().rpartition("#invitation=")[2]
    house = House(data)
    house.start()
    try:
        furnish(house.base, invitation, data)
    finally:
        house.stop()
