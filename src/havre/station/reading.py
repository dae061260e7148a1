"""Opening a file with a reason, and following what is taken out of it.

The journal's row comes first, in the transaction that allows the read.
"""

from dataclasses import dataclass, replace

from havre.errors import NotYours
from havre.file import sent
from havre.file.opening import opened
from havre.file.sent import File, FileEnvelope
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff import store as staff
from havre.staff.stations import StationKey
from havre.station import store
from havre.station.lent import Lent, investigated
from havre.station.rules import Reason
from havre.station.store import Export


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is given: sealed parts, and one sealed key.

    Attributes:
        key: sealed to the station, or wrapped by her opening code.
    """

    file: File
    parts: list[bytes]
    key: FileEnvelope | bytes


async def read(file: str, member: str, reason: Reason, lent: Lent) -> Opened:
    """Return a file that was sent to a station where `member` investigates.

    Raises:
        NotYours: not a file of their station, or not sealed to it.
    """
    at = milliseconds(lent.stores.now())

    def allow(tx: Transaction) -> Opened:
        known, _ = investigated(tx, file, member)
        append(tx, Entry(at, member, Act.FILE_READ, known.conversation, reason))
        target = StationKey.INVESTIGATION.of(known.station)
        for one in sent.envelopes(tx, file):
            if one.target == target:
                return Opened(known, _parts(tx, file), one)
        raise NotYours("envelope")

    return await lent.stores.ledger.write(allow)


async def open_with_code(
    auth: bytes, member: str, reason: Reason, lent: Lent
) -> Opened:
    """Return the file of an opening code, at whatever station she has come to.

    The law lets her complain at any of them: it is read there, and acted upon only
    where it was sent.

    Raises:
        NotYours: no such code, revoked, or nothing was sent.
    """
    at = milliseconds(lent.stores.now())
    opening, _ = await opened(auth, lent.files, actor=member, detail=reason)

    def allow(tx: Transaction) -> Opened:
        detail = f"{reason} with the code"
        append(tx, Entry(at, member, Act.FILE_READ, opening.conversation, detail))
        known = sent.find(tx, opening.file)
        if known is None:
            raise NotYours("not sent")
        return Opened(known, _parts(tx, opening.file), opening.wrapped)

    return await lent.stores.ledger.write(allow)


def _parts(tx: Transaction, file: str) -> list[bytes]:
    return [one.sealed for one in sent.parts(tx, file)]


async def export(file: str, hash_: bytes, member: str, lent: Lent) -> None:
    """Note that a document made of a file leaves Havre. Twice is fine.

    Raises:
        NotYours: not a file of their station.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> None:
        known, _ = investigated(tx, file, member)
        append(tx, Entry(at, member, Act.EXPORT, known.conversation, hash_.hex()))
        store.add_export(tx, hash_, file, known.conversation, member, at)

    await lent.stores.ledger.write(work)


async def known_export(hash_: bytes, lent: Lent) -> Export | None:
    """Return where a document came from, its maker as shown to colleagues.

    None if it is not known: another's, or changed since.
    """

    def look(tx: Transaction) -> Export | None:
        file = sent.by_hash(tx, hash_)
        sending = Export(file.file, file.sent_at, file.sent_by) if file else None
        known = store.exported(tx, hash_) or sending
        maker = staff.find(tx, known.by) if known else None
        return replace(known, by=maker.shown_name) if known and maker else known

    return await lent.stores.ledger.read(look)
