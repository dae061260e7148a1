"""Danger, notes, whispers, the timeline: what is marked, counted and shown."""

from datetime import timedelta

import pytest
from builders import Core, a_sealed, an_envelope

from havre.alarms import store as alarms
from havre.alarms.rules import Alarm, Kind
from havre.answering.actions import Note, NumberTaken, add_note, open_envelopes
from havre.answering.acts import danger, put_on_hold, timeline
from havre.board.actions import Order, Supervision, join, part, raise_
from havre.conversation.rules import Conversation, Stale
from havre.erasure.actions import decide, leave
from havre.erasure.rules import Family, FollowUp, Outcome
from havre.erasure.store import Decision
from havre.errors import BadRequest, NotYours
from havre.journal.rules import Act
from havre.journal.store import about
from havre.plumbing.tokens import digest

pytestmark = pytest.mark.anyio

WHY = "une raison de chef de salle"
NOTE_KEY = an_envelope("police", purpose="note")


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
    _, token = await room.open()
    held = await room.take("paul")
    assert held is not None
    return held, token


async def alarmed(room: Core) -> list[Alarm]:
    """The alarms that are not over."""
    return await room.ledger.read(alarms.open_)


async def reads_along(room: Core, held: Conversation) -> None:
    """Let Sacha read along."""
    lent = Supervision(room.stores, room.house.ready)
    await join(Order(held.id, "sacha", WHY), lent)


def a_note(number: int, member: str = "paul") -> Note:
    """A sealed note."""
    return Note(number, a_sealed(b"%d%s" % (number, member.encode())), 0, member)


async def whisper(room: Core, held: Conversation, number: int, at: int) -> None:
    """Let Sacha whisper, at a time."""
    one = a_note(number, "sacha")
    told = Note(one.number, one.sealed, at, one.member)
    await add_note(held.id, told, None, None, room.stores)


async def test_danger_marks_for_good_and_alarms_once(room):
    """Pressed twice: one alarm; put on hold and back, it is still a danger."""
    held, token = await talking(room)

    for _ in range(2):
        await danger(held.id, "paul", held.fence, room.stores)

    assert [(Kind.DANGER, held.id)] == [
        (one.cause.kind, one.cause.subject) for one in await alarmed(room)
    ]
    await put_on_hold(held.id, "paul", held.fence, room.stores)
    await room.say(held.id, token, 1)
    assert (await room.take("pia")).danger


async def test_a_danger_that_is_looked_after_is_not_alarmed_anew(room):
    """Pressed once more, it stays with who has it."""
    held, _ = await talking(room)
    await danger(held.id, "paul", held.fence, room.stores)
    (alarm,) = await alarmed(room)
    await room.ledger.write(lambda tx: alarms.take(tx, alarm.id, "sacha"))

    await danger(held.id, "paul", held.fence, room.stores)

    assert [(alarm.id, "sacha")] == [(a.id, a.taken_by) for a in await alarmed(room)]


async def test_only_who_has_her_in_hand_says_danger(room):
    """A colleague, an old fence, a supervisor who reads along: nothing is marked."""
    held, _ = await talking(room)
    await reads_along(room, held)

    for member, fence, why in (
        ("pia", held.fence, NotYours),
        ("paul", held.fence - 1, Stale),
        ("sacha", held.fence, NotYours),
    ):
        with pytest.raises(why):
            await danger(held.id, member, fence, room.stores)

    assert [] == await alarmed(room)
    assert not (await room.find(held.id)).danger
    rows = await room.ledger.read(lambda tx: about(tx, held.id))
    assert Act.DANGER not in [row.act for row in rows]


async def test_a_danger_ends_with_the_decision_and_outlives_an_exit(room):
    """She leaves: still alarmed. Decided: over."""
    held, token = await talking(room)
    await danger(held.id, "paul", held.fence, room.stores)
    await leave(held.id, digest(token), room.eraser)
    assert [Kind.DANGER] == [one.cause.kind for one in await alarmed(room)]

    await room.call_centre(held)
    decision = Decision(Outcome.INFORMED, Family.COUPLE, FollowUp.NOTHING, None)
    await decide(held.id, "paul", held.fence, decision, room.eraser)

    assert [] == await alarmed(room)


