"""What tests of the catalogue share."""

import pytest
from law.copies import Copy


@pytest.fixture
def copy(tmp_path):
    """The law's files, to be broken."""
    return Copy(tmp_path)
