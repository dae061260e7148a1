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
from havre.appointment import keyring as name_keys
from havre.appointment import store as appointments
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, to_head, topic
from havre.conversation.rules import Conversation, may_hold, moved
from havre.erasure import store
from havre.erasure.counting import (
    Counting,
    count_decided,
    count_undecided,
    uncounted,
)
from havre.erasure.rules import (
    ExitErases,
    Fate,
    Patience,
    Unread,
    on_decision,
    on_exit,
)
from havre.erasure.store import Decision
from havre.errors import NotYours
from havre.file import keyring as file_keys
from havre.file import sent as files
from havre.file import store as accords
from havre.file.rules import AppointmentOpen
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.journey import Role, Step
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.report import store as reports
from havre.report.closing import closing
from havre.station import store as at_stations
from havre.waiting import store as line
from havre.waiting import tally

VISITOR = "visitor"  # the journal's actors that are nobody's account
CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Eraser:
    """What erasing is lent, and the settings it obeys.

    Attributes:
        count: adds what has ended to the public numbers.
    """

    ledger: Database
    keys: Database
    bell: Bell
    now: Clock
    exit_erases: ExitErases
    patience: Patience
    count: Counting = uncounted


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
        return leave_as(tx, known, eraser, Role.VISITOR, at)

    fate = await eraser.ledger.write(work)
    await after(conversation, fate, eraser)
    return fate


def leave_as(
    tx: Transaction, known: Conversation, eraser: Eraser, by: Role, at: int
) -> Fate:
    """Close her access for `by`: herself, or the clock; say what becomes of it."""
    known = replace(known, left_at=at)
    if known.step is Step.ENDED:  # decided while she was still reading
        conversations.keep(tx, replace(known, token=None))
        return Fate.KEPT
    setting = eraser.exit_erases
    if by is Role.CLOCK and expected(tx, known.id, at):
        # A closed tab is no wish to be forgotten by who expects her: someone decides.
        setting = ExitErases.DECISION
    fate = on_exit(known, setting)
    _count(tx, known, at)
    held = known.step is Step.TALKING
    if fate is Fate.DESTROYED:
        if held and known.read and known.member is not None:
            reports.remember(tx, known.id, known.member, known.desk, at)
        count_undecided(tx, known, at, eraser.count)
        intend(tx, known, VISITOR if by is Role.VISITOR else CLOCK, at)
        return fate
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
        AppointmentOpen: someone is expected at a station that knows nothing yet.
        NeedsReport, ReportOpen, NeedsTransmission: see `rules.on_decision`.
    """
    at = milliseconds(eraser.now())

    def work(tx: Transaction) -> Fate:
        append(tx, Entry(at, member, Act.DECIDE, conversation, decision.follow_up))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        if known.visitor_last > decision.seen:
            raise Unread(f"{known.visitor_last} after {decision.seen}")
        if expected(tx, conversation, at):
            raise AppointmentOpen("no file for it")
        lets = closing(tx, known)
        fate = on_decision(
            known, decision.follow_up, eraser.exit_erases,
            cleared=lets.transmitted or lets.released,
        )  # fmt: skip
        store.add_decision(
            tx, conversation, decision, member=member, desk=known.desk, at=at
        )
        outcome, family = decision.outcome, decision.family
        count_decided(tx, known, outcome, family, at, eraser.count)
        alarms.end_all(tx, conversation, at)
        if fate is Fate.DESTROYED:
            intend(tx, known, member, at)
        else:
            conversations.keep(tx, moved(known, Step.ENDED, Role.AGENT))
        return fate

    fate = await eraser.ledger.write(work)
    await after(conversation, fate, eraser)
    return fate


def expected(tx: Transaction, conversation: str, at: int) -> bool:
    """Return True if an hour is to come, and the station has received no file.

    Destroyed now, she would come to people who know nothing of her. Once the hour is
    over nobody is expected, and it is destroyed as any other.
    """
    return (
        appointments.is_to_come(tx, conversation, at)
        and files.file_of(tx, conversation) is None
    )


def intend(tx: Transaction, known: Conversation, actor: str, at: int) -> None:
    """Decide that `known` is destroyed: from this commit no door opens on it."""
    append(tx, Entry(at, actor, Act.ERASE, known.id))
    store.intend(tx, known.id, at)
    line.leave(tx, known.id)
    accords.close(tx, known.id)  # her opening code opens nothing from now on
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


async def after(conversation: str, fate: Fate | None, eraser: Eraser) -> None:
    """Do what follows the commit that decided, and tell everyone concerned."""
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
        reports.forget(tx, conversation)
        at_stations.forget(tx, conversation)
        appointments.forget(tx, conversation)
        files.forget(tx, conversation)
        accords.forget(tx, conversation)
        conversations.forget(tx, conversation)

    def keys(tx: Transaction) -> None:
        keyring.forget(tx, conversation)
        file_keys.forget(tx, conversation)
        name_keys.forget(tx, conversation)

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
