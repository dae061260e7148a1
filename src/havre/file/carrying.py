"""A page for a station without Havre has gone: somebody carried it, or rang.

Until then she may take it back, and its keys are in the keyring alone. From this commit
on it is outside erase, as a file that was sent.
"""

from collections.abc import Awaitable, Callable

from havre.answering.actions import Stores
from havre.conversation.actions import topic
from havre.errors import NotYours
from havre.file import keyring, sent, store
from havre.file.lent import Lent
from havre.file.rules import AccordState
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.report import transmitting
from havre.report.rules import Transmission
from havre.report.store import transmission
from havre.report.transmitting import Also

Follow = Callable[[str, str, str, Stores, Also], Awaitable[None]]


async def went(id_: str, member: str, channel: str, lent: Lent) -> None:
    """Note that a transmission went, and how.

    Raises: see `transmitting.sent`.
    """
    await _gone(transmitting.sent, id_, member, channel, lent)


async def acknowledged(id_: str, member: str, by: str, lent: Lent) -> None:
    """Note who acknowledged a transmission: it had gone, then.

    Raises: see `transmitting.acknowledged`.
    """
    await _gone(transmitting.acknowledged, id_, member, by, lent)


async def _gone(follow: Follow, id_: str, member: str, said: str, lent: Lent) -> None:
    stores = lent.stores
    at = milliseconds(stores.now())
    # In turn: she may be taking her accord back at this moment.
    async with lent.turn:
        one = await stores.ledger.read(lambda tx: transmission(tx, id_))
        if one is None:
            raise NotYours("transmission")
        file = one.file or ""
        keys = await stores.keys.read(lambda tx: keyring.prepared(tx, file))

        def also(tx: Transaction, one: Transmission) -> None:
            known, accord = sent.find(tx, file), store.accord(tx, one.conversation)
            if known is None or accord is None:
                return
            if accord.state is AccordState.PREPARED:
                sent.seal(tx, known, keys)
                store.set_state(tx, one.conversation, AccordState.SENT, at)

        await follow(id_, member, said, stores, also)
        await stores.keys.write(lambda tx: keyring.unprepare(tx, file))
    stores.bell.ring(topic(one.conversation))
