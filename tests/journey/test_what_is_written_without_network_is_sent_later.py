"""A network that goes and comes back: every message says where it stands."""

import json

from journey.network import Mood
from playwright.sync_api import expect


def test_what_is_written_without_network_is_sent_later(
    house, network, a_visitor, an_officer
):
    """Nothing is lost and the order is hers, though the network went in between."""
    visitor = a_visitor(network.base).arrive()
    officer = an_officer().sign_in()
    visitor.say("Un")
    officer.take()

    network.become(Mood.CUT)
    visitor.page.context.set_offline(True)
    visitor.send("Deux")
    visitor.send("Trois")
    expect(visitor.mine("Deux")).to_contain_text("Envoi en cours")
    expect(visitor.mine("Trois")).to_contain_text("Envoi en cours")
    expect(visitor.status).to_contain_text("Pas de réseau")

    network.become(Mood.THROUGH)
    visitor.page.context.set_offline(False)
    expect(visitor.mine("Trois")).to_contain_text("Envoyé", timeout=30_000)
    expect(officer.theirs("Trois")).to_be_visible()
    assert ["Un", "Deux", "Trois"] == officer.texts("visitor")
    assert ["Un", "Deux", "Trois"] == visitor.texts("visitor")
    expect(visitor.status).to_contain_text("Camille")


def test_a_message_that_was_refused_says_so_and_can_be_tried_again(house, a_visitor):
    """It keeps its text and its place, and offers a button: nothing goes by itself."""
    visitor = a_visitor()
    refusing = {"on": True}

    def stand_between(near):
        far = near.connect_to_server()

        def up(frame):
            said = json.loads(frame)
            if said["t"] == "send" and refusing["on"]:
                refused = {"t": "refused", "code": "closed", "n": said["n"]}
                near.send(json.dumps(refused))
            else:
                far.send(frame)

        near.on_message(up)

    visitor.page.route_web_socket("**/line", stand_between)
    visitor.arrive()
    visitor.send("Ne vous perdez pas.")
    expect(visitor.mine("Ne vous perdez pas.")).to_contain_text("Pas envoyé")

    refusing["on"] = False
    visitor.mine("Ne vous perdez pas.").get_by_role("button", name="Réessayer").click()
    expect(visitor.mine("Ne vous perdez pas.")).to_contain_text("Envoyé")
    expect(visitor.field).to_be_focused()
    assert ["Ne vous perdez pas."] == visitor.texts("visitor")
