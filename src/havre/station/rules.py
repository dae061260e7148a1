"""What becomes of a file at its station, and why somebody opens it. Pure."""

from enum import StrEnum
from typing import Final

FILES_MOST: Final = 200  # shown of one station, the latest first
SLOTS_MOST: Final = 1_000  # shown of one station, the next first
SINCE: Final = 24 * 60 * 60 * 1_000  # milliseconds: yesterday's hours are still shown


class Mark(StrEnum):
    """What became of it; no word says why."""

    CAME = "came"
    TO_RECONTACT = "to-recontact"  # according to her wishes; never "did not come"
    COMPLAINT_FILED = "complaint-filed"


# She came: her name is called no more.
ENDS: Final = frozenset({Mark.CAME, Mark.COMPLAINT_FILED})


class Reason(StrEnum):
    """Why a file is opened: the journal keeps the word before the file is given."""

    RECEIVED = "received"  # it has come: read it once
    APPOINTMENT = "appointment"
    INQUIRY = "inquiry"
    RECONTACT = "recontact"
