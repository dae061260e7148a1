"""What becomes of what she gave when her conversation ends, however it ends."""

import asyncio
from datetime import timedelta

import pytest
from builders import OFFICER, a_core, on_disk
from file.builders import INVESTIGATION, WITH_HAVRE, a_talk, read_file

from havre.appointment import store as appointments
from havre.client.opening_code import OpeningKeys
from havre.conversation import store as conversations
from havre.conversation.actions import found
from havre.conversation.rules import Side
from havre.conversation.state import state_of
from havre.erasure import actions, silence
from havre.erasure.rules import (
    ExitErases,
    Family,
    Fate,
    FollowUp,
    Outcome,
    Patience,
)
from havre.erasure.store import Decision
from havre.errors import NotYours
from havre.file import keyring
from havre.file.opening import opened
from havre.file.rules import AppointmentOpen
from havre.journey import Step
from havre.rounds import retire_keys, wake

pytestmark = pytest.mark.anyio

NOTHING = Decision(Outcome.INTERRUPTED, Family.NONE, FollowUp.NOTHING, None)
REPORT = Decision(Outcome.DIRECTED, Family.SEXUAL, FollowUp.REPORT, None)


async def decide(talk, decision=NOTHING):
    """Record the officer's decision."""
    return await actions.decide(
        talk.id, OFFICER, talk.held.fence, decision, talk.core.eraser
    )


async def leave(talk, setting=ExitErases.DECISION):
    """Press the red button."""
    talk.core.exit_erases = setting
    return await actions.leave(talk.id, talk.session, talk.core.eraser)


async def free(core):
    """How many hours of the station somebody may have."""
    return await core.ledger.read(
        lambda tx: len(appointments.free(tx, WITH_HAVRE, 0, 9))
    )


async def given(talk):
    """She has agreed; return every byte that is to go with the conversation."""
    await talk.ask()
    one = await talk.give()
    return [one.identity, one.key.sealed, one.wrapped]


async def nothing_left(talk, marks):
    """Fail if a byte of it is on the disk, or a key in the keyring."""
    for mark in marks:
        assert [] == on_disk(talk.core.path, mark)
    assert set() == await talk.core.keys.read(keyring.everyone)
    assert await talk.accord() is None


async def test_what_is_destroyed_takes_it_along(talk):
    """Identity, key, wrap of her code: nothing is left of them."""
    marks = await given(talk)
    assert Fate.DESTROYED is await decide(talk)
    await nothing_left(talk, marks)


async def test_an_exit_that_destroys_at_once_gives_up_the_hour(talk):
    """Under that setting it was told before a word: all of it goes, the hour too."""
    marks = await given(talk)
    await talk.book()
    assert Fate.DESTROYED is await leave(talk, ExitErases.IMMEDIATE)
    await nothing_left(talk, marks)
    assert 1 == await free(talk.core)
    assert [] == on_disk(talk.core.path, b"sentinel-name")


async def test_where_the_exit_wipes_the_device_alone_it_stays_its_time(talk):
    """As the conversation does; then both go."""
    marks = await given(talk)
    assert Fate.LEFT is await leave(talk, ExitErases.DEVICE)
    assert Fate.LEFT is await decide(talk)
    await wake(talk.core.house)
    assert await talk.core.keys.read(keyring.everyone)

    talk.core.clock.pass_(Patience().keep + timedelta(days=1))
    await silence.sweep_ended(talk.core.eraser)
    await nothing_left(talk, marks)


@pytest.mark.parametrize("decision", [NOTHING, REPORT])
async def test_nobody_closes_what_a_station_expects_and_knows_nothing_of(
    talk, decision
):
    """An hour is booked: a file first, or no hour any more."""
    await talk.agreed()
    await talk.book()
    if decision is REPORT:
        await talk.report()
    with pytest.raises(AppointmentOpen):
        await decide(talk, decision)

    if decision is REPORT:
        of = await talk.upload("dossier")
        await talk.send(talk.sending("dossier", of))
    else:
        work = lambda tx: talk.lent.let_go(tx, talk.id)  # noqa: E731
        await talk.core.ledger.write(work)
    assert await decide(talk, decision) in (Fate.DESTROYED, Fate.KEPT)


