"""The number on the slip: it tells a front desk the hour and the name, no more.

Nine random symbols of 31 (44 bits: guesses are slowed, and a hit opens no file) and a
check symbol: the weights are distinct modulo a prime, so that every wrong symbol and
every swap of two is found before anything is sent.
Source: docs/reference/protocol.md §2.11.
"""

import hashlib
import re
import secrets
from typing import Final

from havre.client.errors import NotANumber

# Without 0, 1, I, L and O, which read as each other on paper.
SYMBOLS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_SYMBOLS: Final = 9
LENGTH: Final = RANDOM_SYMBOLS + 1


def check_symbol(symbols: str) -> str:
    """Return the check symbol of nine symbols."""
    weighed = (n * SYMBOLS.index(one) for n, one in enumerate(symbols, 1))
    return SYMBOLS[sum(weighed) % len(SYMBOLS)]


def make() -> str:
    """Return a new number."""
    symbols = "".join(secrets.choice(SYMBOLS) for _ in range(RANDOM_SYMBOLS))
    return symbols + check_symbol(symbols)


def parse(typed: str) -> str:
    """Read a number as typed, forgiving case, spaces, dashes and dots.

    Raises:
        NotANumber: not ten symbols, or a slip in one of them.
    """
    number = re.sub(r"[\s.\u2010-\u2015-]", "", typed).upper()
    if len(number) != LENGTH or not set(number) <= set(SYMBOLS):
        raise NotANumber("not ten symbols")
    if check_symbol(number[:-1]) != number[-1]:
        raise NotANumber("ten symbols that do not agree")
    return number


def show(number: str) -> str:
    """Return the number in two groups, as it is printed and read aloud."""
    return f"{number[:5]} {number[5:]}"


def number_hash(number: str) -> bytes:
    """Return what the server keeps of a number."""
    return hashlib.sha256(number.encode("ascii")).digest()
