"""What this room is lent, and the one way in to a file of a station."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Final

from havre.answering.actions import Stores
from havre.appointment.lent import Calendar
from havre.directory.stations import StationTold
from havre.errors import NotYours
from havre.file import sent
from havre.file.lent import Lent as Files
from havre.file.sent import File
from havre.plumbing.database import Transaction
from havre.plumbing.limits import Limit
from havre.report.rules import Deadlines
from havre.staff.actions import found
from havre.staff.rules import Member, StaffRole

WINDOW: Final = timedelta(minutes=10)
# Ten times what a busy front desk types; whoever guesses 44 bits has 180 an hour.
TRIES_OF_ONE: Final = 30  # per member and window
TRIES_OF_ALL: Final = 120  # per station and window


@dataclass(frozen=True)
class Lent:
    """What the acts of this room are lent.

    Attributes:
        told: what is told of a station; None once the directory has it no more.
        deadlines: how long an acknowledgement may take.
    """

    files: Files
    calendar: Calendar
    told: Callable[[Transaction, str], StationTold | None]
    deadlines: Deadlines = field(default_factory=Deadlines)

    @property
    def stores(self) -> Stores:
        """Where everything is kept."""
        return self.files.stores

    @cached_property
    def of_one(self) -> Limit:
        """How often a member may ask for a number."""
        return Limit(TRIES_OF_ONE, WINDOW, now=self.stores.now)

    @cached_property
    def of_all(self) -> Limit:
        """How often the people of a station may."""
        return Limit(TRIES_OF_ALL, WINDOW, now=self.stores.now)


def investigated(tx: Transaction, file: str, member: str) -> tuple[File, Member]:
    """Return a file that was sent to a station where `member` investigates.

    Raises:
        NotYours: unknown, not sent, or another station's: the answer is the same.
    """
    known, one = sent.find(tx, file), found(tx, member)
    if known is None or not one.works_at(known.station, StaffRole.INVESTIGATOR):
        raise NotYours("file")
    return known, one
