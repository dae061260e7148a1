"""What the pages state of the service, and the numbers to call. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from havre.law.records import Row, Source


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
    """Return the rows that nobody has checked for more than ninety days."""
    return tuple(row for row in rows if row.is_old(today))
