"""What a visitor's page shows of who can answer, of transfers and of the end; and of
where the talk leads.
"""

from typing import Final

from journey.accords import Asking, station_with_havre
from journey.stage import FIRST, Screen, Stage
from playwright.sync_api import Page, expect

WHO: Final = "told"
DRAFT: Final = "Je voulais encore dire que"
ANSWERS: Final = 12  # in the last hour: enough to say how long it will be


def nobody_at_first(stage: Stage) -> Page:
    """The server has just started: no officer has come yet."""
    stage.house.restart()
    visitor = stage.visitor(WHO).come()
    expect(visitor.page.locator("#needs")).to_contain_text("Aucun agent n'est là")
    return visitor.page


def nobody_before(stage: Stage) -> Page:
    """Told again before the first word, to somebody under eighteen."""
    visitor = stage.visitor(WHO)
    visitor.tell_postcode("75001")
    expect(visitor.page.locator("#nobody")).to_be_visible()
    visitor.page.get_by_label("J'ai moins de 18 ans").check()
    expect(visitor.page.locator("#minor-first")).to_be_visible()
    return visitor.page


def nobody_in_line(stage: Stage) -> Page:
    """In line, with the numbers that answer at any hour."""
    visitor = stage.visitor(WHO)
    visitor.start()
    expect(visitor.status).to_contain_text("Aucun agent n'est là")
    expect(visitor.page.locator("#meanwhile")).to_be_visible()
    return visitor.page


def relief_joins(stage: Stage) -> Page:
    """Another team may answer."""
    stage.officer("sacha")
    visitor = stage.visitor(WHO)
    expect(visitor.log.locator(".said--automatic").last).to_contain_text(
        "équipe nationale", timeout=30_000
    )
    return visitor.page


def how_long(stage: Stage) -> Page:
    """Her own team is back, and the last hour says how long it will be."""
    stage.house.change(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE"
        f" i < {ANSWERS}) INSERT INTO line_event (at, desk, kind, value)"
        " SELECT unixepoch() * 1000 - i, 'police', 'answered', 60000 FROM n"
    )
    stage.officer("camille")
    visitor = stage.visitor(WHO)
    expect(visitor.status).to_contain_text("minutes", timeout=30_000)
    return visitor.page


def transfer_announced(stage: Stage) -> Page:
    """Asked whether somebody else may go on."""
    visitor, officer = stage.visitor(WHO), stage.officer("camille")
    officer.take()
    officer.say("Bonjour.")
    expect(visitor.theirs("Bonjour.")).to_be_visible()
    officer.panel("Transférer")
    officer.page.get_by_role("radio", name="Relais national", exact=True).check()
    officer.page.get_by_role("button", name="Annoncer le transfert").click()
    expect(visitor.page.get_by_role("button", name="D'accord")).to_be_visible()
    return visitor.page


def transfer_refused(stage: Stage) -> Page:
    """She would rather stay."""
    page = stage.visitor(WHO).page
    page.get_by_role("button", name="Je préfère rester").click()
    expect(page.locator("#transfer")).to_contain_text("vous restez avec Camille")
    return page


def watched(stage: Stage) -> Page:
    """Somebody also reads."""
    (row,) = stage.room()["conversations"]
    stage.chief.service.post(
        f"/v1/conversations/{row['conversation']}/join", {"reason": "Second avis"}
    )
    page = stage.visitor(WHO).page
    expect(page.locator("#watched")).to_contain_text("lit aussi")
    return page


def officer_away(stage: Stage) -> Page:
    """The officer is away for a moment."""
    stage.officer("camille").page.keyboard.press("Alt+a")
    visitor = stage.visitor(WHO)
    expect(visitor.status).to_contain_text("s'absente un instant")
    return visitor.page


def unsent(stage: Stage) -> Page:
    """It ended while she was writing."""
    officer, visitor = stage.officer("camille"), stage.visitor(WHO)
    visitor.field.fill(DRAFT)
    # Who said to be under eighteen is not left without a second look.
    (row,) = stage.room()["conversations"]
    stage.chief.service.post(
        f"/v1/conversations/{row['conversation']}/release", {"reason": "Vu ensemble"}
    )
    officer.panel("Suites")
    officer.page.get_by_role("radio", name="Rien à transmettre").check()
    officer.page.get_by_label("Motif").fill("Rien à transmettre.")
    officer.page.get_by_role("button", name="Clore", exact=True).click()
    expect(visitor.page.locator("#unsent")).to_contain_text("n'est pas parti")
    expect(visitor.field).to_have_value(DRAFT)
    return visitor.page


def closing(stage: Stage) -> Page:
    """In line when the service closes."""
    visitor = stage.visitor("last").arrive()
    stage.chief.service.post("/v1/service", {"closed": True})
    expect(visitor.status).to_contain_text("n'accueille plus")
    return visitor.page


