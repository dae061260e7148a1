"""Somebody walked in, or the phone was put down: the screen says nothing any more."""

from playwright.sync_api import expect

SAID = "Il est dans la pièce à côté."
DRAFT = "Je n'ai pas fini de"


def is_hidden(visitor):
    """Nothing of the conversation can be seen; one button is there."""
    expect(visitor.log).to_be_hidden()
    expect(visitor.field).to_be_hidden()
    expect(visitor.page.get_by_text("L'écran est masqué.")).to_be_visible()
    assert SAID not in visitor.page.locator("body").inner_text()


def comes_back(visitor):
    """One press, and all of it is there."""
    visitor.page.get_by_role("button", name="Afficher").click()
    expect(visitor.mine(SAID)).to_be_visible()
    expect(visitor.field).to_have_value(DRAFT)


def test_no_hides_the_screen(house, a_visitor):
    """« Pouvez-vous écrire tranquillement ? » « Non »."""
    visitor = a_visitor().arrive()
    visitor.field.fill(DRAFT)
    visitor.page.get_by_role("button", name="Non", exact=True).click()

    is_hidden(visitor)
    visitor.page.get_by_role("button", name="Afficher").click()
    expect(visitor.field).to_have_value(DRAFT)
    expect(visitor.field).to_be_focused()


def test_an_untouched_screen_hides_itself(house, a_visitor):
    """After three minutes, by default."""
    visitor = a_visitor()
    visitor.page.clock.install()
    visitor.arrive()
    visitor.say(SAID)
    visitor.field.fill(DRAFT)
    visitor.page.clock.fast_forward("02:30")
    expect(visitor.field).to_be_visible()
    visitor.page.clock.fast_forward("00:45")

    is_hidden(visitor)
    comes_back(visitor)


def test_a_hidden_screen_is_silence(house, elsewhere, a_visitor):
    """Its line hangs up; shown within two hours it goes on, later it has left."""
    visitor = a_visitor()
    sockets = []
    visitor.page.on("websocket", lambda socket: sockets.append(socket))
    visitor.page.clock.install()
    visitor.arrive()
    visitor.say(SAID)
    visitor.field.fill(DRAFT)
    visitor.page.clock.fast_forward("03:15")
    is_hidden(visitor)
    assert sockets
    assert all(socket.is_closed() for socket in sockets)

    comes_back(visitor)
    visitor.field.fill("")
    visitor.say("Je suis là.")

    visitor.page.clock.fast_forward("03:15")
    is_hidden(visitor)
    visitor.page.clock.fast_forward("02:00:10")
    visitor.page.wait_for_url(elsewhere.neutral)


def test_a_hidden_screen_still_leaves(house, elsewhere, a_visitor):
    """By its own button, which says no more than « Quitter »."""
    visitor = a_visitor().arrive()
    visitor.page.get_by_role("button", name="Non", exact=True).click()
    expect(visitor.log).to_be_hidden()
    visitor.page.get_by_role("button", name="Quitter", exact=True).click()

    visitor.page.wait_for_url(elsewhere.neutral)
