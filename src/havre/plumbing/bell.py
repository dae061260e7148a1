"""Signals between those who change the store and those who wait for it.

Never content. A ring may be lost, repeated or merged: whoever hears one reads the
store, which is the truth, and reads it now and then anyway.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


class Ear:
    """Remembers a ring until it is waited for. Made by `listening`."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Note a ring."""
        self._rung.set()

    async def wait(self, seconds: float) -> bool:
        """Return True at a ring since the last wait, False after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True


@contextmanager
def listening(bell: Bell, topics: tuple[str, ...]) -> Iterator[Ear]:
    """Listen to `topics` while the block runs.

    Read the store inside the block: a ring between the read and the wait is heard.
    """
    ear = Ear()
    stops = [bell.listen(topic, ear.ring) for topic in topics]
    try:
        yield ear
    finally:
        for stop in stops:
            stop()
