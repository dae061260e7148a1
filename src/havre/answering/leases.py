"""An officer's hold on a conversation: prolonged while there, lost when not."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from havre.alarms import store as alarms
from havre.alarms.rules import Kind
from havre.answering.actions import Stores
from havre.conversation import presence
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, to_head, topic
from havre.conversation.rules import Conversation, moved
from havre.journey import Role, Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff import duty
from havre.staff.actions import Withdrawal
from havre.staff.duty import Status

AT_ONCE = 200  # leases renewed in one commit: about a millisecond


def release(tx: Transaction, withdrawal: Withdrawal) -> list[str]:
    """Put what a member has in hand back at the head of the line; end what they read
    along, so that it does not begin again when they come back, and their call for help.

    Called in the transaction that suspends the member; returns the bell's topics.
    """
    held = conversations.held_by(tx, withdrawal.member)
    for known in held:
        to_line(tx, known, withdrawal.at)
    read = [one for one in conversations.watched(tx) if _reads(one, withdrawal.member)]
    for known in read:
        conversations.unwatch(tx, known, lambda who, _: who == withdrawal.member)
    alarms.end(tx, Kind.SUPPORT, withdrawal.member, withdrawal.at)
    return [LINE, alarms.TOPIC, *(topic(known.id) for known in (*held, *read))]


def _reads(known: Conversation, member: str) -> bool:
    return any(one == member for one, _ in known.watchers)


def to_line(
    tx: Transaction, known: Conversation, at: int, by: Role = Role.CLOCK
) -> None:
    """Take `known` from its officer and put it at the head of the line.

    A frozen one stays frozen: another officer takes it, to decide.
    """
    frozen = known.step is Step.FROZEN
    back = known if frozen else moved(known, Step.LINE, by)
    holder = None if frozen else back.member
    back = replace(back, fence=back.fence + 1, lease_until=None)
    conversations.keep(tx, replace(back, member=holder))
    to_head(tx, back, at)


async def end_lost_leases(stores: Stores) -> None:
    """Put every conversation whose officer has vanished at the head of the line."""
    at = milliseconds(stores.now())

    if not await stores.ledger.read(lambda tx: presence.lost_leases(tx, at)):
        return

    def work(tx: Transaction) -> list[str]:
        lost = presence.lost_leases(tx, at)
        for known in lost:
            to_line(tx, known, at)
        return [known.id for known in lost]

    lost = await stores.ledger.write(work)
    for conversation in lost:
        stores.bell.ring(topic(conversation))
    stores.bell.ring(LINE)


async def end_long_absences(after: timedelta, stores: Stores) -> None:
    """Give back what officers hold whose short absence has lasted for `after`.

    What is frozen stays with them: nobody waits in it.
    """
    at = milliseconds(stores.now())
    since = milliseconds(stores.now() - after)

    def waiting(tx: Transaction) -> list[Conversation]:
        return [
            known
            for one in duty.everyone(tx).values()
            if one.status is Status.AWAY and one.since <= since
            for known in conversations.held_by(tx, one.member)
            if known.step is Step.TALKING
        ]

    def work(tx: Transaction) -> list[str]:
        lost = waiting(tx)
        for known in lost:
            to_line(tx, known, at)
        return [known.id for known in lost]

    if await stores.ledger.read(waiting):
        for conversation in await stores.ledger.write(work):
            stores.bell.ring(topic(conversation))
        stores.bell.ring(LINE)


async def renew(held: dict[str, int], stores: Stores) -> None:
    """Prolong the leases of officers who are there; some at a time, so that nobody's
    message waits behind all of them.
    """
    until = milliseconds(stores.now() + stores.lease)
    every = list(held.items())
    for start in range(0, len(every), AT_ONCE):
        some = dict(every[start : start + AT_ONCE])
        work = partial(presence.renew_leases, held=some, until=until)
        await stores.ledger.write(work)
