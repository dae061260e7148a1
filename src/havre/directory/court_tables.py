"""The courts, read from their files: ours, and the table that an operator imports."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from havre.directory.courts import Court, Courts, contacts
from havre.directory.directory import Directory
from havre.directory.loading import BUILT_IN, editions_in
from havre.directory.places import SupportBody
from havre.directory.reading import BadDirectory, Columns, rows

COURT_COLUMNS: Final[Columns] = dict.fromkeys(
    ("id", "name", "seat", "departements", "sure", "note"), ()
)
TABLE_COLUMNS: Final[Columns] = dict.fromkeys(("insee", "court", "name"), ())
TABLE: Final = "ressorts"  # the part, and its file, in an operator's folder


def read_courts(directory: Directory, folder: Path | None = None) -> Courts:
    """Return the courts, each with its address where the support bodies tell it.

    Args:
        folder: where an operator's editions are; its table comes first.

    Raises:
        BadDirectory: a file lacks a column or a date.
    """
    seats = contacts(directory.support)
    invented = directory.editions["support"].invented
    courts = {
        court.id: court
        for court in _courts(BUILT_IN / "courts.csv", {} if invented else seats)
    }
    edition = editions_in(BUILT_IN)["courts"]
    file = None if folder is None else folder / f"{TABLE}.csv"
    if folder is None or file is None or not file.exists():
        return Courts(courts, edition, {})
    table = editions_in(folder).get(TABLE)
    if table is None:
        raise BadDirectory(f"{file} : sans date, [{TABLE}] manque à edition.toml")
    by_commune = {}
    for insee, court, name in rows(file, TABLE_COLUMNS):
        courts.setdefault(court, Court(court, name, ""))
        by_commune[insee] = court
    return Courts(courts, edition, by_commune, table)


def _courts(file: Path, seats: Mapping[str, SupportBody]) -> Iterator[Court]:
    for id_, name, seat, departements, sure, note in rows(file, COURT_COLUMNS):
        court = Court(
            id_, name, seat, tuple(departements.split()), frozenset(sure.split()), note
        )
        yield _reached(court, seats[seat]) if seat in seats else court


def _reached(court: Court, body: SupportBody) -> Court:
    place = body.place
    lines = (place.address, f"{place.postcode} {place.commune}".strip())
    address = ", ".join(filter(None, lines))
    return replace(court, address=address, phone=place.phone, email=body.email)
