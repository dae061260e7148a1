"""Where she may go: the unit that is competent, and the nearest of both forces. Pure.

The law lets anyone complain at any station: the competent one is named first because
it is the one that will look into the facts.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from havre.directory.names import fold, words_of
from havre.directory.places import Place, Station
from havre.directory.points import Vector, kilometres, middle
from havre.directory.rules import Commune, Force

NEAREST: Final = 3  # of each force
SEASONAL: Final = 5  # looked at besides: more never stand side by side
FAR: Final = 300.0  # km; beyond is another shore
LISTED: Final = 100  # where no distance can be told; a département has fewer
# A few sources lost the sign of a longitude: a station this far from the commune it
# says it stands in is not where they put it.
DOUBTFUL: Final = 15.0  # km

# What the Ministry and Service-Public.fr each add to the name of the same service.
_COMMON: Final = frozenset(
    (
        *("commissariat", "police", "nationale", "bureau", "hotel", "central", "bdep"),
        *("agglomeration", "arrondissement", "secteur"),
        *("de", "du", "d", "des", "la", "le", "les", "l"),
    )
)
_NTH: Final = re.compile(r"\b([0-9]+)(?:er|e|eme)\b")


@dataclass(frozen=True, slots=True)
class Near:
    """A station, as one place sees it.

    Attributes:
        km: great-circle distance; None where a position is missing or doubtful.
        competent: the facts of that place are its to look into, as far as we know.
        certain: `competent` is known from the official file; False: presumed.
    """

    station: Station
    km: float | None = None
    competent: bool = False
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What is told of one place; no station stands in both.

    Attributes:
        competent: of each competent force, the unit, certain or presumed.
        near: the nearest others of both forces, nearest first.
    """

    competent: tuple[Near, ...]
    near: tuple[Near, ...]


def service_key(name: str) -> str:
    """Return what is left of a police service's name once both sources agree."""
    folded = _NTH.sub(r"\1", fold(name.partition(" (")[0]))
    return " ".join(word for word in words_of(folded) if word not in _COMMON)


Placed: TypeAlias = tuple[Vector, Station]


class StationIndex:
    """The stations by id, by unit, by service, by place. Built once per directory."""

    def __init__(
        self, stations: Iterable[Station], communes: Mapping[str, Commune]
    ) -> None:
        self.by_id: dict[str, Station] = {}
        self._by_unit: dict[str, list[Station]] = defaultdict(list)
        self._by_service: dict[tuple[str, str], list[Station]] = defaultdict(list)
        self._by_name: dict[str, list[Station]] = defaultdict(list)
        self._by_departement: dict[str, list[Station]] = defaultdict(list)
        self._placed: dict[Force, list[Placed]] = {force: [] for force in Force}
        self._vectors: dict[str, Vector] = {}
        for station in stations:
            place = station.place
            self.by_id[place.id] = station
            self._by_departement[place.departement].append(station)
            if station.force is Force.PN:
                name = service_key(place.name)
                self._by_service[place.departement, name].append(station)
                self._by_name[name].append(station)
            elif station.unit:
                self._by_unit[station.unit].append(station)
            vector = trusted(place, communes.get(place.insee))
            if vector is not None:
                self._vectors[place.id] = vector
                self._placed[station.force].append((vector, station))

    def serving(self, commune: Commune, force: Force) -> list[Station]:
        """Return the units that the official file names there; none when it is mute."""
        if force is Force.GN:
            return self._by_unit.get(commune.unit, [])
        if not commune.service:
            return []
        name = service_key(commune.service)
        alone = self._by_name.get(name, [])
        # Avignon's serves a few communes of the Gard: no other bears that name.
        return self._by_service.get((commune.departement, name)) or (
            alone if len(alone) == 1 else []
        )

    def nearest(self, origin: Vector, force: Force, most: int) -> list[Station]:
        """Return stations of `force`, the nearest first, `most` permanent ones."""
        x, y, z = origin
        placed = self._placed[force]
        # The greater the product, the nearer: no distance is computed to compare.
        likeness = [v[0] * x + v[1] * y + v[2] * z for v, _ in placed]
        order = heapq.nlargest(
            most + SEASONAL, range(len(placed)), likeness.__getitem__
        )
        found: list[Station] = []
        for n in order:
            found.append(placed[n][1])
            if sum(not station.seasonal for station in found) == most:
                break
        return found

    def km(self, origin: Vector | None, station: Station) -> float | None:
        """Return how far a station is, in km; None when nothing sure can be told."""
        vector = self._vectors.get(station.place.id)
        return kilometres(origin, vector) if origin and vector else None

    def of_departement(self, departement: str) -> list[Station]:
        """Return every station that stands there."""
        return self._by_departement.get(departement, [])


