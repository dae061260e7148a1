"""The message path over a real store."""

import asyncio

import pytest
from builders import COLLEAGUE, OFFICER, a_sealed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from havre.answering.actions import take_next
from havre.answering.leases import end_lost_leases
from havre.conversation import store
from havre.conversation.rules import BadSeal, Gap, Side, Stale
from havre.errors import NotYours

pytestmark = pytest.mark.anyio


async def test_a_resend_is_acknowledged_once_more_and_kept_once(core):
    """The same bytes under the same number: same answer, one row."""
    conversation, token = await core.open()
    first = await core.say(conversation, token, 1)
    again = await core.say(conversation, token, 1)

    assert (True, False) == (first.fresh, again.fresh)
    assert again.same
    assert first.message == again.message


async def test_other_bytes_under_a_used_number_are_told_so(core):
    """A second tab sees that the number is taken, and by how far it is behind."""
    conversation, token = await core.open()
    await core.say(conversation, token, 1, a_sealed(b"one tab"))
    await core.say(conversation, token, 2)
    late = await core.say(conversation, token, 1, a_sealed(b"other tab"))

    assert (False, False, 2) == (late.fresh, late.same, late.last)


async def test_a_skipped_number_is_refused(core):
    """Nothing is kept beyond a hole."""
    conversation, token = await core.open()

    with pytest.raises(Gap):
        await core.say(conversation, token, 2)


async def test_clear_text_never_reaches_the_store(core):
    """The server refuses what is not sealed (peers.md §7.2 #11)."""
    conversation, token = await core.open()

    with pytest.raises(BadSeal):
        await core.say(conversation, token, 1, b"Bonjour, j'ai peur")


async def test_fifty_racing_officers_take_one_conversation_once(core):
    """One transaction decides who answers (peers.md §7.2 #9)."""
    conversation, _ = await core.open()

    takers = [
        take_next(f"officer-{n:014d}", (("police", 1),), core.stores) for n in range(50)
    ]
    taken = [one for one in await asyncio.gather(*takers) if one is not None]

    assert [conversation] == [one.id for one in taken]
    assert taken[0].member == (await core.find(conversation)).member


async def test_a_stale_officer_is_refused(core):
    """After the lease went to a colleague, the former's words do not pass."""
    conversation, _, held = await core.open_and_take()
    core.clock.pass_(core.stores.lease * 2)
    await end_lost_leases(core.stores)
    again = await take_next(COLLEAGUE, (("police", 1),), core.stores)

    assert conversation == again.id
    with pytest.raises(NotYours):
        await core.answer(conversation, held.fence, 1)
    await core.answer(conversation, again.fence, 1, COLLEAGUE)
    with pytest.raises(Stale):
        await core.answer(conversation, held.fence, 2, COLLEAGUE)


async def test_the_history_comes_in_the_order_it_was_kept(core):
    """Both directions interleaved as they happened, after what is held already."""
    conversation, token, held = await core.open_and_take()
    await core.say(conversation, token, 1)
    await core.answer(conversation, held.fence, 1)
    await core.say(conversation, token, 2)

    history = await core.ledger.read(
        lambda tx: store.messages_after(tx, conversation, 1, 0, 10)
    )

    assert [(Side.AGENT, 1), (Side.VISITOR, 2)] == [
        (message.side, message.number) for message in history
    ]


@given(order=st.lists(st.integers(1, 6), min_size=1, max_size=30))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_whatever_is_thrown_at_the_line_what_passes_is_1_2_3(core, order):
    """Any order, any repetition: no gap, no double, each as first sent."""
    conversation, token = await core.open()
    kept = []
    for n, number in enumerate(order):
        try:
            relayed = await core.say(conversation, token, number, a_sealed(b"%d" % n))
        except Gap:
            continue
        if relayed.fresh:
            kept.append(relayed.message)

    stored = await core.ledger.read(
        lambda tx: store.messages_after(tx, conversation, 0, 0, 100)
    )

    assert kept == stored
    assert list(range(1, len(kept) + 1)) == [message.number for message in kept]


async def test_an_unknown_conversation_and_anothers_are_one_answer(core):
    """Whoever guesses learns nothing."""
    conversation, token = await core.open()
    other, _ = await core.open()

    for id_ in (other, "AAAAAAAAAAAAAAAAAAAAAA"):
        with pytest.raises(NotYours):
            await core.say(id_, token, 1)
    with pytest.raises(NotYours):
        await core.answer(conversation, 0, 1, OFFICER)
