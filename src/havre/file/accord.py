"""Asking for her accord, taking the question back, and her saying no."""

from dataclasses import replace

from havre.conversation import store as conversations
from havre.conversation.actions import found, topic
from havre.conversation.rules import (
    Conversation,
    may_hold,
)
from havre.errors import NotYours, WrongStep
from havre.file import erasing, store
from havre.file.lent import VISITOR, Lent
from havre.file.rules import (
    Accord,
    AccordState,
    AppointmentOpen,
    may_answer,
    may_ask,
    may_withdraw,
)
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction


async def ask(
    conversation: str, member: str, fence: int, station: str, lent: Lent
) -> None:
    """Ask her whether what she tells of herself may go to `station`.

    Asked of another station, she is to agree anew; what she gave stays until then.

    Raises:
        NotYours, Stale: not in this member's hands; or no such station.
        WrongStep: she is not there to answer, or the file has gone.
        AppointmentOpen: an hour is booked at another station.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, member, Act.ACCORD, conversation, "asked"))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        former = store.accord(tx, conversation)
        may_ask(known, former)
        if lent.name_of(station) is None:
            raise NotYours("station")
        if former and former.station != station and lent.booked(tx, conversation):
            raise AppointmentOpen("another station")
        store.keep(tx, _asked(former, known, station, at))
        version = known.version + 1
        conversations.keep(tx, replace(known, course=True, version=version))

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))


def _asked(former: Accord | None, known: Conversation, station: str, at: int) -> Accord:
    if former is None:
        return Accord(known.id, station, AccordState.ASKED, at)
    stands = former.state is AccordState.GIVEN and former.desk == known.desk
    if stands and former.station == station:
        return former
    return replace(former, station=station, state=AccordState.ASKED, at=at)


async def cancel(conversation: str, member: str, fence: int, lent: Lent) -> None:
    """Take the question back; what she gave, or refused, stands as it did.

    Raises:
        NotYours, Stale: not in this member's hands.
        WrongStep: none is asked.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, member, Act.ACCORD, conversation, "cancelled"))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        former = store.accord(tx, conversation)
        if former is None or former.state is not AccordState.ASKED:
            raise WrongStep("none is asked")
        if former.agreed is not None:
            station, state = former.agreed, AccordState.GIVEN
        elif former.file is not None:  # she had said no to what the law keeps
            station, state = former.station, AccordState.REFUSED
        else:
            store.drop(tx, conversation)
            return
        store.keep(tx, replace(former, station=station, state=state, at=at))

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))


async def decline(conversation: str, session: bytes, lent: Lent) -> None:
    """Note that she says no. What she had given before is erased, if she may.

    Her hour is given up in any case; and what the law keeps she does not agree to any
    more: no officer brings that back by asking anew.

    Raises:
        NotYours: her access is closed.
        WrongStep: none is asked.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> str | None:
        append(tx, Entry(at, VISITOR, Act.ACCORD, conversation, "refused"))
        known = hers(tx, conversation, session)
        former = may_answer(known, store.accord(tx, conversation), agree=False)
        lent.let_go(tx, conversation)
        refused = replace(former, state=AccordState.REFUSED, at=at, agreed=None)
        store.keep(tx, refused)
        if former.file is None or may_withdraw(known, former) is not None:
            return None
        erasing.intend(tx, former, AccordState.REFUSED, at)
        return former.file

    async with lent.turn:
        gone = await stores.ledger.write(work)
        await lent.unname(conversation)
        if gone is not None:
            await erasing.finish(gone, stores)
    stores.bell.ring(topic(conversation))


def hers(tx: Transaction, conversation: str, session: bytes) -> Conversation:
    """Return the conversation, if `session` is of her present credential.

    Raises:
        NotYours: her access is closed.
    """
    known = found(tx, conversation)
    if not known.admits(session):
        raise NotYours("access closed")
    return known
