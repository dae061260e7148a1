"""Health is a real commit (performance.md R1)."""

import pytest

from havre.errors import StorageUnavailable
from havre.plumbing import health
from havre.plumbing.doors import NOBODY, Knock
from havre.plumbing.health import HealthDoors
from havre.plumbing.sqlite import SqliteDatabase

pytestmark = pytest.mark.anyio


async def test_a_house_that_commits_is_well_and_one_that_cannot_says_so(tmp_path):
    """200 after a commit on each store; a closed one refuses."""
    store = SqliteDatabase(tmp_path / "x.db")
    store.prepare([health.SCHEMA])
    knock = Knock(None, NOBODY)  # type: ignore[arg-type]

    assert 200 == (await HealthDoors(store).health(knock)).status_code

    doors = HealthDoors(store)
    store.close()
    with pytest.raises(StorageUnavailable):
        await doors.health(knock)
