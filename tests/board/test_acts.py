"""What a supervisor does to one conversation, and what everyone else then finds."""

from datetime import timedelta

import pytest
from board.builders import (
    BOTH,
    GENDARME,
    OVERSEER,
    READER,
    SUPERVISOR,
    WHY,
    Hall,
)
from builders import COLLEAGUE, OFFICER, a_sealed, an_envelope

from havre.answering.actions import open_envelopes, take_next
from havre.answering.acts import put_on_hold
from havre.conversation.rules import Stale
from havre.erasure.actions import leave
from havre.erasure.rules import Fate
from havre.errors import NotYours
from havre.journal.rules import Act
from havre.journey import Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.tokens import digest
from havre.staff import duty
from havre.staff.duty import Duty, Status
from havre.transfer.actions import Proposal, offer

pytestmark = pytest.mark.anyio

GENDARMERIE = (("gendarmerie", 1),)
ENVELOPES = tuple(an_envelope(desk) for desk in ("police", "gendarmerie", "relief"))


async def frozen(hall: Hall) -> str:
    """Return a conversation that was left while an officer had it in hand."""
    conversation, token, _ = await hall.core.open_and_take()
    await leave(conversation, digest(token), hall.core.eraser)
    return conversation


async def rows(hall: Hall, conversation: str) -> list[tuple[Act, str, str]]:
    """Return the supervisors' rows about a conversation: act, who, why."""
    acts = (Act.RAISE, Act.MOVE, Act.REASSIGN, Act.HISTORY, Act.PART)
    return [
        (one.act, one.actor, one.detail)
        for one in await hall.journal(conversation)
        if one.act in acts
    ]


# At the head of the line


async def test_whoever_is_raised_is_answered_next(hall: Hall) -> None:
    """Before a danger that came earlier; the journal says who wanted it, and why."""
    await hall.core.open(danger=True)
    conversation, _ = await hall.core.open()

    answer = await hall.act(conversation, "raise")

    assert 204 == answer.status_code
    assert [(Act.RAISE, SUPERVISOR, WHY)] == await rows(hall, conversation)
    held = await hall.core.take(OFFICER)
    assert conversation == held.id


async def test_what_is_to_be_decided_can_be_raised(hall: Hall) -> None:
    """Put back among the others, then raised: it is taken first, and stays frozen."""
    conversation = await frozen(hall)
    await hall.act(conversation, "reassign", member=None)
    await hall.core.ledger.write(lambda tx: tx.execute("UPDATE ticket SET head = 0"))
    await hall.core.open(danger=True)

    assert 204 == (await hall.act(conversation, "raise")).status_code

    held = await hall.core.take(COLLEAGUE)
    assert (conversation, Step.FROZEN) == (held.id, held.step)


@pytest.mark.parametrize("act", ["raise", "move"])
async def test_only_the_line_is_put_in_order(hall: Hall, act: str) -> None:
    """In hand or on hold: refused, and no row says that it was done."""
    conversation, _, held = await hall.core.open_and_take()
    more = {"desk": "police"} if act == "move" else {}
    for _ in range(2):
        answer = await hall.act(conversation, act, **more)
        assert (409, {"code": "wrong-step"}) == (answer.status_code, answer.json())
        if (await hall.core.find(conversation)).step is Step.TALKING:
            await put_on_hold(conversation, OFFICER, held.fence, hall.core.stores)

    assert [] == await rows(hall, conversation)


# In front of another desk


async def test_another_desk_may_answer_whoever_is_moved(hall: Hall) -> None:
    """Beside the first; the moment of her coming and her place are kept."""
    conversation, _ = await hall.core.open(targets=BOTH["targets"], envelopes=ENVELOPES)
    hall.arrive(OFFICER)

    answer = await hall.act(conversation, "move", desk="gendarmerie")

    assert 204 == answer.status_code
    await hall.core.look_at_line()
    assert {"police": 1, "gendarmerie": 1} == await hall.core.stands(conversation)
    assert [(Act.MOVE, SUPERVISOR, f"gendarmerie: {WHY}")] == await rows(
        hall, conversation
    )
    row = await hall.row(conversation)
    assert ["gendarmerie", "police"] == row["desks"]
    assert row["opened_at"] == row["since"]
    held = await hall.core.take(GENDARME)
    assert (conversation, "gendarmerie") == (held.id, held.desk)
    assert {("conversation", "gendarmerie", 1)} == await hall.core.keyring(conversation)


