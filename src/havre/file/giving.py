"""Her saying yes: what she gives of herself, for one station.

Her keys come first, then the row that names them: no officer is told that she agreed
to what nobody could open. What she replaces is erased, keys first.
"""

from dataclasses import dataclass

from havre.conversation.actions import topic
from havre.conversation.rules import (
    ENVELOPE_SIZE,
    WRAPPED_SIZE,
    Conversation,
    is_sealed,
)
from havre.errors import BadRequest, HavreError, WrongStep
from havre.file import erasing, keyring, sent, store
from havre.file.accord import hers
from havre.file.keyring import FileKey, Opening
from havre.file.lent import VISITOR, Lent
from havre.file.rules import Accord, AccordState, is_next_revision, may_answer
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.keys.store import current_epochs
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction


@dataclass(frozen=True, slots=True)
class Given:
    """What her tab brings when she agrees.

    Attributes:
        station: the one that was named to her.
        key: the file's key, sealed to the desk that answers her.
        identity: sealed, one part.
        auth_hash: of her opening code; `wrapped` is the file's key under it.
    """

    station: str
    file: str
    revision: int
    key: FileKey
    identity: bytes
    auth_hash: bytes
    wrapped: bytes
    conversation_too: bool


async def give(conversation: str, session: bytes, given: Given, lent: Lent) -> None:
    """Keep what she agrees to send, in place of what she gave before.

    Raises:
        NotYours: her access is closed.
        WrongStep: none is asked; or another station is, by now.
        BadRequest: not sealed to the desk that answers, a revision is skipped, or
            another file has that code: no honest draw does that.
        BadSeal: not the form of sealed things.
    """
    stores = lent.stores
    at = milliseconds(stores.now())
    is_sealed(given.key.sealed, frozenset({ENVELOPE_SIZE}))
    is_sealed(given.wrapped, frozenset({WRAPPED_SIZE}))
    is_sealed(given.identity)

    def check(tx: Transaction) -> tuple[Accord, bool]:
        known = hers(tx, conversation, session)
        former = may_answer(known, store.accord(tx, conversation), agree=True)
        return former, _is_new(tx, known, former, given)

    def rows(tx: Transaction) -> str | None:
        append(tx, Entry(at, VISITOR, Act.ACCORD, conversation, "given"))
        former, _ = check(tx)
        return _keep(tx, former, given, at)

    async with lent.turn:
        _, new = await stores.ledger.read(check)
        if not new:
            return
        await stores.keys.write(lambda tx: _keep_keys(tx, conversation, given))
        try:
            former = await stores.ledger.write(rows)
        except HavreError:
            await erasing.forget_if_not_given(given.file, stores)
            raise
        if former is not None:
            await erasing.finish(former, stores)
        elif given.revision > 1:  # the former one is not to stay in the log
            await stores.ledger.scrub()
    stores.bell.ring(topic(conversation))


def _keep_keys(tx: Transaction, conversation: str, given: Given) -> None:
    opening = Opening(given.file, conversation, given.wrapped)
    if not keyring.set_opening(tx, opening, given.auth_hash):
        raise BadRequest("code")
    keyring.set_key(tx, conversation, given.file, given.key)


def _is_new(tx: Transaction, known: Conversation, former: Accord, given: Given) -> bool:
    """Return False if that is what she gave last, sent once more.

    Raises:
        WrongStep, BadRequest: see `give`.
    """
    if given.station != former.station:
        raise WrongStep("another station is asked")
    epoch = current_epochs(tx).get(known.desk)
    if (given.key.desk, given.key.epoch) != (known.desk, epoch):
        raise BadRequest("not the desk that answers")
    if is_next_revision(former, given.file, given.revision):
        if given.file in store.intended(tx) or _is_anothers(tx, known.id, given.file):
            raise BadRequest("that file is over, or another's")
        return True
    if store.identity(tx, given.file) != given.identity:
        raise BadRequest("that revision holds something else")
    return False


def _is_anothers(tx: Transaction, conversation: str, file: str) -> bool:
    owner = store.accord_of(tx, file)
    return owner is not None and owner.conversation != conversation


def _keep(tx: Transaction, former: Accord, given: Given, at: int) -> str | None:
    """Keep what she gave; return the file that it replaces, to be erased.

    What an officer has sealed of it so far was made of what she has just put right.
    """
    sent.drop_parts(tx, given.file)
    replaced = former.file if former.file != given.file else None
    if replaced is not None:
        store.intend(tx, former.conversation, replaced)
    store.keep(
        tx,
        Accord(
            conversation=former.conversation,
            station=former.station,
            state=AccordState.GIVEN,
            at=at,
            agreed=former.station,
            desk=given.key.desk,
            file=given.file,
            revision=given.revision,
            conversation_too=given.conversation_too,
        ),
    )
    store.set_identity(
        tx, former.conversation, given.file, given.revision, given.identity
    )
    return replaced
