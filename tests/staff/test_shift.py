"""How many at once, pausing, a short absence, asking for help."""

from datetime import timedelta

import pytest
from builders import Core

from havre.alarms import store as alarms
from havre.alarms.rules import Kind
from havre.answering.acts import put_on_hold
from havre.answering.leases import end_long_absences
from havre.board.running import set_capacity
from havre.conversation import store as conversations
from havre.conversation.rules import Conversation
from havre.erasure.actions import leave
from havre.journey import Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.tokens import digest
from havre.rounds import wake
from havre.staff import duty
from havre.staff.duty import CAPACITY, AtCapacity, Duty, OnPause, Status
from havre.staff.shift import ask_support, set_status

pytestmark = pytest.mark.anyio

TEN = timedelta(minutes=10)


@pytest.fixture
async def room(core: Core) -> Core:
    """The police with its key, Paul and Pia who answer."""
    await core.key("police", "relief")
    for member in ("paul", "pia"):
        await core.hire(member, "police")
        core.presence.arrived(member, ["police"])
    return core


async def choose(room: Core, status: Status, member: str = "paul") -> None:
    """Let an officer choose a status."""
    await set_status(member, status, db=room.ledger, bell=room.bell, now=room.clock)


async def taken(room: Core, times: int) -> list[tuple[Conversation, bytes]]:
    """So many conversations in Paul's hands, each with her session."""
    held = []
    for _ in range(times):
        _, token = await room.open()
        known = await room.take("paul")
        assert known is not None
        held.append((known, digest(token)))
    return held


async def step_of(room: Core, held: Conversation) -> Step:
    """Where a conversation is now."""
    known = await room.find(held.id)
    assert known is not None
    return known.step


async def test_three_at_once_and_no_more(room):
    """The fourth waits; a colleague takes her."""
    await taken(room, CAPACITY)
    fourth, _ = await room.open()

    with pytest.raises(AtCapacity):
        await room.take("paul")

    assert 3 == CAPACITY
    assert fourth == (await room.take("pia")).id


async def test_what_is_frozen_takes_no_place(room):
    """She left and waits to be decided: another may be talked to meanwhile."""
    (first, session), *_ = await taken(room, CAPACITY)
    await leave(first.id, session, room.eraser)
    await room.open()

    assert await room.take("paul") is not None
    with pytest.raises(AtCapacity):
        await room.take("paul")


async def test_what_is_on_hold_takes_no_place(room):
    """The officer's place is freed: that is what a hold is for."""
    (first, _), *_ = await taken(room, CAPACITY)
    await put_on_hold(first.id, "paul", first.fence, room.stores)
    await room.open()

    assert await room.take("paul") is not None


@pytest.mark.parametrize("status", [Status.PAUSE, Status.AWAY])
async def test_who_pauses_or_is_away_takes_nobody_and_keeps_theirs(room, status):
    """Refused without touching the line; back on, the next is taken."""
    ((held, _),) = await taken(room, 1)
    waiting, _ = await room.open()
    await choose(room, status)

    with pytest.raises(OnPause):
        await room.take("paul")

    assert {"police": 1} == await room.stands(waiting)
    assert Step.TALKING is await step_of(room, held)
    await choose(room, Status.ON)
    assert waiting == (await room.take("paul")).id


@pytest.mark.parametrize(
    ("capacity", "fits"), [(0, 0), (1, 1), (5, 5)], ids=["none", "one", "five"]
)
async def test_a_supervisor_says_how_many(room, capacity, fits):
    """Less than three, or more; it is theirs alone."""
    await set_capacity("paul", capacity, "pia", room.stores)
    await taken(room, fits)
    await room.open()

    with pytest.raises(AtCapacity):
        await room.take("paul")

    assert await room.take("pia") is not None


async def test_a_smaller_number_takes_nothing_away(room):
    """Those in hand stay there."""
    held = await taken(room, CAPACITY)

    await set_capacity("paul", 1, "pia", room.stores)

    assert {Step.TALKING} == {await step_of(room, one) for one, _ in held}


