"""Nobody is left in front of nobody: who may answer besides, and with which key."""

import contextlib
from datetime import timedelta

import pytest
from builders import Core, an_envelope
from power import Plug, Plugged, PowerCut

from havre.access.relief import Relief, widen
from havre.access.sealing import seal
from havre.access.store import Envelope, envelopes
from havre.answering import leases
from havre.conversation import store as conversations
from havre.conversation.rules import BadSeal, Side
from havre.conversation.state import state_of
from havre.erasure.actions import leave
from havre.errors import BadRequest, NotYours
from havre.journey import Step
from havre.plumbing.tokens import digest
from havre.rounds import wake
from havre.staff import duty
from havre.waiting import store as line
from havre.waiting import tally
from havre.waiting.rules import Place

pytestmark = pytest.mark.anyio

EVERY = ("police", "police-2", "relief")
TO_RELIEF = (an_envelope("relief", purpose="relief"),)
PAUL, PIA, REMI = "paul", "pia", "remi"


@pytest.fixture
async def room(core: Core) -> Core:
    """Police, its second desk and relief, each with a key and one officer."""
    await core.key("police", "police-2", "gendarmerie", "relief")
    for member, desk in ((PAUL, "police"), (PIA, "police-2"), (REMI, "relief")):
        await core.hire(member, desk)
    return core


async def opened(
    room: Core, *desks: str, targets: tuple[str, ...] = EVERY
) -> tuple[str, bytes]:
    """A conversation in front of `desks`, sealed to `targets`; her session."""
    conversation, token = await room.open(
        desks=tuple((desk, 1) for desk in desks or ("police",)),
        targets=frozenset((desk, 1) for desk in targets),
        envelopes=tuple(an_envelope(desk) for desk in targets),
    )
    return conversation, digest(token)


async def look(room: Core, *staffed: str) -> dict[str, Place]:
    """Let everyone stand where they should."""
    return await widen(frozenset(staffed), room.relief)


async def lose_all(room: Core) -> None:
    """Let every officer vanish."""
    room.clock.pass_(timedelta(seconds=91))
    await leases.end_lost_leases(room.stores)


async def pause(room: Core, what: str) -> None:
    """Let a supervisor close a desk, or the service."""
    await room.ledger.write(lambda tx: duty.close(tx, what, "supervisor", 0))


@pytest.mark.parametrize(
    ("seconds", "desks"),
    [(0, 1), (19, 1), (20, 2), (39, 2), (40, 3), (3_600, 3)],
)
async def test_nobody_there_the_next_desks_join_one_after_the_other(
    room, seconds, desks
):
    """20 seconds before an empty desk: the second; 20 more: relief."""
    conversation, _ = await opened(room)
    room.clock.pass_(timedelta(seconds=seconds))

    places = await look(room)

    assert set(EVERY[:desks]) == set(await room.stands(conversation))
    assert EVERY[:desks] == places[conversation].desks
    assert not places[conversation].staffed


@pytest.mark.parametrize(("seconds", "joined"), [(19, False), (20, True)])
async def test_without_a_second_desk_relief_joins_at_once(core, seconds, joined):
    """A desk that has no key is none."""
    await core.key("police", "relief")
    conversation, _ = await opened(core, targets=("police", "relief"))
    core.clock.pass_(timedelta(seconds=seconds))

    await look(core)

    assert joined == ("relief" in await core.stands(conversation))


@pytest.mark.parametrize(("seconds", "desks"), [(119, 1), (120, 2), (239, 2), (240, 3)])
async def test_a_desk_that_does_not_get_to_her_is_helped(room, seconds, desks):
    """Staffed or not: two minutes, the second desk; four minutes, relief."""
    conversation, _ = await opened(room)
    room.clock.pass_(timedelta(seconds=seconds))

    places = await look(room, *EVERY)

    assert EVERY[:desks] == places[conversation].desks
    assert places[conversation].staffed


async def test_a_second_desk_that_answers_needs_no_relief(room):
    """Someone is at the second desk: relief waits for the bound."""
    conversation, _ = await opened(room)
    room.clock.pass_(timedelta(seconds=60))

    await look(room, "police-2")

    assert {"police", "police-2"} == set(await room.stands(conversation))


