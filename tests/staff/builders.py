"""A house with its staff: doors through ASGI, a real store, a clock that stops."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import argon2
import httpx
import msgspec
from builders import StoppedClock
from starlette.applications import Starlette

from havre.client.envelopes import KeyPair
from havre.journal import store as journal
from havre.journal.rules import Entry
from havre.keys import store as key_store
from havre.keys.actions import withdraw
from havre.keys.web import KeyDoors
from havre.plumbing.bell import LocalBell
from havre.plumbing.database import Row, Transaction
from havre.plumbing.doors import Door, Gate, Who
from havre.plumbing.http import application
from havre.plumbing.sqlite import SqliteDatabase
from havre.plumbing.templates import Templates
from havre.plumbing.words import load_words
from havre.staff import store
from havre.staff.actions import Withdrawal
from havre.staff.joining import first_invitation
from havre.staff.passwords import Passwords
from havre.staff.presence import Presence
from havre.staff.rules import StaffRole
from havre.staff.sessions import Tries, session_of
from havre.staff.web import StaffDoors

LOCALE = Path(store.__file__).parents[1] / "locale"
CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ALL_ROLES = ("agent", "supervisor", "administrator")
STATION, OTHER_STATION = "fictif-pn-75111", "fictif-gn-01001"
STATIONS = frozenset({STATION, OTHER_STATION})
Answer = httpx.Response


@dataclass
class Person:
    """Someone at a browser: what they know, and the credential they got."""

    name: str
    auth: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: KeyPair = field(default_factory=KeyPair.make)
    wrapped: bytes = field(default_factory=lambda: b"\x01" + secrets.token_bytes(60))
    token: str = ""
    id: str = ""

    def arrival(self, code: str, /, **but: object) -> dict[str, object]:
        """The body of a joining, but for what the test is about."""
        return {
            "code": code,
            "name": self.name,
            "auth": self.auth,
            "salt": self.salt,
            "public": self.key.public,
            "wrapped": self.wrapped,
        } | but


@dataclass
class Withdrawn:
    """A room that listens to withdrawals: it remembers, and may refuse."""

    seen: list[Withdrawal] = field(default_factory=list)
    refuses: bool = False

    def __call__(self, tx: Transaction, withdrawal: Withdrawal) -> Sequence[str]:
        if self.refuses:
            raise RuntimeError("that room is broken")
        self.seen.append(withdrawal)
        return ("line",)


@dataclass
class Bureau:
    """The staff's and the keys' doors, over a real store."""

    db: SqliteDatabase
    bell: LocalBell
    clock: StoppedClock
    presence: Presence
    withdrawn: Withdrawn
    client: httpx.AsyncClient

    async def post(
        self, path: str, body: object = None, by: Person | None = None, **headers: str
    ) -> Answer:
        """Knock; bytes travel as base64."""
        content = b"" if body is None else msgspec.json.encode(body)
        return await self.client.post(
            path, content=content, headers=self._headers(by) | headers
        )

    async def get(self, path: str, by: Person | None = None) -> Answer:
        """Knock."""
        return await self.client.get(path, headers=self._headers(by))

    async def join(self, code: str, name: str) -> Person:
        """Let `name` in with an invitation."""
        person = Person(name)
        answer = await self.post("/v1/join", person.arrival(code))
        assert 200 == answer.status_code, answer.text
        joined = answer.json()
        person.token, person.id = joined["token"], joined["member"]["id"]
        return person

    async def found(self, name: str = "fondatrice") -> Person:
        """Let the house's first member in, with every role of the room."""
        code = await first_invitation(
            "Fondatrice",
            tuple(map(StaffRole, ALL_ROLES)),
            (),
            db=self.db,
            now=self.clock,
        )
        return await self.join(code, name)

    async def code(
        self,
        by: Person,
        roles: Sequence[str],
        desks: Sequence[str],
        stations: Sequence[str] = (),
    ) -> str:
        """Return the code of an invitation."""
        body = {
            "shown_name": "Quelqu'un",
            "roles": roles,
            "desks": desks,
            "stations": stations,
        }
        answer = await self.post("/v1/invitations", body, by)
        assert 200 == answer.status_code, answer.text
        return str(answer.json()["code"])

    async def hire(
        self,
        by: Person,
        name: str,
        roles: Sequence[str] = ("agent",),
        desks: Sequence[str] = ("police",),
    ) -> Person:
        """Invite someone and let them in."""
        return await self.join(await self.code(by, roles, desks), name)

    async def post_at(
        self, by: Person, name: str, role: str, station: str = STATION
    ) -> Person:
        """Invite someone who works at a station, and let them in."""
        return await self.join(await self.code(by, [role], [], [station]), name)

    async def sign_in(self, person: Person) -> Person:
        """Return the same person at another browser."""
        answer = await self.post(
            "/v1/sign-in", {"name": person.name, "auth": person.auth}
        )
        assert 200 == answer.status_code, answer.text
        return Person(
            person.name, person.auth, person.salt, person.key, person.wrapped,
            answer.json()["token"], person.id,
        )  # fmt: skip

    async def is_in(self, person: Person) -> bool:
        """Tell whether their credential still opens a door."""
        return 200 == (await self.get("/v1/members", person)).status_code

    async def journal(self, subject: str) -> list[Entry]:
        """Return what the journal says about `subject`."""
        return await self.db.read(lambda tx: journal.about(tx, subject))

    async def rows(self, sql: str, **values: Any) -> list[Row]:
        """Read the store behind the doors."""
        return await self.db.read(lambda tx: tx.execute(sql, **values))

    def rings(self, topic: str) -> list[str]:
        """Return a list that grows by `topic` each time it rings."""
        heard: list[str] = []
        self.bell.listen(topic, lambda: heard.append(topic))
        return heard

    @staticmethod
    def _headers(by: Person | None) -> dict[str, str]:
        return {"authorization": f"Bearer {by.token}"} if by else {}


