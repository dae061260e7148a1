"""At four in the morning, six told stories: the pistes of each in under a minute."""

import re
import time
from dataclasses import dataclass

import pytest
from journey.pistes import at_night, panel, pistes, quick, tick
from playwright.sync_api import expect

MINUTE = 60.0  # seconds: what an officer is promised
SLOWLY = 3.0  # keys a second: a tired hand


@dataclass(frozen=True)
class Told:
    """A story as an officer types it, and what must then be there.

    Attributes:
        typed: what stands in the quick field before each Enter.
        pistes: the names whose ticked facts are all there.
        asked: what is still to be asked, as it would be inserted.
    """

    typed: tuple[str, ...]
    pistes: tuple[str, ...]
    articles: tuple[str, ...]
    asked: str = ""
    shown: tuple[str, ...] = ()


COLLEAGUE = Told(
    typed=("collègue", "remarques", "main aux fesses", "par surprise")
    + ("tous les jours", "bureau", "adulte", "10/2026"),
    pistes=("Agression sexuelle", "Harcèlement sexuel"),
    articles=("222-22, 222-27", "222-33"),
    asked="Combien de personnes étaient là ?",
    shown=("jusqu'au 1er octobre 2032",),
)
HUSBAND = Told(
    typed=("mari", "pén", "dit non", "gifle", "serré le cou", "contrôle")
    + ("souvent", "devant les enfants", "santé", "adulte", "depuis 2019"),
    pistes=("Viol aggravé", "Violences dans le couple", "Harcèlement par le conjoint"),
    articles=("222-24", "222-13 6°", "222-33-2-1"),
    asked="Cette personne a-t-elle parlé de vous tuer",
    shown=("Signes relevés", "Signaler un danger", "devant un enfant"),
)
UNCLE = Told(
    typed=("oncle autorité", "pén", "trop jeune", "mis en cause adulte", "10 ans")
    + ("il y a 20 ans",),
    pistes=("Viol aggravé",),
    articles=("222-24 2°", "CPP 7, CPP 706-47"),
    shown=(
        "jusqu'au 2 janvier 2043, 30 ans à partir de la majorité",
        "du 2 janvier 2043 au 31 décembre 2044",
        "Une autre lecture : jusqu'au 1er janvier 2043",
        "N'existaient pas encore",
        "Viol incestueux sur mineur",
    ),
)
PARTY = Told(
    typed=("pén", "sidérée", "connaissance", "adulte", "15/11/2025"),
    pistes=("Viol",),
    articles=("222-22 et 222-23",),
    asked="Combien de personnes étaient là ?",
    shown=("Depuis le 8 novembre 2025", "jusqu'au 15 novembre 2045"),
)
PHONE = Told(
    typed=("ex", "chantage", "photos envoyées", "lit mes messages", "si tu pars")
    + ("internet", "adulte", "09/2026"),
    pistes=("Prise ou diffusion d'images intimes", "Chantage", "secret des messages"),
    articles=("226-2-1", "312-10", "226-15"),
    asked="Est-ce arrivé une fois, ou plusieurs ?",
    shown=("7 ans de prison et 100 000 € d'amende", "menace mise à exécution"),
)
BUS = Told(
    typed=("montre son sexe", "frotteur", "surprise", "dans le bus", "inconnu")
    + ("adulte", "hier"),
    pistes=("Agression sexuelle", "Exhibition sexuelle"),
    articles=("222-27", "222-32"),
    asked="Est-ce arrivé une fois, ou plusieurs ?",
    shown=("jusqu'au 25 novembre 2032",),
)
STORIES = {
    "a colleague": COLLEAGUE,
    "a husband": HUSBAND,
    "an uncle twenty years ago": UNCLE,
    "a party": PARTY,
    "a phone": PHONE,
    "the bus": BUS,
}


@pytest.fixture
def officer(house, an_officer):
    """Camille, with somebody who has just written."""
    return at_night(house, an_officer())


