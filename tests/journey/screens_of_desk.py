"""The console with several conversations, and what is done with them."""

from typing import Final

from journey.network import Mood
from journey.people import Officer
from journey.pistes import tick
from journey.screens_of_meeting import meeting_rows
from journey.screens_of_report import report_rows
from journey.stage import CONSOLE, Screen, Stage
from playwright.sync_api import Page, expect

WIDE: Final = {"width": 1600, "height": 900}
WORD: Final = "mirabelle"
UNFOLD: Final = """() => {
    for (const it of document.querySelectorAll("#help-panel details")) it.open = true
}"""
FOLD: Final = """() => {
    for (const it of document.querySelectorAll("#help-panel details")) it.open = false
}"""


def camille(stage: Stage) -> Officer:
    """Camille, whose clock a state may put forward."""
    if "camille" not in stage.officers:
        officer = stage.new_officer()
        officer.page.clock.install()
        stage.officers["camille"] = officer.sign_in()
    return stage.officers["camille"]


def on_pause(stage: Stage) -> Page:
    """No new conversation."""
    page = camille(stage).page
    page.keyboard.press("Alt+p")
    expect(page.get_by_text("‖ En pause").first).to_be_visible()
    return page


def several(stage: Stage) -> Page:
    """Four in hand: unread, waiting longest, a danger, a minor; others in line."""
    stage.let_hold("camille", 4)
    page = camille(stage).page
    page.keyboard.press("Alt+p")
    stage.visitor("she", stage.network.base).arrive().say("Bonjour.")
    taken(page, 1)
    stage.someone("Il revient.", danger=True)
    minor = stage.someone("J'ai 15 ans.", minor=True)
    stage.someone("Bonjour.")
    for number in (2, 3, 4):
        taken(page, number)
    stage.someone("Une autre personne.", danger=True)
    minor.send("Vous êtes là ?")
    expect(page.locator(".tab__unread")).to_have_count(1)
    return page


def taken(page: Page, number: int) -> None:
    """Take the next, which is the `number`-th; it has been read."""
    page.keyboard.press("Alt+n")
    tab = page.locator(".tab").nth(number - 1)
    expect(tab).to_have_attribute("aria-current", "true", timeout=20_000)
    expect(page.get_by_role("log").locator(".said")).to_have_count(1)


def side_by_side(stage: Stage) -> Page:
    """Two at a time, on a wide screen."""
    page = camille(stage).page
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.keyboard.press("Alt+w")
    expect(page.get_by_role("log")).not_to_have_count(1)
    return page


def danger(stage: Stage) -> Page:
    """One key: told, and the numbers to give."""
    page = camille(stage).page
    page.keyboard.press("Alt+w")
    page.keyboard.press("Alt+1")
    page.keyboard.press("Alt+d")
    expect(page.get_by_text("Danger signalé :")).to_be_visible()
    page.get_by_role("button", name="Actualiser").click()
    expect(page.get_by_text("Prise en charge")).to_be_visible()
    return page


def transfer(stage: Stage) -> Page:
    """To whom, with the choice of the notes."""
    page = camille(stage).page
    stage.officer("dominique")
    page.keyboard.press("Alt+t")
    expect(page.get_by_role("radio", name="Dominique")).to_be_enabled()
    page.get_by_role("radio", name="Dominique").check()
    expect(page.get_by_label("Laisser les notes ici")).to_be_visible()
    return page


def transfer_announced(stage: Stage) -> Page:
    """She has been told."""
    page = camille(stage).page
    page.get_by_role("button", name="Annoncer le transfert").click()
    expect(page.get_by_text("Transfert annoncé")).to_be_visible()
    return page


def transfer_refused(stage: Stage) -> Page:
    """She would rather stay."""
    page = camille(stage).page
    stage.visitor().page.get_by_role("button", name="Je préfère rester").click()
    expect(page.get_by_text("préfère rester avec vous")).to_be_visible()
    return page


def phrase(stage: Stage) -> Page:
    """A word agreed with her."""
    officer = camille(stage)
    page = officer.page
    page.get_by_role("button", name="Compris").click()
    officer.panel("Notes")
    page.get_by_label("Le code convenu").fill(WORD)
    page.get_by_role("button", name="Garder ce code").click()
    expect(page.locator(".phrase-line")).to_contain_text(WORD)
    return page


def silence(stage: Stage) -> Page:
    """Gone for more than a minute: since when, and the warning."""
    page = camille(stage).page
    stage.network.become(Mood.CUT)
    expect(page.locator(".talk__state")).to_contain_text("n'est plus connectée")
    page.clock.fast_forward("01:10")
    expect(page.get_by_text("Silence depuis").first).to_be_visible()
    page.keyboard.press("Alt+g")
    expect(page.get_by_text("Envoyez l'avertissement").first).to_be_visible()
    return page


def back_again(stage: Stage) -> Page:
    """She is back: the word is to be asked."""
    page = camille(stage).page
    stage.network.become(Mood.THROUGH)
    expect(page.get_by_text("redemandez le code")).to_be_visible(timeout=40_000)
    return page


def replies_found(stage: Stage) -> Page:
    """A reply looked for."""
    page = camille(stage).page
    page.keyboard.press("Alt+e")
    page.keyboard.press("Alt+3")
    page.keyboard.press("Alt+f")
    page.keyboard.type("temps")
    expect(page.get_by_text("réponse").first).to_be_visible()
    return page


