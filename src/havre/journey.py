"""The steps of a conversation and who may move a visitor along. Read this first.

A visitor opens a conversation and is at once in `LINE`. An officer takes her:
`TALKING`. Silence puts the conversation on `HOLD`; a lost officer, or her return,
puts it back in `LINE`. Leaving freezes what an officer has read until the officer
has decided what the law requires. `ENDED` is final.
docs/explanation/journey.md draws it.
"""

from enum import StrEnum
from typing import Final

from havre.errors import WrongStep


class Role(StrEnum):
    """Who can move a visitor along."""

    VISITOR = "visitor"  # victim or witness, adult or minor: never "user" or "victim"
    AGENT = "agent"  # police officer or gendarme, trained for these cases
    SUPERVISOR = "supervisor"  # sees that nobody waits in front of nobody
    CLOCK = "clock"  # the lease, silence and retention timers


class Step(StrEnum):
    """Where a conversation is: exactly one of these at any instant."""

    LINE = "line"
    TALKING = "talking"
    HOLD = "hold"
    FROZEN = "frozen"
    ENDED = "ended"


MOVES: Final[dict[tuple[Step, Step], frozenset[Role]]] = {
    (Step.LINE, Step.TALKING): frozenset({Role.AGENT}),
    (Step.LINE, Step.HOLD): frozenset({Role.CLOCK}),
    (Step.LINE, Step.FROZEN): frozenset({Role.VISITOR, Role.CLOCK}),
    (Step.LINE, Step.ENDED): frozenset({Role.VISITOR, Role.CLOCK}),
    (Step.TALKING, Step.LINE): frozenset({Role.AGENT, Role.SUPERVISOR, Role.CLOCK}),
    (Step.TALKING, Step.HOLD): frozenset({Role.AGENT, Role.CLOCK}),
    (Step.TALKING, Step.FROZEN): frozenset({Role.VISITOR, Role.CLOCK}),
    (Step.TALKING, Step.ENDED): frozenset({Role.VISITOR, Role.AGENT}),
    (Step.HOLD, Step.LINE): frozenset({Role.VISITOR}),
    (Step.HOLD, Step.FROZEN): frozenset({Role.VISITOR, Role.CLOCK}),
    (Step.HOLD, Step.ENDED): frozenset({Role.VISITOR, Role.CLOCK}),
    (Step.FROZEN, Step.ENDED): frozenset({Role.AGENT, Role.CLOCK}),
}


def advance(current: Step, to: Step, by: Role) -> Step:
    """Return `to` if `by` may move a conversation there from `current`.

    Raises:
        WrongStep: no such move, or not by this role.
    """
    if by not in MOVES.get((current, to), frozenset()):
        raise WrongStep(f"{by} cannot move {current} to {to}")
    return to
