"""Writing a report, version after version; who reads it, now and afterwards."""

import asyncio

import pytest
from builders import NOON, Core, a_sealed
from hypothesis import given
from hypothesis import strategies as st
from report.builders import REPORTED, decided, parts, reported, sent_to

from havre.conversation.rules import BadSeal, Conversation, Full, Stale
from havre.erasure import actions as erasing
from havre.erasure import silence
from havre.erasure.rules import Fate
from havre.errors import HavreError, NotYours
from havre.journal.rules import Act
from havre.journal.store import about
from havre.keys.actions import retire
from havre.plumbing.tokens import digest
from havre.report import store, written
from havre.report.actions import read, write
from havre.report.rules import VERSIONS_MOST, NeedsReport, VersionTaken
from havre.rounds import retire_keys

pytestmark = pytest.mark.anyio


async def talking(room: Core, **but: object) -> tuple[Conversation, str]:
    """A conversation in Paul's hands, and her credential."""
    _, token = await room.open(**but)
    held = await room.take("paul")
    assert held is not None
    return held, token


async def writes(room: Core, held: Conversation, n: int, sealed: list[bytes]) -> None:
    """Let Paul write a version."""
    await write(held.id, "paul", held.fence, n, sealed, room.stores)


async def kept(room: Core) -> tuple[Conversation, str]:
    """A report of one version, whose conversation is decided."""
    held, token = await talking(room)
    await reported(room, held)
    await writes(room, held, 1, parts(count=4))
    await erasing.leave(held.id, digest(token), room.eraser)
    assert Fate.KEPT is await decided(room, held, REPORTED)
    return held, token


async def test_the_last_version_is_read(room):
    """Nothing before the first; then the last one, whole, with who wrote it."""
    held, _ = await talking(room)
    before = await read(held.id, "paul", "open", room.stores)
    assert (0, (), [], None) == (
        before.version.number, before.version.parts, before.envelopes, before.version.at
    )  # fmt: skip
    await reported(room, held)
    await writes(room, held, 1, parts(b"first"))
    await writes(room, held, 2, parts(b"second", 4))

    found = await read(held.id, "paul", "open", room.stores)

    assert (2, tuple(parts(b"second", 4)), "paul", False) == (
        found.version.number, found.version.parts, found.version.by,
        found.version.memory,
    )  # fmt: skip
    assert ["police"] == [one.target for one in found.envelopes]


async def test_without_a_report_nothing_is_written(room):
    """One click first: she must see that a report is open."""
    held, _ = await talking(room)

    with pytest.raises(NeedsReport):
        await writes(room, held, 1, parts())


async def test_of_two_texts_for_one_version_one_is_kept(room):
    """Two consoles write at once: the second is told to read again, nothing is lost."""
    held, _ = await talking(room)
    await reported(room, held)
    mine, theirs = parts(b"mine"), parts(b"theirs")

    told = await asyncio.gather(
        writes(room, held, 1, mine), writes(room, held, 1, theirs),
        return_exceptions=True,
    )  # fmt: skip

    assert 1 == sum(isinstance(one, VersionTaken) for one in told)
    won = mine if told[0] is None else theirs
    found = await read(held.id, "paul", "open", room.stores)
    assert (1, tuple(won)) == (found.version.number, found.version.parts)


async def test_a_version_sent_again_is_one_version(room):
    """The answer was lost: once more is welcome, even after the next one."""
    held, _ = await talking(room)
    await reported(room, held)
    for n in (1, 1, 2, 1):
        await writes(room, held, n, parts(b"%d" % n, 2))

    assert 2 == await room.ledger.read(lambda tx: written.last(tx, held.id))
    rows = await room.ledger.read(lambda tx: about(tx, held.id))
    assert ["version 1", "version 2"] == [
        one.detail for one in rows if one.act is Act.REPORT_TEXT
    ]


async def test_no_version_is_skipped_and_none_goes_on_for_ever(room):
    """The next is the last plus one."""
    held, _ = await talking(room)
    await reported(room, held)
    for n in (2, 7):
        with pytest.raises(VersionTaken):
            await writes(room, held, n, parts())

    def many(tx):
        written.add(tx, held.id, VERSIONS_MOST, parts(), by="paul", at=0)

    await room.ledger.write(many)
    with pytest.raises(Full):
        await writes(room, held, VERSIONS_MOST + 1, parts())


