"""Stations from the two forces' own files: gendarmerie units, police services. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from havre.directory.importing.sources import DoubtfulFile, Table
from havre.directory.names import fold, words_of
from havre.directory.places import Place, Station, phone
from havre.directory.points import point
from havre.directory.rules import Commune, Force

_ID: Final = "identifiant_public_unite"
_SHARED: Final = (
    "service",
    "telephone",
    "departement",
    "voie",
    "code_postal",
    "commune",
    "geocodage_x_GPS",
    "geocodage_y_GPS",
)
GENDARMERIE: Final = (_ID, "code_commune_insee", *_SHARED)
POLICE: Final = _SHARED

# Under these the file is a part of itself: about 3,050 units and 600 services.
LEAST: Final = {Force.GN: 2_000, Force.PN: 300}

ID_MOST: Final = 80  # characters; a station's keys are named by its id

# They do not receive the public.
_LEFT_OUT: Final = ("centre d information et de recrutement", "motorise")

_DAYS: Final = (
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "jours_feries",
)

# Finds the INSEE code of (postal code, commune name), "" when it cannot tell.
Locate = Callable[[str, str], str]


def locator(by_postcode: Mapping[str, Iterable[Commune]]) -> Locate:
    """Return what finds a commune from an address, which bears no INSEE code."""

    def words(name: str) -> list[str]:
        return words_of(fold(name))

    def locate(postcode: str, name: str) -> str:
        communes = list(by_postcode.get(postcode, ()))
        same = [c for c in communes if words(c.name) == words(name)]
        # "PARIS" is no name of ours, but 75011 is one arrondissement.
        return (
            same[0].insee if same else communes[0].insee if len(communes) == 1 else ""
        )

    return locate


def read_units(table: Table, force: Force, locate: Locate) -> tuple[Station, ...]:
    """Return the stations of one force.

    Raises:
        DoubtfulFile: a column is missing, or there are too few rows.
    """
    table.require(GENDARMERIE if force is Force.GN else POLICE)
    stations: dict[str, Station] = {}
    for row in table.rows:
        name = " ".join(fold(row["service"]).split())
        if not name or any(words in name for words in _LEFT_OUT):
            continue
        station = _station(row, force, name, locate)
        if station.place.id in stations:  # a few upstream ids are borne twice
            station = _station({**row, _ID: ""}, force, name, locate)
        stations[station.place.id] = station
    if len(stations) < LEAST[force]:
        raise DoubtfulFile(
            f"trop court : {len(stations)} unités {force}, {LEAST[force]} au moins"
        )
    return tuple(stations.values())


def _station(
    row: Mapping[str, str], force: Force, name: str, locate: Locate
) -> Station:
    departement, public = row["departement"], row.get(_ID, "")
    if departement.isdecimal():
        departement = departement.zfill(2)
    lines = (part.strip() for part in row["voie"].split("$"))
    place = Place(
        # "0" is how the file writes "none".
        id=public if public not in ("", "0") else _made_up(force, departement, name),
        insee=row.get("code_commune_insee")
        or locate(row["code_postal"], row["commune"]),
        departement=departement,
        name=" ".join(row["service"].split()),
        address=", ".join(line for line in lines if line),
        postcode=row["code_postal"],
        commune=row["commune"],
        where=point(row["geocodage_y_GPS"], row["geocodage_x_GPS"]),
        phone=phone(row["telephone"]),
        url=row.get("url", ""),
        hours=opening_hours(_slots(row)),
    )
    return Station(force, place, place.id if place.id == public else "")


def _made_up(force: Force, departement: str, name: str) -> str:
    whole = f"{force}-{departement}-{name.replace(' ', '-')}".lower()
    if len(whole) <= ID_MOST:
        return whole
    return f"{whole[: ID_MOST - 9]}-{sha256(whole.encode()).hexdigest()[:8]}"


def _slots(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each day and its slots: ("lundi", "08:00-12:00,14:00-18:00")."""
    for day in _DAYS:
        slots = []
        for n in (1, 2, 3):
            start = _hour(row.get(f"{day}_plage{n}_debut", ""))
            end = _hour(row.get(f"{day}_plage{n}_fin", ""))
            if start and end:
                slots.append(f"{start}-{end}")
        yield day.replace("jours_feries", "jours fériés"), ",".join(slots)


def _hour(written: str) -> str:
    """Return "8h00" as "08:00"; "" for what is no hour."""
    hour, _, minute = written.lower().partition("h")
    if not hour.isdecimal() or (minute and not minute.isdecimal()):
        return ""
    return f"{hour.zfill(2)}:{minute or '00'}"


def opening_hours(days: Iterable[tuple[str, str]]) -> str:
    """Join days that follow each other and keep the same hours.

    "lundi-vendredi 08:00-12:00; samedi 09:00-12:00".
    """
    groups: list[tuple[str, str, str]] = []
    for day, slots in days:
        if groups and groups[-1][2] == slots and day != "jours fériés":
            groups[-1] = (groups[-1][0], day, slots)
        else:
            groups.append((day, day, slots))
    return "; ".join(
        f"{first if first == last else f'{first}-{last}'} {slots}"
        for first, last, slots in groups
        if slots
    )
