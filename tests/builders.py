"""Things as tests want them: valid, but for what the test is about."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import argon2

from havre.access import actions as access
from havre.access.actions import Opening
from havre.access.relief import Relief, widen
from havre.access.store import Envelope
from havre.answering.actions import Stores, take_next
from havre.board.watch import Watch
from havre.client.desk_keys import next_row
from havre.conversation import actions as talk
from havre.conversation import store as conversations
from havre.conversation.hub import Hub
from havre.conversation.rules import Conversation, Side, Writer
from havre.conversation.seat import Seats
from havre.conversation.state import Shown, Surroundings
from havre.directory.directory import Directory
from havre.directory.rules import DeskName
from havre.erasure.actions import Eraser
from havre.erasure.rules import ExitErases, Patience
from havre.house import KEYRING, House
from havre.house import LEDGER as ROOMS
from havre.journey import Step
from havre.keys import store as keys
from havre.keys.rules import Grant
from havre.plumbing.bell import LocalBell
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Caller, Who
from havre.plumbing.sqlite import SqliteDatabase
from havre.plumbing.tokens import digest, new_id
from havre.report.rules import Kind
from havre.report.transmitting import Addressed, transmit
from havre.settings import Settings
from havre.staff import duty
from havre.staff import store as staff
from havre.staff.credentials import Locked
from havre.staff.passwords import Passwords
from havre.staff.presence import Presence
from havre.staff.rules import Account, Member, StaffRole
from havre.transfer.actions import Transfers
from havre.waiting import store as line
from havre.waiting.rules import Place, Ticket

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
OFFICER = "officer-of-the-police0"
COLLEAGUE = "colleague-of-the-polic"


class StoppedClock:
    """A clock that moves only when a test says so."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, span: timedelta) -> None:
        """Let `span` go by."""
        self.at += span


def a_sealed(mark: bytes = b"", size: int = 285) -> bytes:
    """Bytes of the form of a sealed message, told apart by `mark`."""
    return (b"\x01" + mark).ljust(size, b"\x07")


def an_envelope(
    desk: str = "police",
    epoch: int = 1,
    mark: bytes = b"",
    purpose: str = "conversation",
) -> Envelope:
    """A key sealed to a desk, in form."""
    return Envelope(desk, epoch, (b"\x01" + mark).ljust(114, b"\x09"), purpose)


def a_conversation(**but: object) -> Conversation:
    """A conversation that an officer holds, but for what the test is about."""
    ordinary = Conversation(
        id="AAAAAAAAAAAAAAAAAAAAAA",
        token=b"visitor",
        step=Step.TALKING,
        version=1,
        desk="police",
        epoch=1,
        fronts=("police",),
        language="fr",
        danger=False,
        minor=False,
        opened_at=milliseconds(NOON),
        member=OFFICER,
        fence=1,
        lease_until=milliseconds(NOON + timedelta(seconds=90)),
        read=True,
        seen_at=milliseconds(NOON),
        left_at=None,
        report=False,
        resumable=False,
        visitor_last=0,
        agent_last=0,
        sealed_to=(("police", 1),),
    )
    return replace(ordinary, **but)  # type: ignore[arg-type]


