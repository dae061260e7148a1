"""Reporting from memory what was destroyed at the exit while in an officer's hands."""

from datetime import timedelta

import pytest
from builders import Core, a_core, a_sealed, an_envelope, on_disk
from report.builders import (
    CENTRE,
    MINUTE,
    NOTHING,
    decided,
    envelopes,
    left_at_once,
    parts,
    remembered,
)

from havre.answering import store as answering
from havre.answering.leases import end_lost_leases
from havre.conversation.actions import found
from havre.conversation.rules import BadSeal, Conversation
from havre.erasure import actions as erasing
from havre.erasure.rules import ExitErases, Fate
from havre.errors import BadRequest, NotYours
from havre.journal.rules import Act
from havre.journal.store import about
from havre.keys.store import desk_epochs
from havre.plumbing.tokens import digest
from havre.report import store
from havre.report.actions import (
    FromMemory,
    forget_memories,
    read,
    write_from_memory,
)
from havre.report.transmitting import memories, transmit
from havre.rounds import retire_keys, wake
from havre.statistics.rules import REPORTS
from havre.statistics.store import counts

pytestmark = pytest.mark.anyio

WORDS, KEY = b"sentinel-words", b"sentinel-key"


async def gone(room: Core, **but: object) -> Conversation:
    """A conversation that was in Paul's hands, destroyed at her exit."""
    mine = (an_envelope("police", mark=KEY), an_envelope("relief", mark=KEY))
    _, token = await room.open(envelopes=mine, **but)
    held = await room.take("paul")
    assert held is not None
    await room.say(held.id, token, 1, a_sealed(WORDS))
    await left_at_once(room, token, held)
    return held


async def noted(room: Core, member: str = "paul") -> list[tuple[str, str]]:
    """What a member may still write down: which, at which desk."""
    at = int(room.clock().timestamp() * 1000)
    found = await room.ledger.read(lambda tx: memories(tx, member, at))
    return [(id_, desk) for id_, desk, _ in found]


async def test_what_is_remembered_stands_by_itself(room):
    """The conversation is gone, to the byte; the report is read by the desk."""
    held = await gone(room)
    assert [(held.id, "police")] == await noted(room)
    assert [] == on_disk(room.path, WORDS) + on_disk(room.path, KEY)

    await remembered(room, held.id)

    assert await room.find(held.id) is None
    assert [] == await noted(room)
    for member in ("paul", "pia", "sacha"):
        told = await read(held.id, member, "after", room.stores)
        assert (1, True, "paul", tuple(parts(b"memory"))) == (
            told.version.number, told.version.memory, told.version.by,
            told.version.parts,
        )  # fmt: skip
        assert ["police"] == [one.target for one in told.envelopes]
    with pytest.raises(NotYours):
        await read(held.id, "gaelle", "after", room.stores)
    rows = await room.ledger.read(lambda tx: about(tx, held.id))
    assert [Act.TAKE, Act.ERASE, Act.FROM_MEMORY] == [one.act for one in rows][:3]


async def test_it_is_counted_as_one_report_once(room):
    """At its end the conversation was one without; the same bytes again add none."""
    held = await gone(room)
    report = FromMemory(held.id, envelopes(), tuple(parts(b"memory")))
    targets = await room.ledger.read(desk_epochs)
    for _ in "ab":
        await write_from_memory(
            report, "paul", targets, room.stores, room.house.count_report
        )

    (counted,) = await room.ledger.read(counts)
    assert (REPORTS, 1) == (counted.measure, counted.number)


async def test_half_an_hour_and_no_longer(room):
    """By the server's clock: at thirty minutes it is as if nothing had been."""
    held = await gone(room)
    room.clock.pass_(30 * MINUTE - timedelta(milliseconds=1))
    assert [(held.id, "police")] == await noted(room)
    room.clock.pass_(timedelta(milliseconds=1))

    assert [] == await noted(room)
    with pytest.raises(NotYours):
        await remembered(room, held.id)


async def test_after_half_an_hour_the_note_itself_is_gone(room):
    """Not before, for somebody may be writing."""
    await gone(room)
    room.clock.pass_(29 * MINUTE)
    await forget_memories(room.stores)
    assert 1 == len(await noted(room))
    room.clock.pass_(MINUTE)

    await forget_memories(room.stores)

    assert [] == await room.ledger.read(lambda tx: tx.execute("SELECT * FROM memory"))


