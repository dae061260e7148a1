"""Long, foreign, drawn or pasted: text is text."""

from playwright.sync_api import expect

LONG = "Je raconte tout depuis le début, sans m'arrêter. " * 410  # about 20,000 signs
ARABIC = "أحتاج إلى مساعدة، من فضلكم."
TEXTS = [
    "👩‍👧 🇫🇷 🏳️‍🌈 é\u0301 𝒜",
    "<img src=x onerror=\"document.title='pris'\"><b>gras</b> &amp; <script>1</script>",
    "Une ligne\n\nune autre",
    ARABIC,
]
HERS = ".said--visitor > p"
HERS_AT_THE_DESK = ".said--visitor .said__text"


def test_any_text_arrives_as_it_was_written(house, a_visitor, an_officer):
    """Nothing is read as markup, on either side; nothing is wider than the screen."""
    visitor = a_visitor().arrive()
    officer = an_officer().sign_in()
    officer.take()
    for text in TEXTS:
        visitor.send(text)
        arrived(officer.log.locator(HERS_AT_THE_DESK), text)
        arrived(visitor.log.locator(HERS), text)
        officer.send(text)
        arrived(visitor.log.locator(".said--agent > p"), text)
    for one in (visitor, officer):
        expect(one.page).to_have_title("Messagerie")
        assert 0 == one.log.locator("img, b, script").count()
    # The last is Arabic: each message has its own direction, whatever the page's.
    for text in (visitor.log.locator(HERS), officer.log.locator(HERS_AT_THE_DESK)):
        direction = "it => getComputedStyle(it).direction"
        assert ["ltr", "rtl"] == [
            text.nth(2).evaluate(direction),
            text.last.evaluate(direction),
        ]

    visitor.send(LONG)
    expect(visitor.log.locator(".said--visitor").last).to_contain_text("Envoyé")
    expect(officer.log.locator(HERS_AT_THE_DESK)).to_have_count(len(TEXTS) + 2)
    parts = officer.log.locator(HERS_AT_THE_DESK).evaluate_all(
        "all => all.slice(-2).map(one => one.textContent)"
    )
    assert LONG == "".join(parts)
    assert 360 == visitor.page.evaluate("document.documentElement.scrollWidth")


def arrived(texts, text):
    """The last of `texts` is `text`, sign for sign."""
    expect(texts.last).to_have_text(text, use_inner_text=True)
