"""Every page in every state it can be seen in: the table that accessibility walks.

Rows of one walk follow each other: each is reached from the one before. A door that
serves HTML and has no row here fails a test. What visitors are told, officers with
several conversations, and supervisors have tables of their own, added to this one.
"""

from typing import Final

from journey.network import Mood
from journey.people import Visitor
from journey.screens_of_cards import CARDS
from journey.screens_of_desk import SEVERAL
from journey.screens_of_guide import GUIDED
from journey.screens_of_room import ROOM
from journey.screens_of_station import AT_STATION
from journey.screens_of_visitor import LED, TOLD
from journey.stage import CONSOLE, FIRST, Screen, Stage
from playwright.sync_api import Page, expect

from havre.pages.layout import PAGES as READ

PAGES: Final = ("/", *(path for path, _ in READ))


def home(stage: Stage) -> Page:
    """Nothing was asked yet."""
    return stage.visitor("she", stage.network.base).come().page


def commune_choice(stage: Stage) -> Page:
    """A code of two forces."""
    visitor = stage.visitor()
    visitor.page.get_by_role("button", name="Retour").last.click()
    visitor.tell_postcode("13600")
    expect(visitor.page.get_by_label("Commune", exact=True)).to_be_visible()
    return visitor.page


def unknown_code(stage: Stage) -> Page:
    """A code that is none."""
    visitor = stage.visitor()
    visitor.tell_postcode("99999")
    expect(visitor.page.locator("#postcode-wrong")).not_to_be_empty()
    return visitor.page


def search_results(stage: Stage) -> Page:
    """Communes whose name begins so."""
    page = stage.visitor().page
    page.get_by_role("textbox", name="Ville ou village").fill("saint")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator("#found button").first).to_be_visible()
    return page


def code_refused(stage: Stage) -> Page:
    """A resume code with a slip."""
    page = stage.visitor().page
    page.get_by_text("J'ai un code pour reprendre").click()
    page.get_by_role("textbox", name="Code à 26 chiffres").fill("1234")
    page.locator("#code").get_by_role("button", name="Continuer").click()
    expect(page.locator("#code-wrong")).not_to_be_empty()
    return page


def before_starting(stage: Stage) -> Page:
    """What to know first, with a danger told."""
    visitor = stage.visitor()
    visitor.tell_postcode("75001")
    visitor.page.get_by_label("Je suis en danger maintenant").check()
    visitor.page.get_by_label("J'ai moins de 18 ans").check()
    return visitor.page


def waiting(stage: Stage) -> Page:
    """In line, the first question asked."""
    visitor = stage.visitor()
    visitor.start()
    expect(visitor.status).to_contain_text("prochaine personne")
    return visitor.page


def reading_a_page(stage: Stage) -> Page:
    """A page read in place: the address stays."""
    page = stage.visitor().page
    page.get_by_role("link", name="Comment ça marche").click()
    expect(page.locator("#page-text h1")).to_be_visible()
    return page


def drawers(stage: Stage) -> Page:
    """Numbers at hand while waiting."""
    page = stage.visitor().page
    page.get_by_role("button", name="Afficher").click()
    page.locator("#help summary").click()
    return page


def a_code_made(stage: Stage) -> Page:
    """The code shown once."""
    page = stage.visitor().page
    page.locator("#keep summary").click()
    page.get_by_role("button", name="Faire un code").click()
    expect(page.locator("#code-shown")).not_to_be_empty()
    stage.code = page.locator("#code-shown").inner_text()
    page.locator("#keep summary").click()
    page.locator("#keep summary").click()
    return page


def talking(stage: Stage) -> Page:
    """Both have spoken."""
    visitor, officer = stage.visitor(), stage.officer()
    visitor.say("Bonjour. Anticonstitutionnellement" + "t" * 60)
    officer.take()
    officer.say("Bonjour. Pouvez-vous écrire tranquillement ?")
    expect(visitor.log.locator(".said--agent")).to_have_count(1)
    return visitor.page


def offline(stage: Stage) -> Page:
    """The network is gone and a message waits."""
    visitor = stage.visitor()
    stage.network.become(Mood.CUT)
    visitor.send("Je n'ai plus de réseau")
    expect(visitor.status).to_contain_text("Pas de réseau")
    return visitor.page


def blanked(stage: Stage) -> Page:
    """The screen hides itself."""
    visitor = stage.visitor()
    visitor.page.get_by_role("button", name="Non", exact=True).click()
    expect(visitor.log).to_be_hidden()
    return visitor.page


def resumed(stage: Stage) -> Page:
    """Back with the code, the past still sealed."""
    visitor = stage.visitor()
    stage.network.become(Mood.THROUGH)
    expect(visitor.mine("plus de réseau")).to_contain_text("Envoyé", timeout=30_000)
    back = stage.visitor("back").come()
    back.page.get_by_text("J'ai un code pour reprendre").click()
    back.page.get_by_role("textbox", name="Code à 26 chiffres").fill(stage.code)
    back.page.locator("#code").get_by_role("button", name="Continuer").click()
    expect(back.page.get_by_role("button", name="Revoir les messages")).to_be_visible()
    return back.page


