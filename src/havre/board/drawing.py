"""The last six hours by desk, as numbers and as shapes. Pure; the template draws.

Quarters of an hour begin when the clock's do, so that only the last one changes from
one minute to the next and nothing jumps under the eye.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median_low
from typing import Final

from havre.waiting.tally import Event, Kind

QUARTER: Final = 15 * 60_000  # milliseconds
QUARTERS: Final = 24  # six hours, the present quarter included
MINUTE: Final = 60_000

# Units of the drawing, of which one is a pixel in the console's side column.
COLUMNS: Final = 3  # desks side by side; the others stand below
STEP: Final = 4  # from one quarter to the next
BAR: Final = 3
STEM: Final = 1
PANEL_WIDTH: Final = QUARTERS * STEP
PANEL_HEIGHT: Final = 26
GAP: Final = 18
TEXT: Final = 16  # a line of text
ROW: Final = TEXT + PANEL_HEIGHT + 6
ROUND: Final = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20)  # scales that read at a glance


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of an hour at one desk.

    Attributes:
        at: when it begins, in milliseconds.
        half: milliseconds within which half of those answered were; None: nobody was.
        most: the same of nine in ten.
        on_duty: how many answered there, in the middle of the samples; None when none
            was taken: the server was down.
    """

    at: int
    arrivals: int = 0
    half: int | None = None
    most: int | None = None
    on_duty: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The quarters of one desk, the oldest first."""

    desk: str
    quarters: tuple[Quarter, ...]


def first_quarter(now: int) -> int:
    """Return when the first quarter that is shown begins."""
    return now // QUARTER * QUARTER - (QUARTERS - 1) * QUARTER


def series(events: Iterable[Event], desks: Sequence[str], now: int) -> list[Series]:
    """Return the last six hours of each of `desks`."""
    start = first_quarter(now)
    seen: dict[tuple[str, int], dict[Kind, list[int]]] = {}
    for event in events:
        if start <= event.at <= now:
            kinds = seen.setdefault((event.desk, (event.at - start) // QUARTER), {})
            kinds.setdefault(event.kind, []).append(event.value)
    return [
        Series(
            desk,
            tuple(
                _quarter(start + n * QUARTER, seen.get((desk, n), {}))
                for n in range(QUARTERS)
            ),
        )
        for desk in desks
    ]


def _quarter(at: int, seen: Mapping[Kind, list[int]]) -> Quarter:
    waits, samples = seen.get(Kind.ANSWERED), seen.get(Kind.ON_DUTY)
    return Quarter(
        at=at,
        arrivals=len(seen.get(Kind.ARRIVED, ())),
        half=within(waits, 0.5) if waits else None,
        most=within(waits, 0.9) if waits else None,
        on_duty=median_low(samples) if samples else None,
    )


def within(values: Sequence[int], share: float) -> int:
    """Return the least of `values` within which `share` of them lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def minutes(wait: int | None) -> int | None:
    """Return a wait in minutes, the nearest."""
    return None if wait is None else round(wait / MINUTE)


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands on a baseline.

    Attributes:
        stem: thin: nine in ten, behind the bar of the half.
    """

    x: float
    y: float
    width: float
    height: float
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure of one desk; every panel of a measure has the same scale.

    Attributes:
        measure: "arrivals", "waits" or "duty".
        top: the number that the full height stands for.
    """

    desk: str
    measure: str
    x: float
    y: float
    top: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is to be drawn, in place.

    Attributes:
        heads: (desk, x, y) of each desk's name.
        scales: (measure, top, x, y) of each line that names a measure and its scale.
        axes: (x, y) under each column, where the first and last hour stand.
    """

    width: float
    height: float
    heads: tuple[tuple[str, float, float], ...]
    scales: tuple[tuple[str, int, float, float], ...]
    axes: tuple[tuple[float, float], ...]
    panels: tuple[Panel, ...]


MEASURES: Final = ("arrivals", "waits", "duty")


def drawing(shown: Sequence[Series]) -> Drawing:
    """Return the small multiples: a column a desk, a row a measure."""
    tops = {measure: top_of(measure, shown) for measure in MEASURES}
    band = TEXT + len(MEASURES) * ROW + TEXT + 8
    heads, scales, axes, panels = [], [], [], []
    for n, one in enumerate(shown):
        x = n % COLUMNS * (PANEL_WIDTH + GAP)
        y = n // COLUMNS * band
        heads.append((one.desk, x, y + TEXT - 4))
        for row, measure in enumerate(MEASURES):
            floor = y + TEXT + row * ROW
            if x == 0:
                scales.append((measure, tops[measure], x, floor + TEXT - 3))
            panels.append(_panel(one, measure, x, floor + TEXT, tops[measure]))
        axes.append((x, y + band - TEXT + 2))
    columns, bands = min(COLUMNS, len(shown)), ceil(len(shown) / COLUMNS)
    return Drawing(
        width=columns * (PANEL_WIDTH + GAP) - GAP,
        height=bands * band,
        heads=tuple(heads),
        scales=tuple(scales),
        axes=tuple(axes),
        panels=tuple(panels),
    )


def top_of(measure: str, shown: Sequence[Series]) -> int:
    """Return the scale of a measure: a round number that nothing exceeds."""
    values = (
        value or 0
        for one in shown
        for quarter in one.quarters
        for value in _values(quarter, measure)
    )
    highest = max(values, default=0)
    unit = 1
    while highest > ROUND[-1] * unit:
        unit *= 10
    return next(n * unit for n in ROUND if n * unit >= highest)


def _values(quarter: Quarter, measure: str) -> tuple[float | None, ...]:
    """Return what is drawn of a quarter, the stem first; waits in minutes."""
    if measure == "waits":
        return tuple(
            None if wait is None else wait / MINUTE
            for wait in (quarter.most, quarter.half)
        )
    return (quarter.arrivals if measure == "arrivals" else quarter.on_duty,)


def _panel(one: Series, measure: str, x: float, y: float, top: int) -> Panel:
    bars = [
        _bar(x + n * STEP, y, value / top, stem=stem)
        for n, quarter in enumerate(one.quarters)
        for stem, value in zip(
            (measure == "waits", False), _values(quarter, measure), strict=False
        )
        if value
    ]
    return Panel(one.desk, measure, x, y, top, tuple(bars))


def _bar(x: float, y: float, share: float, *, stem: bool) -> Bar:
    height = max(1.0, round(share * PANEL_HEIGHT, 1))  # what happened is seen
    width = STEM if stem else BAR
    return Bar(
        x=x + (BAR - width) / 2,
        y=round(y + PANEL_HEIGHT - height, 1),
        width=width,
        height=height,
        stem=stem,
    )
