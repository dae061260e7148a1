"""Who is here: whoever looked at a desk in the last minute."""

from datetime import timedelta

from builders import StoppedClock

from havre.staff.presence import AWAY_AFTER, Presence


def test_a_look_lasts_a_minute() -> None:
    """Exactly `AWAY_AFTER` is still here; a moment more is not."""
    clock = StoppedClock()
    presence = Presence(clock)
    presence.arrived("alice", ["police", "relief"])
    clock.pass_(AWAY_AFTER)
    here = presence.present("police")
    clock.pass_(timedelta.resolution)

    assert frozenset({"alice"}) == here
    assert frozenset() == presence.present("police")


def test_each_desk_has_its_own() -> None:
    """A look counts for the desks looked at, those of the last look."""
    presence = Presence(StoppedClock())
    first = presence.arrived("alice", ["police"])
    second = presence.arrived("bob", ["gendarmerie"])
    again = presence.arrived("alice", ["relief"])

    assert (1, 2, 2) == (first, second, again)
    assert frozenset() == presence.present("police")
    assert frozenset({"alice"}) == presence.present("relief")


def test_who_leaves_is_away_at_once() -> None:
    """Leaving twice is fine."""
    presence = Presence(StoppedClock())
    presence.arrived("alice", ["police"])
    presence.leave("alice")
    presence.leave("alice")

    assert frozenset() == presence.present("police")
