"""What the pages state: the service's settings, the law, the numbers. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

FRESH: Final = timedelta(days=90)  # domain.md O11: older data is announced at start-up


@dataclass(frozen=True, slots=True)
class Service:
    """What the operator decided and every visitor must be told before the first word.

    The spans are those of `havre.erasure.rules.Patience`.

    Attributes:
        exit_to: a harmless page that shows nothing personal: the weather.
        exit_erases: "decision", "immediate" or "device"; see `havre.erasure.rules`.
        blank: untouched or hidden this long, the screen hides the conversation.
        snapshots: the oldest copy of the keys that may exist.
        report_years: a report is kept this long, then `archive_years` more with
            fewer readers.
        banner: loud, on every page, where nobody answers: the demonstration.
        retention_source: the legal text that sets those years; empty: not verified.
    """

    exit_to: str
    exit_erases: str = "decision"
    hold: timedelta = timedelta(minutes=15)
    leave: timedelta = timedelta(hours=2)
    leave_with_code: timedelta = timedelta(hours=24)
    alarm: timedelta = timedelta(hours=12)
    destroy: timedelta = timedelta(hours=36)
    keep: timedelta = timedelta(days=30)
    blank: timedelta = timedelta(minutes=3)
    snapshots: timedelta = timedelta(hours=24)
    report_years: int = 1
    archive_years: int = 5
    retention_source: str = ""
    banner: str = ""


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


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where facts were read. `where` is for whoever checks again, never a link."""

    title: str
    where: str


class Penalty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most that a court may decide; `case` is empty for the ordinary case."""

    most: str
    case: str = ""


class Limit(Row, frozen=True):
    """Until when a trial is possible, for one kind of offence."""

    key: str
    text: str
    article: str


class Principle(Row, frozen=True):
    """A rule that stands before every offence: consent, once is enough."""

    key: str
    text: str
    article: str


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Offences that a reader looks for together."""

    key: str
    title: str
    intro: str


class Offence(Row, frozen=True):
    """One thing the law forbids, in plain words.

    Attributes:
        plain: what was done, as the person would say it.
        detail: what people doubt: what counts, what need not be proved.
        limits: keys of `Limit`.
        once: one act is enough; said, because many doubt it.
    """

    key: str
    family: str
    name: str
    plain: str
    article: str
    nature: Literal["crime", "délit", "contravention", "crime ou délit"]
    penalties: tuple[Penalty, ...]
    limits: tuple[str, ...]
    once: bool
    detail: str = ""


class Point(Row, frozen=True):
    """One sentence or two about a step of the procedure."""

    text: str
    article: str = ""


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of what may happen next."""

    key: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """All that the pages say of the law.

    Attributes:
        proofread: a jurist has read it; until then the pages say "non relu".
    """

    proofread: bool
    principles: tuple[Principle, ...]
    families: tuple[Family, ...]
    offences: tuple[Offence, ...]
    limits: dict[str, Limit]
    stages: tuple[Stage, ...]
    sources: dict[str, Source]

    def rows(self) -> Iterable[Row]:
        """Return every dated statement."""
        yield from self.principles
        yield from self.offences
        yield from self.limits.values()
        for stage in self.stages:
            yield from stage.points

    @property
    def checked(self) -> date:
        """The day of the oldest check: what a page may claim for the whole."""
        return min(row.checked for row in self.rows())


class Number(Row, frozen=True):
    """A helpline or an emergency number.

    Attributes:
        number: as it is printed; `link` is what a tap opens: "tel:3919".
        group: the heading it stands under.
    """

    number: str
    link: str
    name: str
    purpose: str
    hours: str
    group: Literal["danger", "talk", "young", "other"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everyone who may be called, in the order of the page."""

    numbers: tuple[Number, ...]
    sources: dict[str, Source]

    def of(self, group: str) -> tuple[Number, ...]:
        """Return those of `group`, in order."""
        return tuple(number for number in self.numbers if number.group == group)


def stale(rows: Iterable[Row], today: date) -> tuple[Row, ...]:
    """Return the rows that nobody has checked for more than `FRESH`."""
    return tuple(row for row in rows if today - row.checked > FRESH)
