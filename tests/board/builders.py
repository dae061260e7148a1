"""A room with its people: the real table's doors of the board, over real stores."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, get_type_hints

import httpx
import msgspec
from builders import COLLEAGUE, OFFICER, Core, soon
from starlette.applications import Starlette

from havre import routes
from havre.board.actions import Order, Supervision
from havre.board.pace import Pace
from havre.board.web import BoardDoors
from havre.conversation.rules import Side
from havre.directory.rules import DeskName
from havre.journal import store as journal
from havre.journal.rules import Entry
from havre.keys import store as keys
from havre.keys.rules import Grant
from havre.plumbing.doors import Caller, Door, Gate, Who
from havre.plumbing.http import application
from havre.plumbing.templates import Templates
from havre.plumbing.tokens import digest
from havre.plumbing.words import load_words
from havre.staff import store as staff
from havre.staff.credentials import Locked
from havre.staff.rules import Account, Member, StaffRole

SUPERVISOR = "supervisor-who-answers"  # has the key of the police, and answers there
OVERSEER = "supervisor-and-no-more"  # has no key and answers nobody
READER = "supervisor-who-may-rea"  # has the key of the police, and answers nobody
GENDARME = "officer-of-the-gendarm"
ADMINISTRATOR = "administrator-and-no-m"
WHY = "Trop d'attente ce soir"
FRENCH = load_words(Path(routes.__file__).parent / "locale")["fr"]

_AGENT, _OVER = StaffRole.AGENT, StaffRole.SUPERVISOR
_POLICE, _GENDARMERIE = DeskName.POLICE, DeskName.GENDARMERIE
PEOPLE: dict[str, tuple[tuple[StaffRole, ...], tuple[DeskName, ...], str | None]] = {
    OFFICER: ((_AGENT,), (_POLICE,), "police"),
    COLLEAGUE: ((_AGENT,), (_POLICE,), "police"),
    GENDARME: ((_AGENT,), (_GENDARMERIE,), "gendarmerie"),
    SUPERVISOR: ((_AGENT, _OVER), (_POLICE,), "police"),
    OVERSEER: ((_OVER,), (), None),
    READER: ((_OVER,), (), "police"),
    ADMINISTRATOR: ((StaffRole.ADMINISTRATOR,), (), None),
}
WHO = {
    StaffRole.AGENT: Who.AGENT,
    StaffRole.SUPERVISOR: Who.SUPERVISOR,
    StaffRole.ADMINISTRATOR: Who.ADMINISTRATOR,
}
BOTH = {
    "desks": (("police", 1), ("gendarmerie", 1)),
    "targets": frozenset({("police", 1), ("gendarmerie", 1), ("relief", 1)}),
}


def an_order(conversation: str, by: str = SUPERVISOR, reason: str = WHY) -> Order:
    """An order in form, but for what the test is about."""
    return Order(conversation, by, reason)


@dataclass
class Sessions:
    """Finds everyone who works here, but whoever is out.

    Attributes:
        asked: how often it was asked: by the gate, and again before each answer.
    """

    out: set[str] = field(default_factory=set)
    asked: int = 0

    async def __call__(self, mark: bytes) -> Caller | None:
        self.asked += 1
        for name, (roles, _, _) in PEOPLE.items():
            if digest(name) == mark and name not in self.out:
                who = Who(0)
                for role in roles:
                    who |= WHO[role]
                return Caller(who, name, mark)
        return None


@dataclass
class Hall:
    """The board's doors. Whoever knocks bears their own id as credential."""

    core: Core
    client: httpx.AsyncClient
    doors: tuple[Door, ...]
    sessions: Sessions
    heard: dict[str, int] = field(default_factory=dict)

    @property
    def lent(self) -> Supervision:
        """What a supervisor's acts are lent."""
        return Supervision(self.core.house.stores, self.core.house.ready)

    async def post(self, path: str, body: object = None, by: str = SUPERVISOR) -> Any:
        """Knock."""
        content = b"" if body is None else msgspec.json.encode(body)
        return await self.client.post(path, content=content, headers=_bearer(by))

    async def act(
        self, conversation: str, act: str, by: str = SUPERVISOR, **but: object
    ) -> Any:
        """Act on a conversation, with a reason."""
        path = f"/v1/conversations/{conversation}/{act}"
        return await self.post(path, {"reason": WHY} | but, by)

    async def get(self, path: str, by: str = SUPERVISOR) -> Any:
        """Knock."""
        return await self.client.get(path, headers=_bearer(by))

    async def board(self, by: str = SUPERVISOR) -> dict[str, Any]:
        """Return the board."""
        answer = await self.get("/v1/board", by)
        assert 200 == answer.status_code, answer.text
        return dict(answer.json())

    async def row(self, conversation: str, by: str = SUPERVISOR) -> dict[str, Any]:
        """Return the row of a conversation on the board."""
        rows = (await self.board(by))["conversations"]
        (row,) = [one for one in rows if one["conversation"] == conversation]
        return dict(row)

    async def desk(self, name: str) -> dict[str, Any]:
        """Return a desk as the board shows it."""
        (desk,) = [one for one in (await self.board())["desks"] if one["desk"] == name]
        return dict(desk)

    async def journal(self, subject: str) -> list[Entry]:
        """Return what the journal says about `subject`."""
        return await self.core.ledger.read(lambda tx: journal.about(tx, subject))

    async def waiting(self, version: str) -> asyncio.Task[Any]:
        """Ask for the board once it differs; return once the door waits for that."""
        asked = self.sessions.asked
        path = f"/v1/board?version={version}&wait=25"
        asking = asyncio.create_task(self.get(path))
        await soon(lambda: self.sessions.asked >= asked + 2)  # let in, and looked once
        assert not asking.done()
        return asking

    def arrive(self, member: str) -> None:
        """Let `member` look at their desk, ready to take conversations."""
        self.core.presence.arrived(member, PEOPLE[member][1])

    def listen(self, *topics: str) -> None:
        """Count each ring of `topics` in `heard`."""

        def note(topic: str) -> None:
            self.heard[topic] = self.heard.get(topic, 0) + 1

        for topic in topics:
            self.core.bell.listen(topic, partial(note, topic))


