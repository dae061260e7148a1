"""The last six hours: what is counted where, and that what is drawn is what was."""

from hypothesis import given
from hypothesis import strategies as st

from havre.board.drawing import (
    COLUMNS,
    MEASURES,
    MINUTE,
    PANEL_HEIGHT,
    QUARTER,
    QUARTERS,
    Series,
    drawing,
    first_quarter,
    minutes,
    series,
    top_of,
    within,
)
from havre.waiting.tally import Event, Kind

NOW = 1_764_072_000_000 + 7 * MINUTE  # 25 November 2025, 12:07 UTC
START = first_quarter(NOW)
DESKS = ("police", "gendarmerie", "relief", "police-2", "gendarmerie-2")

EVENTS = st.lists(
    st.builds(
        Event,
        at=st.integers(START - QUARTER, NOW),
        desk=st.sampled_from(DESKS),
        kind=st.sampled_from(Kind),
        value=st.integers(0, 6 * 60 * MINUTE),
    ),
    max_size=60,
)


def police(*events: tuple[int, Kind, int]) -> Series:
    """The series of the police, from (at, kind, value)."""
    made = [Event(at, "police", kind, value) for at, kind, value in events]
    (one,) = series(made, ["police"], NOW)
    return one


def test_quarters_begin_when_the_clocks_do():
    """Six hours, the present quarter last: nothing moves before the next begins."""
    quarters = police().quarters

    assert QUARTERS == len(quarters)
    assert NOW - 7 * MINUTE == quarters[-1].at
    assert {0} == {quarter.at % QUARTER for quarter in quarters}
    assert START == first_quarter(NOW + 7 * MINUTE)
    assert START + QUARTER == first_quarter(NOW + 8 * MINUTE)


def test_each_event_is_counted_in_its_quarter_and_at_its_desk():
    """What came before the first quarter is not; nobody answered is not no wait."""
    one = police(
        (START - 1, Kind.ARRIVED, 1),
        (START, Kind.ARRIVED, 1),
        (START + QUARTER - 1, Kind.ARRIVED, 1),
        (START + QUARTER, Kind.ANSWERED, 0),
    )

    assert (2, None, None) == (
        one.quarters[0].arrivals, one.quarters[0].half, one.quarters[0].on_duty,
    )  # fmt: skip
    assert (0, 0, 0) == (
        one.quarters[1].arrivals, one.quarters[1].half, one.quarters[1].most,
    )  # fmt: skip


def test_half_and_nine_in_ten_waited_no_longer():
    """By nearest rank: a wait that somebody had."""
    waits = [
        (START, Kind.ANSWERED, n * MINUTE) for n in (9, 1, 3, 2, 4, 5, 6, 7, 8, 60)
    ]
    quarter = police(*waits).quarters[0]

    assert (5, 9) == (minutes(quarter.half), minutes(quarter.most))


@given(values=st.lists(st.integers(0, 100), min_size=1), share=st.floats(0.01, 1))
def test_the_share_that_waited_no_longer_is_at_least_what_was_asked(values, share):
    """And one less would not do."""
    found = within(values, share)
    held = sum(value <= found for value in values)
    less = sum(value < found for value in values)

    assert found in values
    assert less < share * len(values) <= held + 1e-9


def test_on_duty_is_the_middle_of_the_samples():
    """One minute with nobody does not empty a quarter; a quarter with nobody is 0."""
    one = police(
        *((START + n, Kind.ON_DUTY, value) for n, value in enumerate((3, 3, 0, 2, 3))),
        (START + QUARTER, Kind.ON_DUTY, 0),
    )

    assert [3, 0, None] == [quarter.on_duty for quarter in one.quarters[:3]]


@given(events=EVENTS, desks=st.integers(1, 5))
def test_every_bar_stands_in_its_panel(events, desks):
    """Whatever happened: inside, on its baseline, and seen."""
    drawn = drawing(series(events, DESKS[:desks], NOW))

    assert desks * len(MEASURES) == len(drawn.panels)
    for panel in drawn.panels:
        for bar in panel.bars:
            assert panel.y - 0.05 <= bar.y
            assert 1 <= bar.height
            assert panel.x <= bar.x
            assert bar.x + bar.width <= drawn.width
            assert abs(bar.y + bar.height - panel.y - PANEL_HEIGHT) < 0.11
        assert panel.y + PANEL_HEIGHT <= drawn.height


@given(events=EVENTS)
def test_one_bar_for_each_number_that_is_not_nought(events):
    """The drawing and the table tell the same."""
    shown = series(events, DESKS, NOW)
    drawn = drawing(shown)

    for one in shown:
        counts = {
            "arrivals": sum(quarter.arrivals > 0 for quarter in one.quarters),
            "waits": sum(bool(wait) for q in one.quarters for wait in (q.half, q.most)),
            "duty": sum(bool(quarter.on_duty) for quarter in one.quarters),
        }
        assert counts == {
            panel.measure: len(panel.bars)
            for panel in drawn.panels
            if panel.desk == one.desk
        }


@given(events=EVENTS)
def test_a_measure_has_one_scale_that_nothing_exceeds(events):
    """Desks side by side can be compared."""
    shown = series(events, DESKS, NOW)
    drawn = drawing(shown)

    for measure in MEASURES:
        tops = {panel.top for panel in drawn.panels if panel.measure == measure}
        assert {top_of(measure, shown)} == tops
    highest = max(q.arrivals for one in shown for q in one.quarters)
    assert highest <= top_of("arrivals", shown) <= max(2, 2 * highest)


def test_desks_beyond_the_columns_stand_below():
    """Three side by side: the text keeps its size in the side column."""
    drawn = drawing(series([], DESKS, NOW))
    wide = drawing(series([], DESKS[:COLUMNS], NOW))

    assert wide.width == drawn.width
    assert 2 * wide.height == drawn.height
