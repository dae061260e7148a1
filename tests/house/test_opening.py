"""Opening a house on its data directory."""

import pytest

from havre.house import open_house
from havre.settings import BadSettings, Settings


def test_two_servers_never_share_one_directory(tmp_path):
    """They would not hear each other; the second is refused, the first goes on."""
    settings = Settings.read({"HAVRE_DATA": str(tmp_path / "data")})
    refused = pytest.raises(BadSettings, match="HAVRE_DATA")
    with open_house(settings), refused, open_house(settings):
        pass

    with open_house(settings) as again:
        assert again.directory.communes
