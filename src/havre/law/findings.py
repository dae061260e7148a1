"""What a check of the catalogue says, one line each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Why a line is worth reading; the last one alone lets a check pass."""

    INCOMPLETE = "incomplete"
    INCOHERENT = "incoherent"
    CHANGED = "changed"
    OLD = "old"
    REVIEW = "review"


HEADINGS: Final[Mapping[Kind, str]] = {
    Kind.INCOMPLETE: "Incomplet",
    Kind.INCOHERENT: "Incohérent",
    Kind.CHANGED: "Version publiée qui a changé",
    Kind.OLD: "À vérifier de nouveau : plus de 90 jours",
    Kind.REVIEW: "À relire",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to correct, or to review.

    Attributes:
        where: the id of an offence, or what else of the law it is about.
    """

    kind: Kind
    where: str
    text: str

    @property
    def wrong(self) -> bool:
        """Whether the check fails on it."""
        return self.kind is not Kind.REVIEW