async def test_staffed_again_before_the_bound_the_others_fall_away(room):
    """Relief joined an empty desk; an officer comes, and it is the officer's again."""
    conversation, _ = await opened(room)
    room.clock.pass_(timedelta(seconds=60))
    await look(room)

    places = await look(room, "police")

    assert {"police": 1} == await room.stands(conversation)
    assert (("police",), True, ()) == (
        places[conversation].desks,
        places[conversation].staffed,
        places[conversation].seal,
    )


async def test_whoever_joined_takes_her_and_the_others_cannot(room):
    """Relief answers: no other desk keeps a key, and the line is empty."""
    conversation, _ = await opened(room)
    room.clock.pass_(timedelta(seconds=60))
    await look(room, "relief")

    held = await room.take(REMI)

    assert (conversation, "relief") == (held.id, held.desk)
    assert {("conversation", "relief", 1)} == await room.keyring(conversation)
    assert {} == await room.stands(conversation)


async def test_a_paused_desk_is_an_empty_one_and_takes_nobody(room):
    """Its officers are there: the next desks join all the same."""
    conversation, _ = await opened(room)
    await pause(room, "police")
    room.clock.pass_(timedelta(seconds=40))

    places = await look(room, "police", "relief")

    assert set(EVERY) == set(await room.stands(conversation))
    assert places[conversation].staffed
    assert await room.take(PAUL) is None
    assert conversation == (await room.take(REMI)).id


async def test_a_paused_second_desk_does_not_join(room):
    """What is paused helps nobody: relief joins in its place."""
    conversation, _ = await opened(room)
    await pause(room, "police-2")
    room.clock.pass_(timedelta(seconds=20))

    await look(room)

    assert {"police", "relief"} == set(await room.stands(conversation))


async def test_a_closed_service_still_answers_who_is_in_line(room):
    """Closed to new conversations: those that are open go on."""
    conversation, _ = await opened(room)
    await pause(room, duty.SERVICE)
    room.clock.pass_(timedelta(seconds=40))

    await look(room, "relief")

    assert conversation == (await room.take(REMI)).id


async def test_when_nobody_is_anywhere_she_is_told_so(room):
    """Not next, not soon: nobody is there, and no time is promised."""
    conversation, _ = await opened(room)
    await answered(room, 20)
    room.clock.pass_(timedelta(minutes=5))
    place = (await look(room))[conversation]

    told = await room.ledger.read(
        lambda tx: state_of(
            tx, conversations.find(tx, conversation), Side.VISITOR, None, place,
            room.house.around,
        )
    )  # fmt: skip

    assert (False, None, None) == (told.staffed, told.ahead_minutes, told.ahead_most)
    assert EVERY == told.desks


async def test_next_before_an_empty_chair_is_not_told_to_be_next(room):
    """Both forces: alone where nobody is, third where someone answers."""
    for _ in range(2):
        await opened(room)
        room.clock.pass_(timedelta(seconds=1))
    both = await opened(
        room, "police", "gendarmerie", targets=("police", "gendarmerie", "relief")
    )

    assert 1 == (await look(room))[both[0]].position
    assert 3 == (await look(room, "police"))[both[0]].position
    await pause(room, "gendarmerie")
    assert 3 == (await look(room, "police", "gendarmerie"))[both[0]].position


async def taken_and_lost(room: Core) -> tuple[str, bytes]:
    """A conversation that Paul has read and lost: the other desks have no key."""
    conversation, session = await opened(room)
    await room.take(PAUL)
    await lose_all(room)
    return conversation, session


async def asked(room: Core, conversation: str, *staffed: str) -> tuple[str, ...]:
    """The desks to which her tab is asked to seal."""
    return (await look(room, *staffed))[conversation].seal


async def test_once_read_her_tab_is_asked_to_call_relief(room):
    """Nothing stands where nothing could be opened, until her tab has sealed."""
    conversation, session = await taken_and_lost(room)
    assert () == await asked(room, conversation)
    room.clock.pass_(timedelta(seconds=40))

    wanted = await asked(room, conversation)
    assert ("police-2", "relief") == wanted
    assert {"police": 1} == await room.stands(conversation)
    for desk in wanted:
        sealed = an_envelope(desk, purpose="relief")
        await seal(conversation, session, [sealed], wanted, room.relief)

    assert () == await asked(room, conversation)
    assert set(EVERY) == set(await room.stands(conversation))
    held = await room.take(REMI)
    assert (conversation, "relief") == (held.id, held.desk)
    assert {("relief", "relief", 1)} == await room.keyring(conversation)


