"""The house: what every room is lent, opened from settings and closed."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from havre.access import store as keyring
from havre.access.relief import Relief
from havre.alarms import store as alarms
from havre.answering import store as answering
from havre.answering.actions import Stores
from havre.appointment import keyring as names
from havre.appointment import store as appointments
from havre.appointment.giving_up import let_go
from havre.appointment.lent import Calendar
from havre.appointment.naming import destroy
from havre.board.hours import wall_clock
from havre.board.watch import Watch
from havre.conversation import store as conversations
from havre.conversation.hub import Hub
from havre.conversation.state import Surroundings, shown
from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.directory.stations import StationTold, station_payload
from havre.erasure import store as erasure
from havre.erasure.actions import Eraser
from havre.erasure.rules import is_undecided
from havre.file import keyring as file_keys
from havre.file import sent as files
from havre.file import store as accords
from havre.file.lent import Lent as Files
from havre.journal import store as journal
from havre.journey import Step
from havre.keys import store as keys
from havre.plumbing import health
from havre.plumbing.bell import Bell, LocalBell
from havre.plumbing.clock import Clock, utc_now
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Caller, Who
from havre.plumbing.sqlite import OtherForm, SqliteDatabase
from havre.report import store as reports
from havre.settings import BadSettings, Settings
from havre.staff import duty, sessions
from havre.staff import store as staff
from havre.staff.duty import SERVICE, Status
from havre.staff.passwords import Passwords
from havre.staff.presence import Presence
from havre.staff.stations import StationKey
from havre.station import store as at_stations
from havre.station.course import Courses
from havre.station.lent import Lent as Station
from havre.statistics import store as statistics
from havre.statistics.rules import Ended
from havre.texts import store as texts
from havre.transfer.actions import Transfers
from havre.waiting import store as waiting

LEDGER: Final = (
    journal, alarms, staff, duty, keys, texts, waiting, conversations, answering,
    reports, accords, files, appointments, at_stations, statistics,
    erasure,
)  # fmt: skip
KEYRING: Final = (keyring.SCHEMA, file_keys.SCHEMA, names.SCHEMA)
FORM: Final = 4  # of the tables: grows with each change that an older house lacks


class OtherVersion(BadSettings):
    """The data directory was made by a version of Havre whose tables differ."""


@dataclass(frozen=True)
class House:
    """What the rooms are lent. A test opens its own, with a clock that stops."""

    settings: Settings
    ledger: SqliteDatabase
    keyring: SqliteDatabase
    directory: Directory
    bell: Bell = field(default_factory=LocalBell)
    now: Clock = utc_now
    passwords: Passwords = field(default_factory=Passwords)
    hub: Hub = field(default_factory=Hub)

    @cached_property
    def stations(self) -> frozenset[str]:
        """The ids of the directory's stations."""
        return frozenset(one.place.id for one in self.directory.stations)

    @cached_property
    def presence(self) -> Presence:
        """Who is at the desks."""
        return Presence(self.now)

    @cached_property
    def stores(self) -> Stores:
        """What officers' acts are lent."""
        return Stores(
            self.ledger, self.keyring, self.bell, self.now, self.settings.lease
        )

    @cached_property
    def eraser(self) -> Eraser:
        """What erasing is lent."""
        return Eraser(
            self.ledger, self.keyring, self.bell, self.now,
            self.settings.exit_erases, self.settings.patience, self.count,
        )  # fmt: skip

    def count(self, tx: Transaction, ended: Ended) -> None:
        """Add what has ended to the public numbers."""
        statistics.count(tx, ended, self.settings.figures, wall_clock())

    def count_report(self, tx: Transaction, at: int) -> None:
        """Add a report from memory to the public numbers."""
        statistics.count_report(tx, at, self.settings.figures, wall_clock())

    async def session_of(self, digest: bytes) -> Caller | None:
        """Find a member by the digest of their credential."""
        return await sessions.session_of(digest, db=self.ledger, now=self.now)

    async def visitor_of(self, digest: bytes) -> Caller | None:
        """Find a visitor by the digest of her credential."""
        found = await self.ledger.read(lambda tx: conversations.by_token(tx, digest))
        return Caller(Who.VISITOR, found, digest) if found else None

    @cached_property
    def relief(self) -> Relief:
        """What widening the line is lent."""
        return Relief(
            self.ledger, self.keyring, self.bell, self.now, self.settings.steps
        )

    @cached_property
    def transfers(self) -> Transfers:
        """What passing on is lent."""
        return Transfers(self.stores, self.ready, self.settings.transfer)

    @cached_property
    def watch(self) -> Watch:
        """What watching for alarms is lent."""
        settings = self.settings
        return Watch(
            self.ledger, self.bell, self.now, settings.alarms, settings.patience,
            settings.acknowledge,
        )  # fmt: skip

    @cached_property
    def around(self) -> Surroundings:
        """What of the house each conversation's state tells."""
        return Surroundings(
            shown=shown, closed=lambda tx: SERVICE in duty.closed(tx),
            keys=keys.current_keys, course=Courses(self.now),
        )  # fmt: skip

    @cached_property
    def files(self) -> Files:
        """What her accord and the file are lent."""
        return Files(
            self.stores, self.station_named, appointments.is_booked, let_go,
            lambda conversation: destroy(conversation, self.stores),
        )  # fmt: skip

    @cached_property
    def calendar(self) -> Calendar:
        """What taking an hour at a station is lent."""
        return Calendar(self.stores, self.stations, self.files.turn)

    @cached_property
    def station(self) -> Station:
        """What the people of a station are lent."""
        return Station(
            self.files, self.calendar, self.station_told, self.settings.acknowledge
        )

    def station_told(self, tx: Transaction, station: str) -> StationTold | None:
        """Return what is told of a station; None if the directory has none such."""
        found = self.directory.index.by_id.get(station)
        havre = StationKey.INVESTIGATION.of(station) in keys.current_epochs(tx)
        return station_payload(found, havre=havre) if found else None

    def station_named(self, station: str) -> str | None:
        """Return how a station of the directory is called; None if there is none."""
        found = self.directory.index.by_id.get(station)
        return found.place.name if found else None

    async def keys_of(self, member: str) -> tuple[tuple[str, int], ...]:
        """Return the (desk, epoch) of each key with which a member answers a line."""

        def work(tx: Transaction) -> tuple[tuple[str, int], ...]:
            known = staff.find(tx, member)
            if known is None:
                return ()
            mine = keys.granted(tx, member)
            return tuple(
                (one.desk, one.epoch) for one in mine if known.answers_for(one.desk)
            )

        return await self.ledger.read(work)

    def ready(self, tx: Transaction, member: str, desk: str, epoch: int) -> bool:
        """Return True if `member` could be given a conversation of that desk now."""
        known, mine = staff.find(tx, member), duty.of(tx, member)
        return (
            known is not None
            and known.answers_for(desk)
            and member in self.presence.serving()
            and mine.status is Status.ON
            and conversations.busy(tx, member) < mine.capacity
            and any(
                (one.desk, one.epoch) == (desk, epoch)
                for one in keys.granted(tx, member)
            )
        )

    def undecided(self, tx: Transaction) -> int:
        """Return how many frozen conversations wait too long for a decision."""
        patience = self.settings.patience
        frozen = conversations.in_step(tx, Step.FROZEN)
        return sum(is_undecided(one, self.now(), patience) for one in frozen)


@contextmanager
def open_house(settings: Settings, now: Clock = utc_now) -> Iterator[House]:
    """Open what `settings` names; close it on leaving, whatever happened.

    Raises:
        BadSettings: another process has that data directory open.
        OtherVersion: its tables are those of another version.
    """
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(settings.data):
        yield from _opened(settings, now)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold `data` for this process: two servers on it would not hear each other.

    Raises:
        BadSettings: another process has it.
    """
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadSettings("HAVRE_DATA is in use by another process") from None
        yield


def _opened(settings: Settings, now: Clock) -> Iterator[House]:
    ledger = SqliteDatabase(settings.data / "ledger.db")
    keyring_db = SqliteDatabase(settings.data / "keyring.db", journal="delete")
    try:
        try:
            ledger.prepare([health.SCHEMA, *(room.SCHEMA for room in LEDGER)], FORM)
            keyring_db.prepare([health.SCHEMA, *KEYRING], FORM)
        except OtherForm:
            raise OtherVersion("HAVRE_DATA was made by another version") from None
        directory = load(settings.directory_folder)
        house = House(settings, ledger, keyring_db, directory, now=now)
        yield house
        house.passwords.close()
    finally:
        ledger.close()
        keyring_db.close()
