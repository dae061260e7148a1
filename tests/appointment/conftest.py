"""A station that publishes hours."""

import pytest
from appointment.builders import Agenda, an_agenda
from builders import Core


@pytest.fixture
async def agenda(core: Core, anyio_backend: str) -> Agenda:
    """Nobody has an hour yet, and none is published."""
    return await an_agenda(core)
