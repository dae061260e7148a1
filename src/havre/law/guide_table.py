"""The table of the guide: as little of the law as answers in a browser need.

Every byte of it is waited for on a bad network. So rows are short, what is usual is
left out, and places stand for names: an offence is the place of its card in the page.
It stands in the page itself, so that the places are always those of its cards;
web/visitor/guide-tables.ts reads it back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

import msgspec

from havre.law.guide import Guide, Kinds, Question, read_guide
from havre.law.reading import Law
from havre.law.records import Condition, Course, Offence
from havre.law.terms import LimitationClass

# Facts that the guide knows by name.
NAMED: Final = ("age", "relation")
USUAL: Final[tuple[object, ...]] = (None, False, "", (), "any", "open", "facts")
RULE: Final = (
    *("since", "until", "victim", "authors"),
    *("years", "months", "applies", "counts"),
)
# What of a maximum puts offences in order.
FIGURE: Final = re.compile(r"\d+ (?:ans?|mois) de|à vie|celui de|$")
_ATOM: Final = re.compile(r"([a-z-]+): ([a-z0-9 -]+)")


@dataclass(frozen=True, slots=True)
class Places:
    """Writes names of the law as places."""

    law: Law

    def offences(self, ids: Iterable[str]) -> str:
        """Return offences by their places among the cards."""
        places = [offence.id for offence in self.law.offences]
        return " ".join(str(places.index(each)) for each in ids)

    def fact(self, key: str) -> str:
        """Return a fact as two letters, but those that are `NAMED`."""
        if key in NAMED:
            return key
        tens, ones = divmod(list(self.law.vocabulary.facts).index(key), 10)
        return ascii_lowercase[tens] + ascii_lowercase[ones]

    def condition(self, written: str) -> str:
        """Return a condition with places for its facts and their values."""
        parts = (_ATOM.sub(self._atom, part) for part in written.split(" | "))
        return " | ".join(parts)

    def conditions(self, several: Iterable[str]) -> str:
        """Return conditions in one text."""
        return " & ".join(self.condition(each) for each in several)

    def _atom(self, read: re.Match[str]) -> str:
        if read[1] in NAMED:
            return read[0]
        known = [value.key for value in self.law.vocabulary.facts[read[1]].values]
        values = " ".join(str(known.index(each)) for each in read[2].split())
        return f"{self.fact(read[1])}: {values}"


def guide_text(law: Law) -> str:
    """Return the table of `guide.toml`, written so that a page may hold it.

    Raises:
        OSError: the file is missing.
        ValueError: it is malformed, or names what no file defines.
    """
    text = msgspec.json.encode(guide_table(law, read_guide(law))).decode()
    return text.replace("<", "\\u003c")  # nothing in it ends the element it stands in


def guide_table(law: Law, guide: Guide) -> dict[str, object]:
    """Return what the guide of the browser needs."""
    places, limits, facts = Places(law), law.limitation, law.facts
    return {
        "questions": [
            _kinds(guide.kinds),
            *(_question(places, each) for each in guide.questions),
        ],
        "offences": [_offence(places, each) for each in law.offences],
        "closed": [places.fact(fact.key) for fact in facts.facts if fact.closed],
        "open": [places.fact(fact.key) for fact in facts.facts if not fact.closed],
        "conditions": [_condition(places, each) for each in facts.conditions],
        "classes": [_class(each) for each in limits.classes],
        "hidden_since": limits.hidden_since,
        "extended_since": limits.extended_since,
        "calendar": limits.calendar,
    }


def _kinds(kinds: Kinds) -> dict[str, object]:
    choices = [[kind.text, 0, kind.key] for kind in kinds.choices]
    return {"key": "kind", "ask": kinds.ask, "hint": kinds.hint, "choices": choices}


def _question(places: Places, one: Question) -> dict[str, object]:
    choices = [
        (
            choice.text,
            places.conditions(choice.says),
            choice.kind,
            places.conditions(choice.denies),
        )
        for choice in one.choices
    ]
    asked = {key: getattr(one, key) for key in ("key", "ask", "hint", "one", "rest")}
    return _least(asked | {"choices": [_short(row) for row in choices]})


def _offence(places: Places, offence: Offence) -> list[object]:
    row = (
        places.conditions(offence.when),
        " ".join(_course(each) for each in offence.limitation),
        places.offences(offence.covers),
        offence.born and offence.born.isoformat(),
        places.offences(offence.before),
        offence.victim,
        int(offence.repeated or offence.lasting),
        FIGURE.findall(offence.penalties[0].most)[0],
        places.conditions(offence.covers_when),
    )
    return _short(row)


def _course(one: Course) -> str:
    """Return a course as "class:ages:relations", without an empty end."""
    ages, authors = ",".join(one.victims), ",".join(one.authors)
    return f"{one.name}:{ages}:{authors}".rstrip(":")


def _condition(places: Places, one: Condition) -> dict[str, object]:
    versions = [
        _least(
            {
                "since": each.since,
                "until": each.until,
                "any": [places.condition(part) for part in each.any],
            }
        )
        for each in one.versions
    ]
    return {"key": one.key, "fact": places.fact(one.fact), "versions": versions}


def _class(one: LimitationClass) -> dict[str, object]:
    rules = [_least({key: getattr(rule, key) for key in RULE}) for rule in one.rules]
    return _least({"key": one.key, "general": one.general, "rules": rules})


def _short(row: Sequence[object]) -> list[object]:
    """Return a row with zeros for what is usual, and without those at its end."""
    short = [0 if value in USUAL else value for value in row]
    while short and short[-1] == 0:
        short.pop()
    return short


def _least(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row without what is usual."""
    return {key: value for key, value in row.items() if value not in USUAL}
