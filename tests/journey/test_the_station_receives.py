"""At the station: the front desk calls a name, an investigator reads and answers."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from journey.at_station import (
    CALLED,
    REPORTED,
    SAID,
    VIEW,
    Come,
    StationMember,
    a_file_comes,
)
from journey.people import PASSWORD
from playwright.sync_api import expect

from havre.client import appointment_number, opening_code
from havre.client.given import Following
from havre.client.service import Service

SLIP = "a une faute de frappe"
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def come(house) -> Come:
    """A file that has just come."""
    return a_file_comes(house.base)


@pytest.fixture
def at_station(a_context, house):
    """Sign people of the station in, each at a screen of their own."""

    def sign_in(name: str, **options: object) -> StationMember:
        screen = {"viewport": {"width": 1280, "height": 800}, "locale": "fr-FR"}
        page = a_context(**{**screen, **options}).new_page()
        return StationMember(page, house.base).sign_in(name)

    return sign_in


def test_a_number_calls_a_name_by_keyboard_alone_on_a_phone(house, come, at_station):
    """The hour and the name, large; in another zone, the station's hour."""
    small = {"width": 360, "height": 640}
    desk = at_station("accueil", viewport=small, timezone_id="Pacific/Noumea")
    page = desk.page
    expect(desk.number).to_be_focused()
    typed = appointment_number.show(come.number).lower().replace(" ", " - ")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")

    expect(desk.called).to_contain_text(CALLED)
    there = datetime.fromtimestamp(come.at / 1000, PARIS)
    hour = f"{there.hour}\u00a0h\u00a0{there.minute:02}"
    expect(desk.called).to_contain_text(hour)
    expect(desk.number).to_have_value("")
    expect(desk.number).to_be_focused()
    for hidden in (SAID, REPORTED, "Dominique", "2 rue"):
        expect(page.locator("body")).not_to_contain_text(hidden)
    page.keyboard.type("A")
    expect(desk.called).to_be_empty()
    assert [] == house.files_with(CALLED.encode())


def test_a_wrong_number_is_told_and_nothing_of_files_is(come, at_station):
    """A slip is found on the spot; unknown is one sentence; no menu leads further."""
    desk = at_station("accueil")
    page = desk.page
    slipped = ("2" if come.number[0] != "2" else "3") + come.number[1:]
    desk.number.fill(slipped)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text=SLIP)).to_be_visible()
    expect(desk.number).to_have_value(slipped)

    desk.number.fill(appointment_number.make())
    page.keyboard.press("Enter")
    expect(page.get_by_text("Aucun rendez-vous ne correspond")).to_be_visible()
    expect(page.get_by_role("button", name="Dossiers")).to_have_count(0)


def test_an_investigator_reads_with_a_reason_and_acts(house, come, at_station):
    """Her wishes first; words and view apart; what is done is seen with her code."""
    alix = at_station("alix")
    page = alix.page
    expect(alix.row(come)).to_contain_text("réception non confirmée")
    paper = alix.open(come)
    first = paper.locator("section").first
    expect(first).to_contain_text("Ne jamais laisser de message")
    expect(first).to_contain_text("Dites que c'est la mairie.")
    for shown in (REPORTED, VIEW, "mis en cause désigné", SAID, "Dominique"):
        expect(paper).to_contain_text(shown)
    reported = page.locator(".apart > section").first
    expect(reported).not_to_contain_text(VIEW)

    page.get_by_role("button", name="Confirmer la réception").click()
    expect(page.get_by_text("Réception confirmée.")).to_be_visible()
    page.get_by_role("button", name="À recontacter").click()
    expect(page.get_by_text("Inscrit").first).to_be_visible()
    page.get_by_text("Proposer d'autres créneaux").click()
    page.locator(".file__slots input").nth(2).check()
    page.get_by_role("button", name="Proposer ces créneaux").click()
    expect(page.get_by_text("Créneaux proposés.")).to_be_visible()

    followed = Following.with_code(Service(house.base), come.code).look()
    assert (True, "to-recontact") == (followed["acknowledged"], followed["mark"])
    page.get_by_role("button", name="Fermer le dossier").click()
    expect(page.locator(".paper")).to_have_count(0)
    expect(alix.row(come)).to_contain_text("réception confirmée par Alix")


def test_an_export_is_known_again_and_one_changed_sign_is_seen(
    come, at_station, tmp_path: Path
):
    """It is read again in the browser; nothing of it is sent."""
    alix = at_station("alix")
    page = alix.page
    alix.open(come)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Exporter").click()
    kept, changed = tmp_path / "dossier.html", tmp_path / "change.html"
    downloading.value.save_as(kept)
    changed.write_bytes(kept.read_bytes().replace(b"Porte", b"Table"))
    other = tmp_path / "autre.html"
    other.write_text("<p>Bonjour</p>")

    alix.go("Vérifier un export")
    verdict = page.locator(".verdict")
    field = page.get_by_label("Fichier exporté")
    field.set_input_files(kept)
    expect(verdict).to_contain_text("Intact, et connu de Havre")
    expect(verdict).to_contain_text("exporté par Alix")
    field.set_input_files(changed)
    expect(verdict).to_contain_text("Modifié")
    field.set_input_files(other)
    expect(verdict).to_contain_text("Ce n'est pas un export")


