"""Who works at a station, at their screen; and a file that has come there."""

import json
from dataclasses import dataclass
from typing import Any, Final

from journey.people import PASSWORD
from playwright.sync_api import Locator, Page, expect

from havre.client.in_hand import InHand
from havre.client.officer import Officer as Client
from havre.client.service import Service
from havre.client.visitor import Visitor as Tab

STATION: Final = "/station"
CALLED: Final = "Mme Mirabelle"
REPORTED: Final = "Elle dit qu'il a cassé la porte hier."
VIEW: Final = "Récit constant ; à entendre vite."
SAID: Final = "Je n'ose pas rentrer."
IDENTITY: Final[dict[str, Any]] = {
    "v": 1,
    "name": "Dominique Mirabelle",
    "called": CALLED,
    "address": "2 rue des Essais, 75011 Paris",
    "phone": "06 39 98 00 11",
    "contact": {
        "channel": "phone",
        "value": "06 39 98 00 11",
        "hours": "le matin",
        "wording": "Dites que c'est la mairie.",
        "message": False,
    },
    "wishes": {"officer": "woman", "interpreter": "anglais"},
    "conversation": True,
}
REPORT: Final[dict[str, Any]] = {
    "v": 1,
    "reported": REPORTED,
    "view": VIEW,
    "persons": [{"role": "accused", "what": "Son ancien compagnon"}],
    "facts": "Porte brisée.",
    "pistes": [{"id": "degradation", "version": 1, "name": "Dégradation d'un bien"}],
    "danger": {"level": "danger", "why": "Il a menacé de revenir."},
}


@dataclass(frozen=True, slots=True)
class Come:
    """A file that a station has received, and what its person keeps on paper."""

    file: str
    number: str
    code: str
    at: int

    @property
    def short(self) -> str:
        """How the list names it."""
        return f"Dossier {self.file[:6]}"


def a_file_comes(base: str) -> Come:
    """Let somebody talk, agree, choose an hour; send her file to the station."""
    service = Service(base)
    station = station_with_havre_at(service)["id"]
    tab = Tab.begin(service, "75011")
    tab.send(SAID)
    officer = Client.sign_in(service, "camille", PASSWORD)
    held = officer.service.post("/v1/desk/next")
    own = officer.open(held)
    hand = InHand(officer, own, held["desk"])
    hand.ask_accord(station)
    code = tab.give_accord(IDENTITY)
    free = officer.service.get(f"/v1/stations/{station}/slots")["slots"]
    hand.propose([free[0]["slot"]])
    number = tab.choose_hour(free[0]["slot"], CALLED)
    hand.report()
    given = hand.read_identity()
    assert given is not None
    document = {
        "v": 1,
        "file": given.file,
        "conversation_id": own.conversation,
        "station": station,
        "made_at": free[0]["at"],
        "report": REPORT,
        "identity": given.told,
        "said": [{"side": "visitor", "at": free[0]["at"], "text": SAID}],
        "cards": [],
    }
    hand.send_file(station, json.dumps(document, ensure_ascii=False))
    own.read()
    hand.decide("directed", "couple", "report")
    return Come(given.file, number, code, free[0]["at"])


def station_with_havre_at(service: Service) -> dict[str, Any]:
    """The demonstration's station."""
    found = service.get("/v1/stations?postcode=75011")
    near: list[dict[str, Any]] = found["competent"] + found["near"]
    return next(one for one in near if one["havre"])


class StationMember:
    """Somebody at a station's screen, by what they see and press."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.number = page.get_by_label("Numéro de rendez-vous")
        self.called = page.locator(".called")

    def come(self) -> "StationMember":
        """Open the page."""
        self.page.goto(f"{self.base}{STATION}")
        return self

    def sign_in(self, name: str, password: str = PASSWORD) -> "StationMember":
        """Sign in and see the first screen."""
        self.come().fill_in(name, password)
        expect(self.page.locator(".top")).to_be_visible(timeout=20_000)
        return self

    def fill_in(self, name: str, password: str = PASSWORD) -> None:
        """Say who one is."""
        self.page.get_by_label("Identifiant").fill(name)
        self.page.get_by_label("Mot de passe").fill(password)
        self.page.get_by_role("button", name="Se connecter").click()

    def go(self, screen: str) -> None:
        """Press a name of the menu."""
        menu = self.page.get_by_role("navigation", name="Menu")
        menu.get_by_role("button", name=screen, exact=True).click()

    def row(self, come: Come) -> Locator:
        """The row of a file, in the list."""
        return self.page.locator(".files__row").filter(has_text=come.short)

    def open(self, come: Come) -> Locator:
        """Say why, and read it; return what is shown of it."""
        self.row(come).get_by_role("button", name="Ouvrir").click()
        self.page.get_by_role("button", name="Inscrire le motif et ouvrir").click()
        paper = self.page.locator(".paper")
        expect(paper).to_contain_text(come.short)
        return paper
