"""The line of a conversation: WebSocket, and the same frames by plain HTTP."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Final

from starlette.responses import Response
from starlette.websockets import WebSocket

from havre.conversation import frames
from havre.conversation.frames import After, Ping, Send, ServerFrame
from havre.conversation.hub import Connection
from havre.conversation.rules import Side
from havre.conversation.seat import Seats
from havre.errors import BadRequest, HavreError
from havre.plumbing.doors import Caller, Knock, SocketKnock, Who
from havre.plumbing.http import close_code

PROTOCOL: Final = "havre.1"
WAIT_MAX: Final = 25.0  # seconds: under the shortest proxy time-outs
MALFORMED_MAX: Final = 20  # frames; beyond, this is not a client of ours
NORMAL: Final = 1000
UNSUPPORTED: Final = 1003  # RFC 6455: a kind of data that cannot be accepted


def side_of(caller: Caller) -> Side:
    """Return the side on which `caller` sits."""
    return Side.VISITOR if caller.who is Who.VISITOR else Side.AGENT


@dataclass(frozen=True)
class LineDoors:
    """The doors of the message path. Built once; holds no per-visitor state."""

    seats: Seats

    async def line(self, knock: SocketKnock) -> None:
        """`WS /v1/conversations/{conversation}/line`."""
        socket, caller = knock.socket, knock.caller
        conversation = knock.path["conversation"]
        try:
            seat = await self.seats.sit(conversation, caller)
        except HavreError as refusal:
            await _refuse(socket, refusal)
            return
        await socket.accept(PROTOCOL)
        async with self.seats.taken(seat):
            await _both_ways(socket, seat, self.seats)

    async def post_frames(self, knock: Knock) -> Response:
        """`POST …/frames`: frames up; what answers each comes back."""
        seat = await self._poller(knock)
        answers = [
            await self._answer(seat, frame)
            for frame in frames.read_frames(await knock.raw_body())
        ]
        return _array([frames.encode(one) for one in answers if one is not None])

    async def get_frames(self, knock: Knock) -> Response:
        """`GET …/frames?visitor=N&agent=M&version=S&wait=W`: frames down."""
        here = knock.path["conversation"], side_of(knock.caller)
        arriving = not self.seats.hub.there(*here)
        seat = await self._poller(knock)
        query = knock.request.query_params
        after = After(_number(query.get("visitor")), _number(query.get("agent")))
        wait = min(float(_number(query.get("wait"))), WAIT_MAX)
        seat.version = query.get("version", "")
        async with self.seats.taken(seat):
            await self.seats.follow(seat, after, arriving=arriving)
            ends = asyncio.get_running_loop().time() + wait
            while not (sent := seat.drain()) and seat.closed is None:
                left = ends - asyncio.get_running_loop().time()
                if left <= 0:
                    break
                await seat.wait(left)
                await self.seats.refresh(seat)
            sent.append(frames.encode(self.seats.presence(seat)))
        return _array(sent)

    async def _answer(
        self, seat: Connection, frame: frames.ClientFrame
    ) -> ServerFrame | None:
        number = frame.n if isinstance(frame, Send) else None
        try:
            if isinstance(frame, After):
                raise BadRequest("after is asked by GET")
            return await self.seats.handle(seat, frame)
        except HavreError as refusal:
            return frames.Refused(refusal.code, number)

    async def _poller(self, knock: Knock) -> Connection:
        seat = await self.seats.sit(knock.path["conversation"], knock.caller)
        if not seat.watches:
            self.seats.hub.polled(seat.conversation, seat.side)
        return seat


def _array(encoded: list[bytes]) -> Response:
    return Response(frames.join_frames(encoded), media_type="application/json")


def _number(text: str | None) -> int:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 10:
        raise BadRequest("query")
    return int(text)


async def _refuse(socket: WebSocket, refusal: HavreError) -> None:
    await socket.accept(PROTOCOL)
    await socket.close(close_code(refusal), refusal.code)


@dataclass(slots=True)
class _Patience:
    """How much malformed talk one socket is allowed."""

    left: int = field(default=MALFORMED_MAX)


async def _both_ways(socket: WebSocket, seat: Connection, seats: Seats) -> None:
    """Read and write until either ends, then end the other."""
    reading = asyncio.create_task(_read(socket, seat, seats))
    writing = asyncio.create_task(_write(socket, seat, seats))
    try:
        await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (reading, writing):
            task.cancel()
        results = await asyncio.gather(reading, writing, return_exceptions=True)
    code, reason = seat.closed or (NORMAL, "")
    with contextlib.suppress(RuntimeError, OSError):
        await socket.close(code, reason)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, OSError):
            raise result


async def _read(socket: WebSocket, seat: Connection, seats: Seats) -> None:
    patience = _Patience()
    while seat.closed is None:
        message = await socket.receive()
        if message["type"] != "websocket.receive":
            return
        text = message.get("text")
        if text is None:
            seat.close(UNSUPPORTED, "text")
            return
        await _read_one(text, seat, seats, patience)


async def _read_one(
    text: str, seat: Connection, seats: Seats, patience: _Patience
) -> None:
    number = None
    try:
        frame = frames.read_frame(text)
        number = frame.n if isinstance(frame, Send) else None
        if isinstance(frame, After | Ping) or seat.following:
            answer = await seats.handle(seat, frame)
        else:
            raise BadRequest("after comes first")
    except HavreError as refusal:
        if number is None:
            patience.left -= 1
        if patience.left <= 0:
            seat.close(close_code(refusal), refusal.code)
        answer = frames.Refused(refusal.code, number)
    if answer is not None:
        seat.push(frames.encode(answer))


async def _write(socket: WebSocket, seat: Connection, seats: Seats) -> None:
    while True:
        await seat.wait()
        await _send(socket, seat)  # first: a page of history needs an empty outbox
        await seats.refresh(seat)
        await _send(socket, seat)
        if seat.closed is not None:
            return


async def _send(socket: WebSocket, seat: Connection) -> None:
    for frame in seat.drain():
        await socket.send_text(frame.decode())
