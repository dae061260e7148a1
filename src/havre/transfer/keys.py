"""The keys that a transfer brings: kept for whom it goes to, and for nobody else."""

from collections.abc import Sequence

from havre.access import store as keyring
from havre.access.actions import may_open
from havre.access.store import Envelope
from havre.answering.actions import Stores
from havre.conversation import store as conversations
from havre.plumbing.database import Transaction


async def keep(
    conversation: str, desk: str, envelopes: Sequence[Envelope], stores: Stores
) -> None:
    """Keep what was sealed to `desk`, and nothing that was sealed to it before.

    Notes that went along with an earlier proposal stay behind if this one leaves them.
    """

    def work(tx: Transaction) -> None:
        keyring.remove(tx, conversation, desk)
        for one in envelopes:
            keyring.add(tx, conversation, one)

    if envelopes:
        await stores.keys.write(work)


async def forget(conversation: str, stores: Stores) -> None:
    """Leave no key to a desk that is not to open it."""
    known = await stores.ledger.read(lambda tx: conversations.find(tx, conversation))

    def work(tx: Transaction) -> None:
        if known is None:
            keyring.forget(tx, conversation)
        else:
            keyring.keep_only(tx, conversation, may_open(known))

    await stores.keys.write(work)


async def forget_dropped(stores: Stores) -> None:
    """Forget the keys of transfers that came to nothing.

    She left, or was put on hold, or her officer was lost, before it was done.
    """
    passed = await stores.keys.read(keyring.transferred)

    def over(tx: Transaction) -> list[tuple[str, str]]:
        return [
            (id_, desk)
            for id_, desk in passed
            if (known := conversations.find(tx, id_)) and desk not in may_open(known)
        ]

    def work(tx: Transaction) -> None:
        for id_, desk in dropped:
            keyring.drop_transfer(tx, id_, desk)

    dropped = await stores.ledger.read(over) if passed else []
    if dropped:
        await stores.keys.write(work)
