"""Our own lower bounds, under the same driver and the same frames."""

import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from bench.lines import Arrivals, Party, gather
from bench.processes import Server, free_port, start, wait_for_port
from bench.ways import Record, Way

HERE = Path(__file__).parent


class Bound:
    """A relay without rules, serving."""

    def __init__(self, name: str, command: list[str], folder: Path) -> None:
        self._port = free_port()
        log = folder / f"{name}.log"
        self.server: Server = start(
            [*command, str(self._port), str(folder / f"{name}.db")], log
        )
        wait_for_port(self._port, self.server, log)

    def cpu(self) -> float:
        """Seconds of processor used so far."""
        return self.server.cpu()

    async def talk(self, conversations: int, record: Record) -> list[Way]:
        """Seat both sides of each conversation; return the ways."""
        arrivals = Arrivals()
        parties: list[Party] = []
        ways: list[Way] = []
        for _ in range(conversations):
            up, down = Way(record), Way(record)
            room = secrets.token_urlsafe(16)
            for side, mine, theirs in (("visitor", up, down), ("agent", down, up)):
                party = Party(f"/{room}/{side}", side, "x", arrivals, None)
                party.join(mine, theirs)
                parties.append(party)
            ways += [up, down]
        await gather(parties, self._port)
        return ways

    def end(self) -> None:
        """Stop serving."""
        self.server.end()


def in_python(folder: Path) -> Bound:
    """Raw ASGI, and the house's store engine."""
    return Bound("asgi", [sys.executable, str(HERE / "bound_app.py")], folder)


def in_c(folder: Path) -> Bound | None:
    """C, epoll and fdatasync; None without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    made = folder / "bound"
    subprocess.run(
        [compiler, "-O2", "-o", str(made), str(HERE / "bound.c")], check=True
    )
    return Bound("c", [str(made)], folder)
