"""What an officer does with a conversation, and what happens when they vanish."""

from datetime import timedelta

import pytest
from builders import COLLEAGUE, OFFICER, a_sealed, an_envelope

from havre.access import store as keyring
from havre.answering import leases
from havre.answering.actions import (
    Note,
    NumberTaken,
    add_note,
    open_envelopes,
    take_next,
)
from havre.answering.acts import open_report, put_on_hold, timeline
from havre.answering.store import ReportEnvelope
from havre.conversation.rules import BadSeal, Stale
from havre.erasure.silence import sweep_silence
from havre.errors import BadRequest, NotYours
from havre.journey import Step
from havre.staff.actions import Withdrawal

pytestmark = pytest.mark.anyio

POLICE = (("police", 1),)


async def test_the_next_in_line_is_taken_under_a_lease(core):
    """Talking, in this officer's hands, out of the line."""
    conversation, _, held = await core.open_and_take()

    assert (Step.TALKING, OFFICER, 1) == (held.step, held.member, held.fence)
    assert await take_next(COLLEAGUE, POLICE, core.stores) is None
    assert conversation == held.id


async def test_once_a_desk_has_answered_the_others_cannot_read(core):
    """Relief's envelope is destroyed when the police answers."""
    conversation, _, _ = await core.open_and_take()

    left = await core.keys.read(
        lambda tx: keyring.envelopes(tx, conversation, "relief")
    )
    assert [] == left


async def test_only_who_has_the_key_of_that_epoch_takes_it(core):
    """A newcomer with the next key alone does not take what they cannot read."""
    await core.open()

    assert await take_next(COLLEAGUE, (("police", 2),), core.stores) is None
    assert await take_next(OFFICER, POLICE, core.stores) is not None


async def test_another_officer_gets_no_key(core):
    """As if the conversation did not exist."""
    conversation, _, _ = await core.open_and_take()

    with pytest.raises(NotYours):
        await open_envelopes(conversation, COLLEAGUE, "open", core.stores)


async def test_a_timeline_tells_a_taking_once_and_each_reading_after(core):
    """Taking reads too; reading again, after a lock, is an act of its own."""
    conversation, _, _ = await core.open_and_take()
    for reason in ("take", "open"):
        await open_envelopes(conversation, OFFICER, reason, core.stores)

    moments = await timeline(conversation, OFFICER, core.stores)
    assert ["opened", "take", "open"] == [one.what for one in moments]


async def test_notes_are_sealed_numbered_and_repeatable(core):
    """A retry is harmless; another note under its number is refused."""
    conversation, _, held = await core.open_and_take()
    key = an_envelope("police", purpose="note")
    note = Note(1, a_sealed(b"note"), 0, OFFICER)
    for _ in range(2):
        await add_note(conversation, note, held.fence, key, core.stores)

    refused = (
        (Note(1, a_sealed(b"other"), 0, OFFICER), None, NumberTaken),
        (Note(2, b"en clair", 0, OFFICER), None, BadSeal),
        (note, an_envelope("gendarmerie", purpose="note"), BadRequest),
    )
    for other, other_key, why in refused:
        with pytest.raises(why):
            await add_note(conversation, other, held.fence, other_key, core.stores)

    opened = await open_envelopes(conversation, OFFICER, "open", core.stores)
    assert [note.sealed] == [one.sealed for one in opened.notes]
    assert {"conversation", "note"} == {one.purpose for one in opened.envelopes}


async def test_a_report_is_sealed_to_the_desk_and_to_recovery(core):
    """Anything else is refused, and no report is open."""
    conversation, _, held = await core.open_and_take()
    sealed = an_envelope().sealed
    wrong = (
        [ReportEnvelope("police", 1, sealed)],
        [ReportEnvelope("police", 2, sealed), ReportEnvelope("recovery", 1, sealed)],
        [ReportEnvelope("relief", 1, sealed), ReportEnvelope("recovery", 1, sealed)],
    )
    for envelopes in wrong:
        with pytest.raises(BadRequest):
            await open_report(
                conversation, OFFICER, held.fence, envelopes, {"police": 1}, core.stores
            )

    assert not (await core.find(conversation)).report


