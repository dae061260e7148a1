"""What every actor shares: where the service is, how fast time goes, what is seen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final, TypeVar

from havre.client.line import Line
from havre.client.service import Refused
from havre.simulation.record import Record, Visit

T = TypeVar("T")

WRITES: Final = 4.0  # characters a second, typing
READS: Final = 25.0  # characters a second
TYPING_EVERY: Final = 3.0  # seconds between two typing frames


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast time goes.

    Attributes:
        evening: minutes of the evening in one real minute; 1: real time.
    """

    evening: float

    def seconds(self, minutes: float) -> float:
        """Return real seconds for `minutes` of the evening."""
        return minutes * 60 / self.evening


@dataclass(frozen=True, slots=True)
class Manners:
    """How officers take the next in line. Real seconds.

    Attributes:
        reaction: from how many to how many they wait before taking anyone.
        strangers: how long they leave to others a visitor who is not of the
            simulation; 0: they do not tell her apart.
    """

    reaction: tuple[float, float]
    strangers: float = 0.0


@dataclass
class World:
    """The stage.

    Attributes:
        closing: nobody comes any more; who talks comes to an end.
        over: everyone goes home.
        lines: her line, for each simulated visitor who is there.
        lease: real seconds after which a vanished officer loses a conversation.
        keeps: visits are kept for the check; an endless simulation forgets them.
    """

    base: str
    pace: Pace
    manners: Manners
    record: Record
    lease: float
    keeps: bool = True
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    lines: dict[str, Line] = field(default_factory=dict)

    async def wait(self, minutes: float) -> None:
        """Let that many minutes of the evening pass."""
        await asyncio.sleep(self.pace.seconds(minutes))

    async def type(self, line: Line, text: str, rng: Random) -> None:
        """Write `text` at a person's speed, showing it, then send it."""
        left = self.pace.seconds(len(text) / WRITES / 60) * rng.uniform(0.7, 1.4)
        while True:
            await line.typing()
            await asyncio.sleep(min(left, TYPING_EVERY))
            left -= TYPING_EVERY
            if left <= 0:
                break
        await line.say(text)

    def read_for(self, characters: int) -> float:
        """Return the real seconds that reading takes."""
        return self.pace.seconds(characters / READS / 60)

    def visit(self, conversation: str) -> Visit | None:
        """Return the visit of that conversation, if it is one of the simulation."""
        return self.record.visits.get(conversation)

    def heads(self, desks: set[str]) -> bool:
        """Return True if one of the simulation is next at one of `desks`."""
        for line in self.lines.values():
            state = line.state
            stands = {*state.get("desks", ()), state.get("desk")}
            if line.step == "line" and state["position"] == 1 and desks & stands:
                return True
        return False

    async def ask(self, door: str, act: Callable[[], T]) -> T | None:
        """Do `act` in a thread; None if the service refuses, which is counted.

        An older service does not have every door: that is a refusal like another.
        """
        try:
            return await asyncio.to_thread(act)
        except Refused as refused:
            self.record.count(f"refused {door}: {refused.code or refused.status}")
        except OSError:
            self.record.count(f"unreachable {door}")
        return None
