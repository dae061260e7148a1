"""The public numbers as they are shown: tables, and the same as shapes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from havre.statistics.hiding import shown
from havre.statistics.rules import Period

# Units of the drawings, of which one is a pixel on a phone.
WIDTH: Final = 320
ROW: Final = 34  # a name, and its bar below
BAR: Final = 10
COLUMN_HEIGHT: Final = 96
GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a measure.

    Attributes:
        number: None: hidden.
        share: of a hundred, the nearest; None: hidden.
        width: of its bar, in units of the drawing; 0 when hidden.
    """

    value: str
    number: int | None
    share: int | None
    y: int
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """One measure of one period."""

    measure: str
    cells: tuple[Cell, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One period: its name, its totals, its tables."""

    first: str
    last: str
    people: int
    reports: int
    share: int
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One period in the drawing of all: those helped, the reports a part of them."""

    x: float
    width: float
    y: float
    height: float
    reports_y: float
    reports_height: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the page shows.

    Attributes:
        periods: the newest first.
        columns: the oldest first, as they are drawn.
        top: what the full height of the drawing stands for.
    """

    people: int
    reports: int
    share: int
    periods: tuple[Shown, ...]
    columns: tuple[Column, ...]
    top: int


def figures(periods: Sequence[Period]) -> Figures:
    """Return what may be published of `periods`, the oldest first."""
    people = sum(one.people for one in periods)
    reports = sum(one.reports for one in periods)
    top = max((one.people for one in periods), default=0)
    return Figures(
        people=people,
        reports=reports,
        share=_share(reports, people),
        periods=tuple(_shown(one) for one in reversed(periods)),
        columns=tuple(_columns(periods, top)),
        top=top,
    )


def _shown(period: Period) -> Shown:
    return Shown(
        first=period.first,
        last=period.last,
        people=period.people,
        reports=period.reports,
        share=_share(period.reports, period.people),
        tables=tuple(_table(period, measure) for measure in period.numbers),
    )


def _table(period: Period, measure: str) -> Table:
    found = shown(period.numbers[measure])
    cells = tuple(
        Cell(
            value=value,
            number=number,
            share=None if number is None else _share(number, period.people),
            y=n * ROW,
            width=round(WIDTH * (number or 0) / period.people, 1),
        )
        for n, (value, number) in enumerate(found.items())
    )
    return Table(measure, cells, len(cells) * ROW)


def _columns(periods: Sequence[Period], top: int) -> list[Column]:
    step = WIDTH / max(len(periods), 6)
    return [
        Column(
            x=round(n * step, 1),
            width=round(step - GAP, 1),
            y=round(COLUMN_HEIGHT * (1 - one.people / top), 1),
            height=round(COLUMN_HEIGHT * one.people / top, 1),
            reports_y=round(COLUMN_HEIGHT * (1 - one.reports / top), 1),
            reports_height=round(COLUMN_HEIGHT * one.reports / top, 1),
        )
        for n, one in enumerate(periods)
    ]


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
