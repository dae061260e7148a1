"""What a browser, or `havre route --json`, is told of a route and of communes."""

from collections.abc import Iterable
from typing import Final, TypedDict

from havre.directory.rules import Commune, DeskName, Force, Route
from havre.errors import BadRequest
from havre.plumbing.doors import Knock

QUERY_MAX: Final = 100  # characters; the longest name of France has 45


class CommuneOfRoute(TypedDict):
    """A commune a postal code reaches; forces GN first, none when unstated."""

    insee: str
    name: str
    forces: list[Force]


class RoutePayload(TypedDict):
    """`GET /v1/route` (docs/reference/protocol.md §3), without its targets."""

    postcode: str | None
    communes: list[CommuneOfRoute]
    forces: list[Force]
    ask_commune: bool
    desk: DeskName | None
    edition: str
    both: bool
    unstated: bool


class CommuneFound(TypedDict):
    """One suggestion of `GET /v1/communes`."""

    insee: str
    name: str
    postcodes: list[str]
    departement: str


class CommunesPayload(TypedDict):
    """`GET /v1/communes` (docs/reference/protocol.md §3)."""

    communes: list[CommuneFound]


def route_payload(route: Route) -> RoutePayload:
    """Return what is told of `route`; the door adds `targets`."""
    return {
        "postcode": route.postcode,
        "communes": [
            {
                "insee": commune.insee,
                "name": commune.name,
                "forces": sorted(commune.forces),
            }
            for commune in route.communes
        ],
        "forces": list(route.forces),
        "ask_commune": route.ask_commune,
        "desk": route.desk,
        "edition": route.edition.day.isoformat(),
        "both": route.both,
        "unstated": route.unstated,
    }


def communes_payload(found: Iterable[Commune]) -> CommunesPayload:
    """Return the suggestions for a name, best first."""
    return {
        "communes": [
            {
                "insee": commune.insee,
                "name": commune.name,
                "postcodes": list(commune.postcodes),
                "departement": commune.departement,
            }
            for commune in found
        ]
    }


def queried(knock: Knock, name: str) -> str | None:
    """Return one value of the query; None when it is not there, or empty.

    Raises:
        BadRequest: it is longer than anything we ask for.
    """
    value = knock.request.query_params.get(name)
    if value is not None and len(value) > QUERY_MAX:
        raise BadRequest("query")
    return value or None
