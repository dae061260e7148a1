"""What every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Core, a_core
from hypothesis import settings

# No test fails for being slow: these machines are shared.
settings.register_profile("havre", deadline=None)
settings.load_profile("havre")


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    """The rooms a conversation lives in, over real stores on disk."""
    with a_core(tmp_path) as built:
        yield built
