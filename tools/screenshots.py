"""Take the pictures of README.md and docs/ from a running house: docs/images/*.png.

With `course`, those of where a talk leads alone.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from journey import screens_of_guide  # noqa: E402
from journey.chromium import Chromium  # noqa: E402
from journey.network import Elsewhere  # noqa: E402
from journey.people import (  # noqa: E402
    DESKTOP,
    PASSWORD,
    PHONE,
    Officer,
    Visitor,
)
from journey.pistes import tick  # noqa: E402
from journey.running import House, a_house, furnish_into  # noqa: E402
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402
from screenshots_of_course import course  # noqa: E402
from smaller_png import smaller  # noqa: E402

from havre.client.officer import Officer as Client  # noqa: E402
from havre.client.service import Service  # noqa: E402

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

OTHERS: Final = (
    ("Il est devant ma porte depuis une heure.", ("Je suis en danger maintenant",)),
    ("J'ai 15 ans. C'est mon entraîneur.", ("J'ai moins de 18 ans",)),
    ("Bonjour. C'est pour ma voisine : je les entends.", ()),
)
PISTES: Final = (
    *("mari", "pén", "dit non", "gifle", "serré le cou", "contrôle"),
    *("souvent", "devant les enfants", "santé", "adulte", "depuis 2019"),
)
HANDOVER: Final = (
    ("Chez sa sœur, en sécurité.", "Expliquer la plainte.", "Dominique · Gendarmerie"),
    ("Porte fermée, il est dehors.", "Rester avec elle.", "Relais national"),
)
EVENING: Final = (1, 0, 1, 2, 1, 3, 2, 2, 4, 3, 3, 5, 4, 6, 5, 4, 4, 3, 2, 3, 2, 1, 2)
WIDE: Final[Mapping[str, object]] = {
    **DESKTOP,
    "viewport": {"width": 1440, "height": 860},
}


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


def shown(browser: Browser, options: Mapping[str, object]) -> Page:
    """Open an empty page on a screen of its own."""
    return browser.new_context(**options).new_page()  # type: ignore[arg-type]


def before_anyone(browser: Browser, base: str) -> None:
    """In line while nobody is there: the server has just started."""
    visitor = Visitor(shown(browser, PHONE), base).arrive()
    expect(visitor.status).to_contain_text("Aucun agent n'est là")
    take(visitor.page, "phone-unstaffed")
    visitor.leave()


def one_visit(browser: Browser, base: str, officer: Officer) -> Visitor:
    """From the first page to the conversation, on both sides."""
    visitor = Visitor(shown(browser, PHONE), base).come()
    take(visitor.page, "phone-home")
    visitor.tell_postcode("75001")
    expect(visitor.page.get_by_role("button", name="Commencer")).to_be_visible()
    take(visitor.page, "phone-before")
    visitor.start()
    expect(visitor.status).to_contain_text("prochaine")
    take(visitor.page, "phone-waiting")
    officer.take()
    talk(visitor, officer)
    take(visitor.page, "phone-conversation")
    officer.field.fill("Prenez votre temps.")
    take(officer.page, "console-light")
    officer.page.emulate_media(color_scheme="dark")
    take(officer.page, "console-dark")
    officer.page.emulate_media(color_scheme="light")
    officer.field.fill("")
    return visitor


def a_transfer(visitor: Visitor, officer: Officer) -> None:
    """She is asked, and would rather stay."""
    officer.page.keyboard.press("Alt+t")
    officer.page.get_by_role("radio", name="Dominique").check()
    officer.page.get_by_role("button", name="Annoncer le transfert").click()
    stay = visitor.page.get_by_role("button", name="Je préfère rester")
    expect(stay).to_be_visible()
    take(visitor.page, "phone-transfer")
    stay.click()
    officer.page.get_by_role("button", name="Compris").click()
    officer.panel("Réponses")


def several(browser: Browser, base: str, officer: Officer) -> None:
    """Four at once: in tabs, side by side, one in danger, handed over."""
    keys = officer.page.keyboard
    for text, taps in OTHERS:
        other = Visitor(shown(browser, PHONE), base).come()
        other.tell_postcode("75002")
        for tap in taps:
            other.page.get_by_label(tap).check()
        other.start()
        other.say(text)
        keys.press("Alt+n")
        expect(officer.theirs(text)).to_be_visible()
    keys.press("Alt+2")
    officer.field.fill("Je vous lis. Est-ce qu'il peut entrer ?")
    officer.page.evaluate("document.activeElement.blur()")
    keys.press("Alt+w")
    expect(officer.log).to_have_count(2)
    take(officer.page, "console-side-by-side")
    keys.press("Alt+w")
    officer.field.fill("")
    keys.press("Alt+d")
    expect(officer.page.get_by_text("Danger signalé :")).to_be_visible()
    take(officer.page, "console-danger")
    keys.press("Alt+y")
    for row, (state, next_, to) in enumerate(HANDOVER):
        form = officer.page.locator(".handover__row").nth(row)
        form.get_by_label("Où en est la personne").fill(state)
        form.get_by_label("Ce qui reste à faire").fill(next_)
        if to:
            option = form.locator("option", has_text=to).first
            value = option.get_attribute("value")
            form.get_by_label("À qui").select_option(value=value)
    officer.page.evaluate("document.activeElement.blur()")
    take(officer.page, "console-handover")


def the_room(house: House, chief: Officer) -> None:
    """The board, after an evening of which the numbers are invented."""
    for at, value in enumerate(EVENING):
        minutes = (len(EVENING) - at) * 15
        for desk, kind, count, each in (
            ("police", "arrived", value, 1),
            ("police", "answered", value, (20 + value * 25) * 1000),
            ("gendarmerie", "arrived", value // 2, 1),
            ("gendarmerie", "answered", value // 2, (15 + value * 12) * 1000),
            ("police", "on-duty", 1, 3 - at // 16),
            ("gendarmerie", "on-duty", 1, 2),
            ("relief", "on-duty", 1, 1),
        ):
            for n in range(count):
                house.change(
                    "INSERT INTO line_event (at, desk, kind, value) VALUES"
                    f" (unixepoch() * 1000 - {minutes * 60_000 - n * 60_000},"
                    f" '{desk}', '{kind}', {each * (n + 1) if each > 9 else each})"
                )
    room = chief.page
    room.keyboard.press("Alt+z")
    expect(room.get_by_text("Danger signalé").first).to_be_visible()
    room.keyboard.press("Alt+o")
    expect(room.get_by_text("Vous vous en occupez")).to_be_visible()
    room.get_by_role("button", name="en cours").first.click()
    take(room, "board")


def the_guide(browser: Browser, base: str) -> None:
    """Is it an offence? A question, and the answer, in her browser."""
    page = shown(browser, PHONE)
    page.goto(f"{base}/questions")
    screens_of_guide.start(page)
    screens_of_guide.tick(page, "Un acte sexuel")
    take(page, "phone-guide-question")
    screens_of_guide.tick(page, "Une pénétration")
    screens_of_guide.tick(page, "Pendant le sommeil")
    screens_of_guide.tick(page, "Un parent, un grand-parent")
    screens_of_guide.tick(page, "15, 16 ou 17 ans")
    page.get_by_label("Quand cela a commencé").fill("2019")
    page.get_by_label("Naissance de la personne").fill("mai 2003")
    screens_of_guide.go_on(page)
    expect(page.locator("#guide-answer")).to_be_focused()
    take(page, "phone-guide-answer")


def the_law_beside(visitor: Visitor, officer: Officer) -> None:
    """The pistes of what was told, then a card sent in two keystrokes."""
    officer.page.keyboard.press("Alt+v")
    tick(officer, *PISTES)
    take(officer.page, "console-pistes")
    officer.page.keyboard.press("Alt+m")
    officer.page.locator("#cards-filter").fill("plainte")
    take(officer.page, "console-cards")
    officer.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("Fiche : Porter plainte")).to_be_visible()
    take(visitor.page, "phone-card")
    officer.panel("Réponses")


def pictures(chromium: Chromium, house: House) -> None:
    """Go through a visit and an evening, and take what README.md shows."""
    browser, base = chromium.browser, house.base
    before_anyone(browser, base)
    officer = Officer(shown(browser, WIDE), base).sign_in()
    colleague = Officer(shown(browser, WIDE), base).sign_in("dominique")
    chief = Officer(shown(browser, WIDE), base).sign_in("sacha")
    let_hold_four(base)
    the_guide(browser, base)
    visitor = one_visit(browser, base, officer)
    the_law_beside(visitor, officer)
    a_transfer(visitor, officer)
    several(browser, base, officer)
    waiting = Visitor(shown(browser, PHONE), base).arrive()
    the_room(house, chief)
    officer.page.get_by_role("button", name="Conversations", exact=True).click()
    visitor.leave()
    officer.page.keyboard.press("Alt+1")
    officer.sees_her_gone()
    officer.panel("Suites")
    take(officer.page, "console-left")
    waiting.leave()
    colleague.page.close()


def let_hold_four(base: str) -> None:
    """A supervisor lets Camille hold four at once."""
    chief = Client.sign_in(Service(base), "sacha", PASSWORD)
    for member in chief.service.get("/v1/members")["members"]:
        if member["name"] == "camille":
            path = f"/v1/members/{member['id']}/capacity"
            chief.service.post(path, {"capacity": 4})


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
                if "course" not in sys.argv[1:]:
                    pictures(chromium, house)
                    house.forget_everyone()
                course(chromium.browser, house, take)
            finally:
                chromium.kill()
    sites.close()


if __name__ == "__main__":
    main()
