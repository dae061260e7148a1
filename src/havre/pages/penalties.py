"""What a card of `/questions` says of penalties: few enough to be read. Pure."""

from typing import Final

from havre.law.qualification import years_of
from havre.law.records import Offence, Penalty

SHOWN: Final = 2  # more are a table, which nobody in distress reads


def few(offence: Offence, gravest: str) -> tuple[Penalty, ...]:
    """Return the penalties of an offence: all, or the usual one and the heaviest.

    Args:
        gravest: the words for the heaviest one, where others are left out.
    """
    if len(offence.penalties) <= SHOWN:
        return offence.penalties
    heaviest = max(offence.penalties, key=lambda one: years_of(one.most))
    return offence.penalties[0], Penalty(heaviest.most, gravest)