async def test_it_is_for_whoever_had_it_in_hand(room):
    """Not a colleague of the desk, not a supervisor."""
    held = await gone(room)
    for member in ("pia", "gaelle", "sacha"):
        assert [] == await noted(room, member)
        with pytest.raises(NotYours):
            await remembered(room, held.id, member)

    assert [(held.id, "police")] == await noted(room)


async def test_it_is_written_once(room):
    """The same bytes once more are welcome; another text is refused."""
    held = await gone(room)
    await remembered(room, held.id)
    await remembered(room, held.id)

    with pytest.raises(NotYours):
        await remembered(room, held.id, mark=b"another")

    told = await read(held.id, "paul", "after", room.stores)
    assert tuple(parts(b"memory")) == told.version.parts


async def test_it_is_sealed_to_its_desk_and_to_recovery(room):
    """Another desk's key, a former one, none of recovery, clear text: refused."""
    held = await gone(room)
    targets = await room.ledger.read(desk_epochs)
    for sealed_to in (envelopes("gendarmerie"), envelopes(epoch=2), envelopes()[:1]):
        report = FromMemory(held.id, sealed_to, tuple(parts()))
        with pytest.raises(BadRequest):
            await write_from_memory(report, "paul", targets, room.stores)
    clear = FromMemory(held.id, envelopes(), (b"en clair",))
    with pytest.raises(BadSeal):
        await write_from_memory(clear, "paul", targets, room.stores)

    assert [(held.id, "police")] == await noted(room)
    await remembered(room, held.id)


async def test_only_what_was_in_hand_is_remembered(room):
    """In line, on hold after a lost lease, decided, frozen: nobody's to remember."""
    room.exit_erases = ExitErases.IMMEDIATE
    waiting, token = await room.open()
    await erasing.leave(waiting, digest(token), room.eraser)
    lost, token = await room.open()
    await room.take("paul")
    room.clock.pass_(5 * MINUTE)
    await end_lost_leases(room.stores)
    await erasing.leave(lost, digest(token), room.eraser)
    await room.open()
    held = await room.take("paul")
    await decided(room, held, NOTHING)
    room.exit_erases = ExitErases.DECISION
    _, token = await room.open()
    held = await room.take("paul")
    frozen = await erasing.leave(held.id, digest(token), room.eraser)

    assert Fate.FROZEN is frozen
    assert [] == await noted(room)


async def test_nothing_sweeps_it_away(room):
    """Not an erase that is finished later, nor the retirement of former keys."""
    held = await gone(room)
    await remembered(room, held.id)
    await room.key("police")
    room.clock.pass_(room.patience.keep)

    for _ in range(2):
        await erasing.finish(held.id, room.eraser)
        await retire_keys(room.house)
        await wake(room.house)

    assert (await read(held.id, "pia", "after", room.stores)).version.memory


async def test_an_interrupted_erase_takes_nothing_of_it_along(tmp_path):
    """Killed between the intent and the keys; written down; then the erase ends."""
    with a_core(tmp_path) as core:
        await core.key("police")
        await core.hire("paul", "police")
        conversation, token = await core.open(
            envelopes=(an_envelope(mark=KEY), an_envelope("relief"))
        )
        held = await core.take("paul")
        await core.say(conversation, token, 1, a_sealed(WORDS))

        def only_intend(tx):
            known = found(tx, conversation)
            store.remember(tx, conversation, "paul", known.desk, known.seen_at)
            erasing.intend(tx, known, "visitor", 0)

        await core.ledger.write(only_intend)
        await remembered(core, held.id)
        assert on_disk(core.path, WORDS)

    with a_core(tmp_path) as core:
        assert 1 == await erasing.finish_interrupted(core.eraser)

        assert [] == on_disk(core.path, WORDS) + on_disk(core.path, KEY)
        told = await read(conversation, "paul", "after", core.stores)
        assert tuple(parts(b"memory")) == told.version.parts
        kept = await core.ledger.read(
            lambda tx: answering.report_envelopes(tx, conversation)
        )
        assert {"police", "recovery"} == {one.target for one in kept}


async def test_it_can_be_transmitted(room):
    """No conversation is in hand any more: whoever may read it may pass it on."""
    held = await gone(room)
    with pytest.raises(NotYours):
        await transmit(held.id, "paul", None, CENTRE, room.stores)
    await remembered(room, held.id)

    assert await transmit(held.id, "paul", None, CENTRE, room.stores)
    with pytest.raises(NotYours):
        await transmit(held.id, "gaelle", None, CENTRE, room.stores)
