"""Keys: sealed to a desk, wrapped under a code or a password, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.client import member_key, resume_code, sealing
from havre.client.canonical import random_id
from havre.client.envelopes import KeyPair, Label, Purpose, open_sealed, seal_to
from havre.client.errors import CannotOpen, CannotSeal, NotACode

CONVERSATION = random_id()
CK = sealing.new_key()
DESK = KeyPair.make()
LABEL = Label(Purpose.CONVERSATION, CONVERSATION, "police", 1)


def a_flip(sealed, at, bit):
    changed = bytearray(sealed)
    changed[at] ^= bit
    return bytes(changed)


@given(at=st.integers(0, 113), bit=st.sampled_from([1 << rank for rank in range(8)]))
def test_a_sealed_key_with_one_bit_changed_is_refused(at, bit):
    """Version, point, ciphertext or tag: no byte may be touched."""
    sealed = seal_to(DESK.public, LABEL, CK)

    assert CK == open_sealed(DESK.private, LABEL, sealed)
    with pytest.raises(CannotOpen):
        open_sealed(DESK.private, LABEL, a_flip(sealed, at, bit))


@pytest.mark.parametrize(
    "label",
    [
        Label(Purpose.RELIEF, CONVERSATION, "police", 1),
        Label(Purpose.CONVERSATION, random_id(), "police", 1),
        Label(Purpose.CONVERSATION, CONVERSATION, "relief", 1),
        Label(Purpose.CONVERSATION, CONVERSATION, "police", 2),
    ],
)
def test_a_sealed_key_opens_under_no_other_label(label):
    """Purpose, subject, target and epoch are all bound."""
    with pytest.raises(CannotOpen):
        open_sealed(DESK.private, label, seal_to(DESK.public, LABEL, CK))


def test_a_sealed_key_opens_for_nobody_else():
    """Another desk's key, or no key at all, opens nothing."""
    sealed = seal_to(DESK.public, LABEL, CK)

    for private in (KeyPair.make().private, bytes(32), b"\xff" * 32, b""):
        with pytest.raises(CannotOpen):
            open_sealed(private, LABEL, sealed)


@pytest.mark.parametrize("public", [b"", bytes(65), b"\x04" + b"\x01" * 64])
def test_nothing_is_sealed_to_what_is_no_key(public):
    """A point off the curve is refused before anything is sent."""
    with pytest.raises(CannotSeal):
        seal_to(public, LABEL, CK)


def test_only_keys_are_sealed_to_a_public_key():
    """32 bytes, or there is a mistake somewhere."""
    with pytest.raises(CannotSeal):
        seal_to(DESK.public, LABEL, b"Je m'appelle")


def test_a_new_code_is_read_as_it_is_made():
    """26 digits, and no two codes alike."""
    codes = {resume_code.make() for _ in range(50)}

    assert 50 == len(codes)
    assert codes == {resume_code.parse(code) for code in codes}


@given(st.integers(0, 25), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(at, more):
    """Whatever the digit, wherever it stands."""
    code = resume_code.make()
    wrong = str((int(code[at]) + more) % 10)

    with pytest.raises(NotACode):
        resume_code.parse(code[:at] + wrong + code[at + 1 :])


@given(st.text("0123456789", min_size=25, max_size=25), st.integers(0, 24))
def test_two_digits_swapped_are_noticed(digits, at):
    """The slip of whoever copies in a hurry."""
    code = digits + resume_code.check_digit(digits)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]

    if swapped != code:
        with pytest.raises(NotACode):
            resume_code.parse(swapped)


def test_a_code_gives_back_its_conversation_only():
    """The wrapped key opens with its code, for its conversation."""
    keys = resume_code.ResumeKeys.of(resume_code.make())
    wrapped = resume_code.wrap_key(keys, CONVERSATION, CK)
    others = resume_code.ResumeKeys.of(resume_code.make())

    assert 61 == len(wrapped)
    assert CK == resume_code.unwrap_key(keys, CONVERSATION, wrapped)
    with pytest.raises(CannotOpen):
        resume_code.unwrap_key(keys, random_id(), wrapped)
    with pytest.raises(CannotOpen):
        resume_code.unwrap_key(others, CONVERSATION, wrapped)


def test_a_member_key_opens_for_its_name_only():
    """The server cannot hand one member the key of another."""
    wrap = sealing.new_key()
    wrapped = member_key.wrap_private(wrap, "a.martin", DESK.private)

    assert DESK.private == member_key.unwrap_private(wrap, "a.martin", wrapped)
    with pytest.raises(CannotOpen):
        member_key.unwrap_private(wrap, "b.martin", wrapped)


def test_the_salt_has_its_size():
    """A server that shortens the salt is refused."""
    with pytest.raises(ValueError, match="16 bytes"):
        member_key.MemberKeys.derive("password", b"short")


def test_no_key_shows_in_a_traceback():
    """The repr of what holds secrets holds none."""
    keys = sealing.DirectionKeys.of(CK)
    shown = f"{keys!r} {DESK!r} {resume_code.ResumeKeys.of('1' * 26)!r}"

    for secret in (keys.visitor, keys.agent, DESK.private):
        assert repr(secret)[2:-1] not in shown
