"""From files to a directory: the built-in ones, and those of an operator on top.

Each part (communes, police zone, stations, support bodies) comes whole from one
file: the operator's when there is one, else ours. Columns are found by name.
"""

import gc
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from havre.directory.directory import Directory
from havre.directory.places import Place, Station, SupportBody, SupportKind
from havre.directory.points import Point, point
from havre.directory.reading import BadDirectory, Columns, rows
from havre.directory.rules import (
    BOTH,
    GN_ONLY,
    PN_ONLY,
    UNSTATED,
    Commune,
    Edition,
    Force,
)

BUILT_IN: Final = Path(__file__).parent.parent / "data" / "directory"

# Their arrondissements stand for them: with both, every Parisian would be asked.
PARENTS: Final = frozenset({"75056", "69123", "13055"})

FORCES: Final = {"GN": GN_ONLY, "PN": PN_ONLY, "GN+PN": BOTH, "": UNSTATED}
_FORCE_OF_TYPE: Final = {
    "GN": Force.GN,
    "PN": Force.PN,
    "gendarmerie": Force.GN,
    "commissariat_police": Force.PN,
    "paris_ppp": Force.PN,
}

COMMUNE_COLUMNS: Final = {
    "insee": ("code_insee",),
    "name": ("nom",),
    "departement": (),
    "population": (),
    "postcodes": ("codes_postaux",),
}
WHERE_COLUMNS: Final[Columns] = {"latitude": (), "longitude": ()}
POSITION_COLUMNS: Final[Columns] = {"insee": (), **WHERE_COLUMNS}
UNIT_COLUMNS: Final[Columns] = {"insee": (), "unit": ()}
ZONE_COLUMNS: Final = {
    "insee": ("code_insee",),
    "forces": (),
    "service": ("service_police",),
}
PLACE_COLUMNS: Final = {
    "id": (),
    "kind": ("type",),
    "insee": ("code_insee",),
    "departement": (),
    "name": ("nom",),
    "address": ("adresse",),
    "postcode": ("code_postal",),
    "commune": (),
    "latitude": (),
    "longitude": (),
    "phone": ("telephone",),
    "url": (),
    "hours": ("horaires",),
}
UNIT_COLUMN: Final = {"unit": ("id_presta",)}  # a public extract may lack it
SUPPORT_COLUMNS: Final = {**PLACE_COLUMNS, "email": ()}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the directory: the file found for it, and its edition."""

    file: Path
    edition: Edition


# The last pattern is how dated public extracts are called: zone-police-2026-08.csv.
_NEEDED: Final[Columns] = {
    "communes": ("communes.csv", "communes-[0-9]*.csv"),
    "police_zone": ("police_zone.csv", "zone-police-[0-9]*.csv"),
    "stations": ("stations.csv", "stations-[0-9]*.csv"),
    "support": ("support.csv", "soutien-[0-9]*.csv"),
}
# What only an import brings: where town halls are, which gendarmerie unit serves.
_IMPORTED: Final[Columns] = {"positions": ("positions.csv",), "units": ("units.csv",)}
_PATTERNS: Final[Columns] = {**_NEEDED, **_IMPORTED}


def load(folder: Path | None = None) -> Directory:
    """Return the built-in directory, or the one whose parts `folder` replaces.

    A folder that does not exist yet replaces nothing.

    Raises:
        BadDirectory: a file lacks a column, holds an unknown value, or has no date.
    """
    folders = [BUILT_IN] if folder is None else [folder, BUILT_IN]
    parts = {name: _part(name, folders) for name in _NEEDED}
    parts |= {name: part for name in _IMPORTED if (part := _found(name, folders))}
    stations, support = parts["stations"].file, parts["support"].file
    with _collector_resting():
        return Directory.of(
            _communes(parts["communes"].file, _known(parts)),
            {name: part.edition for name, part in parts.items()},
            _read(stations, PLACE_COLUMNS, _station, UNIT_COLUMN),
            _read(support, SUPPORT_COLUMNS, _support_body),
        )


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep the garbage collector from walking 35,000 new communes again and again.

    None of them is garbage, and walking them takes as long as reading them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _part(name: str, folders: list[Path]) -> _Part:
    part = _found(name, folders)
    if part is None:
        raise BadDirectory(f"{folders[-1]} : {_NEEDED[name][0]} manque")
    return part


def _found(name: str, folders: list[Path]) -> _Part | None:
    for folder in folders:
        for pattern in _PATTERNS[name]:
            found = sorted(folder.glob(pattern))
            if found:
                return _Part(found[-1], _edition(name, found[-1]))
    return None


def editions_in(folder: Path) -> dict[str, Edition]:
    """Return what `edition.toml` says of each part in `folder`.

    Raises:
        BadDirectory: the file is there but cannot be read.
    """
    path = folder / "edition.toml"
    if not path.exists():
        return {}
    try:
        sections = tomllib.loads(path.read_text("utf-8"))
        return {name: _edition_of(section) for name, section in sections.items()}
    except (KeyError, TypeError, ValueError) as error:
        raise BadDirectory(f"{path} : {error!r}") from error


def _edition_of(section: Mapping[str, object]) -> Edition:
    day = section["edition"]
    if not isinstance(day, date):
        raise TypeError("edition is not a date")
    source, licence = str(section["source"]), str(section["licence"])
    return Edition(day, source, licence, section.get("invented") is True)


def _edition(name: str, file: Path) -> Edition:
    known = editions_in(file.parent)
    dated = re.search(r"-([0-9]{4})(?:-([0-9]{2}))?\.csv$", file.name)
    if dated:
        day = date(int(dated[1]), int(dated[2] or 1), 1)
        return Edition(day, file.name, "see its source")
    if name not in known:
        raise BadDirectory(f"{file} : sans date, [{name}] manque à edition.toml")
    return known[name]


def _read(
    file: Path,
    columns: Columns,
    make: Callable[[dict[str, str]], T],
    maybe: Columns | None = None,
) -> Iterator[T]:
    names = (*columns, *(maybe or ()))
    for number, row in enumerate(rows(file, columns, maybe), start=2):
        try:
            yield make(dict(zip(names, row, strict=False)))
        except (KeyError, ValueError) as error:
            raise BadDirectory(f"{file}, ligne {number} : {error!r}") from error


@dataclass(frozen=True, slots=True)
class _Known:
    """What other files say of communes, by INSEE code."""

    zone: Mapping[str, tuple[frozenset[Force], str]]
    units: Mapping[str, str]
    positions: Mapping[str, Point | None]


def _zone(file: Path) -> dict[str, tuple[frozenset[Force], str]]:
    zone = {}
    for insee, forces, service in rows(file, ZONE_COLUMNS):
        if forces not in FORCES:
            raise BadDirectory(f"{file} : forces {forces!r} pour {insee}")
        zone[insee] = (FORCES[forces], service)
    return zone


def _known(parts: Mapping[str, _Part]) -> _Known:
    units, positions = parts.get("units"), parts.get("positions")
    told = rows(positions.file, POSITION_COLUMNS) if positions else ()
    return _Known(
        _zone(parts["police_zone"].file),
        dict(rows(units.file, UNIT_COLUMNS)) if units else {},  # type: ignore[arg-type]
        {insee: point(*where) for insee, *where in told},
    )


def _communes(file: Path, known: _Known) -> Iterator[Commune]:
    rural = (GN_ONLY, "")  # whoever is not in the police zone
    for insee, name, departement, population, codes, *where in rows(
        file, COMMUNE_COLUMNS, WHERE_COLUMNS
    ):
        if insee in PARENTS:
            continue
        forces, service = known.zone.get(insee, rural)
        yield Commune(
            insee,
            name,
            departement,
            int(population) if population.isdecimal() else 0,
            tuple(codes.split()),
            forces,
            service,
            known.units.get(insee, ""),
            known.positions.get(insee) or (point(*where) if where else None),
        )


def _station(row: dict[str, str]) -> Station:
    force, unit = _FORCE_OF_TYPE[row.pop("kind")], row.pop("unit", "")
    place = _place(row)
    # The gendarmerie's own file has no other id than the unit's number.
    return Station(force, place, unit or (place.id if place.id.isdecimal() else ""))


def _support_body(row: dict[str, str]) -> SupportBody:
    kind, email = SupportKind(row.pop("kind")), row.pop("email")
    return SupportBody(kind, _place(row), email)


def _place(row: dict[str, str]) -> Place:
    where = point(row.pop("latitude"), row.pop("longitude"))
    return Place(where=where, **row)
