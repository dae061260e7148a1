"""Taking the next in line, reading it, noting, reporting, putting on hold.

Every act that lets a person read writes its journal row first, in the transaction
that allows the read: no row, no read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from havre.access import store as keyring
from havre.access.store import Envelope
from havre.answering import store
from havre.answering.store import Note, ReportEnvelope
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, topic
from havre.conversation.rules import (
    ENVELOPE_SIZE,
    Conversation,
    is_sealed,
    may_hold,
    moved,
    taken,
)
from havre.errors import BadRequest, HavreError, NotYours
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.journey import Role, Step
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.waiting import store as line


class NumberTaken(HavreError):
    """Another note has that number."""

    code = "taken"
    status = 409


@dataclass(frozen=True, slots=True)
class Stores:
    """What every act here is lent.

    Attributes:
        lease: how long a silent officer keeps a conversation.
    """

    ledger: Database
    keys: Database
    bell: Bell
    now: Clock
    lease: timedelta


async def take_next(
    member: str, keys: Sequence[tuple[str, int]], stores: Stores
) -> Conversation | None:
    """Give `member` the next conversation that `keys` open; None if none waits.

    The other desks' envelopes are destroyed: one has answered.
    """
    at = milliseconds(stores.now())
    until = milliseconds(stores.now() + stores.lease)

    def work(tx: Transaction) -> Conversation | None:
        ticket = line.take_next(tx, keys, member)
        if ticket is None:
            return None
        append(tx, Entry(at, member, Act.TAKE, ticket.conversation, ticket.desk))
        known = taken(found(tx, ticket.conversation), member, until)
        known = replace(known, desk=ticket.desk, epoch=ticket.epoch)
        conversations.keep(tx, known)
        return known

    known = await stores.ledger.write(work)
    if known is not None:
        await stores.keys.write(lambda tx: keyring.keep_only(tx, known.id, known.desk))
        stores.bell.ring(LINE)
        stores.bell.ring(topic(known.id))
    return known


@dataclass(frozen=True, slots=True)
class Opened:
    """What an officer needs to read: sealed keys and sealed notes."""

    envelopes: list[Envelope]
    notes: list[Note]


async def open_envelopes(
    conversation: str, member: str, reason: Literal["take", "open"], stores: Stores
) -> Opened:
    """Return the keys of a conversation in hand, once the journal says so.

    Raises:
        NotYours: not in this member's hands.
    """
    at = milliseconds(stores.now())

    def allow(tx: Transaction) -> tuple[Conversation, list[Note]]:
        append(tx, Entry(at, member, Act.OPEN, conversation, reason))
        known = found(tx, conversation)
        may_hold(known, member, known.fence)
        return known, store.notes(tx, conversation)

    known, notes = await stores.ledger.write(allow)
    envelopes = await stores.keys.read(
        lambda tx: keyring.envelopes(tx, conversation, known.desk)
    )
    return Opened(envelopes, notes)


async def add_note(
    conversation: str,
    note: Note,
    fence: int,
    envelope: Envelope | None,
    stores: Stores,
) -> None:
    """Keep a sealed note; the first brings the note key's envelope.

    Raises:
        NotYours, Stale: not in this member's hands.
        NumberTaken: another note has that number.
        BadSeal, BadRequest: not sealed, or not to the desk that holds it.
    """
    is_sealed(note.sealed)
    if envelope is not None:
        is_sealed(envelope.sealed, frozenset({ENVELOPE_SIZE}))
        desk = await stores.ledger.read(
            lambda tx: _may_note(tx, conversation, note, fence)
        )
        if envelope.desk != desk:
            raise BadRequest("desk")
        if not await stores.keys.write(
            lambda tx: keyring.add(tx, conversation, envelope)
        ):
            raise NumberTaken("note key")

    def keep(tx: Transaction) -> None:
        _may_note(tx, conversation, note, fence)
        if not store.add_note(tx, conversation, note):
            raise NumberTaken("note")

    try:
        await stores.ledger.write(keep)
    except NotYours:
        await _forget_if_destroyed(conversation, stores)
        raise


def _may_note(tx: Transaction, conversation: str, note: Note, fence: int) -> str:
    known = found(tx, conversation)
    may_hold(known, note.member, fence)
    return known.desk


async def _forget_if_destroyed(conversation: str, stores: Stores) -> None:
    """Leave no key behind of a conversation destroyed while one was being added."""
    gone = await stores.ledger.read(
        lambda tx: conversations.find(tx, conversation) is None
    )
    if gone:
        await stores.keys.write(lambda tx: keyring.forget(tx, conversation))


async def open_report(
    conversation: str,
    member: str,
    fence: int,
    envelopes: Sequence[ReportEnvelope],
    targets: dict[str, int],
    stores: Stores,
) -> None:
    """Take a conversation out of erase, for good; the visitor sees it at once.

    The order of commits decides between this and her exit.

    Args:
        targets: the epoch of each key it may be sealed to; "recovery" is one.

    Raises:
        NotYours, Stale: not in this member's hands.
        BadRequest: not sealed to its desk and to recovery, in their present epochs.
        BadSeal: not the form of a sealed key.
    """
    at = milliseconds(stores.now())
    for envelope in envelopes:
        is_sealed(envelope.sealed, frozenset({ENVELOPE_SIZE}))

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, member, Act.REPORT, conversation))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        wanted = {(known.desk, targets.get(known.desk)), ("recovery", 1)}
        if {(one.target, one.epoch) for one in envelopes} != wanted:
            raise BadRequest("targets")
        for envelope in envelopes:
            store.add_report(tx, conversation, envelope, at)
        conversations.keep(tx, replace(known, report=True, version=known.version + 1))

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))


async def put_on_hold(
    conversation: str, member: str, fence: int, stores: Stores
) -> None:
    """Free the officer's place; her next sign puts her at the head of the line.

    Raises:
        NotYours, Stale: not in this member's hands.
        WrongStep: she has left already.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, member, Act.HOLD, conversation))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        conversations.keep(tx, moved(known, Step.HOLD, Role.AGENT))

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))
