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
MOST_TABS: Final = 60


def tab_to(page: Page, name: str) -> None:
    """Press Tab until an id, a tag or the beginning of a text has the focus.

    It is visible at every stop.
    """
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        assert not here["lost"]
        assert here["seen"], here
        assert not here["covered"], here
        assert not here["outside"], here
        if here["name"] == name or here["text"].startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached")
