"""The review sheet: every offence on paper, for a jurist who reads no code.

One HTML file that asks nothing of any network, made to be printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from havre.law.citing import CODES, cited
from havre.law.in_words import (
    VICTIMS,
    Choice,
    Followed,
    Period,
    choices,
    day,
    followed,
    periods,
)
from havre.law.reading import Law
from havre.law.records import Aggravation, Family, Offence
from havre.law.showing import versions_of
from havre.law.terms import LimitationClass, lineage
from havre.plumbing.templates import Templates
from havre.plumbing.words import load_words

LOCALE: Final = Path(__file__).parents[1] / "locale"
_NUMBER: Final = re.compile(rf"({'|'.join(map(re.escape, CODES))}) ((?:R\. )?[\d-]+)")


@dataclass(frozen=True, slots=True)
class Graver:
    """A circumstance that makes it graver, and the facts that tell it."""

    row: Aggravation
    conditions: tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Fiche:
    """One offence on paper.

    Attributes:
        number: its place in the sheet; what the contents and the index name.
        covers_when: without which it makes no other needless to name.
        former: the numbers of the versions it replaced.
    """

    number: int
    offence: Offence
    family: Family
    conditions: tuple[tuple[Choice, ...], ...]
    aggravations: tuple[Graver, ...]
    covers_when: tuple[tuple[Choice, ...], ...]
    followed: list[Followed]
    terms: list[str]
    former: list[int]


@dataclass(frozen=True, slots=True)
class Course:
    """One class of limitation, through the laws that came.

    Attributes:
        cap: the latest end of a hidden offence, in years from the facts.
    """

    class_: LimitationClass
    cap: int
    adult: tuple[Period, ...]
    young: tuple[Period, ...]


def sheet(law: Law, offences: Sequence[Offence], today: date) -> str:
    """Return the sheet of these offences, as HTML."""
    fiches = [_fiche(law, one, number) for number, one in enumerate(offences, 1)]
    words = {"fr": load_words(LOCALE)["fr"]}
    templates = Templates(words, {"cited": cited, "css": escaped})
    followed_ = {row.name for one in offences for row in one.limitation}
    named = {each.key for key in followed_ for each in lineage(law.classes, key)}
    return templates.render(
        "law/sheet.html",
        "fr",
        {
            "law": law,
            "today": today,
            "full": partial(day, law),
            "fiches": fiches,
            "families": [each for each in law.families if _of(each, fiches)],
            "of": _of,
            "courses": [
                _course(law, one) for one in law.limitation.classes if one.key in named
            ],
            "index": list(index(fiches)),
            "meanings": lambda wording: [
                choices(law.vocabulary, each) for each in wording.any
            ],
            "names": {one.id: one.name for one in law.offences},
            "victims": VICTIMS,
        },
    )


def _course(law: Law, class_: LimitationClass) -> Course:
    caps = [one.cap_years for one in lineage(law.classes, class_.key)]
    return Course(class_, max(caps), *periods(law, class_.key))


def _of(family: Family, fiches: Sequence[Fiche]) -> list[Fiche]:
    return [fiche for fiche in fiches if fiche.family == family]


def _fiche(law: Law, offence: Offence, number: int) -> Fiche:
    def spoken(when: tuple[str, ...]) -> tuple[tuple[Choice, ...], ...]:
        return tuple(choices(law.vocabulary, each) for each in when)

    versions = versions_of(law, offence.id)
    return Fiche(
        number=number,
        offence=offence,
        family=next(one for one in law.families if one.key == offence.family),
        conditions=spoken(offence.when),
        aggravations=tuple(
            Graver(one, spoken(one.when)) for one in offence.aggravations
        ),
        covers_when=spoken(offence.covers_when),
        followed=followed(law, offence),
        terms=[term.text for term in law.terms_of(offence)],
        former=[n for n in sorted(versions) if n != offence.version],
    )


def escaped(text: str) -> str:
    """Return `text` as a string of CSS may hold it."""
    return "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in text)


def index(fiches: Sequence[Fiche]) -> Iterator[tuple[str, list[tuple[str, list[int]]]]]:
    """Return the articles of each code in order, and the fiches that name them."""
    found: dict[str, dict[str, list[int]]] = {}
    for fiche in fiches:
        graver = (a for one in fiche.offence.aggravations for a in one.articles)
        for article in (*fiche.offence.articles, *graver):
            read = _NUMBER.match(article)
            code, number = (CODES[read[1]], read[2]) if read else ("Lois", article)
            numbers = found.setdefault(code, {}).setdefault(number, [])
            if fiche.number not in numbers:
                numbers.append(fiche.number)
    for code in sorted(found, key=lambda code: (code == "Lois", code)):
        yield code, sorted(found[code].items(), key=lambda item: _order(item[0]))


def _order(article: str) -> tuple[str, list[int]]:
    """Return what puts 222-9 before 222-22, and decrees after laws."""
    letters = re.sub(r"[\d-]+.*", "", article)
    return letters, [int(number) for number in re.findall(r"\d+", article)]
