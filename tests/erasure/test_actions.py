"""Leaving, deciding, destroying, over real stores on disk."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import COLLEAGUE, OFFICER, a_core, a_sealed, an_envelope, on_disk

from havre.access import actions as access
from havre.access import store as keyring
from havre.answering import store as answering
from havre.answering.actions import (
    Note,
    add_note,
    open_envelopes,
    take_next,
)
from havre.answering.acts import open_report
from havre.answering.leases import end_lost_leases
from havre.answering.store import ReportEnvelope
from havre.conversation.actions import found
from havre.erasure import actions, silence
from havre.erasure.rules import (
    ExitErases,
    Family,
    Fate,
    FollowUp,
    Outcome,
    Patience,
    Unread,
)
from havre.erasure.store import Decision, intended
from havre.errors import NotYours
from havre.journal import store as journal
from havre.journal.rules import Act
from havre.journey import Step
from havre.plumbing.tokens import digest

pytestmark = pytest.mark.anyio

NOTHING = Decision(Outcome.INTERRUPTED, Family.NONE, FollowUp.NOTHING, None)
WORDS, KEY, NOTE = b"sentinel-words", b"sentinel-key", b"sentinel-note"


async def told(core):
    """A conversation with words, a note and keys that can be searched on disk."""
    envelopes = (an_envelope("police", mark=KEY), an_envelope("relief", mark=KEY))
    conversation, token, held = await core.open_and_take(envelopes=envelopes)
    await core.say(conversation, token, 1, a_sealed(WORDS))
    await add_note(
        conversation,
        Note(1, a_sealed(NOTE), 0, OFFICER),
        held.fence,
        an_envelope("police", mark=KEY, purpose="note"),
        core.stores,
    )
    return conversation, token, held


async def report(core, conversation, fence):
    """Open a report on it."""
    envelopes = [
        ReportEnvelope("police", 1, an_envelope().sealed),
        ReportEnvelope("recovery", 1, an_envelope().sealed),
    ]
    await open_report(
        conversation, OFFICER, fence, envelopes, {"police": 1}, core.stores
    )


async def leave(core, conversation, token, exit_erases=ExitErases.DECISION):
    """The red button."""
    core.exit_erases = exit_erases
    return await actions.leave(conversation, digest(token), core.eraser)


def nothing_left(core):
    """Return the files that still hold a sentinel."""
    return [name for mark in (WORDS, KEY, NOTE) for name in on_disk(core.path, mark)]


async def test_an_unread_line_leaves_no_byte_on_the_disk(core):
    """Gone at once, keys and words, from every file of both stores."""
    conversation, token = await core.open(
        envelopes=(an_envelope("police", mark=KEY), an_envelope("relief", mark=KEY))
    )
    await core.say(conversation, token, 1, a_sealed(WORDS))
    assert nothing_left(core)  # or the test below would prove nothing

    assert Fate.DESTROYED is await leave(core, conversation, token)

    assert [] == nothing_left(core)
    assert await core.find(conversation) is None
    assert await take_next(OFFICER, (("police", 1),), core.stores) is None


async def test_an_opened_conversation_freezes_then_is_destroyed_to_the_byte(core):
    """Frozen, the officer still reads; « rien à transmettre », and nothing is left."""
    conversation, token, held = await told(core)

    assert Fate.FROZEN is await leave(core, conversation, token)
    frozen = await core.find(conversation)
    assert (Step.FROZEN, None, OFFICER) == (frozen.step, frozen.token, frozen.member)
    opened = await open_envelopes(conversation, OFFICER, "open", core.stores)
    assert opened.envelopes
    assert nothing_left(core)

    assert Fate.DESTROYED is await actions.decide(
        conversation, OFFICER, held.fence, NOTHING, core.eraser
    )

    assert [] == nothing_left(core)
    with pytest.raises(NotYours):
        await open_envelopes(conversation, OFFICER, "open", core.stores)


async def test_leaving_twice_and_writing_after_are_refused_alike(core):
    """Her credential opens nothing any more."""
    conversation, token, _ = await core.open_and_take()
    await leave(core, conversation, token)

    with pytest.raises(NotYours):
        await leave(core, conversation, token)
    with pytest.raises(NotYours):
        await core.say(conversation, token, 1)


async def test_an_exit_closes_the_way_back(core):
    """The resume code made before it gives nothing back."""
    conversation, token, _ = await core.open_and_take()
    auth = bytes(32)
    lent = {"ledger": core.ledger, "keys": core.keys}
    wrapped = b"\x01".ljust(61, b"w")
    await access.set_resume_code(
        conversation, digest(token), hashlib.sha256(auth).digest(), wrapped, **lent
    )
    await leave(core, conversation, token)

    with pytest.raises(NotYours):
        await access.resume(auth, bell=core.bell, now=core.clock, **lent)
    assert set() == {
        row for row in await core.keys.read(keyring.everyone) if row != conversation
    }


async def test_immediate_destroys_what_was_read(core):
    """`immediate`: nothing is left, whoever held it."""
    conversation, token, _ = await told(core)

    assert Fate.DESTROYED is await leave(
        core, conversation, token, ExitErases.IMMEDIATE
    )

    assert [] == nothing_left(core)


async def test_device_keeps_for_the_officer_and_the_retention_clock(core):
    """`device`: decided, it waits for the end of its time, then goes."""
    conversation, token, held = await told(core)
    assert Fate.LEFT is await leave(core, conversation, token, ExitErases.DEVICE)
    fate = await actions.decide(conversation, OFFICER, held.fence, NOTHING, core.eraser)
    assert Fate.LEFT is fate

    core.clock.pass_(Patience().keep + timedelta(days=1))
    await silence.sweep_ended(core.eraser)

    assert [] == nothing_left(core)


@pytest.mark.parametrize("setting", ExitErases)
async def test_a_report_survives_exit_and_decision(core, setting):
    """Every word and the report's keys stay, under every setting."""
    conversation, token, held = await told(core)
    await report(core, conversation, held.fence)

    assert Fate.KEPT is await leave(core, conversation, token, setting)
    decision = Decision(Outcome.DIRECTED, Family.SEXUAL, FollowUp.REPORT, None)
    fate = await actions.decide(
        conversation, OFFICER, held.fence, decision, core.eraser
    )

    assert Fate.KEPT is fate
    assert on_disk(core.path, WORDS)
    kept = await core.ledger.read(
        lambda tx: answering.report_envelopes(tx, conversation)
    )
    assert {"police", "recovery"} == {one.target for one in kept}
    core.clock.pass_(timedelta(days=400))
    await silence.sweep_ended(core.eraser)
    assert on_disk(core.path, WORDS)


