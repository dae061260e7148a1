"""Which alarms the clock raises and ends: a difference, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from havre.alarms.rules import WATCHED, Alarm, Cause, Kind, changed

CAUSES = st.lists(
    st.builds(
        Cause,
        kind=st.sampled_from(sorted(WATCHED)),
        subject=st.sampled_from("abc"),
        desk=st.sampled_from(("police", "relief")),
    ),
    unique_by=lambda cause: (cause.kind, cause.subject),
)


def opened(causes: list[Cause]) -> list[Alarm]:
    """The alarms that these causes have raised."""
    return [Alarm(str(n), cause, n) for n, cause in enumerate(causes)]


def keys(causes: list[Cause]) -> set[tuple[Kind, str]]:
    """What makes two causes one alarm."""
    return {(cause.kind, cause.subject) for cause in causes}


@given(before=CAUSES, now=CAUSES)
def test_what_is_wrong_now_is_what_is_open_afterwards(before, now):
    """Whatever was open: raised and ended, exactly the causes of now remain."""
    change = changed(opened(before), now)
    ended = keys([alarm.cause for alarm in change.ended])

    assert keys(now) == keys(before) - ended | keys(list(change.raised))
    assert not keys(list(change.raised)) & keys(before)


@given(causes=CAUSES)
def test_what_goes_on_is_neither_raised_again_nor_ended(causes):
    """Whoever took it goes on looking after it."""
    change = changed(opened(causes), causes)

    assert ((), ()) == (change.raised, change.ended)


def test_the_clock_ends_no_alarm_that_a_person_raised():
    """A danger is over when it is decided, help when it is taken back."""
    people = [Cause(kind, "a", "police") for kind in Kind if kind not in WATCHED]

    assert () == changed(opened(people), []).ended
    assert {Kind.DANGER, Kind.MINOR, Kind.SUPPORT} == {one.kind for one in people}
