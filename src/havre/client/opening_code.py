"""The code that opens her file: 26 digits, as the resume code, for another lock.

Kept apart from the appointment number, which opens nothing.
Source: docs/reference/protocol.md §2.10.
"""

import hashlib
from dataclasses import dataclass
from typing import Self

from havre.client import blocks
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.errors import CannotOpen
from havre.client.resume_code import make, parse

__all__ = ["OpeningKeys", "make", "parse", "unwrap_file", "wrap_file"]


@dataclass(frozen=True, slots=True, repr=False)
class OpeningKeys:
    """What a code gives: `auth` is shown to the server, `wrap` never leaves."""

    auth: bytes
    wrap: bytes

    @classmethod
    def of(cls, code: str) -> Self:
        """Derive both parts from the 26 digits."""
        secret = code.encode("ascii")
        return cls(
            blocks.derive(secret, "havre opening auth"),
            blocks.derive(secret, "havre opening wrap"),
        )

    @property
    def auth_hash(self) -> bytes:
        """What the server keeps of `auth`."""
        return hashlib.sha256(self.auth).digest()


def wrap_file(
    keys: OpeningKeys, file: str, fk: bytes, nonce: bytes | None = None
) -> bytes:
    """Wrap the file's key: 61 bytes. The nonce is given by vectors only."""
    return blocks.lock(keys.wrap, fk, _bound(file), nonce)


def unwrap_file(keys: OpeningKeys, file: str, wrapped: bytes) -> bytes:
    """Undo `wrap_file`.

    Raises:
        CannotOpen: tampered with, another file's, or another code.
    """
    fk = blocks.unlock(keys.wrap, wrapped, _bound(file))
    if len(fk) != blocks.KEY_BYTES:
        raise CannotOpen("not a file key")
    return fk


def _bound(file: str) -> bytes:
    return fields(VERSION, SUITE, "opening", file)
