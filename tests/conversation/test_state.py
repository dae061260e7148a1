"""What each side is told, and that it is told anew when, and only when, it changed."""

from datetime import timedelta

import pytest
from builders import Core, a_sealed, an_envelope

from havre.answering import leases
from havre.answering.actions import Note, add_note
from havre.answering.acts import danger, open_report, put_on_hold
from havre.answering.store import ReportEnvelope
from havre.board.actions import Order, Supervision, join, part
from havre.conversation import store as conversations
from havre.conversation.frames import After, Send, State, Target, Transfer, Typing
from havre.conversation.hub import Connection
from havre.conversation.rules import Conversation, Side
from havre.conversation.seat import Seats
from havre.conversation.state import state_of
from havre.erasure.actions import leave
from havre.errors import NotYours
from havre.keys.store import current_keys
from havre.plumbing.doors import Caller, Who
from havre.plumbing.tokens import digest
from havre.staff import duty
from havre.staff.duty import Status
from havre.staff.shift import set_status
from havre.transfer.actions import Proposal, answer, cancel, offer
from havre.waiting.rules import Place

pytestmark = pytest.mark.anyio

TO_PIA = Proposal("police", "pia", ())
WHY = "une raison de chef de salle"


@pytest.fixture
async def room(core: Core) -> Core:
    """The police with its key: Paul and Pia who answer, Sacha who supervises."""
    await core.key("police", "relief")
    for member, supervises in (("paul", False), ("pia", False), ("sacha", True)):
        await core.hire(member, "police", supervises=supervises)
        core.presence.arrived(member, ["police"])
    return core


async def talking(room: Core) -> tuple[Conversation, str]:
    """A conversation in Paul's hands, and her credential."""
    conversation, token = await room.open()
    held = await room.take("paul")
    assert held is not None
    assert held.id == conversation
    return held, token


async def told(room: Core, conversation: str, side: Side, place=None) -> State:
    """The state that a side is told now."""

    def read(tx) -> State:
        known = conversations.find(tx, conversation)
        assert known is not None
        fence = known.fence if side is Side.AGENT else None
        return state_of(tx, known, side, fence, place, room.house.around)

    return await room.ledger.read(read)


def supervision(room: Core) -> Supervision:
    """What a supervisor's acts are lent."""
    return Supervision(room.stores, room.house.ready)


async def status(room: Core, chosen: Status) -> None:
    """Let Paul choose a status."""
    await set_status("paul", chosen, db=room.ledger, bell=room.bell, now=room.clock)


async def note(room: Core, held: Conversation, number: int) -> None:
    """Let Paul write a note."""
    key = an_envelope("police", purpose="note") if number == 1 else None
    sealed = a_sealed(b"n%d" % number)
    await add_note(
        held.id, Note(number, sealed, 0, "paul"), held.fence, key, room.stores
    )


async def report(room: Core, held: Conversation) -> None:
    """Let Paul open a report."""
    sealed = [
        ReportEnvelope(target, 1, an_envelope().sealed)
        for target in ("police", "recovery")
    ]
    stores, targets = room.stores, {"police": 1}
    await open_report(held.id, "paul", held.fence, sealed, targets, stores)


# What each side sees of each change: (visitor, officer).
BOTH, OFFICER_ALONE, NOBODY = (True, True), (False, True), (False, False)
CHANGES = {
    "paul is away": (lambda room, held, _: status(room, Status.AWAY), BOTH),
    "paul pauses": (lambda room, held, _: status(room, Status.PAUSE), NOBODY),
    "danger": (
        lambda room, held, _: danger(held.id, "paul", held.fence, room.stores), BOTH,
    ),
    "a report": (lambda room, held, _: report(room, held), BOTH),
    "a transfer": (
        lambda room, held, _: offer(
            held.id, "paul", held.fence, TO_PIA, room.transfers
        ),
        BOTH,
    ),
    "a transfer put away that there was not": (
        lambda room, held, _: cancel(held.id, "paul", held.fence, room.transfers),
        NOBODY,
    ),
    "somebody reads along": (
        lambda room, held, _: join(Order(held.id, "sacha", WHY), supervision(room)),
        BOTH,
    ),
    "on hold": (
        lambda room, held, _: put_on_hold(held.id, "paul", held.fence, room.stores),
        BOTH,
    ),
    "a note": (lambda room, held, _: note(room, held, 1), OFFICER_ALONE),
    "her word": (lambda room, held, token: room.say(held.id, token, 1), NOBODY),
    "his word": (
        lambda room, held, _: room.answer(held.id, held.fence, 1, "paul"), NOBODY,
    ),
    "her exit": (
        lambda room, held, token: leave(held.id, digest(token), room.eraser), BOTH,
    ),
    "a lease renewed": (
        lambda room, held, _: leases.renew({held.id: held.fence}, room.stores), NOBODY,
    ),
    "the service closed": (
        lambda room, held, _: room.ledger.write(
            lambda tx: duty.close(tx, duty.SERVICE, "sacha", 0)
        ),
        BOTH,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "seen"), CHANGES.values(), ids=list(CHANGES))
