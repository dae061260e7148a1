"""What leaving, deciding and silence do."""

from datetime import timedelta

import pytest
from builders import NOON, a_conversation
from hypothesis import given
from hypothesis import strategies as st

from havre.erasure.rules import (
    ExitErases,
    Fate,
    FollowUp,
    NeedsReport,
    NeedsTransmission,
    Patience,
    ReportOpen,
    Silence,
    after_silence,
    is_undecided,
    on_decision,
    on_exit,
)
from havre.journey import Step
from havre.plumbing.clock import milliseconds

UNREAD = {"step": Step.LINE, "read": False, "member": None}
PATIENCE = Patience()
TICK = timedelta(milliseconds=1)


def test_a_line_nobody_has_read_is_destroyed_at_once():
    """She leaves before anyone came: gone, unless she tapped "in danger"."""
    assert Fate.DESTROYED is on_exit(a_conversation(**UNREAD), ExitErases.DECISION)
    assert Fate.FROZEN is on_exit(
        a_conversation(**UNREAD, danger=True), ExitErases.DECISION
    )


def test_an_opened_conversation_freezes():
    """The officer who has read it must still decide what the law requires."""
    assert Fate.FROZEN is on_exit(a_conversation(), ExitErases.DECISION)
    lost = a_conversation(step=Step.LINE, read=True)
    assert Fate.FROZEN is on_exit(lost, ExitErases.DECISION)


def test_a_helpline_without_that_duty_destroys_at_exit():
    """`immediate`: gone, whoever has read it."""
    assert Fate.DESTROYED is on_exit(a_conversation(danger=True), ExitErases.IMMEDIATE)


def test_device_leaves_the_server_alone():
    """`device`: only her device is wiped, and the page said so."""
    assert Fate.LEFT is on_exit(a_conversation(**UNREAD), ExitErases.DEVICE)


@pytest.mark.parametrize("setting", ExitErases)
def test_a_report_is_outside_erase(setting):
    """Under every setting, an open report survives the exit."""
    assert Fate.KEPT is on_exit(a_conversation(report=True), setting)


def test_nothing_to_transmit_destroys():
    """One key, and it is gone."""
    frozen = a_conversation(step=Step.FROZEN)

    assert Fate.DESTROYED is on_decision(
        frozen, FollowUp.NOTHING, ExitErases.DECISION, cleared=False
    )


@given(
    st.sampled_from([FollowUp.DANGER, FollowUp.MINOR_AT_RISK, FollowUp.REPORT]),
    st.sampled_from(ExitErases),
)
def test_what_is_transmitted_is_kept_under_a_report(follow_up, setting):
    """No transmission without a report; with one, it is kept."""
    with pytest.raises(NeedsReport):
        on_decision(a_conversation(), follow_up, setting, cleared=True)

    kept = on_decision(a_conversation(report=True), follow_up, setting, cleared=False)
    assert Fate.KEPT is kept


@given(st.sampled_from(ExitErases))
def test_an_open_report_cannot_be_decided_away(setting):
    """« Rien à transmettre » contradicts an open report."""
    with pytest.raises(ReportOpen):
        on_decision(
            a_conversation(report=True), FollowUp.NOTHING, setting, cleared=True
        )


@given(
    st.sampled_from(FollowUp),
    st.sampled_from(ExitErases),
    st.sampled_from([(True, False), (False, True), (True, True)]),
)
def test_a_flagged_one_closes_only_once_it_is_passed_on_or_let_go(
    follow_up, setting, flags
):
    """A danger, a minor, or both: whatever is said to follow."""
    report = follow_up is not FollowUp.NOTHING
    flagged = a_conversation(danger=flags[0], minor=flags[1], report=report)

    with pytest.raises(NeedsTransmission):
        on_decision(flagged, follow_up, setting, cleared=False)

    known = a_conversation(report=report)
    assert on_decision(flagged, follow_up, setting, cleared=True) is on_decision(
        known, follow_up, setting, cleared=False
    )


def silent_for(span: timedelta, **but) -> Silence | None:
    """What a silence of `span` means."""
    seen = milliseconds(NOON - span)
    conversation = a_conversation(**{"seen_at": seen, "left_at": seen} | but)
    return after_silence(conversation, NOON, PATIENCE)


def test_silence_frees_the_officer_then_means_leaving():
    """15 minutes, then 2 hours; both bounds on both sides."""
    assert silent_for(PATIENCE.hold - TICK) is None
    assert Silence.HOLD is silent_for(PATIENCE.hold)
    assert silent_for(PATIENCE.leave - TICK, step=Step.HOLD) is None
    assert Silence.LEAVE is silent_for(PATIENCE.leave, step=Step.HOLD)


def test_who_made_a_code_has_longer():
    """24 hours with a resume code."""
    assert silent_for(PATIENCE.leave, step=Step.HOLD, resumable=True) is None
    assert Silence.LEAVE is silent_for(
        PATIENCE.leave_with_code, step=Step.HOLD, resumable=True
    )


def test_a_frozen_one_undecided_is_told_then_destroyed():
    """12 hours: the supervisor; 36 hours: destroyed."""
    frozen = a_conversation(
        step=Step.FROZEN, left_at=milliseconds(NOON - PATIENCE.alarm)
    )

    assert is_undecided(frozen, NOON, PATIENCE)
    assert not is_undecided(frozen, NOON - TICK, PATIENCE)
    assert silent_for(PATIENCE.destroy - TICK, step=Step.FROZEN) is None
    assert Silence.DESTROY is silent_for(PATIENCE.destroy, step=Step.FROZEN)


@pytest.mark.parametrize("flag", ["report", "danger", "minor"])
def test_what_was_flagged_waits_for_a_person(flag):
    """No clock destroys a report, a danger or a minor's words: someone decides."""
    assert silent_for(PATIENCE.destroy, step=Step.FROZEN, **{flag: True}) is None


def test_an_ended_one_is_left_alone():
    """Silence says nothing of what is over."""
    assert silent_for(timedelta(days=9), step=Step.ENDED) is None
