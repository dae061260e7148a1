"""From the text box two keystrokes send a card; she reads it, and it is noted."""

import pytest
from journey.people import Officer, Visitor
from playwright.sync_api import expect

TITLE = "Fiche : Porter plainte"
DRAFT = "Je vous écrivais"
NOTED = "Fiche envoyée : Porter plainte (porter-plainte, version 1, {})"
FILTER = "#cards-filter"


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def met_reading(language: str, visitor: Visitor, officer: Officer) -> None:
    """She reads another language and has written; the officer is writing to her."""
    visitor.come().page.locator(".tongues summary").click()
    visitor.page.get_by_role("link", name=language).click()
    visitor.page.locator("#postcode").fill("75001")
    visitor.page.locator("#place button.main").click()
    visitor.page.locator("#start button.main").click()
    taken(visitor, officer)


def taken(visitor: Visitor, officer: Officer) -> None:
    """She has written, the officer has taken her and is writing."""
    visitor.page.locator("#text").fill("Bonjour.")
    visitor.page.locator("#composer button.main").click()
    officer.sign_in().take()
    expect(officer.theirs("Bonjour.")).to_be_visible()
    expect(officer.field).to_be_focused()
    officer.page.keyboard.type(DRAFT)


@pytest.fixture
def visitor(a_visitor) -> Visitor:
    """She is on a phone, in French."""
    return a_visitor().arrive()


@pytest.fixture
def officer(visitor, an_officer) -> Officer:
    """The officer who answers her, in the text box."""
    one = an_officer()
    taken(visitor, one)
    return one


def notes(officer: Officer, count: int) -> list[str]:
    """What the notes say, once there are that many."""
    officer.page.keyboard.press("Alt+o")
    written = officer.page.locator(".notes p")
    expect(written).to_have_count(count)
    return [plain(text) for text in written.all_inner_texts()]


def press_french_two(officer: Officer) -> None:
    """The key of 2 on a French keyboard, without Shift: it writes a letter."""
    session = officer.page.context.new_cdp_session(officer.page)
    pressed = {"key": "é", "code": "Digit2", "text": "é"}
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", **pressed})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "é"})
    session.detach()


def test_two_keystrokes_send_a_card_that_she_reads(house, visitor, officer):
    """Its title is in sight before the second; then one goes on writing."""
    officer.page.keyboard.press("Alt+m")
    first = officer.page.get_by_role("option").first
    assert ["1", "Porter plainte"] == first.inner_text().split("\n")
    officer.page.keyboard.press("1")

    expect(visitor.theirs("Porter plainte")).to_be_visible()
    expect(officer.field).to_be_focused()
    expect(officer.field).to_have_value(DRAFT)
    expect(officer.mine("Porter plainte")).to_contain_text("▤ Fiche, français courant")
    expect(officer.mine("Porter plainte")).to_contain_text("envoyé ✓")
    assert 1 == len(visitor.texts("agent"))
    assert [NOTED.format("courant")] == notes(officer, 1)
    for said in ("Fiche envoy", "porter-plainte", "Porter plainte"):
        assert [] == house.files_with(said.encode())


def test_the_digit_that_sent_does_not_fall_into_the_message(visitor, officer):
    """Held or bouncing, it sends one card and writes nothing; later it writes."""
    keys = officer.page.keyboard
    keys.press("Alt+m")
    for _ in range(4):
        keys.down("1")
    keys.up("1")
    keys.press("1")
    expect(visitor.theirs("Porter plainte")).to_be_visible()
    expect(officer.field).to_have_value(DRAFT)
    keys.type(" 21")
    expect(officer.field).to_have_value(f"{DRAFT} 21")
    assert 1 == len(visitor.texts("agent"))


