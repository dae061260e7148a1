"""Reading what she gave, and sending the file to the station she agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from havre.conversation.actions import LINE, found, topic
from havre.conversation.rules import (
    ENVELOPE_SIZE,
    Conversation,
    is_sealed,
    may_hold,
)
from havre.errors import BadRequest, HavreError
from havre.file import keyring, sent, store
from havre.file.keyring import FileKey
from havre.file.lent import Lent
from havre.file.rules import Accord, AccordState, FileTaken, sendable, targets
from havre.file.sent import File, FileEnvelope, Part
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.keys.store import current_epochs
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.tokens import new_id
from havre.report.rules import Kind, NeedsReport, Transmission
from havre.report.store import add_transmission
from havre.staff.stations import StationKey

CHANNEL = "Havre"  # how a file goes to a station that has it: nobody carries it


@dataclass(frozen=True, slots=True)
class Identity:
    """What she gave, as the officer who has her in hand may read it.

    Attributes:
        file: None when she has given nothing.
        key: None when it is sealed to another desk: she is asked anew.
        sealed: None with it.
    """

    file: str | None
    revision: int
    key: FileKey | None
    sealed: bytes | None
    conversation_too: bool


@dataclass(frozen=True, slots=True)
class Sending:
    """What an officer's browser brings to send a file.

    Attributes:
        of: how many parts the file has.
        hash: SHA-256 of the document, 32 bytes.
    """

    file: str
    of: int
    envelopes: Sequence[FileEnvelope]
    hash: bytes


async def read_identity(conversation: str, member: str, lent: Lent) -> Identity:
    """Return what she gave, once the journal says so.

    Raises:
        NotYours: not in this member's hands.
    """
    stores = lent.stores
    at = milliseconds(stores.now())

    def allow(tx: Transaction) -> tuple[Identity, FileKey | None]:
        append(tx, Entry(at, member, Act.IDENTITY, conversation, "open"))
        known = found(tx, conversation)
        may_hold(known, member, known.fence)
        accord = store.accord(tx, conversation)
        if accord is None or accord.file is None:
            return Identity(None, 0, None, None, conversation_too=False), None
        readable = accord.desk == known.desk
        sealed = store.identity(tx, accord.file) if readable else None
        told = Identity(
            accord.file, accord.revision, None, sealed, accord.conversation_too
        )
        return told, _kept_key(tx, accord)

    told, kept = await stores.ledger.write(allow)
    if told.file is None or told.sealed is None:
        return told
    file = told.file
    key = await stores.keys.read(lambda tx: keyring.key(tx, file)) or kept
    return Identity(told.file, told.revision, key, told.sealed, told.conversation_too)


def _kept_key(tx: Transaction, accord: Accord) -> FileKey | None:
    """Return the file's key to the desk, as it was kept when the file was sent."""
    for one in sent.envelopes(tx, accord.file or ""):
        if one.target == accord.desk:
            return FileKey(one.target, one.epoch, one.sealed)
    return None


async def add_part(
    conversation: str, member: str, fence: int, part: Part, lent: Lent
) -> None:
    """Keep one sealed part of the file to be; once more is fine.

    Raises:
        NotYours, Stale: not in this member's hands.
        NeedsAccord: she has not agreed, or to something else.
        FileTaken: the file has gone.
        BadRequest: a part beyond the last.
        BadSeal: not sealed.
    """
    is_sealed(part.sealed)
    if part.n > part.of:
        raise BadRequest("part")

    def work(tx: Transaction) -> None:
        known = found(tx, conversation)
        may_hold(known, member, fence)
        gone = sent.file_of(tx, conversation)
        if gone is not None:
            if part not in sent.parts(tx, gone.file):
                raise FileTaken("sent already")
            return
        sendable(store.accord(tx, conversation), known.desk, part.file)
        sent.set_part(tx, conversation, part)

    await lent.stores.ledger.write(work)


