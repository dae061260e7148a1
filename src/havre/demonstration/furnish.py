"""Furnishes an empty house through its own doors, as its people would.

The client step of the demonstration: invitations are accepted, keys are made and
granted by a client that knows only the protocol.
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from havre.client.officer import Officer
from havre.client.service import Service
from havre.demonstration.station import furnish_station

PASSWORD: Final = "demonstration"  # noqa: S105 - public on purpose, shown in a banner
RECOVERY_FILE: Final = "recovery-key.txt"

# Sign-in name, shown name, desk.
OFFICERS: Final = (
    ("camille", "Camille", "police"),
    ("dominique", "Dominique", "gendarmerie"),
)

SECOND_READER: Final = "claude"  # a supervisor: a text needs two (decision 0018)

# Of every four simulated officers. Their shown names say what they are.
SIMULATED_DESKS: Final = ("police", "gendarmerie", "police", "relief")
SIMULATED_NAMES: Final = (
    "Léa (simulée)", "Noé (simulé)", "Inès (simulée)", "Malo (simulé)",
    "Jade (simulée)", "Sami (simulé)", "Anouk (simulée)", "Tom (simulé)",
)  # fmt: skip
AT_ONCE: Final = 4  # passwords derived together: each takes a core for a while


def furnish(base: str, invitation: str, data: Path, simulated: int = 0) -> None:
    """Give the house at `base` its three officers, its desk keys and one station.

    Args:
        invitation: the first administrator's, as `havre init` makes it.
        data: where the recovery key's private part is left, for the curious.
        simulated: how many officers to add for the simulation.

    Raises:
        Refused: the house is not empty.
    """
    service = Service(base)
    sacha = Officer.join(service, invitation, "sacha", PASSWORD)
    recovery = sacha.make_recovery_key()
    (data / RECOVERY_FILE).write_text(recovery.private.hex() + "\n")
    sacha.make_desk_key("relief")
    holders = {"relief": sacha}
    for name, shown_name, desk in OFFICERS:
        code = sacha.invite(shown_name, ["agent"], [desk])
        holders[desk] = Officer.join(service, code, name, PASSWORD)
        holders[desk].make_desk_key(desk)
        holders[desk].grant(desk, 1, sacha.member)
    furnish_station(service, sacha, PASSWORD)
    if simulated:
        _hire(service, holders, simulated)
        code = sacha.invite("Claude", ["supervisor"], [])
        Officer.join(service, code, SECOND_READER, PASSWORD)


def _hire(service: Service, holders: dict[str, Officer], count: int) -> None:
    """Add simulated officers; each desk's officer gives them its key."""
    sacha = holders["relief"]

    def join(number: int, shown_name: str, desk: str) -> tuple[str, Officer]:
        code = sacha.invite(shown_name, ["agent"], [desk])
        name = f"simulation-{number}"
        return desk, Officer.join(service, code, name, PASSWORD)

    shown = islice(cycle(SIMULATED_NAMES), count)
    desks = islice(cycle(SIMULATED_DESKS), count)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        joined = list(threads.map(join, range(1, count + 1), shown, desks))
    for desk, officer in joined:
        holders[desk].grant(desk, 1, officer.member)
