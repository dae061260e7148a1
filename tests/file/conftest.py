"""A talk that leads somewhere."""

import pytest
from builders import Core
from file.builders import Talk, a_talk


@pytest.fixture
async def talk(core: Core, anyio_backend: str) -> Talk:
    """A conversation in an officer's hands, in a house where everyone has keys."""
    return await a_talk(core)
