"""From the talk to a station: her accord, an hour she chooses, the file that goes."""

import re
from pathlib import Path

import pytest
from journey.people import PASSWORD, Officer, Visitor
from playwright.sync_api import Locator, expect

CALLED = "Madame Mirabelle"
PHONE_OF_HERS = "06 39 98 00 11"
SAID = "J'ai peur de rentrer chez moi."
RECEIVES = "reçoit le dossier ici"


@pytest.fixture
def visitor(a_visitor) -> Visitor:
    """She has said what brings her."""
    one = a_visitor().arrive()
    one.send(SAID)
    return one


@pytest.fixture
def officer(visitor, an_officer) -> Officer:
    """The officer who answers her."""
    one = an_officer().sign_in()
    one.take()
    expect(one.theirs(SAID)).to_be_visible()
    return one


def look_for(officer: Officer, place: str) -> None:
    """Ask for the stations of a place, by keyboard alone."""
    officer.page.keyboard.press("Alt+Shift+R")
    field = officer.page.get_by_label("Où la personne veut aller")
    if field.input_value():
        field.fill("")
    expect(field).to_be_focused()
    officer.page.keyboard.type(place)
    officer.page.keyboard.press("Enter")
    expect(officer.page.get_by_text("Toute unité doit recevoir")).to_be_visible()


def choose(officer: Officer, which: str | re.Pattern[str]) -> Locator:
    """Choose a station by what stands beside its name; return what is shown of it."""
    stations = officer.page.locator(".stations__one")
    stations.filter(has_text=which).first.locator("input").check()
    return officer.page.locator(".station")


def give(visitor: Visitor, conversation: bool = False) -> None:
    """She reads what would go, and agrees."""
    page = visitor.page
    page.locator("#course-see").click()
    page.locator("#course-called").fill(CALLED)
    page.locator("#course-phone").fill(PHONE_OF_HERS)
    page.locator("#course-channel").select_option(index=1)
    page.locator("#course-officer-woman").check()
    if conversation:
        page.locator("#course-whole").check()
    page.locator("#course-fill button.main").click()
    page.locator("[data-part=preview] button.main").click()
    expect(page.locator("#course-accord-given, #course-said")).not_to_have_count(0)


def open_report(officer: Officer) -> None:
    """One press, as the law asks."""
    officer.panel("Signalement")
    officer.page.get_by_role("button", name="Ouvrir le signalement").click()
    expect(officer.page.get_by_text("Signalement ouvert").first).to_be_visible()
    officer.page.keyboard.press("Alt+Shift+R")


def test_she_agrees_and_her_wishes_are_read_first(house, visitor, officer):
    """Stations by a code, the address as a card, then what she gives and how to act."""
    look_for(officer, "75011")
    shown = choose(officer, RECEIVES)
    address = shown.locator("span").nth(1)
    expect(shown).to_contain_text("75011")
    officer.page.get_by_role("button", name="Envoyer l'adresse").click()
    expect(visitor.theirs("Fiche")).to_contain_text("votre plainte doit y être reçue")
    expect(address).to_be_visible()

    officer.page.get_by_role("button", name="Demander l'accord").click()
    expect(officer.page.get_by_text("La personne lit ce qui serait")).to_be_visible()
    give(visitor)
    expect(officer.page.get_by_text("Son identité peut être lue")).to_be_visible()
    officer.page.get_by_role("button", name="Lire l'identité").click()
    safety = officer.page.locator(".safety")
    expect(safety).to_contain_text("Ne jamais laisser de message")
    expect(safety).to_contain_text("une femme")
    expect(officer.page.locator(".meeting")).to_contain_text(CALLED)
    for said in (CALLED, PHONE_OF_HERS):
        assert [] == house.files_with(said.encode())


