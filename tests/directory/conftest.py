"""The built-in directory, read once, and the reference data where it is at hand."""

from pathlib import Path

import pytest

from havre.directory.directory import Directory
from havre.directory.loading import load

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
