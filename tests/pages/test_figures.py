"""Every figure and every article that a visitor reads comes from a dated record."""

import re
from dataclasses import fields
from datetime import timedelta

import msgspec
import pytest
from pages.builders import CARDS, LAW, NUMBERS, WORDS, read

from havre.law.citing import CODES, cited
from havre.pages.layout import PAGES
from havre.pages.rules import Service
from havre.plumbing.words import spaced

pytestmark = pytest.mark.anyio

# A number, with its decimals or its thousands, and the word that gives it its meaning.
FIGURE = re.compile(
    r"\d+(?:\N{NO-BREAK SPACE}\d{3}|[-.,]\d+)*"
    r"(?:[ \N{NO-BREAK SPACE}]?(?:[°%€]|[a-zé]+))?"
)
FRENCH = WORDS["fr"]
PATHS = [path for path, _ in PAGES]


def texts_of(value):
    """Return every text that stands in a record, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_of(each)


def figures(text):
    """Return the figures of a text, each with its unit."""
    plain = re.sub(r"[ \n\t]+", " ", text.replace("\N{NARROW NO-BREAK SPACE}", " "))
    found = FIGURE.findall(plain)
    return {re.sub(r"\s+(?=\D)", " ", figure) for figure in found}


def dated_texts():
    """Return all that dated records state: law, cards, numbers to call."""
    records = [msgspec.to_builtins(row) for row in LAW.rows()]
    records += [msgspec.to_builtins(number) for number in NUMBERS.numbers]
    records += [msgspec.to_builtins(LAW.families), msgspec.to_builtins(LAW.facts.facts)]
    for version in CARDS.versions:
        wording = version.wording
        records += [wording.title, wording.body, wording.easy]
    records += [msgspec.to_builtins(record) for record in CARDS.records.values()]
    yield from texts_of(records)
    for row in [*LAW.rows(), *CARDS.records.values()]:
        yield cited(getattr(row, "articles", ()))
        yield FRENCH.day(row.checked)
    for number in NUMBERS.numbers:
        yield FRENCH.day(number.checked)
    for source in [
        *LAW.sources.values(),
        *NUMBERS.sources.values(),
        *CARDS.sources.values(),
    ]:
        yield source.title


def settings_in_force():
    """Return what the pages say of this service: spans that an operator decides."""
    service = Service(exit_to="https://meteo.example/")
    for field in fields(service):
        value = getattr(service, field.name)
        if isinstance(value, timedelta):
            yield FRENCH.duration(value)
        elif isinstance(value, int):
            yield FRENCH.years(value)


KNOWN = {
    figure
    for text in (*dated_texts(), *settings_in_force())
    for figure in figures(spaced(text))
}
BARE = {re.split(r"[ °%€]", figure)[0] for figure in KNOWN}


def unknown(text):
    """Return the figures of `text` that no record states."""
    found = set()
    for figure in figures(text):
        number, _, unit = figure.partition(" ")
        # "2019 et 2021", "articles 222-22 et 222-23": what follows is no unit.
        linked = unit in {"", "et", "ou", "à", "au", "par", "la", "le", "de", "pour"}
        if figure not in KNOWN and not (linked and number in BARE):
            found.add(figure)
    return found


# The words of safety in every language: their numbers are compared with the list of
# numbers to call by tests/pages/test_safety.py.
@pytest.mark.parametrize("path", [path for path in PATHS if path != "/langues"])
async def test_every_figure_of_a_page_comes_from_a_record(path):
    """Terms, penalties, hours, numbers, articles: each was dated and sourced."""
    assert set() == unknown((await read(path)).text)


@pytest.mark.parametrize("path", PATHS)
async def test_every_article_of_a_page_is_cited_by_a_record(path):
    """An article that no record cites would never be checked again."""
    text = " ".join((await read(path)).text.replace("\N{NO-BREAK SPACE}", " ").split())
    codes = "|".join(map(re.escape, CODES.values()))
    articles = rf"(?:{codes}), articles? ((?:[RLD]\. )?\d[\d-]*)"

    for article in re.findall(articles, text):
        assert re.sub(r"^[RLD]\. ", "", article) in BARE


@pytest.mark.parametrize(
    "invented",
    ["21 ans de prison", "Code pénal, article 222-99", "Appelez le 3920.", "72 jours"],
)
def test_an_invented_figure_is_found(invented):
    """The search finds what it is for."""
    assert unknown(invented)
