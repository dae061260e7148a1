"""Whoever a supervisor put in front of a desk stays there while she waits."""

import pytest

from havre.access.relief import Relief, widen
from havre.waiting import store as line
from havre.waiting.rules import Steps, Ticket

pytestmark = pytest.mark.anyio


async def stand(core, conversation: str, desk: str, *, placed: bool) -> set[str]:
    """Put her in front of another desk, look at the line, return where she stands."""

    def work(tx):
        (first,) = line.of(tx, conversation)
        line.join(tx, Ticket(conversation, desk, 1, False, False, False, first.since))
        if placed:
            line.place(tx, conversation, [desk])

    await core.ledger.write(work)
    relief = Relief(core.ledger, core.keys, core.bell, core.clock, Steps())
    await widen(frozenset({"police"}), relief)
    held = await core.ledger.read(lambda tx: line.of(tx, conversation))
    return {one.desk for one in held}


async def test_what_a_supervisor_placed_does_not_fall_away(core):
    """Her first desk can answer: only the desks that joined by themselves go."""
    conversation, _ = await core.open()

    assert {"police"} == await stand(core, conversation, "relief", placed=False)
    assert {"police", "relief"} == await stand(
        core, conversation, "relief", placed=True
    )


async def test_a_place_lasts_as_long_as_the_wait(core):
    """Out of the line, nothing is remembered of it."""
    conversation, _ = await core.open()
    await stand(core, conversation, "relief", placed=True)

    await core.ledger.write(lambda tx: line.leave(tx, conversation))

    assert [] == await core.ledger.read(line.everyone)
