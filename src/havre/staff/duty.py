"""How each member works today, and whether the house and its desks are open (SQL)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from havre.errors import HavreError
from havre.plumbing.database import Transaction

CAPACITY: Final = 3  # conversations at once, unless a supervisor says otherwise (A3)
CAPACITY_MAX: Final = 50
SERVICE: Final = "service"  # what is closed when the whole service is

SCHEMA = """
CREATE TABLE IF NOT EXISTS duty (
    member TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    since INTEGER NOT NULL,
    capacity INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS closed (
    what TEXT PRIMARY KEY,  -- "service", or a desk that is paused
    by TEXT NOT NULL,
    at INTEGER NOT NULL
);
"""


class Status(StrEnum):
    """Whether a member takes conversations."""

    ON = "on"
    PAUSE = "pause"  # no new one; those in hand go on
    AWAY = "away"  # for a moment; those in hand are told


class OnPause(HavreError):
    """A member who has paused takes nobody."""

    code = "on-pause"
    status = 409


class AtCapacity(HavreError):
    """As many conversations in hand as the member may hold."""

    code = "at-capacity"
    status = 409


class ServiceClosed(HavreError):
    """A supervisor has closed the service: no conversation is opened."""

    code = "service-closed"
    status = 503


@dataclass(frozen=True, slots=True)
class Duty:
    """How one member works today.

    Attributes:
        since: milliseconds; when the status was chosen.
    """

    member: str
    status: Status = Status.ON
    since: int = 0
    capacity: int = CAPACITY

    def may_take(self, busy: int) -> None:
        """Return if one more conversation fits beside `busy`.

        Raises:
            OnPause: the status is not `on`.
            AtCapacity: no place is free.
        """
        if self.status is not Status.ON:
            raise OnPause(self.status)
        if busy >= self.capacity:
            raise AtCapacity(f"{busy} of {self.capacity}")


def of(tx: Transaction, member: str) -> Duty:
    """Return how `member` works today."""
    rows = tx.execute("SELECT * FROM duty WHERE member = :member", member=member)
    if not rows:
        return Duty(member)
    row = rows[0]
    return Duty(member, Status(row["status"]), row["since"], row["capacity"])


def everyone(tx: Transaction) -> dict[str, Duty]:
    """Return how each member works who ever said so, by id."""
    return {
        row["member"]: Duty(
            row["member"], Status(row["status"]), row["since"], row["capacity"]
        )
        for row in tx.execute("SELECT * FROM duty")
    }


def keep(tx: Transaction, duty: Duty) -> None:
    """Keep how a member works today."""
    tx.execute(
        """
        INSERT INTO duty (member, status, since, capacity)
        VALUES (:member, :status, :since, :capacity)
        ON CONFLICT (member) DO UPDATE
           SET status = excluded.status, since = excluded.since,
               capacity = excluded.capacity
        """,
        member=duty.member,
        status=duty.status,
        since=duty.since,
        capacity=duty.capacity,
    )


def absent_anew(tx: Transaction, at: int) -> None:
    """Count absences from `at`: nobody could come back while the server was down."""
    tx.execute("UPDATE duty SET since = :at WHERE status = 'away'", at=at)


def close(tx: Transaction, what: str, by: str, at: int) -> None:
    """Close the service, or pause a desk. Doing it twice is fine."""
    tx.execute(
        "INSERT INTO closed (what, by, at) VALUES (:what, :by, :at)"
        " ON CONFLICT (what) DO NOTHING",
        what=what,
        by=by,
        at=at,
    )


def reopen(tx: Transaction, what: str) -> None:
    """Open it again. Doing it twice is fine."""
    tx.execute("DELETE FROM closed WHERE what = :what", what=what)


def closed(tx: Transaction) -> frozenset[str]:
    """Return what is closed: `SERVICE`, and the desks that are paused."""
    return frozenset(row["what"] for row in tx.execute("SELECT what FROM closed"))
