"""The stations where a member may work, and the two keys of each. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from havre.errors import BadRequest

STATIONS_MAX: Final = 20  # that one member works at

_STATION: Final = re.compile(r"[A-Za-z0-9_-]{1,80}")  # an id of the directory


class StationKey(StrEnum):
    """The two keys of a station, in the same list as those of the desks."""

    INVESTIGATION = "investigation"  # opens the files
    RECEPTION = "reception"  # opens the name to call

    def of(self, station: str) -> str:
        """Return the name of that key of `station`."""
        return f"{self}.{station}"


def check_stations(stations: Sequence[str]) -> None:
    """Check that these are ids of stations, each named once.

    Raises:
        BadRequest: they are not, or are more than one member works at.
    """
    if len(set(stations)) != len(stations) or len(stations) > STATIONS_MAX:
        raise BadRequest("stations")
    if not all(_STATION.fullmatch(station) for station in stations):
        raise BadRequest("stations")
