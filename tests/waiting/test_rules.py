"""Who is answered first."""

import random
from datetime import timedelta
from itertools import accumulate, takewhile
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.waiting.rules import ANSWERS_LEAST, Ticket, expected, positions, rank

HOUR = timedelta(hours=1)


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


def answers_of(chance: random.Random, an_hour: float) -> list[float]:
    """The minutes at which a desk answers, for ten hours and some."""
    pauses = (60 * chance.expovariate(an_hour) for _ in range(int(an_hour * 20) + 40))
    return list(accumulate(pauses))


@pytest.mark.parametrize("position", [1, 3, 10])
@pytest.mark.parametrize("an_hour", [6, 12, 30])
def test_what_is_told_comes_true_as_often_as_one_deviation_says(position, an_hour):
    """About seven in ten, though the rate itself is only known from the last hour."""
    chance = random.Random(f"{position} {an_hour}")
    told = kept = 0
    for _ in range(2_000):
        minutes = answers_of(chance, an_hour)
        last_hour = len(list(takewhile(lambda at: at < 60, minutes)))
        promised = expected(position, last_hour, HOUR)
        if promised is not None:
            waited = ceil(minutes[last_hour + position - 1] - 60)
            told += 1
            kept += promised[0] <= waited <= promised[1]

    assert 0.64 <= kept / told <= 0.9


@pytest.mark.parametrize("answers", range(ANSWERS_LEAST))
def test_of_too_few_answers_nothing_is_told(answers):
    """Two in an hour say nothing of the next."""
    assert expected(1, answers, HOUR) is None


@given(st.integers(1, 500), st.integers(ANSWERS_LEAST, 500), st.integers(1, 3_600))
def test_from_comes_before_to_and_neither_is_now(position, answers, seconds):
    """Whatever the rate: at least a minute, and some room between the two."""
    low, high = expected(position, answers, timedelta(seconds=seconds))

    assert 1 <= low < high
