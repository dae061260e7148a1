"""What an officer does with a conversation in hand: report, danger, hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from havre.alarms import store as alarms
from havre.alarms.rules import Cause, Kind
from havre.answering import store
from havre.answering.actions import Stores
from havre.answering.store import ReportEnvelope
from havre.conversation import store as conversations
from havre.conversation.actions import LINE, found, topic
from havre.conversation.rules import (
    ENVELOPE_SIZE,
    Conversation,
    is_sealed,
    may_hold,
    moved,
)
from havre.errors import BadRequest
from havre.journal.rules import Act, Entry
from havre.journal.store import about, append
from havre.journey import Role, Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff import store as staff


async def open_report(
    conversation: str,
    member: str,
    fence: int,
    envelopes: Sequence[ReportEnvelope],
    targets: dict[str, int],
    stores: Stores,
) -> None:
    """Take a conversation out of erase, for good; the visitor sees it at once.

    The order of commits decides between this and her exit.

    Args:
        targets: the epoch of each key it may be sealed to; "recovery" is one.

    Raises:
        NotYours, Stale: not in this member's hands.
        BadRequest: not sealed to its desk and to recovery, in their present epochs.
        BadSeal: not the form of a sealed key.
    """
    at = milliseconds(stores.now())
    for envelope in envelopes:
        is_sealed(envelope.sealed, frozenset({ENVELOPE_SIZE}))

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, member, Act.REPORT, conversation))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        wanted = {(known.desk, targets.get(known.desk)), ("recovery", 1)}
        if {(one.target, one.epoch) for one in envelopes} != wanted:
            raise BadRequest("targets")
        for envelope in envelopes:
            store.add_report(tx, conversation, envelope, at)
        conversations.keep(tx, replace(known, report=True, version=known.version + 1))

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))
    stores.bell.ring(LINE)  # the board shows it


async def put_on_hold(
    conversation: str, member: str, fence: int, stores: Stores
) -> None:
    """Free the officer's place; her next sign puts her at the head of the line.

    Raises:
        NotYours, Stale: not in this member's hands.
        WrongStep: she has left already.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, member, Act.HOLD, conversation))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        conversations.keep(tx, moved(known, Step.HOLD, Role.AGENT))

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))
    stores.bell.ring(LINE)  # the board shows it


async def danger(conversation: str, member: str, fence: int, stores: Stores) -> None:
    """Mark a conversation for good, and alarm the supervisors. Twice is fine.

    Raises:
        NotYours, Stale: not in this member's hands.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, member, Act.DANGER, conversation))
        known = found(tx, conversation)
        may_hold(known, member, fence)
        alarms.raise_(tx, Cause(Kind.DANGER, conversation, known.desk), at)
        if not known.danger:
            version = known.version + 1
            conversations.keep(tx, replace(known, danger=True, version=version))

    await stores.ledger.write(work)
    stores.bell.ring(topic(conversation))
    stores.bell.ring(LINE)  # the board shows it
    stores.bell.ring(alarms.TOPIC)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a conversation's timeline.

    Attributes:
        by: a member's shown name; None for the clock and for the visitor.
    """

    at: int
    what: str
    by: str | None


# What a timeline shows; the journal has more, for the data-protection officer.
SHOWN = frozenset(
    {
        Act.TAKE, Act.OPEN, Act.HOLD, Act.DANGER, Act.REPORT, Act.TRANSFER,
        Act.HISTORY, Act.RAISE, Act.MOVE, Act.REASSIGN, Act.ACCORD, Act.IDENTITY,
        Act.APPOINTMENT, Act.FILE, Act.REPORT_TEXT, Act.REPORT_READ, Act.TRANSMIT,
        Act.RELEASE,
    }
)  # fmt: skip


async def timeline(conversation: str, member: str, stores: Stores) -> list[Moment]:
    """Return what was done about a conversation, oldest first; not a word of it.

    Raises:
        NotYours: neither in this member's hands nor read along.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> list[Moment]:
        known = found(tx, conversation)
        if not known.watched_by(member, at):
            may_hold(known, member, known.fence)
        return [Moment(known.opened_at, "opened", None), *_acts(tx, known)]

    return await stores.ledger.read(work)


def _acts(tx: Transaction, known: Conversation) -> list[Moment]:
    names = {one.id: one.shown_name for one in staff.everyone(tx)}
    return [
        Moment(entry.at, entry.act, names.get(entry.actor))
        for entry in about(tx, known.id)
        # Taking reads too: that is one thing done, not two.
        if entry.act in SHOWN and (entry.act, entry.detail) != (Act.OPEN, "take")
    ]
