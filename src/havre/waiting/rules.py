"""Who is answered first, and what place that makes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in front of one desk. A commune with both forces has one at each.

    Attributes:
        epoch: of the desk key her conversation is sealed to: who takes it must have it.
        head: put back at the head of the line: an officer was lost, or she came back.
        joined_at: milliseconds UTC; kept when a ticket goes back to the head.
    """

    conversation: str
    desk: str
    epoch: int
    head: bool
    danger: bool
    minor: bool
    joined_at: int


def rank(ticket: Ticket) -> tuple[bool, bool, bool, int, str]:
    """Return the sort key of `ticket`: least first is answered first.

    The SQL of `havre.waiting.store` orders by the same columns.
    """
    return (
        not ticket.head,
        not ticket.danger,
        not ticket.minor,
        ticket.joined_at,
        ticket.conversation,
    )


def positions(tickets: Iterable[Ticket]) -> dict[str, int]:
    """Return each conversation's place, 1 being next.

    Who stands in front of two desks is told the better of the two places.
    """
    places: dict[str, int] = {}
    counts: dict[str, int] = {}
    for ticket in sorted(tickets, key=rank):
        place = counts[ticket.desk] = counts.get(ticket.desk, 0) + 1
        places[ticket.conversation] = min(place, places.get(ticket.conversation, place))
    return places
