"""Whatever supervisors, officers and she do, in whatever order: every conversation is
in one place, and whoever is to read it can (house.md §5, 1).
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from board.builders import (
    BOTH,
    GENDARME,
    SUPERVISOR,
    Hall,
    a_hall,
    an_order,
)
from builders import COLLEAGUE, OFFICER, a_core, an_envelope
from hypothesis import given, settings
from hypothesis import strategies as st

from havre.access import store as keyring
from havre.answering import leases
from havre.answering.acts import put_on_hold
from havre.board import actions, reassign, running
from havre.conversation.rules import Conversation
from havre.erasure.actions import decide, leave
from havre.erasure.rules import Family, FollowUp, Outcome
from havre.erasure.silence import sweep_silence
from havre.erasure.store import Decision
from havre.errors import HavreError
from havre.journal.store import first_break
from havre.journey import Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.tokens import digest
from havre.transfer import actions as transfer
from havre.transfer.actions import Proposal
from havre.waiting import store as line

MEMBERS = (OFFICER, COLLEAGUE, GENDARME, SUPERVISOR)
DESKS = ("police", "gendarmerie", "relief")
ENVELOPES = tuple(an_envelope(desk) for desk in DESKS)
NOTHING = Decision(Outcome.INFORMED, Family.NONE, FollowUp.NOTHING, None, 99)


class Evening:
    """One evening: a few visitors, four members, and an act at a time."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.core = hall.core
        self.came: list[tuple[str, str]] = []
        self.said: dict[str, int] = {}
        self.fences: dict[str, int] = {}

    def visitor(self, n: int) -> tuple[str, str]:
        """Return one of those who have come."""
        return self.came[n % len(self.came)]

    async def known(self, n: int) -> Conversation | None:
        """Return one of the conversations as it is now."""
        return await self.core.find(self.visitor(n)[0])

    # Each act gets a member and a number, of which it makes what it needs.

    async def come(self, _member: str, n: int) -> None:
        both = {**BOTH, "envelopes": ENVELOPES} if n % 2 else {}
        self.came.append(await self.core.open(danger=n % 3 == 0, **both))

    async def write(self, _member: str, n: int) -> None:
        conversation, token = self.visitor(n)
        number = self.said.get(conversation, 0) + 1
        await self.core.say(conversation, token, number)
        self.said[conversation] = number

    async def go(self, _member: str, n: int) -> None:
        conversation, token = self.visitor(n)
        await leave(conversation, digest(token), self.core.eraser)

    async def take(self, member: str, _n: int) -> None:
        await self.core.take(member)

    async def hold(self, _member: str, n: int) -> None:
        known = await self.known(n)
        if known and known.member:
            await put_on_hold(known.id, known.member, known.fence, self.core.stores)

    async def decide(self, _member: str, n: int) -> None:
        known = await self.known(n)
        if known and known.member:
            await decide(known.id, known.member, known.fence, NOTHING, self.core.eraser)

    async def offer(self, member: str, n: int) -> None:
        known = await self.known(n)
        if known is None or known.member is None:
            return
        desk = DESKS[n % 3]
        sealed = (an_envelope(desk, purpose="transfer"),)
        proposal = Proposal(
            desk, member if n % 2 else None, sealed if desk != known.desk else ()
        )
        await transfer.offer(
            known.id, known.member, known.fence, proposal, self.core.transfers
        )

    async def agree(self, _member: str, n: int) -> None:
        conversation, token = self.visitor(n)
        await transfer.answer(
            conversation, digest(token), self.core.transfers, agree=bool(n % 2)
        )

    async def raise_(self, _member: str, n: int) -> None:
        await actions.raise_(an_order(self.visitor(n)[0]), self.hall.lent)

    async def move(self, _member: str, n: int) -> None:
        await actions.move(an_order(self.visitor(n)[0]), DESKS[n % 3], self.hall.lent)

    async def to_line(self, _member: str, n: int) -> None:
        await reassign.to_line(an_order(self.visitor(n)[0]), self.hall.lent)

    async def give(self, member: str, n: int) -> None:
        await reassign.give(an_order(self.visitor(n)[0]), member, self.hall.lent)

    async def join(self, _member: str, n: int) -> None:
        await actions.join(an_order(self.visitor(n)[0]), self.hall.lent)

    async def part(self, _member: str, n: int) -> None:
        await actions.part(self.visitor(n)[0], SUPERVISOR, self.hall.lent)

    async def pause(self, _member: str, n: int) -> None:
        await running.pause_desk(
            DESKS[n % 3], SUPERVISOR, self.core.stores, paused=n % 2 == 0
        )

    async def wait(self, _member: str, n: int) -> None:
        self.core.clock.pass_(timedelta(seconds=(1, 61, 95, 16 * 60)[n % 4]))
        await leases.end_lost_leases(self.core.stores)
        await transfer.pass_on_unanswered(self.core.transfers)
        await sweep_silence(set(), self.core.eraser)

    async def arrive(self, member: str, _n: int) -> None:
        self.hall.arrive(member)

    async def look(self, _member: str, _n: int) -> None:
        await self.core.look_at_line()

    async def holds(self) -> None:
        """Fail unless every conversation is in one place."""
        at = milliseconds(self.core.clock())
        tickets = await self.core.ledger.read(line.everyone)
        stands = {one.conversation: set() for one in tickets}
        for one in tickets:
            stands[one.conversation].add((one.desk, one.epoch))
        assert set(stands) <= {conversation for conversation, _ in self.came}
        for conversation, _ in self.came:
            known = await self.core.find(conversation)
            await self._one_place(known, stands.get(conversation, set()), at)
        assert await self.core.ledger.read(first_break) is None

    async def _one_place(
        self, known: Conversation | None, stands: set[tuple[str, int]], at: int
    ) -> None:
        if known is None or known.step is Step.ENDED:
            assert not stands
            return
        held = known.lease_until is not None
        # In line, or to be decided: tickets. In hand: a live lease. On hold: neither.
        assert bool(stands) == (
            known.step is Step.LINE or (known.step is Step.FROZEN and not held)
        )
        assert held == (
            known.step is Step.TALKING or (known.step is Step.FROZEN and not stands)
        )
        if held:
            assert known.member in MEMBERS
            assert known.lease_until >= at
        assert known.offer is None or known.step is Step.TALKING
        assert known.fence >= self.fences.get(known.id, 0)
        self.fences[known.id] = known.fence
        needed = stands or {(known.desk, known.epoch)}
        assert needed <= set(known.sealed_to)
        kept = await self.core.keys.read(
            lambda tx: {
                (one.desk, one.epoch)
                for desk, _ in needed
                for one in keyring.envelopes(tx, known.id, desk)
            }
        )
        assert needed == kept