async def test_the_order_of_commits_decides_between_exit_and_report(core):
    """Racing, either the report came first and it is kept, or it was refused."""
    for _ in range(10):
        conversation, token, held = await core.open_and_take()
        core.exit_erases = ExitErases.IMMEDIATE
        left, opened = await asyncio.gather(
            actions.leave(conversation, digest(token), core.eraser),
            report(core, conversation, held.fence),
            return_exceptions=True,
        )

        if opened is None:
            assert Fate.KEPT is left
        else:
            assert isinstance(opened, NotYours)
            assert Fate.DESTROYED is left


async def test_a_danger_left_unread_is_taken_by_someone_to_decide(core):
    """She tapped "in danger" and left: frozen, and next in line for an officer."""
    conversation, token = await core.open(danger=True)
    assert Fate.FROZEN is await leave(core, conversation, token)

    held = await take_next(COLLEAGUE, (("police", 1),), core.stores)

    assert (conversation, Step.FROZEN) == (held.id, held.step)
    await core.call_centre(held)
    await actions.decide(conversation, COLLEAGUE, held.fence, NOTHING, core.eraser)
    assert await core.find(conversation) is None


async def test_what_was_lost_by_its_officer_then_left_is_decided_by_another(core):
    """In line again when she leaves: someone must come and decide."""
    conversation, token, _ = await core.open_and_take()
    core.clock.pass_(timedelta(minutes=5))
    await end_lost_leases(core.stores)
    assert Fate.FROZEN is await leave(core, conversation, token)

    held = await take_next(COLLEAGUE, (("police", 1),), core.stores)

    assert (conversation, Step.FROZEN) == (held.id, held.step)


