"""Some networks let plain HTTP through and refuse WebSocket."""

from journey.network import Mood
from playwright.sync_api import expect


def test_a_network_without_websocket_is_no_obstacle(
    house, network, a_visitor, an_officer
):
    """The same frames go by HTTP, both ways, to the exit and its decision."""
    network.become(Mood.NO_SOCKETS)
    visitor = a_visitor(network.base).arrive()
    officer = an_officer(network.base).sign_in()
    visitor.send("Je suis au travail, sur leur réseau.")
    expect(visitor.mine("leur réseau")).to_contain_text("Envoyé", timeout=30_000)

    officer.take()
    expect(officer.theirs("leur réseau")).to_be_visible(timeout=30_000)
    officer.send("Je vous lis quand même.")
    expect(visitor.theirs("quand même")).to_be_visible(timeout=30_000)
    visitor.say("Tant mieux.")
    expect(officer.theirs("Tant mieux.")).to_be_visible()
    assert 4 <= network.refused_sockets

    visitor.leave()
    officer.sees_her_gone()
    officer.destroy()
