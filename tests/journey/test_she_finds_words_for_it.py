"""« Est-ce une infraction ? »: from the first page to an answer and to the chat.

By keyboard on a phone, without script, and on the wire: no answer is ever sent.
"""

import pytest
from journey.keyboard import tab_to
from journey.people import PARIS, Visitor
from journey.screens_of_guide import do_not_know, go_on, start, tick
from playwright.sync_api import expect

LINK = "Est-ce une infraction ?"
BORN = "17/04/1987"  # written nowhere else
WHEN = "23/09/2003"
WRITTEN_DOWN = 6_000  # milliseconds, after which a browser has written its session down
# The very fields she answered in: gone from the page, they must hold nothing either.
KEEP_HANDLES = """() => {
    kept = [...document.querySelectorAll("#guide input")]
    for (const one of kept) one.typed = !/radio|checkbox/.test(one.type)
}"""
STILL_ANSWERED = """() => kept
    .filter((one) => one.checked || (one.typed && one.value))
    .map((one) => one.parentElement?.textContent)"""
NOTHING_KEPT = {
    "cookies": "",
    "local": [],
    "session": [],
    "databases": [],
    "caches": [],
    "workers": 0,
}


def reading(visitor):
    """The page opened by itself."""
    visitor.page.goto(f"{visitor.base}/questions")
    return visitor.page


def guided(page):
    """Answer up to the dates: a rape at sixteen, by a grandfather."""
    start(page)
    tick(page, "Un acte sexuel")
    tick(page, "Une pénétration")
    tick(page, "Avec une menace")
    tick(page, "Un parent, un grand-parent")
    tick(page, "15, 16 ou 17 ans")


def answer(page, when=WHEN, born=BORN):
    """The dates, then what it may be."""
    page.get_by_label("Quand cela a commencé").fill(when)
    page.get_by_label("Naissance de la personne").fill(born)
    go_on(page)
    expect(page.locator("#guide-answer")).to_be_focused()


def test_by_keyboard_from_the_first_page_to_an_answer_and_to_the_chat(a_visitor):
    """On a phone, without a finger: each stop is seen, each heading is read."""
    visitor = a_visitor().come()
    page, keyboard = visitor.page, visitor.page.keyboard
    tab_to(page, LINK)
    keyboard.press("Enter")
    expect(page.locator("#page-text h1")).to_be_focused()
    # The questions come a moment after the page, which reads without them.
    expect(page.locator("#guide")).to_be_visible()
    tab_to(page, "Répondre aux questions")
    keyboard.press("Enter")
    for told in (
        "Un acte sexuel",
        "Une main sur le sexe",
        "Par surprise",
        "Un inconnu",
    ):
        tab_to(page, told)
        keyboard.press("Space")
        keyboard.press("Enter")
        expect(page.locator("#guide legend:visible")).to_be_focused()
    tab_to(page, "Moins de 15 ans")
    keyboard.press("ArrowUp")  # round to the last of the three
    expect(page.get_by_label("18 ans ou plus")).to_be_checked()
    keyboard.press("Enter")
    expect(page.get_by_text("Y avait-il autre chose ?")).to_be_focused()
    tab_to(page, "Continuer")
    keyboard.press("Enter")
    tab_to(page, "when-facts")
    keyboard.type("mai 2024")
    keyboard.press("Enter")

    expect(page.locator("#guide-answer")).to_be_focused()
    found = page.locator("#guide-found")
    expect(found).to_contain_text("Agression sexuelle")
    expect(found).to_contain_text("Une seule fois suffit.")
    expect(found).to_contain_text("au moins jusqu'au 1er mai 2030")
    tab_to(page, "Ce que la loi prévoit")
    keyboard.press("Enter")
    expect(found).to_contain_text("Code pénal, articles 222-22")
    tab_to(page, "Écrire à un agent")
    keyboard.press("Enter")

    tab_to(page, "postcode")
    keyboard.type(PARIS)
    keyboard.press("Enter")
    expect(page.locator("#before-title")).to_be_focused()
    tab_to(page, "Commencer")
    keyboard.press("Enter")
    expect(visitor.field).to_be_focused()


