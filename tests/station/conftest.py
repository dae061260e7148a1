"""A station at work."""

import pytest
from builders import Core
from station.builders import Post, a_post


@pytest.fixture
async def post(core: Core, anyio_backend: str) -> Post:
    """No file has come, no hour is published."""
    return await a_post(core)
