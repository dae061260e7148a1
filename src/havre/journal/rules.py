"""What one row of the journal is, and the chain that shows if one was changed."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from havre.errors import BadRequest

REASON_LEAST: Final = 3  # characters
REASON_MOST: Final = 200

START: Final = bytes(32)  # "previous" of the first row


class Act(StrEnum):
    """What can be journaled. Not one row per message: one per access or change."""

    TAKE = "take"  # an officer takes the next in line
    OPEN = "open"  # an officer reads again what was already theirs
    HISTORY = "history"  # someone reads a conversation that is not in their hands
    TRANSFER = "transfer"
    DANGER = "danger"  # an officer says that somebody is in danger
    RAISE = "raise"  # a supervisor puts somebody at the head of the line
    MOVE = "move"
    REASSIGN = "reassign"
    PART = "part"  # a supervisor stops reading along
    PAUSE_DESK = "pause-desk"
    CLOSE_SERVICE = "close-service"
    CAPACITY = "capacity"
    ALARM = "alarm"  # a supervisor looks after an alarm
    HOLD = "hold"
    REPORT = "report"
    REPORT_TEXT = "report-text"  # an officer writes a version of a report
    REPORT_READ = "report-read"
    FROM_MEMORY = "from-memory"  # a report on what was destroyed at the exit
    TRANSMIT = "transmit"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    OUTCOME = "outcome"  # what became of what was transmitted
    RELEASE = "release"  # a supervisor lets it close without a transmission
    ACCORD = "accord"  # asked, cancelled, given, refused, withdrawn, or it stays
    IDENTITY = "identity"  # an officer reads what she gave
    FILE = "file"  # an officer sends it to the station she agreed to
    OPENING = "opening"  # someone has her opening code
    SLOTS = "slots"  # a station publishes hours, or takes one back
    APPOINTMENT = "appointment"  # hours proposed to her, one taken, moved, cancelled
    RECEPTION = "reception"  # a front desk reads the hour and the name to call
    FILE_READ = "file-read"  # an investigator or its desk reads it, with a reason
    FILE_ACKNOWLEDGED = "file-acknowledged"
    MARK = "mark"  # what became of it at the station
    EXPORT = "export"  # an investigator takes it out of Havre
    DECIDE = "decide"
    ERASE = "erase"
    GRANT = "grant"
    WITHDRAW = "withdraw"
    DESK_KEY = "desk-key"
    RECOVERY_KEY = "recovery-key"
    INVITE = "invite"
    JOIN = "join"
    SUSPEND = "suspend"
    RESUME = "resume"
    LEAVE = "leave"
    TEXT = "text"  # a supervisor proposes, reads or withdraws a text
    PASSWORD = "password"  # noqa: S105 - the act, not a secret


@dataclass(frozen=True, slots=True)
class Entry:
    """One row before it is chained.

    Attributes:
        at: milliseconds since 1970, UTC.
        actor: a member's id, "visitor", "clock" or "operator".
        subject: what was read or changed: a conversation's, member's or desk's id.
        detail: a closed word of ours (a reason, an outcome, an epoch), never free
            text from a visitor.
    """

    at: int
    actor: str
    act: Act
    subject: str
    detail: str = ""


def line_of(typed: str, most: int, least: int = 1) -> str:
    """Return a member's own short words, on one line.

    Args:
        most, least: characters.

    Raises:
        BadRequest: shorter, longer, or it does not print.
    """
    line = " ".join(typed.split())  # French keyboards write no-break spaces
    if not least <= len(line) <= most or not line.isprintable():
        raise BadRequest("text")
    return line


def reason_of(typed: str) -> str:
    """Return why a member acts, on one line, for the journal.

    Raises:
        BadRequest: shorter than 3 characters, longer than 200, or it does not print.
    """
    return line_of(typed, REASON_MOST, REASON_LEAST)


def chain(previous: bytes, entry: Entry) -> bytes:
    """Return the hash of `entry` after `previous`: SHA-256 of length-prefixed fields.

    Changing, removing or moving a row breaks every hash after it.
    """
    fields = (str(entry.at), entry.actor, entry.act, entry.subject, entry.detail)
    hashed = hashlib.sha256(previous)
    for field in fields:
        data = field.encode()
        hashed.update(len(data).to_bytes(4) + data)
    return hashed.digest()
