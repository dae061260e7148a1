"""What leaving, deciding and silence do to a conversation. Pure.

Source: docs/decisions/0010-exit-is-not-the-end.md; the duties are those of CPP
art. 40 and CP art. 434-3, 434-4.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from havre.conversation.rules import Conversation
from havre.errors import HavreError
from havre.journey import Step
from havre.report.rules import NeedsReport, NeedsTransmission, is_flagged


class ExitErases(StrEnum):
    """What the exit does on the server: an operator's setting, told before a word."""

    DECISION = "decision"  # officers must report crimes: destroyed once they decided
    IMMEDIATE = "immediate"  # helplines without that duty: gone at exit
    DEVICE = "device"  # the exit wipes her device alone


class Fate(StrEnum):
    """What becomes of a conversation; the word the visitor's tab receives."""

    DESTROYED = "destroyed"
    FROZEN = "frozen"
    KEPT = "kept"
    LEFT = "left"


class Outcome(StrEnum):
    """How a conversation ended, in the officer's words."""

    INFORMED = "informed"
    DIRECTED = "directed"
    REFERRED = "referred"
    INTERRUPTED = "interrupted"
    OUT_OF_SCOPE = "out-of-scope"
    WRONG_SERVICE = "wrong-service"
    TEST = "test"
    ABUSE = "abuse"


class Family(StrEnum):
    """A coarse family of facts: none tells orientation or origin (LIL art. 88)."""

    SEXUAL = "sexual"
    COUPLE = "couple"
    HARASSMENT = "harassment"
    ONLINE = "online"
    MINOR = "minor"
    OTHER = "other"
    NONE = "none"


class FollowUp(StrEnum):
    """« Suites données » : what the law makes the officer do next (CPP art. 40)."""

    NOTHING = "nothing"
    DANGER = "danger"
    MINOR_AT_RISK = "minor-at-risk"
    REPORT = "report"


class Unread(HavreError):
    """She has written since: what the officer has not read cannot be decided away."""

    code = "unread"
    status = 409


class ReportOpen(HavreError):
    """A report is open: this conversation is outside erase."""

    code = "report-open"
    status = 409


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each silence lasts before it means something. All are settings.

    Attributes:
        hold: the officer's place is freed.
        leave: she is taken to have left; `leave_with_code` if she made a code.
        alarm: a frozen conversation is undecided: the supervisor is told.
        destroy: a frozen conversation without a report, nor a word of danger or
            of a minor, is destroyed.
        keep: how long a decided one stays, where the exit wipes the device alone.
    """

    hold: timedelta = timedelta(minutes=15)
    leave: timedelta = timedelta(hours=2)
    leave_with_code: timedelta = timedelta(hours=24)
    alarm: timedelta = timedelta(hours=12)
    destroy: timedelta = timedelta(hours=36)
    keep: timedelta = timedelta(days=30)


def on_exit(known: Conversation, setting: ExitErases) -> Fate:
    """Return what an exit does to `known`."""
    if known.report:
        return Fate.KEPT
    if setting is ExitErases.DEVICE:
        return Fate.LEFT
    if setting is ExitErases.IMMEDIATE:
        return Fate.DESTROYED
    unread = not known.read and known.step in (Step.LINE, Step.HOLD)
    return Fate.DESTROYED if unread and not known.danger else Fate.FROZEN


def on_decision(
    known: Conversation, follow_up: FollowUp, setting: ExitErases, *, cleared: bool
) -> Fate:
    """Return what the officer's decision does to `known`.

    Args:
        cleared: something of it was transmitted, or a supervisor lets it close.

    Raises:
        NeedsReport: something is to be transmitted, and no report is open.
        ReportOpen: nothing is said to be transmitted, but a report is open.
        NeedsTransmission: a danger or a minor was said, and it is not cleared.
    """
    if follow_up is FollowUp.NOTHING and known.report:
        raise ReportOpen("report")
    if follow_up is not FollowUp.NOTHING and not known.report:
        raise NeedsReport(follow_up)
    if is_flagged(known) and not cleared:
        raise NeedsTransmission(follow_up)
    if known.report:
        return Fate.KEPT
    return Fate.LEFT if setting is ExitErases.DEVICE else Fate.DESTROYED


class Silence(StrEnum):
    """What a silence has come to mean."""

    HOLD = "hold"
    LEAVE = "leave"
    DESTROY = "destroy"


def after_silence(
    known: Conversation, now: datetime, patience: Patience
) -> Silence | None:
    """Return what the silence of `known` means at `now`; None if nothing yet.

    Only for a conversation whose visitor is not there. A frozen one counts from the
    moment she left.
    """
    if known.step is Step.FROZEN:
        since = _ago(known.left_at or known.seen_at, now)
        kept = known.report or is_flagged(known)
        overdue = since >= patience.destroy and not kept
        return Silence.DESTROY if overdue else None
    if known.step not in (Step.LINE, Step.TALKING, Step.HOLD):
        return None
    since = _ago(known.seen_at, now)
    leave = patience.leave_with_code if known.resumable else patience.leave
    if since >= leave:
        return Silence.LEAVE
    if since >= patience.hold and known.step is not Step.HOLD:
        return Silence.HOLD
    return None


def is_undecided(known: Conversation, now: datetime, patience: Patience) -> bool:
    """Return True if `known` has been frozen long enough to alarm the supervisor."""
    return (
        known.step is Step.FROZEN
        and _ago(known.left_at or known.seen_at, now) >= patience.alarm
    )


def _ago(at: int, now: datetime) -> timedelta:
    return timedelta(milliseconds=int(now.timestamp() * 1000) - at)
