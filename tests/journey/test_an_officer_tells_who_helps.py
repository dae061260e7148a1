"""Who else helps, by place and need: two keystrokes send one, and she decides."""

import pytest
from journey.people import Officer, Visitor
from playwright.sync_api import expect

HELPER = "Association fictive"
DRAFT = "Je vous écrivais"
NOTED = "Fiche envoyée : Association fictive"
LIST = "Qui peut aider"


@pytest.fixture
def visitor(a_visitor) -> Visitor:
    """She has written."""
    one = a_visitor().arrive()
    one.send("Bonjour.")
    return one


@pytest.fixture
def officer(visitor, an_officer) -> Officer:
    """The officer who answers her, in the text box, the place known."""
    one = an_officer().sign_in()
    one.take()
    keys = one.page.keyboard
    keys.press("Alt+Shift+O")
    keys.type("75011")
    keys.press("Enter")
    expect(one.page.get_by_role("toolbar", name=LIST)).to_be_visible()
    keys.press("Alt+1")
    expect(one.field).to_be_focused()
    keys.type(DRAFT)
    return one


def test_two_keystrokes_send_a_helper_that_she_reads(house, visitor, officer):
    """The draft stays, the digit falls nowhere, and a sealed note keeps it."""
    page = officer.page
    page.keyboard.press("Alt+Shift+O")
    rows = page.get_by_role("toolbar", name=LIST).get_by_role("button")
    expect(rows.first).to_contain_text(HELPER)
    expect(rows.first).to_contain_text("vérifié le")
    expect(rows.first).to_contain_text("source :")
    page.keyboard.press("1")

    card = visitor.theirs(HELPER)
    expect(card).to_contain_text("C'est vous qui décidez")
    expect(officer.field).to_be_focused()
    expect(officer.field).to_have_value(DRAFT)
    assert 1 == len(visitor.texts("agent"))
    expect(officer.mine(HELPER)).to_contain_text("envoyé ✓")
    expect(rows.first).to_contain_text("déjà envoyée")
    page.keyboard.press("Alt+o")
    expect(page.locator(".notes p")).to_contain_text(NOTED)
    assert [] == house.files_with(b"Fiche envoy")


def test_a_need_leaves_who_helps_with_it(visitor, officer):
    """A panel opens with what was read before: nothing is asked of the network."""
    page = officer.page
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Alt+Shift+O")
    rows = page.get_by_role("toolbar", name=LIST).get_by_role("button")
    every = rows.count()
    page.get_by_role("button", name="Handicap", exact=True).click()
    expect(rows).not_to_have_count(every)
    expect(page.get_by_role("button", name="Handicap", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert [] == [url for url in asked if "/v1/referrals" in url]
    assert [] == visitor.texts("agent")


def test_one_that_is_scrolled_away_is_shown_before_it_goes(visitor, officer):
    """Its digit only points; Enter sends."""
    page = officer.page
    page.keyboard.press("Alt+Shift+O")
    fifth = page.get_by_role("toolbar", name=LIST).get_by_role("button").nth(4)
    expect(fifth).not_to_be_in_viewport()
    page.keyboard.press("5")
    expect(fifth).to_be_focused()
    expect(fifth).to_be_in_viewport()
    assert [] == visitor.texts("agent")

    page.keyboard.press("Enter")
    expect(visitor.theirs("Fiche")).to_have_count(1)
    expect(officer.field).to_have_value(DRAFT)
