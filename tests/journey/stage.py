"""Who is there while screens are walked through, and what a row of a walk is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from journey.accords import Asking
from journey.network import Network
from journey.people import PASSWORD, Officer, Visitor
from journey.running import House
from playwright.sync_api import Page

from havre.client.officer import Officer as Client
from havre.client.service import Service
from havre.client.visitor import Visitor as Tab

FIRST: Final = "/"
CONSOLE: Final = "/agent"


@dataclass
class Stage:
    """Who is there while a walk is made."""

    house: House
    network: Network
    new_visitor: Callable[..., Visitor]
    new_officer: Callable[..., Officer]
    visitors: dict[str, Visitor] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    code: str = ""
    other: Tab | None = None
    asking: Asking | None = None

    @property
    def base(self) -> str:
        """Where the house answers."""
        return self.house.base

    @cached_property
    def chief(self) -> Client:
        """Sacha, at no screen: what a supervisor does elsewhere meanwhile."""
        return Client.sign_in(Service(self.base), "sacha", PASSWORD)

    def visitor(self, who: str = "she", base: str = "") -> Visitor:
        """The same visitor each time, by name."""
        if who not in self.visitors:
            self.visitors[who] = self.new_visitor(base)
        return self.visitors[who]

    def officer(self, who: str = "camille") -> Officer:
        """The same officer each time, signed in."""
        if who not in self.officers:
            self.officers[who] = self.new_officer().sign_in(who)
        return self.officers[who]

    def invitation(self) -> str:
        """The code of a new one."""
        return self.chief.invite("Nouvelle", ["agent"], ["police"])

    def someone(self, text: str, *, danger: bool = False, minor: bool = False) -> Tab:
        """Somebody else in line, who has written."""
        begun = Tab.begin(Service(self.base), "75001", danger=danger, minor=minor)
        begun.send(text)
        return begun

    def room(self) -> dict[str, Any]:
        """What the board says."""
        seen: dict[str, Any] = self.chief.service.get("/v1/board")
        return seen

    def let_close(self) -> None:
        """Let everything flagged be closed without a transmission, in writing."""
        for row in self.room()["conversations"]:
            if row["danger"] or row["minor"]:
                path = f"/v1/conversations/{row['conversation']}/release"
                self.chief.service.post(path, {"reason": "Rien à transmettre"})

    def let_hold(self, name: str, capacity: int) -> None:
        """Change how many conversations an officer may hold."""
        members = self.chief.service.get("/v1/members")["members"]
        (member,) = [one["id"] for one in members if one["name"] == name]
        body = {"capacity": capacity}
        self.chief.service.post(f"/v1/members/{member}/capacity", body)


@dataclass(frozen=True)
class Screen:
    """One state of one page.

    Attributes:
        path: the door that serves the page.
        show: brings the stage from the row before to this one.
    """

    name: str
    path: str
    show: Callable[[Stage], Page]
