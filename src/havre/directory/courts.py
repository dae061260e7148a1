"""Which court a commune depends on, and what is not sure of it. Pure.

The prosecutor to inform is that of the tribunal judiciaire. The law gives its seat and,
canton after canton, its territory; the table by commune is the Ministry's, and an
operator imports it. Without it a court is certain where the département has one alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from havre.directory.places import SupportBody, SupportKind
from havre.directory.points import kilometres
from havre.directory.rules import Commune, Edition

# Their arrondissements are the communes that we know.
_PARENTS: Final = {"751": "75056", "132": "13055", "693": "69123"}

BY_DEPARTEMENT: Final = (
    "Ce département dépend de plusieurs tribunaux judiciaires, et la table par commune"
    " n’est pas importée : vérifiez lequel est compétent."
)
NEAREST: Final = BY_DEPARTEMENT + " Celui dont le siège est le plus proche est proposé."
UNKNOWN: Final = "Aucun tribunal n’est connu pour ce département."


@dataclass(frozen=True, slots=True)
class Court:
    """A tribunal judiciaire, or in the Pacific a tribunal de première instance.

    Attributes:
        id: "tj" and the INSEE code of its seat.
        seat: INSEE code; the parent's for Paris, Lyon and Marseille.
        departements: those it serves in whole or in part.
        sure: communes that the law names as seats in its territory.
        note: places of its territory that another court serves.
    """

    id: str
    name: str
    seat: str
    departements: tuple[str, ...] = ()
    sure: frozenset[str] = frozenset()
    note: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The court of a commune.

    Attributes:
        court: None when nothing makes one of several likelier.
        others: those that it may be instead.
        certain: the law or the imported table names it, and no other.
        doubt: a sentence in French; may be there for a certain court too, about an
            airport.
    """

    court: Court | None
    others: tuple[Court, ...]
    certain: bool
    doubt: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class Courts:
    """Every court, and the imported table where there is one.

    Attributes:
        by_commune: id of the court, by INSEE code; empty until it is imported.
        edition: of the courts; `table` of `by_commune`.
    """

    courts: Mapping[str, Court]
    edition: Edition
    by_commune: Mapping[str, str]
    table: Edition | None = None

    def of(self, commune: Commune, communes: Mapping[str, Commune]) -> Found:
        """Return the court of `commune`.

        Args:
            communes: the others, for where their seats are.
        """
        named = self.courts.get(self.by_commune.get(commune.insee, ""))
        if named is not None and self.table is not None:
            return Found(named, (), certain=True, doubt=named.note, edition=self.table)
        able = [
            court
            for court in self.courts.values()
            if commune.departement in court.departements
        ]
        sure = [court for court in able if _is_sure(court, commune)]
        if not sure and len(able) == 1:
            sure = able
        if sure:
            court = sure[0]
            return Found(court, (), True, court.note, self.edition)
        likely = _nearest(able, commune, communes)
        doubt = (NEAREST if likely else BY_DEPARTEMENT) if able else UNKNOWN
        others = tuple(court for court in able if court is not likely)
        return Found(likely, others, False, doubt, self.edition)


def seat_of(insee: str) -> str:
    """Return the commune that an arrondissement is part of; a commune is its own."""
    arrondissement = insee[:3] in ("751", "132") or insee[:4] == "6938"
    return _PARENTS[insee[:3]] if arrondissement else insee


def _is_sure(court: Court, commune: Commune) -> bool:
    return seat_of(commune.insee) == court.seat or commune.insee in court.sure


def _nearest(
    able: Iterable[Court], commune: Commune, communes: Mapping[str, Commune]
) -> Court | None:
    if commune.where is None:
        return None
    here = commune.where.vector
    far = {
        court.id: kilometres(here, seat.where.vector)
        for court in able
        if (seat := communes.get(court.seat)) is not None and seat.where is not None
    }
    known = [court for court in able if court.id in far]
    return min(known, key=lambda court: far[court.id]) if known else None


def contacts(bodies: Iterable[SupportBody]) -> dict[str, SupportBody]:
    """Return the courts of the support bodies by the INSEE code of their seat."""
    found: dict[str, SupportBody] = {}
    for body in bodies:
        if body.kind is SupportKind.COURT:
            found.setdefault(seat_of(body.place.insee), body)
    return found
