"""What the first visit costs on a bad network: sizes, never times."""

import gzip
import re
from pathlib import Path

import httpx
import pytest

from havre.app import build
from havre.house import open_house
from havre.settings import Settings

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
FIRST_LOAD = 30_000  # bytes compressed, in all: 5 s at 50 kbit/s
FIRST_FLIGHT = 14_600  # bytes: ten TCP segments, what comes before any reply


@pytest.fixture
def app(tmp_path):
    """The whole application on an empty house."""
    with open_house(Settings.read({"HAVRE_DATA": str(tmp_path)})) as house:
        yield build(house)


async def fetched(app, path: str, accept: str = "identity") -> httpx.Response:
    """Return what a path answers."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://h") as client:
        return await client.get(path, headers={"accept-encoding": accept})


async def test_the_first_page_comes_in_the_first_flight(app):
    """Headers and uncompressed page together fit ten segments."""
    answer = await fetched(app, "/")
    headers = sum(len(k) + len(v) + 4 for k, v in answer.headers.raw)

    assert len(answer.content) + headers <= FIRST_FLIGHT


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/", {"/s/visitor.js", "/s/visitor-sheet.css"}),
        ("/questions", {"/s/questions.js", "/s/reading-sheet.css"}),
    ],
)
async def test_the_whole_first_load_stays_small(app, path, parts):
    """The page and everything it asks for, compressed, nothing else hidden."""
    page = await fetched(app, path)
    contents = [page.content] + [(await fetched(app, part)).content for part in parts]
    compressed = [len(gzip.compress(content, 6)) for content in contents]

    assert parts == set(re.findall(r'(?:src|href)="(/s/[^"]+)"', page.text))
    assert sum(compressed) <= FIRST_LOAD, compressed


async def test_one_press_brings_a_small_guide(app):
    """Asked for by whoever wants its questions: 2 s more at 50 kbit/s."""
    script = (await fetched(app, "/s/guide.js")).content

    assert len(gzip.compress(script, 6)) <= 10_500


async def test_the_guide_of_the_journey_asks_for_no_other_part(app):
    """It is brought by the first page's script, whole."""
    script = (await fetched(app, "/s/guide.js")).text

    assert not re.search(r"\bimport\b|\bfetch\(|XMLHttpRequest", script)


async def test_her_accord_asks_for_no_other_part_and_stays_small(app):
    """Brought when she wants to see it, with what seals: 3 s more at 50 kbit/s."""
    script = (await fetched(app, "/s/course.js")).content

    assert len(gzip.compress(script, 6)) <= 18_000
    assert b"/s/" not in script


async def test_what_is_compressed_bears_no_secret(app):
    """Pages and assets are compressed; answers of /v1 never are."""
    assert "gzip" == (await fetched(app, "/", "gzip")).headers["content-encoding"]
    route = await fetched(app, "/v1/route?postcode=51300", "gzip")
    assert len(route.content) > 500
    assert "content-encoding" not in route.headers


def test_no_optional_call_spreads_its_arguments():
    """Chrome 84 to 90 stumble over it, and the build leaves `?.` as it is written."""
    sources = [*(ROOT / "web").rglob("*.ts"), *(ROOT / "web").rglob("*.tsx")]
    guilty = [
        path.name
        for path in sources
        if re.search(r"\?\.\([^()]*\.\.\.", path.read_text())
    ]

    assert len(sources) > 50
    assert [] == guilty
