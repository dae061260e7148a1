"""Take the pictures of where a talk leads: report, accord, hour, station, figures."""

from collections.abc import Callable
from typing import Final

from journey.at_station import StationMember
from journey.people import DESKTOP, PHONE, Officer, Visitor
from journey.running import House
from playwright.sync_api import Browser, Page, expect

Take = Callable[[Page, str], None]

REPORTED: Final = (
    "Son ancien compagnon l'attend chaque soir devant son travail depuis un mois, "
    "et l'a suivie jusque chez sa sœur samedi."
)
VIEW: Final = "Récit précis et constant. Peur de rentrer seule."
IDENTITY: Final = (
    ("#course-called", "Madame Mirabelle"),
    ("#course-phone", "06 39 98 00 11"),
)
MONTHS: Final = (
    # people, reports; police, gendarmerie, relief
    ("2026-05", 310, 88, (219, 78, 13)),
    ("2026-06", 342, 97, (240, 87, 15)),
    ("2026-07", 298, 80, (205, 80, 13)),
    ("2026-08", 287, 84, (201, 75, 11)),
    ("2026-09", 356, 104, (251, 89, 16)),
    ("2026-10", 371, 109, (259, 109, 3)),
)
SHARES: Final = {
    "family": (("sexual", 31), ("couple", 34), ("harassment", 16), ("online", 9),
               ("minor", 4), ("other", 4), ("none", 2)),
    "outcome": (("informed", 30), ("directed", 41), ("referred", 17),
                ("interrupted", 8), ("out-of-scope", 3), ("wrong-service", 1)),
    "wait": (("under-2", 71), ("2-5", 18), ("5-10", 7), ("10-30", 3), ("over-30", 1)),
    "length": (("under-15", 22), ("15-30", 26), ("30-60", 31), ("60-180", 17),
               ("over-180", 4)),
}  # fmt: skip


def course(browser: Browser, house: House, take: Take) -> None:
    """From a report to the station, on every screen."""
    base = house.base
    officer = Officer(_page(browser, wide=True), base).sign_in()
    visitor = Visitor(_page(browser), base).arrive("75011")
    visitor.say("Il m'attend tous les soirs devant mon travail.")
    officer.take()
    _report(officer, take)
    _accord(visitor, officer, take)
    number = _hour(visitor, officer, take)
    _send(officer, take)
    _station(browser, base, number, take)
    _transmissions(officer, take)
    visitor.leave()
    officer.page.close()
    _referrals(browser, base, take)
    _figures(browser, house, take)


def _page(browser: Browser, *, wide: bool = False) -> Page:
    if not wide:
        return browser.new_context(**PHONE).new_page()  # type: ignore[arg-type]
    options = {**DESKTOP, "viewport": {"width": 1440, "height": 860}}
    return browser.new_context(**options).new_page()  # type: ignore[arg-type]


def _report(officer: Officer, take: Take) -> None:
    page = officer.page
    page.keyboard.press("Alt+Shift+S")
    page.get_by_role("button", name="Ouvrir le signalement").click()
    page.get_by_label("Ce qui a été rapporté").fill(REPORTED)
    page.get_by_label("Appréciation de l'agent").fill(VIEW)
    take(page, "console-report")


def _accord(visitor: Visitor, officer: Officer, take: Take) -> None:
    page, hers = officer.page, visitor.page
    page.keyboard.press("Alt+Shift+R")
    page.get_by_label("Où la personne veut aller").fill("75011")
    page.keyboard.press("Enter")
    page.locator(".stations__one input").first.check()
    page.get_by_role("button", name="Demander l'accord").click()
    expect(hers.locator("#course-see")).to_be_visible()
    take(hers, "phone-accord-asked")
    hers.locator("#course-see").click()
    for field, text in IDENTITY:
        hers.locator(field).fill(text)
    hers.evaluate("scrollTo(0, 0)")
    take(hers, "phone-accord")
    hers.locator("#course-channel").select_option(index=1)
    hers.locator("#course-fill button.main").click()
    expect(hers.locator("[data-part=preview] button.main")).to_be_visible()
    take(hers, "phone-accord-preview")
    hers.locator("[data-part=preview] button.main").click()
    hers.locator("[data-part=file]").wait_for()


