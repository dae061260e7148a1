"""Signals between those who change the store and those who wait for it.

Never content. A ring may be lost, repeated or merged: whoever hears one reads the
store, which is the truth, and reads it now and then anyway.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol


class Bell(Protocol):
    """One bell per topic."""

    def ring(self, topic: str) -> None:
        """Wake whoever listens to `topic`, in every process, if it can.

        Never blocks on a slow listener.
        """
        ...

    def listen(self, topic: str, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` at each ring of `topic`; return what stops that.

        `wake` must not block nor raise.
        """
        ...


class LocalBell:
    """The bell of a single process. See `Bell`."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Callable[[], None]]] = {}

    def ring(self, topic: str) -> None:
        for wake in tuple(self._listeners.get(topic, ())):
            wake()

    def listen(self, topic: str, wake: Callable[[], None]) -> Callable[[], None]:
        listeners = self._listeners.setdefault(topic, set())
        listeners.add(wake)

        def stop() -> None:
            listeners.discard(wake)
            if not listeners and self._listeners.get(topic) is listeners:
                del self._listeners[topic]

        return stop


async def wait_for_ring(bell: Bell, topics: tuple[str, ...], seconds: float) -> bool:
    """Return True at the first ring of any of `topics`, False after `seconds`."""
    rung = asyncio.Event()
    stops = [bell.listen(topic, rung.set) for topic in topics]
    try:
        async with asyncio.timeout(seconds):
            await rung.wait()
        return True
    except TimeoutError:
        return False
    finally:
        for stop in stops:
            stop()
