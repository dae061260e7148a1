"""Who is competent where, and which desk answers. Nothing here reads a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self

from havre.directory.points import Point
from havre.errors import HavreError

N_: Final = str  # marks a sentence for gettext; whoever shows it translates it

NOT_FIVE_DIGITS: Final = N_(
    "Un code postal français a cinq chiffres, par exemple 75011. "
    "Si vous ne le connaissez pas, choisissez « Je ne sais pas »."
)
NOWHERE: Final = N_(
    "Ce code postal n’est pas connu. Vérifiez-le (un code CEDEX ne convient pas), "
    "ou choisissez « Je ne sais pas »."
)
IN_MONACO: Final = N_(
    "Ce code postal est celui de Monaco, qui n’est pas en France. "
    "Si vous êtes en France, donnez le code de votre commune, "
    "ou choisissez « Je ne sais pas »."
)
NOT_THIS_COMMUNE: Final = N_(
    "Cette commune n’a pas ce code postal. Choisissez-la dans la liste, "
    "ou choisissez « Je ne sais pas »."
)

# The Préfecture de police has no code of its own in the Ministry's file.
_PREFECTURE_DE_POLICE: Final = frozenset({"75", "92", "93", "94"})

RENEW_AFTER: Final = 90  # days; the Ministry's file changes daily
COMPETENCE_URL: Final = (
    "https://www.data.gouv.fr/api/1/datasets/r/c53cd4d4-4623-4772-9b8c-bc72a9cdf4c2"
)


class UnknownPostcode(HavreError):
    """No commune of France has this postal code: foreign, CEDEX, or mistyped.

    Attributes:
        sentence: French, for the page; never quotes what was typed.
    """

    code = "unknown-postcode"
    status = 404

    def __init__(self, message: str, sentence: str) -> None:
        super().__init__(message)
        self.sentence = sentence


class Force(StrEnum):
    """A police force of the State, as the Ministry's file writes it."""

    GN = "GN"  # Gendarmerie nationale
    PN = "PN"  # Police nationale


class DeskName(StrEnum):
    """A desk that answers."""

    POLICE = "police"
    GENDARMERIE = "gendarmerie"
    RELIEF = "relief"  # national; answers when no other can
    POLICE_2 = "police-2"  # where a force has a second desk
    GENDARMERIE_2 = "gendarmerie-2"


# Who answers when the first desk of a force cannot, before relief does.
SECOND: Final[Mapping[str, DeskName]] = {
    DeskName.POLICE: DeskName.POLICE_2,
    DeskName.GENDARMERIE: DeskName.GENDARMERIE_2,
}
_DESK_OF: Final = {Force.GN: DeskName.GENDARMERIE, Force.PN: DeskName.POLICE}

GN_ONLY: Final = frozenset({Force.GN})
PN_ONLY: Final = frozenset({Force.PN})
BOTH: Final = frozenset(Force)
UNSTATED: Final[frozenset[Force]] = frozenset()


@dataclass(frozen=True, slots=True)
class PostalCode:
    """Five digits, as La Poste writes them: "75011", "01000", "97411".

    A postal code is text: leading zeros count. It does not spell a département
    (01410 holds a commune of the Jura, 20xxx covers both 2A and 2B), so a desk is
    looked up, never computed.
    """

    digits: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read what a visitor typed, forgiving spaces: "75 011" is "75011".

        Raises:
            UnknownPostcode: anything but five digits.
        """
        digits = re.sub(r"\s", "", typed)
        if not re.fullmatch(r"[0-9]{5}", digits):
            raise UnknownPostcode("not five digits", NOT_FIVE_DIGITS)
        return cls(digits)


@dataclass(frozen=True, slots=True)
class Edition:
    """A dated set of directory data.

    Attributes:
        day: what the source itself is dated; age counts from here.
        invented: True for data made up so that the service can be shown.
    """

    day: date
    source: str
    licence: str
    invented: bool = False

    def age_days(self, today: date) -> int:
        """How many days old the data is; negative when dated in the future."""
        return (today - self.day).days


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, or a municipal arrondissement of Paris, Lyon or Marseille.

    Attributes:
        insee: five characters, "2A004" included; not a postal code.
        departement: from INSEE, never from a postal code: "39" for Lajoux (01410).
        forces: who is competent: one, both (six communes), or none stated.
        service: the police service named by the Ministry, "" where there is none.
        unit: the number of the gendarmerie unit (`id_service`), "" when not known.
        where: its town hall; None when no file told.
    """

    insee: str
    name: str
    departement: str
    population: int
    postcodes: tuple[str, ...]
    forces: frozenset[Force] = GN_ONLY
    service: str = ""
    unit: str = ""
    where: Point | None = None

    @property
    def prefecture_de_police(self) -> bool:
        """Its police is the Préfecture de police, which covers Paris and around."""
        return Force.PN in self.forces and self.departement in _PREFECTURE_DE_POLICE


