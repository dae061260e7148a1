"""What this room is lent, and what its acts share."""

import asyncio
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Final

from havre.answering.actions import Stores
from havre.appointment import store
from havre.appointment.rules import CHANGES_MOST, Slot
from havre.conversation.actions import found, topic
from havre.conversation.rules import Conversation
from havre.errors import NotYours
from havre.keys.store import current_epochs
from havre.plumbing.database import Transaction
from havre.plumbing.limits import Limit
from havre.staff.stations import StationKey

VISITOR: Final = "visitor"  # the journal's actor that is nobody's account
STATIONS: Final = "stations"  # the bell's topic for what the stations' pages show


@dataclass(frozen=True)
class Calendar:
    """What the acts of this room are lent.

    Attributes:
        stations: the ids of the present directory's.
        turn: a name's key and the row that names it are kept one after the other;
            nothing else changes her accord or her hour in between (`file.lent`).
    """

    stores: Stores
    stations: Collection[str]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @cached_property
    def changes(self) -> Limit:
        """How often a member may publish hours or take one back."""
        return Limit(CHANGES_MOST, timedelta(hours=1), now=self.stores.now)

    def is_open(self, tx: Transaction, station: str) -> bool:
        """Return True if that station can be told for whom an hour is."""
        epochs = current_epochs(tx)
        keyed = all(key.of(station) in epochs for key in StationKey)
        return station in self.stations and keyed


def tell(conversations: Iterable[str], stores: Stores) -> None:
    """Ring for whoever is shown an hour that has changed."""
    for conversation in dict.fromkeys(conversations):
        stores.bell.ring(topic(conversation))
    stores.bell.ring(STATIONS)


def slot_named(tx: Transaction, slot: str) -> Slot:
    """Return the slot: the one guarded way in.

    Raises:
        NotYours: there is none.
    """
    for known in store.slots(tx, [slot]):
        return known
    raise NotYours("slot")


def admitted(tx: Transaction, conversation: str, session: bytes | None) -> Conversation:
    """Return her conversation.

    Args:
        session: of her credential; None when her opening code is the proof.

    Raises:
        NotYours: unknown, or her access is closed.
    """
    known = found(tx, conversation)
    if session is not None and not known.admits(session):
        raise NotYours("access closed")
    return known
