"""What a station sees, what its front desk is told, what is done with a file."""

import asyncio
from datetime import timedelta

import pytest
from appointment.builders import Slip
from builders import OFFICER
from file.builders import WITH_HAVRE, WITHOUT
from station.builders import BOTH, CLERK, INES, STRANGER, Post

from havre.appointment import publishing
from havre.appointment import store as appointments
from havre.appointment.rules import SlotTaken, State
from havre.client import appointment_number
from havre.errors import BadRequest, NotYours, SlowDown, WrongStep
from havre.journal.rules import Act, Entry
from havre.journal.store import about
from havre.plumbing.clock import milliseconds
from havre.report import store as reports
from havre.report.rules import is_open
from havre.staff import store as staff
from havre.staff.rules import State as MemberState
from havre.station import actions, store
from havre.station.actions import Seen
from havre.station.lent import TRIES_OF_ALL, TRIES_OF_ONE, WINDOW
from havre.station.rules import Mark

pytestmark = pytest.mark.anyio


async def seen(post: Post, member: str) -> Seen:
    """What the door gives."""
    return await post.core.ledger.read(lambda tx: actions.view(tx, member, post.lent))


async def journal(post: Post, subject: str) -> list[Entry]:
    """What the journal says of it."""
    return await post.core.ledger.read(lambda tx: about(tx, subject))


def hashed(slip: Slip) -> bytes:
    """What is sent of a number."""
    return appointment_number.number_hash(slip.number)


async def receive(post: Post, slip: Slip, by: str = CLERK):
    """Ask at the front desk."""
    return await actions.receive(hashed(slip), by, post.lent)


async def test_the_front_desk_is_told_the_hour_and_a_sealed_name(post: Post) -> None:
    """No more; the journal has its row, by who asked."""
    (slot,) = await post.agenda.publish(1)
    talk = await post.agenda.agreed()
    slip = await post.agenda.take(talk, slot)

    for member in (CLERK, INES, BOTH):
        one = await receive(post, slip, member)
        assert (slip.appointment, slot) == (one.hour.id, one.hour.slot)
    rows = await journal(post, talk.id)
    assert [CLERK, INES, BOTH] == [
        row.actor for row in rows if row.act is Act.RECEPTION
    ]


async def test_every_number_that_gives_nothing_gives_the_same(post: Post) -> None:
    """Unknown, cancelled, another station's: one refusal, and one row for each."""
    first, second = await post.agenda.publish(1, 2)
    talk, other = await post.agenda.agreed(), await post.agenda.agreed()
    cancelled = await post.agenda.take(talk, first)
    await post.agenda.cancel(talk)
    slip = await post.agenda.take(other, second)

    for asked, by in ((Slip(), CLERK), (cancelled, CLERK), (slip, STRANGER)):
        with pytest.raises(NotYours) as refused:
            await receive(post, asked, by)
        assert "number" == str(refused.value)
    rows = [*await journal(post, CLERK), *await journal(post, STRANGER)]
    assert 3 == sum((row.act, row.detail) == (Act.RECEPTION, "unknown") for row in rows)


async def test_an_officer_is_no_front_desk(post: Post) -> None:
    """Nor is somebody who left the station a moment ago."""
    (slot,) = await post.agenda.publish(1)
    slip = await post.agenda.take(await post.agenda.agreed(), slot)
    await post.core.hire(OFFICER, "police")
    await post.core.ledger.write(
        lambda tx: staff.set_state(tx, CLERK, MemberState.SUSPENDED)
    )

    for member in (OFFICER, CLERK):
        with pytest.raises(NotYours):
            await receive(post, slip, member)


async def test_guesses_are_slowed_for_each_member(post: Post) -> None:
    """Right ones too, for a while; a colleague may still receive."""
    (slot,) = await post.agenda.publish(1)
    slip = await post.agenda.take(await post.agenda.agreed(), slot)
    for _ in range(TRIES_OF_ONE):
        with pytest.raises(NotYours):
            await receive(post, Slip())

    with pytest.raises(SlowDown):
        await receive(post, slip)
    assert await receive(post, slip, INES)
    post.core.clock.pass_(WINDOW + timedelta(seconds=1))
    assert await receive(post, slip)


async def test_guesses_at_once_are_not_free(post: Post) -> None:
    """Each is counted before it is looked up."""
    outcomes = await asyncio.gather(
        *(receive(post, Slip()) for _ in range(TRIES_OF_ONE * 2)),
        return_exceptions=True,
    )

    assert TRIES_OF_ONE == sum(isinstance(one, NotYours) for one in outcomes)
    assert TRIES_OF_ONE == sum(isinstance(one, SlowDown) for one in outcomes)


