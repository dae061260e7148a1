"""An officer at four in the morning: four conversations, and never the mouse."""

import re

from journey.people import Officer
from playwright.sync_api import Locator, expect

from havre.client.officer import Officer as Client
from havre.client.service import Service

PASSWORD = "demonstration"
NAMES = ("première", "deuxième", "troisième", "quatrième")


def let_four(base: str) -> None:
    """A supervisor lets Camille hold four at once."""
    sacha = Client.sign_in(Service(base), "sacha", PASSWORD)
    (camille,) = [
        one
        for one in sacha.service.get("/v1/members")["members"]
        if one["name"] == "camille"
    ]
    sacha.service.post(f"/v1/members/{camille['id']}/capacity", {"capacity": 4})


def tab(officer: Officer, number: int) -> Locator:
    """The tab of that number."""
    return officer.page.locator(".tab").nth(number - 1)


def sign_in_by_keyboard(officer: Officer) -> None:
    """Tab, type, Enter."""
    officer.come()
    officer.page.get_by_label("Identifiant").focus()
    officer.page.keyboard.type("camille")
    officer.page.keyboard.press("Tab")
    officer.page.keyboard.type(PASSWORD)
    officer.page.keyboard.press("Enter")
    expect(officer.take_button).to_be_visible(timeout=20_000)


def test_four_conversations_are_answered_by_keyboard_alone(
    house, a_visitor, an_officer
):
    """Taken, read, answered, closed: each to her own, none crossed."""
    let_four(house.base)
    visitors = [a_visitor().arrive() for _ in NAMES]
    for visitor, name in zip(visitors, NAMES, strict=True):
        visitor.say(f"Je suis la {name}.")
    officer = an_officer()
    sign_in_by_keyboard(officer)
    keys = officer.page.keyboard
    for number, name in enumerate(NAMES, 1):
        keys.press("Alt+n")
        expect(officer.theirs(f"Je suis la {name}.")).to_be_visible(timeout=15_000)
        expect(officer.field).to_be_focused()
        expect(tab(officer, number)).to_have_attribute("aria-current", "true")
    keys.press("Alt+n")
    expect(
        officer.page.get_by_text("toutes les conversations permises").first
    ).to_be_visible()

    # The first has waited longest; one who writes again is counted, unseen.
    expect(tab(officer, 1)).to_contain_text("➤")
    visitors[1].say("Vous êtes là ?")
    expect(tab(officer, 2)).to_contain_text("●1")
    for number, name in enumerate(NAMES, 1):
        keys.press(f"Alt+{number}")
        expect(officer.field).to_be_focused()
        keys.type(f"Bonjour, vous qui êtes la {name}.")
        keys.press("Control+Enter")
    for visitor, name in zip(visitors, NAMES, strict=True):
        expect(visitor.theirs(f"vous qui êtes la {name}")).to_be_visible()
        assert 1 == len(visitor.texts("agent"))

    keys.press("Alt+w")
    expect(officer.page.get_by_role("log")).to_have_count(2)
    keys.press("Alt+w")
    keys.press("Alt+4")
    keys.press("Alt+q")
    keys.press("3")
    keys.press("Enter")
    expect(visitors[3].status).to_contain_text("terminée", timeout=20_000)
    expect(tab(officer, 4)).to_contain_text(re.compile("close|✓"))
    keys.press("Alt+k")
    expect(officer.page.get_by_role("heading", name="Raccourcis")).to_be_visible()
