"""A visitor at her page and an officer at the console, by what they see and press."""

import re
from collections.abc import Mapping
from typing import Final

from playwright.sync_api import Locator, Page, expect

PASSWORD: Final = "demonstration"
PARIS: Final = "75001"  # the police alone
PHONE: Final[Mapping[str, object]] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
    "locale": "fr-FR",
    "timezone_id": "Europe/Paris",
}
DESKTOP: Final[Mapping[str, object]] = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "fr-FR",
    "timezone_id": "Europe/Paris",
}


class Visitor:
    """Someone at the first page, then in the conversation."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.log = page.get_by_role("log")
        self.field = page.get_by_role("textbox", name="Votre message")
        self.status = page.locator("#status")
        self.exit_link = page.get_by_role(
            "link", name=re.compile("^Quitter en urgence")
        )

    def come(self) -> "Visitor":
        """Open the first page."""
        self.page.goto(f"{self.base}/")
        return self

    def tell_postcode(self, postcode: str) -> None:
        """Type a postal code and go on."""
        self.page.get_by_role("textbox", name="Code postal").fill(postcode)
        self.page.get_by_role("button", name="Continuer").first.click()

    def start(self) -> None:
        """Accept what was read, and be in the conversation."""
        self.page.get_by_role("button", name="Commencer").click()
        expect(self.field).to_be_visible()

    def arrive(self, postcode: str = PARIS) -> "Visitor":
        """From nothing to the conversation."""
        self.come()
        self.tell_postcode(postcode)
        self.start()
        return self

    def send(self, text: str) -> None:
        """Write a message and send it, without waiting for what becomes of it."""
        self.field.fill(text)
        self.page.get_by_role("button", name="Envoyer").click()

    def say(self, text: str) -> None:
        """Send a message and see that it has arrived at the service."""
        self.send(text)
        expect(self.mine(text)).to_contain_text("Envoyé")

    def mine(self, text: str) -> Locator:
        """Her message."""
        return self.log.locator(".said--visitor").filter(has_text=text)

    def theirs(self, text: str) -> Locator:
        """The officer's message."""
        return self.log.locator(".said--agent").filter(has_text=text)

    def texts(self, side: str) -> list[str]:
        """What one side has said, as the screen shows it, in order."""
        return self.log.locator(f".said--{side} > p").all_inner_texts()

    def leave(self) -> None:
        """Press the exit."""
        self.exit_link.click()

    def kept(self) -> Mapping[str, object]:
        """All that the browser could keep for this origin."""
        found: Mapping[str, object] = self.page.evaluate(
            """async () => ({
                cookies: document.cookie,
                local: Object.entries(localStorage),
                session: Object.entries(sessionStorage),
                databases: (await indexedDB.databases()).map((one) => one.name),
                caches: await caches.keys(),
                workers: (await navigator.serviceWorker.getRegistrations()).length,
            })"""
        )
        return found


class Officer:
    """Someone at the console."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.log = page.get_by_role("log")
        self.field = page.get_by_role("textbox", name="Votre message")
        self.take_button = page.get_by_role(
            "button", name="Prendre la conversation suivante"
        )

    def come(self) -> "Officer":
        """Open the console."""
        self.page.goto(f"{self.base}/agent")
        return self

    def sign_in(self, name: str = "camille", password: str = PASSWORD) -> "Officer":
        """Sign in and see the desk."""
        self.come()
        self.page.get_by_label("Identifiant").fill(name)
        self.page.get_by_label("Mot de passe").fill(password)
        self.page.get_by_role("button", name="Se connecter").click()
        expect(self.take_button).to_be_visible(timeout=20_000)
        return self

    def take(self) -> None:
        """Take the next in line and be able to write."""
        self.take_button.click()
        expect(self.field).to_be_visible(timeout=10_000)

    def send(self, text: str) -> None:
        """Write a message and send it, without waiting."""
        self.field.fill(text)
        self.page.get_by_role("button", name="Envoyer").click()

    def say(self, text: str) -> None:
        """Send a message and see that it has arrived at the service."""
        self.send(text)
        expect(self.mine(text)).to_contain_text("envoyé ✓")

    def mine(self, text: str) -> Locator:
        """Their own message."""
        return self.log.locator(".said--agent").filter(has_text=text)

    def theirs(self, text: str) -> Locator:
        """The visitor's message."""
        return self.log.locator(".said--visitor").filter(has_text=text)

    def texts(self, side: str) -> list[str]:
        """What one side has said, as the screen shows it, in order."""
        return self.log.locator(f".said--{side} .said__text").all_inner_texts()

    def sees_her_gone(self) -> None:
        """The banner of a frozen conversation stands where one wrote."""
        expect(
            self.page.get_by_text("La personne a quitté la conversation.")
        ).to_be_visible()
        expect(self.field).to_have_count(0)

    def destroy(self) -> None:
        """Nothing to transmit; and nothing is left on the screen."""
        self.page.get_by_role("button", name="Rien à transmettre : détruire").click()
        expect(self.page.get_by_text("Conversation détruite").first).to_be_visible()
        expect(self.log).to_have_count(0)

    def panel(self, name: str) -> None:
        """Open a panel of the right column."""
        self.page.get_by_role("tab", name=name).click()
