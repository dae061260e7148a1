"""Which message may pass."""

import pytest
from builders import COLLEAGUE, OFFICER, a_conversation, a_sealed
from hypothesis import given
from hypothesis import strategies as st

from havre.conversation.rules import (
    SEALED_SIZES,
    BadSeal,
    Closed,
    Gap,
    Side,
    Stale,
    Writer,
    is_next,
    is_sealed,
    may_hold,
    may_write,
    moved,
    taken,
)
from havre.errors import NotYours, WrongStep
from havre.journey import MOVES, Role, Step

VISITOR = Writer(Side.VISITOR, "id", b"visitor")
AGENT = Writer(Side.AGENT, OFFICER, b"", fence=1)


@pytest.mark.parametrize("step", [Step.LINE, Step.TALKING, Step.HOLD])
def test_a_visitor_may_write_before_anyone_has_come(step):
    """In line, talking or on hold, she is never told to wait before writing."""
    may_write(a_conversation(step=step), VISITOR)


@pytest.mark.parametrize("step", [Step.FROZEN, Step.ENDED])
def test_nobody_writes_after_the_end(step):
    """Frozen or ended: closed to both sides."""
    with pytest.raises(Closed):
        may_write(a_conversation(step=step), VISITOR)
    with pytest.raises((Closed, Stale)):
        may_write(a_conversation(step=step), AGENT)


def test_a_former_tab_may_not_write():
    """Her credential was replaced, or she has left: as if it never existed."""
    with pytest.raises(NotYours):
        may_write(a_conversation(token=b"newer"), VISITOR)
    with pytest.raises(NotYours):
        may_write(a_conversation(token=None), VISITOR)


def test_an_officer_writes_only_what_is_in_hand():
    """Another officer's conversation looks like none at all."""
    may_write(a_conversation(), AGENT)
    with pytest.raises(NotYours):
        may_write(a_conversation(member=COLLEAGUE), AGENT)
    with pytest.raises(Stale):
        may_write(a_conversation(fence=2), AGENT)
    with pytest.raises(Stale):
        may_write(a_conversation(), Writer(Side.AGENT, OFFICER, b"", None))


def test_a_frozen_conversation_is_still_in_hand():
    """To decide, an officer holds it; under an old fence, no more."""
    may_hold(a_conversation(step=Step.FROZEN), OFFICER, 1)
    with pytest.raises(Stale):
        may_hold(a_conversation(step=Step.LINE), OFFICER, 1)


@given(st.integers(0, 50), st.integers(1, 60))
def test_numbers_have_no_gap(last, number):
    """The next one is new, an older one is known, a later one is refused."""
    conversation = a_conversation(visitor_last=last)
    if number > last + 1:
        with pytest.raises(Gap):
            is_next(conversation, Side.VISITOR, number)
    else:
        assert (number == last + 1) is is_next(conversation, Side.VISITOR, number)


@given(st.binary(max_size=20_000))
def test_clear_text_is_refused(data):
    """Only the four sizes, and the version byte, pass."""
    if len(data) in SEALED_SIZES and data[0] == 1:
        is_sealed(data)
    else:
        with pytest.raises(BadSeal):
            is_sealed(data)


@pytest.mark.parametrize("size", sorted(SEALED_SIZES))
def test_each_padding_passes(size):
    """The four sizes of docs/reference/protocol.md §2.3."""
    is_sealed(a_sealed(size=size))


@given(st.sampled_from(Step), st.sampled_from(Step), st.sampled_from(Role))
def test_a_move_is_in_the_table_or_refused(current, to, by):
    """No sequence of moves leaves the journey; none leaves its end."""
    conversation = a_conversation(step=current)
    if by in MOVES.get((current, to), ()):
        assert to is moved(conversation, to, by).step
        assert current is not Step.ENDED
    else:
        with pytest.raises(WrongStep):
            moved(conversation, to, by)


def test_each_lease_has_a_greater_fence():
    """Taking gives a new fence; a frozen one is taken to be decided only."""
    line = a_conversation(step=Step.LINE, fence=4, member=None)
    frozen = a_conversation(step=Step.FROZEN, fence=4, member=None)

    assert (5, Step.TALKING) == (
        taken(line, COLLEAGUE, 9, 1).fence,
        taken(line, COLLEAGUE, 9, 1).step,
    )
    assert Step.FROZEN is taken(frozen, COLLEAGUE, 9, 1).step
