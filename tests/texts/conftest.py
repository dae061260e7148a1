"""A room of supervisors, where nobody has edited anything yet."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from texts.builders import Room, a_room


@pytest.fixture
async def room(tmp_path: Path, anyio_backend: str) -> AsyncIterator[Room]:
    """The doors of texts over a real store."""
    async with a_room(tmp_path) as opened:
        yield opened
