"""The process is killed, and everybody comes back at once."""

import asyncio
import signal
import time
from collections.abc import Sequence
from typing import Final

from bench import charts
from bench.crowd import Crowd
from bench.figures import Grid, Scene, told
from bench.havre_house import SERVE
from bench.lines import Persistent

AGAIN_WITHIN: Final = 240.0
SHARES: Final = (0.5, 0.99, 1.0)
JITTERED: Final = "jittered back-off"
IN_STEP: Final = "no back-off"


async def return_scene(crowd: Crowd) -> Scene:
    """Kill it twice: with the protocol's back-off, and with none."""
    sockets = len(crowd.parties)
    scene = Scene("Everybody comes back at once")
    curves = []
    rows = []
    for name, backing_off in ((JITTERED, True), (IN_STEP, False)):
        crowd.tell(f"kill -9, and everybody comes back: {name}")
        curve, persistent = await _storm(crowd, backing_off=backing_off)
        curves.append((name, curve))
        back = [next((t for t, n in curve if n >= share * sockets), AGAIN_WITHIN)
                for share in SHARES]  # fmt: skip
        if backing_off:
            scene.add("everybody served again, with the back-off, after", back[-1], "s")
        rows.append(
            (
                name,
                *(f"{told(at)} s" for at in back),
                f"{told(crowd.house.cpu() / sockets * 1e3)} ms",
                told(persistent.tries / sockets),
            )
        )
        if curve[-1][1] < sockets:
            scene.faults.append(f"{name}: {sockets - curve[-1][1]:.0f} never came back")
    scene.grid = Grid(
        ("", "half", "99 %", "all", "CPU of one return", "tries of one"), rows
    )
    scene.notes.append(
        "The server is killed, and started again at once, on the same core; time runs"
        " from the kill, start-up included. Back-off: 0.5 s doubling to 15 s, jittered,"
        " as the protocol asks. None: everybody tries again every 0.5 s, in step."
        " Served: the socket is open, what was missed and the state have come."
    )
    scene.charts["bench-return.svg"] = charts.lines(
        f"{sockets:,} sockets come back after kill -9", "seconds after the kill",
        "served", curves,
        told="; ".join(f"{one[0]}: half after {one[1]}, all {one[3]}" for one in rows),
    )  # fmt: skip
    return scene


async def _storm(
    crowd: Crowd, *, backing_off: bool
) -> tuple[list[tuple[float, float]], Persistent]:
    persistent = Persistent(crowd.house.port, backing_off=backing_off)
    persistent.watch(crowd.parties)
    began = time.monotonic()
    crowd.house.end(signal.SIGKILL)
    await asyncio.to_thread(crowd.house.serve, SERVE)
    curve: list[tuple[float, float]] = [(0.0, 0.0)]
    while crowd.arrivals.served < len(crowd.parties):
        await asyncio.sleep(0.1)
        now = time.monotonic() - began
        curve.append((now, float(crowd.arrivals.served)))
        if now > AGAIN_WITHIN:
            break
    return _thinned(curve), persistent


def _thinned(curve: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """At most some two hundred points, the last among them."""
    step = max(len(curve) // 200, 1)
    return [*curve[:-1:step], curve[-1]]
