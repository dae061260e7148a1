"""Whatever a station and its visitors do, in whatever order: no hour is given twice."""

import asyncio
import tempfile
from pathlib import Path

from appointment.builders import INES, Agenda, Slip, an_agenda
from builders import a_core
from file.builders import Talk
from hypothesis import given, settings
from hypothesis import strategies as st

from havre.appointment import giving_up, publishing, store
from havre.errors import HavreError
from havre.plumbing.database import Transaction

ACTS = ("take", "move", "cancel", "withdraw", "publish", "forget", "let go")


class Morning:
    """Three people, four hours, and an act at a time."""

    def __init__(self, agenda: Agenda, talks: list[Talk], slots: list[str]) -> None:
        self.agenda = agenda
        self.talks = talks
        self.slots = slots

    async def do(self, act: str, who: int, which: int) -> None:
        """Do one thing."""
        talk, slot = self.talks[who], self.slots[which % len(self.slots)]
        calendar, ledger = self.agenda.calendar, self.agenda.core.ledger
        if act == "take":
            await self.agenda.take(talk, slot, Slip())
        elif act == "move":
            await self.agenda.move(talk, slot)
        elif act == "cancel":
            await self.agenda.cancel(talk)
        elif act == "withdraw":
            await publishing.withdraw(slot, INES, calendar)
        elif act == "publish":
            self.slots += await self.agenda.publish(1 + which)
        elif act == "forget":
            await ledger.write(lambda tx: store.forget(tx, talk.id))
        else:
            await ledger.write(lambda tx: giving_up.let_go(tx, talk.id))

    async def holds(self) -> None:
        """Check that every live appointment has its own hour, and that hour says so."""

        def work(tx: Transaction) -> tuple[list[tuple[str, str]], ...]:
            live = "SELECT id, slot, at FROM appointment WHERE state = 'booked'"
            had = (
                "SELECT appointment, id, at FROM slot WHERE appointment IS NOT NULL"
                " AND withdrawn = 0"
            )
            return tuple(sorted(map(tuple, tx.execute(sql))) for sql in (live, had))

        live, had = await self.agenda.core.ledger.read(work)
        assert live == had
        assert len({slot for _, slot, _ in live}) == len(live)


async def play(steps: list[tuple[str, int, int]]) -> int:
    """Play a morning; return how many acts were not refused."""
    done = 0
    with tempfile.TemporaryDirectory() as folder, a_core(Path(folder)) as core:
        agenda = await an_agenda(core)
        talks = [await agenda.agreed() for _ in range(3)]
        morning = Morning(agenda, talks, await agenda.publish(1, 2, 3, 4))
        for act, who, which in steps:
            try:
                await morning.do(act, who, which)
                done += 1
            except HavreError:
                pass
            await morning.holds()
    return done


@given(
    st.lists(
        st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 7)),
        max_size=25,
    )
)
@settings(max_examples=25)
def test_no_hour_has_two_live_appointments(steps: list[tuple[str, int, int]]) -> None:
    """Nor an appointment two hours, nor a free hour an appointment."""
    asyncio.run(play(steps))


def test_a_morning_does_something() -> None:
    """The acts above are not all refused: each is done here once."""
    steps = [
        ("take", 0, 0), ("take", 1, 1), ("move", 0, 2), ("withdraw", 0, 3),
        ("publish", 0, 3), ("move", 1, 0), ("cancel", 0, 0), ("take", 0, 2),
        ("forget", 1, 0), ("take", 1, 1), ("let go", 1, 0),
    ]  # fmt: skip

    assert len(steps) == asyncio.run(play(steps))
