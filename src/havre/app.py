"""The only place where things are chosen and joined."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from havre import routes
from havre.access import actions as access
from havre.access import store as keyring
from havre.access.web import AccessDoors
from havre.answering import leases
from havre.answering import store as answering
from havre.answering.actions import Stores
from havre.answering.web import DeskDoors
from havre.conversation import store as conversations
from havre.conversation.actions import LINE
from havre.conversation.hub import Hub
from havre.conversation.rules import Side
from havre.conversation.seat import Seats
from havre.conversation.web import LineDoors
from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.directory.rules import renewal_warning
from havre.erasure import actions as erasing
from havre.erasure import store as erasure
from havre.erasure.actions import Eraser
from havre.erasure.rules import is_undecided
from havre.erasure.web import ErasureDoors
from havre.intake.course import Courses
from havre.intake.web import IntakeDoors
from havre.journal import store as journal
from havre.journey import Step
from havre.keys import store as keys
from havre.keys.actions import retire, withdraw
from havre.keys.web import KeyDoors
from havre.pages.law import read_law, read_numbers
from havre.pages.layout import Layout
from havre.pages.rules import Service
from havre.pages.web import PageDoors
from havre.plumbing.bell import Bell, LocalBell
from havre.plumbing.clock import Clock, milliseconds, utc_now
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Caller, Gate, Who
from havre.plumbing.http import application
from havre.plumbing.limits import Limit
from havre.plumbing.rounds import every
from havre.plumbing.sqlite import SqliteDatabase
from havre.plumbing.templates import Templates
from havre.plumbing.words import load_words
from havre.settings import Settings
from havre.staff import sessions
from havre.staff import store as staff
from havre.staff.passwords import Passwords
from havre.staff.presence import Presence
from havre.staff.sessions import Tries
from havre.staff.web import StaffDoors
from havre.waiting import store as waiting
from havre.waiting.rules import positions

HERE: Final = Path(__file__).parent
LEDGER: Final = (journal, staff, keys, waiting, conversations, answering, erasure)
HOUR: Final = timedelta(hours=1)


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
    """Open what `settings` names; close it on leaving, whatever happened."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    ledger = SqliteDatabase(settings.data / "ledger.db")
    keyring_db = SqliteDatabase(settings.data / "keyring.db", journal="delete")
    try:
        ledger.prepare(room.SCHEMA for room in LEDGER)
        keyring_db.prepare([keyring.SCHEMA])
        directory = load(settings.directory_folder)
        house = House(settings, ledger, keyring_db, directory, now=now)
        yield house
        house.passwords.close()
    finally:
        ledger.close()
        keyring_db.close()


async def wake(house: House) -> None:
    """Put the house in order before anyone knocks.

    Interrupted erasures are finished, unfinished openings swept, and nobody is held
    silent or absent for the time the server was down.
    """
    await erasing.finish_interrupted(house.eraser)
    await house.ledger.scrub()
    await access.sweep_keys(ledger=house.ledger, keys=house.keyring)
    at, until = house.now(), house.now() + house.settings.lease
    await house.ledger.write(
        lambda tx: conversations.everyone_was_here(
            tx, milliseconds(at), milliseconds(until)
        )
    )


