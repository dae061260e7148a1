"""What is asked of a limitation, and what of it cannot be. Pure.

The same as web/shared/law/asked.ts: every shared case asks both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from havre.law.calendar_days import DAY, after
from havre.law.records import Offence
from havre.law.running import Clock, Later, said

AGE_MOST: Final = 120  # years
YEAR_LEAST: Final = 1000  # an earlier one was mistyped
# The birthdays between which a text protects, in years.
YOUNGER: Final = {"minor": 18, "under-15": 15, "15-17": 18}
OLDER: Final = {"15-17": 15, "adult": 18}

Relation = Literal["ascendant", "authority", "other"]


class Impossible(Exception):
    """What is asked cannot be; the message says why in one French sentence."""


class NotYetAnOffence(Exception):
    """The law did not know this offence that day.

    Attributes:
        other: where to look instead.
    """

    def __init__(self, told: str, other: tuple[str, ...]) -> None:
        super().__init__(told)
        self.other = other


@dataclass(frozen=True, slots=True)
class Ask:
    """What is known.

    Attributes:
        facts, to: the first and last day of the facts.
        born: the birth of the victim.
        relation: of the author; None: not known.
        discovered: the day hidden facts came to light.
        interrupted: acts of an inquiry or a trial (CPP 9-2).
    """

    offence: str
    facts: date
    born: date
    to: date | None = None
    relation: Relation | None = None
    discovered: date | None = None
    interrupted: tuple[date, ...] = ()
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day that one offence may concern, and why not others."""

    first: date
    last: date
    told: tuple[str, ...] = ()


def checked(clock: Clock, ask: Ask, today: date) -> Offence:
    """Return the offence that is asked about.

    Raises:
        Impossible: there is none, or a date cannot be.
    """
    for key, is_wrong in _wrongs(clock, ask, today):
        if is_wrong:
            raise Impossible(clock.law.refusals[key])
    return clock.offences[ask.offence]


def _wrongs(clock: Clock, ask: Ask, today: date) -> Iterator[tuple[str, bool]]:
    days = [ask.born, ask.facts, *ask.interrupted, *(one.day for one in ask.later)]
    days += [day for day in (ask.to, ask.discovered) if day is not None]
    named = [ask.offence, *(one.offence for one in ask.later)]
    births = [ask.born, *(one.born for one in ask.later)]
    yield "form", any(day.year < YEAR_LEAST for day in (*days, *births))
    yield "offence", any(each not in clock.offences for each in named)
    yield "future", any(day > today for day in days)
    yield "age", any(after(born, AGE_MOST) < today for born in births)
    yield "birth", ask.facts < ask.born
    yield "order", ask.to is not None and ask.to < ask.facts
    yield "discovered", ask.discovered is not None and ask.discovered < ask.facts
    yield "interrupted", any(day < ask.facts for day in ask.interrupted)
    yield "later", any(one.day < ask.facts for one in ask.later)
    yield "later-birth", any(one.day < one.born for one in ask.later)


def span_of(clock: Clock, ask: Ask, offence: Offence) -> Span:
    """Return the days of the facts that this offence may concern.

    Raises:
        Impossible: the victim was older, or younger, than the text asks.
        NotYetAnOffence: it came into the law after the last day.
    """
    span = _of_age(clock, ask, offence)
    law, born = clock.law, offence.born
    if born is None or born <= span.first:
        return span
    if span.last < born:
        told = said(law, law.refusals["never"], {"date": span.last})
        raise NotYetAnOffence(told, _possible(clock, ask, offence.before))
    told = said(law, law.words["since-born"], {"date": born})
    return Span(born, span.last, (*span.told, told))


def _possible(clock: Clock, ask: Ask, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the offences that these facts may be, in order."""
    found = []
    for id_ in ids:
        try:
            span_of(clock, ask, clock.offences[id_])
        except (Impossible, NotYetAnOffence):
            continue
        found.append(id_)
    return tuple(found)


def _of_age(clock: Clock, ask: Ask, offence: Offence) -> Span:
    law = clock.law
    first, last = ask.facts, ask.to or ask.facts
    told: list[str] = []
    if offence.victim in YOUNGER:
        age = YOUNGER[offence.victim]
        end = after(ask.born, age) - DAY
        if end < first:
            raise Impossible(law.refusals["older"])
        if end < last:
            values: dict[str, date | str] = {"age": str(age), "date": end}
            told.append(said(law, law.words["from-age"], values))
        last = min(last, end)
    if offence.victim in OLDER:
        old = after(ask.born, OLDER[offence.victim])
        if last < old:
            raise Impossible(law.refusals["younger"])
        if first < old:
            told.append(said(law, law.words["since-age"], {"date": old}))
        first = max(first, old)
    return Span(first, last, tuple(told))
