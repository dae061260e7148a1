"""A furnished house served by a process of its own, and its people's clients."""

import base64
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from havre.client.canonical import to_base64
from havre.client.officer import Officer
from havre.client.service import Service
from havre.client.visitor import Correspondent, Visitor
from havre.demonstration.furnish import PASSWORD, furnish
from havre.serving import invite_first
from havre.settings import Settings

LAUNCH = Path(__file__).with_name("launch.py")
POLICE, GENDARMERIE = "75011", "01450"
ELSEWHERE = "fictif-pn-69383"  # a station that has no key
PATIENCE = 30.0  # seconds for a server to listen, on a busy machine


@dataclass
class Answer:
    """What came back, as bytes."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Nursery:
    """Where servers are born: forked from one process that has loaded everything."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(LAUNCH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **asked: Any) -> Any:
        """Send one line; return its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End it."""
        self._process.communicate()


@dataclass
class Child:
    """A server born there; what `subprocess.Popen` would be."""

    nursery: Nursery
    pid: int
    status: int | None = None

    def wait(self, seconds: float) -> int:
        """Return the exit status.

        Raises:
            TimeoutExpired: it lives on.
        """
        if self.status is None:
            self.status = self.nursery.ask(wait=self.pid, seconds=seconds)
        if self.status is None:
            raise subprocess.TimeoutExpired("server", seconds)
        return self.status

    def poll(self) -> int | None:
        """Return the exit status, or None."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.status

    def send_signal(self, how: signal.Signals) -> None:
        """Signal it, if it is there."""
        if self.poll() is None:
            os.kill(self.pid, how)


@dataclass
class Served:
    """One server process on its own data, that may be killed and started again.

    Attributes:
        control: where the launcher reads its fate, its clock and its room from.
    """

    data: Path
    control: Path
    port: int
    options: dict[str, Any]
    nursery: Nursery
    process: subprocess.Popen[bytes] | Child | None = None
    lives: int = 0

    @property
    def base(self) -> str:
        """Where the doors are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """Everything the process ever printed."""
        return self.control / "log"

    def start(self) -> None:
        """Start the process; return once it listens."""
        self.lives += 1
        where = {"data": str(self.data), "control": str(self.control)}
        if self.options.get("plain"):  # the very command of an operator
            command = [sys.executable, "-m", "havre", "serve"]
            command += ["--data", str(self.data), "--port", str(self.port)]
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(command, stdout=log, stderr=log)
        else:
            pid = self.nursery.ask(**self.options, **where, port=self.port)
            self.process = Child(self.nursery, pid)
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if self.process.poll() is not None:
                raise AssertionError(self.log.read_text()[-2000:])
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise AssertionError("the server does not listen")

    def alive(self) -> bool:
        """Return True if the process still runs."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """Kill -9, and wait for the end."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end in order."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(20)
            self.process = None

    def doom(self, moment: str) -> None:
        """Have the process die at `STORE commit|scrub N before|after`."""
        made = self.control / "fate.part"
        made.write_text(moment)
        made.rename(self.control / "fate")

    def spare(self) -> None:
        """Have it die no more."""
        (self.control / "fate").unlink(missing_ok=True)

    def died(self) -> bool:
        """Return True once the process was killed by its fate; False if it lives."""
        if self.process is None:
            return True
        try:
            status = self.process.wait(5)
        except subprocess.TimeoutExpired:
            return False
        assert -signal.SIGKILL == status, self.log.read_text()[-2000:]
        self.process = None
        return True

    def restart(self) -> None:
        """Start again on the same files and port, without any fate."""
        self.kill()
        self.spare()
        self.start()

    def knock(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        token: str | None = None,
        **headers: str,
    ) -> Answer:
        """Send one request, byte for byte."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            line.close()

    def raw(self, content: bytes) -> bytes:
        """Send bytes that need not be HTTP; return what came back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.sendall(content)
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65_536), b""))

    @contextmanager
    def line(
        self, conversation: str, token: str | None, **how: Any
    ) -> Iterator["Line"]:
        """Open the socket of a conversation."""
        protocols = ["havre.1", *([f"bearer.{token}"] if token else [])]
        with connect(
            f"ws://127.0.0.1:{self.port}/v1/conversations/{conversation}/line",
            subprotocols=protocols,
            compression=None,
            **{"close_timeout": 2, "proxy": None, **how},
        ) as socket_:
            yield Line(socket_)


