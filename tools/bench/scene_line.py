"""10,000 people wait: how long taking the next one is."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench import charts
from bench.doors import Doors
from bench.figures import Scene
from bench.havre_house import CAPACITY, DESK, House, officers, openings
from bench.lines import Arrivals, Party, gather
from bench.loads import percentile
from bench.ways import Record, Way
from havre.plumbing.sqlite import SqliteDatabase
from havre.waiting.store import take_next

TAKE: Final = 5.0  # ms
TAKES_WITHIN: Final = 60.0  # seconds
PAUSE: Final = 0.02  # seconds between two takes: officers are people


async def line_scene(
    folder: Path, *, waiting: int, takes: int, tell: Callable[[str], None]
) -> Scene:
    """Fill the line, then take from its head: at the door, and at the store."""
    scene = Scene(f"{waiting:,} people in line")
    house = House(folder / "line")
    try:
        tell(f"filling the line with {waiting:,} people")
        house.furnish()
        held = await officers(house, -(-2 * takes // CAPACITY))
        tokens = await openings(house, waiting + 3 * takes)
        await asyncio.sleep(3)
        tell("taking the next, nobody's tab open")
        alone = await _takes(house, held[: len(held) // 2], takes)
        tell(f"taking the next, {waiting:,} tabs open")
        arrivals = Arrivals()
        parties = _tabs(tokens, arrivals, waiting)
        if missing := await gather(parties, house.port):
            scene.faults.append(f"{missing} tabs were not served in time")
        await asyncio.sleep(3)
        used, began = house.cpu(), time.monotonic()
        watched = await _takes(house, held[len(held) // 2 :], takes)
        busy = (house.cpu() - used) / (time.monotonic() - began)
    finally:
        house.end()
    tell("taking the next, at the store")
    stored = await _stored(house.data / "ledger.db", takes)
    for name, times in (
        ("at the store", stored),
        ("at the door, no tab open", alone),
        ("at the door, every tab open", watched),
    ):
        scene.add(f"{name}: p50", percentile(times, 0.5) * 1e3, "ms")
        scene.add(f"{name}: p99", percentile(times, 0.99) * 1e3, "ms", TAKE)
    scene.add("the server's core in use, every tab open", busy * 100, "%")
    scene.notes.append(
        f"{len(stored)}, {len(alone)} and {len(watched)} takes (in {TAKES_WITHIN:g} s"
        f" at most), one after the other, {PAUSE * 1e3:g} ms apart. At the"
        " store: the choice and its durable commit, alone. At the door: the same with"
        " the credential, the journal's row, the lease, and the other desks' envelopes"
        " destroyed (a second commit). Every tab open: each take moves everybody's"
        " place, and each of them is told within a second."
    )
    scene.charts["bench-line.svg"] = charts.bars(
        f"Taking the next of {waiting:,}", "ms",
        [
            (f"{told}, {name}", percentile(times, share) * 1e3)
            for name, times in (
                ("store", stored), ("door, no tab open", alone),
                ("door, every tab open", watched),
            )
            for told, share in (("p50", 0.5), ("p99", 0.99))
        ],
        ours=[f"{one}, {name}" for one in ("p50", "p99") for name in
              ("store", "door, no tab open", "door, every tab open")],
        goal=("target", TAKE),
    )  # fmt: skip
    return scene


def _tabs(tokens: dict[str, str], arrivals: Arrivals, count: int) -> list[Party]:
    """The tabs of the last `count` who came: nobody takes them meanwhile."""
    parties = []
    record = Record()
    for conversation, token in list(tokens.items())[-count:]:
        path = f"/v1/conversations/{conversation}/line"
        party = Party(path, "visitor", token, arrivals, None)
        party.join(Way(record), Way(record))
        parties.append(party)
    return parties


async def _takes(house: House, held: list[str], count: int) -> list[float]:
    """Take `count`, in turn by each officer; return the seconds of each.

    Fewer when it lasts too long, so that a slow house ends all the same.
    """
    doors, times = Doors(house.port), []
    limit = time.monotonic() + TAKES_WITHIN
    for n in range(count):
        if time.monotonic() > limit:
            break
        began = time.perf_counter()
        taken = await doors.post("/v1/desk/next", None, held[n % len(held)])
        times.append(time.perf_counter() - began)
        if taken is None:
            raise RuntimeError("the line is empty")
        await asyncio.sleep(PAUSE)
    doors.close()
    return times


async def _stored(ledger: Path, count: int) -> list[float]:
    """The same at the store alone."""
    database, times = SqliteDatabase(ledger), []
    for _ in range(count):
        began = time.perf_counter()
        taken = await database.write(lambda tx: take_next(tx, [(DESK, 1)], "nobody"))
        times.append(time.perf_counter() - began)
        if taken is None:
            raise RuntimeError("the line is empty")
    database.close()
    return times
