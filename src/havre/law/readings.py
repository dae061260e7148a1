"""Every reading of one limitation question: what is not settled is read both ways.

The same as web/shared/law/readings.ts: every shared case asks both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from havre.law.asked import Ask, Span
from havre.law.calendar_days import DAY, majority
from havre.law.records import Course, Offence
from havre.law.running import Assumed, Clock, Run

RELATED = {"ascendant": (True,), "authority": (True,), "other": (False,)}

# What one combination of choices supposes, axis by axis: its sentence, or "".
Whys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One last useful day, and what it supposes."""

    ends: date
    why: str


@dataclass(frozen=True, slots=True)
class Read:
    """A term that was run, and what it supposes.

    Attributes:
        class_: the class of limitation followed.
        usual: it is of the last facts and of the usual case: it may be the main one.
    """

    run: Run
    class_: str
    whys: Whys
    usual: bool


def read_all(clock: Clock, ask: Ask, offence: Offence, span: Span) -> list[Read]:
    """Return every reading; each says only what makes it differ from another."""
    found = list(_read(clock, ask, offence, span))
    idle = [axis for axis in range(len(found[0].whys)) if not _matters(found, axis)]
    return [
        replace(one, whys=tuple("" if n in idle else w for n, w in enumerate(one.whys)))
        for one in found
    ]


def main_of(found: list[Read]) -> Read:
    """Return the prudent one: the first to end among the usual ones."""
    return min((one for one in found if one.usual), key=lambda one: one.run.ends)


def distinct(clock: Clock, main: Read, found: list[Read]) -> tuple[Reading, ...]:
    """Return one reading for each last day, the main one first.

    A term that starts at majority may end one day sooner: whether the day of majority
    counts is not settled.
    """
    doubts = clock.law.doubts
    whys: dict[date, str] = {}
    for one in found:
        said = " ; ".join(doubts.get(key, key) for key in one.whys if key)
        whys.setdefault(one.run.ends, said or doubts["main"])
    for one in found:
        if one.run.of_age:
            whys.setdefault(one.run.ends - DAY, doubts["majority"])
    order = [main.run.ends, *sorted(end for end in whys if end != main.run.ends)]
    return tuple(Reading(end, whys[end]) for end in order)


def _read(clock: Clock, ask: Ask, offence: Offence, span: Span) -> Iterator[Read]:
    usual = [row for n, row in enumerate(offence.limitation) if n == 0 or row.doubt]
    axes = _axes(ask, offence, span)
    for choices in product(*axes):
        (day, why), (row, case), (related, who) = choices[:3]
        (pleaded, how), (extending, later), (found, hidden) = choices[3:]
        if found is not None and found < day:
            found = day
        assumed = Assumed(
            offence=offence,
            day=day,
            born=ask.born,
            class_=row.name,
            related=related,
            pleaded=pleaded,
            extending=extending,
            discovered=found,
            interrupted=tuple(each for each in ask.interrupted if each >= day),
            later=tuple(one for one in ask.later if one.day >= day),
        )
        whys = (why, case, who, how, later, hidden)
        yield Read(clock.run(assumed), row.name, whys, not why and row in usual)


def _axes(
    ask: Ask, offence: Offence, span: Span
) -> tuple[
    list[tuple[date, str]],
    list[tuple[Course, str]],
    list[tuple[bool, str]],
    list[tuple[bool, str]],
    list[tuple[bool, str]],
    list[tuple[date | None, str]],
]:
    """Return, for each thing that is not settled, its values and their sentences."""
    related = RELATED.get(ask.relation or "", (False, True))
    courses: list[tuple[Course, str]] = [
        (row, row.doubt or row.when) for row in offence.limitation
    ]
    hidden = offence.hidden and ask.discovered is not None
    return (
        list(_days(ask, offence, span)),
        courses,
        [(each, "related" if each else "unrelated") for each in related],
        [(False, ""), (True, "pleaded")],
        [(False, ""), (True, "later")] if ask.later else [(False, "")],
        [(None, "unhidden"), (ask.discovered, "hidden")] if hidden else [(None, "")],
    )


def _days(ask: Ask, offence: Offence, span: Span) -> Iterator[tuple[date, str]]:
    """Return the days that may count: the last of the facts, then others pleaded."""
    yield span.last, ""
    if offence.repeated:
        return
    of_age = majority(ask.born)
    if span.first < of_age <= span.last:
        yield of_age - DAY, "minor"
    if span.first < span.last:
        yield span.first, "first"


def _matters(found: list[Read], axis: int) -> bool:
    """Whether another value on this axis ever gives another last day."""
    ends: dict[Whys, set[date]] = {}
    for one in found:
        rest = (*one.whys[:axis], *one.whys[axis + 1 :])
        ends.setdefault(rest, set()).add(one.run.ends)
    return any(len(each) > 1 for each in ends.values())
