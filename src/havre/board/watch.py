"""Raising and ending the alarms that no person raises: silences, waits, absences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from havre.alarms import store as alarms
from havre.alarms.rules import Cause, Kind, Limits, changed
from havre.conversation import store as conversations
from havre.conversation.actions import topic
from havre.conversation.rules import Conversation
from havre.erasure.rules import Patience, is_undecided
from havre.journey import Step
from havre.keys.store import desk_epochs
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.report import store as reports
from havre.report.rules import Deadlines, alarming
from havre.staff import duty
from havre.staff.duty import Status
from havre.waiting import store as line
from havre.waiting import tally
from havre.waiting.rules import Ticket

DAY = timedelta(days=1)
LONG_ABSENCE = timedelta(minutes=5)  # half of what gives her back to the line
UNSTAFFED = timedelta(minutes=1)  # relief has joined by then, if it can


@dataclass(frozen=True, slots=True)
class Watch:
    """What watching is lent, and when it alarms."""

    ledger: Database
    bell: Bell
    now: Clock
    limits: Limits
    patience: Patience
    deadlines: Deadlines


@dataclass(frozen=True, slots=True)
class Here:
    """Who is here: visitors' conversations, desks where someone answers."""

    visitors: frozenset[str]
    staffed: frozenset[str]


async def look(here: Here, watch: Watch) -> None:
    """Raise what is wrong now, end what is not any more."""
    at = milliseconds(watch.now())

    def differs(tx: Transaction) -> bool:
        change = changed(alarms.open_(tx), _causes(tx, here, watch))
        return bool(change.raised or change.ended)

    def work(tx: Transaction) -> None:
        change = changed(alarms.open_(tx), _causes(tx, here, watch))
        for cause in change.raised:
            alarms.raise_(tx, cause, at)
        for alarm in change.ended:
            alarms.end(tx, alarm.cause.kind, alarm.cause.subject, at)

    if await watch.ledger.read(differs):
        await watch.ledger.write(work)
        watch.bell.ring(alarms.TOPIC)


def _causes(tx: Transaction, here: Here, watch: Watch) -> Iterator[Cause]:
    at = milliseconds(watch.now())
    for known in conversations.flagged(tx):
        if known.id not in here.visitors:
            yield from _silence(known, at, watch.limits)
    for known in conversations.in_step(tx, Step.FROZEN):
        if is_undecided(known, watch.now(), watch.patience):
            yield Cause(Kind.UNDECIDED, known.id, known.desk)
    yield from _waits(tx, here, watch.limits, at)
    yield from _absences(tx, at)
    for one in reports.open_transmissions(tx):
        if alarming(one, at, watch.deadlines):
            yield Cause(Kind.UNACKNOWLEDGED, one.id, one.desk)


def _silence(known: Conversation, at: int, limits: Limits) -> Iterator[Cause]:
    silent = at - known.seen_at
    if known.danger and silent >= _ms(limits.danger_silence):
        yield Cause(Kind.DANGER_SILENCE, known.id, known.desk)
    elif known.minor and silent >= _ms(limits.minor_silence):
        yield Cause(Kind.MINOR_SILENCE, known.id, known.desk)


def _absences(tx: Transaction, at: int) -> Iterator[Cause]:
    """Only of those in whose hands somebody waits: who went home so alarms nobody."""
    busy = conversations.everyone_busy(tx)
    for one in duty.everyone(tx).values():
        long = one.status is Status.AWAY and at - one.since >= _ms(LONG_ABSENCE)
        if long and busy.get(one.member):
            yield Cause(Kind.AWAY, one.member, "")


def _waits(tx: Transaction, here: Here, limits: Limits, at: int) -> Iterator[Cause]:
    tickets = line.everyone(tx)
    if not tickets:
        return
    # Whoever has left waits for nothing: what is to be decided has its own alarm.
    left = {known.id for known in conversations.in_step(tx, Step.FROZEN)}
    staffed = here.staffed - duty.closed(tx)
    stands: dict[str, list[Ticket]] = {}
    for ticket in sorted(tickets, key=lambda one: (one.since, one.desk)):
        if ticket.conversation not in left:
            stands.setdefault(ticket.conversation, []).append(ticket)
    for conversation, held in stands.items():
        waited, desk = at - held[0].since, held[0].desk
        if waited >= _ms(limits.waiting):
            yield Cause(Kind.WAITING, conversation, desk)
        if waited >= _ms(UNSTAFFED) and not staffed & {one.desk for one in held}:
            yield Cause(Kind.UNSTAFFED, desk, desk)


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


async def sample(serving: dict[str, frozenset[str]], watch: Watch) -> None:
    """Count who is on duty at each desk that has a key, nobody included; forget what
    is older than a day.
    """
    at = milliseconds(watch.now())

    def work(tx: Transaction) -> None:
        for desk in desk_epochs(tx):
            count = sum(desk in desks for desks in serving.values())
            tally.note(tx, tally.Event(at, desk, tally.Kind.ON_DUTY, count))
        tally.forget_before(tx, at - _ms(DAY))
        alarms.forget_before(tx, at - _ms(DAY))

    await watch.ledger.write(work)


async def end_watching(watch: Watch) -> None:
    """Let the time of those who read along run out, and their sockets close."""
    at = milliseconds(watch.now())

    def over(tx: Transaction) -> list[Conversation]:
        return [
            known
            for known in conversations.watched(tx)
            if any(until <= at for _, until in known.watchers)
        ]

    def work(tx: Transaction) -> list[str]:
        ended = over(tx)
        for known in ended:
            conversations.unwatch(tx, known, lambda _, until: until <= at)
        return [known.id for known in ended]

    if await watch.ledger.read(over):
        for conversation in await watch.ledger.write(work):
            watch.bell.ring(topic(conversation))
