"""Where she may go: how long the competent station and the nearest take to be told."""

import asyncio
import os
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import httpx

from bench.figures import Scene
from bench.loads import percentile
from havre.app import build
from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.directory.near import around
from havre.house import open_house
from havre.settings import Settings

ROOT: Final = Path(__file__).parents[2]
BESIDE: Final = ROOT.parent / "shared" / "data"  # public extracts, never copied here
ANSWER: Final = 10.0  # ms


def directory_folder() -> Path | None:
    """Return where real stations are: `HAVRE_DIRECTORY`, or beside the repository."""
    named = os.environ.get("HAVRE_DIRECTORY")
    if named:
        return Path(named)
    return BESIDE if BESIDE.is_dir() else None


async def near_scene(
    folder: Path, *, places: int, tell: Callable[[str], None]
) -> Scene:
    """Ask where somebody may go, from many communes and from the widest postal code."""
    scene = Scene("Where she may go")
    data = directory_folder()
    directory = await asyncio.to_thread(load, data)
    began = time.perf_counter()
    index = directory.index
    building = (time.perf_counter() - began) * 1e3
    communes = [c for c in directory.communes.values() if c.postcodes]
    asked = random.Random(5).choices(communes, k=places)
    tell(f"asking the stations near {places} communes")
    times = [_timed(partial(around, index, [commune])) for commune in asked]
    widest = max(directory.by_postcode, key=lambda code: _communes(directory, code))
    wide = [_timed(partial(directory.around, widest)) for _ in range(200)]
    tell("the same at the door")
    door = await _at_the_door(folder / "near", data, [c.insee for c in asked[:500]])
    scene.add("one commune, processor: p50", percentile(times, 0.5), "ms")
    scene.add("one commune, processor: p99", percentile(times, 0.99), "ms", ANSWER)
    scene.add("the widest postal code, processor: p99", percentile(wide, 0.99), "ms")
    scene.add("at the door, one at a time, wall: p50", percentile(door, 0.5), "ms")
    scene.add("at the door, one at a time, wall: p99", percentile(door, 0.99), "ms")
    scene.add("the index, once at start-up", building, "ms")
    scene.notes.append(
        f"{places} communes drawn among {len(communes)}, {len(directory.stations)}"
        f" stations"
        f"{' (the invented ones, without a position)' if data is None else ''};"
        f" the widest code, {widest}, has {_communes(directory, widest)} communes."
    )
    return scene


def _communes(directory: Directory, code: str) -> int:
    return len(directory.by_postcode[code])


def _timed(work: Callable[[], object]) -> float:
    """Return the processor time of `work`, in ms: walls are the whole machine's."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1e3


async def _at_the_door(
    data: Path, folder: Path | None, insee: list[str]
) -> list[float]:
    env = {"HAVRE_DATA": str(data)}
    if folder is not None:
        env["HAVRE_DIRECTORY"] = str(folder)
    times = []
    with open_house(Settings.read(env)) as house:
        transport = httpx.ASGITransport(build(house))
        async with httpx.AsyncClient(transport=transport, base_url="http://h") as asks:
            await asks.get("/v1/stations?commune=75111")  # the index is made once
            for commune in insee:
                began = time.perf_counter()
                await asks.get(f"/v1/stations?commune={commune}")
                times.append((time.perf_counter() - began) * 1e3)
    return times
