"""The evening is decided beforehand: by its seed, in the right proportions."""

from collections import Counter
from itertools import islice
from random import Random
from statistics import median

import pytest

from havre.simulation.plan import (
    EVENING,
    LONGEST,
    Ending,
    Trouble,
    Way,
    Who,
    arrival,
    officers_for,
    plan,
    stories,
)
from havre.simulation.sentences import ANSWERS, FIRST, TOLD, told

MANY = 20_000


@pytest.fixture(scope="module")
def visitors():
    """A very long evening: its shares are those of the model."""
    return plan(7, MANY, 0).visitors


def share(visitors, holds):
    """Percent of the visitors for whom it holds."""
    return 100 * sum(map(holds, visitors)) / len(visitors)


def test_a_seed_is_an_evening():
    """The same seed plans the same evening, another seed another one."""
    assert plan(1, 50, 6) == plan(1, 50, 6)
    assert plan(1, 50, 6) != plan(2, 50, 6)


def test_a_visitor_does_not_depend_on_how_many_come():
    """What one visitor does is hers: the crowd only changes when she comes."""
    few, many = plan(1, 10, 6).visitors, plan(1, 200, 9).visitors

    assert [one.minutes for one in few] == [one.minutes for one in many[:10]]
    assert plan(1, 10, 6).officers == plan(1, 200, 9).officers[:6]


@pytest.mark.parametrize(
    ("expected", "who"),
    [(70, Who.VICTIM), (15, Who.RELATIVE), (5, Who.PROFESSIONAL), (10, Who.OTHER)],
)
def test_who_writes(visitors, expected, who):
    """Victims above all, then those around them."""
    assert share(visitors, lambda one: one.who is who) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(
    ("expected", "ending"),
    [(70, Ending.GOODBYE), (10, Ending.EXIT), (20, Ending.SILENCE)],
)
def test_how_they_go(visitors, expected, ending):
    """Most say goodbye; one in ten presses the exit, two fall silent."""
    found = share(visitors, lambda one: one.ending is ending)

    assert found == pytest.approx(expected, abs=1)


def test_what_they_tell(visitors):
    """One in ten is a minor, a few are in danger, 25 to 30 % make a report."""
    assert share(visitors, lambda one: one.minor) == pytest.approx(10, abs=1)
    assert 2 < share(visitors, lambda one: one.danger) < 6
    assert 25 < share(visitors, lambda one: one.report) < 30


def test_where_it_leads(visitors):
    """Half are told of a unit, some of them with an hour; others of an association."""
    told = (Way.APPOINTMENT, Way.DIRECTED)

    assert 47 < share(visitors, lambda one: one.way in told) < 53
    assert 10 < share(visitors, lambda one: one.way is Way.APPOINTMENT) < 15
    assert 12 < share(visitors, lambda one: one.way is Way.REFERRED) < 18


def test_an_hour_is_for_a_report(visitors):
    """A file goes to a station with its report: nobody is sent there without."""
    hours = [one for one in visitors if one.way is Way.APPOINTMENT]

    assert all(one.report for one in hours)


def test_a_report_is_only_of_whoever_stays(visitors):
    """Nobody who left, and no mistake, makes a report."""
    reports = [one for one in visitors if one.report]

    assert {Ending.GOODBYE} == {one.ending for one in reports}
    assert Who.OTHER not in {one.who for one in reports}


def test_talks_last_as_they_do(visitors):
    """Half under 35 minutes; some go on for hours, none over six."""
    lengths = [one.minutes for one in visitors if one.who is not Who.OTHER]

    assert median(lengths) == pytest.approx(35, rel=0.05)
    assert max(lengths) <= LONGEST
    assert 3 < share(lengths, lambda minutes: minutes > 180) < 7


def test_the_evening_swells_then_ends():
    """Nine o'clock sees more arrivals than four, and nobody comes after midnight."""
    rng = Random(1)
    hours = Counter(int(arrival(rng) // 60) for _ in range(MANY))

    assert set(range(8)) == set(hours)
    assert hours[5] > 1.5 * hours[0]


def test_those_who_stop_do_so_before_the_end(visitors):
    """A quick exit or a silence comes while there is still something to say."""
    assert all(0 <= one.stops_after < one.minutes for one in visitors)


def test_the_first_officer_always_crashes():
    """No evening is played without a vanished officer."""
    for seed in range(30):
        (first, *_) = plan(seed, 0, 3).officers

        assert Trouble.CRASH in {one.trouble for one in first}
        assert [one.at for one in first] == sorted(one.at for one in first)
        assert all(0 < one.at < EVENING for one in first)


@pytest.mark.parametrize(("expected", "visitors"), [(6, 1), (6, 60), (19, 300)])
def test_officers_enough_for_the_crowd(expected, visitors):
    """Six at least, then as many as their places allow."""
    assert expected == officers_for(visitors)


def test_an_endless_crowd_is_seeded_too():
    """The company of a demonstration is the same for the same seed, and brief."""
    first, again = (list(islice(stories(3, 6.0), 500)) for _ in range(2))

    assert first == again
    assert median(one.minutes for one in first) < 8


def test_words_are_seeded_and_can_be_sealed():
    """The same chance writes the same words, and no slot stays open."""
    for sentences in (FIRST, TOLD, ANSWERS):
        written = [told(Random(n), sentences) for n in range(300)]

        assert written == [told(Random(n), sentences) for n in range(300)]
        assert all(1 <= len(text.encode()) <= 16_000 for text in written)
        assert not any("{" in text for text in written)
