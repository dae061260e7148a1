"""Reading a file again at its desk, to hand it over by the official channel.

A station without Havre is handed a page; the officer who is to do so may have closed
the conversation, or locked the screen, since the file was sealed.
"""

from dataclasses import dataclass
from typing import Literal

from havre.errors import NotYours
from havre.file import keyring, sent
from havre.file.lent import Lent
from havre.file.sent import File, FileEnvelope
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.keys.store import granted
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.report.rules import is_readable
from havre.report.store import transmission

Reason = Literal["transmit"]


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A file as it is given: sealed parts, and its key sealed to the desk."""

    file: File
    envelope: FileEnvelope
    parts: list[bytes]


async def read(id_: str, member: str, reason: Reason, lent: Lent) -> ReadAgain:
    """Return the file of a transmission, once the journal says who reads it and why.

    Args:
        id_: of the transmission.

    Raises:
        NotYours: unknown, not for paper, over, erased, or sealed to no desk's key of
            theirs: the answer is the same.
    """
    at = milliseconds(lent.stores.now())
    one = await lent.stores.ledger.read(lambda tx: transmission(tx, id_))
    file = one.file if one and one.file else ""
    ready = await lent.stores.keys.read(lambda tx: keyring.prepared(tx, file))

    def allow(tx: Transaction) -> ReadAgain:
        known, envelope = _openable(tx, id_, member, ready)
        append(tx, Entry(at, member, Act.FILE_READ, known.conversation, reason))
        parts = [one.sealed for one in sent.parts(tx, known.file)]
        return ReadAgain(known, envelope, parts)

    return await lent.stores.ledger.write(allow)


def _openable(
    tx: Transaction, id_: str, member: str, ready: list[FileEnvelope]
) -> tuple[File, FileEnvelope]:
    one = transmission(tx, id_)
    if one is None or one.file is None or not is_readable(one):
        raise NotYours("transmission")
    known = sent.find(tx, one.file)
    if known is None:
        raise NotYours("file")
    mine = {(key.desk, key.epoch) for key in granted(tx, member)}
    for envelope in (*sent.envelopes(tx, known.file), *ready):
        of_the_desk = envelope.target == known.desk
        if of_the_desk and (envelope.target, envelope.epoch) in mine:
            return known, envelope
    raise NotYours("key")
