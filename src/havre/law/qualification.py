"""Which offences a story may be: hypotheses to check, never a verdict. Pure.

The same as web/shared/law/qualification.ts: every shared case asks both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from havre.law.conditions import Told, Vocabulary, unique
from havre.law.records import Offence

NATURES: Final = ("crime", "crime ou délit", "délit", "contravention")
FOR_LIFE: Final = 1000  # years: more than any term of prison


@dataclass(frozen=True, slots=True)
class Piste:
    """A hypothesis of qualification.

    Attributes:
        state: every condition holds, or some are not known yet.
        yes: the conditions that hold, as they are written.
        missing: the facts to ask for, in order.
        aggravations: the places, in the offence, of those that hold.
        most: the heaviest maximum that holds.
    """

    id: str
    state: Literal["matched", "open"]
    yes: tuple[str, ...]
    missing: tuple[str, ...]
    aggravations: tuple[int, ...]
    most: str


def pistes(
    vocabulary: Vocabulary, offences: Sequence[Offence], told: Told
) -> list[Piste]:
    """Return what the story may be, the best-founded and gravest first."""
    found = []
    for place, offence in enumerate(offences):
        piste = _piste(vocabulary, offence, told)
        if piste is not None:
            rank = (piste.state == "open", len(piste.missing), _grave(offence), place)
            found.append((rank, offence, piste))
    covered = {
        each for _, offence, one in found if one.state == "matched"
        for each in offence.covers
    }  # fmt: skip
    found.sort(key=lambda one: one[0])
    return [one for _, _, one in found if one.id not in covered]


def _grave(offence: Offence) -> int:
    return NATURES.index(offence.nature)


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
        missing=tuple(missing),
        aggravations=aggravations,
        most=max(mosts, key=years_of),
    )


def years_of(most: str) -> float:
    """Return the years of prison in a maximum: "7 ans de prison…" is 7."""
    if "à vie" in most:
        return FOR_LIFE
    years = re.search(r"(\d+) ans? de", most)
    months = re.search(r"(\d+) mois de", most)
    return int(years[1]) if years else int(months[1]) / 12 if months else 0
