"""The supervisors' room: the board, acting, reading along, the texts."""

from typing import Final

from journey.people import Officer
from journey.stage import CONSOLE, Screen, Stage
from playwright.sync_api import Page, expect

WIDE: Final = {"width": 1440, "height": 900}


def sacha(stage: Stage) -> Page:
    """The supervisor's screen."""
    page = stage.officer("sacha").page
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return page


def quiet_room(stage: Stage) -> Page:
    """Nobody waits, nothing is wrong."""
    page = sacha(stage)
    page.keyboard.press("Alt+z")
    expect(page.get_by_text("Aucune conversation ouverte.")).to_be_visible()
    return page


def alarmed(stage: Stage) -> Page:
    """A danger, a minor, an officer who asks for help; one is being looked after."""
    page, officer = sacha(stage), stage.officer("camille")
    visitor = stage.visitor().arrive()
    visitor.say("Bonjour.")
    officer.take()
    officer.page.keyboard.press("Alt+d")
    officer.page.keyboard.press("Alt+h")
    stage.other = stage.someone("J'ai 15 ans.", minor=True)
    alarms = page.get_by_role("region", name="Alarmes")
    expect(alarms).to_contain_text("Demande d'aide", timeout=20_000)
    page.keyboard.press("Alt+o")
    expect(alarms).to_contain_text("Vous vous en occupez")
    return page


def row_chosen(stage: Stage) -> Page:
    """What can be done to it."""
    page = sacha(stage)
    page.get_by_role("button", name="en cours").first.click()
    expect(page.locator(".dock__name b")).to_be_visible()
    return page


def reason_asked(stage: Stage) -> Page:
    """No reading without a reason."""
    page = sacha(stage)
    page.keyboard.press("Alt+m")
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("Écrivez le motif")).to_be_visible()
    return page


def reading(stage: Stage) -> Page:
    """Reading along."""
    page = sacha(stage)
    page.get_by_label("Motif", exact=True).fill("Danger signalé")
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("log")).to_contain_text("Bonjour.", timeout=20_000)
    return page


def whispered(stage: Stage) -> Page:
    """What the officer alone sees."""
    page, officer = sacha(stage), stage.officer("camille")
    page.get_by_label("Note pour l'agent seul").fill("Demandez si elle est seule.")
    page.get_by_role("button", name="Envoyer la note").click()
    expect(officer.page.locator(".line--whisper")).to_be_visible(timeout=20_000)
    return officer.page


def reading_over(stage: Stage) -> Page:
    """Her text is gone from this screen too, once she has left and it is destroyed."""
    page, officer = sacha(stage), stage.officer("camille")
    stage.visitor().leave()
    officer.sees_her_gone()
    stage.let_close()
    expect(officer.page.get_by_text("a donné son accord").first).to_be_visible()
    officer.page.get_by_role("button", name="Rien à transmettre : détruire").click()
    officer.page.get_by_role("button", name="Oui, détruire").click()
    expect(page.get_by_text("La conversation est close")).to_be_visible()
    return page


def places(stage: Stage) -> Page:
    """How many an officer may hold."""
    page = sacha(stage)
    page.get_by_role("button", name="Cesser de lire").click()
    page.locator(".places").first.click()
    expect(page.get_by_label("Places, de 1 à 50")).to_be_visible()
    return page


def service_closed(stage: Stage) -> Page:
    """Closed to new conversations, and a desk on pause."""
    page = sacha(stage)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Fermer le service").click()
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("Service fermé").first).to_be_visible()
    page.locator(".card").first.get_by_role("button").click()
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("‖ En pause").first).to_be_visible()
    return page


def received(stage: Stage) -> Page:
    """What a colleague left for who takes over."""
    officer = stage.officer("camille")
    officer.page.get_by_role("button", name="Fermer", exact=True).click()
    stage.chief.service.post("/v1/desks/police/pause", {"paused": False})
    officer.take()
    pass_on(officer)
    assert stage.other
    stage.other.answer_transfer(agree=True)
    other = stage.officer("sacha")
    other.page.keyboard.press("Alt+z")
    expect(other.page.locator(".counts")).to_contain_text("1")
    other.take()
    expect(other.page.get_by_label("Relève", exact=True)).to_be_visible()
    return other.page


def pass_on(officer: Officer) -> None:
    """Write two lines, to whom; she is told."""
    officer.page.keyboard.press("Alt+y")
    officer.page.get_by_label("Où en est la personne").fill("Chez sa sœur.")
    officer.page.get_by_label("Ce qui reste à faire").fill("Donner le 119.")
    officer.page.get_by_label("À qui").select_option(label="Relais national")
    officer.page.get_by_role("button", name="Écrire la note et annoncer").click()
    expect(officer.page.get_by_text("Note gardée.")).to_be_visible()


def texts(stage: Stage) -> Page:
    """One text, in use."""
    page = sacha(stage)
    page.get_by_role("button", name="Textes prêts").click()
    page.locator(".texts__list nav button").first.click()
    expect(page.get_by_role("heading", name="En usage")).to_be_visible()
    return page


def writing_a_text(stage: Stage) -> Page:
    """A change being written, refused while it changes nothing."""
    page = sacha(stage)
    page.get_by_role("button", name="Proposer un changement").click()
    page.get_by_role("button", name="Proposer ce texte").click()
    expect(page.get_by_text("Rien n'a changé")).to_be_visible()
    return page


def proposed(stage: Stage) -> Page:
    """It waits for a second reader."""
    page = sacha(stage)
    page.get_by_role("textbox", name="Texte").fill("Bonjour. Prenez votre temps.")
    page.get_by_role("button", name="Proposer ce texte").click()
    expect(page.get_by_text("Vous l'avez écrit")).to_be_visible()
    return page


def writing_a_card(stage: Stage) -> Page:
    """Its two bodies, beside those in use; the easy one refused while it is empty."""
    page = sacha(stage)
    page.get_by_role("button", name="Les soins à ne pas retarder").click()
    page.get_by_role("button", name="Proposer un changement").click()
    page.get_by_role("textbox", name="Français facile").fill("")
    page.get_by_role("button", name="Proposer ce texte").click()
    expect(page.get_by_text("Écrivez le français facile")).to_be_visible()
    return page


ROOM: Final = (
    Screen("quiet room", CONSOLE, quiet_room),
    Screen("room with alarms", CONSOLE, alarmed),
    Screen("row chosen", CONSOLE, row_chosen),
    Screen("reason asked", CONSOLE, reason_asked),
    Screen("reading along", CONSOLE, reading),
    Screen("whispered", CONSOLE, whispered),
    Screen("reading over", CONSOLE, reading_over),
    Screen("places", CONSOLE, places),
    Screen("service closed", CONSOLE, service_closed),
    Screen("handover received", CONSOLE, received),
    Screen("texts", CONSOLE, texts),
    Screen("writing a text", CONSOLE, writing_a_text),
    Screen("text proposed", CONSOLE, proposed),
    Screen("writing a card", CONSOLE, writing_a_card),
)
