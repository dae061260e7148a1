"""An erasure that could not be finished is not forgotten."""

import asyncio
import sqlite3

import pytest
from builders import on_disk

from havre.erasure import store
from havre.erasure.actions import finish_interrupted, leave
from havre.errors import StorageUnavailable
from havre.plumbing.tokens import digest

pytestmark = pytest.mark.anyio


async def test_a_scrub_that_failed_is_tried_again(core):
    """A reader holds the log: 503, and the clock finishes once the reader is gone."""
    conversation, token = await core.open()
    await core.say(conversation, token, 1)
    reader = sqlite3.connect(core.path / "ledger.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM message").fetchall()

    with pytest.raises(StorageUnavailable):
        await leave(conversation, digest(token), core.eraser)
    assert [conversation] == await core.ledger.read(store.intended)
    assert [] != on_disk(core.path, b"\x01v1")
    reader.close()

    assert 1 == await finish_interrupted(core.eraser)
    assert [] == on_disk(core.path, b"\x01v1")
    assert [] == await core.ledger.read(store.intended)


async def test_a_reader_of_the_log_holds_nobody_up(core):
    """While a backup reads, an erasure waits; everybody's messages are kept at once."""
    conversation, token = await core.open()
    other, key = await core.open()
    await core.say(conversation, token, 1)
    reader = sqlite3.connect(core.path / "ledger.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM message").fetchall()
    leaving = asyncio.create_task(leave(conversation, digest(token), core.eraser))
    async with asyncio.timeout(2):
        for number in range(1, 6):
            assert (await core.say(other, key, number)).fresh
    assert not leaving.done()
    reader.close()

    assert "destroyed" == await leaving
