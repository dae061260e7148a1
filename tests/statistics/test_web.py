"""The page of the public numbers, from real counters, without script."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import httpx
import pytest
from builders import StoppedClock, a_core
from pages.builders import FORBIDDEN, NUMBERS, TEMPLATES, WORDS, nothing

from havre.pages.layout import Layout
from havre.pages.rules import Service
from havre.plumbing.doors import Door, Gate, Who
from havre.plumbing.http import application
from havre.statistics import store
from havre.statistics.rules import Ended, Every
from havre.statistics.web import StatisticsDoors, named

pytestmark = pytest.mark.anyio

PARIS = ZoneInfo("Europe/Paris")
MINUTE = 60_000


class Cells(HTMLParser):
    """The cells of every table, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._open = False

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._open = True

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self._open = False

    def handle_data(self, data):
        if self._open:
            self.tables[-1][-1][-1] += data


@asynccontextmanager
async def a_page(path, at) -> AsyncIterator[tuple[httpx.AsyncClient, object]]:
    """The page at one moment, and the ledger whose counters it shows."""
    clock = StoppedClock(at)
    layout = Layout(
        TEMPLATES, WORDS, Service(exit_to="https://meteo.example/"), NUMBERS
    )
    with a_core(path, clock) as core:
        doors = StatisticsDoors(layout, core.ledger, clock, Every.MONTH, PARIS)
        door = Door("GET", "/chiffres", Who.ANYONE, doors.page)
        app = application((door,), (), Gate(()), nothing)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://havre.test"
        ) as client:
            yield client, core


async def come(core, at, count, **but):
    """That many people were helped on a day."""
    ended = Ended(
        int(at.timestamp() * 1000), but.get("desk", "police"), "sexual", "informed",
        but.get("wait", 3) * MINUTE, 40 * MINUTE, but.get("report", False),
    )  # fmt: skip

    def work(tx):
        for _ in range(count):
            store.count(tx, ended, Every.MONTH, PARIS)

    await core.ledger.write(work)


async def test_the_totals_are_those_of_the_counters(tmp_path):
    """People, reports and their share: in the first six months of the real service,
    2,100 and 600."""
    day = datetime(2026, 5, 3, 12, tzinfo=UTC)
    async with a_page(tmp_path, day + timedelta(days=40)) as (client, core):
        await come(core, day, 1_500)
        await come(core, day, 600, report=True)
        page = (await client.get("/chiffres")).text

    assert "<dd>2\N{NARROW NO-BREAK SPACE}100</dd>" in page
    assert "<dd>600</dd>" in page
    assert "29" in page
    assert not FORBIDDEN.search(page)


async def test_a_small_number_is_not_in_the_page(tmp_path):
    """Nor one that the total would give away."""
    day = datetime(2026, 5, 3, 12, tzinfo=UTC)
    async with a_page(tmp_path, day + timedelta(days=40)) as (client, core):
        await come(core, day, 90)
        await come(core, day, 41, desk="gendarmerie", report=True)
        await come(core, day, 3, desk="relief")
        page = (await client.get("/chiffres")).text

    parsed = Cells()
    parsed.feed(page)
    force = dict(parsed.tables[1][1:])
    assert force["Police nationale"] == "90"
    assert "masqué" in force["Gendarmerie nationale"]
    assert "masqué" in force["Équipe nationale"]
    assert force["Total"] == "134"
    assert ">41<" not in page.split("<h2>")[-2]


async def test_before_the_first_month_it_says_so(tmp_path):
    """Nobody reads noughts."""
    now = datetime(2026, 5, 3, 12, tzinfo=UTC)
    async with a_page(tmp_path, now) as (client, core):
        await come(core, now, 80, report=True)
        page = (await client.get("/chiffres")).text

    assert "Les premiers chiffres paraîtront" in page
    assert "<table" not in page


def test_a_period_is_named_in_french():
    """A month, several, a day, a minute."""
    assert named("2026-11", "2026-11") == "novembre 2026"
    assert named("2026-09", "2026-11") == "septembre 2026 – novembre 2026"
    assert named("2026-11-03", "2026-11-03") == "3 novembre 2026"
    assert named("2026-11-03 12:05", "2026-11-03 12:05") == "3 novembre 2026, 12:05"
