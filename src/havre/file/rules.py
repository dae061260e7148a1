"""What an accord allows, and until when she may take it back. Pure.

Source: domain.md §7b (*accord*, not *consentement*); CPP art. 40, CP art. 434-3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from havre.conversation.rules import Conversation
from havre.errors import BadRequest, HavreError, WrongStep
from havre.journey import Step
from havre.report.rules import is_flagged
from havre.staff.stations import StationKey

PARTS_MAX: Final = 256  # sealed blocks of a file: 4 MB, some 4,000 messages
RECOVERY: Final = "recovery"
# While she can be heard: an accord is asked of her, and she answers herself.
OPEN: Final = frozenset({Step.LINE, Step.TALKING, Step.HOLD})


class AccordState(StrEnum):
    """Where her accord is; the words that both sides' `course` shows."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    PREPARED = "prepared"  # a page for a station without Havre, that has not gone
    SENT = "sent"


# A file is made of it; where that is not gone, she may still take it back.
MADE: Final = frozenset({AccordState.PREPARED, AccordState.SENT})


class Why(StrEnum):
    """Why an accord cannot be taken back any more."""

    SENT = "sent"  # the station has the file
    LAW = "law"  # a report is open, and somebody is in danger or a minor


class NeedsAccord(HavreError):
    """She has not agreed to this station, with this desk: nothing of hers is sent."""

    code = "needs-accord"
    status = 409


class FileTaken(HavreError):
    """That conversation has a file already, and this is another."""

    code = "taken"
    status = 409


class AppointmentOpen(HavreError):
    """An hour is booked, and the station has no file: someone is expected there."""

    code = "appointment-open"
    status = 409


@dataclass(frozen=True, slots=True)
class Accord:
    """What was asked of her, and what she said.

    Attributes:
        station: the one she is asked about, or has agreed to.
        agreed: the station of what she gave; None before, once it is erased, and once
            she has said no to what the law keeps.
        desk: to whose key the key of what she gave is sealed.
        file: what she gave, None before, and once it is erased.
        revision: of her identity in it.
        conversation_too: the conversation may go along.
    """

    conversation: str
    station: str
    state: AccordState
    at: int
    agreed: str | None = None
    desk: str = ""
    file: str | None = None
    revision: int = 0
    conversation_too: bool = False


def standing(accord: Accord, desk: str) -> AccordState:
    """Return where `accord` is, once `desk` is the one that answers.

    Another desk cannot open what she sealed to the first: it is asked of her anew,
    and nothing goes anywhere before she has answered. No officer reseals it for her.
    """
    lapsed = accord.state is AccordState.GIVEN and accord.desk != desk
    return AccordState.ASKED if lapsed else accord.state


def may_ask(known: Conversation, accord: Accord | None) -> None:
    """Return if an accord may be asked of her now.

    Raises:
        WrongStep: she is not there to answer, or the file is made already.
    """
    if known.step is not Step.TALKING:
        raise WrongStep(f"{known.step}: nobody to ask")
    if accord is not None and accord.state in MADE:
        raise WrongStep("made already")


def may_answer(known: Conversation, accord: Accord | None, *, agree: bool) -> Accord:
    """Return the accord that she may answer now.

    She may give it again, to put her identity right; who has given it takes it back
    through the door that says whether it is erased.

    Raises:
        WrongStep: none is asked, or it is over.
    """
    if accord is None or known.step not in OPEN:
        raise WrongStep("nothing asked")
    state = standing(accord, known.desk)
    if state is not AccordState.ASKED and not (agree and state is AccordState.GIVEN):
        raise WrongStep(f"{state}: nothing to answer")
    return accord


def is_next_revision(accord: Accord, file: str, revision: int) -> bool:
    """Return True if that revision is new, False if it is the last one once more.

    A tab that has lost the key (she came back with a code) begins another file.

    Raises:
        BadRequest: a revision is skipped, or is an older one.
    """
    last = accord.revision if file == accord.file else 0
    if file == accord.file and revision == last:
        return False
    if revision != last + 1:
        raise BadRequest(f"revision {revision} after {last}")
    return True


def may_withdraw(known: Conversation, accord: Accord) -> Why | None:
    """Return why what she gave is not erased; None when it is.

    Raises:
        WrongStep: she has given nothing.
    """
    if accord.state is AccordState.SENT:
        return Why.SENT
    if accord.file is None:
        raise WrongStep("nothing given")
    if known.report and is_flagged(known):
        return Why.LAW
    return None


def sendable(accord: Accord | None, desk: str, file: str) -> Accord:
    """Return the accord under which `desk` may send `file`.

    Raises:
        NeedsAccord: none stands for it.
    """
    if accord is None or accord.file != file:
        raise NeedsAccord("none")
    if standing(accord, desk) is not AccordState.GIVEN:
        raise NeedsAccord(accord.state)
    return accord


def targets(station: str, desk: str, epochs: Mapping[str, int]) -> dict[str, int]:
    """Return the epoch of each key to which a file is sealed, exactly.

    Args:
        epochs: those in use; a station without Havre has none.
    """
    investigation = StationKey.INVESTIGATION.of(station)
    wanted = {RECOVERY: 1, desk: epochs.get(desk, 0)}
    if investigation in epochs:
        wanted[investigation] = epochs[investigation]
    return wanted
