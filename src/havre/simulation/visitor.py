"""A visitor: comes, waits, writes, loses the network, goes on, leaves or is silent."""

import asyncio
import contextlib
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

from havre.client.line import Line
from havre.client.sealing import Side
from havre.client.service import Answer, Refused, Service
from havre.client.visitor import Visitor
from havre.simulation import sentences
from havre.simulation.leading import identity
from havre.simulation.plan import Ending, Story
from havre.simulation.record import Visit, Witness
from havre.simulation.world import World

BETWEEN: Final = 2.0  # minutes between two of her messages, on average
PATIENCE: Final = 4.0  # minutes before she writes again without an answer
AFTER_MIDNIGHT: Final = 10.0  # minutes that a talk still lasts once nobody comes
OVER: Final = frozenset({"frozen", "ended"})
BUSY: Final = frozenset({429, 503})
BUSY_TRIES: Final = 6  # when the service asks to come back in a moment


@dataclass
class Person:
    """One visitor's evening."""

    world: World
    story: Story
    rng: Random
    asked: bool = False

    async def live(self) -> None:
        """Come, stay as long as the story says, and go."""
        opened = await self._open()
        if opened is None:
            self.world.record.count("could not open")
            return
        visit = self.world.record.opened(opened.conversation, self.story)
        line = Line(
            opened,
            Witness.of(self.world.record, visit, Side.VISITOR),
            jitter=self.rng.random,
        )
        self.world.lines[opened.conversation] = line
        presence = asyncio.gather(
            line.run(), self._lose_network(line), self._answer_asks(line, opened)
        )
        try:
            await self._stay(line, visit)
            self._stop_wanting(line, visit)
        finally:
            presence.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await presence
            self.world.lines.pop(opened.conversation, None)
        if visit.ended not in OVER:
            await self._go(line, opened)
        if not self.world.keeps:
            self.world.record.visits.pop(opened.conversation, None)

    async def _open(self) -> Visitor | None:
        for wait in range(BUSY_TRIES):
            try:
                return await asyncio.to_thread(self._knock)
            except (Refused, OSError) as refused:
                self.world.record.count(f"opening refused: {refused}")
                if isinstance(refused, Refused) and refused.status not in BUSY:
                    break
                await asyncio.sleep(2**wait * (0.5 + self.rng.random()))
        return None

    def _knock(self) -> Visitor:
        """Say where she is, her commune too where the service asks, and open."""
        story, service, commune = self.story, Service(self.world.base), None
        if story.postcode is not None:
            route = service.get(f"/v1/route?postcode={story.postcode}")
            if route["ask_commune"]:
                commune = self.rng.choice(route["communes"])["insee"]
        return Visitor.begin(
            service, story.postcode, commune, danger=story.danger, minor=story.minor
        )

    async def _stay(self, line: Line, visit: Visit) -> None:
        leaves_alone = self.story.ending is not Ending.GOODBYE
        stops = self.world.pace.seconds(self.story.stops_after)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(stops if leaves_alone else None):
                await self._talk(line)
                if not self._over(line):
                    await self._goodbye(line, visit)
        if line.closed is not None and line.step not in OVER:
            visit.shut_out = line.closed != "elsewhere"

    async def _talk(self, line: Line) -> None:
        await line.until(lambda: bool(line.step))
        await self.world.type(
            line, sentences.one_of(self.rng, sentences.FIRST), self.rng
        )
        loop, answered, turns = asyncio.get_running_loop(), None, 0
        while not self._over(line):
            if line.step != "talking":
                await self._wait(line)
                continue
            answered = answered or loop.time()
            minutes = (loop.time() - answered) * self.world.pace.evening / 60
            most = self.story.minutes
            if self.world.closing.is_set():
                most = min(most, AFTER_MIDNIGHT)
            if turns and minutes >= most:
                return
            await self._turn(line)
            turns += 1

    async def _wait(self, line: Line) -> None:
        """Be in line, or on hold; write now and then."""
        came = await line.until(
            lambda: self._over(line) or line.step == "talking",
            self.world.pace.seconds(PATIENCE * self.rng.uniform(1, 3)),
        )
        if not came and not line.pending:
            nudge = sentences.one_of(self.rng, sentences.NUDGES)
            await self.world.type(line, nudge, self.rng)

    async def _turn(self, line: Line) -> None:
        heard = line.own.held[Side.AGENT]
        pause = self.rng.expovariate(1 / BETWEEN)
        await line.until(
            lambda: self._over(line), self.world.pace.seconds(min(pause, 10))
        )
        if self._over(line):
            return
        await self.world.type(line, sentences.told(self.rng), self.rng)
        await line.until(
            lambda: self._over(line) or line.own.held[Side.AGENT] > heard,
            self.world.pace.seconds(PATIENCE),
        )

    async def _goodbye(self, line: Line, visit: Visit) -> None:
        visit.finished = True
        await self.world.type(
            line, sentences.one_of(self.rng, sentences.THANKS), self.rng
        )
        heard = line.own.held[Side.AGENT]
        await line.until(
            lambda: (
                self._over(line)
                or (not line.pending and line.own.held[Side.AGENT] > heard)
            ),
            self.world.pace.seconds(PATIENCE * 2),
        )
        await line.until(lambda: self._over(line) or not line.pending, 30)

    def _stop_wanting(self, line: Line, visit: Visit) -> None:
        visit.wants_until = self.world.record.now()
        visit.ended = line.step if line.step in OVER else self.story.ending
        if visit.answered is None:
            visit.gave_up = self.world.record.wall()

    async def _go(self, line: Line, opened: Visitor) -> None:
        """Press the red button, or not: her tab is closed already."""
        if line.closed is not None or self.story.ending is Ending.SILENCE:
            return
        if self.story.ending is Ending.GOODBYE:
            if line.step == "talking":
                await self._last_look(line)
            if self.rng.random() < 0.5:  # she closes the tab: nobody is there any more
                return
        await self.world.ask("exit", opened.leave)

    async def _last_look(self, line: Line) -> None:
        """See by HTTP whether something durable did not come."""
        with contextlib.suppress(Refused, OSError):
            await line.settle()

    async def _lose_network(self, line: Line) -> None:
        at = 0.0
        for when, minutes in self.story.losses:
            await self.world.wait(max(0.0, when - at))
            line.lose_network()
            self.world.record.count("networks lost")
            await self.world.wait(minutes)
            line.regain_network()
            at = when + minutes

    async def _answer_asks(self, line: Line, opened: Visitor) -> None:
        """Seal to whom the service asks for; agree to a transfer, or not."""
        answered: set[str] = set()
        while line.closed is None:
            await self._next_state(line)
            seal, transfer = line.state.get("seal"), line.state.get("transfer")
            if seal:
                await self.world.ask("envelopes", partial(opened.seal_for, seal))
                self.world.record.count("sealed for relief")
            await self._follow_course(line.state.get("course"), opened)
            if transfer is None:
                answered.clear()
            elif not transfer["refused"] and transfer["desk"] not in answered:
                answered.add(transfer["desk"])
                await self._answer_transfer(opened)

    async def _follow_course(self, course: Answer | None, opened: Visitor) -> None:
        """Give her accord, or not; choose one of the hours that are proposed."""
        if course is None:
            return
        called = identity(self.story.number)
        if course["accord"] == "asked" and not self.asked:
            self.asked = True
            agree = partial(opened.give_accord, called)
            act = agree if self.story.agrees else opened.refuse_accord
            await self.world.ask("accord-answer", act)
            self.world.record.count("accords given", int(self.story.agrees))
        elif course["slots"] and course["appointment"] is None:
            slot = self.rng.choice(course["slots"])["slot"]
            chose = partial(opened.choose_hour, slot, called["called"])
            if await self.world.ask("appointment", chose):
                self.world.record.count("hours chosen")

    async def _next_state(self, line: Line) -> None:
        version = line.state.get("version")
        await line.until(lambda: line.state.get("version") != version)

    async def _answer_transfer(self, opened: Visitor) -> None:
        self.world.record.count("transfers announced")
        (agree,) = self.rng.choices((True, False, None), (75, 10, 15))
        if agree is not None:  # silence lets it go
            await self.world.ask(
                "transfer-answer", lambda: opened.answer_transfer(agree=agree)
            )

    def _over(self, line: Line) -> bool:
        return line.closed is not None or line.step in OVER


async def come(world: World, story: Story, seed: int) -> None:
    """Live one story; what fails in it harms nobody else's."""
    rng = Random(f"{seed} said by {story.number}")  # noqa: S311 - words, not a secret
    try:
        await Person(world, story, rng).live()
    except Refused as refused:
        world.record.count(f"visitor stopped: {refused}")
