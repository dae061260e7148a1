"""Going through a page by keyboard: where the focus is, and whether it is seen."""

from typing import Final

from playwright.sync_api import Page

WHERE: Final = r"""() => {
    const it = document.activeElement
    if (!it || it === document.body) return {name: "", lost: true}
    const style = getComputedStyle(it)
    const box = it.getBoundingClientRect()
    const bar = document.querySelector(".exit-bar")?.getBoundingClientRect()
    const inBar = it.closest(".exit-bar")
    return {
        name: it.id || it.tagName,
        text: (it.labels?.[0] ?? it).textContent.replace(/\s+/g, " ").trim(),
        lost: false,
        seen: it.matches(":focus-visible") && style.outlineStyle !== "none" &&
            parseFloat(style.outlineWidth) >= 2,
        covered: Boolean(!inBar && bar && box.height && box.top < bar.bottom - 1),
        outside: box.bottom < 0 || box.top > innerHeight || box.right < 0,
    }
}"""
IN_SIGHT: Final = """() => {
    const it = document.activeElement
    const {left, bottom, width} = it.getBoundingClientRect()
    return it.contains(document.elementFromPoint(left + width / 2, bottom - 4))
}"""
CHOSEN: Final = """() => {
    const {selectedOptions, labels} = document.activeElement
    return (selectedOptions ?? labels)[0].textContent
}"""
MOST_TABS: Final = 60


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until an id, a tag or the beginning of a text has the focus.

    It is visible at every stop. With "Shift+Tab", what stands before is reached.
    """
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        here = page.evaluate(WHERE)
        assert not here["lost"]
        assert here["seen"], here
        assert not here["covered"], here
        assert not here["outside"], here
        if here["name"] == name or here["text"].startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached")


def press(page: Page, name: str, key: str = "Tab") -> None:
    """Go to a button by Tab, seen at every stop, and press it."""
    tab_to(page, name, key)
    page.keyboard.press("Enter")


def fill(page: Page, name: str, text: str) -> None:
    """Go to a field by Tab and type."""
    tab_to(page, name)
    assert page.evaluate(IN_SIGHT), name
    page.keyboard.type(text)


def choose(page: Page, name: str, option: str) -> None:
    """Go to a list by Tab and take what begins so."""
    tab_to(page, name)
    arrow_to(page, option)


def arrow_to(page: Page, text: str) -> None:
    """In a list, or a group of which one is chosen: go down to what says so."""
    for _ in range(30):
        if text in page.evaluate(CHOSEN):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{text} is not offered")
