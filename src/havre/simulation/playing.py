"""Plays an evening against a running service, and says what came of it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Final

from havre.client.officer import Officer
from havre.client.service import Refused, Service
from havre.simulation.checking import Findings, check
from havre.simulation.figures import TRIES, Figures, figures
from havre.simulation.officer import Watchkeeper
from havre.simulation.plan import EVENING, PLACES, Evening, plan
from havre.simulation.record import Record
from havre.simulation.script import NobodyToAnswer, Script
from havre.simulation.station import receive
from havre.simulation.visitor import AFTER_MIDNIGHT, come
from havre.simulation.world import Manners, Pace, World

NAME: Final = "simulation-{}"  # sign-in names of simulated officers, from 1
THREADS: Final = 96  # HTTP calls at once: each officer's look at the desk holds one
SHOWN_FROM: Final = 60  # decisions: then the page has at least one period to show
SETTLING: Final = 30  # seconds for the last decisions


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it.

    Attributes:
        drain: real seconds that the officers had to answer the last in line.
        drained: real seconds that they took.
        figures: what the page of public numbers says; None where it says nothing yet.
    """

    script: Script
    evening: Evening
    record: Record
    findings: Findings
    drain: float
    drained: float
    figures: Figures | None = None


def officers_at(base: str, password: str) -> list[str]:
    """Return the sign-in names of the service's simulated officers.

    Raises:
        NobodyToAnswer: it has none, or does not answer.
    """
    try:
        first = Officer.sign_in(Service(base), NAME.format(1), password)
    except (Refused, OSError):
        raise NobodyToAnswer(base) from None
    members = first.service.get("/v1/members")["members"]
    names = {one["name"] for one in members if one["state"] == "active"}
    first.service.post("/v1/sign-out")
    ours = (NAME.format(number) for number in range(1, len(names) + 1))
    return [name for name in ours if name in names]


def drain_bound(script: Script, officers: int) -> float:
    """Return the real seconds in which the line must be empty after the last arrival.

    Twice what all visitors would take, cut short, with every place used; and two
    leases, for an officer may have vanished at the last moment.
    """
    pace = EVENING / script.minutes
    short = AFTER_MIDNIGHT * 60 / pace
    turns = script.visitors / (officers * PLACES)
    return 60 + 2 * script.lease + 2 * turns * (short + 5)


async def play(script: Script) -> Played:
    """Play one evening, from the first arrival until nobody waits.

    Raises:
        NobodyToAnswer: the service has no simulated officer.
    """
    many_threads()
    names = await asyncio.to_thread(officers_at, script.base, script.password)
    names = names[: script.officers]
    evening = plan(script.seed, script.visitors, len(names))
    pace = Pace(EVENING / script.minutes)
    record = Record(asyncio.get_running_loop().time)
    world = World(
        script.base,
        pace,
        Manners((0.0, pace.seconds(1.0)), script.strangers),
        record,
        script.lease,
    )
    drain = drain_bound(script, len(names))
    async with asyncio.TaskGroup() as stage:
        keepers = [officer(world, name, script, stage) for name in names]
        for keeper, shift in zip(keepers, evening.officers, strict=True):
            stage.create_task(keeper.work(shift))
        stage.create_task(receive(world, script.password))
        drained = await _visitors(world, evening, script.seed, drain)
        await _settle(keepers)
        world.over.set()
    ended_at = record.now()
    findings = check(record, ended_at, script.lease)
    enough = record.counts.get("decided", 0) >= SHOWN_FROM
    told = await figures(script.base, TRIES if enough else 1)
    return Played(script, evening, record, findings, drain, drained, told)


async def _visitors(world: World, evening: Evening, seed: int, drain: float) -> float:
    """Let everyone come and go; return the seconds that the end took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    there = []
    for story in evening.visitors:
        at = began + world.pace.seconds(story.comes_at)
        await asyncio.sleep(max(0.0, at - loop.time()))
        there.append(asyncio.create_task(come(world, story, seed)))
    await asyncio.sleep(began + world.pace.seconds(EVENING) - loop.time())
    world.closing.set()
    closed = loop.time()
    late: set[asyncio.Task[None]] = set()
    if there:
        _, late = await asyncio.wait(there, timeout=drain)
    drained = loop.time() - closed
    for task in late:
        task.cancel()
    results = await asyncio.gather(*there, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return drained


async def _settle(keepers: list[Watchkeeper]) -> None:
    """Let the officers decide what was left to them."""
    for _ in range(SETTLING):
        if not any(keeper.talks for keeper in keepers):
            return
        await asyncio.sleep(1)


def officer(
    world: World, name: str, script: Script, stage: asyncio.TaskGroup
) -> Watchkeeper:
    """Return one officer, who has not begun."""
    rng = Random(f"{script.seed} {name}")  # noqa: S311 - words and delays, no secret
    return Watchkeeper(world, name, script.password, rng, stage)


def many_threads() -> None:
    """Let this loop wait on many HTTP calls at once."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
