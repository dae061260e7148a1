"""Our own lower bound in Python: what the transport and the store cost, and no more.

A raw ASGI callable on the uvicorn of the house, and the house's own SQLite engine doing
one insert a message. No credential, no step, no lease, no limit, no presence.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn

from havre.conversation.frames import Ack, MessageFrame, Send, encode, read_frame
from havre.conversation.rules import Side
from havre.plumbing.collector import Collector
from havre.plumbing.database import Transaction
from havre.plumbing.sqlite import SqliteDatabase

SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    seq INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    side TEXT NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    at INTEGER NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS message_once ON message (conversation, side, number);
"""
INSERT = (
    "INSERT INTO message (conversation, side, number, sealed, at)"
    " VALUES (:conversation, :side, :number, :sealed, :at)"
)

Event = MutableMapping[str, Any]
Say = Callable[[Event], Awaitable[None]]


def _text(frame: Any) -> Event:  # noqa: ANN401 - any frame
    return {"type": "websocket.send", "text": encode(frame).decode()}


def application(
    database: SqliteDatabase,
) -> Callable[[Event, Callable[[], Awaitable[Event]], Say], Awaitable[None]]:
    """Return a relay: keep, acknowledge, pass on."""
    rooms: dict[str, dict[Side, Say]] = {}

    async def relay(conversation: str, side: Side, frame: Send, send: Say) -> None:
        at = time.time_ns() // 1_000_000

        def work(tx: Transaction) -> None:
            tx.execute(
                INSERT, conversation=conversation, side=side, number=frame.n,
                sealed=frame.sealed, at=at,
            )  # fmt: skip

        await database.write(work)
        message = _text(MessageFrame(side, frame.n, frame.sealed, at))
        for say in list(rooms[conversation].values()):
            await say(message)
        await send(_text(Ack(frame.n, at)))

    async def app(
        scope: Event, receive: Callable[[], Awaitable[Event]], send: Say
    ) -> None:
        if scope["type"] != "websocket":
            return
        _, conversation, name = scope["path"].split("/")
        side = Side(name)
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "havre.1"})
        rooms.setdefault(conversation, {})[side] = send
        keep = partial(relay, conversation, side)
        while (event := await receive())["type"] == "websocket.receive":
            frame = read_frame(event["text"])
            if isinstance(frame, Send):
                await keep(frame, send)
            else:
                await send(
                    {
                        "type": "websocket.send",
                        "text": '{"t":"presence","side":"agent","there":true}',
                    }
                )
        rooms[conversation].pop(side, None)

    return app


def main() -> None:
    """`bound_app.py PORT FILE`."""
    port, file = int(sys.argv[1]), Path(sys.argv[2])
    database = SqliteDatabase(file)
    database.prepare([SCHEMA])
    config = uvicorn.Config(
        application(database), host="127.0.0.1", port=port, loop="uvloop",
        http="httptools", ws="websockets-sansio", ws_per_message_deflate=False,
        lifespan="off", access_log=False, log_level="warning", backlog=4_096,
    )  # fmt: skip
    Collector().settle()
    asyncio.set_event_loop_policy(None)
    uvicorn.Server(config).run()
    database.close()


if __name__ == "__main__":
    main()
