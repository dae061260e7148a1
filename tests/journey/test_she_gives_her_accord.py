"""She reads line by line what goes, agrees, takes an hour, and may take it all back."""

import re

import pytest
from journey.accords import Asking, station_with_havre
from playwright.sync_api import expect

from havre.client.service import Service

CALLED = "Lou"
PHONE = "06 99 00 11 22"


@pytest.fixture
def station(house):
    """The demonstration's, that has Havre."""
    return station_with_havre(house)


@pytest.fixture
def asked(house, a_visitor, station):
    """She talks, and an officer asks."""
    visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    officer = Asking.take(house)
    officer.ask(station["id"])
    expect(visitor.page.locator("#course-told")).to_contain_text(station["name"])
    return visitor, officer


def see(visitor):
    """Open the step."""
    visitor.page.get_by_role("button", name="Voir", exact=True).click()
    expect(visitor.page.locator("#course")).to_be_visible()


def fill(visitor):
    """Say what may go."""
    page = visitor.page
    page.get_by_label("Comment vous appeler à l'accueil").first.fill(CALLED)
    page.get_by_label("Téléphone").fill(PHONE)
    page.get_by_label("Comment", exact=True).select_option(label="Par SMS")
    page.get_by_role("button", name="Voir ce qui partira").click()
    expect(page.get_by_role("heading", name="Ce qui partira")).to_be_focused()


def give(visitor):
    """Agree to what was read."""
    page = visitor.page
    page.get_by_role("button", name="Donner mon accord").click()
    expect(page.locator("#course-said")).to_contain_text("Votre accord est noté")


def test_she_reads_what_goes_before_she_agrees(asked, station):
    """Nothing leaves the tab before; the two warnings stand beside the button."""
    visitor, _ = asked
    sent = []
    visitor.page.on("request", lambda one: sent.append(one.url))
    visitor.field.fill("Je suis en train")
    expect(visitor.field).to_be_focused()
    see(visitor)
    fill(visitor)

    lines = visitor.page.locator("#course-lines")
    for told in (CALLED, PHONE, "Par SMS", "Ne jamais laisser de message"):
        expect(lines).to_contain_text(told)
    preview = visitor.page.locator("[data-part=preview]")
    expect(preview).to_contain_text("même si vous changez d'avis.")
    expect(preview).to_contain_text("demander la conversation entière.")
    expect(visitor.page.locator("#course-place")).to_contain_text(station["address"])
    assert not [url for url in sent if "accord" in url]
    visitor.page.get_by_role("button", name="Modifier").first.click()
    expect(visitor.page.get_by_label("Téléphone")).to_have_value(PHONE)
    visitor.page.get_by_role("button", name="Retour à la conversation").click()
    expect(visitor.field).to_be_focused()
    expect(visitor.field).to_have_value("Je suis en train")
    assert f"{visitor.base}/" == visitor.page.url


def read_code(visitor):
    """The code, alone on the screen; then put away for good."""
    page = visitor.page
    page.get_by_role("button", name="Voir mon code de suivi").click()
    digits = page.locator("#course-digits")
    expect(digits).to_have_text(re.compile(r"(\d{4} ){6}\d{2}"))
    expect(page.locator("#course-place")).to_be_hidden()
    code = digits.inner_text()
    page.get_by_role("button", name="C'est noté : ranger ce code").click()
    expect(digits).to_be_empty()
    expect(page.locator("#course-code")).to_be_hidden()
    return code


def test_she_agrees_and_takes_back_all_of_it(asked):
    """Destroyed at once, and told so."""
    visitor, officer = asked
    see(visitor)
    fill(visitor)
    give(visitor)
    path = f"/v1/conversations/{officer.held['conversation']}/identity?reason=open"
    assert officer.client.service.get(path)["identity"]
    page = visitor.page
    expect(page.locator("#course-code")).to_be_visible()

    page.get_by_text("Changer d'avis", exact=True).click()
    page.get_by_role("button", name="Retirer mon accord").click()
    expect(page.locator("#course-said")).to_contain_text("C'est détruit")
    assert officer.client.service.get(path)["identity"] is None
    expect(page.locator("#course-code")).to_be_hidden()


def test_she_says_no_and_nothing_leaves(asked):
    """And she is back where she was writing."""
    visitor, _ = asked
    see(visitor)
    visitor.page.get_by_role("button", name="Ne rien envoyer").first.click()

    expect(visitor.field).to_be_focused()
    expect(visitor.page.locator("#course-told")).to_contain_text("rien n'est transmis")


