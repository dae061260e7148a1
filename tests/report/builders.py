"""Reports and transmissions as tests want them."""

from dataclasses import replace
from datetime import timedelta

from builders import NOON, Core, a_sealed, an_envelope

from havre.answering.acts import open_report
from havre.answering.store import ReportEnvelope
from havre.conversation.rules import Conversation
from havre.erasure import actions as erasing
from havre.erasure.rules import ExitErases, Family, Fate, FollowUp, Outcome
from havre.erasure.store import Decision
from havre.keys.store import desk_epochs
from havre.plumbing.clock import milliseconds
from havre.plumbing.tokens import digest
from havre.report.actions import FromMemory, write_from_memory
from havre.report.rules import Kind, Transmission
from havre.report.transmitting import Addressed, transmit

MINUTE = timedelta(minutes=1)
COURT = Addressed(Kind.PROSECUTOR, "tj-paris", "Parquet de Paris", False, bytes(32))
CENTRE = Addressed(Kind.CENTRE, "cic-75", "CIC de Paris", True, None)
NOTHING = Decision(Outcome.INFORMED, Family.NONE, FollowUp.NOTHING, None)
REPORTED = replace(NOTHING, follow_up=FollowUp.REPORT)


def a_transmission(**but: object) -> Transmission:
    """A file sent at noon to a station with Havre, but for what the test is about."""
    ordinary = Transmission(
        id="transmission",
        conversation="conversation",
        desk="police",
        kind=Kind.STATION,
        target="fictif-pn-75111",
        name="Commissariat du 11e",
        urgent=False,
        hash=bytes(32),
        at=milliseconds(NOON),
        by="paul",
        sent_at=milliseconds(NOON),
        sent_by="paul",
    )
    return replace(ordinary, **but)  # type: ignore[arg-type]


def envelopes(desk: str = "police", epoch: int = 1) -> tuple[ReportEnvelope, ...]:
    """A report's key for a desk and for recovery."""
    return (
        ReportEnvelope(desk, epoch, an_envelope(mark=b"desk").sealed),
        ReportEnvelope("recovery", 1, an_envelope(mark=b"recovery").sealed),
    )


def parts(mark: bytes = b"report", count: int = 1) -> list[bytes]:
    """The sealed parts of a report."""
    return [a_sealed(b"%s-%d" % (mark, n)) for n in range(count)]


async def reported(room: Core, held: Conversation) -> None:
    """Open a report on it."""
    targets = await room.ledger.read(desk_epochs)
    member = held.member or ""
    await open_report(
        held.id, member, held.fence, envelopes(held.desk, targets[held.desk]), targets,
        room.stores,
    )  # fmt: skip


async def left_at_once(room: Core, token: str, held: Conversation) -> None:
    """She leaves a house where the exit destroys what is in hand."""
    room.exit_erases = ExitErases.IMMEDIATE
    fate = await erasing.leave(held.id, digest(token), room.eraser)
    assert Fate.DESTROYED is fate


async def remembered(
    room: Core, conversation: str, member: str = "paul", mark: bytes = b"memory"
) -> None:
    """Write down what was destroyed."""
    targets = await room.ledger.read(desk_epochs)
    report = FromMemory(conversation, envelopes(), tuple(parts(mark)))
    await write_from_memory(report, member, targets, room.stores)


async def sent_to(room: Core, held: Conversation, what: Addressed = COURT) -> str:
    """Let whoever holds it transmit something."""
    return await transmit(held.id, held.member or "", held.fence, what, room.stores)


async def decided(room: Core, held: Conversation, decision: Decision = NOTHING) -> Fate:
    """Let whoever holds it decide."""
    member = held.member or ""
    return await erasing.decide(held.id, member, held.fence, decision, room.eraser)
