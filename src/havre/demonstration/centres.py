"""Invented operations centres for the demonstration: numbers reserved for fiction."""

import csv
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from havre.directory.centres import COLUMNS, FILE
from havre.directory.loading import load
from havre.directory.rules import Force

# The regulator keeps 01 99 00 for films: such a number rings nowhere.
_FICTION: Final = "01 99 00"
_NAMES: Final = {
    Force.GN: "Centre d’opérations fictif, gendarmerie {} (donnée inventée)",
    Force.PN: "Centre de commandement fictif, police {} (donnée inventée)",
}


def furnish_centres(data: Path) -> None:
    """Write one row for each département and force, dated today."""
    served = sorted(
        {
            (commune.departement, force)
            for commune in load().communes.values()
            if commune.postcodes
            for force in commune.forces
        }
    )
    today = datetime.now(UTC).date().isoformat()
    folder = data / "directory"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for (departement, force), number in zip(served, count(1000), strict=False):
            phone = f"{_FICTION} {number // 100:02} {number % 100:02}"
            name = _NAMES[force].format(departement)
            writer.writerow([departement, "", force, name, phone, today])