async def send(
    conversation: str, member: str, fence: int, sending: Sending, lent: Lent
) -> str:
    """Send the file to the station she agreed to; return its transmission.

    To one with Havre it has gone with this commit, and is outside erase: its key is in
    the ledger. For another it is ready to be carried, and its key stays in the keyring
    until somebody says that it went (`carrying`). Sent again with the same hash,
    nothing changes.

    Raises:
        NotYours, Stale: not in this member's hands.
        NeedsReport: no report is open.
        NeedsAccord: she has not agreed to this station, with this desk.
        FileTaken: another file of this conversation has gone.
        BadRequest: not sealed to exactly the keys in use, or a part is missing.
        BadSeal: not the form of a sealed key.
    """
    stores = lent.stores
    at = milliseconds(stores.now())
    for one in sending.envelopes:
        is_sealed(one.sealed, frozenset({ENVELOPE_SIZE}))

    def work(tx: Transaction) -> str:
        append(tx, Entry(at, member, Act.FILE, conversation, sending.file))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        former = _made(tx, conversation, sending)
        if former is not None:
            return former
        if not known.report:
            raise NeedsReport("file")
        accord = store.accord(tx, conversation)
        accord = sendable(accord, known.desk, sending.file)
        _check(tx, known, accord, sending)
        return _send(tx, known, accord, sending, member, at, lent)

    # In turn: she may be taking her accord back at this moment.
    async with lent.turn:
        kept = await _keep_keys(conversation, sending, lent)
        try:
            transmission = await stores.ledger.write(work)
        except HavreError:
            if kept:
                await stores.keys.write(lambda tx: keyring.unprepare(tx, sending.file))
            raise
    for heard in (topic(conversation), LINE, f"member:{member}"):
        stores.bell.ring(heard)
    return transmission


def _made(tx: Transaction, conversation: str, sending: Sending) -> str | None:
    """Return the transmission of that very file, if it is made; None if none is.

    Raises:
        FileTaken: another is.
    """
    former = sent.file_of(tx, conversation)
    if former is None:
        return None
    if (former.file, former.hash) != (sending.file, sending.hash):
        raise FileTaken("another file has gone")
    return former.transmission


async def _keep_keys(conversation: str, sending: Sending, lent: Lent) -> bool:
    """Keep the keys of what is made for a station without Havre; True if they are."""

    def ready(tx: Transaction) -> bool:
        accord = store.accord(tx, conversation)
        made = sent.file_of(tx, conversation) is not None
        return accord is not None and not made and not _is_direct(tx, accord.station)

    kept = await lent.stores.ledger.read(ready)
    if kept:
        await lent.stores.keys.write(
            lambda tx: keyring.prepare(
                tx, conversation, sending.file, sending.envelopes
            )
        )
    return kept


def _is_direct(tx: Transaction, station: str) -> bool:
    """Return True if that station has Havre: a file is there as soon as it is sent."""
    return StationKey.INVESTIGATION.of(station) in current_epochs(tx)


def _check(
    tx: Transaction, known: Conversation, accord: Accord, sending: Sending
) -> None:
    wanted = targets(accord.station, known.desk, current_epochs(tx))
    brought = [(one.target, one.epoch) for one in sending.envelopes]
    if sorted(brought) != sorted(wanted.items()):
        raise BadRequest("targets")
    if not sent.holds_parts(tx, sending.file, sending.of):
        raise BadRequest("parts")


def _send(
    tx: Transaction,
    known: Conversation,
    accord: Accord,
    sending: Sending,
    member: str,
    at: int,
    lent: Lent,
) -> str:
    direct = _is_direct(tx, accord.station)
    transmission = Transmission(
        id=new_id(),
        conversation=known.id,
        desk=known.desk,
        kind=Kind.STATION if direct else Kind.PAPER,
        target=accord.station,
        name=lent.name_of(accord.station) or accord.station,
        urgent=known.danger,
        hash=sending.hash,
        at=at,
        by=member,
        sent_at=at if direct else None,
        sent_by=member if direct else None,
        channel=CHANNEL if direct else None,
        file=sending.file,
    )
    add_transmission(tx, transmission)
    file = File(
        sending.file, known.id, accord.station, sending.of, sending.hash, at, member,
        known.desk, known.danger, transmission.id,
    )  # fmt: skip
    sent.add(tx, file)
    if direct:
        sent.seal(tx, file, sending.envelopes)
    state = AccordState.SENT if direct else AccordState.PREPARED
    store.set_state(tx, known.id, state, at)
    return transmission.id
