"""Conditions and terms in French words, for whoever reads no atom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from havre.law.calendar_days import in_words
from havre.law.conditions import Vocabulary, read_atom
from havre.law.reading import Law
from havre.law.records import Age, Course, Offence, Relation, Victim
from havre.law.terms import Rule, lineage

VICTIMS: Final[dict[Victim, str]] = {
    "any": "toute personne",
    "adult": "18 ans ou plus",
    "minor": "moins de 18 ans",
    "under-15": "moins de 15 ans",
    "15-17": "de 15 à 17 ans",
}
AGES: Final[dict[Age, str]] = {
    "under-15": "moins de 15 ans",
    "15-17": "15 à 17 ans",
    "adult": "18 ans ou plus",
}
RELATIONS: Final[dict[Relation, str]] = {
    "ascendant": "ascendant",
    "authority": "personne ayant autorité",
    "other": "toute autre personne",
}
AUTHORS: Final = "si l'auteur est un ascendant ou avait autorité"
APPLIES: Final = {
    "open": "",
    "new": "pour les faits commis depuis",
    "pleaded": "selon une lecture qui se plaide",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to meet a condition, in the words of an officer's form.

    Attributes:
        label: of the fact; empty for a named condition, whose text is its only value.
        denied: none of the values, rather than one of them.
    """

    label: str
    values: tuple[str, ...]
    denied: bool = False

    def __str__(self) -> str:
        listed = " / ".join(self.values)
        said = f"autre que {listed}" if self.denied else listed
        return f"{self.label} : {said}" if self.label else said


def choices(vocabulary: Vocabulary, written: str) -> tuple[Choice, ...]:
    """Return the ways to meet a condition, any of which is enough."""
    return tuple(_choice(vocabulary, part) for part in written.split(" | "))


def _choice(vocabulary: Vocabulary, part: str) -> Choice:
    atom = read_atom(part)
    if atom is None:
        return Choice("", (vocabulary.conditions[part].text,))
    fact = vocabulary.facts[atom.fact]
    texts = {value.key: value.text for value in fact.values}
    return Choice(fact.text, tuple(texts[key] for key in atom.values), atom.denied)


def in_a_line(vocabulary: Vocabulary, written: str) -> str:
    """Return a condition as one sentence of a terminal."""
    return " ; ou ".join(str(choice) for choice in choices(vocabulary, written))


@dataclass(frozen=True, slots=True)
class Period:
    """A rule of limitation, and when it is followed.

    Attributes:
        when: "depuis le 1er mars 2017".
        only: what it asks for beside; empty when nothing.
        newest: no later rule took its place.
    """

    when: str
    rule: Rule
    only: str
    newest: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """A class of limitation that an offence follows, through the laws that came.

    Attributes:
        when: the case in which it does, victims and authors included.
        victim: whom it is for there.
        adult, young: its rules for victims of each age, the oldest first; a young
            victim who has none follows those of an adult. Where all victims are
            young, those of an adult that they may so follow.
    """

    key: str
    name: str
    when: str
    doubt: str
    victim: Victim
    adult: tuple[Period, ...]
    young: tuple[Period, ...]


def followed(law: Law, offence: Offence) -> list[Followed]:
    """Return the classes that an offence follows, the usual one first.

    Without the rules that were replaced before the offence was born.
    """
    born = offence.born or date.min
    found = []
    for course in offence.limitation:
        victim = _protected(offence, course)
        found.append(
            Followed(
                course.name,
                law.classes[course.name].name,
                _case(course),
                course.doubt,
                victim,
                *periods(law, course.name, born, victim),
            )
        )
    return found


def _case(course: Course) -> str:
    ages = [AGES[age] for age in course.victims]
    relations = [RELATIONS[relation] for relation in course.authors]
    victims = f"victime : {' ou '.join(ages)}" if ages else ""
    authors = f"auteur : {' ou '.join(relations)}" if relations else ""
    return " ; ".join(filter(None, (course.when, victims, authors)))


def _protected(offence: Offence, course: Course) -> Victim:
    """Return whom a course is for: adults, the young, or whom the offence protects."""
    if offence.victim != "any" or not course.victims:
        return offence.victim
    if "adult" in course.victims:
        return "adult" if len(course.victims) == 1 else "any"
    return "minor"


def periods(
    law: Law, class_: str, born: date = date.min, victim: Victim = "any"
) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """Return the rules of a class for adults, then for the young.

    Args:
        born: without those that were replaced before that day.
        victim: without those that no such victim follows.
    """
    rules = [rule for one in lineage(law.classes, class_) for rule in one.rules]
    rules.sort(key=lambda rule: rule.since or date.min)
    adult = _periods(law, _since(born, [one for one in rules if one.victim == "any"]))
    young = _periods(law, _since(born, [one for one in rules if one.victim != "any"]))
    if victim == "adult":
        return adult, ()
    if victim != "any":
        own_since = _own_since(young)
        adult = tuple(
            one
            for one in adult
            if own_since > born and (one.rule.since or date.min) < own_since
        )
    return adult, young


def _own_since(young: tuple[Period, ...]) -> date:
    """Return the day from which the young always have a rule of their own."""
    rules = [one.rule for one in young if not one.rule.until]
    lasting = [rule.since or date.min for rule in rules if _is_for_all(rule)]
    return min(lasting, default=date.max)


def _since(born: date, rules: list[Rule]) -> list[Rule]:
    """Return the rules that facts from `born` on may follow."""
    starts = [rule.since or date.min for rule in rules if _is_for_all(rule)]
    first = max((start for start in starts if start <= born), default=date.min)
    return [
        rule
        for rule in rules
        if first <= (rule.since or date.min) and born <= (rule.until or date.max)
    ]


def _is_for_all(rule: Rule) -> bool:
    return not rule.authors and rule.victim != "under-15" and rule.applies != "pleaded"


def _periods(law: Law, rules: list[Rule]) -> tuple[Period, ...]:
    last = max((rule.since or date.min for rule in rules), default=date.min)
    return tuple(
        Period(
            when=_when(law, rule, rules),
            rule=rule,
            only=" ; ".join(filter(None, _asked(rule))),
            newest=rule.until is None and (rule.since or date.min) == last,
        )
        for rule in rules
    )


def _when(law: Law, rule: Rule, among: list[Rule]) -> str:
    if rule.since and rule.until:
        return f"du {day(law, rule.since)} au {day(law, rule.until)}"
    if rule.since:
        return f"depuis le {day(law, rule.since)}"
    later = [each.since for each in among if each.since]
    return f"avant le {day(law, min(later))}" if later else "de tout temps"


def _asked(rule: Rule) -> Iterable[str]:
    yield AUTHORS if rule.authors else ""
    yield "moins de 15 ans" if rule.victim == "under-15" else ""
    yield APPLIES[rule.applies]


def day(law: Law, when: date) -> str:
    """Return a day in full: "1er mars 2017"."""
    calendar = law.limitation.calendar
    return in_words(when, calendar.months, calendar.first)
