"""Nobody is there, another team comes in, the service closes: she is told each time."""

from collections.abc import Iterator

import pytest
from journey.network import Mood
from journey.running import House, a_house
from playwright.sync_api import expect

NOBODY = "Aucun agent n'est là en ce moment."
CLOSED = "La messagerie est fermée pour le moment."


@pytest.fixture
def house(furnished, elsewhere, tmp_path) -> Iterator[House]:
    """A house of this test's own, where the next team comes in after a second."""
    data = tmp_path / "data"
    with a_house(furnished, data, elsewhere.neutral, EMPTY_DESK_SECONDS="1") as one:
        yield one


@pytest.fixture(autouse=True)
def nobody_left() -> None:
    """Nothing to clean: each house goes with its test."""


def test_nobody_there_is_said_before_and_while_she_waits(house, a_visitor, an_officer):
    """On the first page, before the first word and in line; until somebody comes."""
    visitor = a_visitor().come()
    first = visitor.page.locator("#needs")
    expect(first).to_contain_text(NOBODY)
    expect(first.get_by_role("link", name="3919")).to_be_visible()

    visitor.tell_postcode("75001")
    expect(visitor.page.locator("#nobody")).to_contain_text(NOBODY)
    visitor.start()
    expect(visitor.status).to_contain_text(NOBODY)
    expect(visitor.page.locator("#meanwhile")).to_be_visible()
    visitor.say("J'attends.")

    officer = an_officer().sign_in()
    expect(visitor.status).not_to_contain_text(NOBODY)
    expect(visitor.status).to_contain_text("Vous êtes la prochaine personne.")
    expect(a_visitor().come().page.locator("#needs")).to_be_hidden()
    officer.take()
    expect(visitor.status).to_contain_text("Camille (police)")
    expect(visitor.page.locator("#meanwhile")).to_be_hidden()


def test_another_team_comes_in_and_goes_back(house, a_visitor, an_officer):
    """She is told of both; what she is writing and where she is stay as they are."""
    visitor = a_visitor().arrive()
    visitor.say("Il y a quelqu'un ?")
    visitor.field.fill("Je ne sais pas si")
    relief = an_officer().sign_in("sacha")
    told = visitor.log.locator(".said--automatic")
    expect(told.last).to_contain_text(
        "Une équipe de plus peut vous répondre : équipe nationale.", timeout=30_000
    )
    expect(visitor.status).not_to_contain_text(NOBODY)
    expect(visitor.field).to_have_value("Je ne sais pas si")
    expect(visitor.field).to_be_focused()

    officer = an_officer().sign_in()
    expect(told.last).to_contain_text(
        "Cette équipe ne répond plus ici : équipe nationale.", timeout=30_000
    )
    officer.take()
    expect(officer.theirs("Il y a quelqu'un ?")).to_be_visible()
    expect(relief.log).to_have_count(0)


def test_a_closed_service_leads_nobody_to_a_dead_chat(house, a_visitor, an_officer):
    """No form with script, who to call, and the open conversation goes on."""
    here, arriving = a_visitor().arrive(), a_visitor().come()
    arriving.tell_postcode("75001")
    late = a_visitor().come()
    house.change("INSERT INTO closed (what, by, at) VALUES ('service', 'nobody', 0)")

    # The page was there before it closed: at opening, then at the place, it is told.
    arriving.page.get_by_role("button", name="Commencer").click()
    late.tell_postcode("75001")
    for visitor in (arriving, late, a_visitor().come()):
        expect(visitor.page.locator("#needs")).to_contain_text(CLOSED)
        expect(visitor.page.get_by_role("link", name="119")).to_be_visible()
        expect(visitor.page.get_by_label("Code postal")).to_be_hidden()
        expect(visitor.page.get_by_text("J'ai un code pour reprendre")).to_be_visible()

    here.say("Je suis encore là.")
    officer = an_officer().sign_in()
    officer.take()
    officer.say("Nous continuons.")
    expect(here.theirs("Nous continuons.")).to_be_visible()


def test_what_she_was_writing_at_the_end_stays_to_be_read(
    house, network, a_visitor, an_officer
):
    """Not sent, not taken from her; leaving wipes it like the rest."""
    visitor = a_visitor(network.base).arrive()
    officer = an_officer().sign_in()
    officer.take()
    visitor.field.fill("Je voulais encore dire que")
    assert 1 == house.change("UPDATE conversation SET step = 'ended'")
    officer.page.close()
    # Her line is broken off for sure: a browser said to be offline may keep its socket.
    network.become(Mood.CUT)
    network.become(Mood.THROUGH)

    expect(visitor.page.locator("#unsent")).to_contain_text(
        "Ce texte n'est pas parti.", timeout=40_000
    )
    expect(visitor.field).to_have_value("Je voulais encore dire que")
    expect(visitor.field).not_to_be_editable()
    expect(visitor.page.get_by_role("button", name="Envoyer")).to_be_hidden()
    expect(visitor.page.get_by_role("link", name="3919").first).to_be_visible()
    visitor.leave()
    expect(visitor.page.locator("#text")).to_have_count(0)
