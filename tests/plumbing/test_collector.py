"""The garbage collector does its long work when nobody waits."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from havre.plumbing.collector import (
    IDLE,
    LATE,
    REST,
    SOON,
    THRESHOLDS,
    Collector,
    is_due,
)

pytestmark = pytest.mark.anyio


class Hands:
    """A clock and a processor that move when told."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.worked = 3.0

    def pass_by(self, seconds: float, busy: float) -> None:
        self.now += seconds
        self.worked += seconds * busy

    def collector(self) -> Collector:
        return Collector(lambda: self.now, lambda: self.worked)


class Knot:
    """Something only the cyclic collector can free."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Other tests keep the collector they know."""
    thresholds, on = gc.get_threshold(), gc.isenabled()
    gc.disable()  # no pass but those of the collector under test
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    if on:
        gc.enable()


@pytest.mark.parametrize(
    ("since", "busy", "took", "due"),
    [
        (SOON, 0.0, 0.0, True),
        (SOON - 1, 0.0, 0.0, False),
        (SOON, IDLE, 0.0, False),
        (LATE - 1, 1.0, 0.0, False),
        (LATE, 1.0, 0.0, True),
        (SOON, 0.0, 0.5, False),
        (0.5 * REST, 0.0, 0.5, True),
    ],
)
def test_a_full_pass_waits_for_idleness_but_not_for_ever(since, busy, took, due):
    """Idle, once a minute, or less often when a pass is long; busy, once a day."""
    assert due == is_due(since, busy, took)


async def test_an_idle_process_is_swept():
    """What refers to itself is freed at the first quiet minute."""
    hands = Hands()
    collector = hands.collector()
    knot = weakref.ref(Knot())

    hands.pass_by(SOON, busy=0.01)
    await collector.look()

    assert knot() is None


async def test_a_busy_process_is_left_alone():
    """While people talk no full pass is made, and a quiet moment is enough after."""
    hands = Hands()
    collector = hands.collector()
    knot = weakref.ref(Knot())

    hands.pass_by(SOON, busy=0.5)
    await collector.look()
    assert knot() is not None

    hands.pass_by(5, busy=0.01)
    await collector.look()
    assert knot() is None


async def test_one_pass_is_followed_by_a_pause():
    """The minute starts anew with each pass."""
    hands = Hands()
    collector = hands.collector()
    hands.pass_by(SOON, busy=0.0)
    await collector.look()
    knot = weakref.ref(Knot())

    hands.pass_by(5, busy=0.0)
    await collector.look()

    assert knot() is not None


def test_what_start_up_made_is_not_walked_again():
    """The objects of start-up are set apart, and full passes are rare."""
    gc.unfreeze()

    Hands().collector().settle()

    assert gc.get_freeze_count() > 1_000
    assert THRESHOLDS == gc.get_threshold()


async def test_a_long_pass_is_followed_by_a_long_rest():
    """With many connections a pass is long: it comes less often, not every minute."""
    hands = Hands()
    collector = hands.collector()

    def halt(phase: str, _info: dict[str, int]) -> None:
        hands.now += 0.5 if phase == "stop" else 0.0

    gc.callbacks.append(halt)
    try:
        hands.pass_by(SOON, busy=0.0)
        await collector.look()
    finally:
        gc.callbacks.remove(halt)
    knot = weakref.ref(Knot())

    hands.pass_by(0.5 * REST - 1, busy=0.0)
    await collector.look()
    assert knot() is not None

    hands.pass_by(1, busy=0.0)
    await collector.look()
    assert knot() is None
