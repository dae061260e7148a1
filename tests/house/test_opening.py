"""Opening a house on its data directory."""

import sqlite3
from datetime import timedelta

import pytest
from builders import StoppedClock, a_conversation

from havre.conversation import store
from havre.house import FORM, OtherVersion, open_house
from havre.journey import Step
from havre.plumbing.clock import milliseconds
from havre.settings import BadSettings, Settings


def test_two_servers_never_share_one_directory(tmp_path):
    """They would not hear each other; the second is refused, the first goes on."""
    settings = Settings.read({"HAVRE_DATA": str(tmp_path / "data")})
    refused = pytest.raises(BadSettings, match="HAVRE_DATA")
    with open_house(settings), refused, open_house(settings):
        pass

    with open_house(settings) as again:
        assert again.directory.communes


@pytest.mark.anyio
async def test_what_waits_too_long_for_a_decision_is_counted_for_the_supervisor(
    tmp_path,
):
    """Nothing just before twelve hours, one from then on: what the page promises."""
    clock = StoppedClock()
    settings = Settings.read({"HAVRE_DATA": str(tmp_path / "data")})
    left = a_conversation(step=Step.FROZEN, left_at=milliseconds(clock()))
    with open_house(settings, clock) as house:

        def keep(tx):
            store.insert(tx, left)
            store.keep(tx, left)

        await house.ledger.write(keep)
        clock.pass_(settings.patience.alarm - timedelta(seconds=1))
        assert 0 == await house.ledger.read(house.undecided)
        clock.pass_(timedelta(seconds=1))

        assert 1 == await house.ledger.read(house.undecided)


def test_a_house_of_another_version_is_not_opened(tmp_path):
    """Said in one line: its tables would be read wrongly."""
    settings = Settings.read({"HAVRE_DATA": str(tmp_path)})
    with open_house(settings):
        pass
    with sqlite3.connect(tmp_path / "ledger.db") as ledger:
        ledger.execute(f"PRAGMA user_version = {FORM - 1}")
    ledger.close()

    with pytest.raises(OtherVersion), open_house(settings):
        pass