async def test_a_vanished_officer_loses_the_conversation_to_the_head_of_the_line(core):
    """History, place and all; those who came meanwhile are behind."""
    conversation, token, _ = await core.open_and_take()
    await core.say(conversation, token, 1)
    await core.open(danger=True)

    core.clock.pass_(timedelta(seconds=91))
    await leases.end_lost_leases(core.stores)

    assert Step.LINE is (await core.find(conversation)).step
    again = await take_next(COLLEAGUE, POLICE, core.stores)
    assert (conversation, 1) == (again.id, again.visitor_last)


async def test_who_could_not_open_it_does_not_get_it_back_first(core):
    """A key that opens nothing must not stand between one officer and the line."""
    poison, _, _ = await core.open_and_take()
    waiting, _ = await core.open(danger=True)
    core.clock.pass_(timedelta(seconds=91))
    await leases.end_lost_leases(core.stores)
    tickets = await core.ledger.read(
        lambda tx: tx.execute("SELECT conversation, prefers FROM ticket")
    )

    assert {poison: None, waiting: None} == {
        row["conversation"]: row["prefers"] for row in tickets
    }


async def test_unread_she_comes_back_in_front_of_every_desk_of_hers(core):
    """A commune of both forces: on hold and back, either may still answer."""
    both = (("police", 1), ("gendarmerie", 1))
    envelopes = tuple(an_envelope(desk) for desk in ("police", "gendarmerie", "relief"))
    conversation, token = await core.open(
        desks=both, targets=frozenset({*both, ("relief", 1)}), envelopes=envelopes
    )
    core.clock.pass_(timedelta(minutes=15))
    await sweep_silence(set(), core.eraser)
    await core.say(conversation, token, 1)

    held = await take_next(COLLEAGUE, (("gendarmerie", 1),), core.stores)

    assert conversation == held.id


async def test_an_officer_who_is_there_keeps_it(core):
    """Renewed within the lease, it is never lost."""
    conversation, _, held = await core.open_and_take()
    for _ in range(10):
        core.clock.pass_(timedelta(seconds=60))
        await leases.renew({conversation: held.fence}, core.stores)
        await leases.end_lost_leases(core.stores)

    assert Step.TALKING is (await core.find(conversation)).step


async def test_an_old_fence_renews_nothing(core):
    """A console that was replaced does not keep the lease alive."""
    conversation, _, held = await core.open_and_take()
    core.clock.pass_(timedelta(seconds=80))
    await leases.renew({conversation: held.fence - 1}, core.stores)
    core.clock.pass_(timedelta(seconds=20))
    await leases.end_lost_leases(core.stores)

    assert Step.LINE is (await core.find(conversation)).step


async def test_on_hold_frees_the_officer(core):
    """Not in hand any more; she comes back by writing."""
    conversation, token, held = await core.open_and_take()
    await put_on_hold(conversation, OFFICER, held.fence, core.stores)
    assert Step.HOLD is (await core.find(conversation)).step
    with pytest.raises(Stale):
        await core.answer(conversation, held.fence, 1)

    await core.say(conversation, token, 1)

    assert Step.LINE is (await core.find(conversation)).step


async def test_a_suspended_officer_gives_everything_back(core):
    """Talking returns to the line; frozen waits for another to decide."""
    conversation, _, held = await core.open_and_take()
    withdrawal = Withdrawal(OFFICER, "administrator", 0)

    topics = await core.ledger.write(lambda tx: leases.release(tx, withdrawal))

    assert f"state:{conversation}" in topics
    assert Step.LINE is (await core.find(conversation)).step
    with pytest.raises(Stale):
        await core.answer(conversation, held.fence, 1)
