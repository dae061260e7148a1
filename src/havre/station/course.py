"""Where the talk leads, as both sides are told: a station, her accord, an hour."""

from havre.conversation.frames import Course
from havre.conversation.rules import Conversation
from havre.file import store as accords
from havre.file.rules import standing
from havre.plumbing.database import Transaction


def course(tx: Transaction, known: Conversation) -> Course | None:
    """Return the course of `known`, None while no accord was asked for."""
    accord = accords.accord(tx, known.id)
    if accord is None:
        return None
    return Course(accord.station, standing(accord, known.desk))
