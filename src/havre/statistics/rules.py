"""What is counted of a conversation that has ended, and when it may be shown. Pure.

Only counters are kept: one number for each month and each value of each measure, and no
row for a conversation. Health, orientation, origin and religion have no measure.
Source: docs/decisions/0026-public-numbers-never-move.md; LIL art. 88.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final

MINUTE: Final = 60_000  # milliseconds

PEOPLE, REPORTS = "people", "reports"

# Values of each measure, in the order in which they are shown.
WAITS: Final = ("under-2", "2-5", "5-10", "10-30", "over-30")  # minutes
LENGTHS: Final = ("under-15", "15-30", "30-60", "60-180", "over-180")
FORCES: Final = ("police", "gendarmerie", "relief")
FAMILIES: Final = (
    "sexual", "couple", "harassment", "online", "minor", "other", "none",
)  # fmt: skip
OUTCOMES: Final = (
    "informed", "directed", "referred", "interrupted", "out-of-scope", "wrong-service",
)  # fmt: skip
MEASURES: Final[Mapping[str, Sequence[str]]] = {
    "force": FORCES,
    "family": FAMILIES,
    "outcome": OUTCOMES,
    "wait": WAITS,
    "length": LENGTHS,
}
# Nobody was helped by these: they are no part of the public numbers.
NOBODY: Final = frozenset({"test", "abuse"})

# A period is shown once it has these; until then it goes on with the next month.
PEOPLE_LEAST: Final = 25
REPORTS_LEAST: Final = 5


class Every(StrEnum):
    """How often a period may end: an operator's setting."""

    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"  # a demonstration's: months would be long to wait for


FORMATS: Final = {
    Every.MONTH: "%Y-%m",
    Every.DAY: "%Y-%m-%d",
    Every.MINUTE: "%Y-%m-%d %H:%M",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """What is counted of a conversation at its end; nothing of it is kept.

    Attributes:
        at: milliseconds; when it ended for the service: a decision, or an exit.
        wait: milliseconds until an officer first took it.
        length: milliseconds from then to its end.
    """

    at: int
    desk: str
    family: str
    outcome: str
    wait: int
    length: int
    report: bool

    def values(self) -> dict[str, str]:
        """Return the value of each measure."""
        return {
            "force": self.desk.removesuffix("-2"),
            "family": self.family,
            "outcome": self.outcome,
            "wait": _within(self.wait, (2, 5, 10, 30), WAITS),
            "length": _within(self.length, (15, 30, 60, 180), LENGTHS),
        }


def _within(span: int, bounds: Sequence[int], names: Sequence[str]) -> str:
    passed = sum(span >= bound * MINUTE for bound in bounds)
    return names[passed]


@dataclass(frozen=True, slots=True)
class Count:
    """One counter of one month (or day, or minute), named as it is kept."""

    period: str
    measure: str
    value: str
    number: int


def counted(ended: Ended, every: Every, zone: tzinfo) -> Iterator[Count]:
    """Yield what `ended` adds to the counters: nothing where nobody was helped."""
    if ended.outcome in NOBODY:
        return
    period = period_of(ended.at, every, zone)
    yield Count(period, PEOPLE, "", 1)
    if ended.report:
        yield Count(period, REPORTS, "", 1)
    for measure, value in ended.values().items():
        yield Count(period, measure, value, 1)


def period_of(at: int, every: Every, zone: tzinfo) -> str:
    """Return the name of the period of `at`: names sort as time does."""
    return datetime.fromtimestamp(at / 1000, zone).strftime(FORMATS[every])


@dataclass(frozen=True, slots=True)
class Period:
    """What was counted from one month to another, both included.

    Attributes:
        numbers: by measure, then value; 0 where nothing was counted.
    """

    first: str
    last: str
    people: int
    reports: int
    numbers: Mapping[str, Mapping[str, int]]


def periods(counts: Iterable[Count], present: str) -> list[Period]:
    """Return the periods that are over, each of enough people, the oldest first.

    A month that is too small goes on with the next. What was returned once is returned
    for ever: nothing is added to a month that is over.

    Args:
        present: the name of the period that is not over.
    """
    by_name: dict[str, list[Count]] = {}
    for count in counts:
        if count.period < present:
            by_name.setdefault(count.period, []).append(count)
    found: list[Period] = []
    gathered: list[Count] = []
    for name in sorted(by_name):
        gathered += by_name[name]
        whole = _gather(gathered)
        if _enough(whole):
            found.append(whole)
            gathered = []
    return found


def _enough(period: Period) -> bool:
    others = period.people - period.reports
    return (
        period.people >= PEOPLE_LEAST and min(period.reports, others) >= REPORTS_LEAST
    )


def _gather(counts: Sequence[Count]) -> Period:
    total: Counter[tuple[str, str]] = Counter()
    for one in counts:
        total[one.measure, one.value] += one.number
    names = sorted({one.period for one in counts})
    return Period(
        first=names[0],
        last=names[-1],
        people=total[PEOPLE, ""],
        reports=total[REPORTS, ""],
        numbers={
            measure: {value: total[measure, value] for value in values}
            for measure, values in MEASURES.items()
        },
    )
