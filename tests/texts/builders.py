"""A room of supervisors: its doors through ASGI, over a real store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import msgspec
from builders import StoppedClock
from starlette.applications import Starlette

from havre.journal import store as journal
from havre.journal.rules import Entry
from havre.pages.numbers import read_numbers
from havre.plumbing.database import Database
from havre.plumbing.doors import Caller, Door, Gate, Who
from havre.plumbing.http import application
from havre.plumbing.sqlite import SqliteDatabase
from havre.plumbing.tokens import digest
from havre.texts import store
from havre.texts.actions import Shelf
from havre.texts.cards import Cards, Record
from havre.texts.rules import BuiltIn, Version
from havre.texts.web import TextDoors
from havre.texts.wording import Group, Topic, Wording

AUTHOR = "supervisor-who-writes0"
READER = "supervisor-who-reads00"
OTHER = "supervisor-of-the-nigh"
AGENT = "agent-of-the-police000"
ROLES = {
    AUTHOR: Who.SUPERVISOR,
    READER: Who.SUPERVISOR | Who.AGENT,
    OTHER: Who.SUPERVISOR,
    AGENT: Who.AGENT,
}

HELLO = Version("accueil-bonjour", 1, Wording(Group.WELCOME, "Bonjour", "Bonjour."))
BYE = Version("cloture-revenir", 1, Wording(Group.CLOSING, "Au revoir", "À bientôt."))
SHEET = Wording(Topic.CARE, "Les soins", "Vous pouvez être soigné·e.", "On soigne.")
CARD = Version("soins", 1, SHEET)
RECORD = Record(
    source="memory", checked=date(2026, 11, 26), certain=False,
    articles=("CP 226-14",), doubt="Les délais.",
)  # fmt: skip
CAME = Cards((CARD,), {CARD.key: RECORD}, {}, proofread=False)
BUILT_IN = BuiltIn((HELLO, BYE, CARD), frozenset({"only-elsewhere"}))


def a_wording(**but: Any) -> Wording:
    """A wording in form, but for what the test is about."""
    ordinary = {"group": Group.WELCOME, "title": "Bonsoir", "body": "Bonsoir à vous."}
    return Wording(**(ordinary | but))


@dataclass
class Room:
    """The doors of texts. Whoever knocks bears their own name as credential."""

    shelf: Shelf
    db: Database
    clock: StoppedClock
    client: httpx.AsyncClient

    async def post(self, path: str, body: object, by: str = AUTHOR) -> httpx.Response:
        """Knock."""
        content = msgspec.json.encode(body)
        return await self.client.post(path, content=content, headers=_bearer(by))

    async def get(self, path: str, by: str = AUTHOR) -> Any:
        """Knock, be let in, and return what is said."""
        answer = await self.client.get(path, headers=_bearer(by))
        assert 200 == answer.status_code, answer.text
        return answer.json()

    async def propose(self, by: str = AUTHOR, **but: object) -> httpx.Response:
        """Propose another way to say hello, but for what the test is about."""
        ordinary = {
            "key": HELLO.key,
            "group": "accueil",
            "title": "Bonsoir",
            "text": "Bonsoir à vous.",
            "version": 1,
        }
        return await self.post("/v1/texts", ordinary | but, by)

    async def propose_card(self, by: str = AUTHOR, **but: object) -> httpx.Response:
        """Propose other words for the card, but for what the test is about."""
        ordinary = {
            "key": CARD.key,
            "group": "sante",
            "title": "Se soigner",
            "text": "On vous soigne.",
            "easy": "Allez à l'hôpital.",
            "version": 1,
        }
        return await self.post("/v1/texts", ordinary | but, by)

    async def read(
        self, version: int, by: str = READER, key: str = HELLO.key
    ) -> httpx.Response:
        """Be the second reader."""
        return await self.post(f"/v1/texts/{key}/read", {"version": version}, by)

    async def withdraw(
        self, version: int, by: str = READER, key: str = HELLO.key
    ) -> httpx.Response:
        """Withdraw."""
        return await self.post(f"/v1/texts/{key}/withdraw", {"version": version}, by)

    async def offered(self, by: str = AGENT) -> dict[str, str]:
        """Return what an officer is offered: each text by its key."""
        said = await self.get("/v1/replies", by)
        return {one["key"]: one["text"] for one in said["replies"]}

    async def cards(self, by: str = AGENT) -> list[dict[str, object]]:
        """Return the cards that an officer may send."""
        said: dict[str, list[dict[str, object]]] = await self.get("/v1/cards", by)
        return said["cards"]

    async def states(self, key: str = HELLO.key) -> dict[int, str]:
        """Return the state of each version of a text."""
        texts = (await self.get("/v1/texts"))["texts"]
        return {one["version"]: one["state"] for one in texts if one["key"] == key}

    async def journal(self, key: str = HELLO.key) -> list[Entry]:
        """Return what the journal says about a text."""
        return await self.db.read(lambda tx: journal.about(tx, key))


def _bearer(by: str) -> dict[str, str]:
    return {"authorization": f"Bearer {by}"}


async def _caller(mark: bytes) -> Caller | None:
    by_digest = {digest(name): name for name in ROLES}
    name = by_digest.get(mark)
    return Caller(ROLES[name], name, mark) if name else None


@asynccontextmanager
async def _asleep(_app: Starlette) -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def a_room(path: Path, built_in: BuiltIn = BUILT_IN) -> AsyncIterator[Room]:
    """Open the room in `path`; only what came with Havre is there."""
    db, clock = SqliteDatabase(path / "ledger.db"), StoppedClock()
    db.prepare((journal.SCHEMA, store.SCHEMA))
    shelf = Shelf(built_in, db, clock)
    doors = table(TextDoors(shelf, read_numbers(), CAME))
    app = application(doors, (), Gate((_caller,)), _asleep)
    transport = httpx.ASGITransport(app)
    try:
        async with httpx.AsyncClient(
            transport=transport, base_url="http://havre.test"
        ) as client:
            yield Room(shelf, db, clock, client)
    finally:
        db.close()


def table(texts: TextDoors) -> tuple[Door, ...]:
    """The rows of `havre.routes` that are this room's."""
    return (
        Door("GET", "/v1/replies", Who.MEMBER, texts.replies),
        Door("GET", "/v1/cards", Who.MEMBER, texts.cards),
        Door("GET", "/v1/texts", Who.SUPERVISOR, texts.texts),
        Door("POST", "/v1/texts", Who.SUPERVISOR, texts.propose),
        Door("POST", "/v1/texts/{key}/read", Who.SUPERVISOR, texts.read),
        Door("POST", "/v1/texts/{key}/withdraw", Who.SUPERVISOR, texts.withdraw),
    )
