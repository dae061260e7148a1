"""Work that waits for its turn in another thread, and its way back to its loop."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from havre.plumbing.database import Transaction


@dataclass(slots=True, eq=False)
class Item:
    """One work, waiting for its turn; `future` belongs to `loop`."""

    work: Callable[[Transaction], Any] | None  # None: scrub
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None
    tries: int = 0  # how often a scrub was put off


def deliver(batch: list[Item]) -> None:
    """Hand results back, one wake-up a loop."""
    loops: dict[asyncio.AbstractEventLoop, list[Item]] = {}
    for item in batch:
        loops.setdefault(item.loop, []).append(item)
    for loop, items in loops.items():
        with contextlib.suppress(RuntimeError):  # that loop is closed: nobody waits
            loop.call_soon_threadsafe(_settle, items)


def _settle(items: list[Item]) -> None:
    for item in items:
        if item.future.cancelled():
            continue
        if item.error is not None:
            item.future.set_exception(item.error)
        else:
            item.future.set_result(item.result)
