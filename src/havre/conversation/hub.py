"""Who is connected to which conversation in this process. Knows no framework.

After a commit the hub hands the message to every connection of the conversation. A
connection only ever sends the next number of each direction; whenever it cannot, it
reads the store again, which is the truth.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from havre.conversation.frames import MessageFrame, Presence, ServerFrame, encode
from havre.conversation.rules import Side
from havre.conversation.store import Message
from havre.waiting.rules import Place

OUTBOX_FRAMES: Final = 256
OUTBOX_BYTES: Final = 1_048_576  # 40 of the largest messages: more than a person sends
TABS_MAX: Final = 8  # of one side of one conversation; the oldest gives way
POLLING: Final = 40.0  # seconds; a poller is there until this long after its last poll
OVERFLOW: Final = 1013  # RFC 6455 registry: try again later


@dataclass(eq=False, slots=True)
class Connection:
    """One tab of one side, or one poll of it.

    Attributes:
        cursor: the last number of each side that went into the outbox.
        following: the tab has said what it holds.
        live: the history asked for is in the outbox; messages may follow.
        missed: the store holds messages that could not be offered.
        stale: something but messages may have changed.
        watches: a supervisor who reads along: nobody's presence, no lease.
        version: of the last state pushed.
        closed: the close code and reason, once the connection is to end.
    """

    conversation: str
    side: Side
    subject: str
    session: bytes
    watches: bool = False
    cursor: dict[Side, int] = field(default_factory=dict)
    following: bool = False
    live: bool = False
    missed: bool = False
    stale: bool = False
    version: str = ""
    closed: tuple[int, str] | None = None
    _outbox: deque[bytes] = field(default_factory=deque)
    _size: int = 0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def push(self, frame: bytes) -> None:
        """Put an encoded frame in the outbox; close instead if it is full (R2)."""
        if len(self._outbox) >= OUTBOX_FRAMES or self._size > OUTBOX_BYTES:
            self.close(OVERFLOW, "resume")
            return
        self._outbox.append(frame)
        self._size += len(frame)
        self._wake.set()

    def offer(self, message: Message, frame: bytes) -> None:
        """Push `message` if it is the next of its side; else note that it is missed."""
        held = self.cursor.get(message.side, 0)
        if message.number <= held:
            return
        if not self.live or message.number != held + 1:
            self.missed = True
            self._wake.set()
            return
        self.cursor[message.side] = message.number
        self.push(frame)

    def close(self, code: int, reason: str) -> None:
        """End the connection after nothing more; the first reason stands."""
        self.closed = self.closed or (code, reason)
        self._wake.set()

    def drain(self) -> list[bytes]:
        """Return and empty the outbox."""
        frames = list(self._outbox)
        self._outbox.clear()
        self._size = 0
        return frames

    async def wait(self, seconds: float | None = None) -> None:
        """Return when there is something to send, read or close, or after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()

    def wake(self) -> None:
        """Make `wait` return."""
        self._wake.set()

    def changed(self) -> None:
        """Note that the step, the holder, the access or the place may have changed."""
        self.stale = True
        self._wake.set()


class Hub:
    """The connections of this process, by conversation."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rooms: dict[str, dict[Connection, None]] = {}
        self._polled: dict[tuple[str, Side], float] = {}
        self.places: dict[str, Place] = {}
        self.fences: dict[str, int] = {}

    def attach(self, connection: Connection) -> None:
        """Add a tab; tell the other side if this one was not there."""
        was = connection.watches or self.there(connection.conversation, connection.side)
        room = self._rooms.setdefault(connection.conversation, {})
        tabs = [tab for tab in room if tab.side is connection.side]
        if len(tabs) >= TABS_MAX:
            tabs[0].close(OVERFLOW, "too many tabs")
        room[connection] = None
        if not was:
            self._announce(connection.conversation, connection.side, there=True)

    def detach(self, connection: Connection) -> bool:
        """Remove a tab; return True if its side has no other here."""
        room = self._rooms.get(connection.conversation, {})
        room.pop(connection, None)
        if not room:
            self._rooms.pop(connection.conversation, None)
        gone = not connection.watches and not self.there(
            connection.conversation, connection.side
        )
        if gone:
            self._forget(connection.conversation, connection.side)
        return gone

    def polled(self, conversation: str, side: Side) -> None:
        """Note that a side without a socket asked for its frames."""
        was = self.there(conversation, side)
        self._polled[conversation, side] = self._clock() + POLLING
        if not was:
            self._announce(conversation, side, there=True)

    def expire_polls(self) -> list[tuple[str, Side]]:
        """Forget the pollers that have stopped asking; return who is gone by that."""
        now = self._clock()
        late = [key for key, until in self._polled.items() if until <= now]
        gone = []
        for conversation, side in late:
            del self._polled[conversation, side]
            if not self.there(conversation, side):
                self._forget(conversation, side)
                gone.append((conversation, side))
        return gone

    def gone(self, conversation: str, side: Side) -> None:
        """Note that a side has left for good, without waiting for its polls to end."""
        if self._polled.pop((conversation, side), None) is not None:
            self._forget(conversation, side)

    def there(self, conversation: str, side: Side) -> bool:
        """Return True if `side` has a tab open on `conversation`."""
        return (conversation, side) in self._polled or any(
            tab.side is side and not tab.watches
            for tab in self._rooms.get(conversation, ())
        )

    def conversations(self, side: Side) -> set[str]:
        """Return the conversations on which `side` is there."""
        tabs = {
            tab.conversation
            for room in self._rooms.values()
            for tab in room
            if tab.side is side
        }
        return tabs | {id_ for id_, polling in self._polled if polling is side}

    def deliver(self, conversation: str, message: Message) -> None:
        """Hand a committed message to every tab. Encoded once."""
        room = self._rooms.get(conversation)
        if not room:
            return
        frame = encode(
            MessageFrame(message.side, message.number, message.sealed, message.at)
        )
        for tab in room:
            tab.offer(message, frame)

    def tell(self, conversation: str, side: Side, frame: ServerFrame) -> None:
        """Hand a passing frame to the tabs of `side`."""
        encoded = encode(frame)
        for tab in self._rooms.get(conversation, ()):
            if tab.side is side and tab.live:
                tab.push(encoded)

    def place(self, places: dict[str, Place]) -> None:
        """Note everyone's place in line; tell those whose place has changed."""
        former, self.places = self.places, places
        for conversation, tabs in self._rooms.items():
            if former.get(conversation) != places.get(conversation):
                for tab in tabs:
                    tab.changed()

    def everyone_changed(self) -> None:
        """Note that what all are told may have changed."""
        for tabs in self._rooms.values():
            for tab in tabs:
                tab.changed()

    def held(self) -> dict[str, int]:
        """Return the leases to renew, by conversation: an officer is there."""
        return {
            conversation: fence
            for conversation, fence in self.fences.items()
            if self.there(conversation, Side.AGENT)
        }

    def _forget(self, conversation: str, side: Side) -> None:
        if side is Side.AGENT:
            self.fences.pop(conversation, None)
        self._announce(conversation, side, there=False)

    def _announce(self, conversation: str, side: Side, *, there: bool) -> None:
        other = Side.AGENT if side is Side.VISITOR else Side.VISITOR
        self.tell(conversation, other, Presence(side, there))
