"""How often someone may try, and what is remembered of whom."""

from datetime import datetime, timedelta

import pytest
from builders import StoppedClock
from hypothesis import given
from hypothesis import strategies as st

from havre.errors import SlowDown
from havre.plumbing.limits import Limit

WINDOW = timedelta(minutes=15)


def passes(limit: Limit, key: str) -> bool:
    """Try once."""
    try:
        limit.count(key)
    except SlowDown:
        return False
    return True


def test_the_last_try_passes_and_one_more_does_not() -> None:
    """Exactly `most` tries; another key has its own."""
    limit = Limit(3, WINDOW, now=StoppedClock())

    assert [True] * 3 + [False] * 2 == [passes(limit, "alice") for _ in range(5)]
    assert passes(limit, "bob")


def test_a_window_ends() -> None:
    """Tries while refused do not prolong it."""
    clock = StoppedClock()
    limit = Limit(1, WINDOW, now=clock)
    limit.count("alice")
    clock.pass_(WINDOW)
    refused = passes(limit, "alice")
    clock.pass_(timedelta.resolution)

    assert not refused
    assert passes(limit, "alice")


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 600)), max_size=60))
def test_no_window_lets_more_through(tries: list[tuple[int, int]]) -> None:
    """A minute touches two windows at most: never more than twice two tries."""
    clock = StoppedClock()
    limit = Limit(2, timedelta(minutes=1), now=clock)
    passed: dict[int, list[datetime]] = {}
    for who, pause in tries:
        clock.pass_(timedelta(seconds=pause / 10))
        if passes(limit, str(who)):
            passed.setdefault(who, []).append(clock())

    for times in passed.values():
        for first, fifth in zip(times, times[4:], strict=False):
            assert fifth - first > timedelta(minutes=1)


def test_nothing_of_the_key_is_kept() -> None:
    """A memory image names nobody; an hour later even the marks are gone."""
    clock = StoppedClock()
    limit = Limit(1, timedelta(hours=5), now=clock)
    limit.count("192.0.2.7")
    seen = repr(vars(limit))
    secret = limit._secret
    clock.pass_(timedelta(hours=1, seconds=1))
    limit.count("198.51.100.1")

    assert "192.0.2.7" not in seen
    assert secret != limit._secret
    assert 1 == len(limit._tries)


def test_a_try_too_many_is_a_refusal_we_chose() -> None:
    """429, and a word the browser translates."""
    limit = Limit(0, WINDOW, now=StoppedClock())

    with pytest.raises(SlowDown) as refusal:
        limit.count("alice")
    assert (429, "slow-down") == (refusal.value.status, refusal.value.code)
    assert "alice" not in str(refusal.value)
