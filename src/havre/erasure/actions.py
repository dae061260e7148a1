"""Leaving, deciding, destroying: one transaction decides, then nothing can undo it.

Destroying goes: intent (ledger), keys (keyring), rows (ledger), write-ahead log.
From the intent on, no door gives a word back; interrupted, it is finished at the
next tick or start. The keyring goes before the rows, so that a copy of the ledger
taken in between is already unreadable.
"""

from dataclasses import dataclass, replace

from havre.access import store as keyring
from havre.alarms import store as alarms
from havre.answering import store as answering
from havre.conversation import presence
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, to_head, topic
from havre.conversation.rules import Conversation, may_hold, moved
from havre.erasure import store
from havre.erasure.rules import (
    ExitErases,
    Fate,
    Patience,
    Silence,
    Unread,
    after_silence,
    on_decision,
    on_exit,
)
from havre.erasure.store import Decision
from havre.errors import NotYours
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.journey import Role, Step
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.waiting import store as line
from havre.waiting import tally

VISITOR = "visitor"  # the journal's actors that are nobody's account
CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Eraser:
    """What erasing is lent, and the settings it obeys."""

    ledger: Database
    keys: Database
    bell: Bell
    now: Clock
    exit_erases: ExitErases
    patience: Patience


async def leave(conversation: str, session: bytes, eraser: Eraser) -> Fate:
    """Close the visitor's access; freeze or destroy what she leaves.

    Raises:
        NotYours: her access was closed already.
    """
    at = milliseconds(eraser.now())

    def work(tx: Transaction) -> Fate:
        known = found(tx, conversation)
        if not known.admits(session):
            raise NotYours("access closed")
        return _leave(tx, known, eraser, Role.VISITOR, at)

    fate = await eraser.ledger.write(work)
    await _after(conversation, fate, eraser)
    return fate


def _leave(
    tx: Transaction, known: Conversation, eraser: Eraser, by: Role, at: int
) -> Fate:
    known = replace(known, left_at=at)
    if known.step is Step.ENDED:  # decided while she was still reading
        conversations.keep(tx, replace(known, token=None))
        return Fate.KEPT
    fate = on_exit(known, eraser.exit_erases)
    _count(tx, known, at)
    if fate is Fate.DESTROYED:
        intend(tx, known, VISITOR if by is Role.VISITOR else CLOCK, at)
        return fate
    held = known.step is Step.TALKING
    frozen = replace(moved(known, Step.FROZEN, by), token=None)
    line.leave(tx, known.id)
    if not held:  # nobody has it in hand: someone must come and decide
        to_head(tx, frozen, at)
        frozen = replace(frozen, member=None)
    conversations.keep(tx, frozen)
    return fate


def _count(tx: Transaction, known: Conversation, at: int) -> None:
    """Count who left without having been answered."""
    if known.step is Step.LINE and not known.read:
        waited = at - known.opened_at
        tally.note(tx, tally.Event(at, known.desk, tally.Kind.GAVE_UP, waited))


async def decide(
    conversation: str, member: str, fence: int, decision: Decision, eraser: Eraser
) -> Fate:
    """Record the officer's decision; destroy, or keep what a report covers.

    Raises:
        NotYours, Stale: not in this member's hands.
        Unread: she has written since.
        NeedsReport, ReportOpen: see `rules.on_decision`.
    """
    at = milliseconds(eraser.now())

    def work(tx: Transaction) -> Fate:
        append(tx, Entry(at, member, Act.DECIDE, conversation, decision.follow_up))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        if known.visitor_last > decision.seen:
            raise Unread(f"{known.visitor_last} after {decision.seen}")
        fate = on_decision(known, decision.follow_up, eraser.exit_erases)
        store.add_decision(
            tx, conversation, decision, member=member, desk=known.desk, at=at
        )
        alarms.end_all(tx, conversation, at)
        if fate is Fate.DESTROYED:
            intend(tx, known, member, at)
        else:
            conversations.keep(tx, moved(known, Step.ENDED, Role.AGENT))
        return fate

    fate = await eraser.ledger.write(work)
    await _after(conversation, fate, eraser)
    return fate


