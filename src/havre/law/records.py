"""What a row of the law's data is. Each bears its source and the day it was checked."""

from datetime import date, timedelta
from typing import Final, Literal

import msgspec

FRESH: Final = timedelta(days=90)  # domain.md O11: older data is announced at start-up

Nature = Literal["crime", "délit", "contravention", "crime ou délit"]
Age = Literal["under-15", "15-17", "adult"]
Relation = Literal["ascendant", "authority", "other"]
Victim = Literal["any", "adult", "minor", "under-15", "15-17"]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where facts were read. `where` is for whoever checks again, never a link."""

    title: str
    where: str


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One dated statement of fact.

    Attributes:
        source: the key of the `Source` it was read in.
        checked: the day it was compared with that source.
        certain: false when it is from memory or when sources differ; shown as such.
    """

    source: str
    checked: date
    certain: bool

    def is_old(self, today: date) -> bool:
        """Whether nobody has checked it for more than `FRESH`."""
        return today - self.checked > FRESH


class Principle(Row, frozen=True):
    """A rule that stands before every offence: consent, once is enough."""

    key: str
    text: str
    articles: tuple[str, ...]


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Offences that a reader looks for together."""

    key: str
    title: str
    intro: str


class Penalty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most that a court may decide; `case` is empty for the ordinary case."""

    most: str
    case: str = ""


class Aggravation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A circumstance that makes an offence graver.

    Attributes:
        when: conditions, all of which must hold (havre.law.conditions).
        most: the maximum it brings; empty when it changes none by itself.
    """

    when: tuple[str, ...]
    text: str
    articles: tuple[str, ...]
    most: str = ""


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A class of limitation that an offence may follow.

    Attributes:
        name: the key of a `LimitationClass`.
        when: the case in which it follows this one; of those that fit, the first is
            the usual case.
        doubt: why this one is pleaded beside the usual case.
        victims: the ages it is for; empty: any.
        authors: the relations it is for; empty: any.
    """

    name: str = msgspec.field(name="class")
    when: str = ""
    doubt: str = ""
    victims: tuple[Age, ...] = ()
    authors: tuple[Relation, ...] = ()


class Offence(Row, frozen=True, kw_only=True):
    """One thing the law forbids, as a jurist reviews it.

    Attributes:
        id: the stable name; never shown to a visitor.
        version: raised by each change; published versions never change.
        plain: what was done, as the person would say it.
        detail: what people doubt: what counts, what need not be proved.
        example: a situation as somebody would tell it.
        once: one act is enough; said, because many doubt it.
        repeated: made of acts that come again: the term counts from the last.
        lasting: one act that lasts: the term counts from the day it ceases.
        hidden: it may be concealed, and CPP 9-1 be pleaded.
        extends: on a minor, a later one by the same person prolongs the term.
        victim: who the text protects.
        when: conditions, all of which must hold; the first one leads.
        covers: offences that this one makes needless to name, unless their maximum
            is heavier.
        covers_when: conditions, without which it covers nothing.
        born: the first day of the offence; absent when older than anybody alive.
        before: where to look for facts that came before that day.
        doubt: what is not certain, in a sentence.
        reviewer: the jurist who signed; empty until one does.
    """

    id: str
    version: int
    family: str
    name: str
    plain: str
    articles: tuple[str, ...]
    nature: Nature
    once: bool
    penalties: tuple[Penalty, ...]
    when: tuple[str, ...]
    limitation: tuple[Course, ...]
    detail: str = ""
    example: str = ""
    repeated: bool = False
    lasting: bool = False
    hidden: bool = False
    extends: bool = False
    victim: Victim = "any"
    covers: tuple[str, ...] = ()
    covers_when: tuple[str, ...] = ()
    born: date | None = None
    born_text: str = ""
    before: tuple[str, ...] = ()
    aggravations: tuple[Aggravation, ...] = ()
    doubt: str = ""
    reviewer: str = ""


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer that a fact may have.

    Attributes:
        also: other words for it, by which an officer finds it too.
        may_be: another value that ticking this one leaves open: a relative may have
            authority.
        told_by: the fact, yes or no, that tells whether it is that one too.
    """

    key: str
    text: str
    also: tuple[str, ...] = ()
    may_be: str = ""
    told_by: str = ""


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that may be known.

    Attributes:
        ask: the open question to ask when it is missing.
        closed: once something is ticked, what is not is denied.
        many: several values may hold together.
    """

    key: str
    text: str
    ask: str
    closed: bool
    many: bool
    values: tuple[Value, ...]


class Wording(Row, frozen=True, kw_only=True):
    """What a condition means between two dates, both included."""

    any: tuple[str, ...]
    note: str
    article: str
    since: date | None = None
    until: date | None = None


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named condition, whose meaning may change with the date of the facts.

    Attributes:
        fact: the fact to ask for when it is not known.
    """

    key: str
    text: str
    fact: str
    versions: tuple[Wording, ...]


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sign of danger or of control; shown, never counted.

    Attributes:
        ask: the question of the danger assessment.
        also: other words for it, by which an officer finds it too.
        shown_by: facts that tell it already, as conditions.
    """

    key: str
    text: str
    group: Literal["danger", "control"]
    ask: str
    also: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `facts.toml`."""

    facts: tuple[Fact, ...]
    conditions: tuple[Condition, ...]
    signs: tuple[Sign, ...]


class Point(Row, frozen=True):
    """One sentence or two about a step of the procedure."""

    text: str
    articles: tuple[str, ...] = ()


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of what may happen next."""

    key: str
    title: str
    points: tuple[Point, ...]
