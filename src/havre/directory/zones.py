"""The hour it is at a place: a slot is told in the station's own time, never ours."""

from typing import Final

METROPOLE: Final = "Europe/Paris"

_ZONES: Final = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    "989": "Etc/GMT+8",  # Clipperton, where nobody lives
}
# The Marquesas are half an hour, the Gambier one hour before Tahiti.
_ISLANDS: Final = {
    **dict.fromkeys(
        ("98718", "98723", "98731", "98746", "98756", "98757"), "Pacific/Marquesas"
    ),
    "98719": "Pacific/Gambier",
}


def zone_of(departement: str, insee: str = "") -> str:
    """Return the IANA time zone of a place.

    Args:
        departement: from INSEE: "75", "2A", "974". An unknown one is the mainland's.
        insee: the commune, if it is known: French Polynesia has three zones.
    """
    return _ISLANDS.get(insee) or _ZONES.get(departement, METROPOLE)
