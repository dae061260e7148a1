"""The words needed to be safe, in her language, without a new line in the history."""

from playwright.sync_api import expect


def test_she_may_choose_her_language(house, a_visitor, an_officer):
    """Arabic: from the right, translated where it matters, told to the officer."""
    visitor = a_visitor().come()
    addresses = visitor.page.evaluate("history.length")
    french = visitor.exit_link.inner_text()
    visitor.page.locator(".tongues summary").click()
    visitor.page.get_by_role("link", name="العربية").click()
    root = visitor.page.locator("html")
    expect(root).to_have_attribute("dir", "rtl")
    expect(root).to_have_attribute("lang", "ar")
    assert french != visitor.page.locator("#exit").inner_text()
    assert addresses == visitor.page.evaluate("history.length")

    visitor.page.locator("#postcode").fill("75001")
    visitor.page.locator("#place button.main").click()
    expect(visitor.page.locator("#before [data-foreign]")).to_be_visible()
    visitor.page.locator("#start button.main").click()
    field = visitor.page.locator("#text")
    expect(field).to_be_focused()
    field.fill("مرحبا")
    visitor.page.locator("#composer button.main").click()
    officer = an_officer().sign_in()
    officer.take()
    expect(officer.theirs("مرحبا")).to_be_visible()
    officer.say("Je vous réponds en français.")
    expect(visitor.theirs("en français")).to_be_visible()

    assert "rtl" == visitor.log.evaluate("it => getComputedStyle(it).direction")
    text = visitor.log.locator(".said--agent > p").last
    assert "ltr" == text.evaluate("it => getComputedStyle(it).direction")
    assert 360 == visitor.page.evaluate("document.documentElement.scrollWidth")
    language = officer.page.locator(".talk__head").inner_text()
    assert "arabe" in language.lower()


def test_a_page_opened_by_itself_speaks_too(a_visitor):
    """The languages are brought when one is chosen; the address stays."""
    visitor = a_visitor()
    page = visitor.page
    page.goto(f"{visitor.base}/questions")
    entries, asked = page.evaluate("history.length"), []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".tongues summary").click()
    page.get_by_role("link", name="English").click()

    expect(page.locator("#exit")).to_contain_text("Leave")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert ["/s/words.js", "/words/en"] == [
        url.removeprefix(visitor.base) for url in asked
    ]
    assert entries == page.evaluate("history.length")
    assert f"{visitor.base}/questions" == page.url
    page.locator(".tongues summary").click()
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