def intend(tx: Transaction, known: Conversation, actor: str, at: int) -> None:
    """Decide that `known` is destroyed: from this commit no door opens on it."""
    append(tx, Entry(at, actor, Act.ERASE, known.id))
    store.intend(tx, known.id, at)
    line.leave(tx, known.id)
    conversations.keep(
        tx,
        replace(
            known,
            step=Step.ENDED,
            token=None,
            member=None,
            lease_until=None,
            offer=None,
            watchers=(),
            version=known.version + 1,
        ),
    )


async def _after(conversation: str, fate: Fate | None, eraser: Eraser) -> None:
    if fate is Fate.DESTROYED:
        await finish(conversation, eraser)
    elif fate is not None:  # her way back closes with her access
        await eraser.keys.write(lambda tx: keyring.forget_resume(tx, conversation))
    eraser.bell.ring(topic(conversation))
    eraser.bell.ring(LINE)
    eraser.bell.ring(alarms.TOPIC)


async def finish(conversation: str, eraser: Eraser) -> None:
    """Destroy what was intended: keys, rows, log. Doing it twice is fine.

    Raises:
        StorageUnavailable: it is not finished; the clock tries again.
    """

    def rows(tx: Transaction) -> None:
        line.forget(tx, conversation)
        alarms.forget(tx, conversation)
        answering.forget(tx, conversation)
        conversations.forget(tx, conversation)

    def keys(tx: Transaction) -> None:
        keyring.forget(tx, conversation)

    await eraser.keys.write(keys)
    await eraser.ledger.write(rows)
    # Again: a note's key may have come in between; from now on none is kept.
    await eraser.keys.write(keys)
    await eraser.ledger.scrub()
    await eraser.ledger.write(lambda tx: store.done(tx, conversation))


async def finish_interrupted(eraser: Eraser) -> int:
    """Finish every erasure that was begun; return how many there were."""
    begun = await eraser.ledger.read(store.intended)
    for conversation in begun:
        await finish(conversation, eraser)
    return len(begun)


async def sweep_silence(there: set[str], eraser: Eraser) -> None:
    """Do what silence has come to mean, for every visitor who is not `there`."""
    now = eraser.now()
    at = milliseconds(now)
    patience = eraser.patience
    if eraser.exit_erases is ExitErases.DEVICE:  # the page promises that span
        patience = replace(patience, destroy=patience.keep)

    shortest = milliseconds(now - min(patience.hold, patience.leave))

    def silent(tx: Transaction) -> list[tuple[Conversation, Silence]]:
        away = set(presence.unseen_since(tx, shortest)) - there
        unheard = [one for id_ in sorted(away) if (one := conversations.find(tx, id_))]
        return [
            (known, silence)
            for known in (*unheard, *conversations.in_step(tx, Step.FROZEN))
            if (silence := after_silence(known, now, patience)) is not None
        ]

    def work(tx: Transaction) -> list[tuple[str, Fate | None]]:
        return [
            (known.id, _obey(tx, known, silence, eraser, at))
            for known, silence in silent(tx)
        ]

    if not await eraser.ledger.read(silent):
        return
    for conversation, fate in await eraser.ledger.write(work):
        await _after(conversation, fate, eraser)


def _obey(
    tx: Transaction, known: Conversation, silence: Silence, eraser: Eraser, at: int
) -> Fate | None:
    if silence is Silence.DESTROY:
        intend(tx, known, CLOCK, at)
        return Fate.DESTROYED
    if silence is Silence.LEAVE:
        return _leave(tx, known, eraser, Role.CLOCK, at)
    line.leave(tx, known.id)
    conversations.keep(tx, moved(known, Step.HOLD, Role.CLOCK))
    return None


async def sweep_ended(eraser: Eraser) -> None:
    """Destroy decided conversations that no report keeps and whose time is over.

    And close what a tab that never came back could still read.
    """
    now = eraser.now()
    gone = milliseconds(now - eraser.patience.leave_with_code)
    await eraser.ledger.write(lambda tx: presence.close_access(tx, gone))
    before = milliseconds(now - eraser.patience.keep)

    def work(tx: Transaction) -> list[str]:
        over = [
            known
            for known in conversations.in_step(tx, Step.ENDED)
            if not known.report and (known.left_at or known.seen_at) < before
        ]
        for known in over:
            intend(tx, known, CLOCK, milliseconds(now))
        return [known.id for known in over]

    if eraser.exit_erases is not ExitErases.DEVICE:
        return
    for conversation in await eraser.ledger.write(work):
        await finish(conversation, eraser)
