"""The officer must transmit: she reads it at that moment, and the exit says so too."""

from playwright.sync_api import expect


def test_a_report_is_seen_at_once_and_kept(house, a_visitor, an_officer):
    """From the officer's press the conversation is outside erase, visibly."""
    visitor = a_visitor().arrive()
    officer = an_officer().sign_in()
    visitor.say("Il a dit qu'il reviendrait ce soir.")
    officer.take()
    officer.panel("Suites")
    officer.page.get_by_role("button", name="Ouvrir un signalement").click()
    officer.page.get_by_role("button", name="Ouvrir le signalement maintenant").click()
    expect(visitor.page.locator("#reported")).to_contain_text(
        "L'agent a ouvert un signalement"
    )
    officer.say("Je vous explique ce que cela veut dire.")

    visitor.leave()
    officer.sees_her_gone()
    destroy = officer.page.get_by_role("button", name="Rien à transmettre : détruire")
    expect(destroy).to_have_count(0)
    officer.page.get_by_role("button", name="Signalement à la justice").click()
    officer.page.get_by_role("button", name="Confirmer et transmettre").click()
    expect(officer.page.get_by_text("Conversation close").first).to_be_visible()
    expect(officer.log).to_have_count(0)
    rows = house.change("UPDATE conversation SET version = version WHERE report = 1")
    assert 1 == rows