async def test_the_version_differs_when_what_is_told_does_and_only_then(
    room, change, seen
):
    """A change that a side may see has another version; none other has."""
    held, token = await talking(room)
    before = [await told(room, held.id, side) for side in Side]

    await change(room, held, token)

    after = [await told(room, held.id, side) for side in Side]
    assert list(seen) == [
        a.version != b.version for a, b in zip(before, after, strict=True)
    ]


async def test_a_whole_talk_never_comes_back_to_a_version_it_had(room):
    """In line, taken, offered, refused, on hold, back: each told, none like before."""
    conversation, token = await room.open()
    versions = [await told(room, conversation, Side.AGENT)]

    async def then(work) -> None:
        await work
        versions.append(await told(room, conversation, Side.AGENT))

    session, lent = digest(token), room.transfers
    await then(room.take("paul"))
    held = await room.find(conversation)
    await then(offer(conversation, "paul", held.fence, TO_PIA, lent))
    await then(answer(conversation, session, lent, agree=False))
    await then(danger(conversation, "paul", held.fence, room.stores))
    await then(put_on_hold(conversation, "paul", held.fence, room.stores))
    await then(room.say(conversation, token, 1))
    await then(room.take("pia"))

    assert len(versions) == len({one.version for one in versions})


async def test_a_change_of_place_is_told(room):
    """Position, minutes, desks, staffed, keys asked for: each makes a version."""
    conversation, _ = await room.open()
    places = [
        None, Place(1), Place(2), Place(2, (3, 9)),
        Place(2, (3, 9), ("police", "relief")),
        Place(2, (3, 9), ("police", "relief"), staffed=False),
        Place(2, (3, 9), ("police", "relief"), staffed=False, seal=("relief",)),
    ]  # fmt: skip

    states = [await told(room, conversation, Side.VISITOR, one) for one in places]

    assert len(places) == len({one.version for one in states})
    assert (2, 3, 9) == (
        states[3].position,
        states[3].ahead_minutes,
        states[3].ahead_most,
    )


async def test_before_her_place_is_known_she_stands_where_she_asked(room):
    """Else a team that joins meanwhile would be there at first sight, and not told."""
    conversation, _ = await room.open()

    assert ("police",) == (await told(room, conversation, Side.VISITOR)).desks


async def test_outside_the_line_a_place_tells_nothing(room):
    """Taken a moment ago, with the places of a moment ago: none of it is hers."""
    held, _ = await talking(room)
    stale = Place(4, (3, 9), ("police",), staffed=False, seal=("relief",))

    state = await told(room, held.id, Side.VISITOR, stale)

    assert (None, None, None, (), True, ()) == (
        state.position, state.ahead_minutes, state.ahead_most, state.desks,
        state.staffed, state.seal,
    )  # fmt: skip


async def test_only_her_tab_is_asked_to_seal(room):
    """With the present public key of each desk; the officer's console never is."""
    conversation, _ = await room.open()
    await room.key("relief")
    place = Place(1, seal=("relief", "nowhere"))

    hers, theirs = [await told(room, conversation, side, place) for side in Side]

    epoch, public = (await room.ledger.read(current_keys))["relief"]
    assert (Target("relief", epoch, public),) == hers.seal
    assert () == theirs.seal


async def test_an_officers_notes_do_not_show_to_her(room):
    """Neither their number nor, by a new version, their moment."""
    held, _ = await talking(room)
    before = await told(room, held.id, Side.VISITOR)
    for number in (1, 2):
        await note(room, held, number)

    hers, theirs = [await told(room, held.id, side) for side in Side]

    assert before == hers
    assert (0, 2) == (hers.notes, theirs.notes)


