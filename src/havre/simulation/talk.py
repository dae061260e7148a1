"""One conversation in an officer's hands: read, answer, hold, report, decide."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from random import Random
from typing import Final

from havre.client.in_hand import InHand
from havre.client.line import Line
from havre.client.officer import Officer
from havre.client.sealing import Side
from havre.client.service import Answer, Refused
from havre.client.visitor import Correspondent
from havre.simulation import sentences
from havre.simulation.leading import OUTCOMES, Leading
from havre.simulation.plan import Story, Way, Who
from havre.simulation.record import Visit, Witness
from havre.simulation.world import World

SILENCE: Final = 5.0  # minutes without a word before the officer asks, then holds
LEADS_FROM: Final = 3  # turns: after the report, if there is one
UNREAD_TRIES: Final = 5  # she may write while the officer decides
TRANSFERRED: Final = 0.04  # of conversations: offered to national relief
FAMILIES: Final = ("sexual", "couple", "harassment", "online", "other")
MISTAKES: Final = ("out-of-scope", "abuse", "test", "wrong-service")


@dataclass(eq=False)
class Talk:
    """A tab of the console.

    Attributes:
        hand: an officer types one message at a time, whatever they have in hand.
    """

    world: World
    officer: Officer
    held: Answer
    rng: Random
    hand: asyncio.Lock
    line: Line | None = None
    turns: int = 0
    reported: bool = False
    _offered: bool = field(default=False)
    _flagged: bool = field(default=False)
    _leading: Leading | None = field(default=None)

    @property
    def conversation(self) -> str:
        """Its id."""
        return str(self.held["conversation"])

    @property
    def takes_a_place(self) -> bool:
        """A frozen one does not: nobody is there to be answered."""
        return str(self.held["step"]) != "frozen"

    async def last(self, reason: str) -> None:
        """Open it and stay until it leaves these hands."""
        try:
            own = await asyncio.to_thread(self.officer.open, self.held, reason)
        except (Refused, LookupError, OSError) as error:
            self.world.record.count(f"could not open in hand: {error}")
            await asyncio.sleep(1)
            return
        visit = self.world.visit(self.conversation)
        line = self.line = Line(own, self._witness(visit, own), jitter=self.rng.random)
        running = asyncio.create_task(line.run())
        try:
            await self._talk(line, visit)
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
        if line.closed is None and line.step in ("talking", "frozen"):
            await self._conclude(line, own, visit)

    def _witness(self, visit: Visit | None, own: Correspondent) -> Witness:
        if visit is not None:
            if visit.answered is None and self.takes_a_place:
                opened, taken = self.held["opened_at"], self.held.get("taken_at")
                now = self.world.record.wall()
                visit.answered = (opened, taken or now, self.held["desk"])
            return Witness.of(self.world.record, visit, Side.AGENT)
        # Somebody who tries the service by hand: nothing of theirs is kept.
        nobody = Visit(own.conversation, None, 0.0)
        return Witness.of(self.world.record, nobody, Side.AGENT)

    async def _talk(self, line: Line, visit: Visit | None) -> None:
        """Answer until she has gone, or is silent for too long."""
        await line.until(lambda: bool(line.step))
        answered, asked = -1, False  # the first word is the officer's
        while not self._gone(line):
            spoke = await self._hears(line, answered)
            if self._gone(line):
                return
            if spoke:
                answered, asked = await self._answer(line, visit), False
            elif asked or (not line.there and visit is not None and visit.finished):
                return
            else:
                await self._say(line, sentences.STILL_THERE)
                asked = True

    async def _hears(self, line: Line, known: int) -> bool:
        """Wait for a word after the `known` ones; return True if there is one."""
        return await line.until(
            lambda: self._gone(line) or line.own.held[Side.VISITOR] > known,
            self.world.pace.seconds(SILENCE),
        )

    async def _answer(self, line: Line, visit: Visit | None) -> int:
        """Read and answer; return the last of her messages that was read."""
        read = line.own.held[Side.VISITOR]
        if visit is None and self.turns == 0:  # who writes by hand knows it at once
            await line.say(sentences.HONEST[0])
        else:
            await asyncio.sleep(self.world.read_for(120) * self.rng.uniform(0.5, 2))
            await self._say(line, self._words(visit))
        self.turns += 1
        if visit is not None and visit.story is not None:
            await self._act(line, visit.story)
        return read

    def _words(self, visit: Visit | None) -> str:
        if visit is None:
            return sentences.HONEST[1]
        if visit.finished:
            return sentences.FAREWELL
        if self.turns == 0:
            return sentences.one_of(self.rng, sentences.GREETINGS)
        return sentences.told(self.rng, sentences.ANSWERS)

    async def _say(self, line: Line, text: str) -> None:
        async with self.hand:
            await self.world.type(line, text, self.rng)
            # One at a time: another tab of this member may have taken the number.
            await line.until(lambda: not line.pending or self._gone(line), 30)

    async def _act(self, line: Line, story: Story) -> None:
        """Do what her story asks of an officer."""
        hand = InHand(self.officer, line.own, self._desk(line))
        if self.turns == 1 and story.danger:
            await self.world.ask("danger", hand.mark_danger)
            self._flagged = True
        if self.turns == 2 and story.report and not line.state.get("report"):
            await self._report(hand)
        if (
            self.turns == 3
            and self.rng.random() < TRANSFERRED
            and hand.desk != "relief"
        ):
            self.world.record.count("transfers offered")
            await self.world.ask("transfer", lambda: hand.transfer("relief"))
            self._offered = True
        if self.turns >= LEADS_FROM and not self._offered:
            told = await self._lead(story).go_on(line, hand)
            if told:
                await self._say(line, told)
        transfer = line.state.get("transfer")
        if self._offered and transfer is not None and transfer["refused"]:
            await self.world.ask("transfer-cancel", hand.take_transfer_back)
            self._offered = False

    def _lead(self, story: Story) -> Leading:
        self._leading = self._leading or Leading(self.world, story)
        return self._leading

    async def _report(self, hand: InHand) -> None:
        await self.world.ask("report", hand.report)
        self.world.record.count("reports")

    async def _conclude(
        self, line: Line, own: Correspondent, visit: Visit | None
    ) -> None:
        """Decide what she left, or put on hold who only went silent."""
        hand = InHand(self.officer, own, self._desk(line))
        finished = visit is not None and visit.finished
        if line.step != "frozen" and not finished:
            await self.world.ask("hold", hand.put_on_hold)
            self.world.record.count("put on hold")
            return
        story = None if visit is None else visit.story
        report = bool(line.state.get("report"))
        if story is not None and story.report and not report:
            await self._report(hand)
            report = True
        if story is not None and story.who is not Who.OTHER:
            await self._lead(story).conclude(line, hand)
        if self._flagged or self.held["danger"] or self.held["minor"]:
            await self._pass_on(hand)
        for _ in range(UNREAD_TRIES):
            if await self._decided(line, hand, story, report=report):
                return

    async def _pass_on(self, hand: InHand) -> None:
        """Call whoever goes there now: nobody closes a danger or a minor without."""
        await self.world.ask(
            "transmission",
            lambda: hand.transmit("centre", "centre", "Centre simulé", urgent=True),
        )
        self.world.record.count("transmissions")

    async def _decided(
        self, line: Line, hand: InHand, story: Story | None, *, report: bool
    ) -> bool:
        mistaken = story is not None and story.who is Who.OTHER
        outcome = self.rng.choice(MISTAKES)
        if not mistaken:
            outcome = OUTCOMES[Way.INFORMED if story is None else story.way]
        family = "none" if mistaken else self.rng.choice(FAMILIES)
        follow_up = "report" if report else "nothing"
        try:
            await line.settle()
            await asyncio.to_thread(hand.decide, outcome, family, follow_up)
        except Refused as refused:
            if refused.code in ("unread", "report-open", "needs-report"):
                return False
            if refused.code == "needs-transmission":  # said while in other hands
                await self._pass_on(hand)
                return False
            self.world.record.count(f"refused decision {refused.code}")
            return True
        except OSError:
            return False
        self.world.record.count("decided")
        return True

    def _desk(self, line: Line) -> str:
        return str(line.state.get("desk") or self.held["desk"])

    def _gone(self, line: Line) -> bool:
        return line.closed is not None or line.step not in ("talking", "")