def test_she_chooses_an_hour_and_the_file_goes_to_who_receives_it(visitor, officer):
    """Hours proposed, one chosen; the file looked at, sealed, sent."""
    page = officer.page
    look_for(officer, "75011")
    choose(officer, RECEIVES)
    page.get_by_role("button", name="Demander l'accord").click()
    give(visitor, conversation=True)
    page.get_by_role("button", name="Voir les créneaux libres").click()
    ticks = page.locator("fieldset.slots input")
    ticks.nth(0).check()
    ticks.nth(1).check()
    page.get_by_role("button", name="Proposer ces créneaux").click()
    expect(page.get_by_text("Proposés")).to_be_visible()
    hours = visitor.page.locator("#course-hours input")
    expect(hours).to_have_count(2)
    hours.first.check()
    visitor.page.locator("#course-slots button.main").click()
    expect(page.get_by_text("Rendez-vous pris")).to_be_visible()

    expect(page.get_by_text("sans signalement ouvert")).to_be_visible()
    open_report(officer)
    page.get_by_role("button", name="Voir ce qui part").click()
    preview = page.locator(".preview")
    expect(preview).to_contain_text("scellé pour ses enquêteurs")
    expect(preview).to_contain_text("1 message")
    expect(preview).to_contain_text(CALLED)
    page.get_by_role("button", name="Sceller et envoyer").click()
    expect(page.get_by_text("Le dossier est parti pour")).to_be_visible()
    expect(page.locator("[data-accord=sent]")).to_be_visible()


def downloaded(officer: Officer, to: Path) -> str:
    """Take the page out; return it, once it says the hash that the screen shows."""
    page = officer.page
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Télécharger le dossier").click()
    downloading.value.save_as(to)
    html = to.read_text("utf-8")
    assert page.locator("main code").inner_text() in html
    return html


def printed(officer: Officer) -> str:
    """Print the page of the file; return what is on the sheet, alone."""
    page = officer.page
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Imprimer", exact=False).click()
    sheet = page.locator(".printed")
    expect(sheet).to_have_count(1)
    page.emulate_media(media="print")
    expect(sheet.get_by_text(CALLED).first).to_be_visible()
    expect(page.locator("#console")).to_be_hidden()
    said = sheet.inner_text()
    page.emulate_media(media="screen")
    expect(sheet).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)
    return said


def test_without_havre_the_file_is_a_page_to_hand_over(
    house, visitor, officer, tmp_path: Path
):
    """Sealed here and to transmit: the unit is rung up, the page says its own hash, and
    is found again after a lock.
    """
    page = officer.page
    look_for(officer, "75011")
    look_for(officer, "59000")  # near a friend's
    expect(choose(officer, "de Lille")).to_contain_text("sans Havre")
    page.get_by_role("button", name="Demander l'accord").click()
    give(visitor)
    open_report(officer)
    page.get_by_role("button", name="Voir ce qui part").click()
    expect(page.locator(".preview")).to_contain_text("n'a pas donné son accord pour")
    page.get_by_role("button", name="Sceller et envoyer").click()
    expect(page.get_by_text("à transmettre").first).to_be_visible()
    expect(page.get_by_text("Appelez l'unité")).to_be_visible()

    first = downloaded(officer, tmp_path / "dossier.html")
    shown = page.locator(".meeting code").inner_text()
    assert CALLED in first
    assert SAID not in first
    assert "<script" not in first
    assert shown in printed(officer)

    page.keyboard.press("Alt+l")
    assert CALLED not in page.content()
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Déverrouiller").click()
    expect(officer.take_button).to_be_visible(timeout=20_000)
    page.keyboard.press("Alt+Shift+T")
    assert first == downloaded(officer, tmp_path / "again.html")
    assert shown in printed(officer)
    assert [] == house.files_with(CALLED.encode())


def test_she_may_say_no_and_nothing_is_read(visitor, officer):
    """The officer is told, and there is nothing to open."""
    look_for(officer, "75011")
    choose(officer, RECEIVES)
    officer.page.get_by_role("button", name="Demander l'accord").click()
    visitor.page.locator("#course-see").click()
    visitor.page.locator("#course-fill [data-act=nothing]").click()

    expect(officer.page.get_by_text("Rien n'est transmis")).to_be_visible()
    expect(officer.page.get_by_role("button", name="Lire l'identité")).to_have_count(0)
