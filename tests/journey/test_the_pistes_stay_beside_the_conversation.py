"""What an officer ticks is told to nobody, and ends with the conversation."""

import re

import pytest
from journey.pistes import at_night, panel, quick, tick
from playwright.sync_api import expect

STORY = ("mari", "main aux fesses", "dit non", "étrangl", "adulte", "depuis 2019")


@pytest.fixture
def officer(house, an_officer):
    """Camille, with somebody who has just written."""
    return at_night(house, an_officer())


def test_nothing_of_a_story_leaves_the_browser(officer):
    """No request but the watch of the desk, no frame, no address, no storage."""
    sent: list[str] = []
    officer.page.on("request", lambda one: sent.append(f"{one.method} {one.url}"))
    officer.page.evaluate(
        """() => {
            window.framed = []
            const send = WebSocket.prototype.send
            WebSocket.prototype.send = function (data) {
                window.framed.push(String(data))
                return send.call(this, data)
            }
        }"""
    )
    address = officer.page.url
    officer.page.keyboard.press("Alt+v")
    tick(officer, *STORY, "noter les pistes")
    expect(panel(officer)).to_contain_text("Dans le brouillon des notes")
    officer.page.wait_for_timeout(500)
    framed = officer.page.evaluate("window.framed")

    assert [] == [one for one in sent if f"GET {address[:-5]}v1/desk?" not in one]
    assert [] == [one for one in framed if "ping" not in one]
    assert address == officer.page.url
    assert [0, 0] == officer.page.evaluate(
        "[localStorage.length, sessionStorage.length]"
    )


def test_the_summary_goes_into_the_sealed_notes(officer):
    """Only when the officer adds it; the name of the row and its version with it."""
    keys = officer.page.keyboard
    keys.press("Alt+v")
    tick(officer, *STORY, "noter les pistes")
    keys.press("Alt+o")
    draft = panel(officer).get_by_label("Nouvelle note")
    expect(draft).to_have_value(re.compile(r"Agression sexuelle aggravée \(catalogue"))
    panel(officer).get_by_role("button", name="Ajouter la note").press("Enter")
    expect(panel(officer).locator(".notes")).to_contain_text("version 1")


def test_with_a_minor_there_is_no_grid(house, an_officer):
    """Four open questions with a digit each, then the way to transmit."""
    officer = at_night(house, an_officer(), minor=True)
    keys = officer.page.keyboard
    keys.press("Alt+v")
    expect(panel(officer)).to_contain_text("pas de grille de faits")
    expect(quick(officer)).to_have_count(0)
    expect(panel(officer).get_by_role("checkbox")).to_have_count(0)
    expect(panel(officer)).to_contain_text("119")

    keys.press("4")
    expect(officer.field).to_have_value(re.compile("^Qu'est-ce que vous voulez"))
    expect(officer.field).to_be_focused()
    keys.press("Alt+v")
    panel(officer).get_by_role("button", name="Transmettre").press("Enter")
    at_risk = panel(officer).get_by_role("radio", name="Mineur en danger")
    expect(at_risk).to_be_checked()


def test_told_of_a_child_nothing_is_shown_until_an_adult_writes(officer):
    """A teacher may tell it, or the child: the officer says who writes."""
    officer.page.keyboard.press("Alt+v")
    tick(officer, "main aux fesses", "12 ans")
    expect(panel(officer)).to_contain_text("a-t-elle 18 ans ou plus aujourd'hui ?")
    expect(panel(officer).locator(".piste")).to_have_count(0)
    tick(officer, "adulte")
    expect(panel(officer).locator(".piste").first).to_be_visible()

    tick(officer, "tout effacer", "main aux fesses", "12 ans")
    panel(officer).get_by_role("button", name="Non, ou je ne sais pas").press("Enter")
    expect(panel(officer)).to_contain_text("pas de grille de faits")
    expect(panel(officer).get_by_role("button").first).to_be_focused()


def test_a_lock_and_an_end_forget_the_form(house, a_visitor, an_officer):
    """Nothing of it is in the page, and the same conversation begins anew."""
    visitor = a_visitor().arrive()
    visitor.say("Bonjour.")
    officer = an_officer().sign_in()
    keys = officer.page.keyboard
    keys.press("Alt+n")
    expect(officer.field).to_be_focused(timeout=15_000)
    keys.press("Alt+v")
    tick(officer, "serré le cou", "mari")
    keys.press("Alt+l")
    expect(
        officer.page.get_by_role("heading", name="Console verrouillée")
    ).to_be_visible()
    assert "tranglement" not in officer.page.content()

    keys.type("demonstration")
    keys.press("Enter")
    expect(officer.take_button).to_be_visible(timeout=15_000)
    expect(officer.page.get_by_text("n'est pas ouvert")).to_be_visible()
    keys.press("Alt+j")
    expect(officer.field).to_be_focused(timeout=15_000)
    keys.press("Alt+v")
    expect(quick(officer)).to_be_focused()
    expect(panel(officer).locator(".chip")).to_have_count(0)
    tick(officer, "serré le cou")
    visitor.leave()
    officer.sees_her_gone()
    officer.destroy()
    assert "tranglement" not in officer.page.content()
