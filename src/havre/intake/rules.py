"""What was asked without script, and what to answer. Pure: nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import parse_qs

from havre.directory.places import Station
from havre.directory.rules import Commune, Route
from havre.errors import BadRequest

BODY_MAX: Final = 2_048  # bytes; three short fields
FIELDS_MAX: Final = 8
STATIONS_MAX: Final = 3  # nearest help first: more would be a page of its own


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of the first page says, as typed.

    Attributes:
        unknown: "I don't know" was chosen; it wins over the rest.
        commune: INSEE code chosen from a list we made.
        place: a commune's name, to be searched.
        views: the script asks for the views that follow the first page.
        course: the script asks for the view of her accord and of her file.
    """

    postcode: str = ""
    commune: str = ""
    place: str = ""
    unknown: bool = False
    views: bool = False
    course: bool = False

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Read an urlencoded form.

        Raises:
            BadRequest: not a form of ours. Nothing of it is quoted.
        """
        try:
            fields = parse_qs(
                body.decode("ascii"),
                strict_parsing=bool(body),
                errors="strict",
                max_num_fields=FIELDS_MAX,
            )
        except ValueError:
            raise BadRequest("form") from None
        return cls(
            postcode=fields.get("postcode", [""])[-1].strip(),
            commune=fields.get("commune", [""])[-1].strip(),
            place=fields.get("place", [""])[-1].strip(),
            unknown="unknown" in fields,
            views="views" in fields,
            course="course" in fields,
        )

    @property
    def nothing(self) -> bool:
        """The form was sent empty."""
        return not (self.postcode or self.commune or self.place or self.unknown)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The first page, as it stands after what was asked.

    Attributes:
        wrong: why `asked.postcode` leads nowhere, in French; "" when it does.
        route: where it leads; None until that is known.
        found: communes that `asked.place` may name.
        stations: of the commune, of a force that serves it.
    """

    asked: Asked = field(default_factory=Asked)
    wrong: str = ""
    route: Route | None = None
    found: tuple[Commune, ...] = ()
    stations: tuple[Station, ...] = ()

    @property
    def settled(self) -> Route | None:
        """The route, once it needs no commune any more."""
        return self.route if self.route and not self.route.ask_commune else None

    @property
    def choices(self) -> tuple[Commune, ...]:
        """The communes to choose from, when the postal code is not enough."""
        return self.route.communes if self.route and self.route.ask_commune else ()

    @property
    def looking(self) -> bool:
        """The search by name is to be shown open."""
        return bool(self.wrong or self.asked.place)


def stations_of(route: Route, stations: Iterable[Station]) -> tuple[Station, ...]:
    """Return at most `STATIONS_MAX` stations with a phone in the communes of `route`.

    A commune's own only: the file says where a station stands, not whom it serves.
    """
    communes = {commune.insee for commune in route.communes}
    found = (
        station
        for station in stations
        if station.place.insee in communes
        and station.force in route.forces
        and station.place.phone
        and not station.seasonal
    )
    return tuple(found)[:STATIONS_MAX]