def test_her_code_opens_her_file(come, at_station):
    """A slip is found on the spot, and what was typed stays; a reason is asked."""
    alix = at_station("alix")
    page = alix.page
    alix.go("Code d'une personne")
    code = page.get_by_label("Code d'ouverture")
    go = page.get_by_role("button", name="Inscrire le motif et ouvrir")
    slipped = ("1" if come.code[0] != "1" else "2") + come.code[1:]
    code.fill(slipped)
    go.click()
    expect(page.get_by_text(SLIP)).to_be_visible()
    expect(code).to_have_value(slipped)
    code.fill(opening_code.make())
    go.click()
    expect(page.get_by_text("Aucun dossier ne s'ouvre avec ce code")).to_be_visible()
    code.fill(" ".join(re.findall(r"\d{1,4}", come.code)))
    go.click()

    expect(page.locator(".paper")).to_contain_text(REPORTED)
    expect(page.get_by_role("button", name="Exporter")).to_have_count(0)
    page.get_by_role("button", name="Verrouiller").click()
    expect(page.locator("body")).not_to_contain_text(REPORTED)


def test_hours_are_opened_in_a_run_and_taken_back(at_station):
    """How many is told before; each is seen where and as the station counts hours."""
    alix = at_station("alix", timezone_id="Indian/Reunion")
    page = alix.page
    alix.go("Créneaux")
    today = datetime.now(PARIS).date()
    monday = today + timedelta(days=7 - today.weekday())
    page.get_by_label("Premier jour").fill(monday.isoformat())
    page.get_by_label("Dernier jour").fill((monday + timedelta(days=1)).isoformat())
    page.get_by_label("De", exact=True).fill("18:00")
    page.get_by_label("À", exact=True).fill("19:00")
    expect(page.get_by_text("4 créneaux.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ouvrir ces créneaux").click()
    expect(page.get_by_text("4 créneaux ouverts.")).to_be_visible()

    mine = page.get_by_role("button", name=re.compile(r"Retirer lundi .* 18\sh\s30"))
    mine.first.click()
    withdrawn = page.locator("[data-state=withdrawn]")
    expect(withdrawn.filter(has_text="18\u00a0h\u00a030")).to_be_visible()


def test_a_newcomer_is_invited_to_a_station_and_given_its_key(
    a_context, an_officer, house, at_station
):
    """By an administrator's link; the key once six words were heard."""
    administrator = an_officer().come().page
    administrator.get_by_label("Identifiant").fill("sacha")
    administrator.get_by_label("Mot de passe").fill(PASSWORD)
    administrator.get_by_role("button", name="Se connecter").click()
    administrator.get_by_role("button", name="Équipe et clés").click()
    administrator.get_by_label("Nom affiché").fill("Renfort")
    administrator.get_by_label("accueil", exact=True).check()
    invite = administrator.get_by_role("button", name="Créer le lien")
    invite.click()
    expect(administrator.get_by_text("Corrigez le rôle, ou le lieu")).to_be_visible()
    administrator.get_by_label("code postal").fill("75011")
    administrator.keyboard.press("Enter")
    administrator.get_by_role("button", name="Choisir : ").first.click()
    invite.click()
    field = administrator.get_by_label("Lien d'invitation")
    link = field.input_value()
    assert link.startswith(f"{house.base}/station#invitation=")

    page = a_context().new_page()
    page.goto(link)
    page.get_by_label("Identifiant").fill("renfort")
    for box in page.locator("input[type=password]").all():
        box.fill("mot-de-passe-long")
    page.get_by_role("button", name="Créer mon accès").click()
    expect(page.get_by_text("Vous n'avez pas encore la clé")).to_be_visible()
    words = page.locator(".key-news .six-words").inner_text()
    alix = at_station("alix")
    alix.go("Équipe et clés")
    give = alix.page.locator(".give").filter(has_text="Renfort")
    expect(give).to_contain_text(words)
    give.get_by_label("Je les ai entendus").check()
    give.get_by_role("button", name="Donner la clé").click()
    expect(give).to_have_count(0)


def test_an_officer_at_the_wrong_door_is_shown_theirs(a_context, house):
    """And nothing else."""
    page = a_context().new_page()
    one = StationMember(page, house.base).come()
    one.fill_in("camille")

    expect(page.get_by_role("link", name="Aller à la page des agents")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
