"""The room at a glance, as a supervisor's console receives it. Not a word of anyone.

One read gathers the facts; the rest is pure, so that what is shown can be tested
without a store, and a busy house pays for one look.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from havre.alarms import store as alarms
from havre.alarms.rules import Alarm
from havre.answering.desk import View, versioned
from havre.board import store
from havre.board.rules import AGES, LENGTHS, is_held, spread
from havre.board.store import Waiting
from havre.conversation import store as conversations
from havre.conversation.rules import Conversation
from havre.directory.rules import SECOND, DeskName
from havre.journey import Step
from havre.keys import store as keys
from havre.plumbing.database import Transaction
from havre.staff import duty
from havre.staff import store as staff
from havre.staff.duty import SERVICE, Duty
from havre.staff.rules import Member, State
from havre.waiting import store as line
from havre.waiting.rules import Place, Ticket

SHOWN_MOST: Final = 300  # conversations: more than anyone reads, less than a crisis


@dataclass(frozen=True, slots=True)
class Here:
    """What of the board no store knows: who is here now, and everyone's place.

    Attributes:
        serving: the desks of each member who takes conversations.
        visits: whether a visitor's tab is here.
    """

    members: frozenset[str]
    serving: Mapping[str, frozenset[str]]
    places: Mapping[str, Place]
    visits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one read of the ledger gives the board.

    Attributes:
        keyed: desks whose key in use somebody holds.
        busy: how many conversations each member is talking in.
        shown: the conversations with a row; `steps` counts all of them.
    """

    at: int
    members: Sequence[Member]
    duties: Mapping[str, Duty]
    busy: Mapping[str, int]
    desks: Sequence[str]
    keyed: frozenset[str]
    closed: frozenset[str]
    waiting: Sequence[Waiting]
    steps: Mapping[tuple[str, Step], int]
    lengths: Sequence[tuple[int, int]]
    shown: Sequence[Conversation]
    tickets: Mapping[str, Sequence[Ticket]]
    alarms: Sequence[Alarm]

    def duty(self, member: str) -> Duty:
        """Return how `member` works today."""
        return self.duties.get(member, Duty(member))

    def places(self, member: str) -> int:
        """Return how many more conversations `member` could take."""
        return max(0, self.duty(member).capacity - self.busy.get(member, 0))


def _sits_here(member: Member) -> bool:
    """Tell whether `member` works in the room, not at a station."""
    return member.state is State.ACTIVE and not member.stations


def gather(tx: Transaction, at: int) -> Facts:
    """Read the facts, all in one transaction."""
    members = [one for one in staff.everyone(tx) if _sits_here(one)]
    epochs = keys.desk_epochs(tx)
    shown = store.shown(tx, SHOWN_MOST)
    return Facts(
        at=at,
        members=members,
        duties=duty.everyone(tx),
        busy=conversations.everyone_busy(tx),
        desks=desks_of(epochs),
        keyed=_keyed(tx, epochs, {one.id for one in members}),
        closed=duty.closed(tx),
        waiting=store.waiting(tx, at),
        steps=store.in_steps(tx),
        lengths=store.lengths(tx, at),
        shown=shown,
        tickets={
            one.id: line.of(tx, one.id)
            for one in shown
            if one.step in (Step.LINE, Step.FROZEN)
        },
        alarms=alarms.open_(tx),
    )


def desks_of(epochs: Mapping[str, int]) -> list[str]:
    """Return the desks of this house: a second desk only where it has a key."""
    seconds = frozenset(SECOND.values())
    return [desk for desk in DeskName if desk in epochs or desk not in seconds]


def _keyed(
    tx: Transaction, epochs: Mapping[str, int], working: set[str]
) -> frozenset[str]:
    return frozenset(
        one.desk
        for one in keys.held(tx)
        if one.member in working and epochs.get(one.desk) == one.epoch
    )


def board(facts: Facts, here: Here, supervisor: str) -> View:
    """Return the answer of `GET /v1/board` for one supervisor."""
    rows = [_row(one, facts, here, supervisor) for one in facts.shown]
    return versioned(
        {
            "desks": [_desk(desk, facts, here) for desk in facts.desks],
            "people": [_person(one, facts, here) for one in facts.members],
            "conversations": rows,
            "more": sum(facts.steps.values()) - len(rows),
            "lengths": spread(facts.lengths, LENGTHS),
            "alarms": [_alarm(one) for one in facts.alarms],
            "closed": SERVICE in facts.closed,
        }
    )


def _desk(desk: str, facts: Facts, here: Here) -> View:
    waiting = [one for one in facts.waiting if one.desk == desk]
    serving = [member for member, desks in here.serving.items() if desk in desks]
    present = [one for one in facts.members if one.id in here.members]
    return {
        "desk": desk,
        "waiting": sum(one.count for one in waiting),
        "oldest_at": min((one.since for one in waiting), default=None),
        "ages": spread(((one.minutes, one.count) for one in waiting), AGES),
        "present": sum(one.answers_for(desk) for one in present),
        "free": sum(facts.places(member) for member in serving),
        "talking": facts.steps.get((desk, Step.TALKING), 0),
        "frozen": facts.steps.get((desk, Step.FROZEN), 0),
        "paused": desk in facts.closed,
        "keyed": desk in facts.keyed,
    }


def _person(member: Member, facts: Facts, here: Here) -> View:
    mine = facts.duty(member.id)
    return {
        "member": member.id,
        "shown_name": member.shown_name,
        "desks": member.desks,
        "status": mine.status,
        "since": mine.since or None,
        "held": facts.busy.get(member.id, 0),
        "capacity": mine.capacity,
        "here": member.id in here.members,
    }


def _row(known: Conversation, facts: Facts, here: Here, supervisor: str) -> View:
    tickets = facts.tickets.get(known.id, ())
    place = here.places.get(known.id) if known.step is Step.LINE else None
    return {
        "conversation": known.id,
        "desk": known.desk,
        "desks": sorted(one.desk for one in tickets),
        "step": known.step,
        "opened_at": known.opened_at,
        "since": _since(known, tickets),
        "member": known.member if is_held(known) else None,
        "danger": known.danger,
        "minor": known.minor,
        "report": known.report,
        "silent_since": _silent(known, here),
        "language": known.language,
        "position": place.position if place else None,
        "sealed_to": [desk for desk, _ in known.sealed_to],
        "joined": known.watched_by(supervisor, facts.at),
    }


def _since(known: Conversation, tickets: Sequence[Ticket]) -> int:
    """Return when the step that `known` is in began."""
    since = {
        Step.LINE: min((one.since for one in tickets), default=known.opened_at),
        Step.TALKING: known.taken_at,
        Step.FROZEN: known.left_at,
    }
    return since.get(known.step) or known.seen_at


def _silent(known: Conversation, here: Here) -> int | None:
    """Return when her tab went away; None while it is here, or once she has left."""
    if known.step is Step.FROZEN or here.visits(known.id):
        return None
    return known.seen_at


def _alarm(alarm: Alarm) -> View:
    return {
        "alarm": alarm.id,
        "kind": alarm.cause.kind,
        "subject": alarm.cause.subject,
        "desk": alarm.cause.desk or None,
        "at": alarm.at,
        "taken_by": alarm.taken_by,
    }
