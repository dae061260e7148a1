"""An officer's private key at rest: wrapped under the password, opened nowhere else.

One password serves both ends: `auth` is shown to the server, which keeps its argon2id;
`wrap` never leaves the officer's machine.
Source: docs/reference/protocol.md §2.6.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from havre.client import blocks
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.errors import CannotOpen

# Fixed here and in the browser, never told by the server: it could ask for one round.
ROUNDS: Final = 600_000
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True, repr=False)
class MemberKeys:
    """What a password and its salt give."""

    auth: bytes
    wrap: bytes

    @classmethod
    def derive(cls, password: str, salt: bytes) -> Self:
        """Derive both parts; slow on purpose.

        Raises:
            ValueError: the salt is not 16 bytes.
        """
        if len(salt) != SALT_BYTES:
            raise ValueError("the salt is not 16 bytes")
        secret = unicodedata.normalize("NFC", password).encode()
        root = PBKDF2HMAC(SHA256(), blocks.KEY_BYTES, salt, ROUNDS).derive(secret)
        return cls(blocks.derive(root, "havre auth"), blocks.derive(root, "havre wrap"))


def wrap_private(
    wrap: bytes, name: str, private: bytes, nonce: bytes | None = None
) -> bytes:
    """Wrap a 32-byte scalar for the member called `name` at sign-in."""
    return blocks.lock(wrap, private, _bound(name), nonce)


def unwrap_private(wrap: bytes, name: str, wrapped: bytes) -> bytes:
    """Undo `wrap_private`.

    Raises:
        CannotOpen: another password or name, or tampered with.
    """
    private = blocks.unlock(wrap, wrapped, _bound(name))
    if len(private) != blocks.KEY_BYTES:
        raise CannotOpen("not a private key")
    return private


def _bound(name: str) -> bytes:
    return fields(VERSION, SUITE, "member", name)
