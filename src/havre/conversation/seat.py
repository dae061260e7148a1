"""What a connected tab may do and is told, whichever transport carries it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from havre.conversation import actions, frames, presence, store
from havre.conversation.frames import After, ClientFrame, Ping, Send, ServerFrame
from havre.conversation.hub import Connection, Hub
from havre.conversation.rules import Conversation, Elsewhere, Side, Writer
from havre.conversation.state import Surroundings, last_state, state_of
from havre.errors import NotYours
from havre.journey import Step
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.plumbing.doors import Caller, Lookup, Who
from havre.plumbing.http import close_code

PAGE: Final = 32  # messages read at a time: the largest fill less than an outbox
TYPING_EVERY: Final = 3.0  # seconds: coarse on purpose, rhythm tells too much


@dataclass
class Seats:
    """Where both sides of every conversation sit.

    Attributes:
        session_of: whether a member's session still stands.
        around: what of the house each state tells.
    """

    ledger: Database
    bell: Bell
    now: Clock
    hub: Hub
    session_of: Lookup
    around: Surroundings
    _typed: dict[tuple[str, Side], float] = field(default_factory=dict)

    async def sit(self, conversation: str, caller: Caller) -> Connection:
        """Return a seat of `caller` at the conversation, not yet taken.

        Raises:
            NotYours: unknown, erased, or in nobody's or another's hands.
        """
        known = await self.ledger.read(lambda tx: actions.found(tx, conversation))
        watches = self._check(known, caller, seated=False)
        side = Side.VISITOR if caller.who is Who.VISITOR else Side.AGENT
        return Connection(conversation, side, caller.subject, caller.session, watches)

    @asynccontextmanager
    async def taken(self, seat: Connection) -> AsyncIterator[None]:
        """Keep `seat` in the hub, and told of changes, while the block runs."""
        topics = [actions.topic(seat.conversation)]
        if seat.side is Side.AGENT:
            topics.append(f"session:{seat.subject}")
        stops = [self.bell.listen(topic, seat.changed) for topic in topics]
        self.hub.attach(seat)
        try:
            yield
        finally:
            for stop in stops:
                stop()
            if self.hub.detach(seat) and seat.side is Side.VISITOR:
                at = milliseconds(self.now())
                await self.ledger.write(
                    lambda tx: presence.seen(tx, seat.conversation, at)
                )

    async def handle(self, seat: Connection, frame: ClientFrame) -> ServerFrame | None:
        """Do what `frame` asks; return the frame that answers it.

        Raises:
            HavreError: it is refused; nothing was kept.
        """
        if isinstance(frame, Send):
            return await self._send(seat, frame)
        if isinstance(frame, After):
            await self.follow(seat, frame)
            return self.presence(seat)
        if isinstance(frame, Ping):
            return frames.Pong()
        if not seat.watches:
            self._typing(seat)
        return None

    def presence(self, seat: Connection) -> frames.Presence:
        """Return whether the other side of `seat` is there."""
        other = _other(seat.side)
        return frames.Presence(other, self.hub.there(seat.conversation, other))

    async def refresh(self, seat: Connection) -> None:
        """Push what `seat` has not been told: messages, then its state, or its end."""
        if seat.stale and not await self._still(seat):
            return
        if seat.missed and seat.following:
            await self._catch_up(seat)
        if seat.stale and seat.live:
            seat.stale = False
            await self._state(seat)

    async def _send(self, seat: Connection, frame: Send) -> ServerFrame:
        """Keep a message and hand it on, whatever becomes of the tab meanwhile.

        A network that drops between the commit and the delivery must not leave a
        durable message that nobody sees.
        """
        return await asyncio.shield(self._relay(seat, frame))

    async def _relay(self, seat: Connection, frame: Send) -> ServerFrame:
        writer = Writer(seat.side, seat.subject, seat.session, frame.fence)
        relayed = await actions.relay(
            seat.conversation,
            writer,
            frame.n,
            frame.sealed,
            ledger=self.ledger,
            bell=self.bell,
            now=self.now,
        )
        if not relayed.same:
            return frames.Taken(frame.n, relayed.last)
        self.hub.deliver(seat.conversation, relayed.message)
        return frames.Ack(frame.n, relayed.message.at)

    async def follow(
        self, seat: Connection, frame: After, *, arriving: bool = True
    ) -> None:
        """Push all that came after what `seat` holds, then its state; go on from there.

        Args:
            arriving: she was not there; a conversation on hold then returns to the
                line. A poll among others is no sign from her.

        Raises:
            NotYours: her access is closed.
        """
        if arriving and seat.side is Side.VISITOR:
            await actions.come_back(
                seat.conversation,
                seat.session,
                ledger=self.ledger,
                bell=self.bell,
                now=self.now,
            )
        seat.cursor = {Side.VISITOR: frame.visitor, Side.AGENT: frame.agent}
        seat.following = True
        await self._catch_up(seat)
        if seat.live:
            await self._state(seat)
        else:  # a long history: the state comes after its last page
            seat.stale = True

    def _typing(self, seat: Connection) -> None:
        key, now = (seat.conversation, seat.side), time.monotonic()
        if now - self._typed.get(key, -TYPING_EVERY) < TYPING_EVERY:
            return
        self._typed[key] = now
        if len(self._typed) > 10_000:
            self._typed.clear()
        self.hub.tell(seat.conversation, _other(seat.side), frames.TypingNow(seat.side))

    async def _catch_up(self, seat: Connection) -> None:
        """Push the messages after the cursor; the writer asks again for a next page."""
        while seat.closed is None:
            seat.missed = False
            page = await self.ledger.read(lambda tx: self._page(tx, seat))
            for message in page:
                _push(seat, message)
            if len(page) == PAGE:
                seat.missed = True
                seat.wake()
                return
            if not seat.missed:
                seat.live = True
                return

    def _page(self, tx: Transaction, seat: Connection) -> list[store.Message]:
        return store.messages_after(
            tx,
            seat.conversation,
            seat.cursor.get(Side.VISITOR, 0),
            seat.cursor.get(Side.AGENT, 0),
            PAGE,
        )

    async def _still(self, seat: Connection) -> bool:
        """Return True if `seat` may stay; else close it."""
        known = await self.ledger.read(lambda tx: store.find(tx, seat.conversation))
        if seat.side is Side.AGENT and await self.session_of(seat.session) is None:
            seat.close(close_code(NotYours()), NotYours.code)
            return False
        caller = Caller(
            Who.VISITOR if seat.side is Side.VISITOR else Who.AGENT,
            seat.subject,
            seat.session,
        )
        try:
            if known is None:
                raise NotYours("conversation")
            watches = self._check(known, caller, seated=True)
            if watches != seat.watches:  # taken over, or no longer theirs
                raise NotYours("another seat")
        except Elsewhere as refusal:
            seat.close(close_code(refusal), refusal.code)
            return False
        except NotYours as refusal:
            seat.push(frames.encode(last_state(known)))
            seat.close(close_code(refusal), refusal.code)
            return False
        return True

    async def _state(self, seat: Connection) -> None:
        place = self.hub.places.get(seat.conversation)

        def read(tx: Transaction) -> tuple[frames.State | None, int | None]:
            known = store.find(tx, seat.conversation)
            if known is None:
                return None, None
            holds = seat.side is Side.AGENT and known.member == seat.subject
            fence = known.fence if holds and not seat.watches else None
            told = state_of(tx, known, seat.side, fence, place, self.around)
            return told, fence

        state, fence = await self.ledger.read(read)
        if state is None:
            return
        if fence is not None:
            self.hub.fences[seat.conversation] = fence
        if state.version != seat.version:
            seat.version = state.version
            seat.push(frames.encode(state))

    def _check(self, known: Conversation, caller: Caller, *, seated: bool) -> bool:
        """Return whether `caller` may only read along.

        Raises:
            Elsewhere: a newer tab of hers goes on.
            NotYours: not theirs to see.
        """
        if caller.who is Who.VISITOR:
            if known.admits(caller.session):
                return False
            if seated and known.token is not None:
                raise Elsewhere("newer tab")
            raise NotYours("access closed")
        held = known.step in (Step.TALKING, Step.FROZEN)
        if held and known.member == caller.subject:
            return False
        if not known.watched_by(caller.subject, milliseconds(self.now())):
            raise NotYours("not in hand")
        return True


def _other(side: Side) -> Side:
    return Side.AGENT if side is Side.VISITOR else Side.VISITOR


def _push(seat: Connection, message: store.Message) -> None:
    if message.number > seat.cursor.get(message.side, 0):
        seat.cursor[message.side] = message.number
        frame = frames.MessageFrame(
            message.side, message.number, message.sealed, message.at
        )
        seat.push(frames.encode(frame))
