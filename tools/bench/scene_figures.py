"""The public numbers: a year of 50,000 conversations, counted, then read."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import httpx

from bench.figures import Scene
from bench.loads import percentile
from havre.app import build
from havre.house import open_house
from havre.plumbing.database import Transaction
from havre.settings import Settings
from havre.statistics import store
from havre.statistics.rules import FAMILIES, FORCES, OUTCOMES, Ended, Every

PAGE: Final = "/chiffres"
SHOWN: Final = 200.0  # ms
MINUTE: Final = 60_000
BATCH: Final = 1_000
PARIS: Final = ZoneInfo("Europe/Paris")


async def figures_scene(
    folder: Path, *, conversations: int, reads: int, tell: Callable[[str], None]
) -> Scene:
    """Count a year, then read its page again and again."""
    scene = Scene("Public numbers")
    tell(f"counting {conversations:,} conversations of a year")
    now = datetime.now(UTC)
    settings = Settings.read({"HAVRE_DATA": str(folder / "figures")})
    with open_house(settings) as house:
        draw = random.Random(7)
        began = time.perf_counter()
        for _ in range(0, conversations, BATCH):
            year = [_ended(draw, now) for _ in range(BATCH)]

            def work(tx: Transaction, year: list[Ended] = year) -> None:
                for ended in year:
                    store.count(tx, ended, Every.MONTH, PARIS)

            await house.ledger.write(work)
        each = (time.perf_counter() - began) * 1e6 / conversations
        times = await _read(build(house), reads)
    scene.add("conversations counted", conversations, "")
    scene.add("to count one", each, "µs")
    scene.add(f"{PAGE}: p50", percentile(times, 0.5), "ms")
    scene.add(f"{PAGE}: p99", percentile(times, 0.99), "ms", SHOWN)
    return scene


async def _read(app: object, reads: int) -> list[float]:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    times = []
    async with httpx.AsyncClient(transport=transport, base_url="http://havre") as one:
        for _ in range(reads):
            began = time.perf_counter()
            (await one.get(PAGE)).raise_for_status()
            times.append((time.perf_counter() - began) * 1000)
    return times


def _ended(draw: random.Random, now: datetime) -> Ended:
    at = now - timedelta(minutes=draw.randrange(365 * 24 * 60))
    return Ended(
        at=int(at.timestamp() * 1000),
        desk=draw.choices(FORCES, (70, 25, 5))[0],
        family=draw.choice(FAMILIES),
        outcome=draw.choice(OUTCOMES),
        wait=draw.randrange(20 * MINUTE),
        length=draw.randrange(200 * MINUTE),
        report=draw.random() < 0.29,
    )
