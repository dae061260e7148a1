"""The line in SQL keeps the order of the rules."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from havre.plumbing.sqlite import SqliteDatabase
from havre.waiting import store
from havre.waiting.rules import Ticket, rank

pytestmark = pytest.mark.anyio

TICKETS = st.lists(
    st.builds(
        Ticket,
        conversation=st.text("abcdef", min_size=1, max_size=2),
        desk=st.just("police"),
        epoch=st.just(1),
        head=st.booleans(),
        danger=st.booleans(),
        minor=st.booleans(),
        joined_at=st.integers(0, 5),
    ),
    unique_by=lambda ticket: ticket.conversation,
    max_size=8,
)


@pytest.fixture
def line(tmp_path):
    """An empty line on disk."""
    db = SqliteDatabase(tmp_path / "line.db")
    db.prepare([store.SCHEMA])
    yield db
    db.close()


@given(tickets=TICKETS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_the_next_is_the_least_by_rank(line, tickets):
    """Taking one by one gives the order of `rules.rank`, each once."""

    def fill(tx):
        tx.execute("DELETE FROM ticket")
        for ticket in tickets:
            store.join(tx, ticket)

    await line.write(fill)
    taken = []
    while (
        ticket := await line.write(lambda tx: store.take_next(tx, [("police", 1)], "m"))
    ) is not None:
        taken.append(ticket)

    assert sorted(tickets, key=rank) == taken


async def test_the_officer_who_knows_her_takes_her_first(line):
    """Of all who wait, one that this officer has talked to comes first."""
    stranger = Ticket("stranger", "police", 1, True, True, True, 0)
    known = Ticket("known", "police", 1, False, False, False, 9)

    def fill(tx):
        store.join(tx, stranger)
        store.join(tx, known, prefers="camille")

    await line.write(fill)
    taken = await line.write(lambda tx: store.take_next(tx, [("police", 1)], "camille"))

    assert known == taken


async def test_taking_at_one_desk_leaves_the_other(line):
    """A commune with both forces: either answers, once."""

    def fill(tx):
        for desk in ("police", "gendarmerie"):
            store.join(tx, Ticket("both", desk, 1, False, False, False, 0))

    await line.write(fill)
    await line.write(lambda tx: store.take_next(tx, [("gendarmerie", 1)], "m"))

    assert [] == await line.read(store.everyone)