async def test_sealed_anew_when_nobody_holds_the_former_key(room):
    """The desk has a new key and its officers only that one: her tab seals to it."""
    conversation, session = await opened(room)
    await room.key("police")
    await room.hire("paula", "police")
    await look(room, "police")
    assert await room.take("paula") is None

    wanted = await asked(room, conversation, "police")
    assert ("police",) == wanted
    sealed = an_envelope("police", epoch=2, purpose="relief")
    await seal(conversation, session, [sealed], wanted, room.relief)
    await look(room, "police")

    assert {"police": 2} == await room.stands(conversation)
    held = await room.take("paula")
    assert (conversation, 2) == (held.id, held.epoch)
    assert ("relief", "police", 2) in await room.keyring(conversation)


async def test_who_has_left_is_asked_nothing(room):
    """Frozen and in line to be decided: no tab is there to seal."""
    conversation, session = await taken_and_lost(room)
    await leave(conversation, session, room.eraser)
    room.clock.pass_(timedelta(minutes=5))

    assert () == await asked(room, conversation)


REFUSED = {
    "a desk that is not asked for": ("gendarmerie", 1, BadRequest),
    "a former or future key": ("relief", 2, BadRequest),
    "no desk at all": ("nowhere", 1, BadRequest),
}


@pytest.mark.parametrize(("desk", "epoch", "why"), REFUSED.values(), ids=list(REFUSED))
async def test_what_was_not_asked_for_is_refused_and_not_kept(room, desk, epoch, why):
    """Refused whole: a right key beside a wrong one is not kept either."""
    conversation, session = await taken_and_lost(room)
    room.clock.pass_(timedelta(seconds=40))
    wanted = await asked(room, conversation)
    before = await room.keyring(conversation)
    sealed = [an_envelope("relief"), an_envelope(desk, epoch)]

    with pytest.raises(why):
        await seal(conversation, session, sealed, wanted, room.relief)

    assert before == await room.keyring(conversation)
    assert (("police", 1),) == (await room.find(conversation)).sealed_to


async def test_neither_clear_text_nor_another_session_nor_nothing_is_kept(room):
    """A key of another size, another tab, an empty list."""
    conversation, session = await taken_and_lost(room)
    room.clock.pass_(timedelta(seconds=40))
    wanted = await asked(room, conversation)
    clear = [Envelope("relief", 1, b"un mot en clair", "relief")]

    for who, what, why in (
        (session, clear, BadSeal),
        (digest("another"), TO_RELIEF, NotYours),
        (session, [], BadRequest),
    ):
        with pytest.raises(why):
            await seal(conversation, who, what, wanted, room.relief)

    assert {("conversation", "police", 1)} == await room.keyring(conversation)


async def exits(room: Core, conversation: str, session: bytes) -> None:
    """She leaves."""
    await leave(conversation, session, room.eraser)


async def is_taken(room: Core, *_: object) -> None:
    """Paul takes her again."""
    assert await room.take(PAUL) is not None


@pytest.mark.parametrize("meanwhile", [exits, is_taken])
async def test_a_seal_that_comes_too_late_leaves_no_key(room, meanwhile):
    """Asked for a moment ago; now she has left, or an officer has her."""
    conversation, session = await taken_and_lost(room)
    room.clock.pass_(timedelta(seconds=40))
    wanted = await asked(room, conversation)
    await meanwhile(room, conversation, session)

    with pytest.raises((BadRequest, NotYours)):
        await seal(conversation, session, TO_RELIEF, wanted, room.relief)

    assert {("conversation", "police", 1)} == await room.keyring(conversation)


@pytest.mark.parametrize("meanwhile", [exits, is_taken])
async def test_nor_does_one_that_was_overtaken(room, meanwhile):
    """The key is kept first: what happens before the row takes it away again."""
    conversation, session = await taken_and_lost(room)
    room.clock.pass_(timedelta(seconds=40))
    wanted = await asked(room, conversation)
    late = _Overtaken(room.keys, lambda: meanwhile(room, conversation, session))
    relief = type(room.relief)(
        room.ledger, late, room.bell, room.clock, room.relief.steps
    )

    with pytest.raises((BadRequest, NotYours)):
        await seal(conversation, session, TO_RELIEF, wanted, relief)

    assert late.passed
    assert {("conversation", "police", 1)} == await room.keyring(conversation)


