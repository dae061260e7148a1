"""What passed through the line and who was there: numbers of a day, nobody's name."""

from dataclasses import dataclass
from enum import StrEnum

from havre.plumbing.database import Transaction


class Kind(StrEnum):
    """What is counted."""

    ARRIVED = "arrived"  # somebody came; value 1
    ANSWERED = "answered"  # somebody was taken; value: milliseconds waited
    GAVE_UP = "gave-up"  # left unanswered; value: milliseconds waited
    ON_DUTY = "on-duty"  # a sample each minute; value: how many answer there


@dataclass(frozen=True, slots=True)
class Event:
    """One thing counted, at one desk."""

    at: int
    desk: str
    kind: Kind
    value: int


def note(tx: Transaction, event: Event) -> None:
    """Count `event`."""
    tx.execute(
        "INSERT INTO line_event (at, desk, kind, value)"
        " VALUES (:at, :desk, :kind, :value)",
        at=event.at,
        desk=event.desk,
        kind=event.kind,
        value=event.value,
    )


def since(tx: Transaction, at: int) -> list[Event]:
    """Return what was counted from `at` on, oldest first."""
    rows = tx.execute("SELECT * FROM line_event WHERE at >= :at ORDER BY at", at=at)
    return [
        Event(row["at"], row["desk"], Kind(row["kind"]), row["value"]) for row in rows
    ]


def began(tx: Transaction, since: int) -> int | None:
    """Return when the first thing was counted from `since` on; None if none was."""
    (row,) = tx.execute(
        "SELECT min(at) AS at FROM line_event WHERE at >= :at", at=since
    )
    return None if row["at"] is None else int(row["at"])


def answers(tx: Transaction, since: int) -> dict[str, int]:
    """Return how many were answered at each desk from `since` on."""
    rows = tx.execute(
        "SELECT desk, count(*) AS n FROM line_event"
        " WHERE at >= :at AND kind = 'answered' GROUP BY desk",
        at=since,
    )
    return {row["desk"]: row["n"] for row in rows}


def forget_before(tx: Transaction, at: int) -> None:
    """Delete what was counted before `at`."""
    tx.execute("DELETE FROM line_event WHERE at < :at", at=at)
