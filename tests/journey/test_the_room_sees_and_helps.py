"""The supervisor's board sees what is wrong; nobody is read without a reason."""

from collections.abc import Iterator

import pytest
from journey.network import Mood
from journey.people import Officer
from journey.running import House, a_house
from playwright.sync_api import Page, expect

SAID = "Je suis chez ma sœur."
WHISPERED = "Demandez-lui si elle est seule."


@pytest.fixture
def house(furnished, elsewhere, tmp_path) -> Iterator[House]:
    """A house of this test's own, where silences alarm soon."""
    data = tmp_path / "data"
    with a_house(
        furnished, data, elsewhere.neutral, ALARM_DANGER_SILENCE_SECONDS="5"
    ) as one:
        yield one


@pytest.fixture(autouse=True)
def nobody_left() -> None:
    """Nothing to clean: each house goes with its test."""


def the_room(supervisor: Officer) -> Page:
    """Look at the board."""
    supervisor.page.keyboard.press("Alt+z")
    expect(supervisor.page.get_by_role("heading", name="Alarmes")).to_be_visible()
    return supervisor.page


def test_a_danger_is_heard_and_helped_without_a_word_unasked(
    house, a_visitor, an_officer
):
    """One key alarms the room; reading takes a reason, and she is told; a whisper is
    for the officer alone.
    """
    visitor = a_visitor().arrive()
    visitor.say(SAID)
    officer = an_officer().sign_in()
    officer.take()
    room = the_room(an_officer().sign_in("sacha"))
    officer.page.keyboard.press("Alt+d")

    alarms = room.get_by_role("region", name="Alarmes")
    expect(alarms).to_contain_text("Danger signalé", timeout=20_000)
    room.keyboard.press("Alt+o")
    expect(alarms).to_contain_text("Vous vous en occupez")
    assert SAID not in room.content()

    room.locator("tbody button").first.click()
    room.keyboard.press("Alt+m")
    room.get_by_label("Motif", exact=True).fill("Danger signalé")
    room.get_by_role("button", name="Confirmer").click()
    expect(room.get_by_role("log")).to_contain_text(SAID, timeout=20_000)
    told = visitor.page.locator("#watched")
    expect(told).to_have_text("Un responsable lit aussi cette conversation.")

    room.get_by_label("Note pour l'agent seul").fill(WHISPERED)
    room.get_by_role("button", name="Envoyer la note").click()
    expect(officer.page.get_by_text(WHISPERED).first).to_be_visible(timeout=20_000)
    room.keyboard.press("Alt+f")
    expect(room.get_by_role("log")).to_have_count(0)
    expect(told).to_have_text("")
    assert SAID not in room.content()
    assert WHISPERED not in visitor.page.content()


def test_a_silence_after_danger_is_noticed_and_forgiven(
    house, network, a_visitor, an_officer
):
    """The officer sees since when, the room is alarmed; both end when she is back."""
    visitor = a_visitor(network.base).come()
    visitor.tell_postcode("75001")
    visitor.page.get_by_label("Je suis en danger maintenant").check()
    visitor.start()
    visitor.say("Il revient.")
    officer = an_officer().sign_in()
    officer.take()
    room = the_room(an_officer().sign_in("sacha"))
    alarms = room.get_by_role("region", name="Alarmes")
    network.become(Mood.CUT)

    expect(alarms).to_contain_text("Silence après un danger", timeout=90_000)
    expect(officer.page.get_by_text("n'est plus connectée").first).to_be_visible()
    officer.send("Prenez votre temps. Je reste là.")

    network.become(Mood.THROUGH)
    expect(alarms).not_to_contain_text("Silence", timeout=60_000)
    expect(officer.page.get_by_text("La personne est là").first).to_be_visible()
    expect(visitor.theirs("Je reste là.")).to_be_visible()


def test_the_room_closes_the_service_and_opens_it_again(house, a_visitor, an_officer):
    """The page says so before asking anything; who is in the middle goes on."""
    here = a_visitor().arrive()
    room = the_room(an_officer().sign_in("sacha"))
    room.get_by_role("button", name="Fermer le service").click()
    room.get_by_role("button", name="Confirmer").click()
    expect(room.get_by_text("Service fermé").first).to_be_visible()

    closed = a_visitor().come()
    expect(closed.page.locator("#needs")).to_contain_text("fermée pour le moment")
    here.say("Je suis encore là.")
    room.get_by_role("button", name="Rouvrir le service").click()
    room.get_by_role("button", name="Confirmer").click()
    expect(room.get_by_text("Service ouvert").first).to_be_visible()
    a_visitor().arrive().say("Bonjour.")
