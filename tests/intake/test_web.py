"""The first page through its doors: it leads somewhere whatever is typed."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

import havre
from havre.directory.loading import load
from havre.intake.course import Courses
from havre.intake.web import IntakeDoors
from havre.keys import store as keys
from havre.pages.layout import Layout
from havre.pages.numbers import read_numbers
from havre.pages.rules import Service
from havre.plumbing.doors import Door, Gate, Who
from havre.plumbing.http import application
from havre.plumbing.sqlite import SqliteDatabase
from havre.plumbing.templates import Templates
from havre.plumbing.words import load_words
from havre.staff import duty

pytestmark = pytest.mark.anyio

WORDS = load_words(Path(havre.__file__).parent / "locale")
LAYOUT = Layout(
    Templates(WORDS), WORDS, Service("https://meteo.example/"), read_numbers()
)
DIRECTORY = load()
POLICE, BOTH_FORCES, CEDEX, MONACO = "92000", "13600", "92099", "98000"


@asynccontextmanager
async def nothing(_app: Starlette) -> AsyncIterator[None]:
    """A service that opens nothing."""
    yield


@pytest.fixture
def staffed() -> set[str]:
    """The desks where someone answers now; a test empties it."""
    return {"police"}


@pytest.fixture
def ledger(tmp_path):
    """What the doors of arrival read; no desk has a key yet."""
    ledger = SqliteDatabase(tmp_path / "ledger.db")
    ledger.prepare([keys.SCHEMA, duty.SCHEMA])
    yield ledger
    ledger.close()


@pytest.fixture
async def page(ledger, staffed):
    """A client in front of the doors of arrival."""
    courses = Courses(DIRECTORY, ledger, lambda: frozenset(staffed))
    doors = IntakeDoors(LAYOUT, DIRECTORY, courses)
    app = application(
        [
            Door("GET", "/", Who.ANYONE, doors.home),
            Door("POST", "/", Who.ANYONE, doors.without_script),
            Door("GET", "/v1/route", Who.ANYONE, doors.route),
            Door("GET", "/v1/communes", Who.ANYONE, doors.communes),
        ],
        [],
        Gate(()),
        nothing,
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://h") as client:
        yield client


async def asking(page: httpx.AsyncClient, **form: str) -> str:
    """The text that is shown in answer to a form."""
    answer = await page.post("/", data=form)
    assert 200 == answer.status_code
    shown = answer.text.split('<section id="home"')[1].split('<section id="before"')[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", shown)))


async def views(page: httpx.AsyncClient) -> str:
    """The views that the script brings into the first page."""
    return (await page.post("/", data={"views": "yes"})).text


async def test_the_first_page_is_one_for_the_whole_journey(page):
    """Every view comes from its address, hidden until its turn, under one title."""
    first, rest = (await page.get("/")).text, await views(page)

    assert first.count("<title>Messagerie</title>") == 1
    assert '<section id="page" hidden' in first
    assert "<title>Messagerie</title>" in rest
    assert ["before", "talk", "veil"] == re.findall(r'<section id="(\w+)" hidden', rest)


async def test_every_field_keeps_nothing_on_the_device(page):
    """A field or a form without `autocomplete=off` leaves what is typed on disk."""
    html = (await page.get("/")).text + await views(page)
    fields = re.findall(r"<(?:input|textarea|select|form)\b[^>]*>", html)

    assert len(fields) > 10
    assert [] == [tag for tag in fields if 'autocomplete="off"' not in tag]


async def course(page: httpx.AsyncClient) -> str:
    """The view of her accord and of her file, that the script brings when wanted."""
    return (await page.post("/", data={"course": "yes"})).text


async def test_the_two_warnings_stand_before_she_agrees(page):
    """Word for word, beside the button; and it is an accord, never a consent."""
    html = await course(page)
    preview = unescape(html.split('data-part="preview"')[1].split("data-part")[0])
    before, _ = preview.split('data-act="give"')

    assert (
        "Si ce que vous décrivez est un crime ou un délit et que nous savons qui vous "
        "êtes, nous devons en informer le procureur, même si vous changez d'avis."
    ) in before.replace("\N{NO-BREAK SPACE}", " ")
    assert "Un magistrat peut demander la conversation entière." in before
    assert "consent" not in html.lower()


async def test_nothing_of_the_form_is_kept_by_a_browser_or_ticked_for_her(page):
    """No autofill anywhere; only « never leave a message » is ticked beforehand."""
    html = await course(page)
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", html)
    ticked = [field for field in fields if " checked" in field]

    assert len(fields) > 15
    assert [] == [field for field in fields if 'autocomplete="off"' not in field]
    assert ["course-never-message", "course-officer-any"] == [
        re.search(r'id="([\w-]+)"', field)[1] for field in ticked
    ]


async def test_no_id_stands_twice_once_the_views_are_taken_in(page):
    """The script finds each part by its id."""
    html = (await page.get("/")).text + await views(page) + await course(page)
    ids = re.findall(r' id="([\w-]+)"', html)

    assert len(ids) == len(set(ids))


async def test_what_must_be_known_is_told_before_the_first_word(page):
    """Who reads, what is kept, what the law asks, what leaving does and does not."""
    before = (await views(page)).split('<section id="talk"')[0]
    told = ("who-answers", "who-reads", "kept", "must-transmit", "must-protect")
    told += ("exit-does", "exit-does-not", "network", "taps-clear")

    assert [] == [key for key in told if f'data-word="{key}"' not in before]


async def test_a_first_page_is_small(page):
    """A slow phone shows it at once."""
    answer = await page.get("/", headers={"accept-encoding": "gzip"})

    assert int(answer.headers["content-length"]) < 4_000


async def test_a_postal_code_names_the_force_without_script(page):
    """And the numbers; and says at once that the chat needs script."""
    text = await asking(page, postcode=POLICE)

    assert "c'est la police nationale" in text
    assert "3919" in text
    assert "a besoin de JavaScript" in text


async def test_no_chat_is_offered_without_script(page):
    """There is no form in which a word could leave in clear."""
    html = (await page.post("/", data={"postcode": POLICE})).text
    named = set(re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', html))

    assert {"postcode", "commune", "place"} == named


async def test_a_code_of_both_forces_offers_its_communes(page):
    """And the choice settles it."""
    asked = await asking(page, postcode=BOTH_FORCES)
    told = await asking(page, postcode=BOTH_FORCES, commune="13023")

    assert "Ceyreste" in asked
    assert "La Ciotat" in asked
    assert "gendarmerie nationale" in told


@pytest.mark.parametrize("typed", [CEDEX, MONACO, "1234", "B-1000", "00000", "<b>"])
async def test_a_code_that_leads_nowhere_is_kept_and_explained(page, typed):
    """One sentence, what was typed, a search by name, and the way to relief."""
    answer = await page.post("/", data={"postcode": typed})

    assert 200 == answer.status_code
    assert re.search(r'role="alert"><span lang="fr">[^<]{20,}</span>', answer.text)
    kept = typed.replace("<", "&lt;").replace(">", "&gt;")
    assert f'value="{kept}"' in answer.text
    assert '<details id="looking" open>' in answer.text
    assert 'name="unknown"' in answer.text


async def test_a_commune_is_found_by_its_name(page):
    """The buttons lead where the commune leads."""
    found = await page.post("/", data={"place": "la ciotat"})
    told = await asking(page, commune="13028")

    assert 'name="commune" value="13028"' in found.text
    assert "police nationale" in told


async def test_not_knowing_leads_to_relief(page):
    """Whatever else was typed."""
    text = await asking(page, postcode="xx", unknown="yes")

    assert "L'équipe nationale" in text


async def test_a_name_of_nowhere_says_so(page):
    """And keeps it."""
    answer = await page.post("/", data={"place": "zzzzzz"})

    assert "Aucune commune de ce nom" in answer.text
    assert 'value="zzzzzz"' in answer.text


def the_aside(html: str) -> str:
    """What is said before anything is asked: the aside, with its opening tag."""
    return re.search(r'<div id="needs".*?</div>', html, re.S)[0]


def forms(html: str) -> list[str]:
    """The forms that whoever has the script finds."""
    scripted = re.sub(r"<noscript>.*?</noscript>", "", html, flags=re.S)
    return re.findall(r'<form id="(\w+)"', scripted)


async def test_who_is_there_needs_no_word(page):
    """Somebody answers: nothing stands before the question."""
    aside = the_aside((await page.get("/")).text)

    assert re.match(r'<div id="needs"[^>]* hidden>', aside)


async def test_nobody_there_is_said_before_anything_is_asked(page, staffed):
    """With whom to call now; and she may still wait."""
    staffed.clear()
    html = (await page.get("/")).text
    aside = the_aside(html)

    assert not re.match(r'<div id="needs"[^>]* hidden>', aside)
    assert 'data-word="unstaffed"' in aside
    assert ["3919", "116006", "119"] == re.findall(r'href="tel:(\d+)"', aside)
    assert html.index('id="needs"') < html.index('id="postcode"')
    assert ["place", "search", "code"] == forms(html)


async def test_a_closed_service_offers_no_form_to_who_has_the_script(page, ledger):
    """It says who answers now; the nearest station is still found without script."""
    await ledger.write(lambda tx: duty.close(tx, duty.SERVICE, "member", 0))
    html = (await page.get("/")).text
    aside = the_aside(html)

    assert not re.match(r'<div id="needs"[^>]* hidden>', aside)
    assert 'data-word="closed"' in aside
    assert ["3919", "116006", "119"] == re.findall(r'href="tel:(\d+)"', aside)
    assert 'data-word="who-answers"' not in html
    assert ["code"] == forms(html)
    assert 'id="postcode"' in html
    text = await asking(page, postcode=POLICE)
    assert "fermée pour le moment" in text
    assert "3919" in text


async def test_the_route_says_who_can_answer(page, ledger, staffed):
    """Said again once the place is known."""
    at = {"postcode": POLICE}
    told = [(await page.get("/v1/route", params=at)).json()["open"]]
    staffed.clear()
    told.append((await page.get("/v1/route", params=at)).json()["open"])
    await ledger.write(lambda tx: duty.close(tx, duty.SERVICE, "member", 0))
    told.append((await page.get("/v1/route", params=at)).json()["open"])

    assert ["open", "unstaffed", "closed"] == told


async def test_the_minors_words_are_there_before_the_first_word(page):
    """Complaint alone, no parent told, 119 to call; shown when she says so."""
    before = (await views(page)).split('<section id="talk"')[0]
    hers = before.split('<div id="minor-first"')[1].split("</div>")[0]

    assert hers.startswith(' class="notice calm" hidden>')
    assert 'data-word="minor-first"' in hers
    assert 'href="tel:119"' in hers


async def test_the_numbers_stand_beside_the_line(page):
    """In sight while nobody answers her: those that answer at any hour."""
    talk = (await views(page)).split('<section id="talk"')[1]
    row = talk.split('<ul id="meanwhile"')[1].split("</ul>")[0]

    assert ["3919", "119"] == re.findall(r'href="tel:(\d+)"', row)


async def test_an_empty_form_is_the_first_page(page):
    """Nothing is said to be wrong."""
    answer = await page.post("/", data={"postcode": ""})

    assert re.search(r'id="postcode-wrong" role="alert"></p>', answer.text)


async def test_a_form_too_long_is_refused(page):
    """And nothing of it comes back."""
    answer = await page.post("/", data={"place": "a" * 5_000})

    assert 413 == answer.status_code
    assert {"code": "too-large"} == answer.json()


async def test_a_route_says_to_whom_to_seal(page):
    """Nobody while no desk has a key: the page then says that nobody can read."""
    answer = await page.get("/v1/route", params={"postcode": POLICE})

    assert "police" == answer.json()["desk"]
    assert [] == answer.json()["targets"]


async def test_a_route_from_nowhere_is_relief(page):
    """ "I don't know" asks for nothing."""
    answer = await page.get("/v1/route")

    assert "relief" == answer.json()["desk"]


@pytest.mark.parametrize("typed", [CEDEX, "12", "75001; DROP", "%00"])
async def test_an_unknown_code_is_refused_by_its_word(page, typed):
    """The browser says it in the visitor's language."""
    answer = await page.get("/v1/route", params={"postcode": typed})

    assert 404 == answer.status_code
    assert {"code": "unknown-postcode"} == answer.json()


async def test_communes_are_suggested(page):
    """At most twelve, best first."""
    found = (await page.get("/v1/communes", params={"q": "st denis"})).json()

    assert "Saint-Denis" == found["communes"][0]["name"]
    assert len(found["communes"]) <= 12


async def test_a_query_longer_than_any_name_is_refused(page):
    """It is none of ours."""
    answer = await page.get("/v1/communes", params={"q": "a" * 101})

    assert 400 == answer.status_code
