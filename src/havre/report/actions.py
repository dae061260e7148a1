"""Writing a report, reading it, and writing down from memory what was destroyed.

A report is kept once its conversation is over; whoever holds the key of a desk to
which it is sealed may then read it. A report from memory stands without one.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from havre.answering import store as answering
from havre.answering.actions import Stores
from havre.answering.store import ReportEnvelope
from havre.conversation import store as conversations
from havre.conversation.actions import found
from havre.conversation.rules import ENVELOPE_SIZE, Full, is_sealed, may_hold
from havre.errors import BadRequest, NotYours
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.journey import Step
from havre.keys.store import granted
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.report import store, written
from havre.report.rules import (
    REMEMBERED,
    VERSIONS_MOST,
    NeedsReport,
    VersionTaken,
)
from havre.report.written import Version

Reason = Literal["open", "after"]
CountReport = Callable[[Transaction, int], None]


def uncounted(_tx: Transaction, _at: int) -> None:
    """Count nothing."""


async def write(
    conversation: str,
    member: str,
    fence: int,
    number: int,
    parts: Sequence[bytes],
    stores: Stores,
) -> None:
    """Keep the next version of a report; sending it again is harmless.

    Raises:
        BadSeal: a part has not the form of a sealed text.
        NotYours, Stale: not in this member's hands.
        NeedsReport: no report is open.
        VersionTaken: it holds something else, or it is not the next.
        Full: more versions than anyone writes.
    """
    at = milliseconds(stores.now())
    for part in parts:
        is_sealed(part)

    def work(tx: Transaction) -> None:
        row = Entry(at, member, Act.REPORT_TEXT, conversation, f"version {number}")
        known = found(tx, conversation)
        may_hold(known, member, fence)
        if not known.report:
            raise NeedsReport("text")
        kept = written.version(tx, conversation, number)
        if kept is not None and kept.parts == tuple(parts):
            return
        last = written.last(tx, conversation)
        if number != last + 1:
            raise VersionTaken(f"{number} after {last}")
        if number > VERSIONS_MOST:
            raise Full(f"{VERSIONS_MOST} versions")
        append(tx, row)
        written.add(tx, conversation, number, parts, by=member, at=at)

    await stores.ledger.write(work)


@dataclass(frozen=True, slots=True)
class Read:
    """What a member needs to read a report: sealed keys and sealed text."""

    envelopes: list[ReportEnvelope]
    version: Version


async def read(conversation: str, member: str, reason: Reason, stores: Stores) -> Read:
    """Return the last version of a report, once the journal says so.

    Args:
        reason: "open" for what is in hand, "after" for what is over and kept.

    Raises:
        NotYours, Stale: not in this member's hands; or not over, not kept, or sealed
            to no key of theirs.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> Read:
        append(tx, Entry(at, member, Act.REPORT_READ, conversation, reason))
        if reason == "after":
            envelopes = may_read_after(tx, conversation, member)
        else:
            known = found(tx, conversation)
            may_hold(known, member, known.fence)
            envelopes = _openable(tx, conversation, member)
        return Read(envelopes, written.latest(tx, conversation))

    return await stores.ledger.write(work)


def may_read_after(
    tx: Transaction, conversation: str, member: str
) -> list[ReportEnvelope]:
    """Return the keys with which `member` may read a report that is kept.

    Raises:
        NotYours: there is none, its conversation is not over, or none is theirs.
    """
    known = conversations.find(tx, conversation)
    over = known is not None and known.step is Step.ENDED and known.report
    if not over and not written.latest(tx, conversation).memory:
        raise NotYours("report")
    envelopes = _openable(tx, conversation, member)
    if not envelopes:
        raise NotYours("key")
    return envelopes


def readable_after(
    tx: Transaction, member: str, conversations: Iterable[str]
) -> frozenset[str]:
    """Return those whose report is kept, is over, and opens with a key of `member`."""
    found = set()
    for one in conversations:
        with suppress(NotYours):
            may_read_after(tx, one, member)
            found.add(one)
    return frozenset(found)


def _openable(tx: Transaction, conversation: str, member: str) -> list[ReportEnvelope]:
    mine = {(one.desk, one.epoch) for one in granted(tx, member)}
    return [
        one
        for one in answering.report_envelopes(tx, conversation)
        if (one.target, one.epoch) in mine
    ]


@dataclass(frozen=True, slots=True)
class FromMemory:
    """A report on what was destroyed, as the officer's browser brings it.

    Attributes:
        envelopes: its key, fresh, sealed to the desk and to recovery.
        parts: the text, sealed.
    """

    conversation: str
    envelopes: tuple[ReportEnvelope, ...]
    parts: tuple[bytes, ...]


async def write_from_memory(
    report: FromMemory,
    member: str,
    targets: dict[str, int],
    stores: Stores,
    count: CountReport = uncounted,
) -> None:
    """Keep what an officer remembers of what was destroyed while in their hands.

    Once, within half an hour; the same bytes once more are welcome.

    Args:
        targets: the epoch of each desk's key.
        count: adds it to the public numbers, where the conversation was counted at its
            end as one without a report.

    Raises:
        BadSeal: not the form of a sealed key or text.
        NotYours: it was not in this member's hands, not destroyed, too long ago, or
            written already.
        BadRequest: not sealed to its desk and to recovery, in their present epochs.
    """
    at = milliseconds(stores.now())
    for one in report.envelopes:
        is_sealed(one.sealed, frozenset({ENVELOPE_SIZE}))
    for part in report.parts:
        is_sealed(part)

    def work(tx: Transaction) -> None:
        if _written_already(tx, report, member):
            return
        append(tx, Entry(at, member, Act.FROM_MEMORY, report.conversation))
        desk = _remembered(tx, report.conversation, member, stores)
        wanted = {(desk, targets.get(desk)), ("recovery", 1)}
        if {(one.target, one.epoch) for one in report.envelopes} != wanted:
            raise BadRequest("targets")
        for one in report.envelopes:
            answering.add_report(tx, report.conversation, one, at, memory=True)
        written.add(
            tx, report.conversation, 1, report.parts, by=member, at=at, memory=True
        )
        store.forget_memory(tx, report.conversation)
        count(tx, at)

    await stores.ledger.write(work)
    stores.bell.ring(f"member:{member}")


def _written_already(tx: Transaction, report: FromMemory, member: str) -> bool:
    """Return True if that very text is there: its answer was lost, it comes again."""
    kept = written.latest(tx, report.conversation)
    return kept.memory and (kept.by, kept.parts) == (member, report.parts)


def _remembered(tx: Transaction, conversation: str, member: str, stores: Stores) -> str:
    """Return the desk at which `member` had it in hand when it was destroyed."""
    after = milliseconds(stores.now() - REMEMBERED)
    for id_, desk, _ in store.memories(tx, member, after):
        if id_ == conversation:
            return desk
    raise NotYours("memory")


async def forget_memories(stores: Stores) -> None:
    """Forget who had in hand what was destroyed more than half an hour ago."""
    before = milliseconds(stores.now() - REMEMBERED)
    if await stores.ledger.read(lambda tx: store.is_past(tx, before)):
        await stores.ledger.write(lambda tx: store.forget_memories(tx, before))
