"""The name to call: where it lies, and when it ends."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from appointment.builders import INES, Agenda, Slip, an_agenda, hire_at
from builders import COLLEAGUE, OFFICER, a_core, on_disk
from file.builders import WITH_HAVRE, Talk
from station.builders import CLERK, told

from havre.appointment import actions, giving_up, keyring, naming
from havre.appointment.rules import SlotTaken, State
from havre.client import appointment_number
from havre.client.reception import SealedName, open_name, seal_name
from havre.conversation import store as conversations
from havre.erasure import actions as ending
from havre.erasure.rules import ExitErases, Family, Fate, FollowUp, Outcome
from havre.erasure.store import Decision
from havre.errors import NotYours, StorageUnavailable, WrongStep
from havre.file import accord, erasing
from havre.file.rules import AppointmentOpen
from havre.journal.rules import Act
from havre.journal.store import about
from havre.rounds import wake
from havre.station import actions as station
from havre.station.lent import Lent
from havre.station.rules import Mark

pytestmark = pytest.mark.anyio

NOTHING = Decision(Outcome.INTERRUPTED, Family.NONE, FollowUp.NOTHING, None)


async def booked(agenda: Agenda, days: float = 1) -> tuple[Talk, Slip]:
    """Somebody who has an hour."""
    (slot,) = await agenda.publish(days)
    talk = await agenda.agreed()
    return talk, await agenda.take(talk, slot)


async def leave(talk: Talk, setting: ExitErases = ExitErases.DECISION) -> Fate:
    """Press the red button."""
    talk.core.exit_erases = setting
    return await ending.leave(talk.id, talk.session, talk.core.eraser)


async def test_a_restored_ledger_gives_no_name(tmp_path: Path) -> None:
    """The archive, and the reception's own key, open nothing without the keyring."""
    kept, home = tmp_path / "backup", tmp_path / "house"
    home.mkdir()
    with a_core(home) as core:
        agenda = await an_agenda(core)
        await hire_at(core, CLERK, WITH_HAVRE, role="reception")
        (slot,) = await agenda.publish(1)
        talk, slip = await agenda.agreed(), Slip()
        pair = agenda.pairs[f"reception.{WITH_HAVRE}"]
        sealed = seal_name(pair.public, WITH_HAVRE, 1, slip.appointment, "Camille")
        wanted = slip.wants(slot)
        key = replace(wanted.reception.key, sealed=sealed.key)
        wanted = replace(wanted, reception=replace(wanted.reception, key=key))
        wanted = replace(wanted, reception=replace(wanted.reception, name=sealed.name))
        await actions.take(talk.id, talk.session, wanted, agenda.calendar)
        hash_ = appointment_number.number_hash(slip.number)
        post = Lent(talk.lent, agenda.calendar, told)
        one = await station.receive(hash_, CLERK, post)
        assert "Camille" == open_name(
            pair.private, WITH_HAVRE, 1, slip.appointment,
            SealedName(one.reception.key.sealed, one.reception.name),
        )  # fmt: skip
        await core.ledger.scrub()
        kept.mkdir()
        shutil.copy(home / "ledger.db", kept / "ledger.db")

    assert on_disk(kept, sealed.name)  # or what follows would prove nothing
    assert [] == on_disk(kept, sealed.key)
    with a_core(kept) as core:
        await wake(core.house)
        restored = replace(post, files=replace(talk.lent, stores=core.stores))
        with pytest.raises(NotYours):
            await station.receive(hash_, CLERK, restored)


async def withdrawn(talk: Talk, _agenda: Agenda) -> None:
    """She takes her accord back."""
    assert await erasing.withdraw(talk.id, talk.session, talk.lent) is None


async def declined(talk: Talk, _agenda: Agenda) -> None:
    """Asked by another desk, she says no."""
    known = await talk.core.find(talk.id)
    moved = replace(known, desk="gendarmerie")
    await talk.core.ledger.write(lambda tx: conversations.keep(tx, moved))
    await accord.decline(talk.id, talk.session, talk.lent)


