"""What one row of the journal is, and the chain that shows if one was changed."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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
