"""The console while a card is looked for, sent, and not noted yet."""

from typing import Final

from journey.stage import CONSOLE, Screen, Stage
from playwright.sync_api import Page, expect


def offered(stage: Stage) -> Page:
    """To a minor, those that fit, with their digits."""
    stage.someone("J'ai 15 ans.", minor=True)
    officer = stage.officer()
    officer.take()
    officer.page.keyboard.press("Alt+m")
    expect(officer.page.get_by_role("option", name="moins de 18 ans")).to_be_visible()
    return officer.page


def found(stage: Stage) -> Page:
    """One looked for and read, in easy French."""
    page = stage.officer().page
    page.keyboard.press("Alt+x")
    page.keyboard.type("droits")
    expect(page.get_by_role("button", name="Envoyer la fiche")).to_be_visible()
    return page


def sent(stage: Stage) -> Page:
    """It went, and its note did not."""
    page = stage.officer().page
    page.route("**/notes", lambda route: route.abort())
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("▤ Fiche, français facile")
    expect(page.get_by_text("Pas encore noté")).to_be_visible()
    return page


def noted(stage: Stage) -> Page:
    """It is noted: said in the list and above the card."""
    page = stage.officer().page
    page.unroute("**/notes")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".cards__text")).to_contain_text("✓ Déjà envoyée à")
    expect(page.get_by_text("Pas encore noté")).to_have_count(0)
    return page


CARDS: Final = (
    Screen("cards offered", CONSOLE, offered),
    Screen("card found", CONSOLE, found),
    Screen("card sent", CONSOLE, sent),
    Screen("card noted", CONSOLE, noted),
)
