"""Conditions over facts that were told: yes, no, or not known yet. Pure.

The same as web/shared/law/conditions.ts: every shared case asks both.

A condition is written `act: contact blow` (one of these), `not act: contact`, or by the
name of one whose meaning depends on the day of the facts; alternatives stand on either
side of ` | `.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from havre.law.records import Condition, Fact, Wording

_FACT: Final = re.compile(r"(not )?([a-z-]+): ([a-z0-9 -]+)")
DATE: Final = "date"  # what to ask when the day of the facts would decide


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one story.

    Attributes:
        facts: the values ticked, by fact; a fact that is absent was not asked.
        day: the last day of the facts.
    """

    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Atom:
    """One of some values of a fact; denied: none of them."""

    fact: str
    values: tuple[str, ...]
    denied: bool = False


@cache  # of the data alone: a few hundred, read over and over
def read_atom(part: str) -> Atom | None:
    """Return `act: contact blow` or `not act: contact` as it reads; else None."""
    read = _FACT.fullmatch(part)
    return read and Atom(read[2], tuple(read[3].split()), bool(read[1]))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The facts and the named conditions that `when` may use."""

    facts: Mapping[str, Fact]
    conditions: Mapping[str, Condition]

    def holds(self, written: str, told: Told) -> bool | None:
        """Return whether a condition holds; None when it is not known.

        Raises:
            ValueError: it is not well-formed, or names what no file defines.
        """
        return _any(self._one(part, told) for part in written.split(" | "))

    def asked(self, written: str, told: Told) -> list[str]:
        """Return the facts to ask for before it is known."""
        parts = written.split(" | ")
        asked = [DATE for part in parts if self._depends_on_day(part, told)]
        if self.holds(written, told) is None:
            asked += [self._fact(p) for p in parts if self._one(p, told) is None]
        return asked

    def alternatives(self, written: str) -> tuple[Atom, ...]:
        """Return what a condition accepts, in the newest meaning of what it names."""
        found: list[Atom] = []
        for part in written.split(" | "):
            if part in self.conditions:
                for each in self.conditions[part].versions[-1].any:
                    found += self.alternatives(each)
            elif atom := read_atom(part):
                found.append(atom)
        return tuple(found)

    def refused(self, written: str) -> str:
        """Return what is wrong with a condition as it is written; "" when nothing."""
        for part in written.split(" | "):
            if part in self.conditions:
                continue
            atom = read_atom(part)
            if atom is None or atom.fact not in self.facts:
                return f"« {part} »"
            known = {value.key for value in self.facts[atom.fact].values}
            if not set(atom.values) <= known:
                return f"« {part} »"
        return ""

    def _one(self, part: str, told: Told) -> bool | None:
        if part in self.conditions:
            return self._named(self._version(part, told.day), told)
        atom = read_atom(part)
        if atom is None:
            raise ValueError(f"not a condition: {part}")
        fact, wanted = self.facts[atom.fact], set(atom.values)
        ticked = told.facts.get(fact.key, frozenset())
        if not ticked:
            return None
        among = True if wanted & ticked else (False if fact.closed else None)
        return among if not atom.denied or among is None else not among

    def _named(self, wording: Wording, told: Told) -> bool | None:
        return _any(self._one(part, told) for part in wording.any)

    def _version(self, name: str, day: date | None) -> Wording:
        """Return what `name` meant on `day`: the newest when it is not known."""
        versions = self.conditions[name].versions
        held = [one for one in versions if day is not None and _in_force(one, day)]
        return held[0] if held else versions[-1]

    def _fact(self, part: str) -> str:
        if part in self.conditions:
            return self.conditions[part].fact
        atom = read_atom(part)
        return atom.fact if atom else part

    def _depends_on_day(self, part: str, told: Told) -> bool:
        if told.day is not None or part not in self.conditions:
            return False
        versions = self.conditions[part].versions
        return len({self._named(one, told) for one in versions}) > 1


def _in_force(wording: Wording, day: date) -> bool:
    return (wording.since or date.min) <= day <= (wording.until or date.max)


def _any(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    if True in found:
        return True
    return None if None in found else False


def unique(keys: Iterable[str]) -> Iterator[str]:
    """Return each key once, in the order it first came."""
    return iter(dict.fromkeys(keys))
