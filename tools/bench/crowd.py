"""Everybody in a full house: the same people, whichever process serves them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bench.havre_house import House
from bench.lines import Arrivals, Party, gather
from bench.loads import Pressed, paced
from bench.ways import Record, Way

SETTLE: Final = 3.0  # seconds before memory is read


@dataclass
class Crowd:
    """Everybody: the same people, whichever process serves them."""

    house: House
    parties: list[Party]
    ways: list[Way]
    record: Record
    arrivals: Arrivals
    tell: Callable[[str], None]

    async def served_by(self, command: tuple[str, ...]) -> None:
        """Have another process serve everybody."""
        await self.go()
        self.house.serve(command)
        await gather(self.parties, self.house.port)
        await asyncio.sleep(SETTLE)

    async def go(self) -> None:
        """Stop the process; everybody is left without."""
        for party in self.parties:
            party.on_lost = None
        self.house.end()
        self.arrivals.closed.clear()
        while self.arrivals.served:  # noqa: ASYNC110 - seldom
            await asyncio.sleep(0.05)

    async def press(self, rate: float, seconds: float) -> Pressed:
        """Have them talk."""
        return await paced(self.ways, self.record, self.house.cpu, rate, seconds)


def faults(crowd: Crowd, pressed: Pressed) -> list[str]:
    """What went wrong, in words."""
    found = [f"{n} {what}" for what, n in crowd.arrivals.faults.items()]
    if gone := len(crowd.parties) - crowd.arrivals.served:
        codes = ", ".join(f"{n} × {code}" for code, n in crowd.arrivals.closed.items())
        found.append(
            f"{gone} sockets were cut while they talked ({codes or 'silently'})"
        )
    return [*found, f"{pressed.lost} lost"] if pressed.lost else found
