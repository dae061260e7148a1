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
from havre.answering.store import Note
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, topic
from havre.conversation.rules import (
    ENVELOPE_SIZE,
    Conversation,
    is_sealed,
    may_hold,
    taken,
)
from havre.errors import BadRequest, HavreError
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.keys.store import granted
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.staff import duty
from havre.waiting import store as line
from havre.waiting import tally


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

    Raises:
        OnPause: the member has paused.
        AtCapacity: as many in hand as the member may hold.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> Conversation | None:
        duty.of(tx, member).may_take(conversations.busy(tx, member))
        closed = duty.closed(tx)
        open_ = [(desk, epoch) for desk, epoch in keys if desk not in closed]
        ticket = line.take_next(tx, open_, member)
        if ticket is None:
            return None
        append(tx, Entry(at, member, Act.TAKE, ticket.conversation, ticket.desk))
        waited = at - ticket.since
        tally.note(tx, tally.Event(at, ticket.desk, tally.Kind.ANSWERED, waited))
        known = replace(
            found(tx, ticket.conversation), desk=ticket.desk, epoch=ticket.epoch
        )
        return into_hands(tx, known, member, stores, at)

    known = await stores.ledger.write(work)
    if known is not None:
        await only(known, stores)
        stores.bell.ring(LINE)
        stores.bell.ring(topic(known.id))
    return known


def into_hands(
    tx: Transaction, known: Conversation, member: str, stores: Stores, at: int
) -> Conversation:
    """Put `known` into the hands of `member`, under its desk's key alone."""
    until = at + stores.lease // timedelta(milliseconds=1)
    held = taken(known, member, until, at)
    watchers = tuple(one for one in readers(tx, held) if one[0] != member)
    held = replace(held, sealed_to=((held.desk, held.epoch),), watchers=watchers)
    conversations.keep(tx, held)
    return held


def readers(tx: Transaction, known: Conversation) -> tuple[tuple[str, int], ...]:
    """Return who may go on reading `known` along: the others have not this desk's key.

    Called whenever a conversation goes to a desk: who joined at another may not follow.
    """
    at = known.desk, known.epoch
    return tuple(
        (member, until)
        for member, until in known.watchers
        if any((one.desk, one.epoch) == at for one in granted(tx, member))
    )


async def only(known: Conversation, stores: Stores) -> None:
    """Destroy the envelopes of the desks that did not answer."""
    await stores.keys.write(lambda tx: keyring.keep_only(tx, known.id, {known.desk}))


@dataclass(frozen=True, slots=True)
class Opened:
    """What an officer needs to read: sealed keys and sealed notes."""

    envelopes: list[Envelope]
    notes: list[Note]


async def open_envelopes(
    conversation: str,
    member: str,
    reason: Literal["take", "open", "join"],
    stores: Stores,
) -> Opened:
    """Return the keys of a conversation in hand, or read along, once the journal
    says so.

    Raises:
        NotYours: not in this member's hands, nor read along by them.
    """
    at = milliseconds(stores.now())

    def allow(tx: Transaction) -> tuple[Conversation, list[Note]]:
        append(tx, Entry(at, member, Act.OPEN, conversation, reason))
        known = found(tx, conversation)
        if reason != "join" or not known.watched_by(member, at):
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
    fence: int | None,
    envelope: Envelope | None,
    stores: Stores,
) -> None:
    """Keep a sealed note; the first brings the note key's envelope. Twice is fine.

    Args:
        fence: of the lease; None for a supervisor who reads along.

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
        if store.add_note(tx, conversation, note):
            conversations.count_note(tx, conversation)
        elif not _kept(tx, conversation, note):
            raise NumberTaken("note")

    try:
        await stores.ledger.write(keep)
    except HavreError:
        await _forget_if_destroyed(conversation, stores)
        raise
    stores.bell.ring(topic(conversation))


def _may_note(tx: Transaction, conversation: str, note: Note, fence: int | None) -> str:
    known = found(tx, conversation)
    if fence is not None or not known.watched_by(note.member, note.at):
        may_hold(known, note.member, fence)
    return known.desk


def _kept(tx: Transaction, conversation: str, note: Note) -> bool:
    """Return True if that very note is there: its answer was lost, it comes again."""
    return any(
        (one.number, one.sealed) == (note.number, note.sealed)
        for one in store.notes(tx, conversation)
    )


async def _forget_if_destroyed(conversation: str, stores: Stores) -> None:
    """Leave no key behind of a conversation destroyed while one was being added."""
    gone = await stores.ledger.read(
        lambda tx: conversations.find(tx, conversation) is None
    )
    if gone:
        await stores.keys.write(lambda tx: keyring.forget(tx, conversation))