async def test_pausing_does_not_forget_how_many(room):
    """Capacity and status are two things."""
    await set_capacity("paul", 1, "pia", room.stores)
    for status in (Status.PAUSE, Status.ON):
        await choose(room, status)

    assert 1 == (await room.ledger.read(lambda tx: duty.of(tx, "paul"))).capacity


@pytest.mark.parametrize(
    ("minutes", "status", "step"),
    [
        (9.99, Status.AWAY, Step.TALKING),
        (10, Status.AWAY, Step.LINE),
        (60, Status.PAUSE, Step.TALKING),
        (60, Status.ON, Step.TALKING),
    ],
)
async def test_a_long_absence_gives_her_back(room, minutes, status, step):
    """Ten minutes away, and not a moment less; a pause gives nobody back."""
    ((held, _),) = await taken(room, 1)
    await choose(room, status)
    room.clock.pass_(timedelta(minutes=minutes))

    await end_long_absences(TEN, room.stores)

    assert step is await step_of(room, held)


async def test_given_back_she_is_at_the_head_for_a_colleague(room):
    """Before those who came meanwhile, with a new fence."""
    ((held, _),) = await taken(room, 1)
    await room.open(danger=True)
    await choose(room, Status.AWAY)
    room.clock.pass_(TEN)
    await end_long_absences(TEN, room.stores)

    again = await room.take("pia")

    assert held.id == again.id
    assert held.fence < again.fence


async def test_what_is_frozen_stays_with_who_is_away(room):
    """Nobody waits in it."""
    ((held, session),) = await taken(room, 1)
    await leave(held.id, session, room.eraser)
    await choose(room, Status.AWAY)
    room.clock.pass_(TEN)

    await end_long_absences(TEN, room.stores)

    known = await room.find(held.id)
    assert (Step.FROZEN, "paul") == (known.step, known.member)


async def test_saying_it_twice_does_not_lengthen_an_absence(room):
    """The ten minutes count from the first time."""
    ((held, _),) = await taken(room, 1)
    for _ in range(2):
        await choose(room, Status.AWAY)
        room.clock.pass_(timedelta(minutes=5))

    await end_long_absences(TEN, room.stores)

    assert Step.LINE is await step_of(room, held)


async def test_a_server_that_was_down_lengthens_no_absence(room):
    """Paul could not say that he is back: his ten minutes begin anew."""
    ((held, _),) = await taken(room, 1)
    await choose(room, Status.AWAY)
    room.clock.pass_(timedelta(hours=1))

    await wake(room.house)
    await end_long_absences(TEN, room.stores)

    assert Step.TALKING is await step_of(room, held)


async def test_a_call_for_help_is_one_alarm_until_taken_back(room):
    """Asked twice, one alarm; taken back, none; asked again, one."""
    lent = {"db": room.ledger, "bell": room.bell, "now": room.clock}
    told = []
    for asked in (True, True, False, False, True):
        await ask_support("paul", asked=asked, **lent)
        found = await room.ledger.read(alarms.open_)
        told.append([(one.cause.kind, one.cause.subject) for one in found])

    one = [(Kind.SUPPORT, "paul")]
    assert [one, one, [], [], one] == told


async def test_who_never_said_anything_is_on_with_three_places(room):
    """No row is needed to work."""
    known = await room.ledger.read(lambda tx: duty.of(tx, "paul"))

    assert Duty("paul", Status.ON, 0, CAPACITY) == known
    assert {} == await room.ledger.read(duty.everyone)


async def test_a_change_of_status_notes_when(room):
    """The moment it was chosen, once."""
    await choose(room, Status.PAUSE)
    room.clock.pass_(TEN)
    await choose(room, Status.PAUSE)

    known = await room.ledger.read(lambda tx: duty.of(tx, "paul"))

    assert milliseconds(room.clock() - TEN) == known.since


async def test_everyone_is_counted_by_what_they_talk_in(room):
    """What the desk shows of a colleague is what capacity counts."""
    (_, (second, session)) = await taken(room, 2)
    await leave(second.id, session, room.eraser)

    assert {"paul": 1} == await room.ledger.read(conversations.everyone_busy)
    assert 1 == await room.ledger.read(lambda tx: conversations.busy(tx, "paul"))
