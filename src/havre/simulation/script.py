"""What is asked of a simulation."""

from dataclasses import dataclass


class NobodyToAnswer(Exception):
    """No simulated officer can sign in at that service."""


@dataclass(frozen=True, slots=True)
class Script:
    """What is to be played.

    Attributes:
        minutes: real minutes in which the evening passes.
        officers: how many; None: all that the service has.
        lease: real seconds after which a vanished officer loses a conversation.
        strangers: real seconds for which a visitor by hand is left to others.
    """

    base: str
    password: str
    visitors: int
    minutes: float
    seed: int
    officers: int | None = None
    lease: float = 90.0
    strangers: float = 0.0
