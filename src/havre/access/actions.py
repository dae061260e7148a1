"""Opening a conversation, and coming back to it with a code."""

import hashlib
from dataclasses import dataclass, replace

from havre.access import store
from havre.access.store import Envelope
from havre.alarms import store as alarms
from havre.alarms.rules import Cause, Kind
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, ticket, topic
from havre.conversation.rules import (
    ENVELOPE_SIZE,
    WRAPPED_SIZE,
    Conversation,
    Exists,
    NoDesk,
    is_sealed,
)
from havre.errors import BadRequest, HavreError, NotYours
from havre.journey import Step
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.plumbing.tokens import digest, new_token
from havre.staff import duty
from havre.staff.duty import ServiceClosed
from havre.waiting import store as line
from havre.waiting import tally


@dataclass(frozen=True, slots=True)
class Opening:
    """What a visitor's tab brings to open a conversation.

    Attributes:
        desks: (desk, epoch) in front of which she waits; the first is named to her.
        targets: (desk, epoch) to which the key must be sealed, exactly.
    """

    conversation: str
    desks: tuple[tuple[str, int], ...]
    targets: frozenset[tuple[str, int]]
    envelopes: tuple[Envelope, ...]
    danger: bool
    minor: bool
    language: str


async def begin(
    opening: Opening, *, ledger: Database, keys: Database, bell: Bell, now: Clock
) -> str:
    """Open a conversation and put it in line; return the visitor's credential.

    The keys are kept first: a conversation without keys would be lost to everyone,
    keys without a conversation are swept at start-up.

    Raises:
        NoDesk: no desk of this route can read yet.
        BadRequest: the envelopes are not exactly those of the route.
        BadSeal: an envelope has not the form of a sealed key.
        Exists: that id is used already.
        ServiceClosed: a supervisor has closed the service.
    """
    check(opening)
    at, token = milliseconds(now()), new_token()

    await keys.write(lambda tx: _keep_keys(tx, opening))
    try:
        await ledger.write(lambda tx: _keep_place(tx, opening, digest(token), at))
    except HavreError:
        await keys.write(lambda tx: store.forget(tx, opening.conversation))
        raise
    bell.ring(LINE)
    if opening.minor:
        bell.ring(alarms.TOPIC)
    return token


def check(opening: Opening) -> None:
    """Return if `opening` is what its route asks for.

    Raises:
        NoDesk, BadRequest, BadSeal: see `begin`.
    """
    if not opening.targets:
        raise NoDesk("no key")
    brought = [(one.desk, one.epoch) for one in opening.envelopes]
    if len(brought) != len(opening.targets) or set(brought) != opening.targets:
        raise BadRequest("envelopes")
    for envelope in opening.envelopes:
        is_sealed(envelope.sealed, frozenset({ENVELOPE_SIZE}))


def _keep_keys(tx: Transaction, opening: Opening) -> None:
    if store.has(tx, opening.conversation):
        raise Exists("envelope")
    for envelope in opening.envelopes:
        store.add(tx, opening.conversation, envelope)


def _keep_place(tx: Transaction, opening: Opening, token: bytes, at: int) -> None:
    if duty.SERVICE in duty.closed(tx):
        raise ServiceClosed("closed")
    known = _new(opening, token, at)
    if not conversations.insert(tx, known):
        raise Exists("conversation")
    for desk in known.fronts:
        line.join(tx, ticket(known, desk, at, head=False))
    tally.note(tx, tally.Event(at, known.desk, tally.Kind.ARRIVED, 1))
    if known.minor:
        alarms.raise_(tx, Cause(Kind.MINOR, known.id, known.desk), at)


def _new(opening: Opening, token: bytes, at: int) -> Conversation:
    return Conversation(
        id=opening.conversation,
        token=token,
        step=Step.LINE,
        version=1,
        desk=opening.desks[0][0],
        epoch=opening.desks[0][1],
        fronts=tuple(desk for desk, _ in opening.desks),
        language=opening.language,
        danger=opening.danger,
        minor=opening.minor,
        opened_at=at,
        member=None,
        fence=0,
        lease_until=None,
        read=False,
        seen_at=at,
        left_at=None,
        report=False,
        resumable=False,
        visitor_last=0,
        agent_last=0,
        sealed_to=tuple(sorted(opening.targets)),
    )


async def set_resume_code(
    conversation: str,
    session: bytes,
    auth_hash: bytes,
    wrapped: bytes,
    *,
    ledger: Database,
    keys: Database,
) -> None:
    """Keep the wrap of a resume code; a former code stops working.

    Raises:
        NotYours: her access is closed.
        BadSeal: `wrapped` has not the form of a wrapped key.
        BadRequest: another conversation has that code: no honest draw does that.
    """
    is_sealed(wrapped, frozenset({WRAPPED_SIZE}))

    def keep(tx: Transaction) -> None:
        if not store.set_resume(tx, conversation, auth_hash, wrapped):
            raise BadRequest("code")

    def note(tx: Transaction) -> None:
        known = found(tx, conversation)
        if not known.admits(session):
            raise NotYours("access closed")
        conversations.keep(tx, replace(known, resumable=True))

    # The wrap first: an erase that comes in between then finds it, or is found.
    await keys.write(keep)
    try:
        await ledger.write(note)
    except HavreError:
        await keys.write(lambda tx: store.forget_resume(tx, conversation))
        raise


@dataclass(frozen=True, slots=True)
class Resumed:
    """What a resume code gives back."""

    conversation: str
    token: str
    wrapped: bytes
    step: Step


async def resume(
    auth: bytes, *, ledger: Database, keys: Database, bell: Bell, now: Clock
) -> Resumed:
    """Give a new credential to whoever has the code; the former tab loses its own.

    Raises:
        NotYours: no such code, or she has left since.
    """
    auth_hash = hashlib.sha256(auth).digest()
    entry = await keys.read(lambda tx: store.find_resume(tx, auth_hash))
    if entry is None:
        raise NotYours("code")
    conversation, wrapped = entry
    token, at = new_token(), milliseconds(now())

    def work(tx: Transaction) -> Step:
        known = found(tx, conversation)
        if known.token is None:
            raise NotYours("left")
        conversations.keep(
            tx,
            replace(known, token=digest(token), seen_at=at, version=known.version + 1),
        )
        return known.step

    step = await ledger.write(work)
    bell.ring(topic(conversation))
    return Resumed(conversation, token, wrapped, step)


def may_open(known: Conversation) -> frozenset[str]:
    """Return the desks whose envelopes of `known` are to be kept."""
    desks = {desk for desk, _ in known.sealed_to} | {known.desk}
    asked = known.offer if known.offer and not known.offer.refused else None
    return frozenset(desks | ({asked.desk} if asked else set()))


async def sweep_keys(*, ledger: Database, keys: Database) -> None:
    """Destroy keys that an interrupted opening, taking or transfer left behind.

    Those that no conversation has, and those of desks that are not to open it. At
    start-up only, before anyone can open or take one.
    """
    ids = await keys.read(store.everyone)

    def known(tx: Transaction) -> dict[str, Conversation | None]:
        return {id_: conversations.find(tx, id_) for id_ in ids}

    swept = await ledger.read(known)

    def destroy(tx: Transaction) -> None:
        for id_, conversation in swept.items():
            if conversation is None:
                store.forget(tx, id_)
            else:
                store.keep_only(tx, id_, may_open(conversation))

    await keys.write(destroy)
