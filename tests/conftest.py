"""What every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Core, a_core


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    """The rooms a conversation lives in, over real stores on disk."""
    with a_core(tmp_path) as built:
        yield built
