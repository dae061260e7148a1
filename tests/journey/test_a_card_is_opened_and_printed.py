"""A card is opened without anyone being told, and printed alone, naming nobody."""

import re

import pytest
from playwright.sync_api import expect

CARD, OTHER = "#premieres-heures", "#sans-papiers"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request, a_visitor):
    """The cards, in place from the first page or at their own address."""
    visitor = a_visitor(java_script_enabled=request.param).come()
    visitor.page.get_by_role("link", name="Fiches pratiques").click()
    expect(visitor.page.get_by_role("heading", name="Fiches pratiques")).to_be_visible()
    return visitor.page


def test_opening_a_card_asks_nothing_of_the_server(page):
    """Neither a request nor an address tells which one she reads, nor how."""
    address, asked = page.url, []
    page.on("request", lambda request: asked.append(request))
    page.locator(f"{CARD} > summary").click()
    page.locator(f"{CARD} details > summary").click()

    expect(page.locator(f"{CARD} details")).to_contain_text("Ne vous lavez pas.")
    assert (address, []) == (page.url, asked)


def test_only_the_open_cards_are_printed_one_a_page(page):
    """Without the exit, the links, nor the rest of the page."""
    page.locator(f"{CARD} > summary").click()
    page.locator(f"{CARD} details > summary").click()
    page.emulate_media(media="print")

    expect(page.locator(CARD)).to_be_visible()
    for left_out in (OTHER, "#exit", "nav.danger", "footer nav", "article h1"):
        expect(page.locator(left_out).first).to_be_hidden()
    assert 1 == pages_of(page)

    page.emulate_media(media="null")
    page.locator(f"{OTHER} > summary").click()
    assert 2 == pages_of(page)


def test_what_is_printed_names_neither_the_service_nor_its_address(page):
    """All that paper shows is the card: its words, its sources, its day."""
    page.locator(f"{CARD} > summary").click()
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text().replace("\N{NO-BREAK SPACE}", " ").strip()

    assert shown.startswith("Après une agression : les premières heures")
    assert not re.search(r"havre|messagerie|https?:|127\.0\.0\.1", shown, re.I)
    assert "Messagerie" == page.title()


def pages_of(page):
    """How many sheets the page makes."""
    return page.pdf(format="A4").count(b"/Type /Page\n")
