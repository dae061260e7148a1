"""Adding a message, coming back. One action, one commit."""

from dataclasses import dataclass, replace

from havre.conversation import presence, store
from havre.conversation.rules import (
    Conversation,
    Side,
    Writer,
    is_next,
    is_sealed,
    may_write,
    moved,
)
from havre.conversation.state import first_desks
from havre.errors import NotYours
from havre.journey import Role, Step
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.waiting import store as line
from havre.waiting.rules import Ticket

LINE = "line"  # the bell's topic for any change in the line


def topic(conversation: str) -> str:
    """Return the bell's topic for a change of step, holder or access."""
    return f"state:{conversation}"


def found(tx: Transaction, conversation: str) -> Conversation:
    """Return the conversation: the one guarded way in.

    Raises:
        NotYours: unknown or erased: the answer is the same.
    """
    known = store.find(tx, conversation)
    if known is None:
        raise NotYours("conversation")
    return known


def ticket(known: Conversation, desk: str, at: int, *, head: bool) -> Ticket:
    """Return a place for `known` in front of `desk`, under the key it is sealed to."""
    return Ticket(
        conversation=known.id,
        desk=desk,
        epoch=dict(known.sealed_to)[desk],
        head=head,
        danger=known.danger,
        minor=known.minor,
        joined_at=known.opened_at,
        since=at,
    )


def to_head(tx: Transaction, known: Conversation, at: int) -> None:
    """Put a conversation at the head of the line, history and all.

    Of the desk that has read it; of every desk she chose while nobody has. Whoever was
    never in an officer's hands has back the place that her coming gave her, no better.
    """
    # Who has answered her knows her; who only failed to open it must not get it back.
    knows_her = known.member if known.agent_last > 0 else None
    head = known.fence > 0 or known.step is Step.FROZEN
    sealed = dict(known.sealed_to)
    for desk in first_desks(known):
        if desk in sealed:
            line.join(tx, ticket(known, desk, at, head=head), prefers=knows_her)


@dataclass(frozen=True, slots=True)
class Relayed:
    """What became of a message.

    Attributes:
        message: what the number holds now.
        fresh: it was added by this call.
        same: it holds the bytes that were sent.
        last: the highest number of that side.
    """

    message: store.Message
    fresh: bool
    same: bool
    last: int
    returned: bool


async def relay(
    conversation: str,
    writer: Writer,
    number: int,
    sealed: bytes,
    *,
    ledger: Database,
    bell: Bell,
    now: Clock,
) -> Relayed:
    """Keep one sealed message; sending it again is harmless.

    Raises:
        BadSeal, NotYours, Closed, Stale, Gap: then nothing is kept.
    """
    is_sealed(sealed)
    at = milliseconds(now())

    def work(tx: Transaction) -> Relayed:
        known = found(tx, conversation)
        may_write(known, writer)
        if not is_next(known, writer.side, number):
            return _again(tx, known, writer.side, number, sealed)
        message = store.Message(writer.side, number, sealed, at)
        store.add_message(tx, conversation, message)
        back = writer.side is Side.VISITOR and _come_back(tx, known, at)
        return Relayed(message, fresh=True, same=True, last=number, returned=back)

    relayed = await ledger.write(work)
    if relayed.returned:
        bell.ring(LINE)
        bell.ring(topic(conversation))
    return relayed


def _again(
    tx: Transaction, known: Conversation, side: Side, number: int, sealed: bytes
) -> Relayed:
    kept = store.message(tx, known.id, side, number)
    if kept is None:
        raise NotYours("message")
    return Relayed(
        kept,
        fresh=False,
        same=kept.sealed == sealed,
        last=known.last(side),
        returned=False,
    )


def _come_back(tx: Transaction, known: Conversation, at: int) -> bool:
    """Put her back at the head of the line if she was on hold."""
    if known.step is not Step.HOLD:
        return False
    known = replace(moved(known, Step.LINE, Role.VISITOR), seen_at=at)
    store.keep(tx, known)
    to_head(tx, known, at)
    return True


async def come_back(
    conversation: str, session: bytes, *, ledger: Database, bell: Bell, now: Clock
) -> None:
    """Note that a visitor is here; a conversation on hold returns to the line.

    Raises:
        NotYours: her access is closed.
    """
    at = milliseconds(now())

    def work(tx: Transaction) -> bool:
        known = found(tx, conversation)
        if not known.admits(session):
            raise NotYours("access closed")
        if _come_back(tx, known, at):
            return True
        presence.seen(tx, conversation, at)
        return False

    if await ledger.write(work):
        bell.ring(LINE)
        bell.ring(topic(conversation))