@dataclass
class Line:
    """A socket, frame by frame."""

    socket: ClientConnection

    def tell(self, **frame: Any) -> None:
        """Send one frame."""
        self.socket.send(json.dumps(frame))

    def hear(self, seconds: float = 5.0) -> dict[str, Any]:
        """Return the next frame."""
        return dict(json.loads(self.socket.recv(seconds)))

    def until(self, kind: str, seconds: float = 5.0) -> dict[str, Any]:
        """Return the next frame of that kind."""
        ends = time.monotonic() + seconds
        while True:
            frame = self.hear(max(0.01, ends - time.monotonic()))
            if frame["t"] == kind:
                return frame

    def settle(self, visitor: int = 0, agent: int = 0) -> list[dict[str, Any]]:
        """Say what is held; return all that comes until presence is told."""
        self.tell(t="after", visitor=visitor, agent=agent)
        frames = [self.hear()]
        while frames[-1]["t"] != "presence":
            frames.append(self.hear())
        return frames

    def closing(self, seconds: float = 5.0) -> tuple[int, str, list[dict[str, Any]]]:
        """Return the close code, its reason, and the frames before it."""
        frames: list[dict[str, Any]] = []
        ends = time.monotonic() + seconds
        try:
            while True:
                frames.append(self.hear(max(0.01, ends - time.monotonic())))
        except ConnectionClosed as closed:
            received = closed.rcvd
            if received is None:  # cut without a word
                raise
            return received.code, received.reason, frames


@dataclass
class People:
    """Who works in the furnished house, signed in already.

    Attributes:
        camille: police. colleague: police too, with the key. dominique: gendarmerie.
        sacha: every role of the room, relief. victor: supervisor alone. anne:
            administrator alone. gone: suspended. alix: investigator at the station
            that has Havre. accueil: its reception. hugo: investigator elsewhere.
    """

    sacha: Officer
    camille: Officer
    dominique: Officer
    colleague: Officer
    victor: Officer
    anne: Officer
    gone: Officer
    alix: Officer
    accueil: Officer
    hugo: Officer

    @property
    def station(self) -> str:
        """The id of the station that has Havre."""
        return str(self.alix.member["stations"][0])

    def at(self, base: str) -> "People":
        """Return the same people at another address: their sessions were copied."""
        moved = {
            name: replace(one, service=Service(base, one.service.token))
            for name, one in vars(self).items()
        }
        return People(**moved)


@dataclass
class Furnished:
    """A data directory to copy, and the people whose sessions it holds."""

    data: Path
    people: People
    nursery: Nursery


@dataclass
class Inhabited:
    """A served house with its people."""

    server: Served
    people: People
    extra: dict[str, Any] = field(default_factory=dict)

    def visitor(self, postcode: str = POLICE, **told: bool) -> Visitor:
        """Open a conversation."""
        return Visitor.begin(Service(self.server.base), postcode, **told)

    def held(self, **told: bool) -> tuple[Visitor, Correspondent]:
        """Open a conversation and have Camille take it."""
        visitor = self.visitor(**told)
        while officer := self.people.camille.take_next():
            if visitor.conversation == officer.conversation:
                return visitor, officer
        raise AssertionError("somebody else has taken her")

    def socket_of(self, side: Correspondent, **how: Any) -> Any:
        """Open the socket of one side."""
        return self.server.line(side.conversation, side.service.token, **how)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def furnished(root: Path, nursery: Nursery) -> Furnished:
    """Furnish a house once, through its own doors."""
    data = root / "furnished"
    data.mkdir()
    invitation = invite_first(replace(Settings.read({}), data=data), "Sacha") or ""
    server = _server(root, data, {}, nursery)
    server.start()
    try:
        service = Service(server.base)
        furnish(server.base, invitation, data)
        sacha = Officer.sign_in(service, "sacha", PASSWORD)
        camille = Officer.sign_in(service, "camille", PASSWORD)
        dominique = Officer.sign_in(service, "dominique", PASSWORD)

        def join(name: str, role: str, desks: list[str], *stations: str) -> Officer:
            code = sacha.invite(name.title(), [role], desks, stations)
            return Officer.join(service, code, name, PASSWORD)

        colleague = join("colleague", "agent", ["police"])
        camille.grant("police", 1, colleague.member)
        victor = join("victor", "supervisor", [])
        anne = join("anne", "administrator", [])
        gone = join("gone", "agent", ["police"])
        alix = Officer.sign_in(service, "alix", PASSWORD)
        accueil = Officer.sign_in(service, "accueil", PASSWORD)
        hugo = join("hugo", "investigator", [], ELSEWHERE)
        sacha.service.post(f"/v1/members/{gone.member['id']}/suspend")
    finally:
        server.stop()
    _make_room(data)
    people = People(
        sacha, camille, dominique, colleague, victor, anne, gone, alix, accueil, hugo
    )  # fmt: skip
    return Furnished(data, people, nursery)