def test_without_script_from_the_first_page_to_an_answer_and_to_who_answers(a_visitor):
    """What she unfolds asks nothing of the server and adds nothing to the address."""
    visitor = a_visitor(java_script_enabled=False).come()
    page, keyboard = visitor.page, visitor.page.keyboard
    page.get_by_role("link", name=LINK).click()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_role("button", name="Répondre aux questions")).to_be_hidden()
    page.locator("summary", has_text="Paroles, gestes, menaces").focus()
    keyboard.press("Enter")
    page.locator("summary", has_text="Siffler, suivre").focus()
    keyboard.press("Enter")

    card = page.locator("details.sheet[open]")
    expect(card).to_contain_text("Outrage sexiste et sexuel")
    expect(card).to_contain_text("Une seule fois suffit.")
    expect(card).to_contain_text("C'est un maximum.")
    expect(card).to_contain_text("1 an après les faits.")
    assert [] == asked
    assert f"{visitor.base}/questions" == page.url
    page.get_by_role("link", name="Écrire à un agent").click()
    visitor.tell_postcode(PARIS)
    expect(page.get_by_role("status").first).to_contain_text("police nationale")


@pytest.mark.parametrize("place", ["by itself", "in the journey"])
def test_no_request_carries_an_answer(a_visitor, place):
    """From the first tick nothing is asked of anybody, and nothing is kept."""
    visitor = a_visitor().come()
    page = visitor.page
    if place == "by itself":
        page.goto(f"{visitor.base}/questions")
    else:
        page.get_by_role("link", name=LINK).click()
    expect(page.get_by_role("button", name="Répondre aux questions")).to_be_visible()
    entries, address, asked = page.evaluate("history.length"), page.url, []
    start(page)  # the guide comes before anything is answered
    page.context.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Revenir").click()
    guided(page)
    answer(page)
    expect(page.locator("#guide-found")).to_contain_text("Viol aggravé")
    page.get_by_role("button", name="Changer mes réponses").click()
    tick(page, "Des paroles")
    page.wait_for_timeout(500)

    assert [] == asked
    assert NOTHING_KEPT == visitor.kept()
    assert entries == page.evaluate("history.length")
    assert address == page.url


def test_the_wire_has_no_word_of_an_answer(a_visitor):
    """From the first page to the chat: addresses, headers and bodies are searched."""
    visitor = a_visitor().come()
    page, sent = visitor.page, []
    page.on(
        "request",
        lambda it: sent.append(f"{it.url} {it.headers} {it.post_data_buffer!r}"),
    )
    page.get_by_role("link", name=LINK).click()
    guided(page)
    answer(page)
    page.get_by_role("link", name="Écrire à un agent").click()
    visitor.tell_postcode(PARIS)
    visitor.start()

    def carrying(*words):
        return [request for request in sent for word in words if word in request]

    assert [] == carrying(WHEN, BORN, "penetration", "threatened", "ascendant", "15-17")
    assert [] == carrying("2003-09-23", "1987-04-17", "menace", "VIOL")
    assert carrying(PARIS)  # the search finds what is sent


def test_changing_one_answer_keeps_the_others(a_visitor):
    """What was ticked and written is still there; only what changed differs."""
    page = reading(a_visitor())
    guided(page)
    answer(page)
    page.get_by_role("button", name="Changer mes réponses").click()
    for _ in range(3):
        go_on(page)
    expect(page.get_by_label("Un parent, un grand-parent")).to_be_checked()
    page.get_by_label("Un parent, un grand-parent").uncheck()
    tick(page, "Un inconnu")
    go_on(page)
    while not page.locator("#guide-when").is_visible():
        do_not_know(page)
    expect(page.get_by_label("Quand cela a commencé")).to_have_value(WHEN)
    go_on(page)

    expect(page.locator("#guide-answer")).to_be_focused()
    expect(page.locator("#guide-found h3").first).to_have_text("Viol crime")


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("Quand cela a commencé", "31/02/2019", "Écrivez une année en chiffres"),
        ("Quand cela a commencé", "2999", "pas encore passée"),
        ("La dernière fois", "2001", "avant le début"),
        ("Naissance de la personne", "2010", "la naissance vient après"),
        ("Naissance de la personne", "1850", "trop ancienne"),
        ("Naissance de la personne", "1970", "ne vont pas ensemble"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(a_visitor, field, written, told):
    """One sentence, the focus on the field, and every answer still there."""
    page = reading(a_visitor())
    guided(page)
    page.get_by_label("Quand cela a commencé").fill(WHEN)
    page.get_by_label(field).fill(written)
    go_on(page)

    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.get_by_label(field)).to_be_focused()
    expect(page.get_by_label(field)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label(field)).to_have_value(written)
    page.get_by_label(field).fill(WHEN if field.startswith("Quand") else "")
    go_on(page)
    expect(page.locator("#guide-answer")).to_be_focused()


def test_nothing_ticked_is_asked_again(a_visitor):
    """One sentence, and the focus where an answer is missing."""
    page = reading(a_visitor())
    start(page)
    go_on(page)

    expect(page.get_by_role("alert")).to_contain_text("Cochez une réponse")
    expect(page.get_by_label("Un acte sexuel")).to_be_focused()


