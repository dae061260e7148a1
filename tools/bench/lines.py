"""The frames of docs/reference/protocol.md §4 over WebSocket, as fast as Python goes.

The bytes sent have the form of sealed messages and are drawn once: the server cannot
tell, and sealing would be the driver's work, not the server's. Each is compared, whole,
where it arrives.
"""

import asyncio
import base64
import itertools
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from picows import (
    WSCloseCode,
    WSError,
    WSFrame,
    WSListener,
    WSMsgType,
    WSTransport,
    ws_connect,
)

from bench.processes import HOST
from bench.ways import Way

# 285 bytes: what a text of up to 252 bytes becomes (docs/reference/protocol.md §2.3).
SEALED: Final = tuple(base64.b64encode(b"\x01" + os.urandom(284)) for _ in range(64))
ACK: Final = b'{"t":"ack","n":'
MESSAGE: Final = b'{"t":"message"'
PRESENCE: Final = b'{"t":"presence"'
REFUSED: Final = (b'{"t":"refused"', b'{"t":"taken"')
# Several source addresses: one has 28,000 ports, and closed ones rest a minute.
SOURCES: Final = itertools.cycle([f"127.0.0.{n}" for n in range(2, 10)])
AT_ONCE: Final = 200  # handshakes under way, when nothing else is said
PAUSE_FIRST: Final = 0.5  # seconds, doubling, as web/shared/wire.ts
PAUSE_LONGEST: Final = 15.0
PAUSE_SAME: Final = 0.5  # of a client that only insists, in step with all the others
HANDSHAKE_WITHIN: Final = 60.0
SERVED_WITHIN: Final = 120.0  # seconds after the last socket is open
READ_BUFFER: Final = 2_048  # bytes a socket: 20,000 of them are open at once


def sealed_of(number: int) -> bytes:
    """The bytes that message `number` of any way carries, in base64."""
    return SEALED[number & 63]


@dataclass
class Arrivals:
    """What the sockets have seen besides messages."""

    served: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)


class Party:
    """One side of one conversation: its two ways, and how it comes and comes back."""

    __slots__ = (
        "arrivals", "fence", "on_lost", "other", "path", "side", "theirs", "to_me",
        "token", "transport", "up",
    )  # fmt: skip

    def __init__(
        self, path: str, side: str, token: str, arrivals: Arrivals, fence: int | None
    ) -> None:
        self.path, self.side, self.token, self.arrivals = path, side, token, arrivals
        self.other = "agent" if side == "visitor" else "visitor"
        self.fence = b"" if fence is None else b',"fence":%d' % fence
        self.transport: WSTransport | None = None
        self.on_lost: Callable[[Party], None] | None = None
        self.up = False

    def join(self, mine: Way, theirs: Way) -> None:
        """Carry `mine` up and `theirs` down."""
        self.to_me, self.theirs = mine, theirs
        mine.say = self.say

    def say(self, number: int) -> None:
        """Send the message of that number."""
        assert self.transport is not None
        frame = b'{"t":"send","n":%d,"sealed":"%b"%b}'
        self.transport.send(
            WSMsgType.TEXT, frame % (number, sealed_of(number), self.fence)
        )

    async def come(self, port: int) -> None:
        """Open the socket and say what is held.

        Raises:
            OSError, WSError, TimeoutError: it did not open.
        """
        await ws_connect(
            lambda: _Socket(self),
            f"ws://{HOST}:{port}{self.path}",
            websocket_handshake_timeout=HANDSHAKE_WITHIN,
            extra_headers={"Sec-WebSocket-Protocol": f"havre.1, bearer.{self.token}"},
            local_addr=(next(SOURCES), 0),
            read_buffer_init_size=READ_BUFFER,
        )

    def leave(self) -> None:
        """Close the socket."""
        if self.transport is not None:
            self.transport.send_close(WSCloseCode.OK)

    def held(self) -> bytes:
        """The frame that says what this side holds."""
        numbers = {
            self.side: self.to_me.acknowledged,
            self.other: self.theirs.delivered,
        }
        return b'{"t":"after","visitor":%d,"agent":%d}' % (
            numbers["visitor"],
            numbers["agent"],
        )

    def read(self, frame: bytes) -> None:
        """Take one frame."""
        if frame.startswith(ACK):
            self.to_me.acked(int(frame[15 : frame.index(b",", 15)]))
        elif frame.startswith(MESSAGE):
            self._message(frame)
        elif frame.startswith(PRESENCE):
            if not self.up:
                self.up = True
                self.arrivals.served += 1
        elif frame.startswith(REFUSED):
            self.arrivals.faults[json.loads(frame).get("code", "taken")] += 1

    def _message(self, frame: bytes) -> None:
        number = self.theirs.delivered + 1
        expected = b'{"t":"message","side":"%b","n":%d,"sealed":"%b"'
        if frame.startswith(
            expected % (self.other.encode(), number, sealed_of(number))
        ):
            self.theirs.arrived(number)
            return
        found = json.loads(frame)
        if found["sealed"].encode() != sealed_of(found["n"]):
            self.arrivals.faults["other bytes"] += 1
        elif found["side"] == self.other:
            self.theirs.arrived(found["n"])  # it notes what is wrong with the number


class _Socket(WSListener):
    """One connection of a party; another follows when it is lost."""

    def __init__(self, party: Party) -> None:
        self._party = party

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._party.transport = transport
        transport.send(WSMsgType.TEXT, self._party.held())

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self._party.read(frame.get_payload_as_bytes())
        elif frame.msg_type == WSMsgType.CLOSE:
            self._party.arrivals.closed[str(frame.get_close_code())] += 1
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002
        party = self._party
        if party.up:
            party.up = False
            party.arrivals.served -= 1
        party.transport = None
        if party.on_lost is not None:
            party.on_lost(party)


async def gather(parties: Sequence[Party], port: int) -> int:
    """Open everyone's socket, some at a time; return once all are served, or late.

    Returns:
        how many are still not served.
    """
    turns = asyncio.Semaphore(AT_ONCE)
    arrivals = parties[0].arrivals

    async def one(party: Party) -> None:
        async with turns:
            await party.come(port)

    await asyncio.gather(*(one(party) for party in parties))
    limit = time.monotonic() + SERVED_WITHIN
    while arrivals.served < len(parties):  # noqa: ASYNC110 - a turn costs less
        if time.monotonic() > limit:
            break
        await asyncio.sleep(0.01)
    return len(parties) - arrivals.served


class Persistent:
    """Brings back whoever loses the socket.

    Args:
        backing_off: wait as the protocol says (jittered, doubling), or only insist.
    """

    def __init__(self, port: int, *, backing_off: bool) -> None:
        self._port = port
        self._backing_off = backing_off
        self._draw = random.Random(2)
        self._tasks: set[asyncio.Task[None]] = set()
        self.tries = 0

    def watch(self, parties: Sequence[Party]) -> None:
        """Look after `parties` from now on."""
        for party in parties:
            party.on_lost = self._lost

    def _lost(self, party: Party) -> None:
        task = asyncio.ensure_future(self._again(party))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _again(self, party: Party) -> None:
        for tried in itertools.count():
            await asyncio.sleep(self._pause(tried))
            self.tries += 1
            try:
                await party.come(self._port)
                return
            except (OSError, WSError, TimeoutError):
                continue

    def _pause(self, tried: int) -> float:
        if not self._backing_off:
            return PAUSE_SAME
        longest = min(PAUSE_FIRST * 2.0**tried, PAUSE_LONGEST)
        return longest * (0.5 + self._draw.random() / 2)
