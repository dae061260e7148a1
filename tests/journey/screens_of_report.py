"""The report, the prosecutor's document, the operations centre, what was passed on."""

from collections.abc import Callable
from typing import Final

from journey.people import Officer
from journey.pistes import tick
from journey.stage import CONSOLE, Screen, Stage
from playwright.sync_api import Page, expect

CENTRES: Final = """departement,insee,force,name,phone,checked
75,,PN,CIC de démonstration,0100000017,2026-11-20
75,,GN,CORG de démonstration,0100000018,2026-11-20
"""


def report_rows(officer_of: Callable[[Stage], Officer]) -> tuple[Screen, ...]:
    """The states, in order; the conversation in front tells of a danger."""

    def not_open(stage: Stage) -> Page:
        """What one press does, before it."""
        page = officer_of(stage).page
        page.keyboard.press("Alt+2")
        page.keyboard.press("Alt+Shift+S")
        expect(page.get_by_role("button", name="Ouvrir le signalement")).to_be_visible()
        return page

    def written(stage: Stage) -> Page:
        """What was reported and what is thought, apart; persons; pistes kept."""
        officer = officer_of(stage)
        page = officer.page
        page.get_by_role("button", name="Ouvrir le signalement maintenant").click()
        expect(page.get_by_label("Ce qui a été rapporté")).to_be_focused()
        page.keyboard.type("« Il m'a serré le cou. »")
        page.get_by_label("Appréciation de l'agent").fill("Récit précis.")
        page.get_by_role("button", name="Ajouter une personne").click()
        page.get_by_role("button", name="Ajouter une personne").click()
        page.get_by_label("Ce qui en a été dit").last.fill("Son mari")
        page.keyboard.press("Alt+v")
        tick(officer, "tout effacer", "mari", "pén", "dit non", "adulte")
        page.keyboard.press("Alt+Shift+S")
        page.get_by_role("checkbox", name="catalogue, version").first.check()
        page.get_by_role("checkbox", name="Danger").check()
        page.get_by_role("button", name="Enregistrer le signalement").click()
        expect(page.get_by_text("✓ Enregistré à")).to_be_visible()
        return page

    def court(stage: Stage) -> Page:
        """The court of the place."""
        page = officer_of(stage).page
        page.get_by_label("Commune ou code postal").fill("75001")
        page.keyboard.press("Enter")
        expect(page.locator(".court__card")).to_contain_text("Paris")
        return page

    def made(stage: Stage) -> Page:
        """The document, its hash, and what is added to its transmission."""
        page = officer_of(stage).page
        page.get_by_label("Urgent").check()
        page.get_by_role("button", name="Établir et enregistrer").click()
        page.get_by_role("button", name="Noter l'envoi").click()
        page.get_by_text("Relire le document").click()
        expect(page.locator(".made pre")).to_be_visible()
        return page

    def centre(stage: Stage) -> Page:
        """Whom to call, and what is to be said."""
        folder = stage.house.data / "directory"
        folder.mkdir(exist_ok=True)
        (folder / "centres.csv").write_text(CENTRES)
        page = officer_of(stage).page
        page.keyboard.press("Alt+Shift+D")
        page.keyboard.type("75002")
        page.keyboard.press("Enter")
        expect(page.locator(".centre__phone")).to_have_count(2)
        return page

    def transmissions(stage: Stage) -> Page:
        """What waits, and what is being added."""
        page = officer_of(stage).page
        page.keyboard.press("Alt+Shift+T")
        page.get_by_role("button", name="Noter l'accusé").first.click()
        expect(page.get_by_label("Par qui")).to_be_visible()
        return page

    return (
        Screen("report not open", CONSOLE, not_open),
        Screen("report written", CONSOLE, written),
        Screen("court of a place", CONSOLE, court),
        Screen("document made", CONSOLE, made),
        Screen("operations centre", CONSOLE, centre),
        Screen("transmissions", CONSOLE, transmissions),
    )
