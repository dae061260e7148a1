"""Who may help near a place, whether or not she complains. Pure.

The département first, then the région where the département has none of a kind, then
what answers for the whole of France.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from havre.directory.names import fold
from havre.directory.near import trusted
from havre.directory.opening_hours import told
from havre.directory.places import SupportBody, SupportKind
from havre.directory.points import Vector, kilometres, middle
from havre.directory.regions import departements_of, region_of
from havre.directory.rules import Commune, Edition

OF_A_KIND: Final = 3  # bodies of one kind in the département
OF_A_KIND_IN_REGION: Final = 2  # where the département has none


class Scope(StrEnum):
    """How far one helps, in the order in which they are told."""

    DEPARTEMENT = "departement"
    REGION = "region"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Referral:
    """Somebody who helps.

    Attributes:
        key: says where it comes from: `support:…`, `line:…`, or a text's key.
        needs: in the words of the door: "logement".
        checked: the day somebody verified it.
        certain: False when its source is from memory, old or invented.
        km: from the town hall; None without a position.
    """

    key: str
    needs: tuple[str, ...]
    name: str
    scope: Scope
    checked: date
    source: str
    certain: bool
    address: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """An entry of the supervisors, already read by a second one.

    Attributes:
        departement, region: where it serves; both empty for the whole of France.
    """

    referral: Referral
    departement: str = ""
    region: str = ""

    def serves(self, departement: str) -> bool:
        """Whether it helps who lives there."""
        if self.departement:
            return self.departement == departement
        return not self.region or self.region == region_of(departement)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The support bodies, ready to be looked up, and what each kind helps with."""

    by_departement: Mapping[str, Sequence[SupportBody]]
    needs: Mapping[SupportKind, tuple[str, ...]]
    edition: Edition
    communes: Mapping[str, Commune]

    def near(self, communes: Sequence[Commune]) -> list[Referral]:
        """Return those of the département, and of the région for kinds it lacks."""
        origin = middle(c.where.vector for c in communes if c.where is not None)
        insee = frozenset(c.insee for c in communes)
        mine = tuple(dict.fromkeys(c.departement for c in communes))
        found = self._nearest(mine, origin, insee, OF_A_KIND, Scope.DEPARTEMENT)
        there = {body.kind for one in mine for body in self.by_departement.get(one, ())}
        around = dict.fromkeys(
            other for one in mine for other in departements_of(region_of(one))
        )
        wider = self._nearest(
            [one for one in around if one not in mine],
            origin, insee, OF_A_KIND_IN_REGION, Scope.REGION, there,
        )  # fmt: skip
        return [*found, *wider]

    def _nearest(
        self,
        departements: Sequence[str],
        origin: Vector | None,
        insee: frozenset[str],
        most: int,
        scope: Scope,
        without: Iterable[SupportKind] = (),
    ) -> list[Referral]:
        by_kind: dict[SupportKind, list[tuple[float | None, SupportBody]]]
        by_kind = defaultdict(list)
        for departement in departements:
            for body in self.by_departement.get(departement, ()):
                if body.kind in self.needs and body.kind not in without:
                    by_kind[body.kind].append((self._km(body, origin), body))
        found = []
        for those in by_kind.values():
            those.sort(key=lambda one: _order(one[0], one[1], insee))
            found += [self._told(body, km, scope) for km, body in those[:most]]
        return found

    def _km(self, body: SupportBody, origin: Vector | None) -> float | None:
        vector = trusted(body.place, self.communes.get(body.place.insee))
        return kilometres(origin, vector) if origin and vector else None

    def _told(self, body: SupportBody, km: float | None, scope: Scope) -> Referral:
        place = body.place
        town = f"{place.postcode} {place.commune}".strip()
        return Referral(
            key=f"support:{place.id}",
            needs=self.needs[body.kind],
            name=place.name,
            scope=scope,
            checked=self.edition.day,
            source=self.edition.source,
            certain=not self.edition.invented,
            address=", ".join(filter(None, (place.address, town))),
            phone=place.phone,
            email=body.email,
            url=place.url,
            hours=told(place.hours),
            km=km,
        )


def _order(
    km: float | None, body: SupportBody, here: frozenset[str]
) -> tuple[bool, bool, float, str]:
    return (
        km is None and body.place.insee not in here,
        km is None,
        km or 0.0,
        fold(body.place.commune),
    )


def referrals(
    communes: Sequence[Commune],
    bodies: Bodies,
    own: Iterable[Own],
    lines: Iterable[Referral],
    need: str | None = None,
) -> list[Referral]:
    """Return who may help somebody of these communes, those of a need if it is told.

    Args:
        communes: none when no place is known: what serves the whole of France is told.
        own: the supervisors' entries, which come first of their scope.
    """
    departements = {c.departement for c in communes}
    mine = [
        one.referral
        for one in own
        if any(one.serves(d) for d in departements)
        or not (one.departement or one.region)
    ]
    every = [*mine, *(bodies.near(communes) if communes else ()), *lines]
    order = list(Scope)
    found = [one for one in every if need is None or need in one.needs]
    return sorted(found, key=lambda one: order.index(one.scope))


def rounded(referral: Referral) -> Referral:
    """Return it with a distance as people say it."""
    km = referral.km
    return referral if km is None else replace(referral, km=round(km, 1))
