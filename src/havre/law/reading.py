"""Reads the law from its dated files, and refuses a broken one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from havre.law.conditions import Vocabulary
from havre.law.records import (
    Course,
    Facts,
    Family,
    Offence,
    Principle,
    Row,
    Source,
    Stage,
)
from havre.law.running import Clock
from havre.law.terms import Limitation, LimitationClass, Note, Term, lineage

DATA: Final = Path(__file__).parents[1] / "data" / "law"

T = TypeVar("T")


class _Sources(msgspec.Struct, forbid_unknown_fields=True):
    sources: dict[str, Source]


class _Families(msgspec.Struct, forbid_unknown_fields=True):
    families: tuple[Family, ...]
    principles: tuple[Principle, ...]


class _Offences(msgspec.Struct, forbid_unknown_fields=True):
    offences: tuple[Offence, ...]


class _Procedure(msgspec.Struct, forbid_unknown_fields=True):
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Law:
    """All that is stated of the law.

    Attributes:
        offences: the newest version of each, family after family.
        former: the versions that were replaced.
    """

    sources: dict[str, Source]
    families: tuple[Family, ...]
    principles: tuple[Principle, ...]
    offences: tuple[Offence, ...]
    former: tuple[Offence, ...]
    facts: Facts
    limitation: Limitation
    stages: tuple[Stage, ...]

    @cached_property
    def by_id(self) -> dict[str, Offence]:
        """Each offence by its id."""
        return {offence.id: offence for offence in self.offences}

    @cached_property
    def classes(self) -> dict[str, LimitationClass]:
        """Each class of limitation by its key."""
        return {one.key: one for one in self.limitation.classes}

    @cached_property
    def clock(self) -> Clock:
        """What runs terms."""
        return Clock(self.limitation, self.classes, self.by_id)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What conditions are made of."""
        return Vocabulary(
            {fact.key: fact for fact in self.facts.facts},
            {one.key: one for one in self.facts.conditions},
        )

    def terms_of(self, offence: Offence) -> list[Term | Note]:
        """Return what a page says of how long one may have, each once.

        What holds in one case says which; what is pleaded is never told as certain.
        """
        doubted = any(row.doubt for row in offence.limitation)
        said: list[Term | Note] = []
        for row in offence.limitation:
            for term in self._concerned(offence, row):
                case = f"{row.when[:1].upper()}{row.when[1:]}. " if row.when else ""
                minor = term.victim == "minor" or offence.victim != "any"
                certain = term.certain and not (doubted and minor)
                text = case + term.text
                said.append(msgspec.structs.replace(term, text=text, certain=certain))
        named = {
            "repeated": offence.repeated,
            "lasting": offence.lasting,
            "hidden": offence.hidden,
            "extends": offence.extends,
        }
        said += [note for note in self.limitation.notes if named.get(note.key)]
        return list(dict.fromkeys(said))

    def _concerned(self, offence: Offence, row: Course) -> list[Term]:
        """Return the texts of a course that are true of whom the offence protects."""
        victims = {"any", "adult", "minor"}
        if offence.victim != "any" or (row.victims and "adult" not in row.victims):
            victims = {"minor"}
        if row.victims == ("adult",):
            victims = {"any", "adult"}
        texts = self._texts(row.name)
        found = [one for one in texts if one.victim in victims]
        return found or [one for one in texts if one.victim == "any"]

    def _texts(self, key: str) -> tuple[Term, ...]:
        """Return the texts of a class, the more general first."""
        return tuple(text for one in lineage(self.classes, key) for text in one.texts)

    def terms(self) -> list[Term | Note]:
        """Return all that pages say of limitation, by class."""
        texts = [
            msgspec.structs.replace(
                each, text=f"{one.name[:1].upper()}{one.name[1:]}. {each.text}"
            )
            for one in self.limitation.classes
            for each in one.texts
        ]
        return [*texts, *self.limitation.notes]

    def rows(self) -> Iterable[Row]:
        """Return every dated statement in force."""
        yield from self.principles
        yield from self.offences
        yield from self.limitation.notes
        for class_ in self.limitation.classes:
            yield from class_.rules
            yield from class_.texts
        for condition in self.facts.conditions:
            yield from condition.versions
        for stage in self.stages:
            yield from stage.points

    @property
    def checked(self) -> date:
        """The day of the oldest check: what a page may claim for the whole."""
        return min(row.checked for row in self.rows())

    @property
    def proofread(self) -> bool:
        """A jurist has signed every offence; until then the pages say so."""
        return all(offence.reviewer for offence in self.offences)


def read_law(directory: Path = DATA) -> Law:
    """Return the law as the files of `directory` state it.

    Raises:
        OSError: a file is missing.
        ValueError: a file is malformed, or names what no file defines.
    """
    families = _read(directory / "families.toml", _Families)
    every = [
        offence
        for family in families.families
        for offence in _read(
            directory / "offences" / f"{family.key}.toml", _Offences
        ).offences
    ]
    newest = {one.id: one for one in sorted(every, key=lambda one: one.version)}
    law = Law(
        sources=_read(directory / "sources.toml", _Sources).sources,
        families=families.families,
        principles=families.principles,
        offences=tuple(one for one in every if one is newest[one.id]),
        former=tuple(one for one in every if one is not newest[one.id]),
        facts=_read(directory / "facts.toml", Facts),
        limitation=_read(directory / "limitation.toml", Limitation),
        stages=_read(directory / "procedure.toml", _Procedure).stages,
    )
    _refuse_unknown_names(law)
    return law


def _read(path: Path, shape: type[T]) -> T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=shape)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _refuse_unknown_names(law: Law) -> None:
    families = [family.key for family in law.families]
    offences = (*law.offences, *law.former)
    refuse_unknown("source", (row.source for row in law.rows()), law.sources)
    refuse_unknown("family", (offence.family for offence in offences), families)
    named = (row.name for offence in offences for row in offence.limitation)
    refuse_unknown("class", named, law.classes)
    general = (one.general for one in law.classes.values() if one.general)
    refuse_unknown("class", general, law.classes)
    elsewhere = (id_ for one in offences for id_ in (*one.before, *one.covers))
    refuse_unknown("offence", elsewhere, law.by_id)
    conditions = (
        each
        for one in offences
        for each in (
            *one.when,
            *one.covers_when,
            *(w for a in one.aggravations for w in a.when),
        )
    )
    turning = (one for fact in law.facts.facts for one in fact.values if one.may_be)
    refuse_unknown("fact", (one.told_by for one in turning), law.vocabulary.facts)
    wrong = (law.vocabulary.refused(each) for each in conditions)
    refuse_unknown("condition", (each for each in wrong if each), ())


def refuse_unknown(kind: str, named: Iterable[str], known: Collection[str]) -> None:
    """Refuse a name that no file defines.

    Raises:
        ValueError: there is one.
    """
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise ValueError(f"unknown {kind}: {', '.join(unknown)}")
