"""Where a person can be received: stations, and the bodies that help without them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from havre.directory.names import fold
from havre.directory.points import Point
from havre.directory.rules import Force


def phone(written: str) -> str:
    """Write a phone number as people dial it: "+33 4 50 40 59 30" → "04 50 40 59 30".

    Numbers of the Pacific and Saint-Pierre-et-Miquelon stay international: theirs
    are shorter and only dialled so from elsewhere.
    """
    found = re.fullmatch(
        r"(?:\+|00)(?:33|262|590|594|596)0?([1-9][0-9]{8})",
        re.sub(r"[\s.()-]", "", written),
    )
    if not found:
        return " ".join(written.split())
    digits = "0" + found[1]
    return " ".join(digits[i : i + 2] for i in range(0, 10, 2))


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go or ring, whoever is there.

    Attributes:
        id: of the source, or made up from the name where it has none.
        insee: commune where it stands; "" when the source does not tell.
        where: None when unknown, or nowhere in France.
        hours: "lundi-vendredi 08:00-12:00,14:00-18:00; samedi …", "" when unknown.
    """

    id: str
    insee: str
    departement: str
    name: str
    address: str
    postcode: str
    commune: str
    where: Point | None
    phone: str
    url: str
    hours: str


@dataclass(frozen=True, slots=True)
class Station:
    """A commissariat or a brigade that receives the public.

    It says nothing of whom it serves: the brigade of Oyonnax sits in a police town.
    The law lets anyone complain at any of them.

    Attributes:
        unit: the number by which the competence file names a gendarmerie unit
            (`id_service`); "" when the source does not tell.
    """

    force: Force
    place: Place
    unit: str = ""

    @property
    def seasonal(self) -> bool:
        """Open in season only: never the one place to send somebody to."""
        return "poste provisoire" in fold(self.place.name)


class SupportKind(StrEnum):
    """What a support body is, in the words of the Service-Public.fr base."""

    VICTIM_AID = "aav"  # association d'aide aux victimes
    COURT_VICTIM_DESK = "bav"  # bureau d'aide aux victimes
    WOMENS_RIGHTS = "cidf"
    LAW_HOUSE = "mjd"  # maison de justice et du droit
    MOTHER_AND_CHILD = "pmi"
    LEGAL_SURGERY = "permanence_juridique"
    COURT = "tgi"
    COMPENSATION = "civi"
    LAW_ACCESS_COUNCIL = "cdad"
    LAW_OUTPOST = "antenne_justice"


@dataclass(frozen=True, slots=True)
class SupportBody:
    """An association or service that helps, whether or not she complains."""

    kind: SupportKind
    place: Place
    email: str
