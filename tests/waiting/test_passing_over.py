"""Nobody is passed over for longer than the bound, whatever others say or do.

The rules, the line and every act are the real ones; only the disk is memory.
"""

from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from builders import LEDGER, NOON, Core, StoppedClock, an_envelope
from hypothesis import given, settings
from hypothesis import strategies as st

from havre.access.relief import widen
from havre.answering import leases
from havre.answering.actions import take_next
from havre.answering.acts import put_on_hold
from havre.conversation import store as conversations
from havre.conversation.hub import Hub
from havre.conversation.rules import Conversation
from havre.erasure.silence import sweep_silence
from havre.house import KEYRING
from havre.journey import Step
from havre.plumbing.bell import LocalBell
from havre.plumbing.clock import milliseconds
from havre.plumbing.connection import SqliteTransaction, connect
from havre.plumbing.database import T, Work
from havre.waiting import store as line
from havre.waiting.rules import DANGER_AHEAD

BOUND = DANGER_AHEAD // timedelta(milliseconds=1)
FRONTS = (("police",), ("gendarmerie",), ("police", "gendarmerie"), ("relief",))
OFFICERS = {
    "paul": ("police",),
    "gaelle": ("gendarmerie",),
    "remi": ("relief",),
    "both": ("police", "relief"),
}


class Memory:
    """A store that forgets when the test ends: one work after another, no disk."""

    def __init__(self, *schemas: str) -> None:
        self._connection = connect(Path(":memory:"), "delete")
        for schema in schemas:
            self._connection.executescript(schema)
        self._connection.execute("BEGIN")

    def forget(self) -> None:
        """Forget all that was kept; another evening may begin."""
        self._connection.execute("ROLLBACK")
        self._connection.execute("BEGIN")

    async def write(self, work: Work[T]) -> T:
        """Run `work`; keep nothing of it if it raises."""
        self._connection.execute("SAVEPOINT one")
        try:
            return work(SqliteTransaction(self._connection))
        except BaseException:
            self._connection.execute("ROLLBACK TO one")
            raise
        finally:
            self._connection.execute("RELEASE one")

    async def read(self, work: Work[T]) -> T:
        """Run `work`, which only reads."""
        return work(SqliteTransaction(self._connection))

    async def scrub(self) -> None:
        """Memory leaves no log behind."""

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()


def now(work: Coroutine[object, None, T]) -> T:
    """Run what waits for nothing: no loop, so that a thousand evenings pass quickly."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("it waits")


@dataclass
class Evening:
    """One history: who came, who was answered, who was passed over."""

    core: Core
    tokens: dict[str, str] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    staffed: frozenset[str] = frozenset({"police", "gendarmerie"})

    async def arrive(self, rank: int, danger: bool, minor: bool) -> None:
        """Somebody comes; her key is sealed to every desk, as relief's would be."""
        desks = tuple((desk, 1) for desk in FRONTS[rank % len(FRONTS)])
        targets = frozenset({*desks, ("relief", 1)})
        conversation, token = await self.core.open(
            desks=desks,
            targets=targets,
            envelopes=tuple(an_envelope(desk) for desk, _ in targets),
            danger=danger,
            minor=minor,
        )
        self.tokens[conversation] = token

    async def take(self, rank: int, *_: bool) -> None:
        """An officer takes the next; nobody else may have been passed over."""
        officer, desks = list(OFFICERS.items())[rank % len(OFFICERS)]
        waiting = await self.core.ledger.read(line.everyone)
        keys = tuple((desk, 1) for desk in desks)
        held = await take_next(officer, keys, self.core.stores)
        if held is None:
            return
        for ticket in waiting:
            if ticket.conversation in self.answered or ticket.desk not in desks:
                continue
            passed = held.opened_at - ticket.joined_at
            first = held.id not in self.answered and held.step is Step.TALKING
            assert not first or passed <= BOUND, f"passed over by {passed} ms"
        self.answered.add(held.id)

    async def hold(self, rank: int, *_: bool) -> None:
        """An officer frees their place of someone silent."""
        if held := await self._one(Step.TALKING, rank):
            self.silent.add(held.id)
            member, fence = held.member or "", held.fence
            await put_on_hold(held.id, member, fence, self.core.stores)

    async def fall_silent(self, rank: int, *_: bool) -> None:
        """The tab of somebody in line goes away."""
        if known := await self._one(Step.LINE, rank):
            self.silent.add(known.id)

    async def come_back(self, rank: int, *_: bool) -> None:
        """Somebody on hold writes again."""
        if known := await self._one(Step.HOLD, rank):
            self.silent.discard(known.id)
            number = known.visitor_last + 1
            await self.core.say(known.id, self.tokens[known.id], number)

    async def staff(self, rank: int, *_: bool) -> None:
        """Other desks are staffed from now on."""
        names = ("police", "gendarmerie", "relief")
        self.staffed = frozenset(n for bit, n in enumerate(names) if rank >> bit & 1)

    async def lose(self, *_: object) -> None:
        """Every officer who holds somebody vanishes."""
        self.core.clock.pass_(timedelta(seconds=91))

    async def look(self) -> None:
        """Do what the server does every few seconds."""
        there = set(self.tokens) - self.silent
        await sweep_silence(there, self.core.eraser)
        await leases.end_lost_leases(self.core.stores)
        await widen(self.staffed, self.core.relief)

    async def _one(self, step: Step, rank: int) -> Conversation | None:
        found = await self.core.ledger.read(lambda tx: conversations.in_step(tx, step))
        return found[rank % len(found)] if found else None


ACTS = (
    "arrive", "arrive", "arrive", "take", "take", "hold", "fall_silent", "come_back",
    "staff", "lose",
)  # fmt: skip
HISTORIES = st.lists(
    st.tuples(
        st.sampled_from((0, 0, 1, 3, 8, 16, 31)), st.sampled_from(ACTS),
        st.integers(0, 7),
        st.booleans(), st.booleans(),
    ),
    min_size=5,
    max_size=30,
)  # fmt: skip


@pytest.fixture(scope="module")
def core():
    """The rooms a conversation lives in, in memory."""
    ledger, keys = Memory(*LEDGER), Memory(*KEYRING)
    yield Core(Path(), ledger, keys, LocalBell(), StoppedClock(), Hub())
    ledger.close()
    keys.close()


async def play(core: Core, history) -> None:
    """Let one history happen; `Evening.take` looks at each who is taken."""
    core.ledger.forget()
    core.keys.forget()
    core.clock.at = NOON
    await core.key("police", "gendarmerie", "relief")
    evening = Evening(core)
    for minutes, act, rank, danger, minor in history:
        core.clock.pass_(timedelta(minutes=minutes))
        await evening.look()
        await getattr(evening, act)(rank, danger, minor)


@given(HISTORIES)
@settings(max_examples=1000)
def test_nobody_is_passed_over_for_longer_than_the_bound(core, history):
    """Of two whom a desk could answer, who came 30 minutes before is answered first."""
    now(play(core, history))


def test_who_was_never_answered_comes_back_to_her_own_place(core):
    """Silent, on hold and back: behind whoever came half an hour before her."""
    silence = (16, "fall_silent", 1, False, False), (16, "come_back", 0, False, False)
    first, later = (0, "arrive", 0, False, False), (31, "arrive", 0, False, False)

    now(play(core, [first, later, *silence, (0, "take", 0, False, False)]))

    left = now(core.ledger.read(line.everyone))
    assert [milliseconds(NOON + timedelta(minutes=31))] == [t.joined_at for t in left]