async def test_the_timeline_has_acts_and_names_and_not_a_word(room):
    """Oldest first: who did what; the visitor and her words are not in it."""
    held, token = await talking(room)
    await room.say(held.id, token, 1, a_sealed(b"un mot"))
    room.clock.pass_(timedelta(seconds=1))
    await danger(held.id, "paul", held.fence, room.stores)
    await reads_along(room, held)
    await put_on_hold(held.id, "paul", held.fence, room.stores)
    await room.say(held.id, token, 2)
    lent = Supervision(room.stores, room.house.ready)
    await raise_(Order(held.id, "sacha", WHY), lent)
    await room.take("pia")

    moments = await timeline(held.id, "pia", room.stores)

    assert [
        ("opened", None), (Act.TAKE, "Paul"), (Act.DANGER, "Paul"),
        (Act.HISTORY, "Sacha"), (Act.HOLD, "Paul"), (Act.RAISE, "Sacha"),
        (Act.TAKE, "Pia"),
    ] == [(one.what, one.by) for one in moments]  # fmt: skip
    assert sorted(one.at for one in moments) == [one.at for one in moments]
    assert WHY not in repr(moments)
    assert "mot" not in repr(moments)


async def test_a_timeline_is_for_who_holds_it_or_reads_along(room):
    """For anyone else there is no such conversation."""
    held, _ = await talking(room)
    for member in ("pia", "sacha"):
        with pytest.raises(NotYours):
            await timeline(held.id, member, room.stores)

    await reads_along(room, held)

    assert await timeline(held.id, "sacha", room.stores)


async def test_notes_are_counted_once_each(room):
    """Each new number counts; refused ones do not."""
    held, _ = await talking(room)
    await add_note(held.id, a_note(1), held.fence, NOTE_KEY, room.stores)
    await add_note(held.id, a_note(2), held.fence, None, room.stores)
    other = Note(2, a_sealed(b"other"), 0, "paul")
    with pytest.raises(NumberTaken):
        await add_note(held.id, other, held.fence, None, room.stores)
    with pytest.raises(Stale):
        await add_note(held.id, a_note(3), held.fence - 1, None, room.stores)

    assert 2 == (await room.find(held.id)).notes


async def test_a_note_sent_again_is_one_note(room):
    """The answer was lost, the console tries once more: nothing is counted twice."""
    held, _ = await talking(room)
    for _ in range(2):
        await add_note(held.id, a_note(1), held.fence, NOTE_KEY, room.stores)

    assert 1 == (await room.find(held.id)).notes


async def test_a_supervisor_whispers_only_while_reading_along(room):
    """Before the join, after the part, after the hour: refused and not counted."""
    held, _ = await talking(room)
    start = int(room.clock().timestamp() * 1000)
    await add_note(held.id, a_note(1), held.fence, NOTE_KEY, room.stores)
    with pytest.raises(NotYours):
        await whisper(room, held, 2, start)

    await reads_along(room, held)
    await whisper(room, held, 2, start + 3_599_999)
    with pytest.raises(NotYours):
        await whisper(room, held, 3, start + 3_600_000)
    lent = Supervision(room.stores, room.house.ready)
    await part(held.id, "sacha", lent)
    with pytest.raises(NotYours):
        await whisper(room, held, 3, start)

    opened = await open_envelopes(held.id, "paul", "open", room.stores)
    assert ["paul", "sacha"] == [one.member for one in opened.notes]
    assert 2 == (await room.find(held.id)).notes


async def test_without_a_fence_an_officer_notes_nothing(room):
    """A whisper's form is for whoever reads along, not for an officer of old."""
    held, _ = await talking(room)

    with pytest.raises(Stale):
        await add_note(held.id, a_note(1), None, NOTE_KEY, room.stores)

    assert ("note", "police", 1) not in await room.keyring(held.id)


async def test_the_note_key_goes_to_the_desk_that_holds_it(room):
    """To another desk it is refused, and leaves nothing."""
    held, _ = await talking(room)

    key = an_envelope("relief", purpose="note")
    with pytest.raises(BadRequest):
        await add_note(held.id, a_note(1), held.fence, key, room.stores)

    assert {("conversation", "police", 1)} == await room.keyring(held.id)
    assert 0 == (await room.find(held.id)).notes