@dataclass(frozen=True, slots=True)
class Route:
    """Where a postal code leads.

    Attributes:
        postcode: None for "I don't know", or when only a commune was given.
        communes: all those of the code, or the one that was chosen; may be empty.
    """

    postcode: str | None
    communes: tuple[Commune, ...]
    edition: Edition

    @property
    def forces(self) -> tuple[Force, ...]:
        """Every force competent somewhere in `communes`, GN first."""
        return tuple(sorted(frozenset().union(*(c.forces for c in self.communes))))

    @property
    def ask_commune(self) -> bool:
        """The code alone does not settle who is competent: 407 codes of 6,310.

        Population is no tie-breaker: in 13600, La Ciotat is PN and Ceyreste GN.
        """
        if len(self.communes) < 2:
            return False
        return len(self.forces) == 2 or any(not c.forces for c in self.communes)

    @property
    def both(self) -> bool:
        """Both forces serve the commune: either may answer, and we say so."""
        return not self.ask_commune and len(self.forces) == 2

    @property
    def unstated(self) -> bool:
        """The Ministry's file names no force here: relief answers, and we say so."""
        return bool(self.communes) and not self.ask_commune and not self.forces

    @property
    def desk(self) -> DeskName | None:
        """The desk to name; None until the commune is chosen.

        Where both forces serve the commune it is the police, so that the same code
        always says the same thing; either desk may then answer.
        """
        if self.ask_commune:
            return None
        return self.desks[0]

    @property
    def desks(self) -> tuple[DeskName, ...]:
        """The desks to seal the conversation's key to: those competent, then relief.

        Empty until the commune is chosen: sealing to a desk that is not competent
        would let it read.
        """
        if self.ask_commune:
            return ()
        competent = (_DESK_OF[force] for force in reversed(self.forces))
        return (*competent, DeskName.RELIEF)


def route(
    code: PostalCode | None,
    communes: Sequence[Commune],
    edition: Edition,
    chosen: str | None = None,
) -> Route:
    """Return where `code` leads, its communes being `communes`.

    Args:
        code: None when the visitor does not know it: relief answers.
        chosen: INSEE code of the commune, once the visitor has told it.

    Raises:
        UnknownPostcode: no commune has this code, or `chosen` is not one of them.
    """
    digits = code.digits if code else None
    if code and not communes:
        monaco = code.digits.startswith("980")
        raise UnknownPostcode("no such postcode", IN_MONACO if monaco else NOWHERE)
    if chosen is None:
        return Route(digits, tuple(communes), edition)
    found = tuple(c for c in communes if c.insee == chosen)
    if not found:
        raise UnknownPostcode("commune not of this postcode", NOT_THIS_COMMUNE)
    return Route(digits, found, edition)


def renewal_warning(edition: Edition, today: date) -> str | None:
    """Return the sentence to log when `edition` is older than `RENEW_AFTER` days."""
    age = edition.age_days(today)
    if age <= RENEW_AFTER:
        return None
    return (
        f"La table de compétence police/gendarmerie a {age} jours "
        f"(édition du {edition.day.isoformat()}). Pour la renouveler : "
        f"havre directory import {COMPETENCE_URL}"
    )