def elsewhere_now(stage: Stage) -> Page:
    """The former tab, with a message that did not pass."""
    visitor = stage.visitor()
    expect(visitor.status).to_contain_text("dans un autre onglet")
    return visitor.page


def reported(stage: Stage) -> Page:
    """A report was opened."""
    back, officer = stage.visitor("back"), stage.officer()
    officer.panel("Suites")
    officer.page.get_by_role("button", name="Ouvrir un signalement").click()
    officer.page.get_by_role("button", name="Ouvrir le signalement maintenant").click()
    expect(back.page.locator("#reported")).not_to_be_empty()
    return back.page


def ended(stage: Stage) -> Page:
    """The officer has closed it."""
    back, officer = stage.visitor("back"), stage.officer()
    # Who said to be in danger, or under eighteen, is not left without a second look.
    for row in stage.room()["conversations"]:
        if row["danger"] or row["minor"]:
            path = f"/v1/conversations/{row['conversation']}/release"
            stage.chief.service.post(path, {"reason": "Vu ensemble"})
    officer.page.get_by_role("button", name="Clore", exact=True).click()
    expect(back.status).to_contain_text("terminée")
    return back.page


def sign_in(stage: Stage) -> Page:
    """Wrong password."""
    officer = stage.officers.setdefault("new", stage.new_officer()).come()
    officer.page.get_by_label("Identifiant").fill("camille")
    officer.page.get_by_label("Mot de passe").fill("pas celui-ci")
    officer.page.get_by_role("button", name="Se connecter").click()
    expect(officer.page.get_by_role("alert")).to_contain_text("incorrect")
    return officer.page


def joining(stage: Stage) -> Page:
    """An invitation opened, a password too short."""
    page = stage.officers["new"].page
    page.goto(f"{stage.base}/agent#invitation={stage.invitation()}")
    page.get_by_label("Identifiant").fill("nouvelle")
    page.get_by_label("Nouveau mot de passe").fill("court")
    page.get_by_label("Le mot de passe, une seconde fois").fill("court")
    page.get_by_role("button", name="Créer mon accès").click()
    expect(page.get_by_role("alert")).to_contain_text("12 caractères")
    return page


def no_key_yet(stage: Stage) -> Page:
    """Joined; somebody must give the key."""
    page = stage.officers["new"].page
    page.get_by_label("Nouveau mot de passe").fill("un mot de passe long")
    page.get_by_label("Le mot de passe, une seconde fois").fill("un mot de passe long")
    page.get_by_role("button", name="Créer mon accès").click()
    expect(page.get_by_text("Vos six mots").first).to_be_visible()
    return page


def empty_desk(stage: Stage) -> Page:
    """Nobody waits."""
    officer = stage.officer("dominique")
    officer.take_button.click()
    expect(officer.page.get_by_text("Personne n'attend.")).to_be_visible()
    return officer.page


def talking_at_the_desk(stage: Stage) -> Page:
    """One in hand, with a danger and a minor; one waits."""
    first, second = stage.visitor("first").come(), stage.visitor("second")
    first.tell_postcode("48000")
    choose_if_asked(first)
    first.page.get_by_label("Je suis en danger maintenant").check()
    first.page.get_by_label("J'ai moins de 18 ans").check()
    first.start()
    first.say("Il est dans la maison.")
    second.come()
    second.tell_postcode("48000")
    choose_if_asked(second)
    second.start()
    officer = stage.officer("dominique")
    officer.take()
    officer.say("Je suis là.")
    expect(officer.log.locator(".said")).to_have_count(2)
    return officer.page


def choose_if_asked(visitor: Visitor) -> None:
    """Some codes have several communes: take the first that the gendarmerie serves."""
    visitor.page.locator("#before:not([hidden]), #communes:not([hidden])").wait_for()
    choice = visitor.page.get_by_label("Commune", exact=True)
    if choice.is_visible():
        choice.select_option(label="Badaroux")
        visitor.page.get_by_role("button", name="Continuer").first.click()


def notes(stage: Stage) -> Page:
    """A sealed note, and the field for another."""
    officer = stage.officer("dominique")
    officer.panel("Notes")
    officer.page.get_by_label("Nouvelle note").fill("À rappeler.")
    officer.page.get_by_role("button", name="Ajouter la note").click()
    expect(officer.page.locator(".notes li")).to_have_count(1)
    return officer.page


def follow_up(stage: Stage) -> Page:
    """The panel that closes, refused: a danger is passed on first, or let go."""
    officer = stage.officer("dominique")
    officer.panel("Suites")
    officer.page.get_by_role("button", name="Ouvrir un signalement").click()
    officer.page.get_by_role("button", name="Clore", exact=True).click()
    expect(officer.page.get_by_text("Avant de clore").first).to_be_visible()
    return officer.page


