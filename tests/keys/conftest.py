"""A house whose only doors are the staff's."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from staff.builders import Bureau, a_bureau


@pytest.fixture
async def bureau(tmp_path: Path, anyio_backend: str) -> AsyncIterator[Bureau]:
    """A house over a real store, where nobody works yet."""
    async with a_bureau(tmp_path) as opened:
        yield opened
