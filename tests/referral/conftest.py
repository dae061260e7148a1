"""The built-in directory, a room of supervisors, and the door of referrals."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from texts.builders import Room, a_room

from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.pages.numbers import read_numbers
from havre.plumbing.doors import Door, Gate, Who
from havre.plumbing.http import application
from havre.referral.web import ReferralDoors


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory as it is shipped."""
    return load()


@pytest.fixture
async def room(tmp_path: Path, anyio_backend: str) -> AsyncIterator[Room]:
    """Supervisors at work: no entry is written yet."""
    async with a_room(tmp_path) as opened:
        yield opened


@asynccontextmanager
async def nothing(_app: Starlette) -> AsyncIterator[None]:
    """A service that opens nothing."""
    yield


@pytest.fixture
async def ask(directory: Directory, room: Room) -> AsyncIterator[Callable[..., Any]]:
    """Knock at the door of referrals of that room."""
    doors = ReferralDoors.of(directory, read_numbers(), room.shelf.texts)
    app = application(
        (Door("GET", "/v1/referrals", Who.ANYONE, doors.referrals),),
        (),
        Gate(()),
        nothing,
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://h") as client:

        async def ask(query: str) -> Any:  # noqa: ANN401 - JSON
            return (await client.get(f"/v1/referrals{query}")).json()

        yield ask