@pytest.mark.parametrize("desk", ["gendarmerie", "police-2", "nowhere", ""])
async def test_nobody_is_moved_where_she_could_not_be_read(
    hall: Hall, desk: str
) -> None:
    """Her key is not sealed to that desk."""
    conversation, _ = await hall.core.open()

    answer = await hall.act(conversation, "move", desk=desk)

    assert (409, {"code": "not-sealed"}) == (answer.status_code, answer.json())
    assert {"police": 1} == await hall.core.stands(conversation)
    assert [] == await rows(hall, conversation)


async def test_moving_twice_is_harmless(hall: Hall) -> None:
    """She stands once in front of each desk."""
    conversation, _ = await hall.core.open()
    for _ in range(2):
        assert 204 == (await hall.act(conversation, "move", desk="relief")).status_code

    assert {"police": 1, "relief": 1} == await hall.core.stands(conversation)


# Into other hands


async def test_a_colleague_has_it_and_the_former_officer_can_do_no_more(
    hall: Hall,
) -> None:
    """A new fence; both desks and both sides are told."""
    conversation, token, held = await hall.core.open_and_take()
    await hall.core.say(conversation, token, 1)
    hall.arrive(COLLEAGUE)
    topics = (f"member:{OFFICER}", f"member:{COLLEAGUE}", f"state:{conversation}")
    hall.listen(*topics)

    answer = await hall.act(conversation, "reassign", member=COLLEAGUE)

    assert (204, b"") == (answer.status_code, answer.content)
    now = await hall.core.find(conversation)
    assert (Step.TALKING, COLLEAGUE, True) == (
        now.step, now.member, now.fence > held.fence,
    )  # fmt: skip
    assert set(topics) == set(hall.heard)
    with pytest.raises((Stale, NotYours)):
        await hall.core.answer(conversation, held.fence, 1)
    assert (await hall.core.answer(conversation, now.fence, 1, COLLEAGUE)).fresh
    assert [(Act.REASSIGN, SUPERVISOR, f"to {COLLEAGUE}: {WHY}")] == await rows(
        hall, conversation
    )


async def status(hall: Hall, **but: object) -> None:
    """Let the colleague be on duty, but for what the test is about."""
    mine = Duty(COLLEAGUE, **but)  # type: ignore[arg-type]
    await hall.core.ledger.write(lambda tx: duty.keep(tx, mine))


@pytest.mark.parametrize("why", ["gone", "pause", "full", "key", "desk", "unknown"])
async def test_nobody_is_given_what_they_could_not_answer(hall: Hall, why: str) -> None:
    """Not here, on pause, no place, no key, not of that desk, nobody: one answer."""
    conversation, _, held = await hall.core.open_and_take()
    whom = {"desk": GENDARME, "key": READER, "unknown": "A" * 22}.get(why, COLLEAGUE)
    if why != "gone":
        hall.arrive(COLLEAGUE)
        hall.arrive(GENDARME)
        hall.arrive(READER)
    if why == "pause":
        await status(hall, status=Status.PAUSE)
    if why == "full":
        await status(hall, capacity=1)
        await hall.core.open()
        await hall.core.take(COLLEAGUE)

    answer = await hall.act(conversation, "reassign", member=whom)

    assert (409, {"code": "not-there"}) == (answer.status_code, answer.json())
    assert held == await hall.core.find(conversation)
    assert [] == await rows(hall, conversation)


async def test_it_is_not_given_to_whoever_has_it(hall: Hall) -> None:
    """Nothing would change but the fence, under the officer's fingers."""
    conversation, _, held = await hall.core.open_and_take()
    hall.arrive(OFFICER)

    answer = await hall.act(conversation, "reassign", member=OFFICER)

    assert (409, {"code": "wrong-step"}) == (answer.status_code, answer.json())
    assert held == await hall.core.find(conversation)


async def test_back_to_the_line_it_comes_to_another_first(hall: Hall) -> None:
    """At its head, and not kept for whoever it was taken from."""
    conversation, token, held = await hall.core.open_and_take()
    await hall.core.say(conversation, token, 1)
    await hall.core.answer(conversation, held.fence, 1)
    await hall.core.open(danger=True)
    hall.listen(f"member:{OFFICER}")

    answer = await hall.act(conversation, "reassign", member=None)

    assert 204 == answer.status_code
    assert {f"member:{OFFICER}": 1} == hall.heard
    assert (await hall.core.find(conversation)).fence > held.fence
    assert [(Act.REASSIGN, SUPERVISOR, f"line: {WHY}")] == await rows(
        hall, conversation
    )
    with pytest.raises((Stale, NotYours)):
        await hall.core.answer(conversation, held.fence, 2)
    preferred = await hall.core.ledger.read(
        lambda tx: tx.execute("SELECT prefers FROM ticket WHERE prefers IS NOT NULL")
    )
    assert [] == preferred
    again = await hall.core.take(COLLEAGUE)
    assert (conversation, 1, 1) == (again.id, again.visitor_last, again.agent_last)