SIZES = [(360, 560), (360, 740), (1280, 800)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_each_question_and_the_answer_open_in_sight(a_visitor, width, height):
    """Wherever she had scrolled to before she pressed."""
    page = reading(a_visitor())
    page.set_viewport_size({"width": width, "height": height})

    def in_sight(selector):
        expect(page.locator(selector).first).to_be_in_viewport(ratio=1)

    start(page)
    in_sight("#guide legend:visible")
    tick(page, "Des paroles", "Des messages")
    in_sight("#guide legend:visible")
    page.evaluate("scrollTo(0, 0)")
    tick(page, "Une menace de mort")
    in_sight("#guide legend:visible")
    while not page.locator("#guide-when").is_visible():
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        do_not_know(page)
        in_sight("#guide legend:visible")
    page.evaluate("scrollTo(0, 0)")
    do_not_know(page)
    in_sight("#guide-answer")
    assert "pas trouvé" not in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("press", ["twice", "dblclick"])
def test_two_quick_presses_answer_one_question(a_visitor, width, press):
    """The second one falls where something else has just come."""
    page = reading(a_visitor())
    page.set_viewport_size({"width": width, "height": 640})
    start(page)
    do = page.locator("#guide").get_by_role("button", name="Continuer")
    page.locator("#guide").get_by_label("Un acte sexuel").check()
    do.scroll_into_view_if_needed()
    box = do.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if press == "dblclick":
        page.mouse.dblclick(x, y)
    else:
        page.mouse.click(x, y)
        page.wait_for_timeout(120)
        page.mouse.click(x, y)
    page.wait_for_timeout(500)

    expect(page.locator("#guide legend:visible")).to_have_text("Que s'est-il passé ?")
    expect(page.locator("#guide-wrong")).to_be_empty()
    expect(page.locator("#guide input:checked:visible")).to_have_count(0)


def test_back_from_the_first_question_the_beginning_is_read(a_visitor):
    """The focus is not lost."""
    page = reading(a_visitor())
    start(page)
    page.get_by_role("button", name="Revenir").click()

    expect(page.locator("[data-part=start] h2")).to_be_focused()


def test_from_an_answer_all_situations_are_one_press_away(a_visitor):
    """Where no word was found most of all."""
    page = reading(a_visitor())
    start(page)
    do_not_know(page)
    expect(page.locator(".family").first).to_be_hidden()
    page.get_by_role("button", name="Voir toutes les situations").click()

    expect(page.get_by_role("heading", name="Les situations")).to_be_focused()
    expect(page.locator(".family").first).to_be_visible()


def test_without_knowing_a_date_what_was_written_stays(a_visitor):
    """Coming back shows it, as it shows what was ticked."""
    page = reading(a_visitor())
    guided(page)
    page.get_by_label("Quand cela a commencé").fill(WHEN)
    do_not_know(page)
    page.get_by_role("button", name="Changer mes réponses").click()
    page.locator("#guide").get_by_label("Des paroles").check()
    do_not_know(page)
    page.get_by_role("button", name="Changer mes réponses").click()
    expect(page.get_by_label("Des paroles")).to_be_checked()
    while not page.locator("#guide-when").is_visible():
        go_on(page)
    expect(page.get_by_label("Quand cela a commencé")).to_have_value(WHEN)


def test_a_date_without_an_age_asks_for_it(a_visitor):
    """No last day may hang on a birth that nobody told."""
    page = reading(a_visitor())
    start(page)
    tick(page, "Un acte sexuel")
    tick(page, "L'agression filmée")
    page.get_by_label("Quand cela a commencé").fill("2010")
    go_on(page)
    expect(page.get_by_text("Quel âge avait")).to_be_focused()
    tick(page, "18 ans")
    expect(page.locator("#guide-answer")).to_be_focused()


def test_untouched_for_three_minutes_the_guide_is_blank(a_visitor):
    """One press brings it back, as it was."""
    visitor = a_visitor()
    page = visitor.page
    page.clock.install()
    reading(visitor)
    guided(page)
    page.clock.fast_forward(190_000)
    expect(page.locator("#guide-when")).to_be_hidden()
    expect(page.get_by_role("heading", name=LINK)).to_be_hidden()
    expect(page.locator("#exit")).to_be_visible()
    page.get_by_role("button", name="Afficher").click()

    expect(page.locator("#guide-when")).to_be_visible()
    answer(page)
    expect(page.locator("#guide-found")).to_contain_text("Viol aggravé")


def test_nothing_found_is_never_no(a_visitor):
    """She is told that it may count, and who can help."""
    page = reading(a_visitor())
    start(page)
    do_not_know(page)

    expect(page.locator("#guide-answer")).to_be_focused()
    told = page.locator("#guide")
    expect(told).to_contain_text("Cela ne veut pas dire que c'est permis.")
    expect(page.get_by_role("link", name="Écrire à un agent")).to_be_visible()
    expect(page.locator(".calls a[href='tel:119']")).to_be_visible()


def test_under_eighteen_she_is_told_that_she_may_write_alone(a_visitor):
    """From her age at the facts, unless her birth says that it was long ago."""
    page = reading(a_visitor())
    guided(page)
    do_not_know(page)
    expect(page.locator("#guide-minor")).to_contain_text("seul ou seule")
    expect(page.locator("#guide-minor a[href='tel:119']")).to_be_visible()
    page.get_by_role("button", name="Changer mes réponses").click()
    while not page.locator("#guide-when").is_visible():
        go_on(page)
    answer(page)
    expect(page.locator("#guide-minor")).to_be_hidden()


def test_answers_are_forgotten_with_the_page(a_visitor):
    """Back at the first page nothing of them is left; the guide starts anew."""
    visitor = a_visitor().come()
    page = visitor.page
    page.get_by_role("link", name=LINK).click()
    guided(page)
    answer(page)
    page.evaluate(KEEP_HANDLES)
    page.get_by_role("link", name="Écrire à un agent").click()
    expect(page.locator("#home")).to_be_visible()
    assert [] == page.evaluate(STILL_ANSWERED)
    assert "" == page.locator("#page-text").inner_html()
    page.get_by_role("link", name=LINK).click()
    start(page)
    expect(page.locator("#guide input:checked")).to_have_count(0)


def test_the_guide_is_there_during_a_conversation(a_visitor):
    """It goes on behind, and is where one comes back to."""
    visitor = a_visitor().arrive()
    visitor.say("Je ne sais pas si cela compte.")
    page = visitor.page
    page.locator("#help summary").click()
    page.locator("#help").get_by_role("link", name=LINK).click()
    guided(page)
    page.evaluate(
        "document.querySelector('#page-news').textContent = 'Nouveau message'"
    )
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("#page-news")).to_be_in_viewport(ratio=1)
    answer(page)
    page.get_by_role("link", name="Écrire à un agent").click()

    expect(visitor.field).to_be_focused()
    expect(visitor.mine("Je ne sais pas")).to_be_visible()


