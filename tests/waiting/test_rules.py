"""Who is answered first."""

from hypothesis import given
from hypothesis import strategies as st

from havre.waiting.rules import Ticket, positions, rank


def a_ticket(**but) -> Ticket:
    """An ordinary ticket, but for what the test is about."""
    ordinary = {
        "conversation": "c",
        "desk": "police",
        "epoch": 1,
        "head": False,
        "danger": False,
        "minor": False,
        "joined_at": 0,
    }
    return Ticket(**(ordinary | but))


TICKETS = st.lists(
    st.builds(
        Ticket,
        conversation=st.text("abc", min_size=1, max_size=3),
        desk=st.sampled_from(["police", "gendarmerie"]),
        epoch=st.just(1),
        head=st.booleans(),
        danger=st.booleans(),
        minor=st.booleans(),
        joined_at=st.integers(0, 5),
    ),
    unique_by=lambda ticket: (ticket.conversation, ticket.desk),
)


def test_danger_goes_before_age_and_age_before_time():
    """A danger, then a minor, then whoever came first."""
    first = a_ticket(conversation="first")
    minor = a_ticket(conversation="minor", minor=True, joined_at=1)
    danger = a_ticket(conversation="danger", danger=True, joined_at=2)
    lost = a_ticket(conversation="lost", head=True, joined_at=3)

    assert ["lost", "danger", "minor", "first"] == [
        ticket.conversation for ticket in sorted([first, minor, danger, lost], key=rank)
    ]


def test_who_stands_at_two_desks_is_told_the_better_place():
    """A commune with both forces: second here, first there is first."""
    tickets = [
        a_ticket(conversation="other", joined_at=0),
        a_ticket(conversation="both", joined_at=1),
        a_ticket(conversation="both", desk="gendarmerie", joined_at=1),
    ]

    assert {"other": (1, "police"), "both": (1, "gendarmerie")} == positions(tickets)


@given(TICKETS)
def test_everyone_in_line_has_a_place_and_someone_is_next(tickets):
    """Places are 1, 2, 3…; nobody is forgotten."""
    places = positions(tickets)

    assert {ticket.conversation for ticket in tickets} == set(places)
    assert not tickets or 1 in [place for place, _ in places.values()]
    assert all(1 <= place <= len(tickets) for place, _ in places.values())
