"""Two ways to press: as fast as answers come, or so many a second whatever comes."""

import asyncio
import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench.ways import Record, Way

SETTLE: float = 20.0  # seconds without a message, after which no more is awaited


@dataclass(frozen=True)
class Pressed:
    """What one load gave.

    Attributes:
        seconds: of the load itself.
        server: seconds of processor of the system under test.
        driver: seconds of processor of this process.
        lost: messages that never came, after waiting.
    """

    messages: int
    seconds: float
    server: float
    driver: float
    delivered_in: Sequence[float]
    lost: int

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.messages / self.seconds

    @property
    def cost(self) -> float:
        """Microseconds of the server's processor for one message."""
        return self.server / max(self.messages, 1) * 1e6

    @property
    def busy(self) -> float:
        """Share of a core that the server used."""
        return self.server / self.seconds

    @property
    def driver_busy(self) -> float:
        """Share of its core that the driver used."""
        return self.driver / self.seconds


def percentile(values: Sequence[float], share: float) -> float:
    """The value under which `share` of `values` are; 0 when there is none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def together(some: Sequence[Pressed]) -> Pressed:
    """Return several loads as if they were one."""
    return Pressed(
        sum(one.messages for one in some),
        sum(one.seconds for one in some),
        sum(one.server for one in some),
        sum(one.driver for one in some),
        [each for one in some for each in one.delivered_in],
        sum(one.lost for one in some),
    )


async def closed(
    ways: Sequence[Way], record: Record, cpu: Callable[[], float], window: int,
    seconds: float,
) -> Pressed:  # fmt: skip
    """Keep `window` messages on each way, unfinished, for `seconds`."""
    going = True

    def again(way: Way) -> None:
        if going:
            way.send()

    record.clear()
    for way in ways:
        way.on_done = again
    with _undisturbed(), _Watch(cpu) as watch:
        for way in ways:
            for _ in range(window):
                way.send()
        await asyncio.sleep(seconds)
        going = False
        watch.stop()
        messages = record.done
    lost = await _settled(ways)
    for way in ways:
        way.on_done = None
    return watch.pressed(messages, record, lost)


async def paced(
    ways: Sequence[Way], record: Record, cpu: Callable[[], float], rate: float,
    seconds: float,
) -> Pressed:  # fmt: skip
    """Send `rate` messages a second on ways drawn at random; wait for nobody."""
    record.clear()
    draw = random.Random(1)
    with _undisturbed(), _Watch(cpu) as watch:
        sent, began = 0, time.perf_counter()
        while (elapsed := time.perf_counter() - began) < seconds:
            for _ in range(int(elapsed * rate) - sent):
                draw.choice(ways).send()
                sent += 1
            await asyncio.sleep(0.001)
        watch.stop()
    lost = await _settled(ways)
    return watch.pressed(sent, record, lost)


async def _settled(ways: Sequence[Way]) -> int:
    """Wait for the last messages while any comes; return how many never came."""
    missing = sum(way.settle() for way in ways)
    limit = time.monotonic() + SETTLE
    while missing and time.monotonic() < limit:
        await asyncio.sleep(0.02)
        left = sum(way.settle() for way in ways)
        if left < missing:  # late is not lost
            missing, limit = left, time.monotonic() + SETTLE
    return missing


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep this process's own garbage collector from being measured."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


class _Watch:
    """What both ends used between two moments."""

    def __init__(self, cpu: Callable[[], float]) -> None:
        self._cpu = cpu

    def __enter__(self) -> "_Watch":
        self._began = time.perf_counter(), self._cpu(), time.process_time()
        self._used = (0.0, 0.0, 0.0)
        return self

    def stop(self) -> None:
        """Stop counting."""
        began, server, driver = self._began
        self._used = (
            time.perf_counter() - began,
            self._cpu() - server,
            time.process_time() - driver,
        )

    def __exit__(self, *raised: object) -> None:
        if not any(self._used):
            self.stop()

    def pressed(self, messages: int, record: Record, lost: int) -> Pressed:
        """Return what the load gave."""
        seconds, server, driver = self._used
        return Pressed(messages, seconds, server, driver, record.delivered_in, lost)
