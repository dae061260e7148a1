"""A supervisor moves a conversation in line, or reads one along.

Who may is decided at the door: a supervisor. What remains to be checked here is
whether it can be done now, and whether whoever is to read has the key. The journal's
row comes first: no row, no act.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from havre.answering.actions import Stores
from havre.board.rules import NotSealed, is_open
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, ticket, topic
from havre.conversation.rules import Conversation
from havre.errors import NotYours, WrongStep
from havre.journal.rules import Act, Entry, reason_of
from havre.journal.store import append
from havre.keys.store import granted
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.waiting import store as line

READS_FOR: Final = timedelta(hours=1)

Ready = Callable[[Transaction, str, str, int], bool]


@dataclass(frozen=True, slots=True)
class Supervision:
    """What a supervisor's acts are lent.

    Attributes:
        ready: whether a member could have a conversation of (desk, epoch) now.
    """

    stores: Stores
    ready: Ready


@dataclass(frozen=True, slots=True)
class Order:
    """Who acts on which conversation, and why.

    Attributes:
        reason: the supervisor's own words, as typed; never a visitor's.
    """

    conversation: str
    by: str
    reason: str

    def entry(self, at: int, act: Act, what: str = "") -> Entry:
        """Return the journal's row of this order.

        Args:
            what: a word of ours, before the reason.

        Raises:
            BadRequest: the reason is too short, too long, or does not print.
        """
        reason = reason_of(self.reason)
        detail = f"{what}: {reason}" if what else reason
        return Entry(at, self.by, act, self.conversation, detail)


async def raise_(order: Order, lent: Supervision) -> None:
    """Put a conversation at the head of the line.

    Raises:
        BadRequest: no reason.
        NotYours: unknown, or over.
        WrongStep: it is not in line.
    """
    row = order.entry(milliseconds(lent.stores.now()), Act.RAISE)

    def work(tx: Transaction) -> None:
        append(tx, row)
        known = is_open(found(tx, order.conversation))
        if not line.raise_(tx, known.id):
            raise WrongStep(f"{known.step} is not in line")

    await lent.stores.ledger.write(work)
    ring(order.conversation, lent)


async def move(order: Order, desk: str, lent: Supervision) -> None:
    """Let a conversation in line stand in front of `desk` too, while it waits.

    Raises:
        BadRequest: no reason.
        NotYours: unknown, or over.
        NotSealed: nobody at that desk could read her.
        WrongStep: it is not in line.
    """
    row = order.entry(milliseconds(lent.stores.now()), Act.MOVE, desk)

    def work(tx: Transaction) -> None:
        append(tx, row)
        known = is_open(found(tx, order.conversation))
        if desk not in dict(known.sealed_to):
            raise NotSealed("desk")
        stands = line.of(tx, known.id)
        if not stands:
            raise WrongStep(f"{known.step} is not in line")
        first = stands[0]
        line.join(tx, ticket(known, desk, first.since, head=first.head))
        line.place(tx, known.id, [desk])

    await lent.stores.ledger.write(work)
    ring(order.conversation, lent)


async def join(order: Order, lent: Supervision) -> Conversation:
    """Let a supervisor read along for an hour, and be seen to.

    Once more, the hour begins anew.

    Raises:
        BadRequest: no reason.
        NotYours: unknown, over, or the supervisor has not that desk's key.
    """
    now = lent.stores.now()
    row, until = order.entry(milliseconds(now), Act.HISTORY), now + READS_FOR

    def work(tx: Transaction) -> Conversation:
        append(tx, row)
        known = is_open(found(tx, order.conversation))
        if not holds(tx, order.by, known.desk, known.epoch):
            raise NotYours("key")
        if not known.read:
            # What somebody has read is not destroyed unread at an exit (house.md
            # §2.12); and being read takes her away from no desk.
            line.place(tx, known.id, known.fronts)
        watchers = (*others(known, order.by), (order.by, milliseconds(until)))
        version = known.version + 1
        joined = replace(known, watchers=watchers, read=True, version=version)
        conversations.keep(tx, joined)
        return joined

    joined = await lent.stores.ledger.write(work)
    ring(order.conversation, lent, order.by)
    return joined


async def part(conversation: str, by: str, lent: Supervision) -> None:
    """End reading along. Doing it twice is fine, and leaves one row.

    Raises:
        NotYours: no such conversation.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> None:
        known = found(tx, conversation)
        if others(known, by) != known.watchers:
            append(tx, Entry(at, by, Act.PART, conversation))
            conversations.unwatch(tx, known, lambda member, _: member == by)

    await lent.stores.ledger.write(work)
    ring(conversation, lent, by)


def holds(tx: Transaction, member: str, desk: str, epoch: int) -> bool:
    """Return True if the key of that desk and epoch is sealed to `member`."""
    return any((one.desk, one.epoch) == (desk, epoch) for one in granted(tx, member))


def others(known: Conversation, member: str) -> tuple[tuple[str, int], ...]:
    """Return who reads along besides `member`, each with until when."""
    return tuple(one for one in known.watchers if one[0] != member)


def ring(conversation: str, lent: Supervision, *members: str | None) -> None:
    """Tell both sides, the line, and the desks of those whom it concerns."""
    bell = lent.stores.bell
    bell.ring(topic(conversation))
    bell.ring(LINE)
    for member in members:
        if member is not None:
            bell.ring(f"member:{member}")