def frozen(stage: Stage) -> Page:
    """She left; a danger was told and let go, so one press more is asked."""
    officer = stage.officer("dominique")
    stage.visitor("first").leave()
    officer.sees_her_gone()
    stage.let_close()
    expect(officer.page.get_by_text("a donné son accord").first).to_be_visible()
    officer.page.get_by_role("button", name="Rien à transmettre : détruire").click()
    expect(officer.page.get_by_text("Détruire quand même ?")).to_be_visible()
    return officer.page


def destroyed(stage: Stage) -> Page:
    """Nothing is left of it."""
    officer = stage.officer("dominique")
    officer.page.get_by_role("button", name="Oui, détruire").click()
    expect(officer.page.get_by_text("Conversation détruite").first).to_be_visible()
    return officer.page


def team(stage: Stage) -> Page:
    """Keys, people, an invitation made."""
    officer = stage.officer("sacha")
    officer.page.get_by_role("button", name="Équipe et clés").click()
    officer.page.get_by_label("Nom affiché").fill("Alix")
    officer.page.get_by_label("Police").first.check()
    officer.page.get_by_role("button", name="Créer le lien d'invitation").click()
    expect(officer.page.get_by_text("Lien d'invitation")).to_be_visible()
    return officer.page


def password(stage: Stage) -> Page:
    """The password's own screen."""
    officer = stage.officer("sacha")
    officer.page.get_by_role("button", name="Mot de passe").click()
    expect(officer.page.get_by_label("Mot de passe actuel")).to_be_visible()
    return officer.page


def locked(stage: Stage) -> Page:
    """Nothing but the password brings it back."""
    officer = stage.officer("sacha")
    officer.page.get_by_role("button", name="Verrouiller").click()
    expect(
        officer.page.get_by_role("heading", name="Console verrouillée")
    ).to_be_visible()
    return officer.page


def helped(stage: Stage) -> None:
    """Let there be public numbers: the widest month, thousands, small ones hidden."""
    for month in ("2025-09", "2025-12"):
        for measure, value, number in (
            *(("people", "", 2100), ("reports", "", 600)),
            *(("force", "police", 1497), ("force", "gendarmerie", 600)),
            *(("force", "relief", 3), ("family", "couple", 2100)),
            *(("outcome", "directed", 2100), ("wait", "2-5", 2100)),
        ):
            stage.house.change(
                "INSERT OR REPLACE INTO counter VALUES"
                f" ('{month}', '{measure}', '{value}', {number})"
            )


def read(path: str) -> Screen:
    """A page to read."""

    def show(stage: Stage) -> Page:
        helped(stage)
        page = stage.visitor("reader").page
        page.goto(stage.base + path)
        expect(page.locator("h1")).to_be_visible()
        for closed in page.locator("main details").all():
            closed.evaluate("it => it.open = true")
        return page

    return Screen(f"page {path}", path, show)


WALKS: Final[dict[str, tuple[Screen, ...]]] = {
    "pages": tuple(read(path) for path, _ in READ),
    "visitor": (
        Screen("home", FIRST, home),
        Screen("page read in place", FIRST, reading_a_page),
        Screen("commune choice", FIRST, commune_choice),
        Screen("unknown code", FIRST, unknown_code),
        Screen("search results", FIRST, search_results),
        Screen("resume code refused", FIRST, code_refused),
        Screen("before starting", FIRST, before_starting),
        Screen("waiting", FIRST, waiting),
        Screen("blanked", FIRST, blanked),
        Screen("useful numbers", FIRST, drawers),
        Screen("resume code made", FIRST, a_code_made),
        Screen("talking", FIRST, talking),
        Screen("offline", FIRST, offline),
        Screen("resumed", FIRST, resumed),
        Screen("elsewhere", FIRST, elsewhere_now),
        Screen("reported", FIRST, reported),
        Screen("ended", FIRST, ended),
    ),
    "guide": GUIDED,
    "told": TOLD,
    "led": LED,
    "console": (
        Screen("sign-in refused", CONSOLE, sign_in),
        Screen("joining", CONSOLE, joining),
        Screen("no key yet", CONSOLE, no_key_yet),
        Screen("empty desk", CONSOLE, empty_desk),
        Screen("talking", CONSOLE, talking_at_the_desk),
        Screen("notes", CONSOLE, notes),
        Screen("follow-up", CONSOLE, follow_up),
        Screen("frozen", CONSOLE, frozen),
        Screen("destroyed", CONSOLE, destroyed),
        Screen("team", CONSOLE, team),
        Screen("password", CONSOLE, password),
        Screen("locked", CONSOLE, locked),
    ),
    "several": SEVERAL,
    "cards": CARDS,
    "room": ROOM,
    "station": AT_STATION,
}
