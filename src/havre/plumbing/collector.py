"""Python's cyclic garbage collector, kept from stopping everybody at once.

Left alone it walks every object of the process at moments of its own choosing: with
20,000 sockets open that is two seconds and more in which nobody is answered, and it
finds nothing: messages and connections are freed without it.
docs/reference/benchmark.md shows the same load with and without.
"""

import gc
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

# Net new objects before a young pass, young passes before a middle one, middle ones
# before a full one: the last is never reached, `look` decides.
THRESHOLDS: Final = (20_000, 50, 1_000)
LOOK_EVERY: Final = timedelta(seconds=5)
SOON: Final = 60.0  # seconds between full passes of an idle process, at least
REST: Final = 1_000  # times as long as the last pass took, at least
LATE: Final = 86_400.0  # seconds after which a busy one is not spared any more
IDLE: Final = 0.05  # of a core


def is_due(since: float, busy: float, took: float, late: float = LATE) -> bool:
    """Tell whether a full pass is to be made now.

    Args:
        since: seconds since the last one.
        busy: share of one core the process has used lately.
        took: seconds that the last one took.
    """
    idle = busy < IDLE and since >= max(SOON, took * REST)
    return idle or since >= late


class Collector:
    """Makes the full passes of a process when it is idle.

    Args:
        clock: seconds that only grow.
        worked: seconds of processor that the process has used.
        late: see `LATE`.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        worked: Callable[[], float] = time.process_time,
        late: float = LATE,
    ) -> None:
        self._clock = clock
        self._worked_so_far = worked
        self._late = late
        self._swept = self._looked = clock()
        self._worked = worked()
        self._took = 0.0

    def settle(self) -> None:
        """Set apart what start-up made, for good, and make full passes rare."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)

    async def look(self) -> None:
        """Make a full pass if one is due; called again and again."""
        now, worked = self._clock(), self._worked_so_far()
        busy = (worked - self._worked) / max(now - self._looked, 1e-9)
        self._looked, self._worked = now, worked
        if is_due(now - self._swept, busy, self._took, self._late):
            gc.collect()
            self._swept = self._clock()
            self._took = self._swept - now
