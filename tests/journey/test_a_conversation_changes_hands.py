"""Danger told, a word agreed, a summary written, and somebody else goes on."""

from journey.network import Mood
from journey.people import Officer, Visitor
from playwright.sync_api import expect

WORD = "mirabelle"


def agree_on(officer: Officer, word: str) -> None:
    """Keep the safety phrase."""
    officer.panel("Notes")
    officer.page.get_by_label("Le code convenu").fill(word)
    officer.page.get_by_role("button", name="Garder ce code").click()
    expect(officer.page.locator(".phrase-line")).to_contain_text(word)


def pass_to(officer: Officer, desk: str) -> None:
    """Write the two lines of the handover, and announce it."""
    officer.page.keyboard.press("Alt+y")
    officer.page.get_by_label("Où en est la personne").fill("Chez sa sœur.")
    officer.page.get_by_label("Ce qui reste à faire").fill("Rappeler le 119.")
    officer.page.get_by_label("À qui").select_option(label=desk)
    officer.page.get_by_role("button", name="Écrire la note et annoncer").click()


def test_danger_is_one_key_and_a_number_is_two(house, a_visitor, an_officer):
    """What is typed stays, the text field does not move, the digit is never text."""
    a_visitor().arrive().say("Bonjour.")
    officer = an_officer().sign_in()
    officer.take()
    officer.field.fill("Je vous lis.")
    before = officer.field.bounding_box()
    officer.page.keyboard.press("Alt+d")
    officer.page.keyboard.press("3")

    expect(officer.field).to_be_focused()
    assert "Je vous lis.\n114" in officer.field.input_value()
    expect(officer.page.get_by_text("Danger signalé :")).to_be_visible()
    expect(officer.page.locator(".talk__head")).to_contain_text("Danger")
    assert before == officer.field.bounding_box()


def test_a_reply_is_found_and_inserted_from_the_keyboard(house, a_visitor, an_officer):
    """No letter of the search falls into the message; nothing is sent."""
    a_visitor().arrive().say("Bonjour.")
    officer = an_officer().sign_in()
    officer.take()
    officer.page.keyboard.press("Alt+f")
    officer.page.keyboard.type("prenez votre temps")
    officer.page.keyboard.press("Enter")

    expect(officer.field).to_be_focused()
    assert officer.field.input_value().startswith("Prenez votre temps.")
    assert [] == officer.texts("agent")


def test_the_word_agreed_is_asked_when_she_returns(
    house, network, a_visitor, an_officer
):
    """The console inserts the question, and never the word."""
    a_visitor(network.base).arrive().say("Bonjour.")
    officer = an_officer().sign_in()
    officer.take()
    agree_on(officer, WORD)
    before = officer.field.bounding_box()
    network.become(Mood.CUT)
    expect(officer.page.get_by_text("n'est plus connectée").first).to_be_visible(
        timeout=60_000
    )
    network.become(Mood.THROUGH)
    asked = officer.page.get_by_text("redemandez le code")
    expect(asked).to_be_visible(timeout=60_000)
    assert before == officer.field.bounding_box()
    officer.page.keyboard.press("Alt+c")

    assert "le mot que vous aviez choisi" in officer.field.input_value()
    assert WORD not in officer.field.input_value()
    officer.page.keyboard.press("Alt+e")
    expect(asked).to_have_count(0)


def test_who_takes_over_reads_the_summary_first(house, a_visitor, an_officer):
    """She agrees; the notes and the word come along, and the first officer is free."""
    visitor: Visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    first = an_officer().sign_in()
    first.take()
    agree_on(first, WORD)
    pass_to(first, "Relais national")
    visitor.page.get_by_role("button", name="D'accord").click()
    expect(first.page.get_by_text("Vous pouvez partir.")).to_be_visible()
    second = an_officer().sign_in("sacha")
    second.take()

    expect(second.theirs("Bonjour.")).to_be_visible()
    expect(second.page.get_by_label("Relève", exact=True)).to_contain_text(
        "Chez sa sœur."
    )
    expect(second.page.locator(".phrase-line")).to_contain_text(WORD)


def test_she_may_stay_with_who_listens(house, a_visitor, an_officer):
    """Her refusal is said plainly, and what was typed is still there."""
    visitor: Visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    officer = an_officer().sign_in()
    officer.take()
    pass_to(officer, "Relais national")
    visitor.page.get_by_role("button", name="Je préfère rester").click()

    expect(officer.page.get_by_text("préfère rester avec vous")).to_be_visible()
    officer.page.get_by_role("button", name="Compris").click()
    summary = officer.page.get_by_label("Où en est la personne")
    expect(summary).to_have_value("Chez sa sœur.")
    expect(summary).to_be_editable()