@pytest.mark.parametrize("name", STORIES)
def test_a_story_gives_its_pistes_within_a_minute(officer, name):
    """From the key that opens the panel to the last piste, without a mouse."""
    story = STORIES[name]
    began = time.monotonic()
    officer.page.keyboard.press("Alt+v")
    tick(officer, *story.typed)
    for piste in story.pistes:
        expect(pistes(officer, "matched").filter(has_text=piste).first).to_be_visible()
    text = panel(officer).inner_text().replace("\u00a0", " ")
    took = time.monotonic() - began
    keys = 1 + sum(len(letters) + 1 for letters in story.typed)
    print(f"{name}: {took:.1f} s, {len(story.typed)} facts, {keys} keys")

    for article in (*story.articles, *story.shown):
        assert article in text
    assert story.asked in text
    assert "C'est un maximum." in text
    assert "non relu par un juriste" in text
    assert len(story.pistes) == pistes(officer, "matched").count()
    assert took < MINUTE
    assert keys / SLOWLY < MINUTE


def test_what_consent_means_follows_the_date(officer):
    """Frozen, on each side of 8 November 2025; and both laws without a date."""
    officer.page.keyboard.press("Alt+v")
    tick(officer, "pén", "sidér", "adulte")
    note = panel(officer).locator(".meanings")
    expect(note).to_contain_text("Avant le 8 novembre 2025")
    expect(note).to_contain_text("Depuis le 8 novembre 2025")
    rape = panel(officer).locator(".piste").filter(has_text="222-22 et 222-23")

    tick(officer, "07/11/2025")
    expect(rape).to_have_attribute("data-state", "open")
    expect(rape.locator("dd").nth(1)).to_have_text("Autre moyen de forcer l'acte")
    expect(note).not_to_contain_text("Depuis")
    tick(officer, "08/11/2025")
    expect(rape).to_have_attribute("data-state", "matched")
    expect(note).not_to_contain_text("Avant")


def test_a_question_is_put_with_one_key_and_never_sent(officer):
    """Into the message, where it is read again; the next key puts the next one."""
    keys = officer.page.keyboard
    keys.press("Alt+v")
    tick(officer, "main aux fesses", "surprise")
    keys.press("Alt+b")
    expect(officer.field).to_be_focused()
    expect(officer.field).to_have_value(re.compile(r"^Quand cela s'est-il passé"))
    keys.press("Alt+b")
    expect(officer.field).to_have_value(re.compile(r"^Quand.*\nQuel âge aviez-vous"))
    expect(officer.log.locator(".said--agent")).to_have_count(0)


def test_chips_and_grid_are_worked_by_keyboard(officer):
    """A tick too many is taken back where one types, or among the chips."""
    keys = officer.page.keyboard
    keys.press("Alt+v")
    tick(officer, "gifle", "mari", "couteau", "enceinte")
    chips = panel(officer).locator(".chip")
    expect(chips).to_have_count(4)
    keys.type("coup")
    for _ in range(8):  # held too long: the letters, and no fact
        keys.down("Backspace")
    keys.up("Backspace")
    expect(quick(officer)).to_have_value("")
    expect(chips).to_have_count(4)
    keys.press("Backspace")
    expect(chips).to_have_count(3)
    keys.press("Tab")
    expect(chips.first).to_be_focused()
    keys.press("ArrowRight")
    keys.press("Delete")
    expect(chips).to_have_count(2)
    expect(chips.nth(1)).to_be_focused()
    keys.press("Escape")
    expect(quick(officer)).to_be_focused()

    panel(officer).get_by_text("Tous les faits").press("Enter")
    box = panel(officer).get_by_role("checkbox", name="étranglement").first
    box.press("Space")
    expect(box).to_be_focused()
    expect(chips).to_have_count(3)
    expect(panel(officer).locator(".signs")).to_contain_text("étranglement")


def test_all_is_cleared_by_its_whole_name_and_comes_back_once(officer):
    """Three letters and Enter never do it, and the arrows may."""
    keys = officer.page.keyboard
    keys.press("Alt+v")
    tick(officer, "gifle", "mari", "2019")
    chips = panel(officer).locator(".chip")
    tick(officer, "tou")
    expect(chips).to_have_count(4)
    keys.type("tout eff")
    keys.press("Enter")
    expect(chips).to_have_count(4)
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(chips).to_have_count(0)
    panel(officer).get_by_role("button", name="Rétablir").press("Enter")
    expect(chips).to_have_count(4)
    expect(quick(officer)).to_be_focused()
    expect(panel(officer).get_by_role("button", name="Rétablir")).to_have_count(0)
