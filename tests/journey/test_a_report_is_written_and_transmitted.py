"""What was told is written down, sealed, and goes to whom the law says."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator

import pytest
from journey.people import Officer, Visitor
from journey.running import House, a_house
from playwright.sync_api import Locator, expect

TOLD = "Il m'a serré le cou dimanche."
VIEW = "Récit précis, peur actuelle."
WHO = "Son mari"
CENTRES = """departement,insee,force,name,phone,checked
75,,PN,CIC de démonstration,0100000017,2026-11-20
"""
# What is printed is in the page while the browser prints.
CAUGHT = """() => {
    window.print = () => {
        window.printed = document.querySelector(".printed").textContent
    }
}"""


def panel(officer: Officer) -> Locator:
    """The right column."""
    return officer.page.locator("#help-panel")


def in_hand(
    a_visitor: Callable[[], Visitor],
    an_officer: Callable[[], Officer],
    *,
    danger: bool = False,
) -> tuple[Visitor, Officer]:
    """A visitor who told it, and the officer who has just read it."""
    visitor = a_visitor().come()
    visitor.tell_postcode("75001")
    if danger:
        visitor.page.get_by_label("Je suis en danger maintenant").check()
    visitor.start()
    visitor.say(TOLD)
    officer = an_officer().sign_in()
    officer.take()
    expect(officer.theirs(TOLD)).to_be_visible()
    return visitor, officer


def open_report(officer: Officer) -> None:
    """One key, one press; the first field has the focus."""
    officer.page.keyboard.press("Alt+Shift+S")
    panel(officer).get_by_role("button", name="Ouvrir le signalement").click()
    expect(panel(officer).get_by_label("Ce qui a été rapporté")).to_be_focused()


def choose_place(officer: Officer, place: str) -> None:
    """Type a place and let it be found."""
    panel(officer).get_by_label("Commune ou code postal").fill(place)
    officer.page.keyboard.press("Enter")
    expect(panel(officer).get_by_text("✓ Paris 1er")).to_be_visible()


def unlock(officer: Officer) -> None:
    """The password again, then the conversation."""
    page = officer.page
    page.get_by_label("Mot de passe").fill("demonstration")
    page.get_by_role("button", name="Déverrouiller").click()
    page.get_by_role("button", name="Reprendre", exact=True).click(timeout=20_000)
    expect(officer.field).to_be_focused()


def test_a_report_is_written_sealed_and_found_again(house, a_visitor, an_officer):
    """Saved when the panel is left, back after a lock, and no word of it in clear."""
    visitor, officer = in_hand(a_visitor, an_officer)
    open_report(officer)
    expect(visitor.page.locator("#reported")).to_contain_text("ouvert un signalement")
    officer.page.keyboard.type(TOLD)
    panel(officer).get_by_label("Appréciation de l'agent").fill(VIEW)
    panel(officer).get_by_role("button", name="Ajouter une personne").click()
    panel(officer).get_by_label("Rôle").select_option(label="Mis en cause désigné")
    panel(officer).get_by_label("Ce qui en a été dit").fill(WHO)
    officer.panel("Notes")
    officer.page.keyboard.press("Alt+Shift+S")
    expect(panel(officer)).to_contain_text("✓ Enregistré à")

    panel(officer).get_by_label("Lieux").fill("À son domicile")
    officer.page.keyboard.press("Alt+l")
    assert "domicile" not in officer.page.content()
    unlock(officer)
    officer.page.keyboard.press("Alt+Shift+S")
    expect(panel(officer).get_by_label("Ce qui a été rapporté")).to_have_value(TOLD)
    expect(panel(officer).get_by_label("Lieux")).to_have_value("À son domicile")
    expect(panel(officer).get_by_label("Ce qui a été rapporté")).to_be_focused()
    officer.page.keyboard.press("Control+Enter")
    expect(panel(officer)).to_contain_text("version 2")
    for path in house.data.rglob("*"):
        if path.is_file():
            assert b"domicile" not in path.read_bytes()


def test_it_goes_to_the_prosecutor_of_the_place_with_its_hash(
    house, a_visitor, an_officer
):
    """The document printed is the one whose hash is kept; then it may be closed."""
    visitor, officer = in_hand(a_visitor, an_officer, danger=True)
    page = officer.page
    open_report(officer)
    page.keyboard.type(TOLD)
    choose_place(officer, "75001")
    expect(panel(officer)).to_contain_text("ribunal judiciaire de Paris")
    panel(officer).get_by_label("Souhaits de la personne").fill("Être rappelée.")
    panel(officer).get_by_label("Urgent").check()
    page.evaluate(CAUGHT)
    panel(officer).get_by_role("button", name="Établir et enregistrer").click()
    panel(officer).get_by_role("button", name="Imprimer le document").click()
    printed = str(page.evaluate("window.printed"))

    for part in (TOLD, "Article 40", "article 19", "Être rappelée.", "n'ont été"):
        assert part in printed.replace("\u00a0", " ")
    text, _, last = printed.rstrip("\n").rpartition("\n")
    assert hashlib.sha256(text.encode()).hexdigest() in last
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_be_visible()
    expect(officer.log).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".printed")).to_have_count(0)

    panel(officer).get_by_role("button", name="Noter l'envoi").click()
    field = panel(officer).get_by_label("Par quelle voie")
    expect(field).to_have_value(re.compile(r"^permanence du parquet appelée à \d\d:"))
    page.keyboard.press("Enter")
    expect(panel(officer)).to_contain_text("Sans accusé de réception")
    visitor.leave()
    officer.sees_her_gone()
    expect(page.get_by_text("✓ Transmis").first).to_be_visible()
    page.get_by_role("button", name="Danger : transmettre", exact=True).click()
    page.get_by_role("button", name="Confirmer et transmettre").click()
    expect(page.get_by_text("Conversation close").first).to_be_visible()

    page.keyboard.press("Alt+Shift+T")
    expect(page.get_by_role("heading", name="Transmissions")).to_be_visible()
    row = page.locator(".transmissions > li").first
    expect(row).to_contain_text("▲ Urgent")
    expect(row).to_contain_text("par Camille")
    row.get_by_role("button", name="Noter l'accusé").press("Enter")
    row.get_by_label("Par qui").fill("Substitut de permanence")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("✓ Reçu")
    expect(row).to_contain_text("par Substitut de permanence")
    assert TOLD not in page.content()
    it_is_read_and_printed_again(officer, printed)


def it_is_read_and_printed_again(officer: Officer, printed: str) -> None:
    """The same document to the letter; gone with the page, and with a lock."""
    page = officer.page
    row = page.locator(".transmissions > li").first
    row.get_by_role("button", name="Relire le signalement").press("Enter")
    expect(row.locator(".report__reported")).to_contain_text(TOLD)
    expect(row).to_contain_text("✓ Identique à ce qui a été transmis")
    row.get_by_role("button", name="Imprimer le document").press("Enter")
    assert printed == page.evaluate("window.printed")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="Conversations", exact=True).click()
    assert TOLD not in page.content()

    page.keyboard.press("Alt+Shift+T")
    row.get_by_role("button", name="Relire le signalement").press("Enter")
    expect(row.locator(".report__reported")).to_contain_text(TOLD)
    page.keyboard.press("Alt+l")
    expect(page.get_by_label("Mot de passe")).to_be_visible()
    assert TOLD not in page.content()


def test_a_danger_is_not_closed_before_it_is_passed_on_or_let_go(
    house, a_visitor, an_officer
):
    """It is said what to do; a supervisor lets it go from the board, with a reason."""
    visitor, officer = in_hand(a_visitor, an_officer, danger=True)
    visitor.leave()
    officer.sees_her_gone()
    officer.page.keyboard.press("Alt+r")
    expect(officer.page.get_by_text("Avant de clore").first).to_be_visible()
    expect(officer.log).to_be_visible()
    officer.page.get_by_role("button", name="Demander l'accord").first.click()
    expect(officer.page.get_by_text("la salle est alertée").first).to_be_visible()

    supervisor = an_officer().sign_in("sacha")
    room = supervisor.page
    room.keyboard.press("Alt+z")
    alarms = room.get_by_role("region", name="Alarmes")
    expect(alarms).to_contain_text("Demande d'aide", timeout=20_000)
    room.locator("tbody button").first.click()
    room.keyboard.press("Alt+r")
    room.get_by_label("Motif", exact=True).fill("Jeu de rôle, vérifié au téléphone")
    room.get_by_role("button", name="Confirmer").click()
    expect(room.get_by_text("l'agent peut clore")).to_be_visible()

    expect(officer.page.get_by_text("a donné son accord").first).to_be_visible(
        timeout=20_000
    )
    officer.page.keyboard.press("Alt+r")
    officer.page.get_by_role("button", name="Oui, détruire").click()
    expect(officer.page.get_by_text("Conversation détruite").first).to_be_visible()


def test_the_operations_centre_is_one_key_away_and_hears_what_was_agreed(
    house, a_visitor, an_officer
):
    """Whom to call there, who took it and what came of it; nothing said is sent."""
    folder = house.data / "directory"
    folder.mkdir(exist_ok=True)
    (folder / "centres.csv").write_text(CENTRES)
    _, officer = in_hand(a_visitor, an_officer, danger=True)
    page = officer.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.keyboard.press("Alt+Shift+D")
    expect(panel(officer).get_by_label("Commune ou code postal")).to_be_focused()
    page.keyboard.type("75001")
    page.keyboard.press("Enter")
    expect(panel(officer)).to_contain_text("01 00 00 00 17")
    panel(officer).get_by_label("Où est la personne").fill("Troisième étage gauche")
    panel(officer).get_by_label("Qui a pris l'appel").fill("Brigadière Martin")
    panel(officer).get_by_label("Ce qui en est résulté").fill("Une patrouille part")
    panel(officer).get_by_role("button", name="Noter l'appel").press("Enter")
    expect(panel(officer)).to_contain_text("Suite : Une patrouille part")
    expect(panel(officer)).to_contain_text("par Brigadière Martin")
    assert "Troisième" not in json.dumps(sent, ensure_ascii=False)


@pytest.fixture
def forgetting(furnished, elsewhere, tmp_path) -> Iterator[House]:
    """A house where her exit destroys at once: no law makes its officers report."""
    data = tmp_path / "data"
    with a_house(furnished, data, elsewhere.neutral, EXIT_ERASES="immediate") as one:
        yield one


def test_what_was_destroyed_at_the_exit_is_written_from_memory(
    forgetting, a_context, a_visitor, an_officer
):
    """For half an hour, by who had it; marked so, and sealed before it leaves."""
    base = forgetting.base
    visitor, officer = in_hand(lambda: a_visitor(base), lambda: an_officer(base))
    page = officer.page
    visitor.leave()
    expect(page.get_by_text("Conversation détruite").first).to_be_visible()
    page.get_by_role("button", name="Écrire un signalement de mémoire").click()
    expect(page.get_by_role("heading", name="Signalement de mémoire")).to_contain_text(
        "encore"
    )
    page.keyboard.type("Elle disait avoir peur de rentrer.")
    page.get_by_role("button", name="Enregistrer, une seule fois").press("Enter")
    expect(page.get_by_text("Signalement de mémoire enregistré")).to_be_visible()
    page.get_by_role("button", name="Conversations", exact=True).click()
    expect(page.get_by_role("button", name="Écrire un signalement")).to_have_count(0)
    assert 1 == forgetting.change("UPDATE report_text SET memory = 1 WHERE memory = 1")
    for path in forgetting.data.rglob("*"):
        if path.is_file():
            assert b"peur de rentrer" not in path.read_bytes()
