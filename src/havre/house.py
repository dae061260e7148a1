"""The house: what every room is lent, opened from settings and closed."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from havre.access import store as keyring
from havre.answering import store as answering
from havre.answering.actions import Stores
from havre.conversation import store as conversations
from havre.conversation.hub import Hub
from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.erasure import store as erasure
from havre.erasure.actions import Eraser
from havre.erasure.rules import is_undecided
from havre.journal import store as journal
from havre.journey import Step
from havre.keys import store as keys
from havre.plumbing import health
from havre.plumbing.bell import Bell, LocalBell
from havre.plumbing.clock import Clock, utc_now
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Caller, Who
from havre.plumbing.sqlite import SqliteDatabase
from havre.settings import BadSettings, Settings
from havre.staff import sessions
from havre.staff import store as staff
from havre.staff.passwords import Passwords
from havre.waiting import store as waiting

LEDGER: Final = (journal, staff, keys, waiting, conversations, answering, erasure)


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
            self.settings.exit_erases, self.settings.patience,
        )  # fmt: skip

    async def session_of(self, digest: bytes) -> Caller | None:
        """Find a member by the digest of their credential."""
        return await sessions.session_of(digest, db=self.ledger, now=self.now)

    async def visitor_of(self, digest: bytes) -> Caller | None:
        """Find a visitor by the digest of her credential."""
        found = await self.ledger.read(lambda tx: conversations.by_token(tx, digest))
        return Caller(Who.VISITOR, found, digest) if found else None

    async def shown_name(self, member: str) -> str | None:
        """Return what a visitor reads for a member's id."""
        found = await self.ledger.read(lambda tx: staff.find(tx, member))
        return found.shown_name if found else None

    async def keys_of(self, member: str) -> tuple[tuple[str, int], ...]:
        """Return the (desk, epoch) of each desk key a member has."""
        mine = await self.ledger.read(lambda tx: keys.granted(tx, member))
        return tuple((one.desk, one.epoch) for one in mine)

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
        ledger.prepare([health.SCHEMA, *(room.SCHEMA for room in LEDGER)])
        keyring_db.prepare([health.SCHEMA, keyring.SCHEMA])
        directory = load(settings.directory_folder)
        house = House(settings, ledger, keyring_db, directory, now=now)
        yield house
        house.passwords.close()
    finally:
        ledger.close()
        keyring_db.close()