@dataclass
class Core:
    """The rooms a conversation lives in, over real stores on disk."""

    path: Path
    ledger: SqliteDatabase
    keys: SqliteDatabase
    bell: LocalBell
    clock: StoppedClock
    hub: Hub
    exit_erases: ExitErases = ExitErases.DECISION
    patience: Patience = Patience()

    @property
    def stores(self) -> Stores:
        """What officers' acts are lent."""
        return Stores(
            self.ledger, self.keys, self.bell, self.clock, timedelta(seconds=90)
        )

    @property
    def eraser(self) -> Eraser:
        """What erasing is lent."""
        return Eraser(
            self.ledger, self.keys, self.bell, self.clock, self.exit_erases,
            self.patience,
        )  # fmt: skip

    @property
    def seats(self) -> Seats:
        """The seats, where every officer's session stands."""

        async def session_of(session: bytes) -> Caller | None:
            return Caller(Who.AGENT, "", session)

        around = Surroundings(
            shown=lambda _tx, _member: Shown("Camille"),
            closed=lambda tx: duty.SERVICE in duty.closed(tx),
            keys=keys.current_keys,
        )
        return Seats(self.ledger, self.bell, self.clock, self.hub, session_of, around)

    @cached_property
    def house(self) -> House:
        """The house over these stores, as the server opens it, with default settings.

        Its directory is empty: nothing here asks where a postal code leads.
        """
        settings = Settings.read({"HAVRE_DATA": str(self.path)})
        hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        return House(
            replace(settings, exit_erases=self.exit_erases), self.ledger, self.keys,
            Directory.of((), {}), self.bell, self.clock, Passwords(hasher), self.hub,
        )  # fmt: skip

    @property
    def presence(self) -> Presence:
        """Who is at the desks."""
        return self.house.presence

    @property
    def relief(self) -> Relief:
        """What widening the line is lent."""
        return self.house.relief

    @property
    def transfers(self) -> Transfers:
        """What passing on is lent."""
        return self.house.transfers

    @property
    def watch(self) -> Watch:
        """What watching for alarms is lent."""
        return self.house.watch

    async def key(self, *desks: str) -> None:
        """Make the next key of each desk; nobody holds it yet."""

        def work(tx: Transaction) -> None:
            for desk in desks:
                rows = keys.keys(tx)
                public = b"\x04" + bytes([len(rows) + 1]).ljust(64, b"\x05")
                row = next_row(rows, desk, public)
                assert keys.add_key(tx, row, "maker", milliseconds(self.clock()))

        await self.ledger.write(work)

    async def hire(
        self, member: str, *desks: str, supervises: bool = False, shown: str = ""
    ) -> None:
        """Let `member` answer for `desks`, holding each one's present key."""
        roles = (StaffRole.SUPERVISOR,) if supervises else (StaffRole.AGENT,)
        who = Member(
            member, member, shown or member.capitalize(), roles,
            tuple(DeskName(desk) for desk in desks), member.encode(),
        )  # fmt: skip

        def work(tx: Transaction) -> None:
            assert staff.insert(tx, Account(who, "", Locked(b"", b"")), 0)

        await self.ledger.write(work)
        await self.grant(member, *desks)

    async def grant(self, member: str, *desks: str) -> None:
        """Give `member` the present key of each of `desks`."""

        def work(tx: Transaction) -> None:
            epochs = keys.current_epochs(tx)
            for desk in desks:
                given = Grant(member, b"")
                keys.give(tx, desk, epochs[desk], given, "giver", 0)

        await self.ledger.write(work)

    async def take(self, member: str) -> Conversation | None:
        """Let `member` take the next, with the keys they were given."""
        return await take_next(member, await self.house.keys_of(member), self.stores)

    async def look_at_line(self) -> dict[str, Place]:
        """Let everyone stand where they should, as the server does every second."""
        places = await widen(self.presence.staffed(), self.relief)
        self.hub.place(places)
        return places

    async def stands(self, conversation: str) -> dict[str, int]:
        """Return the desks in front of which a conversation stands, and the epochs."""

        def work(tx: Transaction) -> list[Ticket]:
            return line.of(tx, conversation)

        return {one.desk: one.epoch for one in await self.ledger.read(work)}

    async def keyring(self, conversation: str) -> set[tuple[str, str, int]]:
        """Return (purpose, desk, epoch) of every envelope kept of a conversation."""

        def work(tx: Transaction) -> set[tuple[str, str, int]]:
            rows = tx.execute(
                "SELECT purpose, desk, epoch FROM envelope WHERE conversation = :id",
                id=conversation,
            )
            return {(row["purpose"], row["desk"], row["epoch"]) for row in rows}

        return await self.keys.read(work)

    async def open(self, **but: object) -> tuple[str, str]:
        """Open a conversation; return its id and the visitor's credential."""
        ordinary = Opening(
            conversation=new_id(),
            desks=(("police", 1),),
            targets=frozenset({("police", 1), ("relief", 1)}),
            envelopes=(an_envelope("police"), an_envelope("relief")),
            danger=False,
            minor=False,
            language="fr",
        )
        opening = replace(ordinary, **but)  # type: ignore[arg-type]
        token = await access.begin(
            opening, ledger=self.ledger, keys=self.keys, bell=self.bell, now=self.clock
        )
        return opening.conversation, token

    async def open_and_take(self, **but: object) -> tuple[str, str, Conversation]:
        """Open a conversation and give it to `OFFICER`."""
        conversation, token = await self.open(**but)
        held = await take_next(OFFICER, (("police", 1),), self.stores)
        assert held is not None
        assert conversation == held.id
        return conversation, token, held

    async def say(
        self, conversation: str, token: str, number: int, sealed: bytes | None = None
    ) -> talk.Relayed:
        """Send a visitor's message."""
        writer = Writer(Side.VISITOR, conversation, digest(token))
        return await talk.relay(
            conversation, writer, number, sealed or a_sealed(b"v%d" % number),
            ledger=self.ledger, bell=self.bell, now=self.clock,
        )  # fmt: skip

    async def answer(
        self, conversation: str, fence: int, number: int, member: str = OFFICER
    ) -> talk.Relayed:
        """Send an officer's message."""
        writer = Writer(Side.AGENT, member, b"", fence)
        return await talk.relay(
            conversation, writer, number, a_sealed(b"a%d" % number),
            ledger=self.ledger, bell=self.bell, now=self.clock,
        )  # fmt: skip

    async def call_centre(self, held: Conversation) -> str:
        """Let whoever holds it call an operations centre: it may then be closed."""
        what = Addressed(Kind.CENTRE, "cic-75", "CIC de Paris", True, None)
        member = held.member or ""
        return await transmit(held.id, member, held.fence, what, self.stores)

    async def find(self, conversation: str) -> Conversation | None:
        """Return what the ledger knows."""
        return await self.ledger.read(lambda tx: conversations.find(tx, conversation))

    def close(self) -> None:
        """Close both stores."""
        self.ledger.close()
        self.keys.close()


LEDGER = tuple(room.SCHEMA for room in ROOMS)


@contextmanager
def a_core(path: Path, clock: StoppedClock | None = None) -> Iterator[Core]:
    """Open the core's stores in `path`."""
    ledger = SqliteDatabase(path / "ledger.db")
    keys = SqliteDatabase(path / "keyring.db", journal="delete")
    ledger.prepare(LEDGER)
    keys.prepare(KEYRING)
    core = Core(path, ledger, keys, LocalBell(), clock or StoppedClock(), Hub())
    try:
        yield core
    finally:
        core.close()


def on_disk(path: Path, mark: bytes) -> list[str]:
    """Return the files under `path` in which `mark` stands."""
    return [
        str(file.relative_to(path))
        for file in path.rglob("*")
        if file.is_file() and mark in file.read_bytes()
    ]


async def soon(condition: object, seconds: float = 5.0) -> None:
    """Return when `condition()` is true; fail after `seconds`."""
    async with asyncio.timeout(seconds):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.01)
