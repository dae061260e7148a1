"""Where a talk leads, at the console: a station, her accord, an hour, a helper."""

from collections.abc import Callable
from typing import Final

from journey.people import Officer, Visitor
from journey.stage import CONSOLE, Screen, Stage
from playwright.sync_api import Page, expect

CALLED: Final = "Mirabelle"


def she_agrees(visitor: Visitor) -> None:
    """She reads what would go, agrees, and is back in the conversation."""
    page = visitor.page
    page.locator("#course-see").click()
    page.locator("#course-called").fill(CALLED)
    page.locator("#course-fill button.main").click()
    page.locator("[data-part=preview] button.main").click()
    page.locator("[data-part=file]").wait_for()
    page.locator("#course [data-back]").click()


def meeting_rows(camille: Callable[[Stage], Officer]) -> tuple[Screen, ...]:
    """The rows of a walk in which Camille has her in hand, in front."""

    def stations(stage: Stage) -> Page:
        """Near a place, one chosen."""
        page = camille(stage).page
        page.keyboard.press("Alt+Shift+R")
        page.keyboard.type("75011")
        page.keyboard.press("Enter")
        page.locator(".stations__one input").first.check()
        expect(page.locator(".station")).to_be_visible()
        return page

    def agreed(stage: Stage) -> Page:
        """What she gave is read, hours are ticked."""
        page = camille(stage).page
        page.get_by_role("button", name="Demander l'accord").click()
        she_agrees(stage.visitor())
        page.get_by_role("button", name="Lire l'identité").click()
        expect(page.locator(".meeting")).to_contain_text(CALLED)
        page.get_by_role("button", name="Voir les créneaux libres").click()
        page.locator("fieldset.slots input").first.check()
        return page

    def helpers(stage: Stage) -> Page:
        """Who else helps, for one need."""
        page = camille(stage).page
        page.keyboard.press("Alt+Shift+O")
        page.get_by_role("button", name="Juridique", exact=True).click()
        expect(page.get_by_role("toolbar", name="Qui peut aider")).to_be_visible()
        return page

    return (
        Screen("stations near", CONSOLE, stations),
        Screen("accord given", CONSOLE, agreed),
        Screen("helpers", CONSOLE, helpers),
    )
