"""Which hours a station may publish, and which may be proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.appointment.rules import (
    AHEAD_MOST,
    MINUTE,
    PROPOSED_MOST,
    SLOTS_AT_ONCE,
    Hour,
    Slot,
    SlotPast,
    SlotTaken,
    check_free,
    check_hours,
    check_proposed,
)
from havre.errors import BadRequest, HavreError

NOW = 1_000_000 * MINUTE
SOON = NOW + 60 * MINUTE


def a_slot(id_: str = "a", **but: object) -> Slot:
    """A free slot of the station, but for what the test is about."""
    ordinary = {"station": "here", "at": SOON, "minutes": 45}
    return Slot(id_, **{**ordinary, **but})  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12), st.integers(-5, 400))
def test_what_is_published_is_to_come(at: int, minutes: int) -> None:
    """On a minute, within half a year, from ten minutes to four hours long."""
    try:
        check_hours([Hour(NOW + at, minutes)], NOW)
    except HavreError:
        return

    assert 0 < at <= AHEAD_MOST
    assert at % MINUTE == 0
    assert 10 <= minutes <= 240


def test_hours_are_published_some_at_a_time() -> None:
    """None is a mistake; more than two hundred is another."""
    check_hours([Hour(SOON, 45)] * SLOTS_AT_ONCE, NOW)
    for count in (0, SLOTS_AT_ONCE + 1):
        with pytest.raises(BadRequest):
            check_hours([Hour(SOON, 45)] * count, NOW)
    with pytest.raises(SlotPast):
        check_hours([Hour(SOON, 45), Hour(NOW, 45)], NOW)


@pytest.mark.parametrize(
    ("but", "refusal"),
    [
        ({"at": NOW}, SlotPast),
        ({"at": NOW - 1, "taken": True}, SlotPast),
        ({"taken": True}, SlotTaken),
        ({"withdrawn": True}, SlotTaken),
    ],
    ids=str,
)
def test_an_hour_is_free_until_it_begins(
    but: dict[str, object], refusal: type[HavreError]
) -> None:
    """And while nobody has it and the station has not taken it back."""
    check_free(a_slot(), NOW)

    with pytest.raises(refusal):
        check_free(a_slot(**but), NOW)
    with pytest.raises(refusal):
        check_proposed(["a"], [a_slot(**but)], "here", NOW)


def test_only_hours_of_the_station_are_proposed() -> None:
    """At most six, each once; none puts away those proposed before."""
    many = [a_slot(str(n)) for n in range(PROPOSED_MOST + 1)]
    names = [one.id for one in many]

    check_proposed([], [], "here", NOW)
    check_proposed(names[:-1], many[:-1], "here", NOW)
    for asked, found, station in (
        (names, many, "here"),
        (["0", "0"], [many[0], many[0]], "here"),
        (["0"], [many[0]], "elsewhere"),
        (["0", "unknown"], [many[0]], "here"),
    ):
        with pytest.raises(BadRequest):
            check_proposed(asked, found, station, NOW)
