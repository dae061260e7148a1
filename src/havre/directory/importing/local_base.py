"""Service-Public.fr's local base (DILA): stations and support bodies.

One JSON document of every local service of France, alone or in a tar archive.
"""

import tarfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from tqdm import tqdm

from havre.directory.importing.sources import DoubtfulFile
from havre.directory.importing.units import opening_hours
from havre.directory.places import (
    Place,
    Station,
    SupportBody,
    SupportKind,
    phone,
)
from havre.directory.points import Point, kilometres, middle, point
from havre.directory.rules import Commune, Force

DOCUMENT_MOST: Final = 1024 * 1024 * 1024  # bytes, once out of the archive
BAD_MOST: Final = 0.01  # of the services may be unreadable
SUPPORT_LEAST: Final = 1_000  # there are about 3,900
ASTRAY: Final = 150.0  # km from the middle of its département: no town hall is so far
STATIONS_LEAST: Final = 2_000  # there are about 3,600

_STATIONS: Final = {
    "gendarmerie": Force.GN,
    "commissariat_police": Force.PN,
    "paris_ppp": Force.PN,
}
_TOWN_HALL: Final = "mairie"
_KINDS: Final = {kind.value: kind for kind in SupportKind}
_DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class _Pivot(msgspec.Struct):
    type_service_local: str | None = None


class _Value(msgspec.Struct):
    valeur: str | None = None


class _Address(msgspec.Struct):
    type_adresse: str | None = None
    numero_voie: str | None = None
    complement1: str | None = None
    complement2: str | None = None
    code_postal: str | None = None
    nom_commune: str | None = None
    longitude: str | float | None = None
    latitude: str | float | None = None


class _Opening(msgspec.Struct):
    nom_jour_debut: str | None = None
    nom_jour_fin: str | None = None
    valeur_heure_debut_1: str | None = None
    valeur_heure_fin_1: str | None = None
    valeur_heure_debut_2: str | None = None
    valeur_heure_fin_2: str | None = None


class _Service(msgspec.Struct):
    """What we read of a service; the rest is ignored."""

    id: str
    nom: str
    code_insee_commune: str | None = None
    pivot: list[_Pivot] = []
    adresse: list[_Address] = []
    plage_ouverture: list[_Opening] = []
    telephone: list[_Value] = []
    site_internet: list[_Value] = []
    adresse_courriel: list[str | _Value] = []


class _Document(msgspec.Struct):
    # Raw: one ill-formed service must not lose the eighty thousand others.
    service: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class LocalBase:
    """What we read of the base.

    Attributes:
        town_halls: where each is, by INSEE code; empty when the base holds none.
    """

    stations: tuple[Station, ...]
    support: tuple[SupportBody, ...]
    town_halls: dict[str, Point]


def read_local_base(path: Path) -> LocalBase:
    """Return the stations, the support bodies and the town halls of the base.

    Raises:
        DoubtfulFile: not the base, damaged, or only a part of it.
    """
    stations, support, bad = [], [], 0
    halls: dict[str, Point] = {}
    raws = _services(_document(path))
    for raw in tqdm(raws, unit=" services", disable=None):
        try:
            service = msgspec.json.decode(raw, type=_Service)
        except msgspec.DecodeError:
            bad += 1
            continue
        for pivot in service.pivot[:1]:
            kind = pivot.type_service_local or ""
            if kind in _STATIONS:
                stations.append(Station(_STATIONS[kind], _place(service)))
            elif kind == _TOWN_HALL and (where := _place(service).where):
                halls.setdefault(service.code_insee_commune or "", where)
            elif kind in _KINDS:
                support.append(
                    SupportBody(_KINDS[kind], _place(service), _email(service))
                )
    if bad > BAD_MOST * len(raws):
        raise DoubtfulFile(f"{bad} services illisibles sur {len(raws)}")
    _enough("stations", len(stations), STATIONS_LEAST)
    _enough("structures de soutien", len(support), SUPPORT_LEAST)
    return LocalBase(tuple(stations), tuple(support), halls)


