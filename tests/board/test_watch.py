"""What nobody says aloud is heard: silence, waits, empty desks, long absences."""

from datetime import timedelta

import pytest
from builders import COLLEAGUE, OFFICER, a_sealed

from havre.alarms import store as alarms
from havre.alarms.rules import Kind
from havre.board import watch
from havre.board.watch import Here
from havre.erasure.actions import leave
from havre.plumbing.clock import milliseconds
from havre.plumbing.tokens import digest
from havre.staff import duty
from havre.staff.duty import Duty, Status
from havre.waiting import tally

pytestmark = pytest.mark.anyio

MINUTE = timedelta(minutes=1)
POLICE = frozenset({"police"})


async def look(core, *, visitors=(), staffed=POLICE) -> list[tuple[Kind, str]]:
    """Look once; return the watched alarms that are open then."""
    await watch.look(Here(frozenset(visitors), frozenset(staffed)), core.watch)
    open_ = await core.ledger.read(alarms.open_)
    watched = [one.cause for one in open_ if one.cause.kind is not Kind.MINOR]
    return [(cause.kind, cause.subject) for cause in watched]


@pytest.mark.parametrize(
    ("said", "kind", "after"),
    [("danger", Kind.DANGER_SILENCE, 2), ("minor", Kind.MINOR_SILENCE, 5)],
)
async def test_silence_after_danger_or_minor_alarms(core, said, kind, after):
    """Not a second before; and no more once her tab is back."""
    conversation, _, _ = await core.open_and_take(**{said: True})

    core.clock.pass_(after * MINUTE - timedelta(seconds=1))
    assert [] == await look(core)
    core.clock.pass_(timedelta(seconds=1))
    assert [(kind, conversation)] == await look(core)
    assert [(kind, conversation)] == await look(core)
    assert [] == await look(core, visitors=[conversation])


async def test_her_silence_alone_alarms_nobody(core):
    """She said neither: she may be hiding the phone."""
    await core.open_and_take()
    core.clock.pass_(10 * MINUTE)

    assert [] == await look(core)


async def test_a_long_wait_alarms_until_she_is_answered(core):
    """One alarm each, however many desks she stands in front of."""
    conversation, _ = await core.open()
    core.clock.pass_(10 * MINUTE)
    assert [(Kind.WAITING, conversation)] == await look(core)

    await core.key("police")
    await core.hire(OFFICER, "police")
    await core.take(OFFICER)

    assert [] == await look(core)


async def test_waiting_before_an_empty_desk_alarms(core):
    """After a minute, in which the next desk may have joined; until someone is there.

    A desk that is paused is as empty.
    """
    await core.open()
    assert [] == await look(core, staffed=())
    core.clock.pass_(MINUTE)
    unstaffed = [(Kind.UNSTAFFED, "police")]

    assert unstaffed == await look(core, staffed=())
    assert unstaffed == await look(core, staffed=["gendarmerie"])
    assert [] == await look(core)
    await core.ledger.write(lambda tx: duty.close(tx, "police", "supervisor", 0))
    assert unstaffed == await look(core)


async def test_whoever_has_left_waits_no_more(core):
    """Left in danger before anyone answered: to be decided, but nobody waits."""
    conversation, token = await core.open(danger=True)
    await leave(conversation, digest(token), core.eraser)
    core.clock.pass_(30 * MINUTE)

    assert [] == await look(core, staffed=())
    core.clock.pass_(timedelta(hours=12))
    assert [(Kind.UNDECIDED, conversation)] == await look(core, staffed=())


async def test_a_long_absence_alarms_while_somebody_is_in_hand(core):
    """Whoever set « away » and went home with nobody in hand alarms no one."""
    await core.open_and_take()
    at = milliseconds(core.clock())

    def away(tx):
        for member in (OFFICER, COLLEAGUE):
            duty.keep(tx, Duty(member, Status.AWAY, at))

    await core.ledger.write(away)
    core.clock.pass_(5 * MINUTE - timedelta(seconds=1))
    assert [] == await look(core)
    core.clock.pass_(timedelta(seconds=1))
    assert [(Kind.AWAY, OFFICER)] == await look(core)


async def test_nothing_rings_when_nothing_changes(core):
    """The bell wakes every supervisor: only for what is new, or over."""
    heard = []
    core.bell.listen(alarms.TOPIC, lambda: heard.append(1))
    await look(core)
    assert [] == heard

    await core.open()
    core.clock.pass_(10 * MINUTE)
    for _ in range(3):
        await look(core)

    assert [1] == heard


async def test_no_alarm_says_a_word_of_hers(core):
    """A kind, an id, a desk."""
    conversation, token = await core.open(danger=True)
    await core.say(conversation, token, 1, a_sealed(b"sentinel"))
    core.clock.pass_(30 * MINUTE)
    await look(core, staffed=())
    rows = await core.ledger.read(lambda tx: tx.execute("SELECT * FROM alarm"))

    assert len(rows) == 3
    assert {"id", "kind", "subject", "desk", "at", "taken_by", "ended_at"} == set(
        rows[0].keys()
    )


async def test_who_is_on_duty_is_counted_each_minute_nobody_included(core):
    """An empty desk is a number too, a station none; what is a day old is gone."""
    await core.key("police", "relief", "reception.fictif-pn-75111")
    serving = {OFFICER: POLICE, COLLEAGUE: POLICE}
    await watch.sample(serving, core.watch)
    core.clock.pass_(timedelta(hours=24, minutes=1))
    await watch.sample({}, core.watch)
    events = await core.ledger.read(lambda tx: tally.since(tx, 0))

    at = milliseconds(core.clock())
    assert [(at, "police", 0), (at, "relief", 0)] == sorted(
        (one.at, one.desk, one.value) for one in events
    )


async def test_two_on_duty_count_two(core):
    """Each at each desk of theirs."""
    await core.key("police", "relief")
    both = frozenset({"police", "relief"})
    await watch.sample({OFFICER: POLICE, COLLEAGUE: both}, core.watch)
    events = await core.ledger.read(lambda tx: tally.since(tx, 0))

    assert {"police": 2, "relief": 1} == {one.desk: one.value for one in events}


async def test_an_hour_of_reading_along_ends_by_itself(core):
    """And whoever sits there is told to look again."""
    conversation, _, _ = await core.open_and_take()
    until = milliseconds(core.clock() + timedelta(hours=1))

    def join(tx):
        tx.execute(
            "UPDATE conversation SET watchers = :w WHERE id = :id",
            w=f"supervisor:{until}",
            id=conversation,
        )

    await core.ledger.write(join)
    heard = []
    core.bell.listen(f"state:{conversation}", lambda: heard.append(1))
    core.clock.pass_(timedelta(minutes=59))
    await watch.end_watching(core.watch)
    assert (await core.find(conversation)).watchers

    core.clock.pass_(MINUTE)
    await watch.end_watching(core.watch)

    assert () == (await core.find(conversation)).watchers
    assert [1] == heard
