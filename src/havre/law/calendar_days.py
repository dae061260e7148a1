"""Civil dates as limitation counts them: quantième à quantième."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

MAJORITY: Final = 18  # years; Code civil, article 388
DAY: Final = timedelta(days=1)


def after(day: date, years: int, months: int = 0) -> date:
    """Return the anniversary of `day`: the last useful day of a term that began there.

    29 February, in a common year, is 28 February.

    Raises:
        ValueError: a year after 9999.

    Source: Crim. 9 January 2018, 16-86.735: the day of the facts is not counted, and
    the term ends at midnight of the anniversary.
    """
    months += day.month - 1
    year, month = day.year + years + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def majority(born: date) -> date:
    """Return the day somebody turns eighteen."""
    return after(born, MAJORITY)


def in_words(day: date, months: Sequence[str], first: str) -> str:
    """Return `day` in full: "1er mars 2017"."""
    return f"{first if day.day == 1 else day.day} {months[day.month - 1]} {day.year}"
