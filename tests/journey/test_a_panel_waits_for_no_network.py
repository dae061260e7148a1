"""Whatever an officer opens beside a conversation is there at once."""

import pytest
from journey.network import Mood
from playwright.sync_api import expect

PANELS = {
    "Réponses": "Chercher une réponse",
    "Fiches": "Porter plainte",
    "Pistes": "Pistes",
    "Notes": "Nouvelle note",
    "Signalement": "Ouvrir le signalement",
    "Rendez-vous": "Où la personne veut aller",
    "Orientation": "Où la personne cherche de l'aide",
    "Suites": "Clore",
    "Danger": "Signaler",
    "Transférer": "transfert",
}


@pytest.fixture
def officer(network, a_visitor, an_officer):
    """An officer with somebody in hand, whose network then goes."""
    a_visitor().arrive().say("Bonjour.")
    one = an_officer(network.base).sign_in()
    one.take()
    expect(one.theirs("Bonjour.")).to_be_visible()
    expect(one.page.locator("#help-panel [role=option]").first).to_be_visible()
    network.become(Mood.CUT)
    return one


def test_every_panel_opens_without_the_network(officer):
    """Once the console is loaded, nothing is waited for: the form stands at once."""
    panel = officer.page.locator("#help-panel")
    for name, shown in PANELS.items():
        officer.panel(name)
        expect(panel).to_contain_text(shown, timeout=2_000)
