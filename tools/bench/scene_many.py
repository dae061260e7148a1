"""10,000 conversations in one process: latency, memory, the garbage collector."""

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench import charts
from bench.crowd import SETTLE, Crowd, faults
from bench.figures import Grid, Scene, told
from bench.havre_house import CAPACITY, SERVE, House, officers, seat, talks
from bench.lines import Arrivals, gather
from bench.loads import Pressed, percentile, together
from bench.scene_return import return_scene
from bench.ways import Record

RATE: Final = 700  # messages a second: 10,000 conversations, four a minute each
P99: Final = 50.0  # ms
MEMORY: Final = 1_000.0  # MB
CONNECT: Final = 2.0  # ms of processor
PER_SOCKET: Final = 40.0  # kB
FULL_PASS_EVERY: Final = 15  # seconds, in the run that shows what one costs
HERE: Final = Path(__file__).parent
UNTUNED: Final = (sys.executable, str(HERE / "untuned.py"))
EAGER: Final = (*UNTUNED, str(FULL_PASS_EVERY))
DEFAULT: Final = "Python's own collector"
OURS: Final = "Havre's"


async def many_scenes(
    folder: Path,
    *,
    conversations: int,
    seconds: float,
    rounds: int,
    tell: Callable[[str], None],
) -> list[Scene]:
    """Run the three scenes of a full house."""
    house = House(folder / "many")
    try:
        tell(f"opening {conversations:,} conversations")
        house.furnish()
        held = await officers(house, -(-conversations // CAPACITY))
        found = await talks(house, conversations, held)
        record, arrivals = Record(), Arrivals()
        record.faults = arrivals.faults
        crowd = Crowd(house, *seat(found, record, arrivals), record, arrivals, tell)
        full = await _full(crowd, seconds)
        again = await return_scene(crowd)
        collector = await _collector(crowd, seconds / 2, rounds)
    finally:
        house.end()
    return [full, collector, again]


async def _full(crowd: Crowd, seconds: float) -> Scene:
    sockets = len(crowd.parties)
    scene = Scene(f"{sockets // 2:,} conversations, {sockets:,} sockets, one process")
    house = crowd.house
    house.end()
    house.serve()
    crowd.tell(f"connecting {sockets:,} sockets")
    await asyncio.sleep(SETTLE)
    empty, used, began = house.server.memory(), house.cpu(), time.monotonic()
    missing = await gather(crowd.parties, house.port)
    took, used = time.monotonic() - began, house.cpu() - used
    await asyncio.sleep(SETTLE)
    idle = house.server.memory()
    crowd.tell(f"{RATE} messages a second")
    pressed = await crowd.press(RATE, seconds)
    times = pressed.delivered_in
    scene.add("delivery, p50", percentile(times, 0.5) * 1e3, "ms")
    scene.add("delivery, p99", percentile(times, 0.99) * 1e3, "ms", P99)
    scene.add("delivery, longest", max(times, default=0) * 1e3, "ms")
    scene.add("messages a second, offered and carried", pressed.rate, "msg/s")
    scene.add("memory, while they talk", house.server.memory() / 1e6, "MB", MEMORY)
    scene.add("the server's core in use", pressed.busy * 100, "%")
    scene.add("processor of one message", pressed.cost, "µs")
    scene.add("the driver's core in use", pressed.driver_busy * 100, "%")
    scene.add("memory, nobody there", empty / 1e6, "MB")
    per_socket = (idle - empty) / sockets / 1e3
    scene.add("memory of one idle visitor's socket", per_socket, "kB", PER_SOCKET)
    scene.add("processor of one connection", used / sockets * 1e3, "ms", CONNECT)
    scene.add("everybody connected, 200 at once, in", took, "s")
    scene.faults += faults(crowd, pressed)
    if missing:
        scene.faults.append(f"{missing} tabs were not served in time")
    scene.notes.append(
        f"{len(times):,} messages, each checked. A connection is the WebSocket, the"
        " credential, what was missed and the state; pings every 20 s go on meanwhile."
    )
    return scene


async def _collector(crowd: Crowd, seconds: float, rounds: int) -> Scene:
    scene = Scene("The garbage collector, before and after")
    taken: dict[str, list[Pressed]] = {DEFAULT: [], OURS: []}
    for _ in range(rounds):
        for name, command in ((DEFAULT, UNTUNED), (OURS, SERVE)):
            crowd.tell(f"the garbage collector: {name}")
            await crowd.served_by(command)
            taken[name].append(await crowd.press(RATE, seconds))
            scene.faults += faults(crowd, taken[name][-1])
    crowd.tell("the garbage collector: a full pass every few seconds")
    await crowd.served_by(EAGER)
    eager = await crowd.press(RATE, seconds)
    scene.faults += faults(crowd, eager)
    default, ours = (together(some) for some in taken.values())
    scene.grid = Grid(
        ("", "p50", "p90", "p99", "p99.9", "longest", "µs of CPU", "core"),
        [_row(DEFAULT, default), _row(OURS, ours)],
    )
    scene.add(
        "p99 with Havre's beside Python's own",
        percentile(ours.delivered_in, 0.99) / percentile(default.delivered_in, 0.99),
        "times",
    )
    scene.add(
        "one deliberate full pass: longest delivery when one falls due",
        max(eager.delivered_in, default=0) * 1e3, "ms",
    )  # fmt: skip
    scene.notes.append(
        f"{rounds} rounds of each, in turn, of the same code and the same people;"
        " Python's own means its thresholds put back and nothing frozen (tools/bench/"
        "untuned.py). The deliberate pass comes when the process is idle, or after a"
        " day in which it never was: talking, coming and going make nothing for it to"
        f" find. Here it was made to come every {FULL_PASS_EVERY} s, to see what one"
        " costs with everybody there."
    )
    scene.charts["bench-collector.svg"] = charts.bars(
        f"Delivery at {RATE} messages a second, {len(crowd.parties):,} sockets", "ms",
        [
            (f"{what}, {name}", percentile(pressed.delivered_in, share) * 1e3)
            for what, share in (("p50", 0.5), ("p99", 0.99), ("longest", 1.0))
            for name, pressed in ((DEFAULT, default), (OURS, ours))
        ],
        ours=[f"{what}, {OURS}" for what in ("p50", "p99", "longest")],
        goal=("target of p99", P99),
    )  # fmt: skip
    return scene


def _row(name: str, pressed: Pressed) -> tuple[str, ...]:
    times = pressed.delivered_in
    shares = [percentile(times, share) * 1e3 for share in (0.5, 0.9, 0.99, 0.999, 1)]
    cells = [f"{told(one)} ms" for one in shares]
    return (name, *cells, told(pressed.cost), f"{pressed.busy:.0%}")
