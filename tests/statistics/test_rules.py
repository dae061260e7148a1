"""What is counted, and that a period once shown never changes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.statistics.rules import (
    MEASURES,
    PEOPLE_LEAST,
    REPORTS_LEAST,
    Count,
    Ended,
    Every,
    counted,
    period_of,
    periods,
)

PARIS = ZoneInfo("Europe/Paris")
MINUTE = 60_000


def an_end(**but):
    """A conversation that ended in November."""
    at = int(datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp() * 1000)
    given_ = {
        "at": at, "desk": "police", "family": "sexual", "outcome": "informed",
        "wait": 3 * MINUTE, "length": 40 * MINUTE, "report": False,
    }  # fmt: skip
    return Ended(**(given_ | but))


def values(**but):
    """What is counted of it, by measure."""
    return {
        (one.measure, one.value) for one in counted(an_end(**but), Every.MONTH, PARIS)
    }


def test_a_conversation_adds_one_to_each_measure():
    """And to the people; to the reports only with one."""
    assert values() == {
        ("people", ""), ("force", "police"), ("family", "sexual"),
        ("outcome", "informed"), ("wait", "2-5"), ("length", "30-60"),
    }  # fmt: skip
    assert values(report=True) - values() == {("reports", "")}


def test_every_value_that_can_be_counted_is_shown():
    """No conversation is in the total and in no cell."""
    for wait in (0, 2, 5, 10, 30, 5_000):
        for length in (0, 15, 30, 60, 180, 5_000):
            for desk in (
                "police",
                "police-2",
                "gendarmerie",
                "gendarmerie-2",
                "relief",
            ):
                end = an_end(wait=wait * MINUTE, length=length * MINUTE, desk=desk)
                for measure, value in end.values().items():
                    assert value in MEASURES[measure]


@pytest.mark.parametrize("outcome", ["test", "abuse"])
def test_who_was_not_helped_is_not_counted(outcome):
    """Neither a trial nor an abuse is a person helped."""
    assert values(outcome=outcome) == set()


def test_a_month_begins_at_midnight_of_the_desks():
    """Not of Greenwich: the last hour of a month in UTC is the next month's."""
    at = int(datetime(2026, 11, 30, 23, 30, tzinfo=UTC).timestamp() * 1000)

    assert period_of(at, Every.MONTH, PARIS) == "2026-12"
    assert period_of(at, Every.DAY, PARIS) == "2026-12-01"
    assert period_of(at, Every.MINUTE, PARIS) == "2026-12-01 00:30"


def a_month(name, people, reports):
    """Counters of one month, all of one kind."""
    return [
        Count(name, "people", "", people),
        Count(name, "reports", "", reports),
        *(Count(name, measure, of[0], people) for measure, of in MEASURES.items()),
    ]


def test_the_present_month_is_not_shown():
    """It still changes: from one day to the next it would tell who came."""
    assert periods(a_month("2026-11", 400, 100), "2026-11") == []
    (shown,) = periods(a_month("2026-11", 400, 100), "2026-12")
    assert (shown.people, shown.reports) == (400, 100)


def test_a_month_too_small_goes_on_with_the_next():
    """Few people, few reports, or nearly all of them: together with the next month."""
    counts = [
        *a_month("2026-08", 10, 3), *a_month("2026-09", 30, 3),
        *a_month("2026-10", 40, 39), *a_month("2026-11", 60, 20),
    ]  # fmt: skip
    one, other = periods(counts, "2026-12")

    assert (one.first, one.last, one.people, one.reports) == (
        "2026-08",
        "2026-09",
        40,
        6,
    )
    assert (other.first, other.last, other.people) == ("2026-10", "2026-11", 100)
    assert one.numbers["force"] == {"police": 40, "gendarmerie": 0, "relief": 0}


MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
HISTORY = st.lists(
    st.tuples(st.sampled_from(MONTHS), st.integers(0, 60), st.integers(0, 60)),
    max_size=12,
    unique_by=lambda one: one[0],
).map(
    lambda rows: [
        count
        for name, people, reports in rows
        for count in a_month(name, people + reports, reports)
    ]
)


@given(HISTORY, st.sampled_from(MONTHS), st.sampled_from(MONTHS))
def test_what_was_shown_once_never_changes(counts, one, other):
    """Yesterday's page and today's have no difference but whole periods."""
    earlier, later = sorted([one, other])
    known = [count for count in counts if count.period < later]
    before = periods([count for count in known if count.period <= earlier], earlier)
    after = periods(known, later)

    assert after[: len(before)] == before
    for period in after:
        assert period.people >= PEOPLE_LEAST
        assert min(period.reports, period.people - period.reports) >= REPORTS_LEAST
