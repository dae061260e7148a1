"""What stands between a browser and the house: networks that cut, refuse or lead on."""

import contextlib
import socket
import threading
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

HOST = "127.0.0.1"
BLOCKED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Mood(StrEnum):
    """What a network does with what it is given."""

    THROUGH = "through"
    CUT = "cut"  # connections are closed as soon as they are made
    SILENT = "silent"  # they are accepted, and nothing is ever answered
    NO_SOCKETS = "no-sockets"  # HTTP passes, an upgrade to WebSocket does not


class Network:
    """A network of our own in front of a house, whose mood a test decides."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._mood = Mood.THROUGH
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server((HOST, 0), backlog=64)
        self.base = f"http://{HOST}:{self._listener.getsockname()[1]}"
        self.refused_sockets = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def become(self, mood: Mood) -> None:
        """Change, and break off whatever is under way."""
        self._mood = mood
        for one in list(self._open):
            _hang_up(one)
        self._open.clear()

    def close(self) -> None:
        """Stop for good."""
        self.become(Mood.CUT)
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        self._open.add(near)
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.callback(self._open.discard, near)
            stack.callback(_hang_up, near)
            if self._mood is Mood.CUT:
                return
            first = near.recv(65_536)
            while self._mood is Mood.SILENT and first:
                first = near.recv(65_536)
            if self._mood is Mood.NO_SOCKETS and b"upgrade: websocket" in first.lower():
                self.refused_sockets += 1
                near.sendall(BLOCKED)
                return
            if first:
                self._join(near, first)

    def _join(self, near: socket.socket, first: bytes) -> None:
        with socket.create_connection((HOST, self._to)) as far:
            self._open.add(far)
            far.sendall(first)
            back = threading.Thread(target=_pump, args=(far, near), daemon=True)
            back.start()
            _pump(near, far)
            back.join(1)
            self._open.discard(far)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while some := source.recv(65_536):
            sink.sendall(some)
    _hang_up(sink)


def _hang_up(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


class Elsewhere:
    """Other sites, on this machine: the neutral one of the exit, and the one before."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer((HOST, 0), _Site)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        port = self._server.server_address[1]
        self.neutral = f"http://localhost:{port}/meteo"
        self.before = f"http://localhost:{port}/avant"
        # A neutral site that accepts and never answers.
        self._deaf = socket.create_server((HOST, 0), backlog=64)
        self.silent = f"http://localhost:{self._deaf.getsockname()[1]}/"

    def close(self) -> None:
        """Stop."""
        self._deaf.close()
        self._server.shutdown()
        self._server.server_close()


class _Site(BaseHTTPRequestHandler):
    """Two pages that say which they are."""

    def do_GET(self) -> None:
        title = {"/meteo": "Météo", "/avant": "Avant"}.get(self.path, "")
        page = f"<!doctype html><html lang=fr><title>{title}</title><p>{title}"
        self.send_response(200 if title else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        pass
