"""What the first visit costs on a bad network: sizes, never times."""

import gzip
import re

import httpx
import pytest

from havre.app import build
from havre.house import open_house
from havre.settings import Settings

pytestmark = pytest.mark.anyio

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


async def test_the_whole_first_load_stays_small(app):
    """The page and everything it asks for, compressed, nothing else hidden."""
    page = await fetched(app, "/")
    parts = re.findall(r'(?:src|href)="(/s/[^"]+)"', page.text)
    contents = [page.content] + [(await fetched(app, part)).content for part in parts]

    assert {"/s/visitor.js", "/s/visitor-sheet.css"} == set(parts)
    assert sum(len(gzip.compress(content, 6)) for content in contents) <= FIRST_LOAD


async def test_what_is_compressed_bears_no_secret(app):
    """Pages and assets are compressed; answers of /v1 never are."""
    assert "gzip" == (await fetched(app, "/", "gzip")).headers["content-encoding"]
    route = await fetched(app, "/v1/route?postcode=51300", "gzip")
    assert len(route.content) > 500
    assert "content-encoding" not in route.headers
