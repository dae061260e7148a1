"""The built-in directory, read once, and the reference data where it is at hand."""

from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.plumbing.doors import Door, Gate, Who
from havre.plumbing.http import application

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory as it is shipped."""
    return load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference data that may not be copied here; without it the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("no reference data beside the repository")
    return SHARED


@asynccontextmanager
async def nothing(_app):
    """A service that opens nothing."""
    yield


@pytest.fixture
def serve():
    """Open doors to anyone; return what knocks at them."""

    def serve(**doors):
        opened = tuple(
            Door("GET", f"/v1/{path}", Who.ANYONE, endpoint)
            for path, endpoint in doors.items()
        )
        app = application(opened, (), Gate(()), nothing)
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://havre"
        )

    return serve
