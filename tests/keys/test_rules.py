"""Who may make a key, and in what form keys and words come."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.client.envelopes import KeyPair
from havre.client.fingerprint import fingerprint
from havre.errors import BadRequest, HavreError, NotYours
from havre.keys.rules import (
    RECOVERY,
    SEALED_SIZE,
    Grant,
    KeyTaken,
    NewKey,
    WrongFingerprint,
    check_new_key,
    check_sealed,
    check_words,
)

POINT = KeyPair.make().public
SEALED = b"\x01" + POINT + bytes(48)


def a_key(*given: str, by: str = "alice", epoch: int = 1) -> NewKey:
    """A key that its maker and the recovery receive, unless others are named."""
    members = given or (by, RECOVERY)
    grants = [Grant(member, SEALED) for member in members]
    return NewKey("police", epoch, POINT, by, grants)


def test_the_first_key_is_for_its_maker_and_recovery() -> None:
    """Nobody else was vouched for yet; nobody less, or it could be lost."""
    check_new_key(a_key(), 0, frozenset())

    for named in (
        ("alice",),
        (RECOVERY,),
        ("alice", RECOVERY, "bob"),
        ("alice", "alice", RECOVERY),
        ("bob", RECOVERY),
    ):
        with pytest.raises(BadRequest):
            check_new_key(a_key(*named), 0, frozenset())


def test_a_later_key_is_for_those_who_held_the_former() -> None:
    """All of them or some of them, never a newcomer."""
    holders = frozenset({"alice", "bob", "carol"})

    check_new_key(a_key(epoch=2), 1, holders)
    check_new_key(a_key("alice", RECOVERY, "bob", epoch=2), 1, holders)
    with pytest.raises(BadRequest):
        check_new_key(a_key("alice", RECOVERY, "mallory", epoch=2), 1, holders)


def test_a_newcomer_cannot_give_themself_the_next_key() -> None:
    """Unless nobody is left who holds the present one."""
    key = a_key(by="mallory", epoch=2)

    with pytest.raises(NotYours):
        check_new_key(key, 1, frozenset({"alice"}))
    check_new_key(key, 1, frozenset())


def test_epochs_follow_each_other() -> None:
    """One that exists is taken, one too far is refused."""
    for epoch in (1, 2):
        with pytest.raises(KeyTaken):
            check_new_key(a_key(epoch=epoch), 2, frozenset())
    with pytest.raises(BadRequest):
        check_new_key(a_key(epoch=4), 2, frozenset())


MEMBERS = st.sampled_from(["alice", "bob", "carol", "mallory", RECOVERY])


@given(
    st.lists(MEMBERS, max_size=5),
    st.frozensets(st.sampled_from(["alice", "bob", "carol"])),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_no_key_reaches_whom_nobody_vouched_for(
    named: list[str], holders: frozenset[str], epoch: int, last: int
) -> None:
    """Whatever is asked: recovery always, strangers never, epochs without gap."""
    holders = holders if last else frozenset()
    key = replace(a_key(epoch=epoch), grants=[Grant(one, SEALED) for one in named])
    try:
        check_new_key(key, last, holders)
    except HavreError:
        return

    assert last + 1 == epoch
    assert {"alice", RECOVERY} <= set(named) <= holders | {"alice", RECOVERY}
    assert len(named) == len(set(named))
    assert not holders or "alice" in holders


@pytest.mark.parametrize(
    "sealed",
    [
        b"",
        bytes(32),
        bytes(SEALED_SIZE),
        SEALED[:-1],
        SEALED + b"\x00",
        b"\x02" + SEALED[1:],
        b"\x01" + bytes(113),
        b"\x01\x04" + bytes(112),
    ],
)
def test_a_key_is_sealed_to_a_point(sealed: bytes) -> None:
    """Version, a point of the curve, key and tag: a bare scalar is refused."""
    check_sealed(SEALED)

    with pytest.raises(BadRequest):
        check_sealed(sealed)


def test_words_are_those_of_that_key() -> None:
    """Spaces and capitals are forgiven; a word, an order or another key are not."""
    words = fingerprint(POINT)
    other = fingerprint(KeyPair.make().public)

    check_words(POINT, f"  {words.upper()} ".replace(" ", "  "))
    first, *rest = words.split()
    for said in ("", other, " ".join([*rest, first]), " ".join(rest), words + " x"):
        with pytest.raises(WrongFingerprint):
            check_words(POINT, said)