def _hour(visitor: Visitor, officer: Officer, take: Take) -> str:
    page, hers = officer.page, visitor.page
    page.get_by_role("button", name="Lire l'identité").click()
    page.get_by_role("button", name="Voir les créneaux libres").click()
    ticks = page.locator("fieldset.slots input")
    for n in range(3):
        ticks.nth(n).check()
    take(page, "console-appointment")
    page.get_by_role("button", name="Proposer ces créneaux").click()
    hours = hers.locator("#course-hours input")
    expect(hours).to_have_count(3)
    hours.first.check()
    take(hers, "phone-hours")
    hers.locator("#course-slots button.main").click()
    number = hers.locator("#course-number")
    expect(number).to_be_visible()
    take(hers, "phone-appointment")
    return number.inner_text()


def _send(officer: Officer, take: Take) -> None:
    page = officer.page
    page.get_by_role("button", name="Voir ce qui part").click()
    page.locator(".preview").scroll_into_view_if_needed()
    take(page, "console-file")
    page.get_by_role("button", name="Sceller et envoyer").click()
    expect(page.get_by_text("Le dossier est parti pour")).to_be_visible()


def _station(browser: Browser, base: str, number: str, take: Take) -> None:
    alix = StationMember(_page(browser, wide=True), base).sign_in("alix")
    take(alix.page, "station-files")
    alix.page.locator(".files__row").get_by_role("button", name="Ouvrir").click()
    alix.page.get_by_role("button", name="Inscrire le motif et ouvrir").click()
    expect(alix.page.locator(".paper")).to_contain_text("Mirabelle")
    take(alix.page, "station-file")
    alix.page.close()
    desk = StationMember(_page(browser), base).sign_in("accueil")
    desk.number.fill(number)
    desk.page.keyboard.press("Enter")
    expect(desk.called).to_be_visible()
    take(desk.page, "station-reception")
    desk.page.close()


def _transmissions(officer: Officer, take: Take) -> None:
    officer.page.get_by_role("button", name="Transmissions").click()
    expect(officer.page.get_by_text("Commissariat").first).to_be_visible()
    take(officer.page, "console-transmissions")
    officer.page.get_by_role("button", name="Conversations", exact=True).click()


def _referrals(browser: Browser, base: str, take: Take) -> None:
    officer = Officer(_page(browser, wide=True), base).sign_in()
    visitor = Visitor(_page(browser), base).arrive("75011")
    visitor.say("Je voudrais parler à quelqu'un, sans porter plainte.")
    officer.take()
    page = officer.page
    page.keyboard.press("Alt+Shift+O")
    place = page.locator("#help-panel input").first
    place.fill("75011")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Juridique", exact=True).click()
    expect(page.get_by_role("toolbar", name="Qui peut aider")).to_be_visible()
    take(page, "console-referrals")
    visitor.leave()
    page.close()


def _figures(browser: Browser, house: House, take: Take) -> None:
    """Six months that are invented, as in the tests of the page."""
    for month, people, reports, forces in MONTHS:
        rows = [("people", "", people), ("reports", "", reports)]
        names = ("police", "gendarmerie", "relief")
        rows += [("force", name, n) for name, n in zip(names, forces, strict=True)]
        for measure, shares in SHARES.items():
            left = people
            for value, share in shares[1:]:
                left -= people * share // 100
                rows.append((measure, value, people * share // 100))
            rows.append((measure, shares[0][0], left))
        for measure, value, number in rows:
            house.change(
                f"INSERT INTO counter VALUES ('{month}', '{measure}', '{value}',"
                f" {number})"
            )
    page = _page(browser)
    page.goto(f"{house.base}/chiffres")
    take(page, "phone-figures")
    page.close()
