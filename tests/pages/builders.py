"""The pages of a service, through their doors, over no store."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from pathlib import Path

import httpx
from starlette.applications import Starlette

import havre
from havre.law.citing import cited
from havre.law.guide_table import guide_text
from havre.law.reading import read_law
from havre.pages.layout import Layout
from havre.pages.numbers import read_numbers
from havre.pages.rules import Service
from havre.pages.web import PageDoors
from havre.plumbing.doors import Door, Gate, Who
from havre.plumbing.http import application
from havre.plumbing.templates import Templates
from havre.plumbing.words import load_words
from havre.statistics.showing import figures
from havre.statistics.web import answer
from havre.texts.cards import read_cards
from havre.texts.public import CardPages
from havre.texts.rules import BuiltIn, texts

WORDS = load_words(Path(havre.__file__).parent / "locale")
TEMPLATES = Templates(WORDS, {"cited": cited})
NUMBERS, LAW, CARDS = read_numbers(), read_law(), read_cards()
EXIT_TO = "https://meteo.example/"
# domain.md §7b: words that frighten, blame, promise too much, or are officers' codes.
FORBIDDEN = re.compile(
    r"anonym|bloquée?s?\b|signalé comme abus|\bticket|\babus\b|pas grave|plaignant|"
    r"présumée victime|prétendu|PEDO|CLIENT_M|BIZUT\b|VIOL_|HARC_|\bprescrit",
    re.IGNORECASE,
)


@asynccontextmanager
async def nothing(_app: Starlette) -> AsyncIterator[None]:
    """A service that opens nothing."""
    yield


def a_service(*edited, **but):
    """The pages of a service, but for what the test is about.

    Args:
        edited: versions of cards that supervisors wrote.
    """
    service = Service(**{"exit_to": EXIT_TO} | but)
    layout = Layout(TEMPLATES, WORDS, service, NUMBERS)
    doors = PageDoors(layout, LAW, guide_text(LAW))

    async def every():
        return texts(BuiltIn(CARDS.versions), edited)

    async def no_figures(_knock):
        return answer(layout, figures([]))

    ends = {
        "/questions": doors.questions,
        "/fonctionnement": doors.how_it_works,
        "/suite": doors.what_next,
        "/fiches": CardPages(layout, every, CARDS).page,
        "/contacts": doors.contacts,
        "/chiffres": no_figures,
        "/donnees": doors.what_is_kept,
        "/appareil": doors.device,
        "/langues": doors.tongues,
        "/accessibilite": doors.accessibility,
        "/words/{language}": doors.words,
    }
    table = [Door("GET", path, Who.ANYONE, end) for path, end in ends.items()]
    app = application(table, [], Gate(()), nothing)
    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=transport, base_url="http://havre")


class Page(HTMLParser):
    """What a page holds: its tags in order, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._data = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Remember the tag."""
        self.tags.append((tag, dict(attrs)))
        self._data = tag == "script"

    def handle_data(self, data):
        """Remember the text, but what only a script reads."""
        if not self._data:
            self.text += data

    def handle_endtag(self, tag):
        """After a script, there is text again."""
        self._data = False

    def all(self, tag):
        """Every `tag`, in order."""
        return [attributes for name, attributes in self.tags if name == tag]


async def read(path, *edited, **but):
    """The page at `path` of `a_service(*edited, **but)`."""
    async with a_service(*edited, **but) as client:
        answer = await client.get(path)
    assert 200 == answer.status_code
    return Page(answer.text)
