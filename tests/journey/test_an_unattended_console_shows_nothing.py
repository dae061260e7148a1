"""A desk left alone: the screen empties."""

from playwright.sync_api import expect

SAID = "Je m'appelle comme ma mère."


def test_an_unattended_console_locks(house, a_visitor, an_officer):
    """After ten minutes; the password brings it back, and the journal knows."""
    visitor = a_visitor().arrive()
    visitor.say(SAID)
    officer = an_officer()
    officer.page.clock.install()
    officer.sign_in()
    officer.take()
    expect(officer.theirs(SAID)).to_be_visible()
    officer.page.clock.fast_forward("10:30")
    expect(
        officer.page.get_by_role("heading", name="Console verrouillée")
    ).to_be_visible()
    assert SAID not in officer.page.content()

    password = officer.page.get_by_label("Mot de passe")
    password.fill("pas celui-ci")
    officer.page.get_by_role("button", name="Déverrouiller").click()
    expect(officer.page.get_by_role("alert")).to_contain_text("incorrect")
    password.fill("demonstration")
    officer.page.get_by_role("button", name="Déverrouiller").click()
    held = officer.page.get_by_role("navigation", name="Vos conversations")
    held.get_by_role("button").click()
    officer.page.get_by_role("button", name="Reprendre").click()
    expect(officer.theirs(SAID)).to_be_visible()
    officer.say("Je suis de retour.")
    expect(visitor.theirs("Je suis de retour.")).to_be_visible()
    visitor.leave()
    officer.sees_her_gone()
    officer.destroy()
