"""Putting an imported edition on disk, in the form that `loading` reads."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from havre.directory.court_tables import TABLE, TABLE_COLUMNS
from havre.directory.directory import Directory
from havre.directory.importing.competence import Competence
from havre.directory.importing.sources import replace
from havre.directory.loading import (
    FORCES,
    PLACE_COLUMNS,
    POSITION_COLUMNS,
    SUPPORT_COLUMNS,
    UNIT_COLUMNS,
    ZONE_COLUMNS,
    editions_in,
)
from havre.directory.places import Place, Station, SupportBody
from havre.directory.points import Point
from havre.directory.rules import GN_ONLY, Edition

_WRITTEN: Final = {forces: written for written, forces in FORCES.items()}


def keep_competence(
    folder: Path, current: Directory, found: Mapping[str, Competence], edition: Edition
) -> None:
    """Keep who is competent; a commune that `found` leaves out keeps what it had.

    Raises:
        OSError: the disk refuses; the former edition stands.
    """
    known = {c.insee: (c.forces, c.service) for c in current.communes.values()}
    said = {insee: (c.forces, c.service) for insee, c in found.items()}
    rows = (
        [insee, _WRITTEN[forces], service]
        for insee, (forces, service) in sorted({**known, **said}.items())
        if forces != GN_ONLY  # as everywhere outside the police zone
    )
    _keep(folder, "police_zone", edition, ZONE_COLUMNS, rows)
    units = ([insee, c.unit] for insee, c in sorted(found.items()) if c.unit)
    _keep(folder, "units", edition, UNIT_COLUMNS, units)


def keep_stations(folder: Path, stations: Iterable[Station], edition: Edition) -> None:
    """Keep `stations` in place of every former one.

    Raises:
        OSError: the disk refuses; the former edition stands.
    """
    rows = (_place_row(station.force, station.place) for station in stations)
    _keep(folder, "stations", edition, PLACE_COLUMNS, rows)


def keep_support(folder: Path, bodies: Iterable[SupportBody], edition: Edition) -> None:
    """Keep `bodies` in place of every former one.

    Raises:
        OSError: the disk refuses; the former edition stands.
    """
    rows = ([*_place_row(body.kind, body.place), body.email] for body in bodies)
    _keep(folder, "support", edition, SUPPORT_COLUMNS, rows)


def keep_positions(
    folder: Path, positions: Mapping[str, Point], edition: Edition
) -> None:
    """Keep where town halls are, by INSEE code.

    Raises:
        OSError: the disk refuses; the former edition stands.
    """
    placed = ([insee, *_degrees(where)] for insee, where in sorted(positions.items()))
    _keep(folder, "positions", edition, POSITION_COLUMNS, placed)


def keep_ressorts(
    folder: Path, ressorts: Iterable[tuple[str, str, str]], edition: Edition
) -> None:
    """Keep (INSEE code, id of the court, its name) for every commune.

    Raises:
        OSError: the disk refuses; the former edition stands.
    """
    _keep(folder, TABLE, edition, TABLE_COLUMNS, sorted(ressorts))


def _degrees(where: Point | None) -> tuple[str, str]:
    if where is None:
        return "", ""
    return f"{where.latitude:.6f}", f"{where.longitude:.6f}"


def _place_row(kind: str, place: Place) -> list[str]:
    return [
        place.id,
        kind,
        place.insee,
        place.departement,
        place.name,
        place.address,
        place.postcode,
        place.commune,
        *_degrees(place.where),
        place.phone,
        place.url,
        place.hours,
    ]


def _keep(
    folder: Path,
    part: str,
    edition: Edition,
    columns: Iterable[str],
    rows: Iterable[Iterable[str]],
) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    file = folder / f"{part}.csv"
    dates = _dated({**editions_in(folder), part: edition})
    # Each write is whole or nothing. Between the two, a date without its file is
    # ignored, and a file with its former date only seems older than it is.
    first_time = not file.exists()
    if first_time:
        replace(folder / "edition.toml", dates)
    replace(file, table.getvalue())
    if not first_time:
        replace(folder / "edition.toml", dates)


def _dated(editions: Mapping[str, Edition]) -> str:
    blocks = ["# Written by `havre directory import`."]
    for part, edition in sorted(editions.items()):
        blocks.append(
            f"[{part}]\n"
            # JSON strings are TOML strings.
            f"source = {json.dumps(edition.source, ensure_ascii=False)}\n"
            f"edition = {edition.day.isoformat()}\n"
            f"licence = {json.dumps(edition.licence, ensure_ascii=False)}"
        )
    return "\n\n".join(blocks) + "\n"
