"""What every bell must do, once per engine."""

import asyncio

import pytest

from havre.plumbing.bell import LocalBell, listening

pytestmark = pytest.mark.anyio

BELLS = {"local": LocalBell}


@pytest.fixture(params=BELLS)
def bell(request):
    """Each engine."""
    return BELLS[request.param]()


async def test_a_ring_wakes_who_listens(bell):
    """Every listener of the topic is woken, no other."""
    woken = []
    bell.listen("a", lambda: woken.append(1))
    bell.listen("a", lambda: woken.append(2))
    bell.listen("b", lambda: woken.append(3))

    bell.ring("a")

    assert {1, 2} == set(woken)


async def test_who_stopped_listening_is_left_alone(bell):
    """After stopping, a ring is not heard; stopping twice is fine."""
    woken = []
    stop = bell.listen("a", lambda: woken.append(1))
    stop()
    stop()

    bell.ring("a")

    assert [] == woken


async def test_waiting_ends_at_a_ring_or_in_time(bell):
    """`listening` says which it was."""
    with listening(bell, ("a", "b")) as ear:
        assert False is await ear.wait(0.01)

        asyncio.get_running_loop().call_later(0.01, bell.ring, "b")
        assert True is await ear.wait(5)
        assert False is await ear.wait(0.01)


async def test_a_ring_before_the_wait_is_heard(bell):
    """Between reading the store and waiting, nothing is lost."""
    with listening(bell, ("a",)) as ear:
        bell.ring("a")
        await asyncio.sleep(0)

        assert True is await ear.wait(5)
