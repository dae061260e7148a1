"""What a row of `limitation.toml` is."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from havre.law.records import Row


class Rule(Row, frozen=True, kw_only=True):
    """How long, counted from what, under one statute.

    Attributes:
        law: the statute, as a sentence names it.
        since: its first day; absent when older than anybody alive.
        until: its last day, where none replaced it for the same victims.
        authors: the relations it asks for; empty: whoever did it.
        applies: to earlier facts too, if their term still ran that day (CP 112-2
            4°); to later ones alone; or as is pleaded, so that both are read.
        plain: the rule in words.
    """

    law: str
    plain: str
    counts: Literal["facts", "majority"]
    articles: tuple[str, ...]
    victim: Literal["any", "minor", "under-15"] = "any"
    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    years: int = 0
    months: int = 0
    applies: Literal["open", "new", "pleaded"] = "open"


class Term(Row, frozen=True, kw_only=True):
    """What a visitor reads of a class of limitation."""

    victim: Literal["any", "adult", "minor"]
    text: str
    articles: tuple[str, ...]


class LimitationClass(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """What offences of one kind follow.

    Attributes:
        general: the class whose rules hold for whoever has none here.
        cap_years: for a hidden offence, the latest end from the facts (CPP 9-1).
    """

    key: str
    name: str
    rules: tuple[Rule, ...]
    texts: tuple[Term, ...] = ()
    general: str = ""
    cap_years: int = 0


def lineage(
    classes: Mapping[str, LimitationClass], key: str
) -> tuple[LimitationClass, ...]:
    """Return a class after those it falls back on, the most general first."""
    own = classes[key]
    return (*(lineage(classes, own.general) if own.general else ()), own)


class Note(Row, frozen=True, kw_only=True):
    """What is said of any class, when the offence calls for it."""

    key: str
    text: str
    articles: tuple[str, ...]


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a date is written."""

    months: tuple[str, ...]
    first: str


class Limitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of `limitation.toml`.

    Attributes:
        hidden_since: CPP 9-1 in force.
        extended_since: a later offence on another minor prolongs the term.
        words, doubts, refusals: sentences, by a stable key; holes are in braces.
    """

    hidden_since: date
    extended_since: date
    classes: tuple[LimitationClass, ...]
    notes: tuple[Note, ...]
    words: dict[str, str]
    doubts: dict[str, str]
    refusals: dict[str, str]
    calendar: Calendar
