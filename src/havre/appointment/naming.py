"""The end of a name to call: its key first, then the name, then the log.

Given up, its conversation erased, she came, or the hour long over: whoever has decided
that in the ledger calls `destroy`. Interrupted, it is finished at the next look.
"""

from datetime import timedelta
from typing import Final

from havre.answering.actions import Stores
from havre.appointment import keyring, store
from havre.appointment.lent import Calendar
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction

# After the hour. Whoever did not come on a Friday is called back the week after, and
# may still move to an hour that the station proposes: a new name needs a new accord.
KEPT: Final = timedelta(days=7)


async def destroy(conversation: str, stores: Stores) -> None:
    """Destroy the name to call of a conversation's hour. Twice is fine.

    Raises:
        StorageUnavailable: it is not finished; the clock tries again.
    """
    await stores.keys.write(lambda tx: keyring.forget(tx, conversation))
    await stores.ledger.write(lambda tx: store.unname(tx, conversation))
    await stores.ledger.scrub()


async def sweep(lent: Calendar) -> None:
    """Destroy the names of hours that are given up or over, and keys of no hour.

    Also what an interruption has left. In turn with whoever takes an hour, whose key
    comes before its row.
    """
    stores = lent.stores
    before = milliseconds(stores.now() - KEPT)

    def over(tx: Transaction) -> tuple[set[str], set[str]]:
        return store.named(tx), store.named_too_long(tx, before)

    async with lent.turn:
        keyed = await stores.keys.read(keyring.everyone)
        named, ended = await stores.ledger.read(over)
        for conversation in sorted((keyed - named) | ended):
            await destroy(conversation, stores)
