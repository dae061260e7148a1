"""Where a talk leads, by keys alone: what each side presses, screen after screen."""

import json
import re
from pathlib import Path
from typing import Final

from journey.at_station import StationMember
from journey.keyboard import arrow_to, choose, fill, press, tab_to
from journey.people import PASSWORD, Officer, Visitor
from journey.sentinels import (
    ACCUSED,
    ADDRESS,
    ANSWER,
    CALLED,
    HOURS,
    NAME,
    PHONE,
    REPORTED,
    SAID,
    VIEW,
    WORDING,
    shows,
)
from playwright.sync_api import Page, expect

AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN: Final = """async (rules) => {
    const only = rules ? {runOnly: {type: "rule", values: rules}} : {}
    const found = await axe.run(document, {resultTypes: ["violations"], ...only})
    const parts = (nodes) => nodes.slice(0, 3).map((node) => node.html.slice(0, 160))
    return found.violations.map(({id, nodes}) => `${id}: ${parts(nodes).join(" | ")}`)
}"""
WIDER: Final = "document.documentElement.scrollWidth > innerWidth"


def usable(*pages: Page) -> None:
    """Axe finds nothing, by day and by night, and nothing is wider than the screen."""
    for page in pages:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text())
        found = {"light": page.evaluate(RUN, None)}
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found["dark"] = page.evaluate(RUN, ["color-contrast", "link-in-text-block"])
        page.emulate_media(color_scheme="light")
        found["wider"] = page.evaluate(WIDER)
        wrong = {way: told for way, told in found.items() if told}
        assert {} == wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


def sign_in(member: Officer | StationMember, name: str) -> None:
    """By keys alone; whoever works at a station opens the same door."""
    member.come()
    expect(member.page.get_by_label("Identifiant")).to_be_focused()
    member.page.keyboard.type(name)
    fill(member.page, "Mot de passe", PASSWORD)
    member.page.keyboard.press("Enter")
    expect(member.page.locator(".top")).to_be_visible(timeout=20_000)


def hour_in(shown: str) -> str:
    """The hour of a moment as a screen tells it: "14:30" or "14 h 30"."""
    found = re.search(r"(\d{1,2})(?::|\sh\s)(\d\d)", shown)
    assert found, shown
    return f"{int(found[1])}:{found[2]}"


# Her side, on a phone


def arrives_by_keys(visitor: Visitor) -> None:
    """From the first page to her first words."""
    page = visitor.come().page
    fill(page, "postcode", "75011")
    page.keyboard.press("Enter")
    expect(page.locator("#before-title")).to_be_focused()
    usable(page)
    press(page, "Commencer")
    expect(visitor.field).to_be_focused()
    page.keyboard.type(SAID)
    page.keyboard.press("Control+Enter")
    expect(visitor.mine(SAID)).to_contain_text("Envoyé")


def agrees(visitor: Visitor) -> None:
    """She opens the step, says who she is and how to reach her, reads it, agrees."""
    page = visitor.page
    press(page, "course-see", "Shift+Tab")
    expect(page.locator("#course-title")).to_be_focused()
    usable(page)
    fill(page, "course-called", CALLED)
    fill(page, "course-full-name", NAME)
    fill(page, "course-address", ADDRESS)
    fill(page, "course-phone", PHONE)
    choose(page, "course-channel", "Par téléphone")
    fill(page, "course-contact-hours", HOURS)
    fill(page, "course-contact-wording", WORDING)
    tab_to(page, "course-officer-any")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#course-officer-woman")).to_be_checked()
    tab_to(page, "course-whole")
    page.keyboard.press("Space")
    press(page, "Voir ce qui partira")
    expect(page.get_by_role("heading", name="Ce qui partira")).to_be_focused()
    shows(page.locator("#course-lines"), (CALLED, NAME, ADDRESS, PHONE, HOURS, WORDING))
    usable(page)
    press(page, "Donner mon accord")
    expect(page.locator("#course-said")).to_contain_text("Votre accord est noté")


