"""Conditions over facts that were told: yes, no, or not known yet. Pure.

The same as web/shared/law/conditions.ts: every shared case asks both.

A condition is written `act: contact blow` (one of these), `not act: contact`, or by the
name of one whose meaning depends on the day of the facts; alternatives stand on either
side of ` | `.
"""

import re
from collections.abc import Collection, Iterable, Mapping
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
        first: the first day they may be of, when their day is known roughly.
    """

    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    day: date | None = None
    first: date | None = None


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
        """Return the facts to ask for before it is known; never one that was told."""
        parts = written.split(" | ")
        turning = [part for part in parts if self._depends_on_day(part, told)]
        sure = any(self._one(p, told) for p in parts if p not in turning)
        asked = [DATE] if turning and not sure else []
        if self.holds(written, told) is None:
            unknown = (part for part in parts if self._one(part, told) is None)
            asked += [key for part in unknown for key in self._facts(part, told)]
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
            return self._named(self._versions(part, told)[-1], told)
        atom = read_atom(part)
        if atom is None:
            raise ValueError(f"not a condition: {part}")
        fact, wanted = self.facts[atom.fact], set(atom.values)
        ticked = told.facts.get(fact.key, frozenset())
        if not ticked:
            return None
        told_by = _turned(fact, wanted, ticked)
        turned = [_flag(told, key) for key in told_by]
        among = bool(wanted & ticked) or _any(turned)
        if not among and not fact.closed:
            among = None
        return among if not atom.denied or among is None else not among

    def _named(self, wording: Wording, told: Told) -> bool | None:
        return _any(self._one(part, told) for part in wording.any)

    def _versions(self, name: str, told: Told) -> list[Wording]:
        """Return what `name` meant on the days the facts may be of, the newest last."""
        versions = self.conditions[name].versions
        return [one for one in versions if _in_force(one, told)] or list(versions[-1:])

    def _facts(self, part: str, told: Told) -> list[str]:
        """Return what to ask of one that is not known."""
        if part in self.conditions:
            version = self._versions(part, told)[-1]
            keys = [key for each in version.any for key in self._facts(each, told)]
            own = self.conditions[part].fact
            return [own] if own not in told.facts else keys[:1]
        atom = read_atom(part)
        if atom is None:
            return []
        ticked = told.facts.get(atom.fact)
        if not ticked:
            return [atom.fact]
        told_by = _turned(self.facts[atom.fact], set(atom.values), ticked)
        return [key for key in told_by if key not in told.facts]

    def _depends_on_day(self, part: str, told: Told) -> bool:
        if part not in self.conditions:
            return False
        versions = self._versions(part, told)
        return len({self._named(one, told) for one in versions}) > 1


def _turned(fact: Fact, wanted: Collection[str], ticked: Collection[str]) -> list[str]:
    """Return the facts that tell whether what is ticked is one of `wanted` too."""
    return [
        value.told_by
        for value in fact.values
        if value.key in ticked and value.may_be in wanted
    ]


def _flag(told: Told, key: str) -> bool | None:
    ticked = told.facts.get(key)
    return "yes" in ticked if ticked else None


def _in_force(wording: Wording, told: Told) -> bool:
    """Whether it was, on some day that the facts may be of."""
    first = told.first or told.day or date.min
    last = told.day or date.max
    return (wording.since or date.min) <= last and first <= (wording.until or date.max)


def _any(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    if True in found:
        return True
    return None if None in found else False


def unique(keys: Iterable[str]) -> tuple[str, ...]:
    """Return each key once, in the order it first came."""
    return tuple(dict.fromkeys(keys))
