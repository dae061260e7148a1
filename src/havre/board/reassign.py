"""A supervisor takes a conversation from an officer, and gives it to another.

From that commit the former officer's fence is out of date, and a transfer that was
announced is over. Nobody is sent to hands that could not open it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from havre.access import store as keyring
from havre.access.actions import may_open
from havre.answering.actions import into_hands, only
from havre.board.actions import Order, Supervision, holds, others, ring
from havre.board.rules import is_held, is_open, openings
from havre.conversation import store as conversations
from havre.conversation.actions import found, to_head
from havre.conversation.rules import Conversation, moved
from havre.errors import WrongStep
from havre.journal.rules import Act
from havre.journal.store import append
from havre.journey import Role, Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff import store as staff
from havre.staff.rules import StaffRole
from havre.transfer.actions import NotThere
from havre.waiting import store as line
from havre.waiting import tally
from havre.waiting.rules import Ticket


async def to_line(order: Order, lent: Supervision) -> None:
    """Take a conversation from its officer; put it at the head of the line.

    Raises:
        BadRequest: no reason.
        NotYours: unknown, or over.
        WrongStep: no officer has it.
    """
    at = milliseconds(lent.stores.now())
    row = order.entry(at, Act.REASSIGN, "line")

    def work(tx: Transaction) -> tuple[Conversation, Conversation]:
        append(tx, row)
        known = is_open(found(tx, order.conversation))
        if not is_held(known):
            raise WrongStep("nobody has it")
        # Whoever it is taken from is not the one whom it should come back to first.
        back = replace(_let_go(known), member=None, fence=known.fence + 1)
        conversations.keep(tx, back)
        to_head(tx, back, at)
        return known, back

    former, back = await lent.stores.ledger.write(work)
    if former.offer is not None:
        kept = may_open(back)
        await lent.stores.keys.write(lambda tx: keyring.keep_only(tx, back.id, kept))
    ring(order.conversation, lent, former.member)


async def give(order: Order, member: str, lent: Supervision) -> Conversation:
    """Put a conversation in the hands of `member`: a colleague, or whoever orders it.

    From another's hands, or from the line.

    Raises:
        BadRequest: no reason.
        NotYours: unknown, or over.
        WrongStep: on hold, or in those hands already.
        NotThere: the colleague is not here, has no free place, or not that key.
    """
    at = milliseconds(lent.stores.now())
    whom = "take-over" if member == order.by else f"to {member}"
    row = order.entry(at, Act.REASSIGN, whom)

    def work(tx: Transaction) -> tuple[str | None, Conversation]:
        append(tx, row)
        known = is_open(found(tx, order.conversation))
        former = known.member if is_held(known) else None
        if former == member:
            raise WrongStep("in those hands already")
        tickets = line.of(tx, known.id)
        able = _opener(tx, order, member, lent)
        opens = [one for one in openings(known, tickets) if able(*one)]
        if not opens:
            raise NotThere("colleague")
        free = replace(_freed(tx, known, tickets, at), watchers=others(known, member))
        free = replace(free, desk=opens[0][0], epoch=opens[0][1])
        return former, into_hands(tx, free, member, lent.stores, at)

    former, held = await lent.stores.ledger.write(work)
    await only(held, lent.stores)
    ring(order.conversation, lent, former, member)
    return held


def _opener(
    tx: Transaction, order: Order, member: str, lent: Supervision
) -> Callable[[str, int], bool]:
    """Return what says whether `member` could have it as (desk, epoch).

    A supervisor who takes over is here, and may go beyond their own places: what
    counts is that they hold the key and may do what an officer does.
    """
    if member != order.by:
        return lambda desk, epoch: lent.ready(tx, member, desk, epoch)
    known = staff.find(tx, member)
    answers = known is not None and StaffRole.AGENT in known.roles
    return lambda desk, epoch: answers and holds(tx, member, desk, epoch)


def _freed(
    tx: Transaction, known: Conversation, tickets: Sequence[Ticket], at: int
) -> Conversation:
    """Return `known` in nobody's hands and out of the line, ready to be taken."""
    if known.step is Step.LINE:
        waited = at - min(one.since for one in tickets)
        event = tally.Event(at, known.desk, tally.Kind.ANSWERED, waited)
        tally.note(tx, event)
    line.leave(tx, known.id)
    return _let_go(known) if is_held(known) else known


def _let_go(known: Conversation) -> Conversation:
    """Return `known` out of its officer's hands; one to be decided stays frozen."""
    if known.step is Step.TALKING:
        return moved(known, Step.LINE, Role.SUPERVISOR)
    version = known.version + 1
    return replace(known, lease_until=None, offer=None, version=version)