async def test_what_she_wrote_last_cannot_be_decided_away_unread(core):
    """A word the officer has not seen refuses the decision; seen, it passes."""
    conversation, token, held = await core.open_and_take()
    await core.say(conversation, token, 1)
    unseen = replace(NOTHING, seen=0)
    with pytest.raises(Unread):
        await actions.decide(conversation, OFFICER, held.fence, unseen, core.eraser)

    seen = replace(NOTHING, seen=1)
    assert Fate.DESTROYED is await actions.decide(
        conversation, OFFICER, held.fence, seen, core.eraser
    )


async def test_a_frozen_one_whose_officer_vanished_is_decided_by_another(core):
    """The lease goes on over a frozen conversation; lost, it is next in line."""
    conversation, token, _ = await core.open_and_take()
    await leave(core, conversation, token)
    core.clock.pass_(timedelta(minutes=5))
    await end_lost_leases(core.stores)

    held = await take_next(COLLEAGUE, (("police", 1),), core.stores)

    assert (conversation, Step.FROZEN) == (held.id, held.step)
    await actions.decide(conversation, COLLEAGUE, held.fence, NOTHING, core.eraser)
    assert await core.find(conversation) is None


async def test_an_interrupted_erase_is_finished(tmp_path):
    """Killed after the intent, before the keys: the next start finishes it."""
    with a_core(tmp_path) as core:
        conversation, _, _ = await told(core)

        def only_intend(tx):
            actions.intend(tx, found(tx, conversation), "visitor", 0)

        await core.ledger.write(only_intend)
        assert nothing_left(core)
        with pytest.raises(NotYours):
            await open_envelopes(conversation, OFFICER, "open", core.stores)

    with a_core(tmp_path) as core:
        assert 1 == await actions.finish_interrupted(core.eraser)

        assert [] == nothing_left(core)
        assert [] == await core.ledger.read(intended)


async def test_silence_frees_then_leaves(core):
    """On hold after 15 minutes; after 2 hours an exit: frozen, for it was read."""
    conversation, _, _ = await core.open_and_take()

    core.clock.pass_(timedelta(minutes=15))
    await silence.sweep_silence(set(), core.eraser)
    assert Step.HOLD is (await core.find(conversation)).step

    core.clock.pass_(timedelta(hours=2))
    await silence.sweep_silence(set(), core.eraser)
    assert Step.FROZEN is (await core.find(conversation)).step

    core.clock.pass_(timedelta(hours=36))
    await silence.sweep_silence(set(), core.eraser)
    assert await core.find(conversation) is None


async def test_who_is_there_is_not_silent(core):
    """An open tab is not silence, however long nothing is written."""
    conversation, _, _ = await core.open_and_take()
    core.clock.pass_(timedelta(hours=5))

    await silence.sweep_silence({conversation}, core.eraser)

    assert Step.TALKING is (await core.find(conversation)).step


async def test_coming_back_from_hold_is_the_head_of_the_line(core):
    """Before those who came meanwhile, and first for the officer who knows her."""
    conversation, token, _ = await core.open_and_take()
    core.clock.pass_(timedelta(minutes=15))
    await silence.sweep_silence(set(), core.eraser)
    await core.open(danger=True)

    await core.say(conversation, token, 1)

    assert Step.LINE is (await core.find(conversation)).step
    assert (
        conversation == (await take_next(COLLEAGUE, (("police", 1),), core.stores)).id
    )


async def test_every_read_and_every_erase_is_in_the_journal(core):
    """Take, open, decide, erase: in that order, and the chain holds."""
    conversation, token, held = await core.open_and_take()
    await open_envelopes(conversation, OFFICER, "take", core.stores)
    await leave(core, conversation, token)
    await actions.decide(conversation, OFFICER, held.fence, NOTHING, core.eraser)

    rows = await core.ledger.read(lambda tx: journal.about(tx, conversation))

    assert [Act.TAKE, Act.OPEN, Act.DECIDE, Act.ERASE] == [row.act for row in rows]
    assert await core.ledger.read(journal.first_break) is None


async def test_no_row_no_read(core):
    """If the journal cannot be written, no key is given."""
    conversation, _, _ = await core.open_and_take()
    await core.ledger.write(lambda tx: tx.execute("DROP TABLE journal"))

    with pytest.raises(Exception, match="journal"):
        await open_envelopes(conversation, OFFICER, "open", core.stores)
