"""The pages, through their doors: one title, the exit first, no word that harms."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from pages.builders import EXIT_TO, FORBIDDEN, LAW, NUMBERS, a_service, read

import havre
from havre.law.citing import cited
from havre.pages.layout import PAGES
from havre.plumbing.words import LANGUAGES, spaced

pytestmark = pytest.mark.anyio

PACKAGE = Path(havre.__file__).parent
PATHS = [path for path, _ in PAGES]


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_bears_the_same_title(path):
    """History and tabs never tell one page from another."""
    async with a_service() as client:
        source = (await client.get(path)).text

    assert ["Messagerie"] == re.findall(r"<title>(.*?)</title>", source)
    assert 1 == source.count("<main ")
    assert 1 == source.count("<h1")


@pytest.mark.parametrize("path", PATHS)
async def test_the_exit_comes_first_and_works_without_script(path):
    """The first thing the keyboard reaches is a plain link to a harmless page."""
    page = await read(path)
    first = next(
        (tag, attributes)
        for tag, attributes in page.tags
        if tag in {"a", "button", "input", "summary", "select", "textarea"}
    )

    assert "a" == first[0]
    assert "exit" == first[1]["id"]
    assert EXIT_TO == first[1]["href"]
    assert "noreferrer" in str(first[1]["rel"])


@pytest.mark.parametrize("path", PATHS)
async def test_help_is_one_tap_away_on_every_page(path):
    """17 and 112 are called, 114 is written to."""
    links = [link.get("href") for link in (await read(path)).all("a")]

    assert {"tel:17", "tel:112", "sms:114"} <= set(links)


@pytest.mark.parametrize("path", PATHS)
async def test_no_page_says_a_word_that_harms(path):
    """domain.md §7b."""
    assert [] == FORBIDDEN.findall((await read(path)).text)


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_asks_nothing_of_anyone_else(path):
    """Only our own sheet and script, without the chat's; nothing in line: no policy
    would let it run."""
    page = await read(path)
    data = [tag for tag in page.all("script") if tag.get("type") == "application/json"]
    run = [tag for tag in page.all("script") if tag not in data]
    fetched = [tag.get("src") for tag in run + page.all("img")]
    fetched += [tag["href"] for tag in page.all("link")]

    script = {"/questions": "/s/questions.js"}.get(path, "/s/reading.js")
    more = {"/fiches": ["/s/cards-sheet.css"]}.get(path, [])
    assert [script, "data:,", "/s/reading-sheet.css", *more] == fetched
    assert [] == page.all("style")
    assert not any("style" in attributes for _, attributes in page.tags)


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_leads_to_every_other(path):
    """The foot of a page names them all, and each opens."""
    page = await read(path)

    assert set(PATHS) <= {link.get("href") for link in page.all("a")}


async def test_the_kept_page_states_the_setting_in_force():
    """What the exit does is said for this service, not for another."""
    said = {
        setting: (await read("/donnees", exit_erases=setting)).text
        for setting in ("decision", "immediate", "device")
    }

    assert "dès que l'agent a vérifié" in said["decision"]
    assert "sur cet appareil et de notre côté" in said["immediate"]
    assert "il ne la détruit pas" in said["device"]
    assert "il ne la détruit pas" not in said["decision"]


async def test_the_kept_page_states_the_spans_in_force():
    """An operator who changes a span changes what is promised."""
    text = (await read("/donnees", destroy=timedelta(hours=40))).text

    assert spaced("Après 40 heures") in text
    assert spaced("36 heures") not in text


async def test_every_offence_and_number_is_on_its_page():
    """Nothing of the data is lost on the way."""
    questions = (await read("/questions")).text
    contacts = (await read("/contacts")).text

    for offence in LAW.offences:
        assert spaced(cited(offence.articles)) in questions
    for number in NUMBERS.numbers:
        assert spaced(number.number) in contacts
    assert "Non relu par un juriste" in questions


def test_no_figure_of_the_law_is_written_in_a_template():
    """Penalties, articles and numbers come from dated data, all of them."""
    pages = (PACKAGE / "templates" / "pages").glob("*.html")
    figures = {
        figure
        for path in pages
        for figure in re.findall(r"(?<!h)\b\d+\b", path.read_text())
    }

    assert {"18"} == figures  # "moins de 18 ans?", a question of ours


async def test_the_languages_page_has_all_of_them():
    """Readable without script: danger, exit, what is kept, who answers, when told."""
    page = await read("/langues")
    sections = {section["id"]: section for section in page.all("section")}

    assert [language.code for language in LANGUAGES] == list(sections)
    assert "rtl" == sections["ar"]["dir"]
    assert "Эта кнопка сразу стирает переписку" in page.text


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
async def test_the_words_of_a_language_can_be_asked_for(language):
    """What a script needs to change language in place."""
    async with a_service() as client:
        answer = await client.get(f"/words/{language.code}")
        french = await client.get("/words/fr")

    assert language.direction == answer.json()["direction"]
    assert language.tag == answer.json()["language"]
    assert french.json()["words"].keys() == answer.json()["words"].keys()
    assert "no-store" == answer.headers["cache-control"]


@pytest.mark.parametrize("code", ["xx", "..", "fr@", "FR"])
async def test_a_language_we_lack_is_not_found(code):
    """The same answer as any door that does not exist."""
    async with a_service() as client:
        answer = await client.get(f"/words/{code}")

    assert 404 == answer.status_code


async def test_what_only_the_device_forgets_is_kept_from_her_departure():
    """The span runs from when she left, not from when the officer decided."""
    text = " ".join((await read("/donnees", exit_erases="device")).text.split())

    assert 2 == text.count("30 jours après votre départ")


@pytest.mark.parametrize("exit_erases", ["decision", "immediate", "device"])
async def test_an_open_report_keeps_the_whole_conversation(exit_erases):
    """Under every setting, and from the first message."""
    text = " ".join((await read("/donnees", exit_erases=exit_erases)).text.split())

    assert "toute la conversation" in text
    assert "depuis le premier message" in text