ACTS: tuple[Callable[[Evening, str, int], Awaitable[None]], ...] = (
    Evening.come, Evening.write, Evening.go, Evening.take, Evening.take, Evening.hold,
    Evening.decide, Evening.offer, Evening.agree, Evening.raise_, Evening.move,
    Evening.to_line, Evening.give, Evening.give, Evening.join, Evening.part,
    Evening.pause, Evening.wait, Evening.arrive, Evening.look,
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(MEMBERS), st.integers(0, 11)),
    max_size=30,
)


async def play(steps: list) -> int:
    """Play an evening; return how many acts were not refused."""
    done = 0
    with tempfile.TemporaryDirectory() as folder, a_core(Path(folder)) as core:
        async with a_hall(core) as hall:
            evening = Evening(hall)
            for n in (0, 1):
                await evening.come("", n)
            for member in MEMBERS:
                hall.arrive(member)
            for act, member, n in steps:
                try:
                    await act(evening, member, n)
                    done += 1
                except HavreError:
                    pass  # refused: then nothing may have changed for the worse
                await evening.holds()
    return done


@given(steps=STEPS)
@settings(max_examples=25)
def test_every_conversation_is_in_one_place_whatever_is_done(steps):
    """In line, with one officer, on hold, frozen or over; never two, never none."""
    asyncio.run(play(steps))


def test_an_evening_does_something():
    """The acts above are not all refused: each is done here once."""
    steps = [
        (Evening.move, "", 1), (Evening.raise_, "", 0), (Evening.join, "", 0),
        (Evening.part, "", 0), (Evening.take, OFFICER, 0), (Evening.write, "", 0),
        (Evening.give, COLLEAGUE, 0), (Evening.offer, OFFICER, 3),
        (Evening.agree, "", 1), (Evening.give, SUPERVISOR, 0), (Evening.to_line, "", 0),
        (Evening.look, "", 0), (Evening.give, OFFICER, 0), (Evening.go, "", 0),
        (Evening.give, COLLEAGUE, 0), (Evening.to_line, "", 0), (Evening.raise_, "", 0),
        (Evening.take, OFFICER, 0), (Evening.hold, "", 1), (Evening.wait, "", 0),
        (Evening.pause, "", 0), (Evening.come, "", 2),
    ]  # fmt: skip

    assert len(steps) - 3 <= asyncio.run(play(steps))
