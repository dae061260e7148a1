"""Servers under test: on a core of their own, counted, ended by their id."""

import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
TICK: Final = 1 / os.sysconf("SC_CLK_TCK")  # seconds
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
SERVER_CORE: Final = 0
DRIVER_CORE: Final = 1
END_WITHIN: Final = 30.0  # seconds
# Whether server and driver can have a core each; asked before either is pinned.
TWO_CORES: Final = {SERVER_CORE, DRIVER_CORE} <= os.sched_getaffinity(
    0
) and shutil.which("taskset") is not None


def take_driver_core() -> None:
    """Keep this process off the server's core."""
    if TWO_CORES:
        os.sched_setaffinity(0, {DRIVER_CORE})


def raise_descriptors() -> int:
    """Allow as many open files as the machine lets; return how many."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A process and its children, as the kernel counts them."""

    process: subprocess.Popen[bytes]

    def cpu(self) -> float:
        """Seconds of processor used by all of them since they began."""
        return sum(_cpu(pid) for pid in _tree(self.process.pid))

    def memory(self) -> int:
        """Bytes resident."""
        return sum(_resident(pid) for pid in _tree(self.process.pid))

    def end(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Send `sign` and wait; kill what does not go."""
        tree = _tree(self.process.pid)
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(sign)
        try:
            self.process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            for pid in tree:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()


def start(
    command: Sequence[str],
    log: Path,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
    folder: Path | None = None,
) -> Server:
    """Run `command` on the server's core.

    Args:
        log: where it writes.
        env: added to this process's environment.
        user: who it runs as, when not who we are.
    """
    pinned = ["taskset", "-c", str(SERVER_CORE)] if TWO_CORES else []
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*pinned, *command],
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            user=user,
            cwd=folder,
            extra_groups=[] if user else None,
            group=_group_of(user) if user else None,
        )
    return Server(process)


@contextlib.contextmanager
def running(server: Server) -> Iterator[Server]:
    """End `server` with the block."""
    try:
        yield server
    finally:
        server.end()


def wait_for_port(port: int, server: Server, log: Path, within: float = 60.0) -> None:
    """Return once somebody listens on `port`.

    Raises:
        RuntimeError: the process ended first, or it took too long.
    """
    limit = time.monotonic() + within
    while time.monotonic() < limit:
        if server.process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, port), 1).close()
            return
        time.sleep(0.02)
    raise RuntimeError(f"it does not answer: {log.read_text()[-2_000:]}")


def _group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def _tree(root: int) -> list[int]:
    """Every living process under `root`, itself first."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the name, from the state on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _cpu(pid: int) -> float:
    stat = _stat(pid)
    return (int(stat[11]) + int(stat[12])) * TICK if stat else 0.0


def _resident(pid: int) -> int:
    stat = _stat(pid)
    return int(stat[21]) * PAGE if stat else 0
