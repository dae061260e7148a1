"""Leaving the page without the exit, and coming back elsewhere with a code."""

import pytest
from playwright.sync_api import expect

BEFORE = "Je dois fermer, je reviens."


def make_code(visitor):
    """Ask for a code; return it as it is shown."""
    visitor.page.get_by_text("Revenir plus tard").first.click()
    visitor.page.get_by_role("button", name="Faire un code").click()
    shown = visitor.page.locator("#code-shown")
    expect(shown).not_to_be_empty()
    return shown.inner_text()


def come_back(visitor, code):
    """Give the code at the first page."""
    visitor.come()
    visitor.page.get_by_text("J'ai un code pour reprendre").click()
    visitor.page.get_by_role("textbox", name="Code à 26 chiffres").fill(code)
    visitor.page.locator("#code").get_by_role("button", name="Continuer").click()


@pytest.fixture
def code(house, a_visitor):
    """Of a conversation whose tab was closed."""
    visitor = a_visitor().arrive()
    visitor.say(BEFORE)
    made = make_code(visitor)
    visitor.page.close()
    return made


def test_a_code_brings_her_back(code, a_visitor):
    """She may go on at once; what was said before shows only when she asks."""
    back = a_visitor()
    come_back(back, code)
    expect(back.field).to_be_focused()
    offer = back.page.get_by_role("button", name="Revoir les messages d'avant")
    expect(offer).to_be_visible()
    expect(back.mine(BEFORE)).to_have_count(0)

    back.say("Me revoilà.")
    offer.click()
    expect(back.mine(BEFORE)).to_be_visible()
    assert [BEFORE, "Me revoilà."] == back.texts("visitor")
    assert f"{back.base}/" == back.page.url


def test_the_newest_tab_goes_on_and_the_former_says_so(code, a_visitor):
    """One conversation has one pen."""
    former, newest = a_visitor(), a_visitor()
    come_back(former, code)
    expect(former.field).to_be_visible()
    come_back(newest, code)
    expect(newest.field).to_be_visible()

    expect(former.status).to_contain_text("continue dans un autre onglet")
    expect(former.field).to_be_hidden()
    newest.say("C'est ici maintenant.")


def test_a_slip_is_found_before_anything_is_sent(code, a_visitor):
    """The check digit tells a slip; what was typed stays."""
    visitor = a_visitor()
    asked = []
    visitor.page.on("request", lambda one: asked.append(one.url))
    slipped = ("1" if code[0] != "1" else "2") + code[1:]
    come_back(visitor, slipped)

    expect(visitor.page.locator("#code-wrong")).to_contain_text("contient une erreur")
    expect(visitor.page.locator("#digits")).to_have_value(slipped)
    assert not [url for url in asked if "resume" in url]


def test_the_exit_makes_the_code_worthless(house, a_visitor, an_officer):
    """What was erased cannot be opened again, and nobody can tell that it was."""
    visitor = a_visitor().arrive()
    visitor.say("Rien.")
    code = make_code(visitor)
    visitor.leave()
    visitor.page.wait_for_url("**/meteo")
    again = a_visitor()
    come_back(again, code)

    expect(again.page.locator("#code-wrong")).to_contain_text(
        "n'ouvre aucune conversation"
    )
