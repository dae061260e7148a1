"""An administrator suspends a colleague: nothing waits for them to notice."""

from playwright.sync_api import expect

SAID = "Je m'appelle comme ma mère."


def test_a_suspended_officer_is_out_at_once(house, a_visitor, an_officer):
    """Their console closes by itself, and what they held goes back in line."""
    visitor = a_visitor().arrive()
    visitor.say(SAID)
    officer = an_officer().sign_in()
    officer.take()
    expect(officer.theirs(SAID)).to_be_visible()
    chief = an_officer().sign_in("sacha")
    chief.page.get_by_role("button", name="Équipe et clés").click()
    row = chief.page.get_by_role("row").filter(has_text="Camille")
    row.get_by_role("button", name="Suspendre").click()

    expect(officer.page.get_by_role("button", name="Se connecter")).to_be_visible()
    expect(officer.page.get_by_text("Votre session a pris fin.")).to_be_visible()
    assert SAID not in officer.page.content()
    expect(visitor.status).to_contain_text("Vous êtes la prochaine personne.")
    row.get_by_role("button", name="Rétablir").click()
    expect(row.get_by_role("button", name="Suspendre")).to_be_visible()
    visitor.leave()
