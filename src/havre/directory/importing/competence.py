"""The Ministry's competence file: who is competent in each commune. Pure.

It has one row per commune and force, so `code_commune` is no key: Arles has two.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from havre.directory.importing.sources import DoubtfulFile, Table
from havre.directory.names import fold
from havre.directory.rules import UNSTATED, Commune, Force

COLUMNS: Final = (
    "code_commune",
    "libelle_commune",
    "institution",
    "id_service",
    "service",
    "code_postal",
    "codes_postaux",
)
ROWS_LEAST: Final = 34_000  # the file has about 35,000
LOST_MOST: Final = 0.01  # of the known communes
CHANGED_MOST: Final = 0.02  # of the known communes

_INSTITUTIONS: Final = {"GN": {Force.GN}, "PN": {Force.PN}, "": set[Force]()}
_INSEE: Final = re.compile(r"[0-9][0-9AB][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Competence:
    """Who is competent in one commune.

    Attributes:
        service: the police service, "" where the police is not competent.
        unit: the number of the gendarmerie unit, "" where the file gives none.
    """

    name: str
    forces: frozenset[Force]
    service: str
    postcodes: tuple[str, ...]
    unit: str = ""


def read_competence(table: Table) -> dict[str, Competence]:
    """Return the competence of each commune, by INSEE code.

    Raises:
        DoubtfulFile: a column is missing, a value unknown, or rows disagree.
    """
    table.require(COLUMNS)
    found: dict[str, Competence] = {}
    for line, row in enumerate(table.rows, start=2):
        insee = row["code_commune"]
        try:
            found[insee] = _merged(found.get(insee), _one(row))
        except ValueError as error:
            raise DoubtfulFile(f"ligne {line}, commune {insee!r} : {error}") from error
    return found


def _one(row: Mapping[str, str]) -> Competence:
    """Return what one row says.

    Raises:
        ValueError: it holds a value we do not know.
    """
    institution = row["institution"]
    if institution not in _INSTITUTIONS:
        raise ValueError(f"institution inconnue {institution!r}")
    if not _INSEE.fullmatch(row["code_commune"]):
        raise ValueError("ce n’est pas un code INSEE")
    return Competence(
        row["libelle_commune"],
        frozenset(_INSTITUTIONS[institution]),
        row["service"] if institution == "PN" else "",
        tuple(row["codes_postaux"].split("-")) if row["codes_postaux"] else (),
        row["id_service"] if institution == "GN" else "",
    )


def _merged(former: Competence | None, other: Competence) -> Competence:
    """Return both rows of a commune as one.

    Raises:
        ValueError: they contradict each other.
    """
    if former is None:
        return other
    if fold(former.name).split() != fold(other.name).split():
        raise ValueError(f"deux noms, « {former.name} » et « {other.name} »")
    if (former.forces == UNSTATED) != (other.forces == UNSTATED):
        raise ValueError("une ligne nomme une force, une autre la laisse vide")
    return Competence(
        former.name,
        former.forces | other.forces,
        former.service or other.service,
        former.postcodes or other.postcodes,
        former.unit or other.unit,
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file says, beside what was known.

    Attributes:
        lost: known communes that the file leaves out; they keep what they had.
        strange: communes of the file that we do not know.
        changed: known communes whose forces differ.
    """

    known: int
    lost: tuple[Commune, ...]
    strange: tuple[Competence, ...]
    changed: tuple[tuple[Commune, frozenset[Force]], ...]


def compare(
    known: Mapping[str, Commune], found: Mapping[str, Competence]
) -> Comparison:
    """Return what `found` changes to the `known` communes."""
    return Comparison(
        len(known),
        tuple(commune for insee, commune in known.items() if insee not in found),
        tuple(said for insee, said in found.items() if insee not in known),
        tuple(
            (known[insee], said.forces)
            for insee, said in found.items()
            if insee in known and said.forces != known[insee].forces
        ),
    )


def check(rows: Sequence[object], seen: Comparison, *, allow_many: bool) -> None:
    """Refuse a file too short, or too far from what was known.

    Args:
        rows: every row of the file.
        allow_many: the operator knows that many communes change.

    Raises:
        DoubtfulFile: it is.
    """
    if len(rows) < ROWS_LEAST:
        raise DoubtfulFile(f"trop court : {len(rows)} lignes, {ROWS_LEAST} au moins")
    if len(seen.lost) > LOST_MOST * seen.known:
        raise DoubtfulFile(
            f"{len(seen.lost)} communes connues manquent, soit plus de 1 %"
        )
    if len(seen.changed) > CHANGED_MOST * seen.known and not allow_many:
        raise DoubtfulFile(
            f"{len(seen.changed)} communes changent de force, soit plus de 2 % "
            "(si c’est voulu : --allow-many-changes)"
        )
