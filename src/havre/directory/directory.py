"""The directory in memory: built once, never changed, asked by every later room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Self

from havre.directory.names import NameIndex
from havre.directory.near import Around, Near, StationIndex, around
from havre.directory.places import Station, SupportBody
from havre.directory.rules import Commune, Edition, PostalCode, Route, route


@dataclass(frozen=True)
class Directory:
    """Communes, stations and support bodies, each part with its edition.

    Attributes:
        communes: by INSEE code. Paris, Lyon and Marseille stand by arrondissement.
        by_postcode: every commune a postal code reaches.
        editions: of "communes", "police_zone", "stations", "support".
    """

    communes: Mapping[str, Commune]
    by_postcode: Mapping[str, tuple[Commune, ...]]
    editions: Mapping[str, Edition]
    stations: tuple[Station, ...] = ()
    support: tuple[SupportBody, ...] = ()

    @classmethod
    def of(
        cls,
        communes: Iterable[Commune],
        editions: Mapping[str, Edition],
        stations: Iterable[Station] = (),
        support: Iterable[SupportBody] = (),
    ) -> Self:
        """Build a directory; the postal codes are those of `communes`."""
        by_insee = {commune.insee: commune for commune in communes}
        by_postcode: dict[str, tuple[Commune, ...]] = {}
        for commune in by_insee.values():
            for digits in commune.postcodes:
                by_postcode[digits] = (*by_postcode.get(digits, ()), commune)
        return cls(
            MappingProxyType(by_insee),
            MappingProxyType(by_postcode),
            MappingProxyType(dict(editions)),
            tuple(stations),
            tuple(support),
        )

    @property
    def edition(self) -> Edition:
        """The edition that decides who is competent: the one a route quotes."""
        return self.editions["police_zone"]

    def age_days(self, today: date) -> int:
        """How many days old the competence is."""
        return self.edition.age_days(today)

    @cached_property
    def names(self) -> NameIndex:
        """The index of names. Takes a moment to build: touch it before serving.

        Communes without a postal code (the TAAF, which nobody inhabits) are left out.
        """
        return NameIndex(c for c in self.communes.values() if c.postcodes)

    @cached_property
    def index(self) -> StationIndex:
        """The stations, ready to be looked up. Touch it before serving."""
        return StationIndex(self.stations, self.communes)

    def around(self, postcode: str | None, commune: str | None = None) -> Around:
        """Return the competent stations there, and the nearest.

        Raises:
            UnknownPostcode: as for `route`.
        """
        found = around(self.index, self.route(postcode, commune).communes)
        if self.editions["stations"].invented and not (found.competent or found.near):
            # What is invented stands nowhere: the demonstration shows it anywhere.
            return Around((), tuple(Near(station) for station in self.stations))
        return found

    def route(self, postcode: str | None, commune: str | None = None) -> Route:
        """Return where `postcode` leads, `commune` (INSEE) being told or not.

        Args:
            postcode: as typed; None for "I don't know": relief answers, unless
                `commune` is told.

        Raises:
            UnknownPostcode: no such code, or `commune` is not one of its communes.
        """
        if postcode is not None:
            code = PostalCode.parse(postcode)
            reached = self.by_postcode.get(code.digits, ())
            return route(code, reached, self.edition, commune)
        if commune is not None and commune in self.communes:
            return route(None, (self.communes[commune],), self.edition)
        return route(None, (), self.edition, commune)

    def search(self, typed: str) -> tuple[Commune, ...]:
        """Return at most 12 communes whose name may be the one typed, best first."""
        return self.names.search(typed)
