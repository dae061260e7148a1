"""What contradicts itself within one offence. Pure: each text is one contradiction."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from havre.law.citing import is_citable
from havre.law.conditions import read_atom
from havre.law.possible import implied, ways
from havre.law.qualification import years_of
from havre.law.reading import Law
from havre.law.records import Offence
from havre.law.terms import lineage

# The families of limitation that offences of one nature follow: a class stands in that
# of its general one. The press law has its own, for délits and contraventions.
FOLLOWED: Final = {
    "crime": {"crime"},
    "délit": {"delit", "press-year", "press-3-months"},
    "contravention": {"contravention", "press-year", "press-3-months"},
    "crime ou délit": {"crime", "delit", "contravention"},
}
MEMORY: Final = "memory"
FROM_MEMORY: Final = re.compile("mémoire")
# domain.md §7b: words that hurt, mislead, or judge.
AVOIDED: Final = re.compile(r"prescri|anonym|\babus|plaignant|infraction mineure", re.I)


def contradictions_of(law: Law, offence: Offence, today: date) -> Iterator[str]:
    """Return what one offence says against itself."""
    yield from _nature(law, offence)
    yield from _facts(law, offence)
    yield from _dates(offence, today)
    yield from _certainty(offence)
    yield from _penalties(offence)
    yield from _aggravations(law, offence)
    yield from _writing(offence)


def _nature(law: Law, offence: Offence) -> Iterator[str]:
    followed = set()
    for course in offence.limitation:
        root = lineage(law.classes, course.name)[0].key
        followed.add(root)
        if root not in FOLLOWED[offence.nature]:
            yield f"{offence.nature} qui suit le délai « {course.name} »"
    if offence.nature == "crime ou délit":
        for lacking in sorted({"crime", "delit"} - followed):
            yield f"crime ou délit, mais aucun délai de la famille « {lacking} »"
    caps = [
        class_.cap_years
        for course in offence.limitation
        for class_ in lineage(law.classes, course.name)
    ]
    if offence.hidden and caps and not any(caps):
        yield "« hidden » sans effet : son délai n'a pas de « cap_years »"


def _facts(law: Law, offence: Offence) -> Iterator[str]:
    parts = [part for when in offence.when for part in when.split(" | ")]
    facts = {atom.fact for part in parts if (atom := read_atom(part))}
    if offence.victim != "any" and "age" not in facts:
        yield f"victime « {offence.victim} », mais aucune condition sur « age »"
    for one, other in (("once", "repeated"), ("lasting", "repeated")):
        if getattr(offence, one) and getattr(offence, other):
            yield f"« {one} » et « {other} » à la fois"
    if offence.covers_when and not offence.covers:
        yield "« covers_when » sans « covers »"
    if offence.when and not ways(law.vocabulary, offence):
        yield "ses conditions ne peuvent pas être toutes remplies"


def _dates(offence: Offence, today: date) -> Iterator[str]:
    if offence.born and offence.born > today:
        yield f"née dans le futur, le {offence.born}"
    if offence.before and not offence.born:
        yield "« before » sans « born »"


def _certainty(offence: Offence) -> Iterator[str]:
    if offence.certain and FROM_MEMORY.search(offence.doubt):
        yield "« certain = true », mais le doute parle de mémoire"
    first = offence.limitation[:1]
    if first and first[0].doubt:
        yield "le premier délai porte un « doubt » : il se met sur le second"


def _penalties(offence: Offence) -> Iterator[str]:
    ranked = [row.most for row in offence.penalties if any(_weight(row.most))]
    graver = [most for most in ranked if _weight(most) >= _weight(ranked[0])]
    lesser = ranked[len(graver) :]
    if graver != sorted(graver, key=_weight) or ranked != graver + lesser:
        yield "peines en désordre : l'ordinaire, les plus graves, puis les moindres"
    if len(set(offence.penalties)) < len(offence.penalties):
        yield "la même peine est écrite deux fois"


def _weight(most: str) -> tuple[float, int]:
    """Return the years of a maximum, then its fine; zeros when it states neither."""
    fine = re.search(r"(\d[\d\s]*) €", most)
    return years_of(most), int(re.sub(r"\s", "", fine[1])) if fine else 0


def _aggravations(law: Law, offence: Offence) -> Iterator[str]:
    plain = ways(law.vocabulary, offence)
    ordinary = years_of(offence.penalties[0].most) if offence.penalties else 0
    heaviest = max((_weight(one.most) for one in offence.penalties), default=(0, 0))
    for one in offence.aggravations:
        if plain and not ways(law.vocabulary, offence, one.when):
            yield f"aggravation « {one.text} » : jamais possible ici"
        if one.when and implied(law.vocabulary, plain, one.when):
            yield f"aggravation « {one.text} » : toujours vraie ici"
        if one.most and years_of(one.most) < ordinary:
            yield f"aggravation « {one.text} » : moins que le maximum ordinaire"
        if _weight(one.most) > heaviest:
            yield f"aggravation « {one.text} » : plus que toutes les peines écrites"
    texts = [one.text for one in offence.aggravations]
    for text in _twice(texts):
        yield f"aggravation « {text} » : écrite deux fois"


def _writing(offence: Offence) -> Iterator[str]:
    articles = [
        *offence.articles,
        *(a for g in offence.aggravations for a in g.articles),
    ]
    for article in dict.fromkeys(articles):
        if not is_citable(article):
            yield f"article « {article} » : ni code connu, ni loi, ni décret"
    for article in _twice(offence.articles):
        yield f"article « {article} » : écrit deux fois"
    for text in _texts(offence):
        if found := AVOIDED.search(text):
            yield f"mot à éviter (« {found[0]} ») : {text}"


def _texts(offence: Offence) -> Iterator[str]:
    yield from (offence.name, offence.plain, offence.detail, offence.example)
    yield from (offence.born_text, offence.doubt)
    yield from (penalty.case for penalty in offence.penalties)
    yield from (one.text for one in offence.aggravations)
    yield from (text for row in offence.limitation for text in (row.when, row.doubt))


def _twice(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if texts.count(text) > 1]