def test_what_she_wrote_stays_when_the_network_fails(asked):
    """An error keeps every field, and the same press goes through later."""
    visitor, _ = asked
    see(visitor)
    fill(visitor)
    visitor.page.route("**/accord-answer", lambda route: route.abort())
    visitor.page.get_by_role("button", name="Donner mon accord").click()
    wrong = visitor.page.locator("[data-part=preview] .wrong")
    expect(wrong).to_contain_text("Tout ce que vous avez écrit reste ici")

    visitor.page.unroute("**/accord-answer")
    give(visitor)


@pytest.fixture
def agreed(asked, station):
    """She has agreed, and hours are proposed."""
    visitor, officer = asked
    see(visitor)
    fill(visitor)
    give(visitor)
    code = read_code(visitor)
    slots = officer.propose(station["id"])
    expect(visitor.page.locator("#course-hours label")).to_have_count(3)
    return visitor, officer, code, slots


def take(visitor, which=0):
    """Choose an hour of the list."""
    visitor.page.locator("#course-hours label").nth(which).click()
    visitor.page.get_by_role("button", name="Prendre ce rendez-vous").click()


def test_an_hour_gives_a_number_and_a_slip_that_says_nothing_else(agreed, station):
    """On paper: the number, the day and the hour; no place, no code, no word."""
    visitor, *_ = agreed
    take(visitor)
    number = visitor.page.locator("#course-number")
    expect(number).to_have_text(re.compile("^[2-9A-HJ-NP-Z]{5} [2-9A-HJ-NP-Z]{5}$"))

    visitor.page.evaluate("window.print = () => { window.printed = true }")
    visitor.page.get_by_role("button", name="Imprimer le numéro").click()
    assert visitor.page.evaluate("window.printed")
    visitor.page.emulate_media(media="print")
    shown = visitor.page.evaluate("document.body.innerText").strip()
    assert number.evaluate("it => it.textContent") in shown
    assert 2 == len([line for line in shown.splitlines() if line.strip()])
    for word in (station["name"], "police", "Police", "accord", "code"):
        assert word not in shown


def test_an_hour_taken_meanwhile_is_said_and_another_one_is_chosen(
    agreed, house, a_visitor, station
):
    """Nothing is lost, and the list has it no more."""
    visitor, _, _, slots = agreed
    taken = f"'{slots[0]['slot']}'"

    def steal(route):
        assert 1 == house.change(
            f"UPDATE slot SET appointment = 'stolen' WHERE id = {taken}"
        )
        route.continue_()

    visitor.page.route("**/appointment", steal, times=1)
    take(visitor)
    wrong = visitor.page.locator("#course-slots .wrong")
    expect(wrong).to_contain_text("vient d'être prise")
    expect(visitor.page.locator("#course-hours label")).to_have_count(2)
    take(visitor)

    expect(visitor.page.locator("#course-number")).not_to_be_empty()


def follow(visitor, code):
    """Type the code at the first page."""
    visitor.come()
    visitor.page.get_by_text("J'ai un code pour reprendre").click()
    visitor.page.get_by_role("textbox", name="Code à 26 chiffres").fill(code)
    visitor.page.locator("#code").get_by_role("button", name="Continuer").click()


def test_her_code_shows_where_it_stands_and_moves_the_hour(agreed, a_visitor):
    """From any browser, with no session; then the code is revoked for good."""
    visitor, _, code, _ = agreed
    take(visitor, 1)
    expect(visitor.page.locator("#course-number")).not_to_be_empty()
    back = a_visitor()
    follow(back, code)
    page = back.page
    expect(page.get_by_role("heading", name="Où en est votre dossier")).to_be_focused()
    expect(page.locator("#course-state")).to_contain_text("n'est pas encore parti")
    hour = page.locator("#course-hour")
    before = hour.inner_text()
    assert f"{back.base}/" == page.url
    assert not any(back.kept().values())

    page.get_by_role("button", name="Choisir une autre heure").click()
    take(back)
    expect(page.locator("#course-said")).to_contain_text("L'heure est changée")
    expect(hour).not_to_have_text(before)

    page.get_by_text("Annuler ce code").click()
    page.get_by_role("button", name="Oui, annuler le code").click()
    expect(page.locator("#course-said")).to_contain_text("ne marche plus")
    again = a_visitor()
    follow(again, code)
    expect(again.page.locator("#code-wrong")).to_contain_text("n'ouvre aucune")