async def cancelled(talk: Talk, agenda: Agenda) -> None:
    """She gives it up."""
    await agenda.cancel(talk)


async def erased(talk: Talk, _agenda: Agenda) -> None:
    """Her exit destroys at once."""
    assert Fate.DESTROYED is await leave(talk, ExitErases.IMMEDIATE)


async def released(talk: Talk, agenda: Agenda) -> None:
    """She has left; the officer gives it up for her."""
    await leave(talk)
    await giving_up.release(talk.id, OFFICER, talk.held.fence, agenda.calendar)


async def long_over(talk: Talk, agenda: Agenda) -> None:
    """A week after."""
    talk.core.clock.pass_(timedelta(days=8, hours=1))
    await naming.sweep(agenda.calendar)


@pytest.mark.parametrize(
    "end", [withdrawn, declined, cancelled, erased, released, long_over]
)
async def test_however_it_ends_no_byte_of_it_is_left(agenda: Agenda, end) -> None:
    """Neither the name nor what opens it; and the reception's key may retire."""
    talk, _ = await booked(agenda)
    await end(talk, agenda)

    for gone in (b"her name", b"her key"):
        assert [] == on_disk(agenda.core.path, gone)
    assert frozenset() == await agenda.core.keys.read(keyring.sealed_to)


@pytest.mark.parametrize("mark", Mark)
async def test_once_she_came_nobody_calls_her_any_more(
    agenda: Agenda, mark: Mark
) -> None:
    """To be recontacted, she may still come: the name stays."""
    talk, slip = await booked(agenda)
    await hire_at(agenda.core, CLERK, WITH_HAVRE, role="reception")
    await talk.report()
    of = await talk.upload("dossier")
    await talk.send(talk.sending("dossier", of))
    post = Lent(talk.lent, agenda.calendar, told)

    await station.mark(talk.tab.file, mark, INES, post)

    hash_ = appointment_number.number_hash(slip.number)
    if mark is Mark.TO_RECONTACT:
        assert await station.receive(hash_, CLERK, post)
        return
    assert [] == on_disk(agenda.core.path, b"her name")
    with pytest.raises(NotYours):
        await station.receive(hash_, CLERK, post)


async def test_a_name_outlives_its_hour_by_a_week_at_most(agenda: Agenda) -> None:
    """Until then it moves with her; then that hour is over, and another may be had."""
    talk, _ = await booked(agenda)
    agenda.core.clock.pass_(timedelta(days=7, hours=23))
    await naming.sweep(agenda.calendar)
    assert await agenda.key(talk)

    agenda.core.clock.pass_(timedelta(hours=2))
    await naming.sweep(agenda.calendar)
    assert await agenda.key(talk) is None
    first, second = await agenda.publish(1, 2)
    with pytest.raises(WrongStep):
        await agenda.move(talk, first)
    await agenda.take(talk, second)
    assert await agenda.key(talk)


async def test_what_is_to_come_is_swept_away_by_nothing(tmp_path: Path) -> None:
    """Two starts and a day: it can still be called."""
    with a_core(tmp_path) as core:
        agenda = await an_agenda(core)
        talk, _ = await booked(agenda, 2)
    for _ in "ab":
        with a_core(tmp_path) as core:
            core.clock.pass_(timedelta(days=1))
            await wake(core.house)
            assert {talk.id} == await core.keys.read(keyring.everyone)
            assert on_disk(tmp_path, b"her name")