async def test_guesses_are_slowed_for_a_whole_station(post: Post) -> None:
    """Many accounts of one station guess no faster than a few."""
    members = [CLERK, INES, BOTH]
    guessed = 0
    for n in range(TRIES_OF_ALL // TRIES_OF_ONE + 1):
        by = members[n % 3]
        if n % 3 == 0:
            post.lent.__dict__.pop("of_one", None)  # new people come
        for _ in range(TRIES_OF_ONE):
            try:
                await receive(post, Slip(), by)
            except NotYours:
                guessed += 1
            except SlowDown:
                break

    assert TRIES_OF_ALL == guessed


async def test_a_file_comes_to_its_stations_investigators_alone(post: Post) -> None:
    """The front desk and the other station see none; not a word of it is told."""
    talk = await post.sent()

    mine, both = await seen(post, INES), await seen(post, BOTH)
    (one,) = mine.files

    assert (talk.tab.file, WITH_HAVRE) == (one.file.file, one.file.station)
    assert (None, None, False) == (one.mark, one.appointment, one.overdue)
    assert [talk.tab.file] == [each.file.file for each in both.files]
    assert Seen((WITH_HAVRE,)) == await seen(post, CLERK)
    assert () == tuple((await seen(post, STRANGER)).files)


async def test_an_investigator_sees_hours_taken_and_taken_back(post: Post) -> None:
    """Of their stations, from yesterday on."""
    first, second, third = await post.agenda.publish(1, 2, 3)
    await post.agenda.take(await post.agenda.agreed(), first)
    await publishing.withdraw(second, INES, post.agenda.calendar)

    slots = (await seen(post, INES)).slots
    told = {one.id: (one.taken, one.withdrawn) for one in slots}
    assert {first: (True, False), second: (False, True), third: (False, False)} == told
    post.core.clock.pass_(timedelta(days=2, hours=1))
    assert [second, third] == [one.id for one in (await seen(post, INES)).slots]
    assert () == tuple((await seen(post, STRANGER)).slots)


async def test_an_acknowledgement_reaches_the_officer(post: Post) -> None:
    """By the name colleagues read; the first one stands; then nothing is overdue."""
    talk = await post.sent()
    post.core.clock.pass_(timedelta(hours=25))
    late = (await seen(post, INES)).files[0].overdue
    heard: list[str] = []
    post.core.bell.listen(f"member:{OFFICER}", lambda: heard.append("rung"))

    for by in (INES, INES, BOTH):
        await actions.acknowledge(talk.tab.file, by, post.lent)

    (one,) = (await seen(post, INES)).files
    assert (True, False) == (late, one.overdue)
    assert INES.capitalize() == one.transmission.acknowledged_by
    assert milliseconds(post.core.clock()) == one.transmission.acknowledged_at
    assert heard
    kept = await post.core.ledger.read(lambda tx: reports.of_file(tx, talk.tab.file))
    assert kept is not None
    assert not is_open(kept)


async def test_who_is_not_there_does_nothing_with_a_file(post: Post) -> None:
    """Another station's, the front desk, an officer, nobody's file: one refusal."""
    talk = await post.sent()
    file = talk.tab.file
    await post.core.hire(OFFICER, "police")

    for member, what in (
        (STRANGER, file), (CLERK, file), (OFFICER, file), (INES, talk.id),
    ):  # fmt: skip
        for act in (
            actions.acknowledge(what, member, post.lent),
            actions.propose(what, [], member, post.lent),
            actions.mark(what, Mark.CAME, member, post.lent),
        ):
            with pytest.raises(NotYours):
                await act
    (one,) = (await seen(post, INES)).files
    assert (None, None) == (one.mark, one.transmission.acknowledged_at)


async def test_a_mark_replaces_the_one_before(post: Post) -> None:
    """And each is in the journal."""
    talk = await post.sent()

    for mark in (Mark.TO_RECONTACT, Mark.CAME):
        await actions.mark(talk.tab.file, mark, INES, post.lent)

    assert Mark.CAME is (await seen(post, INES)).files[0].mark
    rows = await journal(post, talk.id)
    assert ["to-recontact", "came"] == [
        row.detail for row in rows if row.act is Act.MARK
    ]
    await post.core.ledger.write(lambda tx: store.forget(tx, talk.id))
    assert (await seen(post, INES)).files[0].mark is None


async def test_an_investigator_proposes_other_hours(post: Post) -> None:
    """Of that station, free, and shown first to whoever has the code."""
    first, second = await post.agenda.publish(1, 2)
    talk = await post.sent()
    await post.agenda.take(talk, first)

    await actions.propose(talk.tab.file, [second], INES, post.lent)

    assert [second] == await post.agenda.proposed(talk)
    with pytest.raises(SlotTaken):
        await actions.propose(talk.tab.file, [first], INES, post.lent)
    with pytest.raises(BadRequest):
        await actions.propose(talk.tab.file, ["x" * 22], INES, post.lent)
    await post.agenda.move(talk, second)
    (one,) = (await seen(post, INES)).files
    assert one.appointment is not None
    assert (second, State.BOOKED) == (one.appointment.slot, one.appointment.state)


async def test_what_went_on_paper_is_not_the_stations_to_see(post: Post) -> None:
    """The officer follows it: nobody there has a key for it."""
    talk = await post.agenda.agreed()
    await talk.report()
    await talk.ask(WITHOUT)
    await talk.give(revision=2, station=WITHOUT)
    of = await talk.upload("dossier")
    await talk.send(talk.sending("dossier", of, police=1, recovery=1))

    assert () == tuple((await seen(post, STRANGER)).files)
    with pytest.raises(WrongStep):
        await actions.acknowledge(talk.tab.file, STRANGER, post.lent)


async def test_the_number_is_no_way_to_the_file(post: Post) -> None:
    """What it gives names neither the file nor the conversation."""
    (slot,) = await post.agenda.publish(1)
    talk = await post.sent()
    slip = await post.agenda.take(talk, slot)

    one = await receive(post, slip)

    assert talk.tab.file not in str(one)
    kept = await post.core.ledger.read(
        lambda tx: appointments.by_number(tx, hashed(slip))
    )
    assert one.hour == kept
