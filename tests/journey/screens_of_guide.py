"""The guide of « Est-ce une infraction ? », question by question."""

from typing import Final

from journey.stage import FIRST, Screen, Stage
from playwright.sync_api import Page, expect

GUIDE: Final = "/questions"
WHO: Final = "guided"


def go_on(page: Page) -> None:
    """Press « Continuer » of the guide."""
    page.locator("#guide").get_by_role("button", name="Continuer").click()


def tick(page: Page, *answers: str) -> None:
    """Tick answers, by the beginning of what they say, and go on."""
    for answer in answers:
        page.locator("#guide").get_by_label(answer).first.check()
    go_on(page)


def do_not_know(page: Page) -> None:
    """Press « Je ne sais pas » of the guide."""
    page.locator("#guide").get_by_role("button", name="Je ne sais pas").click()


def start(page: Page) -> None:
    """Begin the questions."""
    page.get_by_role("button", name="Répondre aux questions").click()
    expect(page.get_by_text("De quoi s'agit-il ?")).to_be_focused()


def first_question(stage: Stage) -> Page:
    """What it is about; nothing was ticked, so it is asked again."""
    page = stage.visitor(WHO).page
    page.goto(stage.base + GUIDE)
    start(page)
    go_on(page)
    expect(page.locator("#guide-wrong")).to_contain_text("Cochez une réponse")
    return page


def many_answers(stage: Stage) -> Page:
    """What happened, with several kinds."""
    page = stage.visitor(WHO).page
    tick(page, "Un acte sexuel", "Des paroles", "Des messages")
    expect(page.get_by_text("Que s'est-il passé ?")).to_be_focused()
    return page


def one_answer(stage: Stage) -> Page:
    """The age, of which one alone is ticked."""
    page = stage.visitor(WHO).page
    tick(page, "Une pénétration")
    tick(page, "Pendant le sommeil")
    tick(page, "Un parent, un grand-parent")
    expect(page.get_by_text("Quel âge avait")).to_be_focused()
    return page


def dates(stage: Stage) -> Page:
    """When it was, refused."""
    page = stage.visitor(WHO).page
    tick(page, "15, 16 ou 17 ans")
    expect(page.get_by_text("Quand était-ce ?")).to_be_focused()
    page.get_by_label("Quand cela a commencé").fill("31/02/2019")
    go_on(page)
    expect(page.get_by_label("Quand cela a commencé")).to_be_focused()
    return page


def answer(stage: Stage) -> Page:
    """What it may be, how long, whom to call; what the law provides unfolded."""
    page = stage.visitor(WHO).page
    page.get_by_label("Quand cela a commencé").fill("2019")
    page.get_by_label("Naissance de la personne").fill("mai 2003")
    go_on(page)
    expect(page.locator("#guide-answer")).to_be_focused()
    page.get_by_text("Ce que la loi prévoit").first.click()
    return page


def nothing(stage: Stage) -> Page:
    """Nothing was found, which is not « non »."""
    page = stage.visitor(WHO).page
    page.get_by_role("button", name="Tout effacer").click()
    start(page)
    do_not_know(page)
    expect(page.locator("#guide-answer")).to_contain_text("pas trouvé")
    return page


def in_the_journey(stage: Stage) -> Page:
    """The same, brought in place: the address stays."""
    visitor = stage.visitor("guided in place").come()
    visitor.page.get_by_role("link", name="Est-ce une infraction ?").first.click()
    start(visitor.page)
    return visitor.page


GUIDED: Final = (
    Screen("nothing ticked", GUIDE, first_question),
    Screen("several kinds", GUIDE, many_answers),
    Screen("one answer", GUIDE, one_answer),
    Screen("a date that is none", GUIDE, dates),
    Screen("an answer", GUIDE, answer),
    Screen("nothing found", GUIDE, nothing),
    Screen("the guide in the journey", FIRST, in_the_journey),
)
