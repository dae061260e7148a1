"""Her network went: warned, put on hold, and first again when she is back."""

import re

from journey.network import Mood
from playwright.sync_api import expect

WORD = "mirabelle"
WARNING = "Vous êtes toujours là ?"


def test_who_was_put_on_hold_comes_back_first_to_the_same_officer(
    house, network, a_visitor, an_officer
):
    """Since when is shown; the warning waits for her; the word is asked again."""
    visitor = a_visitor(network.base).arrive()
    visitor.say("Bonjour.")
    officer = an_officer()
    officer.page.clock.install()
    officer.sign_in()
    officer.take()
    officer.panel("Notes")
    officer.page.get_by_label("Le code convenu").fill(WORD)
    officer.page.get_by_role("button", name="Garder ce code").click()
    expect(officer.page.locator(".phrase-line")).to_contain_text(WORD)
    network.become(Mood.CUT)
    expect(officer.page.locator(".talk__state")).to_contain_text("plus connectée")
    officer.page.clock.fast_forward("01:10")
    expect(officer.page.locator(".talk__head")).to_contain_text("Silence depuis 1")

    keys = officer.page.keyboard
    keys.press("Alt+g")
    expect(officer.field).to_have_value(re.compile("toujours là"))
    keys.press("Control+Enter")
    expect(officer.mine(WARNING)).to_contain_text("envoyé ✓")
    keys.press("Alt+g")
    expect(officer.page.get_by_text("Conversation en pause").first).to_be_visible()
    assert "Bonjour." not in officer.page.content()

    # Somebody else has come meanwhile: she is answered first all the same.
    a_visitor().arrive().say("Quelqu'un d'autre.")
    network.become(Mood.THROUGH)
    expect(visitor.theirs(WARNING)).to_be_visible(timeout=40_000)
    expect(visitor.log).to_contain_text("Vous avez une place en tête de la file.")
    keys.press("Alt+n")
    expect(officer.theirs("Bonjour.")).to_be_visible(timeout=20_000)
    expect(officer.page.get_by_text("demandez-le avant de continuer")).to_be_visible()
    visitor.say("Je suis revenue.")
    expect(officer.theirs("Je suis revenue.")).to_be_visible()
