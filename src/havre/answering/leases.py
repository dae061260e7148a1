"""An officer's hold on a conversation: prolonged while there, lost when not."""

from dataclasses import replace

from havre.answering.actions import Stores
from havre.conversation import presence
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, to_head, topic
from havre.conversation.rules import Conversation, moved
from havre.journey import Role, Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff.actions import Withdrawal


def release(tx: Transaction, withdrawal: Withdrawal) -> list[str]:
    """Put what a member has in hand back at the head of the line.

    Called in the transaction that suspends the member; returns the bell's topics.
    """
    held = conversations.held_by(tx, withdrawal.member)
    for known in held:
        to_line(tx, known)
    return [LINE, *(topic(known.id) for known in held)]


def to_line(tx: Transaction, known: Conversation) -> None:
    """Take `known` from its officer and put it at the head of the line.

    A frozen one stays frozen: another officer takes it, to decide.
    """
    frozen = known.step is Step.FROZEN
    back = known if frozen else moved(known, Step.LINE, Role.CLOCK)
    holder = None if frozen else back.member
    back = replace(back, fence=back.fence + 1, lease_until=None)
    conversations.keep(tx, replace(back, member=holder))
    to_head(tx, back)


async def end_lost_leases(stores: Stores) -> None:
    """Put every conversation whose officer has vanished at the head of the line."""
    at = milliseconds(stores.now())

    if not await stores.ledger.read(lambda tx: presence.lost_leases(tx, at)):
        return

    def work(tx: Transaction) -> list[str]:
        lost = presence.lost_leases(tx, at)
        for known in lost:
            to_line(tx, known)
        return [known.id for known in lost]

    lost = await stores.ledger.write(work)
    for conversation in lost:
        stores.bell.ring(topic(conversation))
    stores.bell.ring(LINE)


async def renew(held: dict[str, int], stores: Stores) -> None:
    """Prolong the leases of officers who are there."""
    if held:
        until = milliseconds(stores.now() + stores.lease)
        await stores.ledger.write(lambda tx: presence.renew_leases(tx, held, until))
