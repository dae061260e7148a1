"""What an opening code gives: her file, found by a proof that says nothing of it."""

import hashlib

from havre.errors import NotYours
from havre.file import keyring, store
from havre.file.keyring import Opening
from havre.file.lent import VISITOR, Lent
from havre.file.rules import Accord
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction


async def opened(
    auth: bytes, lent: Lent, *, actor: str = VISITOR, detail: str = ""
) -> tuple[Opening, Accord]:
    """Return what the code of `auth` opens, once the journal says so.

    Found by the hash of the proof: whoever guesses does not know what hash a guess
    will have, so the time it takes tells nothing.

    Args:
        actor: who journals: herself, or the investigator she showed the code to.
        detail: why, in the journal.

    Raises:
        NotYours: no such code, revoked, or what it opened is erased: one answer.
    """
    auth_hash = hashlib.sha256(auth).digest()
    opening = await lent.stores.keys.read(lambda tx: keyring.opening(tx, auth_hash))
    if opening is None:
        raise NotYours("code")
    at = milliseconds(lent.stores.now())

    def allow(tx: Transaction) -> Accord:
        append(tx, Entry(at, actor, Act.OPENING, opening.conversation, detail))
        accord = store.accord_of(tx, opening.file)
        if accord is None:
            raise NotYours("erased")
        return accord

    return opening, await lent.stores.ledger.write(allow)


async def revoke(auth: bytes, lent: Lent) -> None:
    """Destroy the wrap of the code of `auth`: it opens nothing from now on.

    The file stays where it was sent; nobody can open it with a code any more.

    Raises:
        NotYours: no such code.
    """
    opening, _ = await opened(auth, lent, detail="revoke")
    async with lent.turn:
        await lent.stores.keys.write(lambda tx: keyring.revoke(tx, opening.file))