def _make_room(data: Path) -> None:
    """Let everyone hold as many conversations as a supervisor may allow."""
    with sqlite3.connect(data / "ledger.db") as ledger:
        ledger.execute(
            "INSERT INTO duty SELECT id, 'on', 0, 50 FROM member WHERE true"
            " ON CONFLICT (member) DO UPDATE SET capacity = 50"
        )
    ledger.close()


def _server(
    root: Path, data: Path, options: dict[str, Any], nursery: Nursery
) -> Served:
    control = root / "control"
    control.mkdir(exist_ok=True)
    return Served(data, control, free_port(), options, nursery)


@contextmanager
def inhabited(furnished: Furnished, root: Path, **options: Any) -> Iterator[Inhabited]:
    """Serve a copy of a furnished house while the block runs."""
    data = root / "data"
    shutil.copytree(furnished.data, data)
    (data / "recovery-key.txt").unlink()
    server = _server(root, data, options, furnished.nursery)
    server.start()
    try:
        yield Inhabited(server, furnished.people.at(server.base))
    finally:
        server.kill()


def disguises(mark: bytes) -> dict[str, list[bytes]]:
    """Return how `mark` may stand in a file: as such, in UTF-16, base64, hex."""
    return {
        "clear": [mark],
        "utf-16": [mark.decode().encode(code) for code in ("utf-16-le", "utf-16-be")],
        "base64": [_inner(mark, shift) for shift in range(3)],
        "hex": [mark.hex().encode(), mark.hex().upper().encode()],
    }


def _inner(mark: bytes, shift: int) -> bytes:
    """Return the base64 of `mark` after `shift` bytes, without what they touch."""
    encoded = base64.b64encode(bytes(shift) + mark)
    start = -(-shift * 4 // 3)
    end = (shift + len(mark)) * 8 // 6
    return encoded[start:end]


def found_in(content: bytes, marks: list[bytes]) -> set[str]:
    """Return the disguises under which any of `marks` stands in `content`."""
    found = {
        name
        for mark in marks
        for name, forms in disguises(mark).items()
        if any(form in content for form in forms)
    }
    for start in _starts(content, b"\x1f\x8b\x08"):
        try:
            inside = zlib.decompressobj(31).decompress(content[start:])
        except zlib.error:
            continue
        found |= {f"gzip {name}" for name in found_in(inside, marks)}
    return found


def _starts(content: bytes, magic: bytes) -> Iterator[int]:
    at = content.find(magic)
    while at >= 0:
        yield at
        at = content.find(magic, at + 1)


def search(folders: list[Path], marks: list[bytes]) -> dict[str, set[str]]:
    """Return, for each file under `folders` that holds a mark, how it does."""
    hits = {
        os.fspath(file): found_in(file.read_bytes(), marks)
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
    }
    return {name: how for name, how in hits.items() if how}


def pieces(sealed: bytes) -> list[bytes]:
    """Return parts of long bytes: a store may cut them over several pages."""
    return [sealed[at : at + 24] for at in range(0, len(sealed) - 23, 96)]


def sent(number: int, sealed: bytes, **but: Any) -> dict[str, Any]:
    """Return a `send` frame."""
    return {"t": "send", "n": number, "sealed": to_base64(sealed), **but}