def test_a_card_is_read_on_a_phone_from_its_title_with_its_lists(visitor, officer):
    """One line a line, bold above, and nothing wider than the screen."""
    officer.page.keyboard.press("Alt+m")
    officer.page.keyboard.press("1")
    card = visitor.theirs("Porter plainte").locator("p")
    expect(card).to_be_visible()
    lines = plain(card.inner_text()).split("\n")
    bold = card.locator("strong")

    assert [TITLE, ""] == lines[:2]
    assert "Où aller :" in lines
    assert "- ou par lettre au procureur de la République, au tribunal." in lines
    assert TITLE == plain(bold.inner_text())
    expect(bold).to_be_in_viewport()
    assert 600 <= int(bold.evaluate("it => getComputedStyle(it).fontWeight"))
    assert 360 == visitor.page.evaluate("document.documentElement.scrollWidth")


def test_easy_french_goes_to_who_reads_it(a_visitor, an_officer):
    """It is proposed first and said; one key changes it, for this conversation."""
    visitor, officer = a_visitor(), an_officer()
    met_reading("facile", visitor, officer)
    officer.page.keyboard.press("Alt+m")
    expect(officer.page.get_by_text("En français facile", exact=True)).to_be_visible()
    officer.page.keyboard.press("1")
    easy = visitor.theirs("C'est gratuit.")
    expect(easy).to_contain_text("La justice peut alors chercher qui l'a fait.")

    officer.page.keyboard.press("Alt+m")
    officer.page.keyboard.press("Alt+x")
    officer.page.keyboard.press("1")
    expect(visitor.theirs("La police et la gendarmerie doivent")).to_be_visible()
    expect(officer.page.get_by_role("option").first).to_contain_text("✓")
    both = [NOTED.format(body) for body in ("facile", "courant")]
    expect(officer.mine("Porter plainte").last).to_contain_text("envoyé ✓")
    assert both == notes(officer, 2)


def test_no_letter_alone_sends_and_a_search_ends_with_enter(visitor, officer):
    """Letters search, digits among them too; a French key of 2 only points."""
    page = officer.page
    page.keyboard.press("Alt+m")
    press_french_two(officer)
    expect(page.locator(FILTER)).to_have_value("é")
    chosen = page.locator(".cards [aria-selected=true]")
    expect(chosen).to_contain_text("Après une agression")
    page.keyboard.press("Escape")
    page.keyboard.type("VIH 48")
    expect(page.locator(FILTER)).to_have_value("VIH 48")
    expect(chosen).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")  # nothing is chosen
    page.keyboard.type("sourd")
    expect(page.locator(".cards__text")).to_contain_text("CPP 10-3")
    expect(page.locator(".cards__text")).to_contain_text("version 1")
    assert [] == visitor.texts("agent")

    page.keyboard.press("Enter")
    expect(visitor.theirs("Sourd·e")).to_be_visible()
    assert 1 == len(visitor.texts("agent"))
    page.keyboard.press("Alt+m")
    page.keyboard.press("Escape")
    expect(officer.field).to_be_focused()


def test_a_card_whose_title_is_out_of_sight_is_shown_before_it_goes(visitor, officer):
    """On a small screen its digit only points; Enter sends."""
    page = officer.page
    page.set_viewport_size({"width": 400, "height": 640})
    page.keyboard.press("Alt+m")
    last = page.get_by_role("option").nth(8)
    expect(last).not_to_be_in_viewport()
    page.keyboard.press("9")
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_be_in_viewport()
    assert [] == visitor.texts("agent")

    page.keyboard.press("Enter")
    expect(visitor.theirs("L'argent et l'avocat")).to_be_visible()
    expect(officer.field).to_be_focused()


def test_a_card_stays_french_on_a_page_read_from_the_right(a_visitor, an_officer):
    """Said to be French, and read from the left."""
    visitor, officer = a_visitor(), an_officer()
    met_reading("العربية", visitor, officer)
    officer.page.keyboard.press("Alt+m")
    officer.page.keyboard.press("1")
    card = visitor.theirs("une autre langue").locator("p")

    expect(card).to_have_attribute("lang", "fr")
    assert "ltr" == card.evaluate("it => getComputedStyle(it).direction")
    assert 360 == visitor.page.evaluate("document.documentElement.scrollWidth")
