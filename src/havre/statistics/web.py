"""The door of the public numbers: drawn on the server, read without script."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from babel.dates import format_date
from starlette.responses import Response

from havre.pages.layout import Layout
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database
from havre.plumbing.doors import Knock
from havre.statistics import store
from havre.statistics.rules import Every, period_of, periods
from havre.statistics.showing import BAR, COLUMN_HEIGHT, ROW, WIDTH, Figures, figures

DAY: Final = 10  # characters of a name that is a day: "2026-11-26"


@dataclass(frozen=True, slots=True)
class StatisticsDoors:
    """Built once by `havre.app`.

    Attributes:
        zone: of the desks: a month begins there at midnight.
    """

    layout: Layout
    ledger: Database
    now: Clock
    every: Every
    zone: tzinfo

    async def page(self, _knock: Knock) -> Response:
        """`/chiffres`: how many were helped, and what became of it."""
        counts = await self.ledger.read(store.counts)
        present = period_of(milliseconds(self.now()), self.every, self.zone)
        return answer(self.layout, figures(periods(counts, present)))


def answer(layout: Layout, shown: Figures) -> Response:
    """Return the page that shows these numbers."""
    return layout.answer(
        "statistics/figures.html",
        figures=shown,
        named=named,
        width=WIDTH,
        height=COLUMN_HEIGHT,
        row=ROW,
        bar=BAR,
    )


def named(first: str, last: str) -> str:
    """Return a period in French: "novembre 2026", "octobre 2026 – novembre 2026"."""
    one, other = _named(first), _named(last)
    return one if one == other else f"{one} – {other}"


def _named(name: str) -> str:
    if len(name) > DAY:
        at = datetime.strptime(name, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a name
        return f"{format_date(at, 'd MMMM y', 'fr')}, {at:%H:%M}"
    if len(name) == DAY:
        return format_date(date.fromisoformat(name), "d MMMM y", "fr")
    return format_date(date.fromisoformat(f"{name}-01"), "MMMM y", "fr")
