"""Transmitting, following it up, and closing what was flagged."""

from dataclasses import replace

import pytest
from builders import Core
from hypothesis import given
from hypothesis import strategies as st
from report.builders import (
    CENTRE,
    COURT,
    MINUTE,
    NOTHING,
    REPORTED,
    a_transmission,
    decided,
    reported,
    sent_to,
)

from havre.alarms import store as alarms
from havre.alarms.rules import Kind as Alarm
from havre.answering.acts import danger
from havre.board import watch
from havre.board.watch import Here
from havre.conversation.rules import Conversation, Full, Stale
from havre.erasure import actions as erasing
from havre.erasure.rules import Fate, ReportOpen
from havre.errors import BadRequest, NotYours, WrongStep
from havre.journal.rules import Act, line_of
from havre.journal.store import about
from havre.journey import Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.tokens import digest
from havre.report import store
from havre.report.closing import closing, release
from havre.report.rules import TRANSMISSIONS_MOST, Kind, NeedsReport, NeedsTransmission
from havre.report.transmitting import (
    acknowledged,
    followed,
    seen,
    sent,
    transmit,
)

pytestmark = pytest.mark.anyio

WHY = "essai du service par une collègue"
FLAGS = ({"danger": True}, {"minor": True}, {"danger": True, "minor": True})


async def talking(room: Core, **but: object) -> tuple[Conversation, str]:
    """A conversation in Paul's hands, and her credential."""
    _, token = await room.open(**but)
    held = await room.take("paul")
    assert held is not None
    return held, token


async def unacknowledged(room: Core) -> list[str]:
    """Look at the room once; return the transmissions that alarm."""
    await watch.look(Here(frozenset(), frozenset({"police"})), room.watch)
    open_ = await room.ledger.read(alarms.open_)
    return [
        one.cause.subject for one in open_ if one.cause.kind is Alarm.UNACKNOWLEDGED
    ]


@pytest.mark.parametrize("flags", FLAGS)
async def test_a_flagged_one_closes_with_a_transmission(room, flags):
    """Refused as it is, nothing changed; once a centre is called, it is destroyed."""
    held, _ = await talking(room, **flags)
    with pytest.raises(NeedsTransmission):
        await decided(room, held)
    assert Step.TALKING is (await room.find(held.id)).step

    await sent_to(room, held, CENTRE)

    assert Fate.DESTROYED is await decided(room, held)


@pytest.mark.parametrize("flags", FLAGS)
async def test_a_flagged_one_closes_with_a_supervisors_release(room, flags):
    """With a reason, which the journal keeps."""
    held, _ = await talking(room, **flags)

    await release(held.id, "sacha", WHY, room.stores)

    assert Fate.DESTROYED is await decided(room, held)
    rows = await room.ledger.read(lambda tx: about(tx, held.id))
    assert ("sacha", WHY) in [
        (one.actor, one.detail) for one in rows if one.act is Act.RELEASE
    ]


async def test_a_report_alone_does_not_close_a_flagged_one(room):
    """Written is not passed on; passed on, it is kept."""
    held, _ = await talking(room, minor=True)
    await reported(room, held)
    with pytest.raises(NeedsTransmission):
        await decided(room, held, REPORTED)
    await sent_to(room, held, COURT)
    with pytest.raises(ReportOpen):
        await decided(room, held, NOTHING)

    assert Fate.KEPT is await decided(room, held, REPORTED)


async def test_what_she_left_flagged_waits_for_the_same(room):
    """Frozen at her exit: a danger is not decided away either."""
    held, token = await talking(room, danger=True)
    await erasing.leave(held.id, digest(token), room.eraser)
    with pytest.raises(NeedsTransmission):
        await decided(room, held)

    await sent_to(room, held, CENTRE)

    assert Fate.DESTROYED is await decided(room, held)


async def test_a_danger_said_after_the_release_is_not_let_go(room):
    """The supervisor knew of a minor; the officer's key says danger: once more."""
    held, _ = await talking(room, minor=True)
    await release(held.id, "sacha", WHY, room.stores)
    await danger(held.id, "paul", held.fence, room.stores)
    with pytest.raises(NeedsTransmission):
        await decided(room, held)

    await release(held.id, "sacha", WHY, room.stores)

    assert Fate.DESTROYED is await decided(room, held)


