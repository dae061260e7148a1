"""Furnishes an empty house through its own doors, as its people would.

The client step of the demonstration: invitations are accepted, keys are made and
granted by a client that knows only the protocol.
"""

from pathlib import Path
from typing import Final

from havre.client.officer import Officer
from havre.client.service import Service

PASSWORD: Final = "demonstration"  # noqa: S105 - public on purpose, shown in a banner
RECOVERY_FILE: Final = "recovery-key.txt"

# Sign-in name, shown name, desk.
OFFICERS: Final = (
    ("camille", "Camille", "police"),
    ("dominique", "Dominique", "gendarmerie"),
)


def furnish(base: str, invitation: str, data: Path) -> None:
    """Give the house at `base` its three officers and its three desk keys.

    Args:
        invitation: the first administrator's, as `havre init` makes it.
        data: where the recovery key's private part is left, for the curious.

    Raises:
        Refused: the house is not empty.
    """
    service = Service(base)
    sacha = Officer.join(service, invitation, "sacha", PASSWORD)
    recovery = sacha.make_recovery_key()
    (data / RECOVERY_FILE).write_text(recovery.private.hex() + "\n")
    sacha.make_desk_key("relief")
    for name, shown_name, desk in OFFICERS:
        code = sacha.invite(shown_name, ["agent"], [desk])
        Officer.join(service, code, name, PASSWORD).make_desk_key(desk)
