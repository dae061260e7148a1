"""The line of a conversation over a WebSocket: keeps, resends, resumes.

What was sealed is kept until acknowledged, and those very bytes are sent again after
each reconnection.
Source: docs/reference/protocol.md §4.
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    WebSocketException,
)
from websockets.typing import Subprotocol

from havre.client.canonical import from_base64, to_base64
from havre.client.errors import CannotOpen
from havre.client.sealing import Side
from havre.client.service import Answer
from havre.client.visitor import Correspondent
from havre.client.watch import Watch

FINAL: Final = frozenset({4401, 4403, 4404, 4409})  # the others are tried again
FIRST_RETRY, LAST_RETRY = 0.5, 15.0  # seconds
PAGES_MAX: Final = 400  # reads; more than the longest conversation takes
OPENING: Final = 30.0  # seconds; a busy machine is slow


@dataclass(eq=False)
class Line:
    """One side's socket, opened again for as long as it makes sense.

    Attributes:
        own: the side that speaks here.
        jitter: a number from 0 to 1, for the back-off.
        pending: what is sealed and not acknowledged, by number.
        there: the other side is there.
        closed: why the service closed for good; None while it has not.
    """

    own: Correspondent
    watch: Watch
    jitter: Callable[[], float] = secrets.SystemRandom().random
    state: Answer = field(default_factory=dict)
    pending: dict[int, bytes] = field(default_factory=dict)
    there: bool = False
    closed: str | None = None
    refusals: list[str] = field(default_factory=list)
    _texts: dict[int, str] = field(default_factory=dict)
    _again: list[int] = field(default_factory=list)
    _socket: ClientConnection | None = None
    _network: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _began: float | None = None
    _failures: int = 0

    def __post_init__(self) -> None:
        self._network.set()

    @property
    def step(self) -> str:
        """The step told last; "" before the first."""
        return str(self.state.get("step", ""))

    async def run(self) -> None:
        """Stay connected until the service closes for good, or cancelled."""
        while self.closed is None:
            await self._network.wait()
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                await self._once()
            self._failures += 1
            if self.closed is None:
                most = min(LAST_RETRY, FIRST_RETRY * 2 ** min(self._failures - 1, 5))
                await asyncio.sleep(most * (0.5 + self.jitter() / 2))
        self._tell()

    async def say(self, text: str) -> int:
        """Seal the next message, keep it, send it; return its number."""
        number = self._keep(text)
        await self._send_pending(number)
        return number

    def _keep(self, text: str) -> int:
        """Seal `text` under the next number; keep it until acknowledged."""
        self.own.sent += 1
        number = self.own.sent
        sealed = self.own.seal(number, text)
        self.pending[number], self._texts[number] = sealed, text
        self.watch.sent(number, sealed)
        return number

    async def typing(self) -> None:
        """Say that this side is writing."""
        await self._send({"t": "typing"})

    async def until(
        self, holds: Callable[[], bool], seconds: float | None = None
    ) -> bool:
        """Return True once `holds` is true or the line is closed, False after that."""
        try:
            async with asyncio.timeout(seconds):
                while not holds() and self.closed is None:
                    await self._news.wait()
        except TimeoutError:
            return holds()
        return True

    def lose_network(self) -> None:
        """Cut the socket without a word; do not come back by yourself."""
        self._network.clear()
        if self._socket is not None:
            self._socket.transport.abort()

    def regain_network(self) -> None:
        """Let the line connect again."""
        self._network.set()

    async def settle(self) -> None:
        """Read by HTTP what has not come yet; the socket must be closed before."""
        self._began = asyncio.get_running_loop().time()
        for _ in range(PAGES_MAX):
            for frame in await asyncio.to_thread(self.own.fetch):
                self._hear(frame)
            if self._began is None:  # the state came: nothing more is behind it
                return

    async def _once(self) -> None:
        base = self.own.service.base.replace("http", "ws", 1)
        bearer = Subprotocol(f"bearer.{self.own.service.token}")
        opening = connect(
            f"{base}/v1/conversations/{self.own.conversation}/line",
            subprotocols=[Subprotocol("havre.1"), bearer],
            compression=None,
            proxy=None,
            open_timeout=OPENING,
            close_timeout=1,
        )
        try:
            async with opening as socket:
                self._socket = socket
                if not self._network.is_set():  # lost while connecting
                    socket.transport.abort()
                    return
                await self._resume()
                with contextlib.suppress(ConnectionClosed):
                    async for text in socket:
                        self._hear(json.loads(text))
                        await self._follow_up()
                self._ended(socket.close_code, socket.close_reason)
        except InvalidStatus as refused:
            self._ended(4000 + refused.response.status_code, "refused")
        except InvalidHandshake:
            return
        finally:
            if self._socket is not None:
                self._socket, self._began = None, None
                self.watch.detached()

    async def _resume(self) -> None:
        self._began = asyncio.get_running_loop().time()
        self.watch.attached()
        await self._send({"t": "after", **self.own.held})
        for number in list(self.pending):
            self.watch.resent(number)
            await self._send_pending(number)

    def _ended(self, code: int | None, reason: str | None) -> None:
        if code in FINAL:
            self.closed = reason or str(code)

    async def _follow_up(self) -> None:
        """Send again what a frame has just asked for."""
        for number in [n for n in self._again if n in self.pending]:
            await self._send_pending(number)
        self._again.clear()

    def _hear(self, frame: Answer) -> None:
        kind = str(frame["t"])
        handler = getattr(self, f"_on_{kind}", None)
        if handler is not None:
            handler(frame)
        self._tell()

    def _on_message(self, frame: Answer) -> None:
        side, number = Side(frame["side"]), int(frame["n"])
        try:
            self.own.open(frame)
            opens = True
        except CannotOpen:
            opens = False
        self.watch.came(side, number, from_base64(frame["sealed"]), opens=opens)
        self.own.held[side] = max(number, self.own.held[side])
        if side is self.own.side:
            self.own.sent = max(number, self.own.sent)

    def _on_ack(self, frame: Answer) -> None:
        number = int(frame["n"])
        if self.pending.pop(number, None) is not None:
            self._texts.pop(number, None)
            self.watch.acknowledged(number)
        self.own.held[self.own.side] = max(number, self.own.held[self.own.side])

    def _on_taken(self, frame: Answer) -> None:
        """Another tab took that number: seal the text again under the next."""
        number, last = int(frame["n"]), int(frame["last"])
        if self.pending.pop(number, None) is None:
            return
        self.own.sent = max(last, *self.pending, 0)
        self._again.append(self._keep(self._texts.pop(number)))

    def _on_refused(self, frame: Answer) -> None:
        code, number = str(frame["code"]), frame["n"]
        self.refusals.append(code)
        if code == "gap":
            self._again.extend(self.pending)
        elif number is not None:  # this step takes no more: what is behind neither
            self.pending.clear()
            self._texts.clear()
            self.own.sent = self.own.held[self.own.side]

    def _on_state(self, frame: Answer) -> None:
        self.state = frame
        if frame.get("fence") is not None:
            self.own.fence = frame["fence"]
        self.watch.state(frame)
        self._failures = 0
        if self._began is not None:
            self.watch.settled(self._began)
            self._began = None

    def _on_presence(self, frame: Answer) -> None:
        if frame["side"] != self.own.side:
            self.there = bool(frame["there"])
            self.watch.presence(self.there)

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _send_pending(self, number: int) -> None:
        sealed = to_base64(self.pending[number])
        frame: Answer = {"t": "send", "n": number, "sealed": sealed}
        if self.own.fence is not None:
            frame["fence"] = self.own.fence
        await self._send(frame)

    async def _send(self, frame: Answer) -> None:
        if self._socket is not None:
            with contextlib.suppress(ConnectionClosed, OSError):
                await self._socket.send(json.dumps(frame))
