"""Each conversation that was answered is counted once, at its end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import OFFICER, a_core

from havre.erasure import actions, silence
from havre.erasure.rules import ExitErases, Family, FollowUp, Outcome, Patience
from havre.erasure.store import Decision
from havre.plumbing.tokens import digest

pytestmark = pytest.mark.anyio

NOTHING = Decision(Outcome.INFORMED, Family.SEXUAL, FollowUp.NOTHING, None)


class Tally:
    """Keeps what is counted."""

    def __init__(self) -> None:
        self.ended = []

    def __call__(self, _tx, ended) -> None:
        self.ended.append(ended)


def counting(core, **but):
    """An eraser that counts, and its tally."""
    tally = Tally()
    return replace(core.eraser, count=tally, **but), tally


async def test_a_decision_counts_once(tmp_path):
    """From the first answer to her leaving, whatever happens to it afterwards."""
    with a_core(tmp_path) as core:
        eraser, tally = counting(core)
        core.clock.pass_(timedelta(minutes=1))
        conversation, token, held = await core.open_and_take()
        core.clock.pass_(timedelta(minutes=40))
        await actions.leave(conversation, digest(token), eraser)
        core.clock.pass_(timedelta(minutes=5))
        await actions.decide(conversation, OFFICER, held.fence, NOTHING, eraser)

    (ended,) = tally.ended
    assert (ended.desk, ended.family, ended.outcome) == ("police", "sexual", "informed")
    assert ended.length == 40 * 60_000
    assert not ended.report


async def test_an_unread_line_is_nobody_helped(tmp_path):
    """She left before anybody had answered."""
    with a_core(tmp_path) as core:
        eraser, tally = counting(core)
        conversation, token = await core.open()
        await actions.leave(conversation, digest(token), eraser)

    assert tally.ended == []


async def test_an_exit_that_destroys_counts_who_was_answered(tmp_path):
    """A helpline without the duty to report: gone at the exit, and counted."""
    with a_core(tmp_path) as core:
        eraser, tally = counting(core, exit_erases=ExitErases.IMMEDIATE)
        conversation, token, _ = await core.open_and_take()
        await actions.leave(conversation, digest(token), eraser)

    (ended,) = tally.ended
    assert ended.outcome == "interrupted"


async def test_what_nobody_decided_is_counted_as_it_goes(tmp_path):
    """Destroyed by the clock, thirty-six hours after she left."""
    with a_core(tmp_path) as core:
        eraser, tally = counting(core)
        conversation, token, _ = await core.open_and_take()
        await actions.leave(conversation, digest(token), eraser)
        assert tally.ended == []
        core.clock.pass_(Patience().destroy)
        await silence.sweep_silence(set(), eraser)

    (ended,) = tally.ended
    assert (ended.outcome, ended.family) == ("interrupted", "none")