async def test_from_the_line_it_goes_straight_to_a_colleague(hall: Hall) -> None:
    """As if they had taken it: out of the line, and no other desk can read her."""
    conversation, _ = await hall.core.open(**BOTH, envelopes=ENVELOPES)
    hall.arrive(GENDARME)

    assert (
        204 == (await hall.act(conversation, "reassign", member=GENDARME)).status_code
    )

    now = await hall.core.find(conversation)
    assert (GENDARME, "gendarmerie", 1) == (now.member, now.desk, now.epoch)
    assert {} == await hall.core.stands(conversation)
    assert {("conversation", "gendarmerie", 1)} == await hall.core.keyring(conversation)


async def test_a_transfer_that_was_announced_is_over(hall: Hall) -> None:
    """And the desk that was to have it cannot read it any more."""
    conversation, _, held = await hall.core.open_and_take()
    sealed = an_envelope("gendarmerie", purpose="transfer")
    await offer(
        conversation, OFFICER, held.fence, Proposal("gendarmerie", None, (sealed,)),
        hall.core.transfers,
    )  # fmt: skip
    assert ("transfer", "gendarmerie", 1) in await hall.core.keyring(conversation)

    await hall.act(conversation, "reassign", member=None)

    assert (await hall.core.find(conversation)).offer is None
    assert {("conversation", "police", 1)} == await hall.core.keyring(conversation)


@pytest.mark.parametrize("to", [None, COLLEAGUE, SUPERVISOR])
async def test_what_is_to_be_decided_changes_hands_and_stays_frozen(
    hall: Hall, to: str | None
) -> None:
    """Nobody makes her come back: another decides, and can."""
    conversation = await frozen(hall)
    hall.arrive(COLLEAGUE)

    answer = await hall.act(conversation, "reassign", member=to)

    assert answer.status_code in (200, 204)
    now = await hall.core.find(conversation)
    assert (Step.FROZEN, to) == (now.step, now.member)
    assert (to is None) == bool(await hall.core.stands(conversation))
    if to is None:
        assert conversation == (await hall.core.take(COLLEAGUE)).id


async def test_nobody_is_given_somebody_on_hold(hall: Hall) -> None:
    """She is silent: she comes back to the line by herself."""
    conversation, _, held = await hall.core.open_and_take()
    await put_on_hold(conversation, OFFICER, held.fence, hall.core.stores)
    hall.arrive(COLLEAGUE)

    for member in (None, COLLEAGUE, SUPERVISOR):
        answer = await hall.act(conversation, "reassign", member=member)
        assert (409, {"code": "wrong-step"}) == (answer.status_code, answer.json())


# Into the supervisor's own hands


async def test_a_take_over_is_answered_with_what_is_in_hand(hall: Hall) -> None:
    """Whatever places the supervisor has left, paused or not."""
    conversation, _, held = await hall.core.open_and_take(danger=True)
    paused = Duty(SUPERVISOR, Status.PAUSE, capacity=1)
    await hall.core.ledger.write(lambda tx: duty.keep(tx, paused))
    await hall.act(conversation, "join")

    answer = await hall.act(conversation, "reassign", member=SUPERVISOR)

    now = await hall.core.find(conversation)
    assert 200 == answer.status_code
    assert {
        "conversation": conversation, "step": "talking", "fence": now.fence,
        "desk": "police", "danger": True, "minor": False, "language": "fr",
        "opened_at": now.opened_at, "taken_at": milliseconds(hall.core.clock()),
        "exit_at": None, "silent_since": now.seen_at,
        "transmitted": False, "released": False,
    } == answer.json()  # fmt: skip
    assert (SUPERVISOR, ()) == (now.member, now.watchers)
    assert now.fence > held.fence
    assert (Act.REASSIGN, SUPERVISOR, f"take-over: {WHY}") in await rows(
        hall, conversation
    )


@pytest.mark.parametrize("who", [OVERSEER, READER])
async def test_whoever_could_not_answer_takes_nothing_over(
    hall: Hall, who: str
) -> None:
    """Without the key, or without being an officer."""
    conversation, _, held = await hall.core.open_and_take()

    answer = await hall.act(conversation, "reassign", who, member=who)

    assert (409, {"code": "not-there"}) == (answer.status_code, answer.json())
    assert held == await hall.core.find(conversation)


