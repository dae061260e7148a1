"""A room where everybody works and nobody waits yet."""

from collections.abc import AsyncIterator

import pytest
from board.builders import Hall, a_hall
from builders import Core


@pytest.fixture
async def hall(core: Core, anyio_backend: str) -> AsyncIterator[Hall]:
    """The doors of the board over real stores."""
    async with a_hall(core) as opened:
        yield opened
