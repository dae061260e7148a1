"""Messages and notes: sealed here, opened at their place, refused anywhere else."""

from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.client import blocks, sealing
from havre.client.canonical import (
    fields,
    from_base64,
    random_id,
    to_base64,
)
from havre.client.errors import CannotOpen, CannotSeal
from havre.client.sealing import DirectionKeys, Place, Side, split_text

CONVERSATION = random_id()
CK = sealing.new_key()
KEYS = DirectionKeys.of(CK)
FIRST = Place(CONVERSATION, Side.VISITOR, 1)

# Every text a browser can hold: no unpaired surrogate, which it would replace.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3_000)
places = st.builds(
    Place, st.text(max_size=30), st.sampled_from(Side), st.integers(1, 2**53 - 1)
)


def a_flip(sealed, at, bit=1):
    changed = bytearray(sealed)
    changed[at] ^= bit
    return bytes(changed)


@given(text=texts, place=places)
def test_what_is_sealed_opens_at_its_place(text, place):
    """Any text comes back, character by character, from one of four sizes."""
    sealed = sealing.seal_message(KEYS, place, text)

    assert text == sealing.open_message(KEYS, place, sealed)
    assert len(sealed) in {285, 1_053, 4_125, 16_413}


@given(at=st.integers(0, 284), bit=st.sampled_from([1 << rank for rank in range(8)]))
def test_any_bit_changed_is_refused(at, bit):
    """Version, nonce, length, text, padding or tag: no byte may be touched."""
    sealed = sealing.seal_message(KEYS, FIRST, "Je ne sais pas si c'est grave.")

    with pytest.raises(CannotOpen):
        sealing.open_message(KEYS, FIRST, a_flip(sealed, at, bit))


@given(place=places)
def test_a_message_opens_nowhere_else(place):
    """Moved to another conversation, direction or number, it is refused."""
    sealed = sealing.seal_message(KEYS, FIRST, "Bonjour")

    if place != FIRST:
        with pytest.raises(CannotOpen):
            sealing.open_message(KEYS, place, sealed)


@given(text=st.text("aé🕊", min_size=1, max_size=63))
def test_the_length_of_a_short_text_is_hidden(text):
    """Up to 252 bytes, everything said has one size."""
    assert 285 == len(sealing.seal_message(KEYS, FIRST, text))


@pytest.mark.parametrize("text", ["", "x" * 16_001, "é" * 8_001, "🕊" * 4_001])
def test_an_empty_or_too_long_text_is_not_sealed(text):
    """Nothing to say, or more than one message holds."""
    with pytest.raises(CannotSeal):
        sealing.seal_message(KEYS, FIRST, text)


@pytest.mark.parametrize("number", [0, -1])
def test_a_message_has_a_rank_from_1(number):
    """Numbers run 1, 2, 3: there is no message 0."""
    with pytest.raises(CannotSeal):
        sealing.seal_message(KEYS, Place(CONVERSATION, Side.VISITOR, number), "Bonjour")


def test_an_unpaired_surrogate_becomes_a_replacement_character():
    """As a browser does: half a character cannot be written in UTF-8."""
    sealed = sealing.seal_message(KEYS, FIRST, "a\ud83db")

    assert "a\ufffdb" == sealing.open_message(KEYS, FIRST, sealed)


def test_two_sealings_of_one_text_have_nothing_in_common():
    """The nonce is new each time."""
    first, second = (sealing.seal_message(KEYS, FIRST, "Bonjour") for _ in range(2))

    assert first != second


def test_more_padding_than_needed_is_read():
    """A writer may hide its length better than it must."""
    block = ((7).to_bytes(4, "big") + b"Bonjour").ljust(16_384, b"\0")
    sealed = blocks.lock(KEYS.visitor, block, FIRST.aad())

    assert "Bonjour" == sealing.open_message(KEYS, FIRST, sealed)


@given(text=st.builds(mul, st.text(max_size=50), st.sampled_from([1, 300, 2_000])))
def test_the_parts_of_a_text_join_back(text):
    """Nothing is lost by splitting, and every part fits in one message."""
    parts = split_text(text)

    assert blocks.utf8(text).decode() == "".join(parts)
    assert all(0 < len(part.encode()) <= 16_000 for part in parts)


@pytest.mark.parametrize(
    "whole", ["é", "e\u0301", "👍🏾", "👩\u200d👩\u200d👧", "🇫🇷", "🕊\ufe0f"]
)
def test_what_is_drawn_as_one_is_not_cut(whole):
    """Wherever the limit falls inside it, it goes whole into the second part."""
    for missing in range(1, len(whole.encode())):
        before = "a" * (16_000 - missing)

        assert [before, whole] == split_text(before + whole)


def test_a_note_is_no_message():
    """A note opens with its own key, at its own number, and nowhere else."""
    key = sealing.new_key()
    sealed = sealing.seal_note(key, CONVERSATION, 1, "Préfère le soir")

    assert "Préfère le soir" == sealing.open_note(key, CONVERSATION, 1, sealed)
    with pytest.raises(CannotOpen):
        sealing.open_note(key, CONVERSATION, 2, sealed)
    with pytest.raises(CannotOpen):
        sealing.open_message(DirectionKeys(key, key), FIRST, sealed)


field = st.binary(max_size=20) | st.text(max_size=20) | st.integers(0, 2**53 - 1)


@given(st.lists(field, max_size=5), st.lists(field, max_size=5))
def test_different_fields_give_different_bytes(one, other):
    """Fields cannot run into each other."""
    raw = [
        [
            part.to_bytes(8, "big")
            if isinstance(part, int)
            else part.encode()
            if isinstance(part, str)
            else part
            for part in parts
        ]
        for parts in (one, other)
    ]

    assert (raw[0] == raw[1]) is (fields(*one) == fields(*other))


@pytest.mark.parametrize("text", ["é", "YQ", "YQ=", "YQ==\n", "YR==", "Y Q==", "-_8="])
def test_only_one_spelling_of_bytes_is_read(text):
    """Padding, no spaces, no stray bits, the standard alphabet."""
    with pytest.raises(CannotOpen):
        from_base64(text)


@given(st.binary(max_size=100))
def test_bytes_travel_as_text(raw):
    """Whatever the bytes."""
    assert raw == from_base64(to_base64(raw))
