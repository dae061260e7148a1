"""Import one official file: recognise it, doubt it, keep it, say what changed."""

import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from havre.directory.court_tables import read_courts
from havre.directory.directory import Directory
from havre.directory.importing import keeping
from havre.directory.importing.competence import check, compare, read_competence
from havre.directory.importing.local_base import read_local_base, trusted
from havre.directory.importing.ressorts import MARK, read_ressorts
from havre.directory.importing.sources import DoubtfulFile, Source, Table, read_table
from havre.directory.importing.units import locator, read_units
from havre.directory.places import Station
from havre.directory.rules import GN_ONLY, UNSTATED, Edition, Force

EXAMPLES: Final = 5  # named in a report; the rest are counted

_FORCES: Final = {"GN": "gendarmerie", "PN": "police"}


@dataclass(frozen=True, slots=True)
class Import:
    """What importing needs.

    Attributes:
        into: folder of the operator's own edition; made if need be.
        current: what is in use now, `into` included.
        today: a file cannot be dated later.
        day: edition, when the operator knows it better than the file's own date.
        allow_many: many communes may change of force.
    """

    into: Path
    current: Directory
    today: date
    day: date | None = None
    allow_many: bool = False


def import_file(source: Source, asked: Import) -> list[str]:
    """Put `source` in place of the former edition; return what changed, in French.

    Raises:
        DoubtfulFile: the file is not to be trusted; the former edition stands.
        OSError: the disk refuses; the former edition stands.
    """
    edition = _edition(source, asked)
    if _is_local_base(source.path):
        return _import_local_base(source, asked, edition)
    table = read_table(source.path)
    return _kind(table)(table, asked, edition)


def _edition(source: Source, asked: Import) -> Edition:
    day = asked.day or source.day
    if day > asked.today:
        raise DoubtfulFile(f"édition datée du {day.isoformat()}, dans l’avenir")
    return Edition(day, source.name, "Licence Ouverte 2.0, presumed")


def _is_local_base(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(256).lstrip(b"\xef\xbb\xbf \r\n\t")
    return start.startswith(b"{") or tarfile.is_tarfile(path)


_Importer = Callable[[Table, Import, Edition], list[str]]


def _kind(table: Table) -> _Importer:
    """Recognise a table by columns no other has, so that a missing one is named.

    Raises:
        DoubtfulFile: it is none of those we know.
    """
    marks: tuple[tuple[_Importer, set[str]], ...] = (
        (_import_competence, {"code_commune", "institution", "codes_postaux"}),
        (_import_gendarmerie, {"identifiant_public_unite", "code_commune_insee"}),
        (_import_police, {"geocodage_x_GPS", "geocodage_y_GPS", "service"}),
        (_import_ressorts, {MARK}),
    )
    for importer, columns in marks:
        if columns & table.columns:
            return importer
    raise DoubtfulFile("ses colonnes ne sont celles d’aucun fichier officiel connu")


def _import_competence(table: Table, asked: Import, edition: Edition) -> list[str]:
    found = read_competence(table)
    seen = compare(asked.current.communes, found)
    check(table.rows, seen, allow_many=asked.allow_many)
    keeping.keep_competence(asked.into, asked.current, found, edition)
    police = sum(said.forces not in (GN_ONLY, UNSTATED) for said in found.values())
    blank = sum(said.forces == UNSTATED for said in found.values())
    return [
        f"Compétence, édition du {edition.day.isoformat()} : {len(found)} communes, "
        f"dont {police} en zone police et {blank} sans force déclarée.",
        *_some(
            "communes changent de force",
            [
                f"{commune.name} ({commune.insee}) : "
                f"{_in_words(commune.forces)} → {_in_words(forces)}"
                for commune, forces in seen.changed
            ],
        ),
        *_some(
            "communes absentes du fichier gardent leur force d’avant",
            [f"{commune.name} ({commune.insee})" for commune in seen.lost],
        ),
        *_some(
            "communes du fichier ne sont pas dans notre liste",
            [said.name for said in seen.strange],
        ),
    ]


def _in_words(forces: Iterable[Force]) -> str:
    return " et ".join(_FORCES[force] for force in sorted(forces)) or "aucune"


def _some(what: str, examples: Sequence[str]) -> list[str]:
    """Count, and name the first: nothing to say, nothing said."""
    if not examples:
        return []
    more = ["  …"] if len(examples) > EXAMPLES else []
    named = [f"  {example}" for example in examples[:EXAMPLES]]
    return [f"{len(examples)} {what} :", *named, *more]


def _import_gendarmerie(table: Table, asked: Import, edition: Edition) -> list[str]:
    return _import_units(table, Force.GN, asked, edition)


def _import_police(table: Table, asked: Import, edition: Edition) -> list[str]:
    return _import_units(table, Force.PN, asked, edition)


def _import_units(
    table: Table, force: Force, asked: Import, edition: Edition
) -> list[str]:
    units = read_units(table, force, locator(asked.current.by_postcode))
    others = [station for station in _real(asked.current) if station.force != force]
    return _keep_stations((*others, *units), asked, edition)


def _real(current: Directory) -> tuple[Station, ...]:
    """Invented stations never stay beside real ones."""
    return () if current.editions["stations"].invented else current.stations


def _keep_stations(
    stations: Sequence[Station], asked: Import, edition: Edition
) -> list[str]:
    keeping.keep_stations(asked.into, stations, edition)
    count = Counter(station.force for station in stations)
    former = {station.place.id: station.place.name for station in _real(asked.current)}
    now = {station.place.id: station.place.name for station in stations}
    return [
        f"Lieux d’accueil, édition du {edition.day.isoformat()} : "
        f"{count[Force.GN]} gendarmerie, {count[Force.PN]} police.",
        *_some("lieux nouveaux", [now[id] for id in now if id not in former]),
        *_some("lieux disparus", [former[id] for id in former if id not in now]),
    ]


def _import_ressorts(table: Table, asked: Import, edition: Edition) -> list[str]:
    courts = read_courts(asked.current)
    found = read_ressorts(table, courts, asked.current.communes)
    keeping.keep_ressorts(asked.into, found.rows, edition)
    several = len({court for _, court, _ in found.rows})
    return [
        f"Tribunaux judiciaires, édition du {edition.day.isoformat()} : "
        f"{len(found.rows)} communes, {several} tribunaux.",
        *_some("tribunaux que nous ne connaissons pas", found.new),
    ]


def _import_local_base(source: Source, asked: Import, edition: Edition) -> list[str]:
    base = read_local_base(source.path)
    edition = replace(edition, licence="Licence Ouverte 2.0")
    keeping.keep_support(asked.into, base.support, edition)
    positions = trusted(base.town_halls, asked.current.communes)
    if positions:
        keeping.keep_positions(asked.into, positions, edition)
    kinds = sorted(Counter(body.kind.value for body in base.support).items())
    counted = ", ".join(f"{kind} {count}" for kind, count in kinds)
    return [
        *_keep_stations(base.stations, asked, edition),
        *_some_positions(len(positions), len(base.town_halls)),
        f"Structures de soutien, édition du {edition.day.isoformat()} : {counted}.",
    ]


def _some_positions(kept: int, told: int) -> list[str]:
    if not told:
        return []
    return [f"Mairies : {kept} positions, {told - kept} douteuses laissées de côté."]
