"""One term, from the facts to its end, through the laws that came meanwhile. Pure.

The same as web/shared/law/running.ts: every shared case asks both.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from havre.law.calendar_days import DAY, after, in_words, majority
from havre.law.courses import (
    PROTECTED,
    doubts_extension,
    existed,
    fitting,
    usual,
)
from havre.law.records import Offence
from havre.law.terms import Limitation, LimitationClass, Rule, lineage

NEW_LAW: Final = "CP 112-2 4°"
INTERRUPTION: Final = "CPP 9-2"
HIDDEN: Final = "CPP 9-1"

Meeting = Callable[["Run"], "Run"]


@dataclass(frozen=True, slots=True)
class Later:
    """What the same person did afterwards.

    Attributes:
        born: the birth of whoever suffered it.
    """

    day: date
    offence: str
    born: date


@dataclass(frozen=True, slots=True)
class Assumed:
    """Everything one reading takes for granted.

    Attributes:
        day: the day of the facts.
        class_: the class of limitation followed.
        related: the author is an ascendant or had authority.
        pleaded: the rules that are pleaded hold.
        extending: a later offence of which it is doubted prolongs.
        discovered: the day hidden facts came to light; None: it counts from the facts.
        always: judges counted from the discovery before the law said so.
    """

    offence: Offence
    day: date
    born: date
    class_: str
    related: bool
    pleaded: bool = False
    extending: bool = False
    discovered: date | None = None
    always: bool = False
    interrupted: tuple[date, ...] = ()
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A term at one moment.

    Attributes:
        restarted: the last act that made it run again.
        prolonged: the day a later offence carries it to.
        hidden: it counts from the discovery.
        of_age: it ends on a birthday, or one day sooner if the day of majority counts.
        closed: a longer law came too late for it.
        steps: how it came here, in sentences.
    """

    rule: Rule
    starts: date = date.min
    ends: date = date.min
    restarted: date | None = None
    prolonged: date | None = None
    hidden: bool = False
    of_age: bool = False
    closed: bool = False
    articles: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def told(self, sentence: str, *articles: str) -> "Run":
        """Return it with one more step."""
        more = [each for each in articles if each not in self.articles]
        return replace(
            self, steps=(*self.steps, sentence), articles=(*self.articles, *more)
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """Runs terms under the data of `limitation.toml`."""

    law: Limitation
    classes: Mapping[str, LimitationClass]
    offences: Mapping[str, Offence]

    def run(self, on: Assumed) -> Run:
        """Return the term at its end."""
        rule = self._rule(on, on.day)
        now = self._counted(on, Run(rule))
        now = now.told(self._told("facts", on.day, now), *rule.articles)
        for _, meet in sorted(self._events(on), key=lambda event: event[0]):
            now = meet(now)
        return now

    def _events(self, on: Assumed) -> Iterator[tuple[date, Meeting]]:
        """Return what the term meets, by day; of one day, laws come first."""
        days = {rule.since for rule in self._rules(on) if rule.since}
        days |= {rule.until + DAY for rule in self._rules(on) if rule.until}
        for day in days:
            if day > on.day:
                yield day, partial(self._pivot, on, day)
        if on.discovered is not None:
            since = on.day if on.always else max(on.day, self.law.hidden_since)
            yield since, partial(self._discover, on, since)
        for day in on.interrupted:
            yield day, partial(self._restart, on, day)
        for later in on.later:
            early = on.extending and later.day < self.law.extended_since
            day = self.law.extended_since if early else later.day
            yield day, partial(self._prolong, on, later, day)

    def _rules(self, on: Assumed) -> tuple[Rule, ...]:
        family = lineage(self.classes, on.class_)
        return tuple(rule for one in family for rule in one.rules)

    def _rule(self, on: Assumed, day: date) -> Rule:
        """Return the rule in force on `day` for these facts: the last of the best."""
        held = [rule for rule in self._rules(on) if _holds(rule, on, day)]
        return max(enumerate(held), key=lambda one: (*_rank(one[1]), one[0]))[1]

    def _counted(self, on: Assumed, now: Run) -> Run:
        """Return the same term, counted anew under its rule."""
        rule, restarted = now.rule, now.restarted
        adult = majority(on.born)
        starts = adult if rule.counts == "majority" else on.day
        found = on.discovered if now.hidden and rule.counts == "facts" else None
        starts = max(starts, found or starts, restarted or starts)
        ends = after(starts, rule.years, rule.months)
        if found is not None and (restarted is None or restarted < found):
            ends = self._capped(on, now, ends)
        now = replace(now, starts=starts, ends=max(ends, now.prolonged or ends))
        if now.ends == now.prolonged:
            return now
        return replace(now, of_age=rule.counts == "majority" and starts == adult)

    def _capped(self, on: Assumed, now: Run, ends: date) -> date:
        """Return `ends`, no later than CPP 9-1 lets a discovery carry it."""
        family = lineage(self.classes, on.class_)
        years = max(one.cap_years for one in family)
        cap = max(after(on.day, years), self.law.hidden_since)
        return max(min(ends, cap), self._counted(on, replace(now, hidden=False)).ends)

    def _pivot(self, on: Assumed, day: date, now: Run) -> Run:
        rule = self._rule(on, day)
        if rule is now.rule or now.closed:
            return now
        if now.ends < day:
            said = self._say("closed", date=day, law=rule.law)
            return replace(now, closed=True).told(said, NEW_LAW)
        kept = [each for each in now.articles if each in (INTERRUPTION, HIDDEN)]
        new = self._counted(on, replace(now, rule=rule, articles=rule.articles))
        milder = "milder" if new.ends < now.ends else "changed"
        return new.told(self._told(milder, day, new), *kept, NEW_LAW)

    def _discover(self, on: Assumed, since: date, now: Run) -> Run:
        if on.discovered is None or now.ends < since:
            return now
        new = self._counted(on, replace(now, hidden=True))
        said = self._say("discovered", date=on.discovered, end=new.ends)
        return new.told(said, HIDDEN)

    def _restart(self, on: Assumed, day: date, now: Run) -> Run:
        if day > now.ends:
            return now.told(self._say("interrupted-late", date=day))
        new = self._counted(on, replace(now, restarted=day))
        if new.ends == now.ends:
            return new.told(self._say("interrupted-early", date=day))
        return new.told(self._say("interrupted", date=day, end=new.ends), INTERRUPTION)

    def _prolong(self, on: Assumed, later: Later, day: date, now: Run) -> Run:
        """Meet, on `day`, what came of an offence on another minor.

        Source: CPP 7 al. 3 and 8 al. 4, loi 2021-478 of 21 April 2021.
        """
        other = self.offences[later.offence]
        minors = on.day < majority(on.born) and later.day < majority(later.born)
        in_time = self.law.extended_since <= day <= now.ends
        named = on.offence.extends and other.extends and existed(other, later.day)
        sure = not doubts_extension(on.offence, other)
        if not (named and minors and in_time and (sure or on.extending)):
            return now.told(self._say("extended-none", date=later.day))
        found = self._later(other, later)
        if found.ends <= now.ends:
            return now.told(self._say("extended-none", date=later.day))
        said = self._say("extended", date=later.day, end=found.ends)
        to = replace(now, ends=found.ends, prolonged=found.ends, of_age=found.of_age)
        return to.told(said)

    def _later(self, other: Offence, later: Later) -> Run:
        """Return the term of the later offence: the first of its usual ones to end."""
        assumed = Assumed(other, later.day, later.born, "", related=False)
        courses = usual(fitting(other, later.day, later.born, related=False))
        runs = [self.run(replace(assumed, class_=row.name)) for row in courses]
        return min(runs, key=lambda run: run.ends)

    def _told(self, key: str, day: date, now: Run) -> str:
        rule, act = now.rule, now.restarted
        if act is not None and now.starts == act and key != "facts":
            key = f"{key}-act"
        return self._say(
            key,
            date=day,
            end=now.ends,
            law=rule.law,
            plain=rule.plain,
            act=act or day,
            span=rule.plain.partition(" à partir")[0],
        )

    def _say(self, key: str, **values: date | str) -> str:
        return said(self.law, self.law.words[key], values)


def said(law: Limitation, sentence: str, values: Mapping[str, date | str]) -> str:
    """Return `sentence` with its holes filled, dates in full."""
    for name, value in values.items():
        if isinstance(value, date):
            value = in_words(value, law.calendar.months, law.calendar.first)
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def _holds(rule: Rule, on: Assumed, day: date) -> bool:
    """Whether `rule` is in force on `day` for facts of `on.day`."""
    since, until = rule.since or date.min, rule.until or date.max
    protected = on.day < after(on.born, PROTECTED.get(rule.victim, 0))
    return (
        since <= day <= until
        and (since <= on.day or rule.applies != "new")
        and (on.pleaded or rule.applies != "pleaded")
        and (on.related or not rule.authors)
        and (protected or rule.victim == "any")
    )


def _rank(rule: Rule) -> tuple[int, date, bool]:
    """Return what makes one rule go before another."""
    return -PROTECTED.get(rule.victim, 99), rule.since or date.min, bool(rule.authors)
