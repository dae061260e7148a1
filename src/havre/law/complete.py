"""What is missing from the law as data. Pure: each text is one thing to write."""

from collections.abc import Iterator
from typing import Final

from havre.law.conditions import read_atom
from havre.law.reading import Law
from havre.law.records import Aggravation, Course, Offence

# What a page shows of an offence, and nothing stands for.
SHOWN: Final = (
    "name", "plain", "detail", "example", "articles", "penalties", "when", "limitation"
)  # fmt: skip


def missing_of(offence: Offence) -> Iterator[str]:
    """Return what an offence does not say yet."""
    for field in SHOWN:
        if not getattr(offence, field):
            yield f"« {field} » est vide"
    for n, penalty in enumerate(offence.penalties, 1):
        if not penalty.most:
            yield f"peine n° {n} : « most » est vide"
    for n, aggravation in enumerate(offence.aggravations, 1):
        name = aggravation.text or f"n° {n}"
        yield from (
            f"aggravation « {name} » : « {field} » est vide"
            for field in _missing_of_aggravation(aggravation)
        )
    yield from _missing_of_courses(offence.limitation)
    yield from _missing_of_birth(offence)
    if not offence.certain and not offence.doubt:
        yield "« certain = false » sans « doubt » : dites ce qui est à vérifier"


def _missing_of_aggravation(aggravation: Aggravation) -> Iterator[str]:
    for field in ("text", "when", "articles"):
        if not getattr(aggravation, field):
            yield field


def _missing_of_courses(courses: tuple[Course, ...]) -> Iterator[str]:
    for n, course in enumerate(courses[1:], 2):
        if not (course.when or course.doubt or course.victims or course.authors):
            yield f"délai n° {n} ({course.name}) : dans quel cas, ou quel doute ?"


def _missing_of_birth(offence: Offence) -> Iterator[str]:
    if offence.born and not offence.before:
        yield "« born » sans « before » : où chercher pour des faits d'avant ?"
    if offence.born and not offence.born_text:
        yield "« born » sans « born_text » : quelle loi l'a créée ?"


def unused(law: Law) -> Iterator[str]:
    """Return the facts and named conditions that nothing is made of."""
    written = {
        part
        for offence in law.offences
        for when in (offence.when, *(each.when for each in offence.aggravations))
        for condition in when
        for part in condition.split(" | ")
    }
    for condition in law.facts.conditions:
        if condition.key not in written:
            yield f"condition « {condition.key} » : aucune infraction ne s'en sert"
        for version in condition.versions:
            written |= {part for each in version.any for part in each.split(" | ")}
    facts = {atom.fact for part in written if (atom := read_atom(part))}
    facts |= {value.told_by for fact in law.facts.facts for value in fact.values}
    for fact in law.facts.facts:
        if fact.key not in facts:
            yield f"fait « {fact.key} » : aucune condition ne s'en sert"
