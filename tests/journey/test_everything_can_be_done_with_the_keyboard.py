"""From the page to the message to the exit, without a pointer."""

from journey.keyboard import WHERE, tab_to
from journey.people import DESKTOP
from journey.screens import PAGES
from playwright.sync_api import expect


def test_everything_can_be_done_with_the_keyboard(house, elsewhere, a_visitor):
    """The focus is seen at each step, and three times Shift leaves."""
    visitor = a_visitor(**DESKTOP, is_mobile=False, has_touch=False).come()
    keyboard = visitor.page.keyboard
    tab_to(visitor.page, "exit")
    tab_to(visitor.page, "postcode")
    keyboard.type("75001")
    keyboard.press("Enter")
    expect(visitor.page.locator("#before-title")).to_be_focused()
    tab_to(visitor.page, "in-danger")
    tab_to(visitor.page, "BUTTON")
    keyboard.press("Enter")
    expect(visitor.field).to_be_focused()
    keyboard.type("Sans souris.")
    keyboard.press("Control+Enter")
    expect(visitor.mine("Sans souris.")).to_contain_text("Envoyé")
    expect(visitor.field).to_be_focused()
    assert visitor.page.evaluate(WHERE)["seen"]

    for _ in range(3):
        keyboard.press("Shift")
    visitor.page.wait_for_url(elsewhere.neutral)


def test_capital_letters_do_not_leave(house, a_visitor):
    """Shift held to write is not the exit; another key in between cancels it."""
    visitor = a_visitor().arrive()
    for letter in "ABCD":
        visitor.page.keyboard.press(f"Shift+{letter}")
    visitor.page.keyboard.press("Shift")
    visitor.page.keyboard.press("a")
    visitor.page.keyboard.press("Shift")

    expect(visitor.field).to_have_value("ABCDa")


def test_the_exit_is_the_first_stop_of_every_page(house, a_visitor):
    """Whoever presses Tab once, anywhere, is on the exit."""
    visitor = a_visitor()
    for path in PAGES:
        visitor.page.goto(house.base + path)
        visitor.page.keyboard.press("Tab")
        expect(visitor.exit_link).to_be_focused()
