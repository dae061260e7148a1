"""The doors of stations: the competent one, the nearest, one by its id."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TypedDict

from starlette.responses import Response

from havre.directory.directory import Directory
from havre.directory.near import Around, Near
from havre.directory.opening_hours import told
from havre.directory.places import Station
from havre.directory.rules import Force
from havre.directory.web import queried
from havre.directory.zones import zone_of
from havre.errors import BadRequest, NotYours
from havre.plumbing.doors import Knock
from havre.plumbing.http import json


class StationTold(TypedDict):
    """A station as every door tells it (docs/reference/protocol.md §3).

    `km` is null, and `competent` and `certain` false, where no place was asked about.
    """

    id: str
    force: Force
    name: str
    address: str
    postcode: str
    commune: str
    phone: str
    hours: str
    km: float | None
    competent: bool
    certain: bool
    havre: bool
    zone: str
    seasonal: bool


class AroundTold(TypedDict):
    """`GET /v1/stations`."""

    competent: list[StationTold]
    near: list[StationTold]
    edition: str


def station_payload(station: Station | Near, *, havre: bool) -> StationTold:
    """Return what is told of a station.

    Args:
        havre: it has a key of investigation: it can be sent a file.
    """
    near = station if isinstance(station, Near) else Near(station)
    place = near.station.place
    return {
        "id": place.id,
        "force": near.station.force,
        "name": place.name,
        "address": place.address,
        "postcode": place.postcode,
        "commune": place.commune,
        "phone": place.phone,
        "hours": told(place.hours),
        "km": None if near.km is None else round(near.km, 1),
        "competent": near.competent,
        "certain": near.certain,
        "havre": havre,
        "zone": zone_of(place.departement, place.insee),
        "seasonal": near.station.seasonal,
    }


def around_payload(
    found: Around, edition: str, having: frozenset[str] = frozenset()
) -> AroundTold:
    """Return what is told of a place.

    Args:
        having: ids of the stations that have Havre.
    """

    def told(many: Iterable[Near]) -> list[StationTold]:
        return [
            station_payload(near, havre=near.station.place.id in having)
            for near in many
        ]

    return {
        "competent": told(found.competent),
        "near": told(found.near),
        "edition": edition,
    }


@dataclass(frozen=True, slots=True)
class StationDoors:
    """Built once by `havre.app`.

    Attributes:
        having: tells which stations have Havre now: who has a key of investigation.
    """

    directory: Directory
    having: Callable[[], Awaitable[frozenset[str]]]

    async def around(self, knock: Knock) -> Response:
        """`GET /v1/stations?postcode=…&commune=…`.

        Raises:
            BadRequest: neither is told.
            UnknownPostcode: no such code, or the commune is not one of its own.
            NotYours: no such commune.
        """
        postcode, commune = queried(knock, "postcode"), queried(knock, "commune")
        if postcode is None and commune is None:
            raise BadRequest("place")
        if postcode is None and commune not in self.directory.communes:
            raise NotYours("commune")
        found = self.directory.around(postcode, commune)
        edition = self.directory.editions["stations"].day.isoformat()
        return json(around_payload(found, edition, await self.having()))

    async def station(self, knock: Knock) -> Response:
        """`GET /v1/stations/{station}`.

        Raises:
            NotYours: the directory has no such station.
        """
        id_ = knock.path["station"]
        station = self.directory.index.by_id.get(id_)
        if station is None:
            raise NotYours("station")
        return json(station_payload(station, havre=id_ in await self.having()))