def trusted(
    halls: Mapping[str, Point], communes: Mapping[str, Commune]
) -> dict[str, Point]:
    """Return the town halls of communes that we know, but those put far astray.

    About 200 of them are, in the base: a sign lost, two digits exchanged.
    """
    known = {insee: where for insee, where in halls.items() if insee in communes}
    by_departement = defaultdict(list)
    for insee, where in known.items():
        by_departement[communes[insee].departement].append(where.vector)
    middles = {name: middle(those) for name, those in by_departement.items()}

    def is_astray(insee: str, where: Point) -> bool:
        departement = communes[insee].departement
        centre = middles[departement]
        overseas = len(departement) == 3  # an archipelago has no middle
        return not overseas and bool(
            centre and kilometres(centre, where.vector) > ASTRAY
        )

    return {i: where for i, where in known.items() if not is_astray(i, where)}


def _enough(what: str, count: int, least: int) -> None:
    if count < least:
        raise DoubtfulFile(f"trop court : {count} {what}, {least} au moins")


def _document(path: Path) -> bytes:
    if not tarfile.is_tarfile(path):
        return path.read_bytes()
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                if not member.name.endswith(".json"):
                    continue
                if member.size > DOCUMENT_MOST:
                    raise DoubtfulFile("le document de l’archive est trop grand")
                file = archive.extractfile(member)
                if file:
                    return file.read()
    except (tarfile.TarError, OSError, EOFError) as error:
        raise DoubtfulFile(f"archive endommagée ({error})") from error
    raise DoubtfulFile("l’archive ne contient pas de document JSON")


def _services(document: bytes) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(document, type=_Document).service
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DoubtfulFile(f"ce n’est pas la base locale ({error})") from error


def _first(values: Iterable[str | _Value]) -> str:
    for value in values:
        text = value if isinstance(value, str) else value.valeur
        if text:
            return text.strip()
    return ""


def _address(service: _Service) -> _Address:
    """Return where people go, rather than where they write."""
    places = [a for a in service.adresse if a.type_adresse == "Adresse"]
    return (places or service.adresse or [_Address()])[0]


def _lines(address: _Address) -> str:
    lines = (address.complement1, address.complement2, address.numero_voie)
    return ", ".join(line.strip() for line in lines if line and line.strip())


def _departement(insee: str) -> str:
    """INSEE codes, unlike postal codes, begin with the département."""
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]


def _hours(openings: Iterable[_Opening]) -> str:
    slots = dict.fromkeys(_DAYS, "")
    for opening in openings:
        first = (opening.nom_jour_debut or "").lower()
        last = (opening.nom_jour_fin or first).lower()
        if first not in _DAYS or last not in _DAYS:
            continue
        for day in _DAYS[_DAYS.index(first) : _DAYS.index(last) + 1]:
            slots[day] = ",".join(filter(None, (slots[day], *_spans(opening))))
    return opening_hours(slots.items())


def _spans(opening: _Opening) -> list[str]:
    pairs = (
        (opening.valeur_heure_debut_1, opening.valeur_heure_fin_1),
        (opening.valeur_heure_debut_2, opening.valeur_heure_fin_2),
    )
    return [f"{start[:5]}-{end[:5]}" for start, end in pairs if start and end]


def _place(service: _Service) -> Place:
    address, insee = _address(service), service.code_insee_commune or ""
    return Place(
        id=service.id,
        insee=insee,
        departement=_departement(insee),
        name=service.nom,
        address=_lines(address),
        postcode=address.code_postal or "",
        commune=address.nom_commune or "",
        where=point(str(address.latitude or ""), str(address.longitude or "")),
        phone=phone(_first(service.telephone)),
        url=_first(service.site_internet),
        hours=_hours(service.plage_ouverture),
    )


def _email(service: _Service) -> str:
    return _first(service.adresse_courriel)
