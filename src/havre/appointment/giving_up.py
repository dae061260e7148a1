"""Giving an hour up: herself, or the officer who has her in hand once she has left."""

from havre.appointment import naming, store
from havre.appointment.lent import VISITOR, Calendar, admitted, tell
from havre.appointment.rules import State
from havre.conversation.actions import found
from havre.conversation.rules import may_hold
from havre.errors import WrongStep
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.journey import Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction


async def cancel(conversation: str, session: bytes | None, lent: Calendar) -> None:
    """Give her hour up. Twice is fine.

    Args:
        session: of her credential; None when her opening code is the proof.

    Raises:
        NotYours: her access is closed.
        WrongStep: she never had one.
        StorageUnavailable: the name to call may still be there: cancel again.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> list[str]:
        append(tx, Entry(at, VISITOR, Act.APPOINTMENT, conversation, "cancelled"))
        admitted(tx, conversation, session)
        one = store.of(tx, conversation)
        if one is None:
            raise WrongStep("no hour")
        let_go(tx, conversation)
        return store.proposed_to(tx, one.slot)

    async with lent.turn:
        heard = await lent.stores.ledger.write(work)
        await naming.destroy(conversation, lent.stores)
    tell([conversation, *heard], lent.stores)


async def release(conversation: str, member: str, fence: int, lent: Calendar) -> None:
    """Give up the hour of somebody who has left, so that it can be decided.

    She had agreed at a desk that has passed her on: the desk that answers now can
    neither send what was sealed to the first, nor ask her anew.

    Raises:
        NotYours, Stale: not in this member's hands.
        WrongStep: she is there, and gives it up herself; or there is none.
        StorageUnavailable: the name to call may still be there; the clock tries again.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> list[str]:
        append(tx, Entry(at, member, Act.APPOINTMENT, conversation, "released"))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        one = store.of(tx, conversation)
        if known.step is not Step.FROZEN or one is None:
            raise WrongStep("hers to give up")
        if one.state is State.BOOKED:
            let_go(tx, conversation)
        return store.proposed_to(tx, one.slot)

    async with lent.turn:
        heard = await lent.stores.ledger.write(work)
        await naming.destroy(conversation, lent.stores)
    tell([conversation, *heard], lent.stores)


def let_go(tx: Transaction, conversation: str) -> None:
    """Decide that the hour of a conversation is given up, if it has one.

    `naming.destroy` then ends the name to call.
    """
    one = store.of(tx, conversation)
    if one is not None and one.state is State.BOOKED:
        store.cancel(tx, one)
