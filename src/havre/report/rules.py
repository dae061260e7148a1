"""What a report and its transmissions are, and what is overdue. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from havre.conversation.rules import Conversation
from havre.errors import HavreError

PARTS_MOST: Final = 4  # of one version: 64,000 bytes of text
VERSIONS_MOST: Final = 500  # a real one has ten
TRANSMISSIONS_MOST: Final = 50  # of one conversation; a real one has three
REMEMBERED: Final = timedelta(minutes=30)  # to write down what was just destroyed


class NeedsReport(HavreError):
    """Only a report keeps a conversation: it is opened before it is transmitted."""

    code = "needs-report"
    status = 409


class NeedsTransmission(HavreError):
    """A danger or a minor was said: nobody closes that without passing it on."""

    code = "needs-transmission"
    status = 409


class VersionTaken(HavreError):
    """Another text has that version, or it is not the next: read the last again."""

    code = "taken"
    status = 409


class Kind(StrEnum):
    """To whom something was transmitted."""

    PROSECUTOR = "prosecutor"
    CENTRE = "centre"  # the operations centre of a force: somebody goes there now
    CRIP = "crip"  # the unit of a département for children in danger (CASF L226-3)
    STATION = "station"  # one with Havre: it acknowledges by itself
    PAPER = "paper"  # one without: printed or exported, acknowledged by phone


FILES: Final = frozenset({Kind.STATION, Kind.PAPER})
DEPARTEMENT: Final = re.compile(r"0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|9[78]\d", re.A)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long an acknowledgement may take. Both are settings."""

    ordinary: timedelta = timedelta(hours=24)
    urgent: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Transmission:
    """Something that was passed on, or is to be. It outlives what was said.

    Attributes:
        target: whom: a court's or a station's id, a centre's number, a département.
        name: the same as officers call it.
        hash: SHA-256 of the document that went.
        by: the member who prepared it.
        sent_at: milliseconds; None: it is still to be sent.
        channel: how it went, in the officer's words.
        acknowledged_by: who said so there: a name the officer was given by phone, or
            that of the investigator.
        outcome: what became of it, in the officer's words.
        file: the file's id, for a station.
        withdrawn_at: she took her accord back before it went: it is never sent.
    """

    id: str
    conversation: str
    desk: str
    kind: Kind
    target: str
    name: str
    urgent: bool
    hash: bytes | None
    at: int
    by: str
    sent_at: int | None = None
    sent_by: str | None = None
    channel: str | None = None
    acknowledged_at: int | None = None
    acknowledged_by: str | None = None
    outcome: str | None = None
    file: str | None = None
    withdrawn_at: int | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A supervisor lets a flagged conversation close without a transmission.

    Attributes:
        danger, minor: what was flagged then; what is said later is not let go.
    """

    danger: bool
    minor: bool


def is_flagged(known: Conversation) -> bool:
    """Return True if a danger or a minor was said."""
    return known.danger or known.minor


def covers(release: Release | None, known: Conversation) -> bool:
    """Return True if `release` was given knowing all that is flagged now."""
    return (
        release is not None
        and release.danger >= known.danger
        and release.minor >= known.minor
    )


def passes_on(one: Transmission, known: Conversation) -> bool:
    """Return True if `one` passes `known` on.

    Not what she took back; nor what is of a former conversation of that id, which went.
    """
    return one.withdrawn_at is None and one.at >= known.opened_at


def is_again(one: Transmission, other: Transmission) -> bool:
    """Return True if `other`, which has not gone, says the same as `one`."""
    waits = is_open(other) and other.sent_at is None and other.file is None
    told = (one.kind, one.target, one.hash) == (other.kind, other.target, other.hash)
    return waits and told


def is_addressed(kind: Kind, target: str) -> bool:
    """Return True if `target` may stand for whom that kind goes to.

    A unit for children in danger is told by the code of its département alone.
    """
    return kind is not Kind.CRIP or DEPARTEMENT.fullmatch(target) is not None


def is_open(one: Transmission) -> bool:
    """Return True while nobody has acknowledged `one`, nor told what became of it, nor
    was it withdrawn.
    """
    return (one.acknowledged_at, one.outcome, one.withdrawn_at) == (None, None, None)


def is_readable(one: Transmission) -> bool:
    """Return True while the file of `one` may be read again at its desk: to hand it
    over on paper, until what became of it is told. A station with Havre has it.
    """
    over = one.outcome is not None or one.withdrawn_at is not None
    return one.kind is Kind.PAPER and one.file is not None and not over


def is_overdue(one: Transmission, now: int, deadlines: Deadlines) -> bool:
    """Return True if `one` has waited too long at `now`, in milliseconds.

    To be acknowledged, from the moment it went; to be sent, from that it was prepared.
    """
    patience = deadlines.urgent if one.urgent else deadlines.ordinary
    waited = now - (one.at if one.sent_at is None else one.sent_at)
    return is_open(one) and waited >= patience // timedelta(milliseconds=1)


def alarming(one: Transmission, now: int, deadlines: Deadlines) -> bool:
    """Return True if supervisors must hear of `one`: somebody waits for an answer, or
    it never went.

    A prosecutor's office answers ordinary letters when it does.
    """
    awaited = one.urgent or one.kind in FILES or one.sent_at is None
    return awaited and is_overdue(one, now, deadlines)
