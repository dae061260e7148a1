"""Alarms are kept once, taken by name, and forgotten with what they are about."""

import pytest

from havre.alarms import store
from havre.alarms.rules import Cause, Kind
from havre.plumbing.sqlite import SqliteDatabase

pytestmark = pytest.mark.anyio

DANGER = Cause(Kind.DANGER, "conversation", "police")
WAITING = Cause(Kind.WAITING, "conversation", "police")
SUPPORT = Cause(Kind.SUPPORT, "officer", "police")


@pytest.fixture
async def db(tmp_path, anyio_backend):
    """A house where three alarms are open."""
    opened = SqliteDatabase(tmp_path / "ledger.db")
    opened.prepare([store.SCHEMA])
    for at, cause in enumerate((DANGER, WAITING, SUPPORT)):
        await opened.write(lambda tx, at=at, cause=cause: store.raise_(tx, cause, at))
    yield opened
    opened.close()


async def kinds(db):
    """Return the kinds of the open alarms, oldest first."""
    return [one.cause.kind for one in await db.read(store.open_)]


async def test_the_same_alarm_is_raised_once(db):
    """Again while it is open: nothing new; once it is over: another one."""
    assert not await db.write(lambda tx: store.raise_(tx, DANGER, 9))
    assert 3 == len(await db.read(store.open_))

    await db.write(lambda tx: store.end(tx, Kind.DANGER, "conversation", 9))

    assert await db.write(lambda tx: store.raise_(tx, DANGER, 10))
    assert [Kind.WAITING, Kind.SUPPORT, Kind.DANGER] == await kinds(db)


async def test_whoever_takes_an_alarm_is_named(db):
    """It stays open, and calls nobody else; over or unknown, it is not taken."""
    first, *_ = await db.read(store.open_)
    taken = await db.write(lambda tx: store.take(tx, first.id, "supervisor"))

    assert ("supervisor", DANGER) == (taken.taken_by, taken.cause)
    assert 2 == await db.read(store.untaken)
    assert 3 == len(await kinds(db))
    await db.write(lambda tx: store.end_all(tx, "conversation", 9))
    assert await db.write(lambda tx: store.take(tx, first.id, "other")) is None
    assert await db.write(lambda tx: store.take(tx, "none", "other")) is None


async def test_a_decision_ends_every_alarm_about_a_conversation(db):
    """And no other."""
    await db.write(lambda tx: store.end_all(tx, "conversation", 9))

    assert [Kind.SUPPORT] == await kinds(db)


async def test_an_officer_asks_for_help_until_it_is_taken_back(db):
    """Another's alarm is not theirs."""
    assert await db.read(lambda tx: store.asks_support(tx, "officer"))
    assert not await db.read(lambda tx: store.asks_support(tx, "conversation"))

    await db.write(lambda tx: store.end(tx, Kind.SUPPORT, "officer", 9))

    assert not await db.read(lambda tx: store.asks_support(tx, "officer"))


async def test_what_is_over_is_forgotten_after_its_time(db):
    """Old and over: gone. Old and open: kept, for it is still wrong."""
    await db.write(lambda tx: store.end(tx, Kind.WAITING, "conversation", 5))
    await db.write(lambda tx: store.forget_before(tx, 6))
    rows = await db.read(lambda tx: tx.execute("SELECT kind FROM alarm ORDER BY at"))

    assert ["danger", "support"] == [row["kind"] for row in rows]


async def test_a_destroyed_conversation_leaves_no_alarm(db):
    """Over or not: its id stands nowhere in the table."""
    await db.write(lambda tx: store.end(tx, Kind.WAITING, "conversation", 5))
    for _ in range(2):
        await db.write(lambda tx: store.forget(tx, "conversation"))
    rows = await db.read(lambda tx: tx.execute("SELECT subject FROM alarm"))

    assert ["officer"] == [row["subject"] for row in rows]