async def test_a_transfer_is_told_by_name_and_so_is_her_refusal(room):
    """Who would have it, and that she would rather stay."""
    held, token = await talking(room)
    await offer(held.id, "paul", held.fence, TO_PIA, room.transfers)
    assert (
        Transfer("police", "Pia", False)
        == (await told(room, held.id, Side.VISITOR)).transfer
    )

    await answer(held.id, digest(token), room.transfers, agree=False)

    for side in Side:
        assert (await told(room, held.id, side)).transfer.refused


# Who reads along is nobody's presence, keeps nothing alive and writes nothing.


async def a_watcher(room: Core, held: Conversation) -> tuple[Seats, Connection]:
    """Sacha's tab on a conversation that Paul holds."""
    await join(Order(held.id, "sacha", WHY), supervision(room))
    caller = Caller(Who.SUPERVISOR, "sacha", b"session of sacha")
    return room.seats, await room.seats.sit(held.id, caller)


async def test_reading_along_takes_a_join_with_a_reason(room):
    """Without it the conversation does not exist for them; nor once they part."""
    held, _ = await talking(room)
    caller = Caller(Who.SUPERVISOR, "sacha", b"session of sacha")
    with pytest.raises(NotYours):
        await room.seats.sit(held.id, caller)
    _, seat = await a_watcher(room, held)
    assert seat.watches

    await part(held.id, "sacha", supervision(room))

    with pytest.raises(NotYours):
        await room.seats.sit(held.id, caller)


async def test_who_reads_along_is_nobodys_presence(room):
    """Her side is told neither of their coming nor of their going."""
    held, token = await talking(room)
    seats, seat = await a_watcher(room, held)
    hers = Connection(held.id, Side.VISITOR, held.id, digest(token))
    async with seats.taken(hers):
        await seats.follow(hers, After(0, 0))
        hers.drain()
        async with seats.taken(seat):
            await seats.follow(seat, After(0, 0))
            assert not room.hub.there(held.id, Side.AGENT)
            assert not seats.presence(hers).there

    assert not [frame for frame in hers.drain() if b'"presence"' in frame]


async def test_who_reads_along_keeps_no_lease_alive(room):
    """Paul has vanished: the conversation goes back, whoever still reads it."""
    held, _ = await talking(room)
    seats, seat = await a_watcher(room, held)
    async with seats.taken(seat):
        await seats.follow(seat, After(0, 0))
        assert {} == room.hub.held()
        room.clock.pass_(timedelta(seconds=91))
        await leases.renew(room.hub.held(), room.stores)
        await leases.end_lost_leases(room.stores)

    assert "line" == (await room.find(held.id)).step


async def test_who_reads_along_writes_nothing(room):
    """Not a message, not a sign of writing, whatever fence they bring."""
    held, token = await talking(room)
    seats, seat = await a_watcher(room, held)
    hers = Connection(held.id, Side.VISITOR, held.id, digest(token))
    async with seats.taken(hers), seats.taken(seat):
        await seats.follow(hers, After(0, 0))
        await seats.follow(seat, After(0, 0))
        hers.drain()
        for fence in (held.fence, 0, None):
            with pytest.raises(NotYours):
                await seats.handle(seat, Send(1, a_sealed(b"w"), fence))
        await seats.handle(seat, Typing())

    assert 0 == (await room.find(held.id)).agent_last
    assert not [frame for frame in hers.drain() if b'"typing"' in frame]


async def test_who_reads_along_sees_no_fence_and_her_state_says_so(room):
    """Both are told that someone reads along; no lease comes with it."""
    held, _ = await talking(room)
    seats, seat = await a_watcher(room, held)
    async with seats.taken(seat):
        await seats.follow(seat, After(0, 0))
        states = [frame for frame in seat.drain() if b'"t":"state"' in frame]

    assert [True] == [b'"fence":null' in frame for frame in states]
    assert (await told(room, held.id, Side.VISITOR)).watched


async def test_reading_along_ends_with_its_hour(room):
    """At the next look the tab is shown out."""
    held, _ = await talking(room)
    seats, seat = await a_watcher(room, held)
    async with seats.taken(seat):
        await seats.follow(seat, After(0, 0))
        seat.drain()
        room.clock.pass_(timedelta(hours=1))
        seat.changed()
        await seats.refresh(seat)

    assert (4404, "not-found") == seat.closed
