"""An officer at the panel « Pistes », by what they type."""

from typing import Final

from journey.people import Officer
from journey.running import House
from playwright.sync_api import Locator, expect

from havre.client.service import Service
from havre.client.visitor import Visitor as Tab

NIGHT: Final = "2026-11-26T04:00:00+01:00"  # so that « il y a 20 ans » is 2006


def at_night(house: House, officer: Officer, *, minor: bool = False) -> Officer:
    """An officer who has just taken somebody, at four in the morning."""
    Tab.begin(Service(house.base), "75001", minor=minor).send("Bonjour.")
    officer.page.clock.install(time=NIGHT)
    officer.sign_in()
    officer.page.keyboard.press("Alt+n")
    expect(officer.field).to_be_focused(timeout=15_000)
    expect(officer.theirs("Bonjour.")).to_be_visible()
    return officer


def panel(officer: Officer) -> Locator:
    """The right column."""
    return officer.page.locator("#help-panel")


def quick(officer: Officer) -> Locator:
    """The field where a few letters are enough."""
    return officer.page.get_by_role("combobox", name="Un fait, une date, un signe")


def tick(officer: Officer, *typed: str) -> None:
    """Type and press Enter, again and again; the focus never leaves the field."""
    for letters in typed:
        officer.page.keyboard.type(letters)
        officer.page.keyboard.press("Enter")
    expect(quick(officer)).to_be_focused()
    expect(quick(officer)).to_have_value("")


def pistes(officer: Officer, state: str) -> Locator:
    """Those whose facts are all there, or those that lack some."""
    return panel(officer).locator(f".piste[data-state={state}]")
