"""Pulling down, pressing a link, reloading: what each does to a conversation."""

from playwright.sync_api import expect

LINKED = "Voir https://exemple.fr/aide et www.exemple.fr"


def test_a_link_in_a_message_cannot_be_pressed(house, a_visitor, an_officer):
    """Following one would end the conversation and leave an address."""
    visitor = a_visitor().arrive()
    officer = an_officer().sign_in()
    visitor.say("Je vous écoute.")
    officer.take()
    officer.say(LINKED)

    expect(visitor.theirs(LINKED)).to_be_visible()
    assert 0 == visitor.log.locator("a").count()
    visitor.leave()
    officer.sees_her_gone()
    officer.destroy()


def test_pulling_down_does_not_reload(house, a_visitor):
    """A thumb that scrolls too far must not lose everything."""
    visitor = a_visitor().arrive()
    visitor.say("Avant.")
    for place in ("html", "body"):
        style = visitor.page.locator(place).evaluate(
            "it => getComputedStyle(it).overscrollBehaviorY"
        )
        if style == "none":
            break
    assert "none" == style
    visitor.leave()


def test_a_page_read_meanwhile_leaves_the_conversation_as_it_was(house, a_visitor):
    """It is read in place; Back leads to what was said and to what is being written."""
    visitor = a_visitor().arrive()
    visitor.say("Je lis et je reviens.")
    visitor.field.fill("Je n'ai pas fini")
    visitor.page.locator("#help summary").click()
    for link in visitor.page.locator("#talk a[data-page]").all():
        link.click()
        expect(visitor.page.locator("#page-text h1")).to_be_focused()
        visitor.page.locator("#page [data-back]").click()
        expect(visitor.mine("Je lis et je reviens.")).to_be_visible()
        expect(visitor.field).to_have_value("Je n'ai pas fini")
    assert f"{house.base}/" == visitor.page.url
    others = visitor.page.locator("a:visible:not([data-page], #exit, .skip)")
    for address in others.evaluate_all("all => all.map((it) => it.protocol)"):
        assert address in ("tel:", "sms:")
    visitor.leave()


def test_a_page_read_before_starting_leaves_no_address(house, a_visitor):
    """It is read in place, and Back goes where she was, with what she typed."""
    visitor = a_visitor().come()
    before = visitor.page.evaluate("history.length")
    visitor.page.get_by_role("textbox", name="Code postal").fill("48000")
    visitor.page.get_by_role("link", name="Ce que nous gardons").click()
    expect(visitor.page.locator("#page-text h1")).to_be_focused()
    assert f"{house.base}/" == visitor.page.url
    visitor.page.locator("#page [data-back]").click()

    expect(visitor.page.get_by_role("textbox", name="Code postal")).to_have_value(
        "48000"
    )
    assert before == visitor.page.evaluate("history.length")


def test_a_reload_is_silence_not_exit(house, a_visitor, an_officer):
    """Nothing is erased at the service; the page comes back without a word."""
    visitor = a_visitor().arrive()
    officer = an_officer().sign_in()
    visitor.say("Je recharge par erreur.")
    officer.take()
    expect(officer.theirs("par erreur")).to_be_visible()
    visitor.page.reload()

    expect(visitor.page.get_by_role("textbox", name="Code postal")).to_be_visible()
    assert "par erreur" not in visitor.page.content()
    expect(officer.page.get_by_text("La personne n'est plus connectée")).to_be_visible()
    expect(officer.theirs("par erreur")).to_be_visible()
    officer.panel("Suites")
    officer.page.get_by_role("button", name="Clore", exact=True).click()
    expect(officer.page.get_by_text("Conversation détruite").first).to_be_visible()


def test_a_link_within_the_page_leaves_nothing_in_the_history(house, a_visitor):
    """The skip link moves the focus; no address is added, Back stays what it was."""
    visitor = a_visitor().come()
    before = visitor.page.evaluate("history.length")
    visitor.page.locator("a.skip").focus()
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.locator("#main")).to_be_focused()
    assert before == visitor.page.evaluate("history.length")
    assert "#" not in visitor.page.url
