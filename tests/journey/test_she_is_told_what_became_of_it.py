"""What has become of her accord and of her hour is told, true and in sight.

Whatever the network did: what has gone is never said not to have.
"""

import pytest
from journey.accords import Asking, station_with_havre
from playwright.sync_api import expect


@pytest.fixture
def asked(house, a_visitor):
    """She reads the step that an officer has asked for."""
    visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    officer = Asking.take(house)
    station = station_with_havre(house)
    officer.ask(station["id"])
    see(visitor)
    return visitor, officer, station


def see(visitor):
    """Open the step."""
    visitor.page.get_by_role("button", name="Voir", exact=True).click()
    expect(visitor.page.get_by_role("heading", name="Votre accord")).to_be_focused()


def give(page):
    """Read what goes, and agree."""
    page.get_by_label("Comment vous appeler à l'accueil").first.fill("Lou")
    page.get_by_role("button", name="Voir ce qui partira").click()
    expect(page.get_by_role("heading", name="Ce qui partira")).to_be_focused()
    page.get_by_role("button", name="Donner mon accord").click()


def told(page, text):
    """It is said, in sight, read on from the title; and nothing says the contrary."""
    said = page.locator("#course-said")
    expect(said).to_contain_text(text)
    expect(said).to_be_in_viewport()
    expect(page.locator("#course-title")).to_be_focused()
    for wrong in page.locator("#course .wrong").all():
        expect(wrong).to_be_empty()


def lose_answer(page, door):
    """It arrives; its answer does not."""

    def lose(route):
        route.fetch()
        route.abort()

    page.route(f"**/{door}", lose, times=1)


def test_what_arrived_without_an_answer_is_not_said_to_be_lost(asked):
    """Her accord, her hour, another one, its end, and the accord taken back."""
    visitor, officer, station = asked
    page = visitor.page
    lose_answer(page, "accord-answer")
    give(page)
    told(page, "Votre accord est noté")

    officer.propose(station["id"])
    hours = page.locator("#course-hours label")
    expect(hours).to_have_count(3)
    told(page, "des heures de rendez-vous")
    lose_answer(page, "appointment")
    hours.first.click()
    page.get_by_role("button", name="Prendre ce rendez-vous").click()
    told(page, "Votre rendez-vous est pris")
    expect(page.locator("#course-number")).not_to_be_empty()

    page.get_by_role("button", name="Choisir une autre heure").click()
    lose_answer(page, "appointment-move")
    hours.last.click()
    page.get_by_role("button", name="Prendre ce rendez-vous").click()
    told(page, "L'heure est changée")
    expect(hours.first).to_be_hidden()

    page.get_by_text("Annuler le rendez-vous", exact=True).click()
    lose_answer(page, "appointment-cancel")
    page.get_by_role("button", name="Oui, l'annuler").click()
    told(page, "Le rendez-vous est annulé")

    page.get_by_text("Changer d'avis", exact=True).click()
    lose_answer(page, "accord-withdraw")
    page.get_by_role("button", name="Retirer mon accord").click()
    told(page, "C'est détruit")
    expect(page.locator("#course-code")).to_be_hidden()


def test_with_her_code_too_what_was_done_is_told(asked, a_visitor):
    """The code opens nothing any more: that is how it is known."""
    page = asked[0].page
    give(page)
    page.get_by_role("button", name="Voir mon code de suivi").click()
    code = page.locator("#course-digits").inner_text()
    back = a_visitor().come().page
    back.get_by_text("J'ai un code pour reprendre").click()
    back.get_by_role("textbox", name="Code à 26 chiffres").fill(code)
    back.locator("#code").get_by_role("button", name="Continuer").click()
    back.get_by_text("Changer d'avis", exact=True).click()
    lose_answer(back, "opening/withdraw")
    back.get_by_role("button", name="Retirer mon accord").click()

    told(back, "C'est détruit")
    expect(page.locator("#course-said")).to_contain_text("C'est détruit")
    expect(page.locator("#course-digits")).to_be_empty()


def test_what_is_missing_is_said_beside_the_field(asked):
    """In sight together, and read with it."""
    page = asked[0].page
    page.get_by_role("button", name="Voir ce qui partira").click()
    field = page.locator("#course-called")
    expect(field).to_be_focused()
    wrong = page.locator("#course-called-wrong")
    expect(wrong).to_be_in_viewport()
    expect(field).to_have_accessible_description(
        "Un prénom suffit, ou le nom que vous voulez. L'accueil ne verra que ce nom et"
        " l'heure. Écrivez comment vous appeler : le nom que vous voulez."
    )


def test_what_is_said_follows_the_language(asked):
    """Chosen after it was said."""
    page = asked[0].page
    give(page)
    told(page, "Votre accord est noté")
    page.locator("summary", has_text="Langue").click()
    page.get_by_role("link", name="English").click()
    expect(page.locator("#course-said")).to_contain_text("Your agreement is noted")


def test_nothing_is_agreed_to_before_it_is_known_to_whom_it_goes(house, a_visitor):
    """The station's name and address did not come: that is said, and tried again."""
    visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    visitor.page.route("**/v1/stations/*", lambda route: route.abort())
    Asking.take(house).ask(station_with_havre(house)["id"])
    see(visitor)
    page = visitor.page
    page.get_by_label("Comment vous appeler à l'accueil").first.fill("Lou")
    page.get_by_role("button", name="Voir ce qui partira").click()
    expect(page.locator("#course-fill .wrong").last).to_contain_text("Réessayez")
    expect(page.get_by_role("button", name="Donner mon accord")).to_be_hidden()

    page.unroute("**/v1/stations/*")
    give(page)
    told(page, "Votre accord est noté")


@pytest.mark.parametrize("size", ["100%", "150%", "200%"])
def test_however_large_the_text_the_way_to_the_step_is_in_reach(house, a_visitor, size):
    """Never under where she writes."""
    visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    visitor.page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
    Asking.take(house).ask(station_with_havre(house)["id"])
    see(visitor)
