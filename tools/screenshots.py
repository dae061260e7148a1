"""Take the pictures of README.md and docs/ from a running house: docs/images/*.png."""

import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from journey.chromium import Chromium  # noqa: E402
from journey.network import Elsewhere  # noqa: E402
from journey.people import DESKTOP, PHONE, Officer, Visitor  # noqa: E402
from journey.running import a_house, furnish_into  # noqa: E402
from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402
from smaller_png import smaller  # noqa: E402

IMAGES: Final = ROOT / "docs" / "images"
SIZE_MAX: Final = 120_000  # bytes: a page with all of them stays readable anywhere

# An invented conversation: plain, ordinary, nobody's.
TALK: Final = (
    ("agent", "Bonjour, je suis Camille, de la police. Pouvez-vous écrire ?"),
    ("visitor", "Oui, je suis seule. Mon ex me suit partout depuis un mois."),
    ("agent", "Merci de me le dire. Êtes-vous en sécurité, là, maintenant ?"),
    ("visitor", "Oui, chez ma sœur. Est-ce que c'est interdit, ce qu'il fait ?"),
    (
        "agent",
        "Ce que vous décrivez peut correspondre à du harcèlement, et la loi "
        "l'interdit. Racontez-moi, dans l'ordre que vous voulez.",
    ),
)


def take(page: Page, name: str) -> None:
    """Take one picture.

    Raises:
        ValueError: it is too heavy for the repository.
    """
    path = IMAGES / f"{name}.png"
    page.mouse.move(1, 600)  # over nothing that changes under a pointer
    hidden = {"hidden": True}
    page.context.new_cdp_session(page).send("Emulation.setScrollbarsHidden", hidden)
    path.write_bytes(smaller(page.screenshot(animations="disabled", caret="hide")))
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")
    if size > SIZE_MAX:
        raise ValueError(f"{path.name} is over {SIZE_MAX:,} bytes")


def talk(visitor: Visitor, officer: Officer) -> None:
    """Say all of `TALK`, each seeing the other's words."""
    for side, text in TALK:
        if side == "agent":
            officer.say(text)
            expect(visitor.theirs(text)).to_be_visible()
        else:
            visitor.say(text)
            expect(officer.theirs(text)).to_be_visible()


def pictures(chromium: Chromium, base: str) -> None:
    """Go through a visit, and take what README.md shows."""
    phone = chromium.browser.new_context(**PHONE)  # type: ignore[arg-type]
    desktop = chromium.browser.new_context(**DESKTOP)  # type: ignore[arg-type]
    visitor = Visitor(phone.new_page(), base).come()
    take(visitor.page, "phone-home")
    visitor.tell_postcode("75001")
    expect(visitor.page.get_by_role("button", name="Commencer")).to_be_visible()
    take(visitor.page, "phone-before")
    visitor.start()
    expect(visitor.status).to_contain_text("prochaine")
    take(visitor.page, "phone-waiting")
    officer = Officer(desktop.new_page(), base).sign_in()
    officer.take()
    talk(visitor, officer)
    take(visitor.page, "phone-conversation")
    others = [
        Visitor(chromium.browser.new_context().new_page(), base).arrive("75002")
        for _ in range(2)
    ]
    expect(officer.page.get_by_role("row", name="Police")).to_contain_text("2")
    officer.field.fill("Prenez votre temps.")
    take(officer.page, "console-light")
    officer.page.emulate_media(color_scheme="dark")
    take(officer.page, "console-dark")
    officer.page.emulate_media(color_scheme="light")
    visitor.leave()
    officer.sees_her_gone()
    officer.panel("Suites")
    take(officer.page, "console-left")
    for other in others:
        other.leave()


def main() -> None:
    """Take them all from a house of its own."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    sites = Elsewhere()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        at = Path(folder)
        furnish_into(at / "furnished")
        with a_house(at / "furnished", at / "house", sites.neutral) as house:
            chromium = Chromium(playwright, at / "profile")
            try:
                pictures(chromium, house.base)
            finally:
                chromium.kill()
    sites.close()


if __name__ == "__main__":
    main()
