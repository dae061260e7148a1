"""What an hour at a station is, and who may have it. Pure.

An hour is a slot that an investigator of the station publishes; at most one live
appointment has it. Times are milliseconds since 1970, UTC: the station's own hour is
for the browser to tell (`directory.zones`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from havre.errors import BadRequest, HavreError

MINUTE: Final = 60_000  # milliseconds
AHEAD_MOST: Final = 184 * 24 * 60 * MINUTE  # half a year
MINUTES_LEAST, MINUTES_MOST = 10, 240
SLOTS_AT_ONCE: Final = 200  # in one publication
SLOTS_MOST: Final = 5_000  # to come, at one station
SLOTS_KEPT_MOST: Final = 2 * SLOTS_MOST  # with those that it has taken back
CHANGES_MOST: Final = 600  # publications and withdrawals of one member in an hour
PROPOSED_MOST: Final = 6  # hours from which she chooses


class SlotTaken(HavreError):
    """Somebody else has that hour, or the station has taken it back: choose again."""

    code = "slot-taken"
    status = 409


class SlotPast(HavreError):
    """That hour is over."""

    code = "slot-past"
    status = 409


class StationClosed(HavreError):
    """The station is not in the directory any more, or has no key: nobody there could
    be told for whom the hour is.
    """

    code = "station-closed"
    status = 409


class NumberTaken(HavreError):
    """Another appointment has that id or that number: draw again."""

    code = "taken"
    status = 409


class State(StrEnum):
    """What became of an appointment; the words that every side's frames show."""

    BOOKED = "booked"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Hour:
    """When a slot begins, and how long it lasts."""

    at: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour at a station.

    Attributes:
        taken: a live appointment has it.
        withdrawn: the station has taken it back.
    """

    id: str
    station: str
    at: int
    minutes: int
    taken: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class NameKey:
    """What opens a name to call, sealed to the station's reception."""

    epoch: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Reception:
    """The name to call: its key sealed to the station's reception, and the name under
    that key. Bytes the server cannot open.
    """

    key: NameKey
    name: bytes


@dataclass(frozen=True, slots=True)
class Appointment:
    """An hour at a station that somebody has chosen; not a word of who.

    Attributes:
        id: made by her tab.
        slot: the one it has, or had.
        at, minutes: of that slot.
        name: to call, sealed; its key is in the keyring. Empty once it is destroyed.
    """

    id: str
    conversation: str
    station: str
    slot: str
    at: int
    minutes: int
    state: State
    name: bytes


def is_live(one: Appointment) -> bool:
    """Return True while somebody may be called by it: not given up, nor long over."""
    return one.state is State.BOOKED and one.name != b""


def check_hours(hours: Sequence[Hour], now: int) -> None:
    """Check that these are hours to come, as a station may publish them.

    Raises:
        SlotPast: one has begun.
        BadRequest: none, too many, one too far ahead, too short or too long, or not
            on a minute.
    """
    if not 1 <= len(hours) <= SLOTS_AT_ONCE:
        raise BadRequest("how many slots")
    for hour in hours:
        if hour.at % MINUTE or hour.at - now > AHEAD_MOST:
            raise BadRequest("when")
        if not MINUTES_LEAST <= hour.minutes <= MINUTES_MOST:
            raise BadRequest("how long")
        if hour.at <= now:
            raise SlotPast("published")


def check_proposed(
    asked: Sequence[str], found: Sequence[Slot], station: str, now: int
) -> None:
    """Check that these hours may be proposed to her.

    Args:
        asked: ids of slots, in the order in which she is to see them.
        found: the slots that bear those ids.

    Raises:
        BadRequest: too many, one named twice, unknown, or another station's.
        SlotTaken, SlotPast: one is not free any more.
    """
    if len(asked) > PROPOSED_MOST or len(set(asked)) != len(asked):
        raise BadRequest("slots")
    known = {slot.id for slot in found if slot.station == station}
    if known != set(asked):
        raise BadRequest("slots")
    for slot in found:
        check_free(slot, now)


def check_free(slot: Slot, now: int) -> None:
    """Return if somebody may have `slot` now.

    Raises:
        SlotPast: it has begun.
        SlotTaken: somebody has it, or the station has taken it back.
    """
    if slot.at <= now:
        raise SlotPast("begun")
    if slot.taken or slot.withdrawn:
        raise SlotTaken("not free")
