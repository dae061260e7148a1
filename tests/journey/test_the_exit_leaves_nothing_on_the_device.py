"""The red button, on the device: what is blank, what comes back, what stays on disk.

In a browser with a profile of its own, started as a person's is: its history, its Back,
its closed tabs and its files are the real ones. What is not ours to remove (that an
address of this host was visited) is told to visitors at /appareil.
"""

import pytest
from journey.chromium import Chromium
from journey.people import PASSWORD, Visitor
from playwright.sync_api import expect

from havre.client.officer import Officer
from havre.client.service import Service

SAID = "la voisine d'en face a tout entendu"
DRAFT = "et je voudrais aussi raconter que"
ANSWER = "cela porte un nom et une peine"
POSTCODE = "93380"

IN_ONE_TASK = """(press) => {
    if (press === "button") document.querySelector("#exit").click()
    else for (const _ of "123") {
        dispatchEvent(new KeyboardEvent("keydown", {key: "Shift", bubbles: true}))
    }
    const style = getComputedStyle(document.body)
    return {
        shown: style.visibility !== "hidden" && style.display !== "none",
        text: document.querySelector("main").textContent,
        typed: [...document.querySelectorAll("input, textarea")].map((it) => it.value),
    }
}"""

# chrome://history is made of components: their texts stand in shadow trees.
EVERY_TEXT = """() => {
    const texts = []
    const walk = (node) => {
        if (node.nodeType === 3) texts.push(node.data)
        if (node.shadowRoot) walk(node.shadowRoot)
        node.childNodes.forEach(walk)
    }
    walk(document.documentElement)
    return texts.join(" ")
}"""


def go(page, way):
    """Press Back or Forward: Playwright's own waits for a load that may not come."""
    page.evaluate(f"setTimeout(() => history.{way}())")
    page.wait_for_timeout(1_500)


def address(page):
    """Where the tab is, asked of itself."""
    return page.evaluate("location.href")


def talk(house, page):
    """A conversation with an answer, a code and a draft; return her and the code."""
    visitor = Visitor(page, house.base).arrive(POSTCODE)
    visitor.say(SAID)
    officer = Officer.sign_in(Service(house.base), "camille", PASSWORD)
    held = officer.take_next()
    assert held is not None
    held.send(ANSWER)
    expect(visitor.theirs(ANSWER)).to_be_visible()
    page.locator("#keep summary").click()
    page.get_by_role("button", name="Faire un code").click()
    shown = page.locator("#code-shown")
    expect(shown).not_to_be_empty()
    visitor.field.press_sequentially(DRAFT)
    return visitor, shown.inner_text()


@pytest.fixture
def page(own_chromium, elsewhere):
    """A tab that was at another site before."""
    made = own_chromium.browser.contexts[0].new_page()
    made.goto(elsewhere.before)
    return made


def says_nothing(page):
    """No word of the conversation, wherever the tab is now."""
    content = page.content()
    assert not [text for text in (SAID, DRAFT, ANSWER) if text in content]


@pytest.mark.parametrize("press", ["button", "three times Shift"])
def test_the_screen_is_blank_before_any_network_is_asked(house, a_visitor, press):
    """In the same task as the press: nothing is awaited."""
    visitor = a_visitor().arrive()
    visitor.say(SAID)
    visitor.field.fill(DRAFT)

    here = visitor.page.evaluate(IN_ONE_TASK, press)

    assert {"shown": False, "text": "", "typed": []} == {
        **here,
        "typed": [text for text in here["typed"] if text],
    }


def test_back_and_forward_do_not_return(house, elsewhere, page):
    """Back leads to the site before ours, Forward to the neutral one."""
    visitor, _ = talk(house, page)
    visitor.leave()
    page.wait_for_url(elsewhere.neutral)
    go(page, "back")
    assert elsewhere.before == address(page)
    says_nothing(page)
    go(page, "forward")
    assert elsewhere.neutral == address(page)


def test_a_page_kept_for_back_is_empty(house, page, elsewhere):
    """Left by an address typed, without the exit; then Back."""
    talk(house, page)
    page.goto(elsewhere.before)
    go(page, "back")

    says_nothing(page)
    assert address(page) in (elsewhere.neutral, f"{house.base}/")


def test_the_list_of_history_does_not_show_it(house, elsewhere, page, own_chromium):
    """Observed in this browser, promised to nobody: Firefox shows the entry."""
    visitor, _ = talk(house, page)
    visitor.leave()
    page.wait_for_url(elsewhere.neutral)
    listing = own_chromium.browser.contexts[0].new_page()
    listing.goto("chrome://history/")
    listing.wait_for_function(f"({EVERY_TEXT})().includes('Météo')")
    entries = listing.evaluate(EVERY_TEXT)

    assert house.base.removeprefix("http://") not in entries
    assert "Messagerie" not in entries


@pytest.mark.parametrize("end", ["exit, closed", "exit, killed", "killed"])
def test_no_file_of_the_profile_has_a_word(house, elsewhere, page, own_chromium, end):
    """Searched byte by byte, whether she left or the battery died."""
    visitor, code = talk(house, page)
    if "exit" in end:
        visitor.leave()
        page.wait_for_url(elsewhere.neutral)
        page.wait_for_timeout(1_000)
    if "closed" in end:
        own_chromium.close()
    else:
        own_chromium.kill()

    found = own_chromium.files_with(
        SAID, DRAFT, ANSWER, POSTCODE, code, code.replace(" ", "")
    )
    assert [] == found
    if "closed" in end:  # the search does find what a browser keeps
        assert own_chromium.files_with("/meteo") != []


def test_a_session_restored_after_a_crash_is_empty(
    house, page, own_chromium, playwright
):
    """The browser offers to bring the tabs back: the words do not come with them."""
    talk(house, page)
    own_chromium.kill()
    again = Chromium(playwright, own_chromium.profile, "--restore-last-session")
    try:
        for tab in again.browser.contexts[0].pages:
            tab.wait_for_load_state()
            says_nothing(tab)
    finally:
        again.kill()


def test_nothing_is_ever_stored(house, a_visitor):
    """No cookie, storage, database, cache or worker, at any step."""
    nothing = {
        "cookies": "",
        "local": [],
        "session": [],
        "databases": [],
        "caches": [],
        "workers": 0,
    }
    visitor = a_visitor().come()
    assert nothing == visitor.kept()
    visitor.tell_postcode(POSTCODE)
    assert nothing == visitor.kept()
    visitor.start()
    visitor.say(SAID)
    visitor.page.locator("#keep summary").click()
    visitor.page.get_by_role("button", name="Faire un code").click()
    expect(visitor.page.locator("#code-shown")).not_to_be_empty()
    assert nothing == visitor.kept()
    assert [] == visitor.page.context.cookies()
