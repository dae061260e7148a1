"""An officer's network dies: she goes back to the head of the line, once."""

from journey.network import Mood
from playwright.sync_api import expect

SAID = "Vous êtes toujours là ?"


def test_a_lost_officer_keeps_nobody_waiting(house, network, a_visitor, an_officer):
    """Who takes her up reads all of it; the one who was lost reads no more."""
    visitor = a_visitor().arrive()
    visitor.say(SAID)
    lost = an_officer(network.base).sign_in()
    lost.take()
    expect(lost.theirs(SAID)).to_be_visible()
    network.become(Mood.CUT)
    expect(visitor.status).to_contain_text("L'agent a perdu sa connexion")

    # Ninety seconds are too long for a test: the lease is taken back by hand.
    assert 1 <= house.change(
        "UPDATE conversation SET lease_until = 1 WHERE step = 'talking'"
    )
    expect(visitor.status).to_contain_text("prochaine personne", timeout=20_000)
    # Somebody else: at a second console of the same officer, the first would reopen it.
    house.change("UPDATE member SET desks = 'police relief' WHERE name = 'sacha'")
    other = an_officer().sign_in("sacha")
    other.take()
    expect(other.theirs(SAID)).to_be_visible()
    other.say("Oui, je prends la suite.")
    expect(visitor.theirs("je prends la suite")).to_be_visible()

    network.become(Mood.THROUGH)
    expect(
        lost.page.get_by_text("Cette conversation n'est plus la vôtre.").first
    ).to_be_visible(timeout=40_000)
    expect(lost.log).to_have_count(0)
    assert SAID not in lost.page.content()
    visitor.leave()
    other.sees_her_gone()
    other.destroy()