def _bearer(by: str) -> dict[str, str]:
    return {"authorization": f"Bearer {by}"} if by else {}


async def furnish(core: Core) -> None:
    """Make each desk's key, hire everyone and give them theirs."""
    await core.key("police", "gendarmerie", "relief")

    def work(tx: Any) -> None:
        for n, (name, (roles, desks, key)) in enumerate(PEOPLE.items()):
            member = Member(name, name, name.title(), roles, desks, bytes([n]) * 65)
            staff.insert(tx, Account(member, "", Locked(b"", b"")), n)
            if key is not None:
                keys.give(tx, key, 1, Grant(name, b"\x01"), OFFICER, 0)

    await core.ledger.write(work)


@asynccontextmanager
async def _asleep(_app: Starlette) -> AsyncIterator[None]:
    yield


def doors_of(board: BoardDoors) -> tuple[Door, ...]:
    """Return the rows of the real table that are the board's."""
    others = get_type_hints(routes.Rooms)
    rooms = replace(routes.Rooms(**others), board=board)
    return tuple(
        door
        for door in routes.doors(rooms)
        if getattr(door.endpoint, "__self__", None) is board
    )


@asynccontextmanager
async def a_hall(core: Core) -> AsyncIterator[Hall]:
    """Open the room over the stores of `core`."""
    await furnish(core)
    house, sessions = core.house, Sessions()
    board = BoardDoors(
        lent=Supervision(house.stores, house.ready),
        presence=house.presence,
        places=lambda: house.hub.places,
        there=lambda id_: house.hub.there(id_, Side.VISITOR),
        session_of=sessions,
        templates=Templates({"fr": FRENCH}),
        pace=Pace(every=0),
    )
    doors = doors_of(board)
    app = application(doors, (), Gate((sessions, house.visitor_of)), _asleep)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://havre.test"
    ) as client:
        yield Hall(core, client, doors, sessions)