def notes_her_code(visitor: Visitor) -> str:
    """The 26 digits, alone on the screen; then put away for good."""
    page = visitor.page
    press(page, "Voir mon code de suivi")
    digits = page.locator("#course-digits")
    expect(digits).to_have_text(re.compile(r"(\d{4} ){6}\d{2}"))
    usable(page)
    code = digits.inner_text()
    press(page, "C'est noté")
    expect(digits).to_be_empty()
    return code


def takes_an_hour(visitor: Visitor) -> tuple[str, str]:
    """She takes the first hour proposed; the number for the desk, and the hour."""
    page = visitor.page
    expect(page.locator("#course-hours input")).not_to_have_count(0)
    tab_to(page, "INPUT")
    page.keyboard.press("Space")
    press(page, "Prendre ce rendez-vous")
    number = page.locator("#course-number")
    expect(number).to_have_text(re.compile("^[2-9A-Z]{5} [2-9A-Z]{5}$"))
    usable(page)
    return number.inner_text(), hour_in(page.locator("#course-hour").inner_text())


def follows(visitor: Visitor, code: str) -> None:
    """At the first page of any browser, she types her code."""
    page = visitor.come().page
    press(page, "J'ai un code")
    fill(page, "digits", code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Où en est votre dossier")).to_be_focused()


# The officer's


def takes(officer: Officer) -> None:
    """Sign in, take the next, answer."""
    sign_in(officer, "camille")
    officer.page.keyboard.press("Alt+n")
    expect(officer.theirs(SAID)).to_be_visible(timeout=15_000)
    expect(officer.field).to_be_focused()
    officer.page.keyboard.type(ANSWER)
    officer.page.keyboard.press("Control+Enter")
    expect(officer.mine(ANSWER)).to_contain_text("envoyé ✓")


def opens_the_report(officer: Officer) -> None:
    """One key, one press; the first field has the focus."""
    page = officer.page
    page.keyboard.press("Alt+Shift+S")
    expect(page.locator("#help-panel")).to_be_focused()
    press(page, "Ouvrir le signalement")
    expect(page.get_by_label("Ce qui a été rapporté")).to_be_focused()


def writes_the_report(officer: Officer) -> None:
    """What was told and what the officer thinks apart, somebody named; saved."""
    page = officer.page
    page.keyboard.type(REPORTED)
    fill(page, "Appréciation de l'agent", VIEW)
    press(page, "Ajouter une personne")
    expect(page.get_by_label("Rôle")).to_be_focused()
    arrow_to(page, "Mis en cause")
    fill(page, "Ce qui en a été dit", ACCUSED)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#help-panel")).to_contain_text("✓ Enregistré à")
    usable(page)


def asks_her_accord(officer: Officer, code: str, town: str, station: str) -> None:
    """Look for stations by a postal code, choose the one that says so, ask."""
    page = officer.page
    page.keyboard.press("Alt+Shift+R")
    expect(page.get_by_label("Où la personne veut aller")).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"✓ {town}")).to_be_visible()
    first = page.locator(".stations__one").first
    expect(first).to_be_visible()
    tab_to(page, first.inner_text().split(" ")[0])
    page.keyboard.press("Space")
    arrow_to(page, station)
    expect(page.locator(".station")).to_be_visible()
    press(page, "Demander l'accord")
    expect(page.get_by_text("La personne lit ce qui serait")).to_be_visible()
    usable(page)


def proposes_hours(officer: Officer) -> None:
    """The first two that are free."""
    page = officer.page
    press(page, "Voir les créneaux libres")
    expect(page.locator("fieldset.slots input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    press(page, "Proposer ces créneaux")
    expect(page.get_by_text("Proposés")).to_be_visible()


def sends_the_file(officer: Officer) -> None:
    """What goes is looked at first."""
    page = officer.page
    press(page, "Voir ce qui part")
    shows(page.locator(".preview"), (REPORTED, VIEW, NAME, WORDING))
    usable(page)
    press(page, "Sceller et envoyer")


def closes(officer: Officer, outcome: str, family: str) -> None:
    """« Suites »: what became of it, in two lists."""
    page = officer.page
    page.keyboard.press("Alt+i")
    expect(page.locator("#help-panel")).to_be_focused()
    choose(page, "Issue", outcome)
    choose(page, "Famille", family)
    usable(page)
    press(page, "Clore")
