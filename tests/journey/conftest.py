"""What journeys are made with: houses, browsers, networks, other sites.

Houses and browsers are shared as widely as what a journey changes allows: starting one
takes longer than a journey.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from journey.chromium import Chromium
from journey.network import Elsewhere, Network
from journey.people import DESKTOP, PHONE, Officer, Visitor
from journey.running import House, a_house, furnish_into
from playwright.sync_api import BrowserContext, Playwright, expect, sync_playwright

HERE = Path(__file__).parent
PATIENCE = 10_000  # milliseconds: two slow cores, several processes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last and together: their browser is started once."""
    items.sort(key=lambda item: HERE in item.path.parents)
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a house with three officers and their keys; to be copied."""
    data = tmp_path_factory.mktemp("furnished") / "data"
    furnish_into(data)
    return data


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Elsewhere]:
    """The neutral site and the one before, on this machine."""
    sites = Elsewhere()
    yield sites
    sites.close()


@pytest.fixture(scope="module")
def house(
    furnished: Path, elsewhere: Elsewhere, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A house of this module's own."""
    data = tmp_path_factory.mktemp("house") / "data"
    with a_house(furnished, data, elsewhere.neutral) as running:
        yield running


@pytest.fixture(autouse=True)
def nobody_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Who is still in line after a test would be taken in the next one."""
    yield
    if "house" in request.fixturenames:
        request.getfixturevalue("house").forget_everyone()


@pytest.fixture
def network(house: House) -> Iterator[Network]:
    """A network in front of the house, whose mood the test decides."""
    with Network(house.port) as between:
        yield between


# Playwright leaves an event loop running while it is open: not longer than journeys.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright, without its own launcher."""
    with sync_playwright() as opened:
        expect.set_options(timeout=PATIENCE)
        yield opened


@pytest.fixture(scope="package")
def chromium(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Chromium]:
    """One browser for all journeys that need no profile of their own."""
    one = Chromium(playwright, tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.fixture
def own_chromium(playwright: Playwright, tmp_path: Path) -> Iterator[Chromium]:
    """A browser with a profile of its own, that can be closed, killed and searched."""
    one = Chromium(playwright, tmp_path / "profile")
    yield one
    one.kill()


@pytest.fixture
def a_context(chromium: Chromium) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts: fresh, private, closed at the end."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = chromium.browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def a_visitor(
    a_context: Callable[..., BrowserContext], house: House
) -> Callable[..., Visitor]:
    """Make visitors, each on a phone of her own."""

    def make(base: str = "", **options: object) -> Visitor:
        page = a_context(**{**PHONE, **options}).new_page()
        return Visitor(page, base or house.base)

    return make


@pytest.fixture
def an_officer(
    a_context: Callable[..., BrowserContext], house: House
) -> Callable[..., Officer]:
    """Make officers, each at a desktop of their own."""

    def make(base: str = "", **options: object) -> Officer:
        page = a_context(**{**DESKTOP, **options}).new_page()
        return Officer(page, base or house.base)

    return make