def test_going_back_or_leaving_forgets_the_file(agreed, a_visitor):
    """Nothing of it stays in the page, whichever way she goes."""
    _, _, code, _ = agreed
    back = a_visitor()
    follow(back, code)
    expect(back.page.locator("#course-station")).not_to_be_empty()
    back.page.get_by_role("button", name="Retour").first.click()
    expect(back.page.get_by_role("heading", name="Messagerie")).to_be_visible()
    expect(back.page.locator("#course")).to_have_count(0)
    expect(back.page.locator("#digits")).to_have_value("")

    follow(back, code)
    expect(back.page.locator("#course-station")).not_to_be_empty()
    back.leave()
    back.page.wait_for_url("**/meteo")


def test_the_exit_leaves_nothing_of_what_she_was_writing(asked):
    """From the step as from anywhere: blank, erased, gone."""
    visitor, _ = asked
    see(visitor)
    fill(visitor)
    with visitor.page.expect_request("**/exit"):
        visitor.leave()
    visitor.page.wait_for_url("**/meteo")
    assert CALLED not in visitor.page.content()


def test_without_a_mouse_she_reads_agrees_and_goes_back(asked):
    """Each step is read from its title; one key goes back to where she was writing."""
    visitor, _ = asked
    page = visitor.page
    page.locator("#course-see").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Votre accord")).to_be_focused()
    for _ in range(3):  # the station's phone, then the first field
        page.keyboard.press("Tab")
        if "called" in page.evaluate("document.activeElement.id"):
            break
    page.keyboard.type(CALLED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ce qui partira")).to_be_focused()
    page.get_by_role("button", name="Donner mon accord").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Où en est votre dossier")).to_be_focused()
    page.get_by_role("button", name="Retour à la conversation").focus()
    page.keyboard.press("Enter")
    expect(visitor.field).to_be_focused()


def test_a_message_is_told_while_she_reads(asked):
    """The conversation goes on behind, in any language."""
    visitor, officer = asked
    see(visitor)
    visitor.page.locator("summary", has_text="Langue").click()
    visitor.page.get_by_role("link", name="English").click()
    expect(visitor.page.get_by_role("heading", name="Your agreement")).to_be_visible()
    assert visitor.page.get_by_label("Telephone").is_visible()

    officer.client.open(officer.held).send("Prenez votre temps.")
    expect(visitor.page.locator("#course-news")).not_to_be_empty()
    visitor.page.get_by_role("button", name="Back to the conversation").click()
    expect(visitor.theirs("Prenez votre temps.")).to_be_visible()


def test_where_clocks_differ_both_are_told_and_the_slip_has_the_desks(
    house, a_visitor, station
):
    """On a phone that lives in Cayenne."""
    visitor = a_visitor(timezone_id="America/Cayenne").arrive()
    visitor.say("Bonjour.")
    officer = Asking.take(house)
    officer.ask(station["id"])
    expect(visitor.page.locator("#course-told")).to_contain_text(station["name"])
    see(visitor)
    fill(visitor)
    give(visitor)
    officer.propose(station["id"], 1)
    choice = visitor.page.locator("#course-hours label")
    expect(choice).to_contain_text("heure de ce service")
    expect(choice).to_contain_text("là où vous êtes")
    take(visitor)

    expect(visitor.page.locator("#course-hour")).to_contain_text("heure de ce service")
    hour = visitor.page.locator("#course-hour").text_content() or ""
    assert hour.startswith(f"{visitor.page.locator('#slip-hour').text_content()} (")
    with visitor.page.expect_download() as got:
        visitor.page.get_by_text("Mettre dans un agenda").click()
        visitor.page.get_by_role("button", name="Faire le fichier").click()
    kept = got.value.path().read_text()
    assert "rendez-vous.ics" == got.value.suggested_filename
    assert "SUMMARY:Rendez-vous" in kept
    for word in ("LOCATION", "http", "localhost", CALLED, station["name"]):
        assert word not in kept


def test_for_a_station_without_havre_she_is_told_whom_to_call(house, a_visitor):
    """The officer transmits by the official channel; there are no hours to choose."""
    other = Service(house.base).get("/v1/stations/fictif-gn-29103")
    assert not other["havre"]
    visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    Asking.take(house).ask(other["id"])
    expect(visitor.page.locator("#course-told")).to_contain_text(other["name"])
    see(visitor)
    fill(visitor)
    give(visitor)

    paper = visitor.page.locator("#course-paper")
    expect(paper).to_contain_text("par la voie officielle")
    expect(paper).to_contain_text(other["phone"])
