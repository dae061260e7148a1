"""A public key as six French words, to be compared aloud.

Source: docs/reference/protocol.md §2.6. The list is `havre/data/words.txt`.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

WORDS: Final = 6
BITS: Final = 11  # of each word: the list has 2,048


@cache
def words() -> tuple[str, ...]:
    """Return the 2,048 words, in the order of their numbers."""
    text = files("havre").joinpath("data/words.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def fingerprint(public: bytes) -> str:
    """Return the six words of a 65-byte point, with one space between."""
    bits = int.from_bytes(sha256(public).digest(), "big") >> (256 - WORDS * BITS)
    numbers = [(bits >> (BITS * rank)) & (2**BITS - 1) for rank in range(WORDS)]
    return " ".join(words()[number] for number in reversed(numbers))
