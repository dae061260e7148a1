"""While nobody has come yet, the screen says her place and who is there."""

from playwright.sync_api import expect


def test_she_knows_her_place_in_line(house, a_visitor, an_officer):
    """The first is next, the second has one before her; and each may write already."""
    first, second = a_visitor().arrive(), a_visitor().arrive()
    expect(first.status).to_contain_text("Vous êtes la prochaine personne.")
    expect(second.status).to_contain_text("Vous êtes la 2ᵉ personne.")
    second.say("J'attends.")

    officer = an_officer().sign_in()
    expect(officer.page.get_by_role("row", name="Police")).to_contain_text("2")
    officer.take()
    expect(first.status).to_contain_text("Camille")
    expect(second.status).to_contain_text("Vous êtes la prochaine personne.")
    officer.take_button.click()
    expect(officer.theirs("J'attends.")).to_be_visible()
