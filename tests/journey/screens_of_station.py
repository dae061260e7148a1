"""A station: its front desk, the files sent there, its hours, its keys."""

from typing import Final

from journey.at_station import STATION, StationMember, a_file_comes
from journey.stage import Screen, Stage
from playwright.sync_api import Page, expect

from havre.client import appointment_number

WIDE: Final = {"width": 1280, "height": 800}


def member(stage: Stage, who: str) -> StationMember:
    """The same person of the station each time, signed in."""
    if who not in stage.officers:
        stage.officers[who] = stage.new_officer()
        StationMember(stage.officers[who].page, stage.base).sign_in(who)
    return StationMember(stage.officers[who].page, stage.base)


def sign_in(stage: Stage) -> Page:
    """Refused."""
    page = stage.new_officer().page
    one = StationMember(page, stage.base).come()
    one.fill_in("accueil", "pas-le-bon-mot")
    expect(page.get_by_text("Identifiant ou mot de passe incorrect")).to_be_visible()
    return page


def wrong_door(stage: Stage) -> Page:
    """An officer's access, at a station's page."""
    page = stage.new_officer().page
    StationMember(page, stage.base).come().fill_in("camille")
    expect(page.get_by_text("Aller à la page des agents")).to_be_visible()
    return page


def joining(stage: Stage) -> Page:
    """An invitation: the role and the station."""
    page = stage.new_officer().page
    found = stage.chief.service.get("/v1/stations?postcode=75011")
    station = (found["competent"] + found["near"])[0]
    code = stage.chief.invite("Nouvelle", ["reception"], [], [station["id"]])
    page.goto(f"{stage.base}{STATION}#invitation={code}")
    expect(page.locator(".facts")).to_contain_text(station["name"])
    return page


def no_key_yet(stage: Stage) -> Page:
    """Joined, and nobody has given the key yet."""
    page = joining(stage)
    page.get_by_label("Identifiant").fill("nouvelle.accueil")
    page.get_by_label("Mot de passe", exact=False).nth(0).fill("mot-de-passe-long")
    page.get_by_label("Le mot de passe, une seconde fois").fill("mot-de-passe-long")
    page.get_by_role("button", name="Créer mon accès").click()
    expect(page.get_by_text("Vous n'avez pas encore la clé")).to_be_visible()
    return page


def front_desk(stage: Stage) -> Page:
    """One field."""
    one = member(stage, "accueil")
    expect(one.number).to_be_focused()
    return one.page


def slip(stage: Stage) -> Page:
    """A number with a slip, told; what was typed stays."""
    one = member(stage, "accueil")
    one.number.fill("ABCDE FGHJ")
    one.page.keyboard.press("Enter")
    expect(one.page.get_by_text("faute de frappe")).to_be_visible()
    return one.page


def called(stage: Stage) -> Page:
    """The hour and the name."""
    one = member(stage, "accueil")
    one.number.fill(appointment_number.show(a_file_comes(stage.base).number))
    one.page.keyboard.press("Enter")
    expect(one.called).to_contain_text("Mirabelle")
    return one.page


def files(stage: Stage) -> Page:
    """What was sent there."""
    one = member(stage, "alix")
    expect(one.page.locator(".files__row").first).to_be_visible()
    return one.page


def reason_asked(stage: Stage) -> Page:
    """No reading without a reason."""
    page = member(stage, "alix").page
    page.locator(".files__row button").first.click()
    expect(page.get_by_label("Motif", exact=True)).to_be_focused()
    return page


def file_open(stage: Stage) -> Page:
    """Read, acknowledged, other hours ready to be proposed."""
    page = member(stage, "alix").page
    page.get_by_role("button", name="Inscrire le motif et ouvrir").click()
    page.get_by_role("button", name="Confirmer la réception").click()
    page.get_by_text("Proposer d'autres créneaux").click()
    page.locator(".file__slots input").first.check()
    expect(page.get_by_text("Réception confirmée.")).to_be_visible()
    return page


def opened_by_code(stage: Stage) -> Page:
    """By who has come with her code."""
    one, come = member(stage, "alix"), a_file_comes(stage.base)
    one.go("Code d'une personne")
    one.page.get_by_label("Code d'ouverture").fill(come.code)
    one.page.get_by_role("button", name="Inscrire le motif et ouvrir").click()
    expect(one.page.locator(".paper")).to_contain_text(come.short)
    return one.page


def code_refused(stage: Stage) -> Page:
    """A code with a slip."""
    page = member(stage, "alix").page
    page.get_by_role("button", name="Fermer le dossier").click()
    page.get_by_label("Code d'ouverture").fill("1234")
    page.get_by_role("button", name="Inscrire le motif et ouvrir").click()
    expect(page.get_by_text("faute de frappe")).to_be_visible()
    return page


def checked(stage: Stage) -> Page:
    """A page that is no export."""
    one = member(stage, "alix")
    one.go("Vérifier un export")
    file = {"name": "autre.html", "mimeType": "text/html", "buffer": b"<p>Bonjour</p>"}
    one.page.get_by_label("Fichier exporté").set_input_files(file)  # type: ignore[arg-type]
    expect(one.page.locator(".verdict")).to_be_visible()
    return one.page


def slots(stage: Stage) -> Page:
    """Hours to come; a run that holds none is refused."""
    one = member(stage, "alix")
    one.go("Créneaux")
    one.page.get_by_label("À", exact=True).fill("09:10")
    one.page.get_by_role("button", name="Ouvrir ces créneaux").click()
    expect(one.page.get_by_text("Aucun créneau à venir ne tient")).to_be_visible()
    return one.page


def team(stage: Stage) -> Page:
    """Its two keys, who waits for one, who works there."""
    one = member(stage, "alix")
    one.go("Équipe et clés")
    expect(one.page.get_by_text("Donner la clé").first).to_be_visible()
    expect(one.page.locator("table .six-words").first).not_to_be_empty()
    return one.page


def offline(stage: Stage) -> Page:
    """What is shown stays, and that it may have changed is told."""
    one = member(stage, "alix")
    one.go("Dossiers")
    one.page.context.set_offline(True)
    told = one.page.get_by_text("Ce qui est affiché peut avoir changé")
    expect(told).to_be_visible(timeout=40_000)
    return one.page


def locked(stage: Stage) -> Page:
    """Everything is gone from the screen."""
    page = member(stage, "alix").page
    page.context.set_offline(False)
    page.get_by_role("button", name="Verrouiller").click()
    expect(page.get_by_text("Clés, dossiers et noms sont effacés")).to_be_visible()
    return page


AT_STATION: Final = (
    Screen("station: sign-in refused", STATION, sign_in),
    Screen("station: wrong door", STATION, wrong_door),
    Screen("station: joining", STATION, joining),
    Screen("station: no key yet", STATION, no_key_yet),
    Screen("front desk", STATION, front_desk),
    Screen("number with a slip", STATION, slip),
    Screen("name to call", STATION, called),
    Screen("files", STATION, files),
    Screen("file: reason asked", STATION, reason_asked),
    Screen("file open", STATION, file_open),
    Screen("file opened by code", STATION, opened_by_code),
    Screen("code refused", STATION, code_refused),
    Screen("export checked", STATION, checked),
    Screen("slots", STATION, slots),
    Screen("station: team", STATION, team),
    Screen("station: offline", STATION, offline),
    Screen("station: locked", STATION, locked),
)
