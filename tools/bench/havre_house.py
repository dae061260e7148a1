"""A house under test: the real `havre serve`, furnished as the demonstration is."""

import asyncio
import secrets
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.doors import Doors, each
from bench.lines import Arrivals, Party
from bench.processes import HOST, Server, free_port, start, wait_for_port
from bench.ways import Record, Way
from havre.client.canonical import to_base64
from havre.client.envelopes import KeyPair, Label, Purpose, seal_to
from havre.client.fingerprint import fingerprint
from havre.client.member_key import MemberKeys, wrap_private
from havre.client.officer import Officer
from havre.client.service import Service
from havre.demonstration.furnish import PASSWORD, furnish

DESK: Final = "police"
POSTCODE: Final = "75011"  # Paris: the police alone
CAPACITY: Final = 50  # the most that a supervisor may allow an officer
SERVE: Final = (sys.executable, "-m", "havre")
# A scene is set in minutes instead of days: openings come faster than a country's, and
# who has taken a conversation is not there before everybody has.
SETTINGS: Final = {
    "HAVRE_OPENINGS_PER_MINUTE": "1000000",
    "HAVRE_LEASE_SECONDS": "3600",
}


@dataclass(frozen=True)
class Talk:
    """A conversation in an officer's hands."""

    conversation: str
    visitor: str
    officer: str
    fence: int


class House:
    """One data directory, on one port, served and served again."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.base = f"http://{HOST}:{self.port}"
        self.log = data.parent / f"{data.name}.log"
        self._server: Server | None = None
        self._used = 0.0

    @property
    def server(self) -> Server:
        """The process."""
        assert self._server is not None
        return self._server

    def cpu(self) -> float:
        """Seconds of processor used since it was last started."""
        return self.server.cpu()

    def serve(self, command: tuple[str, ...] = SERVE) -> None:
        """Serve; return once it listens."""
        env = {
            "HAVRE_DATA": str(self.data),
            "HAVRE_HOST": HOST,
            "HAVRE_PORT": str(self.port),
            **SETTINGS,
        }
        self._server = start([*command, "serve"], self.log, env)
        wait_for_port(self.port, self._server, self.log)

    def end(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Stop serving."""
        if self._server is not None:
            self._server.end(sign)
            self._server = None

    def furnish(self) -> None:
        """Make the people and the keys of the demonstration; leave it serving."""
        import subprocess

        self.data.mkdir(parents=True)
        made = subprocess.run(
            [*SERVE, "init", "--data", str(self.data)],
            capture_output=True, check=True, text=True,
        )  # fmt: skip
        self.serve()
        furnish(self.base, made.stdout.strip().rpartition("#invitation=")[2], self.data)


async def officers(house: House, count: int) -> list[str]:
    """Return the credentials of `count` new officers who hold the desk's key.

    They share a password and a salt, so that its slow derivation is made once.
    """
    service = Service(house.base)
    sacha, camille = await asyncio.to_thread(
        lambda: (
            Officer.sign_in(service, "sacha", PASSWORD),
            Officer.sign_in(service, "camille", PASSWORD),
        )
    )
    salt = secrets.token_bytes(16)
    parts = MemberKeys.derive(secrets.token_urlsafe(), salt)
    desk_key = camille.desk_key(DESK, 1)
    chief, granter = sacha.service.token or "", camille.service.token or ""

    async def one(doors: Doors, n: int) -> str:
        name, key = f"officer-{n}", KeyPair.make()
        invited = await doors.post(
            "/v1/invitations",
            {"shown_name": f"Officer {n}", "roles": ["agent"], "desks": [DESK]},
            chief,
        )
        joined = await doors.post(
            "/v1/join",
            {
                "code": invited["code"],
                "name": name,
                "auth": to_base64(parts.auth),
                "salt": to_base64(salt),
                "public": to_base64(key.public),
                "wrapped": to_base64(wrap_private(parts.wrap, name, key.private)),
            },
        )
        member = joined["member"]["id"]
        label = Label(Purpose.GRANT, member, DESK, 1)
        await doors.post(
            f"/v1/desks/{DESK}/grants",
            {
                "epoch": 1,
                "member": member,
                "sealed": to_base64(seal_to(key.public, label, desk_key)),
                "fingerprint": fingerprint(key.public),
            },
            granter,
        )
        await doors.post(
            f"/v1/members/{member}/capacity", {"capacity": CAPACITY}, chief
        )
        return str(joined["token"])

    return await each(house.port, range(count), one, at_once=4)


async def openings(house: House, count: int) -> dict[str, str]:
    """Open `count` conversations; return each visitor's credential by their ids.

    The envelopes have the form of sealed keys: the server cannot tell.
    """
    doors = Doors(house.port)
    route = await doors.get(f"/v1/route?postcode={POSTCODE}")
    doors.close()
    envelopes = [
        {
            "desk": target["desk"],
            "epoch": target["epoch"],
            "sealed": to_base64(b"\x01\x04" + secrets.token_bytes(112)),
        }
        for target in route["targets"]
    ]
    ids = [secrets.token_urlsafe(16) for _ in range(count)]

    async def one(doors: Doors, conversation: str) -> str:
        body: dict[str, Any] = {
            "conversation": conversation,
            "postcode": POSTCODE,
            "commune": None,
            "danger": False,
            "minor": False,
            "language": "fr",
            "envelopes": envelopes,
        }
        return str((await doors.post("/v1/conversations", body))["token"])

    return dict(zip(ids, await each(house.port, ids, one), strict=True))


async def talks(house: House, count: int, held: list[str]) -> list[Talk]:
    """Open `count` conversations and have the officers `held` take them all."""
    found: list[Talk] = []
    for first in range(0, count, CAPACITY * 4):
        some = min(CAPACITY * 4, count - first)
        tokens = await openings(house, some)
        takers = [held[(first + n) // CAPACITY] for n in range(some)]

        taken = await each(house.port, takers, _take)
        found += [
            Talk(one["conversation"], tokens[one["conversation"]], taker, one["fence"])
            for taker, one in zip(takers, taken, strict=True)
        ]
    return found


async def _take(doors: Doors, officer: str) -> dict[str, Any]:
    return dict(await doors.post("/v1/desk/next", None, officer))


def seat(
    found: list[Talk], record: Record, arrivals: Arrivals
) -> tuple[list[Party], list[Way]]:
    """Return both parties of each conversation, and its two ways."""
    parties, ways = [], []
    for talk in found:
        path = f"/v1/conversations/{talk.conversation}/line"
        visitor = Party(path, "visitor", talk.visitor, arrivals, None)
        agent = Party(path, "agent", talk.officer, arrivals, talk.fence)
        up, down = Way(record), Way(record)
        visitor.join(up, down)
        agent.join(down, up)
        parties += [visitor, agent]
        ways += [up, down]
    return parties, ways