@given(st.binary(max_size=400), st.integers(0, 3))
def test_only_sealed_parts_are_kept(clear, place):
    """Clear text in one of the parts: nothing of the version is kept."""
    sealed = parts(count=4)
    sealed[place] = clear
    if len(clear) == 285 and clear[:1] == b"\x01":
        return

    with pytest.raises(BadSeal):
        asyncio.run(write("conversation", "paul", 1, 1, sealed, NOWHERE))


class Nowhere:
    """Stores that are never reached."""

    def now(self):
        """Return a time."""
        return NOON


NOWHERE = Nowhere()


async def test_only_who_holds_it_writes_and_reads(room):
    """A colleague of the desk, a former lease, a supervisor: nothing is there."""
    held, _ = await talking(room)
    await reported(room, held)
    for member in ("pia", "gaelle", "sacha"):
        with pytest.raises(NotYours):
            await write(held.id, member, held.fence, 1, parts(), room.stores)
        for reason in ("open", "after"):
            with pytest.raises(NotYours):
                await read(held.id, member, reason, room.stores)
    with pytest.raises(Stale):
        await write(held.id, "paul", held.fence - 1, 1, parts(), room.stores)

    assert 0 == await room.ledger.read(lambda tx: written.last(tx, held.id))


async def test_a_report_outlives_the_exit_the_decision_and_the_sweeps(room):
    """Kept, keys and all, whatever time does; who has the desk's key reads it."""
    held, _ = await kept(room)
    for _ in range(3):
        room.clock.pass_(room.patience.keep)
        await silence.sweep_silence(set(), room.eraser)
        await silence.sweep_ended(room.eraser)
        await erasing.finish_interrupted(room.eraser)
        await retire_keys(room.house)

    for member in ("paul", "pia", "sacha"):
        found = await read(held.id, member, "after", room.stores)
        assert tuple(parts(count=4)) == found.version.parts
        assert ["police"] == [one.target for one in found.envelopes]
    rows = await room.ledger.read(lambda tx: about(tx, held.id))
    assert [("paul", "after"), ("pia", "after"), ("sacha", "after")] == [
        (one.actor, one.detail) for one in rows if one.act is Act.REPORT_READ
    ]


async def test_afterwards_too_it_is_for_who_has_the_key(room):
    """Another desk, or a key that was taken back: nothing is there."""
    held, _ = await kept(room)

    with pytest.raises(NotYours):
        await read(held.id, "gaelle", "after", room.stores)
    with pytest.raises(HavreError):
        await read(held.id, "paul", "open", room.stores)
    with pytest.raises(NotYours):
        await read("A" * 22, "paul", "after", room.stores)


async def test_a_renewed_key_leaves_the_former_one_to_read_with(room):
    """A report sealed to the former epoch keeps its holders' grants."""
    held, _ = await kept(room)
    await room.key("police")
    await room.grant("pia", "police")
    room.clock.pass_(room.patience.keep)

    await retire_keys(room.house)

    assert await read(held.id, "pia", "after", room.stores)
    forgotten = frozenset()  # what would be retired if no report were looked at
    await retire(forgotten, db=room.ledger, now=room.clock)
    with pytest.raises(NotYours):
        await read(held.id, "pia", "after", room.stores)


async def test_no_row_no_read(room):
    """If the journal cannot be written, no text is given and none is kept."""
    held, _ = await talking(room)
    await reported(room, held)
    await room.ledger.write(lambda tx: tx.execute("DROP TABLE journal"))

    with pytest.raises(Exception, match="journal"):
        await read(held.id, "paul", "open", room.stores)
    with pytest.raises(Exception, match="journal"):
        await writes(room, held, 1, parts())
    assert 0 == await room.ledger.read(lambda tx: written.last(tx, held.id))


async def test_what_is_destroyed_leaves_no_text(room):
    """Forgetting takes the text along; that something was passed on stays."""
    held, _ = await talking(room)
    await reported(room, held)
    await writes(room, held, 1, [a_sealed(b"mark")])
    await sent_to(room, held)

    for _ in range(2):
        await room.ledger.write(lambda tx: store.forget(tx, held.id))

    assert 0 == await room.ledger.read(lambda tx: written.last(tx, held.id))
    assert await room.ledger.read(lambda tx: store.of_conversation(tx, held.id))
