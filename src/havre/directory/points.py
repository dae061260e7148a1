"""Places on Earth, and how far apart they are. Pure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

EARTH: Final = 6_371.0  # km, mean radius

# A place as a vector of length 1: comparing two is three products, no sine.
Vector: TypeAlias = tuple[float, float, float]

# South, north, west, east of where France has stations. Coarse on purpose: enough
# to tell a latitude from a longitude, since no two boxes mirror each other.
_TERRITORIES: Final = (
    (41.0, 51.5, -5.6, 9.8),  # mainland, Corsica
    (2.0, 18.5, -63.5, -51.0),  # Antilles, Guyane
    (46.5, 47.5, -57.0, -56.0),  # Saint-Pierre-et-Miquelon
    (-21.6, -12.0, 44.5, 56.0),  # Mayotte, La Réunion
    (-28.0, -7.0, -180.0, -134.0),  # Wallis-et-Futuna, Polynésie
    (-23.5, -19.0, 158.0, 173.0),  # Nouvelle-Calédonie
)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on Earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    @property
    def vector(self) -> Vector:
        """The same place, seen from the middle of the Earth."""
        north, east = math.radians(self.latitude), math.radians(self.longitude)
        return (
            math.cos(north) * math.cos(east),
            math.cos(north) * math.sin(east),
            math.sin(north),
        )


def _in_france(latitude: float, longitude: float) -> bool:
    return any(
        south <= latitude <= north and west <= longitude <= east
        for south, north, west, east in _TERRITORIES
    )


def point(latitude: str, longitude: str) -> Point | None:
    """Read a position, putting right the rows that swap the two columns.

    None when there is none, or when it is nowhere in France either way round.
    """
    if not latitude or not longitude:
        return None
    try:
        first, second = (float(t.replace(",", ".")) for t in (latitude, longitude))
    except ValueError:
        return None
    if _in_france(first, second):
        return Point(first, second)
    if _in_france(second, first):
        return Point(second, first)
    return None


def kilometres(one: Vector, other: Vector) -> float:
    """Return the great-circle distance between two places, in km."""
    chord = math.dist(one, other)
    return 2 * EARTH * math.asin(min(1.0, chord / 2))


def middle(vectors: Iterable[Vector]) -> Vector | None:
    """Return the middle of several places; None when there is none."""
    many = list(vectors)
    x, y, z = (sum(axis) for axis in zip(*many, strict=True)) if many else (0, 0, 0)
    length = math.hypot(x, y, z)
    return (x / length, y / length, z / length) if length else None
