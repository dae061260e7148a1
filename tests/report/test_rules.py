"""What is overdue, what alarms, what a release lets go."""

from datetime import timedelta

from builders import NOON, a_conversation
from hypothesis import given
from hypothesis import strategies as st
from report.builders import a_transmission

from havre.plumbing.clock import milliseconds
from havre.report.rules import (
    FILES,
    Deadlines,
    Kind,
    Release,
    alarming,
    covers,
    is_open,
    is_overdue,
)

DEADLINES = Deadlines()
KINDS = st.sampled_from(Kind)
YES_OR_NO = st.booleans()


def after(span: timedelta) -> int:
    """The time `span` after what was sent at noon."""
    return milliseconds(NOON + span)


@given(KINDS, YES_OR_NO, st.integers(0, 3 * 86_400_000))
def test_what_nobody_acknowledged_is_overdue_from_its_deadline_on(kind, urgent, waited):
    """Half an hour when urgent, a day otherwise; not a millisecond before."""
    one = a_transmission(kind=kind, urgent=urgent)
    limit = DEADLINES.urgent if urgent else DEADLINES.ordinary
    now = milliseconds(NOON) + waited

    assert is_overdue(one, now, DEADLINES) == (
        waited >= limit // timedelta(milliseconds=1)
    )


@given(KINDS, YES_OR_NO, st.integers(0, 10**12))
def test_what_is_acknowledged_or_has_an_outcome_is_never_overdue(kind, urgent, waited):
    """However long ago it went."""
    now = milliseconds(NOON) + waited
    for known in ({"acknowledged_at": 1}, {"outcome": "enquête ouverte"}):
        one = a_transmission(kind=kind, urgent=urgent, **known)
        assert not is_open(one)
        assert not is_overdue(one, now, DEADLINES)
        assert not alarming(one, now, DEADLINES)


def test_what_was_never_sent_is_overdue_too():
    """From the moment it was prepared: forgotten is worse than unanswered."""
    one = a_transmission(kind=Kind.PAPER, sent_at=None)

    assert not is_overdue(one, after(timedelta(hours=23)), DEADLINES)
    assert is_overdue(one, after(timedelta(hours=24)), DEADLINES)


def test_what_went_late_has_its_time_from_then():
    """Prepared yesterday, sent a minute ago: somebody there must have time to read."""
    one = a_transmission(at=milliseconds(NOON - timedelta(days=1)))

    assert not is_overdue(one, after(timedelta(minutes=1)), DEADLINES)


@given(KINDS, YES_OR_NO)
def test_files_and_what_is_urgent_alarm(kind, urgent):
    """An ordinary letter to a prosecutor is answered when it is, once it went."""
    one = a_transmission(kind=kind, urgent=urgent)
    late = after(timedelta(days=2))
    assert alarming(a_transmission(kind=kind, sent_at=None), late, DEADLINES)

    assert is_overdue(one, late, DEADLINES)
    assert alarming(one, late, DEADLINES) == (urgent or kind in FILES)


@given(KINDS, YES_OR_NO)
def test_what_never_went_alarms_whoever_it_is_for(kind, urgent):
    """A flagged conversation was closed on its strength: forgotten, nobody was told."""
    one = a_transmission(kind=kind, urgent=urgent, sent_at=None)
    limit = DEADLINES.urgent if urgent else DEADLINES.ordinary

    assert not alarming(one, after(limit) - 1, DEADLINES)
    assert alarming(one, after(limit), DEADLINES)


@given(YES_OR_NO, YES_OR_NO, YES_OR_NO, YES_OR_NO)
def test_a_release_lets_go_what_was_known_and_no_more(d_then, m_then, d_now, m_now):
    """A danger said after the supervisor looked needs another look."""
    known = a_conversation(danger=d_now, minor=m_now)
    expected = not (d_now and not d_then) and not (m_now and not m_then)

    assert expected == covers(Release(d_then, m_then), known)
    assert not covers(None, known)