@pytest.mark.parametrize("place", ["by itself", "in the journey"])
def test_the_exit_blanks_the_guide_at_once(a_visitor, elsewhere, place):
    """In the same task as the press, then the harmless page."""
    visitor = a_visitor().come()
    page = visitor.page
    if place == "by itself":
        page.goto(f"{visitor.base}/questions")
    else:
        page.get_by_role("link", name=LINK).click()
    guided(page)
    page.get_by_label("Naissance de la personne").fill(BORN)
    page.evaluate(KEEP_HANDLES)
    left = page.evaluate(
        """() => {
            document.querySelector("#exit").click()
            const {display} = getComputedStyle(document.body)
            const told = kept.filter((one) => one.checked || one.typed && one.value)
            return [display, document.querySelector("main").textContent, told.length]
        }"""
    )
    if place == "in the journey":  # elsewhere the page goes away with its memory
        assert 0 == left[2]
    assert ["none", ""] == left[:2]
    page.wait_for_url(elsewhere.neutral)


@pytest.mark.parametrize("end", ["exit, closed", "killed"])
def test_no_file_of_the_profile_has_a_date(house, elsewhere, own_chromium, end):
    """What is ticked has no text of its own; what is written leaves none either."""
    page = own_chromium.browser.contexts[0].new_page()
    page.goto(elsewhere.before)
    visitor = Visitor(page, house.base).come()
    page.get_by_role("link", name=LINK).click()
    guided(page)
    page.get_by_label("Quand cela a commencé").press_sequentially(WHEN)
    page.get_by_label("Naissance de la personne").press_sequentially(BORN)
    page.wait_for_timeout(WRITTEN_DOWN)
    if "exit" in end:
        go_on(page)
        expect(page.locator("#guide-answer")).to_be_focused()
        visitor.leave()
        page.wait_for_url(elsewhere.neutral)
        page.wait_for_timeout(1_000)
        own_chromium.close()
    else:
        own_chromium.kill()

    assert [] == own_chromium.files_with(WHEN, BORN, "16 avril 2035")
