"""Which course of limitation an offence follows, for one victim on one day. Pure.

The same as web/shared/law/courses.ts: every shared case asks both.
"""

from datetime import date
from typing import Final

from havre.law.calendar_days import MAJORITY, after
from havre.law.records import Age, Course, Offence

# Until which birthday a text protects, in years.
PROTECTED: Final = {"minor": MAJORITY, "under-15": 15}


def existed(offence: Offence, day: date) -> bool:
    """Whether the law knew `offence` on `day`."""
    return offence.born is None or offence.born <= day


def doubts_extension(first: Offence, later: Offence) -> bool:
    """Whether it is doubted that `later` prolongs `first`.

    CPP 8 al. 4 lengthens a délit by a later assault or attack; it does not name rape.
    """
    return first.nature == "délit" and later.nature != "délit"


def age_on(day: date, born: date) -> Age:
    """Return the age that the law counts with: under 15, 15 to 17, or adult."""
    if day < after(born, PROTECTED["under-15"]):
        return "under-15"
    return "15-17" if day < after(born, MAJORITY) else "adult"


def fitting(
    offence: Offence, day: date, born: date, *, related: bool
) -> tuple[Course, ...]:
    """Return the courses that fit the age of the victim and who did it; else all."""
    age = age_on(day, born)
    found = tuple(
        row
        for row in offence.limitation
        if (not row.victims or age in row.victims)
        and (not row.authors or related == ("other" not in row.authors))
    )
    return found or offence.limitation


def usual(courses: tuple[Course, ...]) -> tuple[Course, ...]:
    """Return the usual case, and what is pleaded beside it."""
    return tuple(row for n, row in enumerate(courses) if n == 0 or row.doubt)
