"""Which offences a story may be: hypotheses to check, never a verdict. Pure.

The same as web/shared/law/qualification.ts: every shared case asks both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from havre.law.conditions import DATE, Told, Vocabulary, unique
from havre.law.records import Offence

FOR_LIFE: Final = 1000  # years: more than any term of prison
AS_THE_ACT: Final = 5  # years: the least that "celui de l'acte imposé" may be


@dataclass(frozen=True, slots=True)
class Piste:
    """A hypothesis of qualification.

    Attributes:
        state: every condition holds, or some are not known yet.
        yes: the conditions that hold, as they are written.
        missing: the facts to ask for, in order.
        also: the facts that decide nothing but may aggravate it, in order.
        aggravations: the places, in the offence, of those that hold.
        most: the heaviest maximum that holds.
    """

    id: str
    state: Literal["matched", "open"]
    yes: tuple[str, ...]
    missing: tuple[str, ...]
    also: tuple[str, ...]
    aggravations: tuple[int, ...]
    most: str


def pistes(
    vocabulary: Vocabulary, offences: Sequence[Offence], told: Told
) -> list[Piste]:
    """Return what the story may be: what is matched first, and the gravest of it."""
    found = []
    for place, offence in enumerate(offences):
        piste = _piste(vocabulary, offence, told)
        if piste is not None:
            found.append((_rank(piste, place), offence, piste))
    covered: dict[str, float] = {}
    for _, offence, one in found:
        if one.state == "matched" and _covers(vocabulary, offence, told):
            for id_ in offence.covers:
                covered[id_] = max(covered.get(id_, 0), gravity(one.most))
    found.sort(key=lambda one: one[0])
    # What is covered stays named when it may be punished more.
    return [one for _, _, one in found if gravity(one.most) > covered.get(one.id, -1)]


def _rank(piste: Piste, place: int) -> tuple[float, ...]:
    grave = -gravity(piste.most)
    if piste.state == "matched":
        return (0, grave, place)
    return (1, sum(key != DATE for key in piste.missing), grave, place)


def _covers(vocabulary: Vocabulary, offence: Offence, told: Told) -> bool:
    return all(vocabulary.holds(each, told) for each in offence.covers_when)


def _piste(vocabulary: Vocabulary, offence: Offence, told: Told) -> Piste | None:
    if offence.born is not None and (told.day or date.max) < offence.born:
        return None
    held = [(each, vocabulary.holds(each, told)) for each in offence.when]
    if any(answer is False for _, answer in held) or not held[0][1]:
        return None
    missing = unique(key for each, _ in held for key in vocabulary.asked(each, told))
    aggravations = tuple(
        n
        for n, one in enumerate(offence.aggravations)
        if all(vocabulary.holds(each, told) for each in one.when)
    )
    mosts = [offence.penalties[0].most if offence.penalties else ""]
    mosts += [offence.aggravations[n].most for n in aggravations]
    known = all(answer for _, answer in held)
    return Piste(
        id=offence.id,
        state="matched" if known else "open",
        yes=tuple(each for each, answer in held if answer),
        missing=missing,
        also=_also(vocabulary, offence, told, missing),
        aggravations=aggravations,
        most=max(mosts, key=gravity),
    )


def _also(
    vocabulary: Vocabulary, offence: Offence, told: Told, missing: Sequence[str]
) -> tuple[str, ...]:
    """Return what would tell whether an aggravation holds."""
    keys = [
        key
        for one in offence.aggravations
        if all(vocabulary.holds(each, told) is not False for each in one.when)
        for each in one.when
        for key in vocabulary.asked(each, told)
    ]
    return unique(key for key in keys if key != DATE and key not in missing)


def gravity(most: str) -> float:
    """Return the years by which maxima are put in order."""
    return AS_THE_ACT if most.startswith("celui de") else years_of(most)


def years_of(most: str) -> float:
    """Return the years of prison in a maximum: "7 ans de prison…" is 7."""
    if "à vie" in most:
        return FOR_LIFE
    years = re.search(r"(\d+) ans? de", most)
    months = re.search(r"(\d+) mois de", most)
    return int(years[1]) if years else int(months[1]) / 12 if months else 0
