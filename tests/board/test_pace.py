"""A busy house makes a supervisor's view so often at most, and never an old one."""

import asyncio

import pytest

from havre.board.pace import Pace

pytestmark = pytest.mark.anyio

NEVER = 3600.0  # seconds: longer than any test


class Maker:
    """Counts what it makes; each view is a new one."""

    def __init__(self) -> None:
        self.made = 0
        self.may = asyncio.Event()
        self.may.set()

    async def __call__(self) -> dict[str, object]:
        self.made += 1
        view: dict[str, object] = {"made": self.made}
        await self.may.wait()
        return view


async def turns(n: int = 20) -> None:
    """Let everything that can go on do so."""
    for _ in range(n):
        await asyncio.sleep(0)


async def test_the_first_view_waits_for_nothing():
    """Whoever opens the board sees it at once."""
    assert {"made": 1} == await Pace(NEVER).made("supervisor", Maker())


async def test_the_next_view_waits_and_is_shared():
    """However many tabs ask meanwhile."""
    pace, make = Pace(NEVER), Maker()
    await pace.made("supervisor", make)

    asking = [asyncio.create_task(pace.made("supervisor", make)) for _ in range(3)]
    await turns()

    assert 1 == make.made
    assert not any(one.done() for one in asking)
    for one in asking:
        one.cancel()


async def test_supervisors_do_not_wait_for_each_other():
    """Each has a pace of their own."""
    pace, make = Pace(NEVER), Maker()
    await pace.made("supervisor", make)

    assert {"made": 2} == await pace.made("other", make)


async def test_what_is_asked_together_is_made_once():
    """Two tabs of one supervisor, one look at the store."""
    pace, make = Pace(0), Maker()

    views = await asyncio.gather(*(pace.made("supervisor", make) for _ in range(2)))

    assert [{"made": 1}, {"made": 1}] == views


async def test_whoever_asks_once_the_look_has_begun_gets_a_newer_one():
    """A bell that rang during the look is not answered with what preceded it."""
    pace, make = Pace(0), Maker()
    make.may.clear()
    early = asyncio.create_task(pace.made("supervisor", make))
    await turns()
    late = asyncio.create_task(pace.made("supervisor", make))
    await turns()
    make.may.set()

    assert [{"made": 1}, {"made": 2}] == [await early, await late]


async def test_whoever_hangs_up_takes_it_from_nobody():
    """The other tab still gets its view."""
    pace, make = Pace(0), Maker()
    make.may.clear()
    first = asyncio.create_task(pace.made("supervisor", make))
    second = asyncio.create_task(pace.made("supervisor", make))
    await turns()
    first.cancel()
    await turns()
    make.may.set()

    assert {"made": 1} == await second
    assert first.cancelled()