async def test_a_release_is_for_what_is_flagged_and_open(room):
    """Nothing flagged: nothing to let go. Unknown, over, without a reason: refused."""
    held, _ = await talking(room)
    with pytest.raises(WrongStep):
        await release(held.id, "sacha", WHY, room.stores)
    flagged, _ = await talking(room, danger=True)
    for reason in ("", "  ", "a\x00bcd", "x" * 201):
        with pytest.raises(BadRequest):
            await release(flagged.id, "sacha", reason, room.stores)
    with pytest.raises(NotYours):
        await release("A" * 22, "sacha", WHY, room.stores)
    await sent_to(room, flagged, CENTRE)
    await decided(room, flagged)
    with pytest.raises(NotYours):
        await release(flagged.id, "sacha", WHY, room.stores)


async def test_what_is_held_says_whether_it_may_close(room):
    """Neither, then released, then transmitted too."""
    held, _ = await talking(room, danger=True)

    async def lets() -> tuple[bool, bool]:
        told = await room.ledger.read(lambda tx: closing(tx, held))
        return told.transmitted, told.released

    assert (False, False) == await lets()
    await release(held.id, "sacha", WHY, room.stores)
    assert (False, True) == await lets()
    await sent_to(room, held, CENTRE)
    assert (True, True) == await lets()


async def test_a_centre_is_called_without_a_report_and_nothing_else_is(room):
    """Somebody is in danger now; a letter comes after the report it brings."""
    held, _ = await talking(room)
    assert await sent_to(room, held, CENTRE)
    for kind in (Kind.PROSECUTOR, Kind.PAPER):
        with pytest.raises(NeedsReport):
            await sent_to(room, held, replace(COURT, kind=kind))

    await reported(room, held)

    assert await sent_to(room, held, COURT)


async def test_only_who_holds_it_transmits(room):
    """A colleague, a supervisor, a former lease: nothing is written down."""
    held, _ = await talking(room)
    for member in ("pia", "sacha", "gaelle"):
        with pytest.raises(NotYours):
            await transmit(held.id, member, held.fence, CENTRE, room.stores)
        with pytest.raises(NotYours):
            await transmit(held.id, member, None, CENTRE, room.stores)
    with pytest.raises(Stale):
        await transmit(held.id, "paul", held.fence - 1, CENTRE, room.stores)

    assert not await room.ledger.read(lambda tx: store.of_conversation(tx, held.id))


async def test_it_is_followed_from_hand_to_hand(room):
    """Prepared, sent, acknowledged, its outcome: by whom and when, each in the journal.

    It outlives the conversation it is about.
    """
    held, _ = await talking(room)
    id_ = await sent_to(room, held, CENTRE)
    room.clock.pass_(MINUTE)
    await sent(id_, "paul", "téléphone  17", room.stores)
    room.clock.pass_(MINUTE)
    await acknowledged(id_, "pia", "brigadière Martin", room.stores)
    await decided(room, held)
    await followed(id_, "sacha", "patrouille sur place", room.stores)

    (told,) = await seen("pia", room.stores)

    assert ("paul", "téléphone 17", "brigadière Martin", "patrouille sur place") == (
        told.sent_by, told.channel, told.acknowledged_by, told.outcome
    )  # fmt: skip
    assert (60_000, 120_000) == (told.sent_at - told.at, told.acknowledged_at - told.at)
    rows = await room.ledger.read(lambda tx: about(tx, held.id))
    assert [Act.TRANSMIT, Act.SENT, Act.ACKNOWLEDGED, Act.OUTCOME] == [
        one.act for one in rows if id_ in one.detail
    ]


async def test_what_was_noted_stands(room):
    """Said twice it is said once; otherwise it is refused. An outcome is corrected."""
    held, _ = await talking(room)
    id_ = await sent_to(room, held, CENTRE)
    for _ in range(2):
        await sent(id_, "paul", "téléphone", room.stores)
        await acknowledged(id_, "paul", "Martin", room.stores)
    with pytest.raises(WrongStep):
        await sent(id_, "paul", "courriel", room.stores)
    with pytest.raises(WrongStep):
        await acknowledged(id_, "paul", "Durand", room.stores)
    for outcome in ("en cours", "interpellation"):
        await followed(id_, "paul", outcome, room.stores)

    (told,) = await seen("paul", room.stores)
    assert ("téléphone", "Martin", "interpellation") == (
        told.channel, told.acknowledged_by, told.outcome
    )  # fmt: skip


async def test_it_is_seen_and_followed_by_who_has_the_desks_key(room):
    """For another desk it does not exist."""
    held, _ = await talking(room)
    id_ = await sent_to(room, held, CENTRE)

    assert [] == await seen("gaelle", room.stores)
    assert [] == await seen("nobody", room.stores)
    for act in (sent, acknowledged, followed):
        with pytest.raises(NotYours):
            await act(id_, "gaelle", "mot", room.stores)
        with pytest.raises(NotYours):
            await act("A" * 22, "paul", "mot", room.stores)