async def test_nor_does_the_clock(talk):
    """Left, and undecided for days: supervisors hear of it, nothing is destroyed."""
    await talk.agreed()
    await talk.book(days=9)
    assert Fate.FROZEN is await leave(talk)
    for _ in range(3):
        talk.core.clock.pass_(Patience().destroy)
        await silence.sweep_silence(set(), talk.core.eraser)

    assert Step.FROZEN is (await talk.core.find(talk.id)).step
    await talk.core.ledger.write(lambda tx: talk.lent.let_go(tx, talk.id))
    await silence.sweep_silence(set(), talk.core.eraser)
    assert await talk.core.find(talk.id) is None


@pytest.mark.parametrize("by", ["officer", "clock"])
async def test_once_the_hour_is_over_nobody_is_expected(talk, by):
    """It keeps nothing for ever: decided by an officer, or destroyed by the clock."""
    marks = await given(talk)
    await talk.book()
    assert Fate.FROZEN is await leave(talk)
    talk.core.clock.pass_(timedelta(days=1, minutes=29))
    with pytest.raises(AppointmentOpen):
        await decide(talk)

    talk.core.clock.pass_(timedelta(minutes=1))
    if by == "officer":
        assert Fate.DESTROYED is await decide(talk)
    talk.core.clock.pass_(Patience().destroy)
    await silence.sweep_silence(set(), talk.core.eraser)
    assert await talk.core.find(talk.id) is None
    await nothing_left(talk, marks)


async def test_a_closed_tab_is_not_a_wish_to_be_forgotten(talk):
    """Where an exit destroys at once, a silence does not while she is expected."""
    talk.core.exit_erases = ExitErases.IMMEDIATE
    await talk.agreed()
    await talk.book()
    talk.core.clock.pass_(Patience().leave)
    await silence.sweep_silence(set(), talk.core.eraser)

    assert Step.FROZEN is (await talk.core.find(talk.id)).step


async def test_what_is_kept_loses_nothing(tmp_path):
    """After the exit, the decision, two starts, the rounds of keys and a year."""
    with a_core(tmp_path) as core:
        talk = await a_talk(core)
        await talk.send_all()
        await leave(talk)
        assert Fate.KEPT is await decide(talk, REPORT)

    for _ in range(2):
        with a_core(tmp_path) as core:
            core.clock.pass_(timedelta(days=400))
            await wake(core.house)
            await silence.sweep_silence(set(), core.eraser)
            await silence.sweep_ended(core.eraser)
            await retire_keys(core.house)
            assert {talk.tab.file} == await core.keys.read(keyring.everyone)
            pair = talk.pairs[INVESTIGATION]
            assert "dossier" == await read_file(
                core, talk.tab.file, INVESTIGATION, pair
            )
            auth = OpeningKeys.of(talk.tab.code).auth
            opening, _ = await opened(auth, core.house.files)
            assert talk.tab.file == opening.file


async def test_from_the_decision_on_her_code_opens_nothing(talk):
    """Even before the rows are gone."""
    await talk.agreed()

    def only_intend(tx):
        actions.intend(tx, found(tx, talk.id), OFFICER, 0)

    await talk.core.ledger.write(only_intend)
    with pytest.raises(NotYours):
        await opened(OpeningKeys.of(talk.tab.code).auth, talk.lent)


async def test_an_answer_and_an_exit_at_once_leave_no_key(talk):
    """Whichever comes first, nothing stays of what is destroyed."""
    await talk.ask()
    answered, left = await asyncio.gather(
        talk.give(), leave(talk, ExitErases.IMMEDIATE), return_exceptions=True
    )

    assert Fate.DESTROYED is left
    assert answered is None or isinstance(answered, NotYours) or answered.file
    await nothing_left(talk, [])


async def test_after_the_end_her_tab_still_sees_where_it_led(talk):
    """Decided while she is there: the station and the hour stand before her."""
    await talk.agreed()
    await talk.book()
    await talk.report()
    of = await talk.upload("dossier")
    await talk.send(talk.sending("dossier", of))
    await decide(talk, REPORT)

    def read(tx):
        known = conversations.find(tx, talk.id)
        return state_of(tx, known, Side.VISITOR, None, None, talk.core.house.around)

    state = await talk.core.ledger.read(read)
    assert Step.ENDED == state.step
    assert ("sent", "booked") == (state.course.accord, state.course.appointment.state)
