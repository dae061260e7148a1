"""Announcing a transfer, her answer, and what follows from it.

The officer's browser seals the key to the other desk; that envelope comes first, so
that nobody is sent to a desk which could not open. It goes again if she refuses.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from havre.access.store import Envelope
from havre.answering.actions import Stores, into_hands, only, readers
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, to_head, topic
from havre.conversation.rules import (
    ENVELOPE_SIZE,
    Conversation,
    Offer,
    is_sealed,
    may_hold,
    moved,
)
from havre.errors import BadRequest, HavreError, NotYours, WrongStep
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.journey import Role, Step
from havre.keys.store import desk_epochs
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.transfer import keys


class NotThere(HavreError):
    """The colleague is not here, has paused, has no free place or not that key."""

    code = "not-there"
    status = 409


@dataclass(frozen=True, slots=True)
class Transfers:
    """What passing on is lent.

    Attributes:
        ready: whether a member could have a conversation of (desk, epoch) now.
        patience: how long she is asked; her silence lets it go.
        turn: between an offer's key and the offer, nothing looks for dropped keys.
    """

    stores: Stores
    ready: Callable[[Transaction, str, str, int], bool]
    patience: timedelta
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an officer's browser brings.

    Attributes:
        envelopes: the conversation's key, and the notes' if they go along, sealed to
            `desk`; none when it is the officer's own desk.
    """

    desk: str
    member: str | None
    envelopes: tuple[Envelope, ...]


async def offer(
    conversation: str, member: str, fence: int, proposal: Proposal, lent: Transfers
) -> None:
    """Announce a transfer; a former one is replaced.

    Raises:
        NotYours, Stale: not in this member's hands.
        BadRequest: not sealed to the desk's present key, or no such desk.
        BadSeal: not the form of a sealed key.
        NotThere: the colleague could not have it now.
        WrongStep: she has left.
    """
    stores = lent.stores
    at = milliseconds(stores.now())
    for one in proposal.envelopes:
        is_sealed(one.sealed, frozenset({ENVELOPE_SIZE}))

    def check(tx: Transaction) -> tuple[Conversation, Offer]:
        known = found(tx, conversation)
        may_hold(known, member, fence)
        if known.step is not Step.TALKING:
            raise WrongStep(f"{known.step} cannot be passed on")
        epoch = _epoch(tx, known, proposal)
        whom = proposal.member
        if whom == member or (
            whom is not None and not lent.ready(tx, whom, proposal.desk, epoch)
        ):
            raise NotThere("colleague")
        return known, Offer(proposal.desk, epoch, whom, at)

    def work(tx: Transaction) -> Offer | None:
        append(tx, Entry(at, member, Act.TRANSFER, conversation, proposal.desk))
        known, made = check(tx)
        version = known.version + 1
        conversations.keep(tx, replace(known, offer=made, version=version))
        return known.offer

    async with lent.turn:
        await stores.ledger.read(check)
        await keys.keep(conversation, proposal.desk, proposal.envelopes, stores)
        try:
            former = await stores.ledger.write(work)
        except HavreError:
            await keys.forget(conversation, stores)
            raise
        if former is not None:
            await keys.forget(conversation, stores)
    stores.bell.ring(topic(conversation))


def _epoch(tx: Transaction, known: Conversation, proposal: Proposal) -> int:
    """Return the epoch of the key under which the other desk would open it.

    Raises:
        BadRequest: the envelopes are not those that this desk needs.
    """
    if proposal.desk == known.desk:
        if proposal.envelopes:
            raise BadRequest("the same desk needs no key")
        return known.epoch
    epoch = desk_epochs(tx).get(proposal.desk)
    purposes = [one.purpose for one in proposal.envelopes]
    sealed = {(one.desk, one.epoch) for one in proposal.envelopes}
    if purposes not in (["transfer"], ["transfer", "note"]) or epoch is None:
        raise BadRequest("envelopes")
    if sealed != {(proposal.desk, epoch)}:
        raise BadRequest("not the desk's present key")
    return epoch


async def cancel(conversation: str, member: str, fence: int, lent: Transfers) -> None:
    """Take back a transfer, or put away a refused one. Without one it is fine.

    Raises:
        NotYours, Stale: not in this member's hands.
    """

    def work(tx: Transaction) -> None:
        known = found(tx, conversation)
        may_hold(known, member, fence)
        version = known.version + 1
        conversations.keep(tx, replace(known, offer=None, version=version))

    await lent.stores.ledger.write(work)
    await keys.forget(conversation, lent.stores)
    lent.stores.bell.ring(topic(conversation))


async def answer(
    conversation: str, session: bytes, lent: Transfers, *, agree: bool
) -> None:
    """Do what she answers to the transfer that was announced.

    Raises:
        NotYours: her access is closed.
        WrongStep: there is none to answer.
    """
    at = milliseconds(lent.stores.now())

    def work(tx: Transaction) -> Conversation:
        known = found(tx, conversation)
        if not known.admits(session):
            raise NotYours("access closed")
        if known.offer is None or known.offer.refused:
            raise WrongStep("nothing to answer")
        if agree:
            return _pass_on(tx, known, known.offer, lent, at)
        version, refused = known.version + 1, replace(known.offer, refused=True)
        kept = replace(known, offer=refused, version=version)
        conversations.keep(tx, kept)
        return kept

    known = await lent.stores.ledger.write(work)
    if not agree:
        await keys.forget(conversation, lent.stores)
    await _tell(known, lent)


async def pass_on_unanswered(lent: Transfers) -> None:
    """Let go the transfers that she was told of and has not refused in time."""
    now = lent.stores.now()
    at, before = milliseconds(now), milliseconds(now - lent.patience)

    def late(tx: Transaction) -> list[tuple[Conversation, Offer]]:
        return [
            (known, known.offer)
            for known in conversations.offered(tx)
            if known.offer and not known.offer.refused and known.offer.at <= before
        ]

    def work(tx: Transaction) -> list[Conversation]:
        return [_pass_on(tx, known, made, lent, at) for known, made in late(tx)]

    if await lent.stores.ledger.read(late):
        for known in await lent.stores.ledger.write(work):
            await _tell(known, lent)


async def tend(lent: Transfers) -> None:
    """Let go what she was asked for long enough; forget the keys of what is over."""
    await pass_on_unanswered(lent)
    async with lent.turn:
        await keys.forget_dropped(lent.stores)


def _pass_on(
    tx: Transaction, known: Conversation, made: Offer, lent: Transfers, at: int
) -> Conversation:
    """Put `known` into the colleague's hands, or at the head of the desk's line."""
    former = known.desk, known.epoch
    back = moved(known, Step.LINE, Role.AGENT)
    back = replace(back, desk=made.desk, epoch=made.epoch, member=None, taken_at=None)
    if made.member and lent.ready(tx, made.member, made.desk, made.epoch):
        append(tx, Entry(at, made.member, Act.TAKE, known.id, made.desk))
        return into_hands(tx, back, made.member, lent.stores, at)
    # The former desk's key goes when the other has taken it (house.md §4).
    sealed = dict([former, (made.desk, made.epoch)])
    back = replace(back, fence=back.fence + 1, sealed_to=tuple(sorted(sealed.items())))
    back = replace(back, watchers=readers(tx, back))
    conversations.keep(tx, back)
    to_head(tx, back, at)
    return back


async def _tell(known: Conversation, lent: Transfers) -> None:
    bell = lent.stores.bell
    if known.step is Step.TALKING and known.offer is None:
        await only(known, lent.stores)
        bell.ring(f"member:{known.member}")
    bell.ring(LINE)
    bell.ring(topic(known.id))
