"""The keys that her tab seals to desks that may answer besides.

The key comes first, then the row that sends her there: no desk is sent what it could
not open. Between the two anything may happen; no key stays behind for nobody.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from havre.access import store as keyring
from havre.access.relief import Relief
from havre.access.store import Envelope
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, topic
from havre.conversation.rules import ENVELOPE_SIZE, Conversation, is_sealed
from havre.errors import BadRequest, HavreError, NotYours
from havre.journey import Step
from havre.keys.store import current_epochs
from havre.plumbing.database import Database, Transaction
from havre.waiting import store as line


async def seal(
    conversation: str,
    session: bytes,
    envelopes: Sequence[Envelope],
    asked: Collection[str],
    relief: Relief,
) -> None:
    """Keep the keys that her tab has sealed to desks that may answer besides.

    Args:
        asked: the desks that her tab was asked to seal to.

    Raises:
        NotYours: her access is closed.
        BadRequest: sealed to a key that is not asked for.
        BadSeal: not the form of a sealed key.
    """
    for one in envelopes:
        is_sealed(one.sealed, frozenset({ENVELOPE_SIZE}))

    def check(tx: Transaction) -> Conversation:
        known = found(tx, conversation)
        if not known.admits(session):
            raise NotYours("access closed")
        _asked_for(known, envelopes, asked, current_epochs(tx))
        return known

    def keep(tx: Transaction) -> None:
        for one in envelopes:
            keyring.replace(tx, conversation, one)

    def note(tx: Transaction) -> None:
        known = check(tx)
        brought = {one.desk: one.epoch for one in envelopes}
        _seal_to(tx, known, dict(known.sealed_to) | brought)

    await relief.ledger.read(check)
    await relief.keys.write(keep)
    try:
        await relief.ledger.write(note)
    except HavreError:
        await _forget_if_over(conversation, relief)
        raise
    relief.bell.ring(LINE)
    relief.bell.ring(topic(conversation))


async def put_right(*, ledger: Database, keys: Database) -> None:
    """Send no desk what only a newer key of it opens, after a cut between the two.

    At start-up only, before anyone can take one.
    """
    opens = await keys.read(keyring.opens)

    def work(tx: Transaction) -> None:
        for step in (Step.LINE, Step.HOLD, Step.FROZEN):
            for known in conversations.in_step(tx, step):
                latest = dict(known.sealed_to) | opens.get(known.id, {})
                sealed = {desk: latest[desk] for desk, _ in known.sealed_to}
                if known.lease_until is None and sealed != dict(known.sealed_to):
                    _seal_to(tx, known, sealed)

    await ledger.write(work)


def _seal_to(tx: Transaction, known: Conversation, sealed: Mapping[str, int]) -> None:
    """Note what `known` is sealed to; where it stands already, it is by the new key."""
    for one in line.of(tx, known.id):
        line.join(tx, replace(one, epoch=sealed[one.desk]))
    version = known.version + 1
    kept = replace(known, sealed_to=tuple(sorted(sealed.items())), version=version)
    conversations.keep(tx, kept)


def _asked_for(
    known: Conversation,
    envelopes: Sequence[Envelope],
    asked: Collection[str],
    epochs: Mapping[str, int],
) -> None:
    if known.step is not Step.LINE or not envelopes:
        raise BadRequest("not asked for")
    for one in envelopes:
        if one.desk not in asked or epochs.get(one.desk) != one.epoch:
            raise BadRequest("not asked for")


async def _forget_if_over(conversation: str, relief: Relief) -> None:
    """Leave no key behind of a conversation answered or destroyed meanwhile."""
    known = await relief.ledger.read(lambda tx: conversations.find(tx, conversation))

    def forget(tx: Transaction) -> None:
        if known is None:
            keyring.forget(tx, conversation)
        else:
            keyring.keep_only(tx, conversation, {desk for desk, _ in known.sealed_to})

    await relief.keys.write(forget)
