"""Which reports the list of transmissions gives back, once their talk is over."""

import pytest
from report.builders import (
    CENTRE,
    COURT,
    NOTHING,
    REPORTED,
    decided,
    left_at_once,
    remembered,
    reported,
    sent_to,
)

from havre.report.transmitting import kept, seen, transmit

pytestmark = pytest.mark.anyio


async def given_back(room, member: str) -> frozenset[str]:
    """The conversations whose report `member` may read from the list."""
    return await kept(member, await seen(member, room.stores), room.stores)


async def test_a_report_is_given_back_once_its_talk_is_over(room):
    """To whoever holds the desk's key; while it is in hand, to nobody from there."""
    await room.open(danger=True)
    held = await room.take("paul")
    await reported(room, held)
    await sent_to(room, held, COURT)
    assert frozenset() == await given_back(room, "paul")

    await decided(room, held, REPORTED)

    for member in ("paul", "pia", "sacha"):
        assert frozenset({held.id}) == await given_back(room, member)
    listed = await seen("paul", room.stores)
    assert frozenset() == await kept("gaelle", listed, room.stores)


async def test_what_was_destroyed_is_not_given_back(room):
    """A centre was called and no report opened: nothing is left to be read."""
    await room.open(danger=True)
    held = await room.take("paul")
    await sent_to(room, held, CENTRE)
    await decided(room, held, NOTHING)

    assert 1 == len(await seen("paul", room.stores))
    assert frozenset() == await given_back(room, "paul")


async def test_a_report_from_memory_is_given_back_too(room):
    """Its conversation is destroyed; what the officer wrote is not."""
    _, token = await room.open()
    held = await room.take("paul")
    await left_at_once(room, token, held)
    await remembered(room, held.id)
    await transmit(held.id, "paul", None, COURT, room.stores)

    assert frozenset({held.id}) == await given_back(room, "pia")