def pistes_of_a_minor(stage: Stage) -> Page:
    """No grid: open questions."""
    page = camille(stage).page
    page.keyboard.press("Alt+v")
    expect(page.get_by_text("pas de grille de faits")).to_be_visible()
    return page


def pistes_found(stage: Stage) -> Page:
    """A story told, with a sign of danger, and one more fact being typed."""
    officer = camille(stage)
    officer.page.keyboard.press("Alt+2")
    officer.page.keyboard.press("Alt+v")
    tick(officer, "mari", "pén", "dit non", "serré le cou", "enceinte", "adulte")
    tick(officer, "de 2004 à 2008", "isole", "argent contrôlé")
    officer.page.keyboard.type("pa")
    expect(officer.page.get_by_role("option")).to_have_count(8)
    return officer.page


def pistes_unfolded(stage: Stage) -> Page:
    """The grid, the dates with one that cannot be, the reasons."""
    officer = camille(stage)
    officer.page.keyboard.press("Escape")
    tick(officer, "tout effacer", "oncle", "pén", "trop jeune", "10 ans", "2006")
    officer.page.evaluate(UNFOLD)
    officer.page.get_by_label("Découverte des faits").fill("31/02/2019")
    expect(officer.page.get_by_text("Cette date n'existe pas")).to_be_visible()
    return officer.page


def pistes_in_doubt(stage: Stage) -> Page:
    """A child is told of, and nobody knows who writes."""
    officer = camille(stage)
    officer.page.evaluate(FOLD)  # the grid was seen unfolded on the screen before
    officer.page.keyboard.press("Alt+v")
    tick(officer, "tout effacer", "main aux fesses", "12 ans")
    expect(officer.page.locator(".pistes__doubt")).to_be_visible()
    return officer.page


def quick_close(stage: Stage) -> Page:
    """A digit has chosen."""
    page = camille(stage).page
    page.keyboard.press("Alt+4")
    page.keyboard.press("Alt+q")
    page.keyboard.press("3")
    expect(page.get_by_label("Motif", exact=True)).to_be_visible()
    return page


def handover(stage: Stage) -> Page:
    """Everything in hand, one line filled and one refused."""
    page = camille(stage).page
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+y")
    page.get_by_label("Où en est la personne").first.fill("Chez sa sœur.")
    page.get_by_role("button", name="Écrire la note et annoncer").first.click()
    expect(page.get_by_text("Remplissez les deux lignes")).to_be_visible()
    return page


def shortcuts(stage: Stage) -> Page:
    """Every key."""
    page = camille(stage).page
    page.keyboard.press("Alt+k")
    expect(page.get_by_role("heading", name="Raccourcis")).to_be_visible()
    return page


def away(stage: Stage) -> Page:
    """A short absence, help asked for, the sound cut."""
    page = camille(stage).page
    page.get_by_role("button", name="Conversations", exact=True).click()
    for key in "ahs":
        page.keyboard.press(f"Alt+{key}")
    expect(page.get_by_text("◔ Absence").first).to_be_visible()
    expect(page.get_by_text("Aide demandée").first).to_be_visible()
    return page


def taken_away(stage: Stage) -> Page:
    """In other hands while a text was being written: the text stays."""
    officer = camille(stage)
    officer.page.keyboard.press("Alt+1")
    officer.field.fill("Je vous réponds tout de suite.")
    oldest = min(stage.room()["conversations"], key=lambda row: row["opened_at"])
    stage.chief.service.post(
        f"/v1/conversations/{oldest['conversation']}/reassign",
        {"member": None, "reason": "Absence"},
    )
    expect(officer.page.get_by_text("n'avez pas pu envoyer").first).to_be_visible()
    return officer.page


def to_open_again(stage: Stage) -> Page:
    """Back after a lock: nothing is open yet."""
    page = camille(stage).page
    page.keyboard.press("Alt+l")
    page.get_by_label("Mot de passe").fill("demonstration")
    page.get_by_role("button", name="Déverrouiller").click()
    expect(page.get_by_role("button", name="Reprendre les")).to_be_visible(
        timeout=20_000
    )
    return page


SEVERAL: Final = (
    Screen("on pause", CONSOLE, on_pause),
    Screen("four conversations", CONSOLE, several),
    Screen("side by side", CONSOLE, side_by_side),
    Screen("danger", CONSOLE, danger),
    Screen("transfer", CONSOLE, transfer),
    Screen("transfer announced", CONSOLE, transfer_announced),
    Screen("transfer refused", CONSOLE, transfer_refused),
    Screen("safety phrase", CONSOLE, phrase),
    Screen("silence", CONSOLE, silence),
    Screen("safety phrase asked again", CONSOLE, back_again),
    *meeting_rows(camille),
    Screen("replies found", CONSOLE, replies_found),
    Screen("pistes of a minor", CONSOLE, pistes_of_a_minor),
    Screen("pistes found", CONSOLE, pistes_found),
    Screen("pistes unfolded", CONSOLE, pistes_unfolded),
    Screen("pistes in doubt", CONSOLE, pistes_in_doubt),
    *report_rows(camille),
    Screen("quick close", CONSOLE, quick_close),
    Screen("handover", CONSOLE, handover),
    Screen("shortcuts", CONSOLE, shortcuts),
    Screen("away", CONSOLE, away),
    Screen("taken away", CONSOLE, taken_away),
    Screen("to open again", CONSOLE, to_open_again),
)
