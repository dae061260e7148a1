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
    here, staffed = presence.here(), presence.staffed()
    clock.pass_(timedelta.resolution)

    assert {"alice"} == here
    assert {"police", "relief"} == staffed
    assert frozenset() == presence.here() | presence.staffed()


def test_each_desk_has_its_own() -> None:
    """A look counts for the desks looked at, those of the last look."""
    presence = Presence(StoppedClock())
    first = presence.arrived("alice", ["police"])
    second = presence.arrived("bob", ["gendarmerie"])
    again = presence.arrived("alice", ["relief"])

    assert (1, 2, 2) == (first, second, again)
    assert {"gendarmerie", "relief"} == presence.staffed()


def test_who_has_paused_is_here_and_serves_no_desk() -> None:
    """Nobody waits before somebody who takes no one."""
    presence = Presence(StoppedClock())
    presence.arrived("alice", ["police"])
    presence.serve("alice", serving=False)
    paused = presence.staffed()
    presence.serve("alice", serving=True)
    presence.serve("stranger", serving=True)

    assert frozenset() == paused
    assert {"police"} == presence.staffed()
    assert {"alice"} == presence.here()


def test_who_leaves_is_away_at_once() -> None:
    """Leaving twice is fine."""
    presence = Presence(StoppedClock())
    presence.arrived("alice", ["police"])
    presence.leave("alice")
    presence.leave("alice")

    assert frozenset() == presence.here()
