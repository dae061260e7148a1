"""Hours at a station: published, taken once, moved, given up."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from appointment.builders import DAY, INES, MINUTE, Agenda, Slip, hire_at
from builders import COLLEAGUE, OFFICER, on_disk
from file.builders import WITH_HAVRE, WITHOUT

from havre.appointment import actions, keyring, published, publishing, store
from havre.appointment.lent import Calendar
from havre.appointment.rules import (
    CHANGES_MOST,
    SLOTS_KEPT_MOST,
    Hour,
    NameKey,
    NumberTaken,
    SlotPast,
    SlotTaken,
    State,
    StationClosed,
)
from havre.conversation.rules import BadSeal, Full, Stale
from havre.erasure import actions as ending
from havre.erasure.rules import Family, FollowUp, Outcome
from havre.erasure.store import Decision
from havre.errors import BadRequest, NotYours, SlowDown, WrongStep
from havre.file import erasing
from havre.file.rules import NeedsAccord
from havre.journal.rules import Act
from havre.journal.store import about
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.tokens import new_id

pytestmark = pytest.mark.anyio


async def test_fifty_who_want_one_hour_get_it_once(agenda: Agenda) -> None:
    """One statement decides; the others are told to choose again."""
    (slot,) = await agenda.publish(1)
    talks = [await agenda.agreed() for _ in range(50)]

    outcomes = await asyncio.gather(
        *(agenda.take(talk, slot) for talk in talks), return_exceptions=True
    )

    (winner,) = [one for one in outcomes if isinstance(one, Slip)]
    assert 49 == sum(isinstance(one, SlotTaken) for one in outcomes)
    booked = [one for talk in talks if (one := await agenda.of(talk))]
    assert [(winner.appointment, slot)] == [(one.id, one.slot) for one in booked]


async def test_she_has_the_hour_she_chose(agenda: Agenda) -> None:
    """It is free no more; the journal says that it was taken, not by whom."""
    (slot, other) = await agenda.publish(1, 2)
    talk = await agenda.agreed()

    slip = await agenda.take(talk, slot)
    await agenda.take(talk, slot, slip)  # the answer was lost: once more is fine

    one = await agenda.of(talk)
    assert one is not None
    assert (State.BOOKED, slot, WITH_HAVRE) == (one.state, one.slot, one.station)
    assert [other] == await agenda.free()
    rows = await agenda.core.ledger.read(lambda tx: about(tx, talk.id))
    assert (Act.APPOINTMENT, "visitor", "taken") in [
        (row.act, row.actor, row.detail) for row in rows
    ]
    with pytest.raises(WrongStep):
        await agenda.take(talk, other)


async def test_an_hour_needs_her_accord(agenda: Agenda) -> None:
    """Asked is not given; given for one station is not for another's hours."""
    (slot,) = await agenda.publish(1)
    talk = await agenda.agreed()
    other = await agenda.agreed()
    await agenda.take(talk, slot)
    await other.ask(WITHOUT)

    with pytest.raises(NeedsAccord):
        await agenda.take(other, slot)
    with pytest.raises(NotYours):
        await actions.take(talk.id, other.session, Slip().wants(slot), agenda.calendar)


async def test_no_hour_is_taken_where_nobody_will_send_a_file(agenda: Agenda) -> None:
    """Decided while she is there, and nothing was sent: she would come to strangers."""
    (slot,) = await agenda.publish(1)
    talk = await agenda.agreed()
    await talk.report()
    decision = Decision(Outcome.DIRECTED, Family.SEXUAL, FollowUp.REPORT, None)
    fence, eraser = talk.held.fence, agenda.core.eraser
    await ending.decide(talk.id, OFFICER, fence, decision, eraser)

    with pytest.raises(WrongStep):
        await agenda.take(talk, slot)
    assert [slot] == await agenda.free()


async def test_what_is_gone_is_refused_for_what_it_is(agenda: Agenda) -> None:
    """Begun, taken back, unknown: three answers, so that she is told what to do."""
    soon, late = await agenda.publish(0.01, 1)
    talk = await agenda.agreed()
    agenda.core.clock.pass_(timedelta(hours=1))
    await publishing.withdraw(late, INES, agenda.calendar)

    for slot, refusal in ((soon, SlotPast), (late, SlotTaken), (new_id(), NotYours)):
        with pytest.raises(refusal):
            await agenda.take(talk, slot)
    assert await agenda.of(talk) is None


