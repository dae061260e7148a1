"""Without script: every page reads, the place finds the phone, the exit is a link."""

import re

import pytest
from journey.screens import PAGES
from playwright.sync_api import expect


@pytest.fixture
def reader(a_visitor):
    """Someone whose browser runs no script."""
    return a_visitor(java_script_enabled=False)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_reads_without_script(reader, elsewhere, path):
    """A heading, something to read, the way out and the emergency numbers."""
    answer = reader.page.goto(reader.base + path)
    assert answer is not None
    assert 200 == answer.status
    expect(reader.page).to_have_title("Messagerie")
    expect(reader.page.locator("h1").first).to_be_visible()
    expect(reader.exit_link).to_have_attribute("href", elsewhere.neutral)
    expect(reader.page.locator(".danger a[href='tel:17']")).to_be_visible()
    assert 200 < len(reader.page.locator("main").inner_text())


def test_the_first_page_says_that_the_chat_needs_script(reader):
    """Nobody looks for a button that cannot work."""
    reader.come()

    told = reader.page.locator("noscript").inner_text()
    assert "La messagerie a besoin de JavaScript" in told
    expect(reader.page.get_by_role("button", name="Commencer")).to_be_hidden()
    expect(reader.page.get_by_role("log")).to_be_hidden()


def test_a_postal_code_gives_the_force_and_its_phone(reader):
    """The answer stands at the same address, and names nobody's choice in it."""
    reader.come()
    reader.tell_postcode("75001")

    expect(reader.page.get_by_role("status").first).to_contain_text("police nationale")
    phones = reader.page.locator("main a[href^='tel:']")
    assert 2 <= phones.count()
    expect(
        reader.page.get_by_role("link", name=re.compile("39 ?19")).first
    ).to_be_visible()
    assert f"{reader.base}/" == reader.page.url


def test_a_code_of_two_forces_asks_for_the_commune(reader):
    """The same choice as with script."""
    reader.come()
    reader.tell_postcode("13600")
    reader.page.get_by_label("Commune", exact=True).select_option(label="La Ciotat")
    reader.page.get_by_role("button", name="Continuer").first.click()

    expect(reader.page.get_by_role("status").first).to_contain_text("La Ciotat")


def test_an_unknown_code_leads_to_the_name(reader):
    """It says what to do, keeps what was typed, and the name finds the commune."""
    reader.come()
    reader.tell_postcode("99999")
    expect(reader.page.get_by_role("alert")).to_be_visible()
    expect(reader.page.get_by_role("textbox", name="Code postal")).to_have_value(
        "99999"
    )

    reader.page.get_by_role("textbox", name="Ville ou village").fill("chambery")
    reader.page.get_by_role("button", name="Chercher").click()
    reader.page.get_by_role("button", name="Chambéry (73)").click()
    expect(reader.page.get_by_role("status").first).to_contain_text("Chambéry")


def test_the_exit_is_a_link(reader, elsewhere):
    """It needs nothing of ours to work."""
    reader.come()
    reader.leave()

    reader.page.wait_for_url(elsewhere.neutral)
