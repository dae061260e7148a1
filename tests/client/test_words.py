"""The 2,048 words of spoken fingerprints, and the fingerprints they spell."""

import re
from collections import Counter
from hashlib import sha256

from havre.client.fingerprint import fingerprint, words

# A rough French ear: two words with one key could be mistaken over a bad line.
SOUNDS = [
    ("eaux|eau|aux|au", "o"),
    ("ph", "f"),
    ("qu|ck", "k"),
    ("c(?=[eiy])", "s"),
    ("c(?!h)", "k"),
    ("g(?=[eiy])", "j"),
    ("th", "t"),
    ("y", "i"),
    ("z", "s"),
    ("ai|ei", "e"),
    ("(?<!c)h", ""),
    ("(er|ez|et|es)$", "e"),
    ("[stdpx]$", ""),
    (r"(.)\1", r"\1"),
    ("e$", ""),
]


def sound(word):
    for written, heard in SOUNDS:
        word = re.sub(written, heard, word)
    return word


def without_one_letter(word):
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def with_one_letter_hidden(word):
    return {word[:at] + "?" + word[at + 1 :] for at in range(len(word))}


def test_there_are_2048_plain_words_in_order():
    """Four to eight letters a to z, sorted, so that eleven bits name each."""
    assert 2048 == len(set(words())) == len(words())
    assert sorted(words()) == list(words())
    assert [] == [word for word in words() if not re.fullmatch("[a-z]{4,8}", word)]


def test_four_letters_tell_every_word():
    """Whoever writes down what is read aloud may stop after four letters."""
    counted = Counter(word[:4] for word in words())

    assert [] == [start for start, times in counted.items() if times > 1]


def test_no_word_becomes_another_by_one_letter():
    """One letter added, lost or changed gives no other word of the list."""
    hidden = Counter(
        shape for word in words() for shape in with_one_letter_hidden(word)
    )
    shorter = {cut for word in words() for cut in without_one_letter(word)}

    assert [] == [shape for shape, times in hidden.items() if times > 1]
    assert set() == shorter & set(words())


def test_no_two_words_sound_alike():
    """No two words share a sound key, however differently they are written."""
    counted = Counter(sound(word) for word in words())

    assert [] == [heard for heard, times in counted.items() if times > 1]


def test_no_word_frightens():
    """A few beginnings that must never come back into the list."""
    feared = re.compile(
        "viol(?!ette)|mort|sexe|tuer|arme$|coupab|peur|sang|crime|menac"
    )

    assert [] == [word for word in words() if feared.match(word)]


def test_six_words_spell_the_first_66_bits():
    """The most significant bits first; anyone can check it by hand."""
    public = b"\x04" + bytes(64)
    bits = bin(int.from_bytes(sha256(public).digest(), "big"))[2:].zfill(256)
    numbers = [int(bits[at : at + 11], 2) for at in range(0, 66, 11)]

    assert [words()[number] for number in numbers] == fingerprint(public).split(" ")


def test_one_bit_of_the_key_changes_the_words():
    """Two keys that differ in one bit do not have the same fingerprint."""
    assert fingerprint(b"\x04" + bytes(64)) != fingerprint(b"\x04" + bytes(63) + b"\1")
