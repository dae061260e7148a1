"""Every reading of one limitation question: what is not settled is read both ways.

The same as web/shared/law/readings.ts: every shared case asks both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Final

from havre.law.asked import Ask, Span
from havre.law.calendar_days import DAY, majority
from havre.law.courses import fitting, usual
from havre.law.records import Offence
from havre.law.running import Assumed, Clock, Run

RELATED: Final = {"ascendant": (True,), "authority": (True,), "other": (False,)}
TOLD: Final = 2  # ways to one last day: more would not be read

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
    """Return every reading of the question."""
    return list(_read(clock, ask, offence, span))


def main_of(found: list[Read]) -> Read:
    """Return the prudent one: the first to end among the usual ones."""
    return min((one for one in found if one.usual), key=lambda one: one.run.ends)


def distinct(clock: Clock, main: Read, found: list[Read]) -> tuple[Reading, ...]:
    """Return one reading for each last day, the main one first.

    A term that starts at majority may end one day sooner: whether the day of majority
    counts is not settled.
    """
    doubts = clock.law.doubts
    ends = sorted({one.run.ends for one in found})
    whys = {end: _why(doubts, found, end) for end in ends}
    whys[main.run.ends] = _main_why(doubts, whys, main.run.ends)
    for one in found:
        if one.run.of_age:
            eve = one.run.ends - DAY
            own = whys[one.run.ends] if one.run.ends != main.run.ends else ""
            said = (own, doubts["majority"])
            whys.setdefault(eve, " ; ".join(each for each in said if each))
    order = [main.run.ends, *sorted(end for end in whys if end != main.run.ends)]
    return tuple(Reading(end, whys[end]) for end in order)


def _main_why(doubts: dict[str, str], whys: dict[date, str], end: date) -> str:
    if len(whys) == 1:
        return doubts["main"]
    own = whys[end] if whys[end] != doubts["else"] else ""
    return f"{doubts['prudent']} : {own}" if own else doubts["prudent"]


def _why(doubts: dict[str, str], found: list[Read], end: date) -> str:
    """Return what a last day supposes: the widest ways to it, each in a sentence."""
    others = {one.whys for one in found if one.run.ends != end}
    ways = {one.whys for one in found if one.run.ends == end} - others
    axes = [
        list(dict.fromkeys(one.whys[axis] for one in found))
        for axis in range(len(found[0].whys))
    ]
    wide = sorted({_widened(way, others, axes) for way in ways}, key=_claims)
    said = [
        " ; ".join(doubts.get(key, key) for key in way if key) or doubts["else"]
        for way in wide
        if not any(other != way and _within(way, other) for other in wide)
    ]
    return doubts["or"].join(dict.fromkeys(said[:TOLD]))


def _widened(way: Whys, others: set[Whys], axes: list[list[str]]) -> Whys:
    """Return `way` without what it need not suppose: "" on those axes.

    Args:
        others: the ways that lead to another day.
    """
    free: list[int] = []
    for axis in range(len(way)):
        trial = [*free, axis]
        options = [axes[n] if n in trial else [way[n]] for n in range(len(way))]
        if not any(each in others for each in product(*options)):
            free = trial
    return tuple("" if n in free else each for n, each in enumerate(way))


def _claims(way: Whys) -> tuple[int, Whys]:
    return sum(bool(each) for each in way), way


def _within(way: Whys, other: Whys) -> bool:
    """Whether `way` supposes all that `other` does."""
    return all(not two or one == two for one, two in zip(way, other, strict=True))


def _read(clock: Clock, ask: Ask, offence: Offence, span: Span) -> Iterator[Read]:
    related = RELATED.get(ask.relation or "", (False, True))
    for day, why in _days(ask, offence, span):
        for is_related in related:
            courses = fitting(offence, day, ask.born, related=is_related)
            who = ("related" if is_related else "unrelated") if len(related) > 1 else ""
            for row in courses:
                case = row.doubt.removesuffix(".") or row.when
                main = not why and row in usual(courses)
                base = Assumed(offence, day, ask.born, row.name, is_related)
                for assumed, more in _assumed(clock, ask, base):
                    run = clock.run(assumed)
                    yield Read(run, row.name, (why, case, who, *more), main)


def _assumed(clock: Clock, ask: Ask, base: Assumed) -> Iterator[tuple[Assumed, Whys]]:
    """Return what else is not settled, every combination."""
    day = base.day
    early = [(False, ""), (True, "later")] if ask.later else [(False, "")]
    axes = product((False, True), early, _found(clock, ask, base))
    for pleaded, (extending, later), (found, hidden) in axes:
        assumed = replace(
            base,
            pleaded=pleaded,
            extending=extending,
            discovered=found,
            always=hidden == "hidden-before",
            interrupted=tuple(each for each in ask.interrupted if each >= day),
            later=tuple(one for one in ask.later if one.day >= day),
        )
        yield assumed, ("pleaded" if pleaded else "", later, hidden)


def _found(clock: Clock, ask: Ask, base: Assumed) -> list[tuple[date | None, str]]:
    """Return from when hidden facts may count."""
    if not base.offence.hidden or ask.discovered is None:
        return [(None, "")]
    found = max(ask.discovered, base.day)
    known = [(None, "unhidden"), (found, "hidden"), (found, "hidden-before")]
    return known if base.day < clock.law.hidden_since else known[:2]


def _days(ask: Ask, offence: Offence, span: Span) -> Iterator[tuple[date, str]]:
    """Return the days that may count: the last of the facts, then others pleaded."""
    yield span.last, ""
    if offence.repeated or offence.lasting:
        return
    of_age = majority(ask.born)
    if span.first < of_age <= span.last:
        yield of_age - DAY, "minor"
    if span.first < span.last:
        yield span.first, "first"
