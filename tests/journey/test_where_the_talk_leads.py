"""Four people, from the first word to where it leads, by keys alone where keys will do.

After each, what they said is looked for in every byte that the server kept.
"""

import re
from pathlib import Path

import pytest
from journey import leading, sentinels
from journey.at_station import StationMember
from journey.keyboard import fill, press, tab_to
from journey.leading import usable
from journey.people import DESKTOP, PASSWORD, Visitor
from journey.sentinels import (
    ALL,
    CALLED,
    Sent,
    hides,
    last_spoken,
    nothing_is_clear,
    shows,
)
from playwright.sync_api import expect

from havre.client.canonical import from_base64
from havre.client.envelopes import Label, Purpose, open_sealed
from havre.client.officer import Officer as Client
from havre.client.report import open_report
from havre.client.service import Service

WITH_KEYS = {"is_mobile": False, "has_touch": False}  # a phone with a keyboard
ANSWERED = {"at", "minutes", "appointment", "station", "reception", "name"}


@pytest.fixture
def sent() -> Sent:
    """What the browsers of a journey send."""
    return Sent()


@pytest.fixture
def visitor(a_visitor, sent):
    """She has written."""
    one = a_visitor(**WITH_KEYS)
    sent.listen(one.page)
    leading.arrives_by_keys(one)
    return one


@pytest.fixture
def officer(visitor, an_officer, sent):
    """The officer who has answered her."""
    one = an_officer()
    sent.listen(one.page)
    leading.takes(one)
    return one


@pytest.fixture
def at_station(a_context, house, sent):
    """Sign people of the station in, each at a screen of their own."""

    def sign_in(name: str) -> StationMember:
        one = StationMember(a_context(**DESKTOP).new_page(), house.base)
        sent.listen(one.page)
        leading.sign_in(one, name)
        return one

    return sign_in


def test_from_the_first_word_to_the_station(
    house, elsewhere, visitor, officer, at_station, a_visitor, sent
):
    """Her words, her accord, an hour, her file; read there; and her code, later."""
    leading.opens_the_report(officer)
    leading.writes_the_report(officer)
    leading.asks_her_accord(officer, "75011", "Paris 11e", "reçoit le dossier ici")
    leading.agrees(visitor)
    code = leading.notes_her_code(visitor)
    leading.proposes_hours(officer)
    number, hour = leading.takes_an_hour(visitor)
    expect(officer.page.get_by_text("Rendez-vous pris")).to_be_visible()
    leading.sends_the_file(officer)
    expect(officer.page.get_by_text("Le dossier est parti pour")).to_be_visible()
    leading.closes(officer, "Orientée vers un service", "Violences sexuelles")
    expect(officer.page.get_by_text("Conversation close").first).to_be_visible()
    for _ in range(3):
        visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_url(elsewhere.neutral)

    alix = at_station("alix")
    acknowledges(alix)
    desk = at_station("accueil")
    calls(desk, number, hour)

    back = a_visitor(**WITH_KEYS)
    sent.listen(back.page)
    leading.follows(back, code)
    expect(back.page.locator("#course-state")).to_contain_text("l'a reçu")
    hides(back.page, (*ALL, number))
    usable(back.page)
    later = moves(back)
    assert hour != later
    calls(desk, number, later)
    nothing_is_clear(house, sent)


def acknowledges(alix):
    """All that she agreed to give, how not to harm her first; and it is received."""
    page = alix.page
    row = page.locator(".files__row").first
    expect(row).to_contain_text("réception non confirmée")
    usable(page)
    press(page, "Ouvrir")
    expect(page.get_by_label("Motif", exact=True)).to_be_focused()
    press(page, "Inscrire le motif et ouvrir")
    paper = page.locator(".paper")
    shows(paper, ALL)
    first = paper.locator("section").first
    shows(first, ("Ne jamais laisser de message", sentinels.HOURS))
    shows(paper, ("une femme", sentinels.WORDING))
    usable(page)
    press(page, "Confirmer la réception")
    expect(page.get_by_text("Réception confirmée.")).to_be_visible()


def calls(desk, number, hour):
    """The hour and the name to call; nothing else is shown, nor was answered."""
    page = desk.page
    expect(desk.number).to_be_focused()
    page.keyboard.type(number.lower())
    with page.expect_response("**/reception") as answer:
        page.keyboard.press("Enter")
    expect(desk.called).to_contain_text(CALLED)
    assert hour == leading.hour_in(desk.called.inner_text())
    hides(page, [text for text in ALL if text != CALLED])
    assert set(answer.value.json()) == ANSWERED
    usable(page)


def moves(back) -> str:
    """She takes another hour, and reads it."""
    page = back.page
    press(page, "Choisir une autre heure")
    page.keyboard.press("Space")
    press(page, "Prendre ce rendez-vous")
    expect(page.locator("#course-said")).to_contain_text("L'heure est changée")
    return leading.hour_in(page.locator("#course-hour").inner_text())


