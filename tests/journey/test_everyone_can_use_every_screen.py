"""axe-core over every state of every page, in every way a screen is looked at."""

import json
from pathlib import Path

import pytest
from journey.at_station import STATION
from journey.running import a_house
from journey.screens import WALKS
from journey.stage import CONSOLE, Stage

from havre.app import rooms
from havre.house import open_house
from havre.plumbing.doors import Who
from havre.routes import doors
from havre.settings import Settings

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async (rules) => {
    const only = rules ? {runOnly: {type: "rule", values: rules}} : {}
    const found = await axe.run(document, {resultTypes: ["violations"], ...only})
    const parts = (nodes) => nodes.slice(0, 3).map((node) => node.html.slice(0, 160))
    return found.violations.map(({id, nodes}) => `${id}: ${parts(nodes).join(" | ")}`)
}"""
WIDER = """() => {
    const all = [...document.querySelectorAll("body *")]
    const over = all.filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
    return document.documentElement.scrollWidth > innerWidth
        ? [document.documentElement.scrollWidth,
           ...over.slice(-3).map((it) => it.outerHTML.slice(0, 120))] : null
}"""
# The console has the height of the window, and scrolls inside: never twice.
TWICE = """() => document.querySelector(".console") !== null &&
    document.documentElement.scrollHeight > innerHeight"""
# With forced colours a background tells nothing: what can be pressed needs its border.
BORDERLESS = """() => [...document.querySelectorAll("button, input, select, textarea")]
    .filter((it) => it.checkVisibility() && !["checkbox", "radio"].includes(it.type))
    .filter((it) => parseFloat(getComputedStyle(it).borderTopWidth) < 1)
    .map((it) => it.outerHTML.slice(0, 120))"""
SEEN = ["color-contrast", "link-in-text-block"]
TOUCHED = ["color-contrast", "target-size", "scrollable-region-focusable"]


@pytest.fixture(scope="module")
def house(furnished, elsewhere, tmp_path_factory):
    """A house where relief comes in soon, and whoever is asked has time to answer."""
    data = tmp_path_factory.mktemp("house") / "data"
    told = {"EMPTY_DESK_SECONDS": "1", "TRANSFER_SECONDS": "30"}
    with a_house(furnished, data, elsewhere.neutral, **told) as running:
        yield running


@pytest.fixture
def stage(house, network, a_visitor, an_officer):
    """Whom the walks need; made when first needed."""
    return Stage(house, network, a_visitor, an_officer)


def looked_at(page):
    """What is wrong with a screen, by the way of looking at it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = {"light": page.evaluate(RUN, None)}
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["dark"] = page.evaluate(RUN, SEEN)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found["forced colours"] = page.evaluate(BORDERLESS)
    page.emulate_media(forced_colors="none")
    wide = page.viewport_size
    # Tall and at the top: axe takes what is scrolled away for covered.
    page.set_viewport_size({"width": 320, "height": 1600})
    page.evaluate("scrollTo(0, 0)")
    found["320 px"] = page.evaluate(RUN, TOUCHED)
    found["320 px, width"] = page.evaluate(WIDER)
    page.set_viewport_size({"width": 320, "height": 640})
    found["scrolls twice"] = page.evaluate(TWICE)
    page.set_viewport_size(wide)
    return {way: wrong for way, wrong in found.items() if wrong}


def from_the_right(page):
    """Too wide, when it is read in Arabic on a narrow screen."""
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    root = page.locator("html")
    before = root.get_attribute("dir") or "ltr"
    root.evaluate("it => it.dir = 'rtl'")
    wider = page.evaluate(WIDER)
    root.evaluate("(it, dir) => it.dir = dir", before)
    page.set_viewport_size(wide)
    return {"from the right": wider} if wider else {}


@pytest.mark.parametrize("walk", WALKS)
def test_everyone_can_use_every_screen(stage, walk):
    """No violation, and nothing wider than a narrow screen."""
    wrong = {}
    for screen in WALKS[walk]:
        page = screen.show(stage)
        found = looked_at(page)
        if screen.path not in (CONSOLE, STATION):  # officers read French
            found |= from_the_right(page)
        if found:
            wrong[screen.name] = found

    assert {} == wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


def test_no_page_is_left_out(tmp_path, house, a_context):
    """Whoever adds a page adds it to the table."""
    with open_house(Settings.read({"HAVRE_DATA": str(tmp_path)})) as opened:
        served = [
            door.path
            for door in doors(rooms(opened))
            if door.method == "GET" and door.who == Who.ANYONE and "{" not in door.path
        ]
    request = a_context().request
    html = {
        path
        for path in served
        if "html" in request.get(house.base + path).headers["content-type"]
    }

    assert html == {screen.path for walk in WALKS.values() for screen in walk}