@asynccontextmanager
async def a_bureau(path: Path) -> AsyncIterator[Bureau]:
    """Open a house in `path`; nobody works there yet."""
    db = SqliteDatabase(path / "ledger.db")
    db.prepare((journal.SCHEMA, store.SCHEMA, key_store.SCHEMA))
    bell, clock, passwords = LocalBell(), StoppedClock(), Passwords(CHEAP)
    withdrawn, presence = Withdrawn(), Presence(clock)
    staff = StaffDoors(
        db=db,
        bell=bell,
        now=clock,
        passwords=passwords,
        tries=Tries(clock),
        presence=presence,
        hooks=(withdraw, withdrawn),
        templates=Templates({"fr": load_words(LOCALE)["fr"]}),
        banner="Démonstration",
        idle_minutes=10,
        stations=STATIONS,
    )
    gate = Gate((partial(session_of, db=db, now=clock),))
    app = application(table(staff, KeyDoors(db, clock, STATIONS)), (), gate, _asleep)
    try:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://havre.test"
        ) as client:
            yield Bureau(db, bell, clock, presence, withdrawn, client)
    finally:
        passwords.close()
        db.close()


@asynccontextmanager
async def _asleep(_app: Starlette) -> AsyncIterator[None]:
    yield


def table(staff: StaffDoors, keys: KeyDoors) -> tuple[Door, ...]:
    """The rows of `havre.routes` that are these rooms'."""
    anyone, member, administrator = Who.ANYONE, Who.MEMBER, Who.ADMINISTRATOR
    return (
        Door("GET", "/agent", anyone, staff.console),
        Door("POST", "/v1/sign-in/salt", anyone, staff.salt),
        Door("POST", "/v1/sign-in", anyone, staff.sign_in),
        Door("POST", "/v1/sign-out", member, staff.sign_out),
        Door("POST", "/v1/password", member, staff.change_password),
        Door("POST", "/v1/invitations", administrator, staff.invite),
        Door("POST", "/v1/invitations/look", anyone, staff.look),
        Door("POST", "/v1/join", anyone, staff.join),
        Door("GET", "/v1/members", member, staff.members),
        Door("POST", "/v1/members/{member}/suspend", administrator, staff.suspend),
        Door("POST", "/v1/members/{member}/resume", administrator, staff.resume),
        Door("POST", "/v1/members/{member}/leave", member, staff.leave),
        Door("GET", "/v1/desk-keys", anyone, keys.desk_keys),
        Door("POST", "/v1/recovery-key", administrator, keys.make_recovery_key),
        Door("POST", "/v1/desks/{desk}/keys", member, keys.make_desk_key),
        Door("GET", "/v1/grants", member, keys.grants),
        Door("POST", "/v1/desks/{desk}/grants", member, keys.grant),
    )
