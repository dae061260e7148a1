"""Where the talk leads, as both sides are told: a station, her accord, an hour."""

from dataclasses import dataclass

from havre.appointment import store as appointments
from havre.conversation.frames import Booked, Course, Proposed
from havre.conversation.rules import Conversation
from havre.file import store as accords
from havre.file.rules import MADE, AccordState, standing
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Transaction

MAY_CHOOSE = frozenset({AccordState.GIVEN, *MADE})


@dataclass(frozen=True, slots=True)
class Courses:
    """Tells the course of a conversation; `now` decides which hours are still ahead."""

    now: Clock

    def __call__(self, tx: Transaction, known: Conversation) -> Course | None:
        """Return the course of `known`, None while no accord was asked for."""
        accord = accords.accord(tx, known.id)
        if accord is None:
            return None
        state = standing(accord, known.desk)
        free = appointments.proposed(tx, known.id, milliseconds(self.now()))
        booked = appointments.of(tx, known.id)
        return Course(
            station=accord.station,
            accord=state,
            slots=tuple(
                Proposed(one.id, one.at, one.minutes)
                for one in (free if state in MAY_CHOOSE else ())
            ),
            appointment=(
                Booked(booked.at, booked.minutes, booked.state) if booked else None
            ),
        )
