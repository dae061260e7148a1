"""What an entry of the address book says: who helps, on plain lines. Pure.

It is a text like the others, so that it has its author, its day, its second reader and
its former versions: `Téléphone : 01 99 00 00 00`, one thing a line.
"""

from dataclasses import dataclass
from typing import Final

from havre.directory.names import fold
from havre.directory.regions import DEPARTEMENTS, REGIONS, region_of
from havre.errors import BadRequest

FRANCE: Final = "France"
_LABELS: Final = {
    "adresse": "address",
    "telephone": "phone",
    "courriel": "email",
    "site": "url",
    "horaires": "hours",
    "portee": "reach",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Who helps, and where.

    Attributes:
        reach: "France", "région Bretagne" or "département 35".
        departement: its code, when it serves one alone.
        region: its code, when it serves one.
    """

    reach: str
    address: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    departement: str = ""
    region: str = ""


def entry(body: str) -> Entry:
    """Read an entry from its lines.

    Raises:
        BadRequest: a line has no known label, or stands twice; the reach is missing or
            is none; or nothing says how to reach them.
    """
    told: dict[str, str] = {}
    for line in filter(None, map(str.strip, body.split("\n"))):
        label, colon, value = line.partition(":")
        field = _LABELS.get(fold(label).strip())
        if not colon or field is None or field in told:
            raise BadRequest("entry")
        told[field] = value.strip()
    if "reach" not in told or not any(
        told.get(one) for one in ("address", "phone", "email", "url")
    ):
        raise BadRequest("entry")
    return Entry(**told, **_place(told["reach"]))


def _place(reach: str) -> dict[str, str]:
    """Return the département or the région that a reach names, or neither.

    Raises:
        BadRequest: it names none that exists.
    """
    kind, _, name = reach.partition(" ")
    name = name.strip()
    if fold(reach).strip() == fold(FRANCE):
        return {}
    if fold(kind) == "departement" and name in DEPARTEMENTS:
        return {"departement": name, "region": region_of(name)}
    if fold(kind) == "region":
        for code, (known, _) in REGIONS.items():
            if name == code or fold(known).split() == fold(name).split():
                return {"region": code}
    raise BadRequest("entry")