async def test_a_station_nobody_could_tell_is_closed(agenda: Agenda) -> None:
    """Out of the directory, or without a key: no hour is given there."""
    first, second = await agenda.publish(1, 2)
    talk = await agenda.agreed()
    gone = Calendar(agenda.core.stores, {WITHOUT})
    with pytest.raises(StationClosed):
        await actions.take(talk.id, talk.session, Slip().wants(first), gone)
    await agenda.take(talk, first)
    with pytest.raises(StationClosed):
        await actions.move(talk.id, talk.session, second, gone)

    await hire_at(agenda.core, "elsewhere", WITHOUT)
    hour = Hour(milliseconds(agenda.core.clock()) // MINUTE * MINUTE + DAY, 45)
    with pytest.raises(StationClosed):
        await publishing.publish(WITHOUT, [hour], "elsewhere", agenda.calendar)


async def test_a_name_is_sealed_to_the_present_reception(agenda: Agenda) -> None:
    """A former key's holders are not those who call the name; clear text is refused."""
    (slot,) = await agenda.publish(1)
    talk = await agenda.agreed()
    wanted = Slip().wants(slot)
    clear = replace(wanted.reception, name=b"Camille")
    short = replace(wanted.reception, key=NameKey(1, b"\x01key"))

    with pytest.raises(BadRequest):
        await actions.take(
            talk.id, talk.session, Slip().wants(slot, epoch=2), agenda.calendar
        )
    for reception in (clear, short):
        with pytest.raises(BadSeal):
            await actions.take(
                talk.id,
                talk.session,
                replace(wanted, reception=reception),
                agenda.calendar,
            )
    assert [slot] == await agenda.free()


async def test_a_number_and_an_id_are_hers_alone(agenda: Agenda) -> None:
    """Another's is refused, and takes nothing; her own once cancelled is fine."""
    first, second = await agenda.publish(1, 2)
    talk, other = await agenda.agreed(), await agenda.agreed()
    slip = await agenda.take(talk, first)

    for stolen in (
        Slip(appointment=slip.appointment),
        Slip(number=slip.number),
    ):
        with pytest.raises(NumberTaken):
            await agenda.take(other, second, stolen)
    assert [second] == await agenda.free()
    await agenda.cancel(talk)
    await agenda.take(talk, second, slip)
    assert [first] == await agenda.free()


async def test_a_move_frees_the_former_only_if_the_new_is_got(agenda: Agenda) -> None:
    """Whoever comes too late keeps what she has."""
    first, second, third = await agenda.publish(1, 2, 3)
    talk, other = await agenda.agreed(), await agenda.agreed()
    await agenda.take(talk, first)
    await agenda.take(other, second)

    with pytest.raises(SlotTaken):
        await agenda.move(talk, second)
    kept = await agenda.of(talk)
    await agenda.move(talk, third)
    await agenda.move(talk, third)  # once more is fine
    moved = await agenda.of(talk)

    assert kept is not None
    assert moved is not None
    assert (first, third) == (kept.slot, moved.slot)
    assert moved.at > kept.at
    assert [first] == await agenda.free()


async def test_two_who_swap_at_once_end_with_one_hour_each(agenda: Agenda) -> None:
    """Neither gets what the other still has."""
    first, second = await agenda.publish(1, 2)
    talk, other = await agenda.agreed(), await agenda.agreed()
    await agenda.take(talk, first)
    await agenda.take(other, second)

    await asyncio.gather(
        agenda.move(talk, second), agenda.move(other, first), return_exceptions=True
    )

    mine, theirs = await agenda.of(talk), await agenda.of(other)
    assert mine is not None
    assert theirs is not None
    assert {first, second} == {mine.slot, theirs.slot}


async def test_who_cancels_frees_the_hour_and_leaves_no_name(agenda: Agenda) -> None:
    """Cancelling twice is fine; moving what is cancelled is not."""
    first, second = await agenda.publish(1, 2)
    talk, other = await agenda.agreed(), await agenda.agreed()
    with pytest.raises(WrongStep):
        await agenda.cancel(talk)
    await agenda.take(talk, first)

    for _ in "ab":
        await agenda.cancel(talk)

    one = await agenda.of(talk)
    assert one is not None
    assert (State.CANCELLED, b"") == (one.state, one.name)
    assert await agenda.key(talk) is None
    for gone in (b"her name", b"her key"):
        assert [] == on_disk(agenda.core.path, gone)
    with pytest.raises(WrongStep):
        await agenda.move(talk, second)
    await agenda.take(other, first)


async def test_the_accord_taken_back_gives_the_hour_up(agenda: Agenda) -> None:
    """Nobody at the station could be told for whom it is."""
    (slot,) = await agenda.publish(1)
    talk = await agenda.agreed()
    await agenda.take(talk, slot)

    await erasing.withdraw(talk.id, talk.session, talk.lent)

    assert [slot] == await agenda.free()


async def test_who_is_forgotten_frees_the_hour(agenda: Agenda) -> None:
    """The slot is there for somebody else; nothing of hers is left. Twice is fine."""
    first, second = await agenda.publish(1, 2)
    talk = await agenda.agreed()
    await agenda.propose(talk, second, first)
    await agenda.take(talk, first)

    for _ in "ab":
        await agenda.core.ledger.write(lambda tx: store.forget(tx, talk.id))

    assert await agenda.of(talk) is None
    assert [first, second] == await agenda.free()
    assert [] == await agenda.proposed(talk)


async def test_an_officer_shows_her_hours_in_an_order(agenda: Agenda) -> None:
    """Those that go meanwhile are shown no more; a later choice replaces all."""
    first, second, third = await agenda.publish(1, 2, 3)
    talk, other = await agenda.agreed(), await agenda.agreed()

    await agenda.propose(talk, third, first, second)
    shown = await agenda.proposed(talk)
    await agenda.take(other, first)
    left = await agenda.proposed(talk)
    await agenda.propose(talk, second)

    assert [third, first, second] == shown
    assert [third, second] == left
    assert [second] == await agenda.proposed(talk)
    with pytest.raises(SlotTaken):
        await agenda.propose(talk, first)
    with pytest.raises(NotYours):
        await agenda.propose(talk, second, by=COLLEAGUE)


async def test_her_screen_hears_that_an_hour_is_gone(agenda: Agenda) -> None:
    """Whoever was shown it looks again."""
    (slot,) = await agenda.publish(1)
    talk, other = await agenda.agreed(), await agenda.agreed()
    await agenda.propose(talk, slot)
    heard: list[str] = []
    agenda.core.bell.listen(f"state:{talk.id}", lambda: heard.append("rung"))

    await agenda.take(other, slot)

    assert ["rung"] == heard


async def test_nothing_is_proposed_before_it_is_asked(agenda: Agenda) -> None:
    """An hour at a station follows the question of that station."""
    (slot,) = await agenda.publish(1)
    talk = await agenda.agreed()
    await agenda.core.ledger.write(
        lambda tx: tx.execute("DELETE FROM accord WHERE conversation = :c", c=talk.id)
    )

    with pytest.raises(NeedsAccord):
        await agenda.propose(talk, slot)
    with pytest.raises(Stale):
        await actions.propose(
            talk.id, "officer-of-the-police0", 99, [], agenda.calendar
        )


async def test_only_the_stations_investigators_publish(agenda: Agenda) -> None:
    """Not another station's, not the front desk; the same twice is once."""
    await hire_at(agenda.core, "other", WITHOUT)
    await hire_at(agenda.core, "clerk", WITH_HAVRE, role="reception")
    hour = Hour(milliseconds(agenda.core.clock()) // MINUTE * MINUTE + DAY, 45)

    for member in ("other", "clerk", "nobody"):
        with pytest.raises(NotYours):
            await publishing.publish(WITH_HAVRE, [hour], member, agenda.calendar)
    made = [
        await publishing.publish(WITH_HAVRE, [hour, hour], INES, agenda.calendar)
        for _ in "ab"
    ]
    assert [1, 0] == made
    (slot,) = await agenda.free()
    for member in ("other", "clerk"):
        with pytest.raises(NotYours):
            await publishing.withdraw(slot, member, agenda.calendar)


async def test_what_somebody_has_is_not_taken_back(agenda: Agenda) -> None:
    """It is for her to move; free again, it may be; and be published anew."""
    (slot,) = await agenda.publish(1)
    talk = await agenda.agreed()
    await agenda.take(talk, slot)
    with pytest.raises(SlotTaken):
        await publishing.withdraw(slot, INES, agenda.calendar)
    await agenda.cancel(talk)

    for _ in "ab":
        await publishing.withdraw(slot, INES, agenda.calendar)

    assert [] == await agenda.free()
    (anew,) = await agenda.publish(1)
    assert anew != slot


async def test_a_reception_keeps_its_key_while_a_name_is_sealed_to_it(
    agenda: Agenda,
) -> None:
    """Cancelled, it holds no key back."""
    (slot,) = await agenda.publish(1)
    talk = await agenda.agreed()
    await agenda.take(talk, slot)
    used = await agenda.core.keys.read(keyring.sealed_to)
    await agenda.cancel(talk)

    assert {(f"reception.{WITH_HAVRE}", 1)} == used
    assert frozenset() == await agenda.core.keys.read(keyring.sealed_to)


async def test_no_hours_are_told_of_an_unknown_station(agenda: Agenda) -> None:
    """As for any station that is none."""
    with pytest.raises(NotYours):
        await publishing.free("nowhere", agenda.calendar)
    assert [] == await publishing.free(WITHOUT, agenda.calendar)


async def test_nobody_publishes_and_takes_back_without_end(agenda: Agenda) -> None:
    """What is taken back counts until it is over; each change counts in its hour."""
    (first,) = await agenda.publish(1)
    begins = milliseconds(agenda.core.clock()) + DAY
    taken_back = [(new_id(), Hour(begins + n, 45)) for n in range(SLOTS_KEPT_MOST)]

    def fill(tx: Transaction) -> None:
        published.publish(tx, WITH_HAVRE, taken_back, INES)
        tx.execute("UPDATE slot SET withdrawn = 1")

    await agenda.core.ledger.write(fill)
    with pytest.raises(Full):
        await agenda.publish(3)

    for _ in range(CHANGES_MOST):
        with contextlib.suppress(NotYours, SlowDown):
            await publishing.withdraw("x" * 22, INES, agenda.calendar)
    with pytest.raises(SlowDown):
        await publishing.withdraw(first, INES, agenda.calendar)