class Places:
    """Tells everyone in line their place, when the line has changed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._changed = True
        house.bell.listen(LINE, self._note)

    def _note(self) -> None:
        self._changed = True

    async def __call__(self) -> None:
        """Count the places again if anyone came or went since the last time."""
        if self._changed:
            self._changed = False
            tickets = await self._house.ledger.read(waiting.everyone)
            self._house.hub.place(positions(tickets))


async def note_the_gone(house: House) -> None:
    """Note when visitors without a socket stopped asking."""
    at = milliseconds(house.now())
    gone = [id_ for id_, side in house.hub.expire_polls() if side is Side.VISITOR]

    def work(tx: Transaction) -> None:
        for conversation in gone:
            conversations.seen(tx, conversation, at)

    if gone:
        await house.ledger.write(work)


async def retire_keys(house: House) -> None:
    """Withdraw the grants of former desk keys to which nothing is sealed any more."""
    sealed_to = await house.keyring.read(keyring.sealed_to)
    await retire(sealed_to, db=house.ledger, now=house.now)


async def keep_silence(house: House) -> None:
    """Do what silence has come to mean, and finish what a full disk interrupted."""
    there = house.hub.conversations(Side.VISITOR)
    await erasing.sweep_silence(there, house.eraser)
    await erasing.finish_interrupted(house.eraser)


@asynccontextmanager
async def rounds(house: House) -> AsyncIterator[None]:
    """Run what is done again and again, while the block runs."""
    lease = house.settings.lease
    work = (
        (timedelta(seconds=1), "places", Places(house)),
        (lease / 4, "renew", lambda: leases.renew(house.hub.held(), house.stores)),
        (timedelta(seconds=5), "lost", lambda: leases.end_lost_leases(house.stores)),
        (timedelta(seconds=5), "polls", lambda: note_the_gone(house)),
        (timedelta(seconds=20), "silence", lambda: keep_silence(house)),
        (HOUR, "ended", lambda: erasing.sweep_ended(house.eraser)),
        (HOUR, "keys", lambda: retire_keys(house)),
    )
    tasks = [asyncio.create_task(every(*each)) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def rooms(house: House, banner: str = "") -> routes.Rooms:
    """Build the doors of every room.

    Args:
        banner: shown on every page; the demonstration's.
    """
    settings = house.settings
    words = load_words(HERE / "locale")
    templates = Templates(words)
    patience = settings.patience
    service = Service(
        exit_to=settings.exit_to,
        exit_erases=settings.exit_erases,
        hold=patience.hold,
        leave=patience.leave,
        leave_with_code=patience.leave_with_code,
        alarm=patience.alarm,
        destroy=patience.destroy,
        keep=patience.keep,
        blank=settings.screen_blank,
    )
    layout = Layout(templates, words, service, read_numbers())
    courses = Courses(house.directory, house.ledger)
    presence = Presence(house.now)
    minute = timedelta(minutes=1)
    return routes.Rooms(
        pages=PageDoors(layout, read_law()),
        intake=IntakeDoors(layout, house.directory, courses),
        access=AccessDoors(
            ledger=house.ledger,
            bell=house.bell,
            now=house.now,
            keys=house.keyring,
            course=courses.course,
            languages=frozenset(words),
            openings=Limit(settings.openings_per_minute, minute, now=house.now),
            tries=Limit(10, minute, now=house.now),
            exit_erases=settings.exit_erases,
        ),
        line=LineDoors(
            Seats(
                ledger=house.ledger,
                bell=house.bell,
                now=house.now,
                hub=house.hub,
                session_of=house.session_of,
                shown_name=house.shown_name,
            )
        ),
        desk=DeskDoors(
            house.stores,
            house.keys_of,
            keys.current_epochs,
            presence.arrived,
            house.undecided,
            house.session_of,
        ),
        erasure=ErasureDoors(
            house.eraser, lambda left: house.hub.gone(left, Side.VISITOR)
        ),
        staff=StaffDoors(
            db=house.ledger,
            bell=house.bell,
            now=house.now,
            passwords=house.passwords,
            tries=Tries(house.now),
            presence=presence,
            hooks=(withdraw, leases.release),
            templates=templates,
            banner=banner,
            idle_minutes=settings.idle_lock // minute,
        ),
        keys=KeyDoors(house.ledger, house.now),
    )


def build(house: House, banner: str = "") -> Starlette:
    """Return the application of `house`."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await wake(house)
        # The index of names takes half a second: nobody waits for it.
        names = asyncio.create_task(asyncio.to_thread(lambda: house.directory.names))
        async with rounds(house):
            yield
        await names

    built = rooms(house, banner)
    return application(
        routes.doors(built),
        routes.socket_doors(built),
        Gate((house.session_of, house.visitor_of), house.settings.origin),
        lifespan,
        extra=[Mount("/s", StaticFiles(directory=HERE / "static"))],
    )


def warnings(house: House, today: date) -> list[str]:
    """Return what an operator should hear at start-up: data that is too old."""
    found = (
        renewal_warning(house.directory.edition, today),
        None,
    )
    return [warning for warning in found if warning is not None]
