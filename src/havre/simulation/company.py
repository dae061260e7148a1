"""Keeps a demonstration company: a few visitors at once, in real time, for ever."""

import asyncio
import contextlib
from collections.abc import Awaitable, Iterator
from random import Random
from typing import Final

from havre.simulation.plan import Interruption, Trouble, stories
from havre.simulation.playing import many_threads, officer, officers_at
from havre.simulation.record import Record
from havre.simulation.script import Script
from havre.simulation.visitor import come
from havre.simulation.world import Manners, Pace, World

CROWD: Final = 6  # visitors at once
SHORT: Final = 6.0  # minutes, median: a talk that one can watch to its end
FIRST_GAP, LATER_GAP = (10.0, 20.0), (15.0, 45.0)  # seconds between arrivals
# Whoever tries the service by hand, as a visitor and as an officer, comes first: the
# simulated ones leave time to take one of theirs, and more to find one's own.
BESIDE: Final = Manners(reaction=(15.0, 30.0), strangers=60.0)
LEASE: Final = 90.0  # seconds


async def keep_company(
    base: str, password: str, until: Awaitable[object], seed: int
) -> None:
    """Live beside a demonstration until `until` is done.

    Raises:
        NobodyToAnswer: the service has no simulated officer.
    """
    many_threads()
    names = await asyncio.to_thread(officers_at, base, password)
    stop = asyncio.ensure_future(until)
    company = asyncio.create_task(_company(base, password, names, seed))
    await asyncio.wait({stop, company}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    company.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await company


async def _company(base: str, password: str, names: list[str], seed: int) -> None:
    record = Record(asyncio.get_running_loop().time)
    world = World(base, Pace(1.0), BESIDE, record, LEASE, keeps=False)
    script = Script(base, password, visitors=0, minutes=0, seed=seed)
    async with asyncio.TaskGroup() as stage:
        for number, name in enumerate(names):
            keeper = officer(world, name, script, stage)
            stage.create_task(keeper.work(_endless_shift(seed, number)))
        await _arrivals(world, seed)


async def _arrivals(world: World, seed: int) -> None:
    """Let someone come now and then, as long as there is room in the crowd."""
    rng = Random(f"{seed} arrivals")  # noqa: S311 - a plan, not a secret
    gap = FIRST_GAP
    there: set[asyncio.Task[None]] = set()
    for story in stories(seed, SHORT):
        if len(there) >= CROWD:
            _, there = await asyncio.wait(there, return_when=asyncio.FIRST_COMPLETED)
            gap = LATER_GAP
        there.add(asyncio.create_task(come(world, story, seed)))
        await asyncio.sleep(rng.uniform(*gap))
        there = {task for task in there if not task.done()}


def _endless_shift(seed: int, number: int) -> Iterator[Interruption]:
    """Yield what befalls an officer, every few minutes."""
    rng = Random(f"{seed} officer {number}")  # noqa: S311 - a plan, not a secret
    at = 0.0
    while True:
        at += rng.uniform(4, 12)
        (trouble,) = rng.choices(tuple(Trouble), (60, 25, 15))
        minutes = rng.uniform(1, 3)
        yield Interruption(at, trouble, minutes, leases=rng.uniform(0.1, 1.5))
        at += minutes