def closed(stage: Stage) -> Page:
    """Nothing is asked any more: who to call."""
    visitor = stage.visitor("late").come()
    expect(visitor.page.locator("#needs")).to_contain_text("est fermée")
    return visitor.page


def accord_asked(stage: Stage) -> Page:
    """Beside the conversation, her accord is asked for."""
    visitor = stage.visitor(WHO).arrive()
    visitor.say("Bonjour.")
    asking = stage.asking = Asking.take(stage.house)
    asking.ask(station_with_havre(stage.house)["id"])
    expect(visitor.page.locator("#course-told")).to_contain_text("sans votre accord")
    return visitor.page


def accord_form(stage: Stage) -> Page:
    """What she may give, and nothing that she must; a field is missing."""
    page = stage.visitor(WHO).page
    page.get_by_role("button", name="Voir", exact=True).click()
    page.get_by_label("Comment", exact=True).select_option(label="Par courriel")
    page.get_by_role("button", name="Voir ce qui partira").click()
    expect(page.locator("#course-called-wrong")).not_to_be_empty()
    return page


def accord_preview(stage: Stage) -> Page:
    """Line by line, before anything is sent."""
    page = stage.visitor(WHO).page
    page.get_by_label("Comment vous appeler à l'accueil").first.fill("Lou")
    page.get_by_label("Numéro ou adresse pour cela").fill("lou" * 30 + "@example.org")
    page.get_by_role("button", name="Voir ce qui partira").click()
    expect(page.locator("#course-lines")).to_be_visible()
    return page


def accord_given(stage: Stage) -> Page:
    """Given; it may still be taken back."""
    page = stage.visitor(WHO).page
    page.get_by_role("button", name="Donner mon accord").click()
    expect(page.locator("#course-mind")).to_be_visible()
    return page


def opening_code(stage: Stage) -> Page:
    """Alone on the screen, once."""
    page = stage.visitor(WHO).page
    page.get_by_role("button", name="Voir mon code de suivi").click()
    expect(page.locator("#course-digits")).to_be_visible()
    stage.code = page.locator("#course-digits").inner_text()
    return page


def hours_proposed(stage: Stage) -> Page:
    """Hours to choose from."""
    page = stage.visitor(WHO).page
    page.get_by_role("button", name="C'est noté : ranger ce code").click()
    assert stage.asking is not None
    stage.asking.propose(station_with_havre(stage.house)["id"])
    expect(page.locator("#course-hours label").first).to_be_visible()
    return page


def appointment_made(stage: Stage) -> Page:
    """A number, large, and what may be done with it."""
    page = stage.visitor(WHO).page
    page.locator("#course-hours label").first.click()
    page.get_by_role("button", name="Prendre ce rendez-vous").click()
    expect(page.locator("#course-number")).not_to_be_empty()
    for more in ("Mettre dans un agenda", "Annuler le rendez-vous", "Changer d'avis"):
        page.get_by_text(more, exact=True).click()
    return page


def file_followed(stage: Stage) -> Page:
    """From another browser, with the code."""
    page = stage.visitor("follower").come().page
    page.get_by_text("J'ai un code pour reprendre").click()
    page.get_by_role("textbox", name="Code à 26 chiffres").fill(stage.code)
    page.locator("#code").get_by_role("button", name="Continuer").click()
    expect(page.locator("#course-state")).to_be_visible()
    page.get_by_role("button", name="Choisir une autre heure").click()
    page.get_by_text("Annuler ce code").click()
    return page


LED: Final = (
    Screen("accord asked", FIRST, accord_asked),
    Screen("accord, what she may give", FIRST, accord_form),
    Screen("accord, line by line", FIRST, accord_preview),
    Screen("accord given", FIRST, accord_given),
    Screen("opening code", FIRST, opening_code),
    Screen("hours proposed", FIRST, hours_proposed),
    Screen("appointment", FIRST, appointment_made),
    Screen("file followed", FIRST, file_followed),
)


TOLD: Final = (
    Screen("nobody is there", FIRST, nobody_at_first),
    Screen("nobody is there, before starting", FIRST, nobody_before),
    Screen("nobody is there, in line", FIRST, nobody_in_line),
    Screen("relief may answer", FIRST, relief_joins),
    Screen("how long it will be", FIRST, how_long),
    Screen("transfer announced", FIRST, transfer_announced),
    Screen("transfer refused", FIRST, transfer_refused),
    Screen("somebody also reads", FIRST, watched),
    Screen("officer away", FIRST, officer_away),
    Screen("text not sent", FIRST, unsent),
    Screen("service closing", FIRST, closing),
    Screen("service closed", FIRST, closed),
)
