"""Somebody else goes on once she agrees; nothing is left where it was."""

from journey.people import Officer
from playwright.sync_api import expect

SAID = ("Il me suit depuis un mois.", "Je suis chez ma sœur.")
WORD = "mirabelle"
HANDED = "Conversation confiée"


def agree_on(officer: Officer, word: str) -> None:
    """Keep the safety phrase."""
    officer.panel("Notes")
    officer.page.get_by_label("Le code convenu").fill(word)
    officer.page.get_by_role("button", name="Garder ce code").click()
    expect(officer.page.locator(".phrase-line")).to_contain_text(word)


def test_a_colleague_of_another_desk_goes_on_with_everything(
    house, a_visitor, an_officer
):
    """She is asked by name; all that was said follows, and leaves the first screen."""
    visitor = a_visitor().arrive()
    visitor.say(SAID[0])
    first, second = an_officer().sign_in(), an_officer().sign_in("dominique")
    first.take()
    first.say("Bonjour, je suis Camille.")
    visitor.say(SAID[1])
    expect(first.theirs(SAID[1])).to_be_visible()
    agree_on(first, WORD)
    first.page.keyboard.press("Alt+t")
    first.page.get_by_role("radio", name="Dominique · Gendarmerie").check()
    first.page.get_by_role("button", name="Annoncer le transfert").click()

    asked = visitor.page.locator("#transfer")
    expect(asked).to_contain_text("Camille propose de vous confier à Dominique")
    expect(asked).to_contain_text("lira ce qui est écrit ici")
    assert not second.page.get_by_role("log").count()
    visitor.page.get_by_role("button", name="D'accord").click()

    # Given to a colleague, it opens by itself.
    expect(second.log).to_contain_text(SAID[0], timeout=20_000)
    expect(visitor.log).to_contain_text("Vous écrivez maintenant à Dominique.")
    assert list(SAID) == second.texts("visitor")
    assert ["Bonjour, je suis Camille."] == second.texts("agent")
    expect(second.page.locator(".phrase-line")).to_contain_text(WORD)
    second.say("Je prends la suite.")
    expect(visitor.theirs("Je prends la suite.")).to_be_visible()

    expect(first.page.get_by_text(HANDED).first).to_be_visible()
    expect(first.log).to_have_count(0)
    for words in (*SAID, WORD):
        assert words not in first.page.content()


def test_a_shift_ends_with_every_conversation_handed_over(house, a_visitor, an_officer):
    """Two lines for each, one press for all; each of them is asked for herself."""
    visitors = [a_visitor().arrive() for _ in SAID]
    officer = an_officer().sign_in()
    for visitor, said in zip(visitors, SAID, strict=True):
        visitor.say(said)
        officer.page.keyboard.press("Alt+n")
        expect(officer.theirs(said)).to_be_visible(timeout=20_000)
    page = officer.page
    page.keyboard.press("Alt+y")
    for row, said in enumerate(SAID):
        form = page.locator(".handover__row").nth(row)
        form.get_by_label("Où en est la personne").fill(f"Elle dit : {said}")
        form.get_by_label("Ce qui reste à faire").fill("Donner les numéros.")
        form.get_by_label("À qui").select_option(label="Relais national")
    page.get_by_role("button", name="Tout annoncer").click()
    expect(page.get_by_text("Note gardée.")).to_have_count(2)

    visitors[0].page.get_by_role("button", name="D'accord").click()
    visitors[1].page.get_by_role("button", name="Je préfère rester").click()
    expect(page.get_by_text("préfère rester avec vous")).to_be_visible()
    expect(page.locator(".handover__row")).to_have_count(1)
    relief = an_officer().sign_in("sacha")
    relief.take()
    expect(relief.theirs(SAID[0])).to_be_visible()
    expect(relief.page.get_by_label("Relève", exact=True)).to_contain_text(SAID[0])
    assert SAID[1] not in relief.page.content()
    page.get_by_role("button", name="Conversations", exact=True).click()
    officer.say("Je reste.")
    expect(visitors[1].theirs("Je reste.")).to_be_visible()