# Reading along


async def test_reading_along_needs_a_reason_a_key_and_tells_her(hall: Hall) -> None:
    """The journal's row, then the keys; her state says that she is watched."""
    conversation, token, _ = await hall.core.open_and_take(minor=True)
    await hall.core.say(conversation, token, 1, a_sealed(b"word"))

    answer = await hall.act(conversation, "join", READER)

    known = await hall.core.find(conversation)
    assert (200, {
        "conversation": conversation, "step": "talking", "desk": "police",
        "danger": False, "minor": True, "language": "fr",
        "opened_at": known.opened_at, "report": False,
    }) == (answer.status_code, answer.json())  # fmt: skip
    assert [(Act.HISTORY, READER, WHY)] == await rows(hall, conversation)
    assert known.watchers
    assert OFFICER == known.member
    opened = await open_envelopes(conversation, READER, "join", hall.core.stores)
    assert ["police"] == [one.desk for one in opened.envelopes]
    assert (await hall.row(conversation, READER))["joined"]
    assert not (await hall.row(conversation, SUPERVISOR))["joined"]


async def test_without_the_desks_key_there_is_nothing_to_read(hall: Hall) -> None:
    """As if it did not exist, and nothing says that it was read."""
    conversation, _, held = await hall.core.open_and_take()
    other, _ = await hall.core.open(
        desks=GENDARMERIE,
        targets=frozenset({("gendarmerie", 1), ("relief", 1)}),
        envelopes=(an_envelope("gendarmerie"), an_envelope("relief")),
    )

    for id_, by in ((conversation, OVERSEER), (other, READER)):
        answer = await hall.act(id_, "join", by)
        assert (404, {"code": "not-found"}) == (answer.status_code, answer.json())
        assert [] == await rows(hall, id_)
    assert held == await hall.core.find(conversation)


async def test_reading_along_lasts_an_hour_counted_anew_each_time(hall: Hall) -> None:
    """Each time with its own row; nobody stands twice among those who read."""
    conversation, _, _ = await hall.core.open_and_take()
    await hall.act(conversation, "join", READER)
    hall.core.clock.pass_(timedelta(minutes=59))
    await hall.act(conversation, "join", READER)
    hall.core.clock.pass_(timedelta(minutes=59))

    async def reads() -> bool:
        known = await hall.core.find(conversation)
        assert 1 == len(known.watchers)
        return known.watched_by(READER, milliseconds(hall.core.clock()))

    assert await reads()
    hall.core.clock.pass_(timedelta(minutes=1))
    assert not await reads()
    assert 2 == len(await rows(hall, conversation))


async def test_whoever_stops_reading_reads_no_more(hall: Hall) -> None:
    """At once; and stopping twice is harmless, and leaves one row."""
    conversation, _, _ = await hall.core.open_and_take()
    await hall.act(conversation, "join", READER)
    await hall.act(conversation, "join", SUPERVISOR)

    for _ in range(2):
        assert 204 == (await hall.act(conversation, "part", READER)).status_code

    with pytest.raises(NotYours):
        await open_envelopes(conversation, READER, "join", hall.core.stores)
    assert [SUPERVISOR] == [
        one for one, _ in (await hall.core.find(conversation)).watchers
    ]
    assert (Act.PART, READER, "") == (await rows(hall, conversation))[-1]
    assert 3 == len(await rows(hall, conversation))


async def test_what_a_supervisor_has_read_is_not_destroyed_unread(hall: Hall) -> None:
    """She leaves the line: an officer has to decide, for somebody knows."""
    conversation, token = await hall.core.open()
    await hall.act(conversation, "join")

    unread, other = await hall.core.open()
    eraser = hall.core.eraser

    assert Fate.FROZEN is await leave(conversation, digest(token), eraser)
    assert Fate.DESTROYED is await leave(unread, digest(other), eraser)


async def test_being_read_takes_her_away_from_no_desk(hall: Hall) -> None:
    """Both forces may still answer whom a supervisor has looked at."""
    conversation, _ = await hall.core.open(**BOTH, envelopes=ENVELOPES)
    for who in (OFFICER, GENDARME):
        hall.arrive(who)
    await hall.act(conversation, "join")

    await hall.core.look_at_line()

    assert {"police": 1, "gendarmerie": 1} == await hall.core.stands(conversation)
    held = await take_next(GENDARME, GENDARMERIE, hall.core.stores)
    assert conversation == held.id
