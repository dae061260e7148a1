"""The operations centres to call when somebody is in danger: a table of the operator's.

Their direct numbers are internal to the forces: none comes with Havre, none is ever on
a public page. The file is read again each time, so that a number is put right at once.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from havre.directory.reading import BadDirectory
from havre.directory.rules import Commune, Force

FILE: Final = "centres.csv"
COLUMNS: Final = ("departement", "insee", "force", "name", "phone", "checked")
FRESH: Final = timedelta(days=90)

_PHONE: Final = re.compile(r"\+?[0-9]{2,15}")


@dataclass(frozen=True, slots=True)
class Centre:
    """Who answers for one force, in one département or for some of its communes.

    Attributes:
        insee: "" for the whole of the département.
        checked: the day somebody last rang that number.
    """

    departement: str
    insee: str
    force: Force
    name: str
    phone: str
    checked: date

    def is_old(self, today: date) -> bool:
        """Whether nobody has rung it for more than `FRESH`."""
        return today - self.checked > FRESH


@dataclass(frozen=True, slots=True)
class Centres:
    """The table.

    Attributes:
        faults: rows that say nothing usable, in French, with their line.
    """

    rows: tuple[Centre, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The oldest check: what may be claimed for the whole."""
        return min((one.checked for one in self.rows), default=None)

    def of(self, commune: Commune) -> tuple[Centre, ...]:
        """Return whom to call for `commune`: of each force the most precise row.

        The competent force comes first; the other is told too, for it may be nearer.
        """
        found: dict[Force, Centre] = {}
        for one in sorted(self.rows, key=lambda one: not one.insee):
            here = one.insee == commune.insee
            around = not one.insee and one.departement == commune.departement
            if here or around:
                found.setdefault(one.force, one)
        return tuple(
            sorted(found.values(), key=lambda one: one.force not in commune.forces)
        )

    def check(self, communes: Mapping[str, Commune], today: date) -> list[str]:
        """Return what is to be put right, in French: rows, then what is missing."""
        return [*self.faults, *self._rows(communes, today), *self._missing(communes)]

    def _rows(self, communes: Mapping[str, Commune], today: date) -> Iterator[str]:
        twice = Counter((one.departement, one.insee, one.force) for one in self.rows)
        for one in self.rows:
            where = one.insee or one.departement
            if one.is_old(today):
                yield f"{one.force} {where} : vérifié le {one.checked}, à rappeler"
            if one.checked > today:
                yield f"{one.force} {where} : vérifié dans l’avenir ({one.checked})"
            if one.insee and one.insee not in communes:
                yield f"{one.force} {where} : cette commune n’existe pas"
        for (departement, insee, force), count in twice.items():
            if count > 1:
                yield f"{force} {insee or departement} : {count} lignes, une seule sert"

    def _missing(self, communes: Mapping[str, Commune]) -> Iterator[str]:
        whole = {(one.departement, one.force) for one in self.rows if not one.insee}
        served = {
            (c.departement, force)
            for c in communes.values()
            if c.postcodes
            for force in c.forces
        }
        for departement, force in sorted(served - whole):
            yield f"{force} {departement} : aucun centre pour ce département"


def read_centres(folder: Path) -> Centres:
    """Return the operator's table; an empty one when there is none.

    A row that says nothing usable is a fault, never a reason to lose the others.

    Raises:
        BadDirectory: the file is no table, or lacks a column.
    """
    path = folder / FILE
    if not path.exists():
        return Centres()
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDirectory(f"{path} : {error!r}") from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BadDirectory(f"{path} : la colonne {', '.join(missing)} manque")
    found, faults = [], []
    for line, row in enumerate(reader, start=2):
        try:
            found.append(_centre([(row[name] or "").strip() for name in COLUMNS]))
        except ValueError as error:
            faults.append(f"ligne {line} : {error}")
    return Centres(tuple(found), tuple(faults))


def centres_now(folder: Path) -> Centres:
    """Return the table, or an empty one whose fault says why it cannot be read."""
    try:
        return read_centres(folder)
    except BadDirectory as error:
        return Centres(faults=(str(error),))


def _centre(cells: Sequence[str]) -> Centre:
    """Return one row.

    Raises:
        ValueError: a cell is missing or is not what it should be; says which.
    """
    departement, insee, force, name, phone, checked = cells
    if bool(departement) == bool(insee):
        raise ValueError("donnez un département ou une commune, l’un des deux")
    if force not in {*Force}:
        raise ValueError(f"force {force!r}, ni PN ni GN")
    if not name:
        raise ValueError("le nom manque")
    if not _PHONE.fullmatch(re.sub(r"[\s.()-]", "", phone)):
        raise ValueError(f"ce n’est pas un numéro : {phone!r}")
    try:
        day = date.fromisoformat(checked)
    except ValueError:
        raise ValueError(f"date {checked!r}, AAAA-MM-JJ attendu") from None
    return Centre(departement, insee, Force(force), name, phone, day)
