"""Opening a conversation, and coming back to it with a code."""

import asyncio
import hashlib

import pytest
from builders import a_sealed, an_envelope, on_disk

from havre.access import actions, store
from havre.conversation.rules import BadSeal, Exists, NoDesk
from havre.errors import BadRequest, NotYours
from havre.journey import Step
from havre.plumbing.tokens import digest, new_id

pytestmark = pytest.mark.anyio

AUTH = b"a".ljust(32, b"a")
WRAPPED = b"\x01".ljust(61, b"w")


def lent(core) -> dict:
    """What the actions are lent."""
    return {"ledger": core.ledger, "keys": core.keys}


async def make_code(core, conversation, token, auth=AUTH):
    """Make a resume code, as a tab does."""
    auth_hash = hashlib.sha256(auth).digest()
    await actions.set_resume_code(
        conversation, digest(token), auth_hash, WRAPPED, **lent(core)
    )


async def resume(core, auth=AUTH):
    """Come back with a code."""
    return await actions.resume(auth, bell=core.bell, now=core.clock, **lent(core))


async def test_she_is_in_line_before_anyone_has_come(core):
    """Opened, she waits, and may write at once."""
    conversation, token = await core.open()

    assert Step.LINE is (await core.find(conversation)).step
    assert (await core.say(conversation, token, 1)).fresh


async def test_the_key_is_sealed_to_exactly_the_desks_of_the_route(core):
    """One envelope less, one more, another epoch or twice the same: refused."""
    wrong = (
        (an_envelope("police"),),
        (an_envelope("police"), an_envelope("relief"), an_envelope("gendarmerie")),
        (an_envelope("police", epoch=2), an_envelope("relief")),
        (an_envelope("police"), an_envelope("police")),
    )
    for envelopes in wrong:
        with pytest.raises(BadRequest):
            await core.open(envelopes=envelopes)

    assert set() == await core.keys.read(store.everyone)


async def test_an_envelope_in_clear_is_refused(core):
    """32 bytes of key in the open never reach the keyring."""
    bare = store.Envelope("police", 1, bytes(32))

    with pytest.raises(BadSeal):
        await core.open(envelopes=(bare, an_envelope("relief")))


async def test_without_a_desk_that_can_read_nothing_is_opened(core):
    """She is told at once instead of writing to nobody."""
    with pytest.raises(NoDesk):
        await core.open(desks=(), targets=frozenset(), envelopes=())


async def test_fifty_racing_openings_of_one_id_open_once(core):
    """One wins; the losers leave no key behind (peers.md §7.2 #9)."""
    id_ = new_id()

    async def attempt(n: int) -> str:
        mark = b"opening-%02d" % n
        envelopes = (an_envelope("police", mark=mark), an_envelope("relief", mark=mark))
        await core.open(conversation=id_, envelopes=envelopes)
        return mark.decode()

    results = await asyncio.gather(
        *(attempt(n) for n in range(50)), return_exceptions=True
    )
    winners = [result for result in results if isinstance(result, str)]

    assert 1 == len(winners)
    assert all(isinstance(r, Exists) for r in results if not isinstance(r, str))
    kept = await core.keys.read(lambda tx: store.envelopes(tx, id_, "police"))
    assert winners == [kept[0].sealed[1:11].decode()]


async def test_an_id_that_is_used_cannot_be_opened_over(core):
    """Whoever learned an id cannot replace the keys of its conversation."""
    conversation, _, _ = await core.open_and_take()
    before = await core.keys.read(
        lambda tx: store.envelopes(tx, conversation, "police")
    )

    with pytest.raises(Exists):
        await core.open(
            conversation=conversation,
            desks=(("relief", 1),),
            targets=frozenset({("relief", 1)}),
            envelopes=(an_envelope("relief", mark=b"foreign"),),
        )

    after = await core.keys.read(lambda tx: store.envelopes(tx, conversation, "police"))
    assert before == after
    assert [] == on_disk(core.path, b"foreign")


async def test_a_code_gives_a_new_credential_and_ends_the_former(core):
    """The newest tab writes; the former is told that it no longer does."""
    conversation, token = await core.open()
    await make_code(core, conversation, token)

    resumed = await resume(core)

    assert (conversation, WRAPPED, Step.LINE) == (
        resumed.conversation,
        resumed.wrapped,
        resumed.step,
    )
    assert (await core.say(conversation, resumed.token, 1)).fresh
    with pytest.raises(NotYours):
        await core.say(conversation, token, 2, a_sealed(b"former"))


async def test_a_second_code_ends_the_first(core):
    """Only the last code made is good."""
    conversation, token = await core.open()
    await make_code(core, conversation, token)
    await make_code(core, conversation, token, b"b" * 32)

    with pytest.raises(NotYours):
        await resume(core)
    assert conversation == (await resume(core, b"b" * 32)).conversation


async def test_unknown_and_spent_codes_are_one_answer(core):
    """Nothing tells a wrong code from one whose visitor has left."""
    with pytest.raises(NotYours):
        await resume(core)


async def test_a_tab_without_access_cannot_make_a_code(core):
    """And leaves no wrap behind for trying."""
    conversation, _ = await core.open()

    with pytest.raises(NotYours):
        await make_code(core, conversation, "not-her-token")

    found = await core.keys.read(
        lambda tx: store.find_resume(tx, hashlib.sha256(AUTH).digest())
    )
    assert found is None


async def test_keys_of_an_interrupted_opening_are_swept_at_start(core):
    """Killed between the keyring and the ledger: keys without a conversation go."""
    orphan = new_id()
    conversation, _ = await core.open()
    await core.keys.write(lambda tx: store.add(tx, orphan, an_envelope()))

    await actions.sweep_keys(**lent(core))

    assert {conversation} == await core.keys.read(store.everyone)
