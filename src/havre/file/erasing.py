"""Taking an accord back: what she gave is erased alone, before it is sent.

As a conversation's destruction goes: intent (ledger), keys (keyring), rows (ledger),
write-ahead log. From the intent on no door finds it; interrupted, it is finished at
the next tick or start.
"""

from dataclasses import dataclass, replace

from havre.answering.actions import Stores
from havre.conversation.actions import found, topic
from havre.errors import NotYours, WrongStep
from havre.file import keyring, sent, store
from havre.file.lent import VISITOR, Lent
from havre.file.rules import Accord, AccordState, Why, may_withdraw
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Database, Transaction
from havre.report import store as transmissions


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of an accord she took back.

    Attributes:
        why: it stays, and this is why; None: it is erased.
    """

    why: Why | None
    file: str | None = None


async def withdraw(conversation: str, session: bytes | None, lent: Lent) -> Why | None:
    """Take her accord back; return why it stays, None once it is erased.

    The hour booked under it is given up: nobody at the station could be told for whom
    it is. Once more is fine.

    Args:
        session: of her credential; None when her opening code is the proof.

    Raises:
        NotYours: her access is closed.
        WrongStep: she has given nothing.
        StorageUnavailable: it is not finished; the clock tries again.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> Withdrawal:
        known = found(tx, conversation)
        if session is not None and not known.admits(session):
            raise NotYours("access closed")
        accord = store.accord(tx, conversation)
        if accord is None:
            raise WrongStep("nothing asked")
        if accord.state is AccordState.WITHDRAWN:
            return Withdrawal(None, store.pending(tx, conversation))
        why = may_withdraw(known, accord)
        detail = f"stays {why}" if why else "withdrawn"
        append(tx, Entry(at, VISITOR, Act.ACCORD, conversation, detail))
        if why is not None:
            return Withdrawal(why)
        intend(tx, accord, AccordState.WITHDRAWN, at)
        lent.let_go(tx, conversation)
        return Withdrawal(None, accord.file)

    async with lent.turn:
        done = await stores.ledger.write(work)
        if done.why is None:
            await lent.unname(conversation)
        if done.file is not None:
            await finish(done.file, stores)
    stores.bell.ring(topic(conversation))
    return done.why


def intend(tx: Transaction, accord: Accord, state: AccordState, at: int) -> None:
    """Decide that what was given under `accord` is erased."""
    if accord.file is not None:
        store.intend(tx, accord.conversation, accord.file)
        transmissions.withdraw(tx, accord.file, at)  # made ready: it never goes
    store.keep(
        tx,
        replace(
            accord,
            state=state,
            at=at,
            agreed=None,
            desk="",
            file=None,
            revision=0,
            conversation_too=False,
        ),
    )


async def finish(file: str, stores: Stores) -> None:
    """Erase what was intended: keys, rows, log. Doing it twice is fine.

    Raises:
        StorageUnavailable: it is not finished; the clock tries again.
    """

    def rows(tx: Transaction) -> None:
        store.erase(tx, file)
        sent.drop(tx, file)

    await stores.keys.write(lambda tx: keyring.erase(tx, file))
    await stores.ledger.write(rows)
    await stores.ledger.scrub()
    await stores.ledger.write(lambda tx: store.erased(tx, file))


async def finish_interrupted(lent: Lent) -> int:
    """Finish every erasing that was begun; return how many there were."""
    async with lent.turn:
        begun = await lent.stores.ledger.read(store.intended)
        for file in begun:
            await finish(file, lent.stores)
    return len(begun)


async def forget_if_not_given(file: str, stores: Stores) -> None:
    """Leave no key behind of a file whose row was refused."""
    given = await stores.ledger.read(lambda tx: store.accord_of(tx, file))
    if given is None:
        await stores.keys.write(lambda tx: keyring.erase(tx, file))


async def sweep_keys(*, ledger: Database, keys: Database) -> None:
    """Destroy the keys of files that nobody has given: an answer was cut short.

    At start-up only, before anyone can give one.
    """
    kept = await keys.read(keyring.everyone)

    def orphans(tx: Transaction) -> list[str]:
        return [file for file in kept if store.accord_of(tx, file) is None]

    swept = await ledger.read(orphans)

    def destroy(tx: Transaction) -> None:
        for file in swept:
            keyring.erase(tx, file)

    if swept:
        await keys.write(destroy)