async def test_what_waits_is_seen_first_and_the_urgent_before_all(room):
    """At most so many; those that are over come last, the newest of them first."""

    def work(tx):
        for id_, at, but in (
            ("old", 1, {"acknowledged_at": 5}),
            ("waits", 2, {}),
            ("waits-since", 1, {}),
            ("urgent", 9, {"urgent": True}),
            ("new", 3, {"outcome": "classé", "urgent": True}),
            ("theirs", 1, {"desk": "gendarmerie"}),
        ):
            store.add_transmission(tx, a_transmission(id=id_, at=at, **but))
        return [
            [one.id for one in store.transmissions(tx, {"police"}, most)]
            for most in (200, 2)
        ]

    assert [
        ["urgent", "waits-since", "waits", "new", "old"], ["urgent", "waits-since"]
    ] == await room.ledger.write(work)  # fmt: skip


async def test_an_urgent_one_alarms_until_somebody_answers(room):
    """After half an hour, not before; acknowledged, it is over."""
    held, _ = await talking(room)
    id_ = await sent_to(room, held, CENTRE)
    await sent(id_, "paul", "téléphone", room.stores)
    room.clock.pass_(29 * MINUTE)
    assert [] == await unacknowledged(room)
    room.clock.pass_(MINUTE)
    assert [id_] == await unacknowledged(room)
    assert [id_] == await unacknowledged(room)

    await decided(room, held)
    assert [id_] == await unacknowledged(room)
    await acknowledged(id_, "paul", "Martin", room.stores)

    assert [] == await unacknowledged(room)


async def test_a_file_that_no_station_acknowledges_alarms_after_a_day(room):
    """An ordinary letter to a prosecutor does not."""

    def work(tx):
        store.add_transmission(tx, a_transmission(id="file"))
        store.add_transmission(tx, a_transmission(id="letter", kind=Kind.PROSECUTOR))

    await room.ledger.write(work)
    room.clock.pass_(24 * 60 * MINUTE - MINUTE)
    assert [] == await unacknowledged(room)
    room.clock.pass_(MINUTE)
    assert ["file"] == await unacknowledged(room)

    await room.ledger.write(lambda tx: store.acknowledge(tx, "file", "Inès", 1))

    assert [] == await unacknowledged(room)


async def test_what_never_went_alarms_whoever_it_is_for(room):
    """A letter that closed a conversation, then was forgotten; sent, it may wait."""
    letter = a_transmission(id="letter", kind=Kind.PROSECUTOR, sent_at=None)
    await room.ledger.write(lambda tx: store.add_transmission(tx, letter))
    room.clock.pass_(24 * 60 * MINUTE)
    assert ["letter"] == await unacknowledged(room)

    await sent("letter", "paul", "courriel du parquet", room.stores)

    assert [] == await unacknowledged(room)
    room.clock.pass_(24 * 60 * MINUTE)
    assert [] == await unacknowledged(room)


@given(st.text(max_size=120), st.integers(1, 80))
def test_a_line_is_short_and_prints(typed, most):
    """One line, no control, no more than its most: or it is refused."""
    try:
        line = line_of(typed, most)
    except BadRequest:
        return
    assert 1 <= len(line) <= most
    assert line.isprintable()
    assert line == " ".join(typed.split())


async def test_the_same_once_more_is_the_same_until_it_has_gone(room):
    """Its answer was lost; then another letter is another, and so is another hash."""
    held, _ = await talking(room)
    await reported(room, held)
    one = await sent_to(room, held)
    assert one == await sent_to(room, held)
    other = await sent_to(room, held, replace(COURT, hash=b"\x01" * 32))
    await sent(one, "paul", "courriel", room.stores)
    assert len({one, other, await sent_to(room, held)}) == 3


async def test_nobody_transmits_without_end(room):
    """Fifty of one conversation, and no more."""
    held, _ = await talking(room)
    await reported(room, held)
    for n in range(TRANSMISSIONS_MOST):
        await sent_to(room, held, replace(COURT, hash=bytes([n]) * 32))
    with pytest.raises(Full):
        await sent_to(room, held, replace(COURT, hash=b"\xff" * 32))


async def test_an_id_used_again_inherits_nothing(room):
    """What let a former conversation of that id close lets no other close."""
    held, _ = await talking(room, danger=True)
    await sent_to(room, held, CENTRE)
    await release(held.id, "sacha", WHY, room.stores)
    later = replace(held, opened_at=milliseconds(room.clock()) + 1)
    lets = await room.ledger.read(lambda tx: closing(tx, later))
    assert (False, False) == (lets.transmitted, lets.released)
