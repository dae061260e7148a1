"""The 26-digit code a visitor may keep, to come back to the same conversation.

25 random digits (83 bits, so no slow derivation is needed) and one check digit, which
finds every single wrong digit and every swap of two neighbours before anything is sent.
Source: docs/reference/protocol.md §2.5.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Final, Self

from havre.client import blocks
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.errors import CannotOpen, NotACode

RANDOM_DIGITS: Final = 25
DIGITS: Final = RANDOM_DIGITS + 1
# Source: H. Michael Damm, Total anti-symmetrische Quasigruppen, Marburg 2004.
DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


@dataclass(frozen=True, slots=True, repr=False)
class ResumeKeys:
    """What a code gives: `auth` is shown to the server, `wrap` never leaves."""

    auth: bytes
    wrap: bytes

    @classmethod
    def of(cls, code: str) -> Self:
        """Derive both parts from the 26 digits."""
        secret = code.encode("ascii")
        return cls(
            blocks.derive(secret, "havre resume auth"),
            blocks.derive(secret, "havre resume wrap"),
        )


def check_digit(digits: str) -> str:
    """Return the Damm digit of a string of digits; "0" when it ends with its own."""
    row = 0
    for digit in digits:
        row = int(DAMM[row][int(digit)])
    return str(row)


def make() -> str:
    """Return a new code."""
    digits = "".join(str(secrets.randbelow(10)) for _ in range(RANDOM_DIGITS))
    return digits + check_digit(digits)


def parse(typed: str) -> str:
    """Read a code as typed, forgiving spaces, dashes and dots between groups.

    Raises:
        NotACode: not 26 digits, or a slip in one of them.
    """
    code = re.sub(r"[\s.\u2010-\u2015-]", "", typed)
    if not re.fullmatch(r"[0-9]{26}", code) or check_digit(code) != "0":
        raise NotACode("not 26 digits that agree")
    return code


def wrap_key(
    keys: ResumeKeys, conversation: str, ck: bytes, nonce: bytes | None = None
) -> bytes:
    """Wrap a conversation key; the nonce is given by vectors only."""
    return blocks.lock(keys.wrap, ck, _bound(conversation), nonce)


def unwrap_key(keys: ResumeKeys, conversation: str, wrapped: bytes) -> bytes:
    """Undo `wrap_key`.

    Raises:
        CannotOpen: tampered with, another conversation's, or another code.
    """
    ck = blocks.unlock(keys.wrap, wrapped, _bound(conversation))
    if len(ck) != blocks.KEY_BYTES:
        raise CannotOpen("not a conversation key")
    return ck


def _bound(conversation: str) -> bytes:
    return fields(VERSION, SUITE, "resume", conversation)
