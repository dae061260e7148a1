"""What is an alarm, and which of them are to be raised or ended. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What is wrong. The word says no more than the server may know."""

    DANGER = "danger"  # an officer pressed the key
    DANGER_SILENCE = "danger-silence"  # she said danger, and is silent
    MINOR_SILENCE = "minor-silence"
    MINOR = "minor"  # somebody under eighteen has come
    WAITING = "waiting"  # somebody has waited for too long
    UNSTAFFED = "unstaffed"  # people wait, and nobody is at any of their desks
    UNDECIDED = "undecided"  # left, and nobody has decided for too long
    SUPPORT = "support"  # an officer asks for help
    AWAY = "away"  # an officer's short absence grows long
    UNACKNOWLEDGED = "unacknowledged"  # what was transmitted, and nobody answered for


# Raised and ended by the clock, from what the stores say; the others by people.
WATCHED: Final = frozenset(
    {
        Kind.DANGER_SILENCE,
        Kind.MINOR_SILENCE,
        Kind.WAITING,
        Kind.UNSTAFFED,
        Kind.UNDECIDED,
        Kind.AWAY,
        Kind.UNACKNOWLEDGED,
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    """After how long each silence or wait alarms. All are settings.

    Source: house.md §2.14 for danger and minor.
    """

    danger_silence: timedelta = timedelta(minutes=2)
    minor_silence: timedelta = timedelta(minutes=5)
    waiting: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for an alarm: a kind, and what it is about.

    Attributes:
        subject: a conversation's, a member's, a desk's or a transmission's id.
    """

    kind: Kind
    subject: str
    desk: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm that is not over.

    Attributes:
        taken_by: the supervisor who looks after it.
    """

    id: str
    cause: Cause
    at: int
    taken_by: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be raised and what is over."""

    raised: tuple[Cause, ...]
    ended: tuple[Alarm, ...]


def changed(open_: Iterable[Alarm], causes: Iterable[Cause]) -> Change:
    """Return the difference between the watched alarms and the present `causes`."""
    wanted = {(one.kind, one.subject): one for one in causes}
    known = {
        (one.cause.kind, one.cause.subject): one
        for one in open_
        if one.cause.kind in WATCHED
    }
    return Change(
        raised=tuple(cause for key, cause in wanted.items() if key not in known),
        ended=tuple(alarm for key, alarm in known.items() if key not in wanted),
    )
