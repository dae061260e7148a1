"""Servers beside the one that a person asked for: to furnish a house, to simulate."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import uvicorn

from havre.client.service import Service
from havre.demonstration.furnish import furnish
from havre.house import open_house
from havre.serving import configuration, invite_first
from havre.settings import BadSettings, Settings

HOST: Final = "127.0.0.1"
STARTS_WITHIN: Final = 60.0  # seconds: a busy machine is slow
STOPS_WITHIN: Final = 20.0
LEASES: Final = (15, 90)  # seconds; the least that the settings allow is taken
SERVED: Final = {
    "HAVRE_FIGURES_EVERY": "minute",
    "HAVRE_OPENINGS_PER_MINUTE": "1000000",
    "HAVRE_HOLD_AFTER_MINUTES": "1",
    "HAVRE_LEAVE_AFTER_MINUTES": "2",
}


class Aside:
    """A server on a free port of this machine, for the time of a block."""

    def __init__(self, settings: Settings) -> None:
        self._settings = replace(settings, host=HOST, port=0)
        self.invitation = invite_first(self._settings, "Sacha") or ""
        self.base = ""

    def __enter__(self) -> "Aside":
        self._open = open_house(self._settings)
        house = self._open.__enter__()
        self._server = uvicorn.Server(configuration(house))
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the demonstration's server did not start")
            time.sleep(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.base = f"http://{HOST}:{port}"
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._open.__exit__(None, None, None)


@contextmanager
def own_house(officers: int) -> Iterator[tuple[str, float]]:
    """Serve a house of its own, in a process of its own, and remove it afterwards.

    Yields:
        Its address, and its lease in seconds.
    """
    folder = Path(tempfile.mkdtemp(prefix="havre-simulation-"))
    lease = _least_lease()
    try:
        settings = replace(Settings.read({}), data=folder)
        print(f"Making the keys of a house and {officers} officers…", flush=True)
        with Aside(settings) as aside:
            furnish(aside.base, aside.invitation, folder, officers)
        with _served(folder, lease) as base:
            yield base, float(lease)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def company(base: str) -> Iterator[None]:
    """Run the simulation beside the service, which never waits for it nor needs it.

    It lives while a pipe from here is open: it ends with this process, however this
    one ends, and Ctrl+C in a terminal reaches this one alone.
    """
    command = [sys.executable, "-m", "havre", "simulate", "--endless", "--base", base]
    try:
        child = subprocess.Popen(  # noqa: S603 - this very program
            command, stdin=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        print(f"havre: no simulation: {error}", file=sys.stderr)
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            (child.stdin or sys.stdin.buffer).close()
        child.terminate()
        child.wait()


def _least_lease() -> int:
    for seconds in LEASES:
        try:
            Settings.read({"HAVRE_LEASE_SECONDS": str(seconds)})
        except BadSettings:
            continue
        return seconds
    return LEASES[-1]


@contextmanager
def _served(folder: Path, lease: int) -> Iterator[str]:
    """Run `havre serve` on a free port; stop it by its pid."""
    port = _free_port()
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith("HAVRE_")},
        **SERVED,
        "HAVRE_HOST": HOST,
        "HAVRE_LEASE_SECONDS": str(lease),
    }
    command = [sys.executable, "-m", "havre", "serve", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - this very program
            [*command, "--data", str(folder)], env=env, stdout=log, stderr=log
        )
    try:
        base = f"http://{HOST}:{port}"
        _await(base, server, folder / "server.log")
        yield base
    finally:
        server.terminate()
        try:
            server.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _await(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends:
        if server.poll() is not None:
            break
        try:
            Service(base).get("/v1/health")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(log.read_text()[-2_000:] or "the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