async def test_an_unread_conversation_destroyed_meanwhile_leaves_no_key(room):
    """She exits unread while her tab seals: not one row of hers stays."""
    conversation, session = await opened(room, targets=("police",))
    room.clock.pass_(timedelta(seconds=40))
    wanted = await asked(room, conversation)
    late = _Overtaken(room.keys, lambda: exits(room, conversation, session))
    relief = type(room.relief)(
        room.ledger, late, room.bell, room.clock, room.relief.steps
    )

    with pytest.raises(NotYours):
        await seal(conversation, session, TO_RELIEF, wanted, relief)

    assert set() == await room.keyring(conversation)


class _Overtaken:
    """A keyring after whose first write something else happens at once."""

    def __init__(self, keys, then) -> None:
        self._keys = keys
        self._then = then
        self.passed = False

    async def write(self, work):
        """Keep; then let the other thing happen, once."""
        result = await self._keys.write(work)
        if not self.passed:
            self.passed = True
            await self._then()
        return result

    async def read(self, work):
        """Read as ever."""
        return await self._keys.read(work)


async def answered(room: Core, times: int) -> None:
    """Let the police have answered that often in the last hour."""
    at = int(room.clock().timestamp() * 1000) - 3_500_000

    def work(tx) -> None:
        for n in range(times):
            event = tally.Event(at + n, "police", tally.Kind.ANSWERED, 0)
            tally.note(tx, event)

    await room.ledger.write(work)


async def test_a_time_is_promised_only_where_someone_answers(room):
    """Too few answers, or nobody there: unknown. Else from … to … minutes."""
    conversation, _ = await opened(room)
    assert (await look(room, "police"))[conversation].minutes is None

    await answered(room, 10)

    assert (await look(room))[conversation].minutes is None
    low, high = (await look(room, "police"))[conversation].minutes
    assert 1 <= low < high


async def test_every_ticket_is_under_a_key_that_opens_it(room):
    """However the line widens, it never sends her where she could not be read."""
    conversation, _ = await opened(room, targets=("police", "relief"))
    room.clock.pass_(timedelta(minutes=5))
    await look(room)

    known = await room.find(conversation)
    tickets = await room.ledger.read(line.everyone)

    assert Step.LINE is known.step
    assert {("police", 1), ("relief", 1)} == {(t.desk, t.epoch) for t in tickets}
    assert {(t.desk, t.epoch) for t in tickets} <= set(known.sealed_to)


async def test_a_refused_key_does_not_take_the_place_of_a_right_one(room):
    """What she sealed a moment ago still stands, byte for byte."""
    conversation, session = await taken_and_lost(room)
    room.clock.pass_(timedelta(seconds=40))
    wanted = await asked(room, conversation)
    await seal(conversation, session, TO_RELIEF, wanted, room.relief)
    other = [an_envelope("relief", epoch=9, mark=b"other", purpose="relief")]

    with pytest.raises(BadRequest):
        await seal(conversation, session, other, wanted, room.relief)

    kept = await room.keys.read(lambda tx: envelopes(tx, conversation, "relief"))
    assert list(TO_RELIEF) == kept


async def test_a_cut_between_key_and_row_is_put_right_at_the_next_start(room):
    """Sealed anew twice, and the second time the row was not written: it is now."""
    conversation, session = await opened(room)
    for epoch in (2, 3):
        await room.key("police")
        wanted = await asked(room, conversation, "police")
        sealed = [an_envelope("police", epoch=epoch, purpose="relief")]
        relief = room.relief if epoch == 2 else cut_after_the_key(room)
        with contextlib.suppress(PowerCut):
            await seal(conversation, session, sealed, wanted, relief)
    assert {"police": 2} == await room.stands(conversation)
    assert ("relief", "police", 2) not in await room.keyring(conversation)

    await wake(room.house)

    assert {"police": 3} == await room.stands(conversation)
    assert 3 == dict((await room.find(conversation)).sealed_to)["police"]


async def test_a_ticket_never_waits_under_a_key_that_is_gone(room):
    """Sealed anew, she stands under the new key in the same commit."""
    conversation, session = await opened(room)
    await room.key("police")
    wanted = await asked(room, conversation, "police")

    sealed = [an_envelope("police", epoch=2, purpose="relief")]
    await seal(conversation, session, sealed, wanted, room.relief)

    assert {"police": 2} == await room.stands(conversation)


def cut_after_the_key(room: Core) -> Relief:
    """The stores of relief, with power for one more commit of the keyring alone."""
    ledger = Plugged(room.ledger, Plug(left=0))
    return Relief(ledger, room.keys, room.bell, room.clock, room.relief.steps)