async def test_an_hour_that_is_refused_leaves_no_key(agenda: Agenda) -> None:
    """Somebody else had it a moment before; another's key stays where it is."""
    (slot,) = await agenda.publish(1)
    talk, other = await agenda.agreed(), await agenda.agreed()
    core = agenda.core

    class TakenInBetween:
        """A keyring during whose commit somebody takes the hour."""

        read = core.keys.read

        async def write(self, work):
            done = await core.keys.write(work)
            if await agenda.of(other) is None:
                await agenda.take(other, slot)
            return done

    lent = replace(agenda.calendar, stores=replace(core.stores, keys=TakenInBetween()))
    agenda.calendar = replace(agenda.calendar, turn=type(lent.turn)())
    with pytest.raises(SlotTaken):
        await actions.take(talk.id, talk.session, Slip().wants(slot), lent)

    assert {other.id} == await core.keys.read(keyring.everyone)


async def test_a_key_of_no_hour_goes_at_the_next_start(tmp_path: Path) -> None:
    """Killed between the two commits, or after the hour was given up."""
    with a_core(tmp_path) as core:
        agenda = await an_agenda(core)
        talk, _ = await booked(agenda)
        other, _ = await booked(agenda, 2)
        key = await agenda.key(talk)
        assert key
        await core.ledger.write(lambda tx: giving_up.let_go(tx, talk.id))
        await core.keys.write(
            lambda tx: keyring.set_key(tx, "a" * 22, "b" * 22, WITH_HAVRE, key)
        )

    with a_core(tmp_path) as core:
        await wake(core.house)
        assert {other.id} == await core.keys.read(keyring.everyone)


async def test_a_full_disk_leaves_it_to_be_finished(agenda: Agenda) -> None:
    """Given up, and told that it is not finished: once more finishes it."""
    talk, _ = await booked(agenda)
    core = agenda.core

    class Full:
        """A keyring that keeps nothing."""

        read = core.keys.read

        async def write(self, _work):
            raise StorageUnavailable("full")

    lent = replace(agenda.calendar, stores=replace(core.stores, keys=Full()))
    with pytest.raises(StorageUnavailable):
        await giving_up.cancel(talk.id, talk.session, lent)

    await agenda.cancel(talk)
    for gone in (b"her name", b"her key"):
        assert [] == on_disk(core.path, gone)


async def passed_on(agenda: Agenda) -> Talk:
    """She agreed and booked at one desk; another has her, and she is gone."""
    talk, _ = await booked(agenda)
    await agenda.core.hire(COLLEAGUE, "gendarmerie")
    await leave(talk)
    known = await agenda.core.find(talk.id)
    fence = known.fence + 1
    passed = replace(known, desk="gendarmerie", member=COLLEAGUE, fence=fence)
    await agenda.core.ledger.write(lambda tx: conversations.keep(tx, passed))
    return replace(talk, held=passed)


async def test_who_cannot_send_gives_the_hour_up_for_her(agenda: Agenda) -> None:
    """Then it is decided; the hour is somebody else's, and the journal says by whom."""
    talk = await passed_on(agenda)
    decide = lambda: ending.decide(  # noqa: E731
        talk.id, COLLEAGUE, talk.held.fence, NOTHING, agenda.core.eraser
    )
    with pytest.raises(AppointmentOpen):
        await decide()

    for _ in "ab":
        await giving_up.release(talk.id, COLLEAGUE, talk.held.fence, agenda.calendar)

    one = await agenda.of(talk)
    assert one is not None
    assert State.CANCELLED is one.state
    assert 1 == len(await agenda.free())
    rows = await agenda.core.ledger.read(lambda tx: about(tx, talk.id))
    assert (Act.APPOINTMENT, COLLEAGUE, "released") in [
        (row.act, row.actor, row.detail) for row in rows
    ]
    assert Fate.DESTROYED is await decide()


async def test_what_is_hers_to_give_up_no_officer_gives_up(agenda: Agenda) -> None:
    """While she is there; nor does who has it not in hand."""
    talk, _ = await booked(agenda)
    with pytest.raises(WrongStep):
        await giving_up.release(talk.id, OFFICER, talk.held.fence, agenda.calendar)
    await leave(talk)
    with pytest.raises(NotYours):
        await giving_up.release(talk.id, COLLEAGUE, talk.held.fence, agenda.calendar)
    assert await agenda.key(talk)