def test_one_that_ends_with_somebody_else_to_turn_to(house, visitor, officer, sent):
    """An association's card, and nothing to transmit: the conversation is destroyed."""
    page = officer.page
    page.keyboard.press("Alt+Shift+O")
    page.keyboard.type("75011")
    page.keyboard.press("Enter")
    rows = page.get_by_role("toolbar", name="Qui peut aider").get_by_role("button")
    expect(rows.first).to_be_visible()
    usable(page)
    tab_to(page, "1")
    name = rows.first.locator("span").first.inner_text().split("\n")[0].strip()
    page.keyboard.press("1")
    expect(visitor.theirs(name)).to_contain_text("C'est vous qui décidez")
    expect(officer.field).to_be_focused()
    usable(visitor.page)
    conversation = last_spoken(house)

    leading.closes(officer, "Orientée vers une association", "Violences dans")
    expect(page.get_by_text("Conversation détruite").first).to_be_visible()
    expect(visitor.status).to_contain_text("terminée")
    assert conversation != last_spoken(house)
    nothing_is_clear(house, sent)


def test_one_who_leaves_while_a_report_is_open(
    house, elsewhere, own_chromium, an_officer, sent
):
    """Written and transmitted without her; kept there, and nothing on her device."""
    page = own_chromium.browser.contexts[0].new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    visitor = Visitor(page, house.base)
    sent.listen(page)
    leading.arrives_by_keys(visitor)
    officer = an_officer()
    sent.listen(officer.page)
    leading.takes(officer)
    expect(visitor.theirs(sentinels.ANSWER)).to_be_visible()
    leading.opens_the_report(officer)
    expect(page.locator("#reported")).to_contain_text("ouvert un signalement")
    usable(page)
    visitor.leave()
    page.wait_for_url(elsewhere.neutral)
    own_chromium.close()
    assert [] == own_chromium.files_with(*sentinels.MARKS)
    assert own_chromium.files_with("/meteo") != []

    officer.sees_her_gone()
    officer.page.get_by_label("Ce qui a été rapporté").focus()
    leading.writes_the_report(officer)
    conversation = last_spoken(house)
    transmits_to_the_prosecutor(officer)
    leading.closes(officer, "Conversation interrompue", "Harcèlement")
    expect(officer.page.get_by_text("Conversation close").first).to_be_visible()
    assert conversation == last_spoken(house)
    told = written(house, conversation)
    for text in (sentinels.REPORTED, sentinels.VIEW, sentinels.ACCUSED):
        assert text in told
    nothing_is_clear(house, sent)


def transmits_to_the_prosecutor(officer):
    """To the court of the place; the document is read before it is printed."""
    page = officer.page
    fill(page, "Commune ou code postal", "75011")
    page.keyboard.press("Enter")
    expect(page.locator(".court__card")).to_contain_text("de Paris")
    press(page, "Établir et enregistrer")
    expect(page.get_by_role("heading", name="Document établi")).to_be_visible()
    press(page, "Relire le document")
    letter = page.locator(".made pre")
    shows(letter, (sentinels.REPORTED, sentinels.VIEW, "PROCUREUR"))
    expect(letter).to_contain_text(re.compile("[Aa]rticle.40"))
    usable(page)


def written(house, conversation) -> str:
    """The report that is kept, read later with the desk's key alone."""
    camille = Client.sign_in(Service(house.base), "camille", PASSWORD)
    path = f"/v1/conversations/{conversation}/report-text?reason=after"
    found = camille.service.get(path)
    (one,) = [each for each in found["envelopes"] if each["target"] == "police"]
    label = Label(Purpose.REPORT, conversation, "police", one["epoch"])
    private = camille.desk_key("police", one["epoch"])
    ck = open_sealed(private, label, from_base64(one["sealed"]))
    parts = [from_base64(part) for part in found["parts"]]
    return open_report(ck, conversation, found["version"], parts)


def test_one_whose_station_has_no_havre(
    house, visitor, officer, at_station, sent, tmp_path: Path
):
    """A page to hand over, that says its hash; waited for until somebody answers."""
    page = officer.page
    leading.opens_the_report(officer)
    leading.writes_the_report(officer)
    leading.asks_her_accord(officer, "59000", "Lille", "de Lille")
    leading.agrees(visitor)
    leading.sends_the_file(officer)
    expect(page.get_by_text("Appelez l'unité")).to_be_visible()
    tab_to(page, "Télécharger le dossier")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    export, changed = tmp_path / "dossier.html", tmp_path / "change.html"
    downloading.value.save_as(export)
    shown = page.locator(".meeting code").inner_text()
    html = export.read_text("utf-8")
    for text in (shown, *ALL):
        assert text in html.replace("&#39;", "'")
    usable(page)

    page.keyboard.press("Alt+Shift+T")
    row = page.locator(".transmissions > li").filter(has_text="Lille").first
    expect(row).to_contain_text("À transmettre")
    usable(page)
    notes(row, "Noter l'accusé de réception", "Adj. Martin, au téléphone")
    expect(row).to_contain_text("Reçue le")
    expect(row).to_contain_text("par Adj. Martin, au téléphone")
    expect(row).not_to_contain_text("À transmettre")

    alix = at_station("alix")
    press(alix.page, "Vérifier un export")
    content = export.read_bytes()
    changed.write_bytes(content.replace(b"avis-", b"avia-", 1))
    field, verdict = alix.page.get_by_label("Fichier exporté"), ".verdict"
    field.set_input_files(export)
    expect(alix.page.locator(verdict)).to_contain_text("Intact")
    usable(alix.page)
    field.set_input_files(changed)
    expect(alix.page.locator(verdict)).to_contain_text("Modifié")
    nothing_is_clear(house, sent)


def notes(row, act, text):
    """A few words of the officer's own, on that row."""
    page = row.page
    tab_to(page, act)
    while row.locator(":focus").count() == 0:  # another row's
        tab_to(page, act)
    page.keyboard.press("Enter")
    expect(row.locator(".adding input")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
