"""What people say in a whole journey: every word a sentinel, looked for afterwards."""

import re
import sqlite3
from collections.abc import Iterable
from typing import Final

from journey.running import House
from playwright.sync_api import Locator, Page, Request, expect
from process.served import found_in, search

SAID: Final = "Il attend en bas de chez moi, mot-sentinelle-41c7."
ANSWER: Final = "Vous avez bien fait d'ecrire, reponse-sentinelle-9e02."
REPORTED: Final = "Elle dit qu'il attend en bas, propos-sentinelle-88e4."
VIEW: Final = "Peur actuelle, avis-sentinelle-1a9b."
ACCUSED: Final = "Son ancien voisin, designe-sentinelle-e6d3"
NAME: Final = "Dominique Nom-Sentinelle-5d20"
CALLED: Final = "Madame Appel-Sentinelle-7be1"
ADDRESS: Final = "9 rue Adresse-Sentinelle-c3f2, 75011 Paris"
PHONE: Final = "06 39 98 41 77"
HOURS: Final = "le matin, heures-sentinelle-b02c"
WORDING: Final = "Dites la mairie, phrase-sentinelle-d481"
ALL: Final = (
    SAID, ANSWER, REPORTED, VIEW, ACCUSED, NAME, CALLED, ADDRESS, PHONE, HOURS, WORDING
)  # fmt: skip
MARKS: Final = [re.search(r"[\w-]+-[0-9a-f]{4}|06 [\d ]+", one)[0] for one in ALL]  # type: ignore[index]


class Sent:
    """What browsers have sent, to the byte."""

    def __init__(self) -> None:
        self.all: list[bytes] = []

    def listen(self, page: Page) -> None:
        """Note every request of this page, and every frame of its sockets."""
        page.on("request", self._note)
        page.on("websocket", lambda line: line.on("framesent", self._frame))

    def _note(self, request: Request) -> None:
        self.all += [request.url.encode(), request.post_data_buffer or b""]

    def _frame(self, frame: str | bytes) -> None:
        self.all.append(frame.encode() if isinstance(frame, str) else frame)


def nothing_is_clear(house: House, sent: Sent | None = None) -> None:
    """No sentinel stands in a file of the server, nor in what browsers sent to it.

    In no disguise: UTF-8, UTF-16, base64, hexadecimal, or inside gzip. The same search
    finds what is written down in clear on purpose.
    """
    marks = [mark.encode() for mark in MARKS]
    assert {} == search([house.data], marks)
    assert search([house.data], [b"police"])
    if sent:
        assert len(sent.all) > 20
        assert set() == found_in(b"\n".join(sent.all), marks)


def last_spoken(house: House) -> str:
    """The conversation of the newest message that a house still has."""
    ledger = sqlite3.connect(f"file:{house.data / 'ledger.db'}?mode=ro", uri=True)
    try:
        sql = "SELECT conversation FROM message ORDER BY seq DESC LIMIT 1"
        return str((ledger.execute(sql).fetchone() or [""])[0])
    finally:
        ledger.close()


def shows(place: Locator | Page, texts: Iterable[str]) -> None:
    """Each of these stands there."""
    within = place.locator("body") if isinstance(place, Page) else place
    for text in texts:
        expect(within).to_contain_text(text)


def hides(page: Page, texts: Iterable[str]) -> None:
    """None of these stands in the page, shown or not."""
    content = page.content()
    assert not [text for text in texts if text in content]