def trusted(place: Place, commune: Commune | None) -> Vector | None:
    """Return where a place is, unless it is put far from the commune it stands in."""
    where = place.where
    if where is None:
        return None
    vector = where.vector
    town = commune.where if commune is not None else None
    doubtful = town is not None and kilometres(vector, town.vector) > DOUBTFUL
    return None if doubtful else vector


def around(index: StationIndex, communes: Sequence[Commune]) -> Around:
    """Return where somebody of these communes may go.

    Args:
        communes: one; or those of a postal code, when hers is not known: a unit is
            then certain only if it serves them all.
    """
    origin = middle(c.where.vector for c in communes if c.where is not None)
    competent: dict[str, Near] = {}
    for force in sorted(frozenset().union(*(c.forces for c in communes))):
        for one in _competent(index, communes, force, origin):
            competent.setdefault(one.station.place.id, one)
    if origin:
        near = sorted(_nearest(index, origin, competent), key=lambda one: one.km or 0)
    else:
        near = [Near(one) for one in _listed(index, communes, competent)]
    return Around(tuple(competent.values()), tuple(near))


def _competent(
    index: StationIndex,
    communes: Sequence[Commune],
    force: Force,
    origin: Vector | None,
) -> list[Near]:
    theirs = [c for c in communes if force in c.forces]
    named = [{s.place.id for s in index.serving(c, force)} for c in theirs]
    everywhere = set.intersection(*named) if len(theirs) == len(communes) else set()
    found = [
        Near(
            index.by_id[id_],
            index.km(origin, index.by_id[id_]),
            True,
            id_ in everywhere,
        )
        for id_ in sorted(set().union(*named))
    ]
    if all(named) and any(not near.station.seasonal for near in found):
        return found
    return found + _presumed(index, theirs, force, origin)


def _presumed(
    index: StationIndex,
    communes: Sequence[Commune],
    force: Force,
    origin: Vector | None,
) -> list[Near]:
    """Return the nearest of `force` in their own département, which units never leave.

    Where no distance can be told, one that stands in the commune itself.
    """
    here = {c.insee for c in communes}
    able = [
        Near(station, index.km(origin, station), competent=True)
        for departement in dict.fromkeys(c.departement for c in communes)
        for station in index.of_departement(departement)
        if station.force is force and not station.seasonal
    ]
    if origin is None:
        return [near for near in able if near.station.place.insee in here]
    known = [near for near in able if near.km is not None]
    return [min(known, key=lambda near: near.km or 0)] if known else []


def _nearest(
    index: StationIndex, origin: Vector, competent: Mapping[str, Near]
) -> Iterator[Near]:
    """Yield the nearest of each force, those in season besides, never instead."""
    for force in Force:
        permanent = 0
        for station in index.nearest(origin, force, NEAREST + len(competent)):
            km = index.km(origin, station)
            if station.place.id in competent or km is None or km > FAR:
                continue
            if permanent == NEAREST:
                break
            permanent += not station.seasonal
            yield Near(station, km)


def _listed(
    index: StationIndex, communes: Sequence[Commune], competent: Mapping[str, Near]
) -> list[Station]:
    """Return the stations of these communes, then of their départements."""
    here = {c.insee for c in communes}
    theirs = [
        station
        for departement in dict.fromkeys(c.departement for c in communes)
        for station in index.of_departement(departement)
        if station.place.id not in competent
    ]
    theirs.sort(
        key=lambda s: (s.place.insee not in here, s.seasonal, fold(s.place.commune))
    )
    return theirs[:LISTED]
