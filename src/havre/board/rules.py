"""What a supervisor may say and count; who could have a conversation. Pure."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Final

from havre.conversation.rules import Conversation
from havre.errors import HavreError, NotYours, WrongStep
from havre.journey import Step
from havre.waiting.rules import Ticket, bucket

AGES: Final = tuple(timedelta(minutes=n) for n in (2, 5, 10))
LENGTHS: Final = tuple(timedelta(minutes=n) for n in (15, 30, 60, 180))


class NotSealed(HavreError):
    """The conversation is not sealed to that desk: nobody there could read her."""

    code = "not-sealed"
    status = 409


def spread(
    counts: Iterable[tuple[int, int]], bounds: Collection[timedelta]
) -> list[int]:
    """Return how many lasted under each of `bounds`, then longer.

    Args:
        counts: (whole minutes, how many lasted so long).
    """
    limits = [bound // timedelta(minutes=1) for bound in bounds]
    row = [0] * (len(limits) + 1)
    for minutes, count in counts:
        row[bucket(minutes, limits)] += count
    return row


def is_held(known: Conversation) -> bool:
    """Return True if an officer has `known` in hand, to talk or to decide."""
    held = known.step in (Step.TALKING, Step.FROZEN)
    return held and known.lease_until is not None


def is_open(known: Conversation) -> Conversation:
    """Return `known` if it is not over.

    Raises:
        NotYours: it is: as if it did not exist.
    """
    if known.step is Step.ENDED:
        raise NotYours("over")
    return known


def openings(known: Conversation, tickets: Iterable[Ticket]) -> list[tuple[str, int]]:
    """Return each (desk, epoch) as which someone could have `known` now.

    The desk that has it in hand; of one in line, those in front of which it stands,
    the one that answers first before the others.

    Raises:
        WrongStep: on hold: she is silent, and comes back to the line by herself.
    """
    if is_held(known):
        return [(known.desk, known.epoch)]
    stands = sorted(tickets, key=lambda one: (one.desk != known.desk, one.desk))
    if not stands:
        raise WrongStep(f"nobody takes it from {known.step}")
    return [(one.desk, one.epoch) for one in stands]
