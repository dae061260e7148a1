"""The chain: no two histories have the same end."""

import hashlib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from havre.journal.rules import START, Act, Entry, chain

TEXT = st.text(max_size=12)
ENTRIES = st.builds(
    Entry,
    at=st.integers(0, 2**50),
    actor=TEXT,
    act=st.sampled_from(Act),
    subject=TEXT,
    detail=TEXT,
)


def end_of(entries: list[Entry]) -> bytes:
    """The last hash of a journal with these rows."""
    last = START
    for entry in entries:
        last = chain(last, entry)
    return last


@given(st.lists(ENTRIES, max_size=4), st.lists(ENTRIES, max_size=4))
def test_two_histories_end_differently(one: list[Entry], other: list[Entry]) -> None:
    """Whatever is changed, added, dropped or moved shows in the last hash."""
    assert (one == other) is (end_of(one) == end_of(other))


@given(ENTRIES, TEXT, TEXT)
def test_fields_do_not_run_into_each_other(
    entry: Entry, first: str, second: str
) -> None:
    """What moves from one field to the next is seen."""
    joined = replace(entry, subject=first + second, detail="")
    split = replace(entry, subject=first, detail=second)

    assert (joined == split) is (chain(START, joined) == chain(START, split))


def test_the_chain_is_of_a_known_form() -> None:
    """A row's hash can be checked with any SHA-256, years from now."""
    entry = Entry(1, "m", Act.TAKE, "c", "")
    written = b"\0\0\0\x011\0\0\0\x01m\0\0\0\x04take\0\0\0\x01c\0\0\0\0"

    assert hashlib.sha256(bytes(32) + written).digest() == chain(START, entry)
