"""The Ministry of Justice's list of the courts of each commune. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from havre.directory.courts import Courts, seat_of
from havre.directory.importing.sources import DoubtfulFile, Table
from havre.directory.names import fold, without_articles, words_of
from havre.directory.rules import Commune

MARK: Final = "Tribunal judiciaire compétent"
COLUMNS: Final = ("Commune", "N° TJ", MARK)
ROWS_LEAST: Final = 34_000  # the file has about 35,000
LOST_MOST: Final = 0.01  # of the known communes
# A published file once had its courts shifted by a few rows: every seat tells.
ASTRAY_MOST: Final = 0.05  # of the courts that do not serve their own seat


@dataclass(frozen=True, slots=True)
class Ressorts:
    """The court of each commune.

    Attributes:
        rows: INSEE code, id of the court, its name as we write it.
        new: courts that are not ours, under the name that the file gives.
    """

    rows: tuple[tuple[str, str, str], ...]
    new: tuple[str, ...]


def read_ressorts(
    table: Table, courts: Courts, communes: Mapping[str, Commune]
) -> Ressorts:
    """Return the court of each commune that we know.

    Raises:
        DoubtfulFile: a column is missing, there are too few rows, or the courts of the
            file are not where their seats are.
    """
    table.require(COLUMNS)
    if len(table.rows) < ROWS_LEAST:
        raise DoubtfulFile(
            f"trop court : {len(table.rows)} lignes, {ROWS_LEAST} au moins"
        )
    told = {row["Commune"].zfill(5): (row["N° TJ"], row[MARK]) for row in table.rows}
    found = {
        insee: said
        for insee in communes
        if (said := told.get(insee) or told.get(seat_of(insee))) and said[1]
    }
    lost = sum(1 for c in communes.values() if c.postcodes and c.insee not in found)
    if lost > LOST_MOST * len(communes):
        raise DoubtfulFile(f"{lost} communes connues manquent, soit plus de 1 %")
    ours = _ours(courts, told, communes)
    rows = []
    for insee, (number, name) in found.items():
        id_ = ours.get(name, f"tj-n{number}")
        known = courts.courts.get(id_)
        rows.append((insee, id_, known.name if known else name))
    new = {name for _, name in found.values() if name not in ours}
    return Ressorts(tuple(rows), tuple(sorted(new)))


def _ours(
    courts: Courts, told: Mapping[str, tuple[str, str]], communes: Mapping[str, Commune]
) -> dict[str, str]:
    """Return our id of each court of the file: the one that serves its own seat."""
    ours: dict[str, str] = {}
    astray = 0
    seats = {seat_of(insee): insee for insee in communes}
    for court in courts.courts.values():
        seat = seats.get(court.seat)
        said = told.get(court.seat) or told.get(seat or "")
        if seat is None or said is None:
            continue
        town = _bare(communes[seat].name).split()[:1]  # "Paris" of an arrondissement
        if town and town[0] in _bare(said[1]).split():
            ours[said[1]] = court.id
        else:
            astray += 1
    if astray > ASTRAY_MOST * len(courts.courts):
        raise DoubtfulFile(f"{astray} tribunaux ne servent pas leur propre siège")
    return ours


def _bare(name: str) -> str:
    return " ".join(without_articles(words_of(fold(name))))
