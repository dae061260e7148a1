"""What an officer leaves behind when their access ends."""

import pytest
from builders import OFFICER, Core

from havre.alarms import store as alarms
from havre.answering import leases
from havre.plumbing.clock import milliseconds
from havre.staff.actions import Withdrawal
from havre.staff.shift import ask_support

pytestmark = pytest.mark.anyio


async def test_a_call_for_help_does_not_outlive_the_officer(core: Core) -> None:
    """Nobody else could take it back: it would stand on the board for ever."""
    await core.hire(OFFICER)
    db, bell, now = core.ledger, core.bell, core.clock
    await ask_support(OFFICER, asked=True, db=db, bell=bell, now=now)
    assert 1 == len(await db.read(alarms.open_))
    gone = Withdrawal(OFFICER, "administrator", milliseconds(now()))

    topics = await db.write(lambda tx: leases.release(tx, gone))

    assert alarms.TOPIC in topics
    assert [] == await db.read(alarms.open_)
