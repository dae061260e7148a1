"""The exact bytes everything is bound to, and how bytes and ids travel as text.

Source: docs/reference/protocol.md §1 and §2.1.
"""

import base64
import binascii
import os
from typing import Final

from havre.client.errors import CannotOpen

VERSION: Final = b"\x01"
SUITE: Final = b"\x01"
ID_BYTES: Final = 16


def fields(*parts: bytes | str | int) -> bytes:
    """Join fields so that no two different lists give the same bytes.

    Raises:
        ValueError: a field over 65,535 bytes.
        OverflowError: an integer that is negative or over 64 bits.
    """
    out = bytearray()
    for part in parts:
        raw = _raw(part)
        if len(raw) > 0xFFFF:
            raise ValueError("field over 65,535 bytes")
        out += len(raw).to_bytes(2, "big") + raw
    return bytes(out)


def _raw(part: bytes | str | int) -> bytes:
    if isinstance(part, int):
        return part.to_bytes(8, "big")
    return part.encode() if isinstance(part, str) else part


def random_id() -> str:
    """Return 16 random bytes as 22 characters of base64url without padding."""
    return base64.urlsafe_b64encode(os.urandom(ID_BYTES)).decode().rstrip("=")


def to_base64(raw: bytes) -> str:
    """Return `raw` as the protocol's `bytes`: standard base64 with padding."""
    return base64.b64encode(raw).decode()


def from_base64(text: str) -> bytes:
    """Read the protocol's `bytes`.

    Raises:
        CannotOpen: not canonical standard base64 with padding.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise CannotOpen("not base64") from None
    if to_base64(raw) != text:
        raise CannotOpen("not canonical base64")
    return raw
