"""Padding, and the one wire form of everything sealed with a symmetric key.

A sealed text is 0x01, a 12-byte nonce, and AES-256-GCM over a padded block, so that a
length says little: the server sees one of four sizes.
Source: docs/reference/protocol.md §2.3.
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from havre.client.canonical import VERSION
from havre.client.errors import CannotOpen, CannotSeal

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
TEXT_MAX: Final = 16_000  # bytes of UTF-8; a longer text is split by the client
PADDED: Final = (256, 1_024, 4_096, 16_384)  # bytes, before sealing
OVERHEAD: Final = len(VERSION) + NONCE_BYTES + TAG_BYTES
SEALED_SIZES: Final = frozenset(size + OVERHEAD for size in PADDED)


def derive(secret: bytes, label: str) -> bytes:
    """Return 32 bytes by HKDF-SHA256 with an empty salt; one label, one use."""
    hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label.encode())
    return hkdf.derive(secret)


def lock(key: bytes, plain: bytes, aad: bytes, nonce: bytes | None = None) -> bytes:
    """Seal bytes under a key. Only vectors give the nonce: one used twice is a leak."""
    nonce = os.urandom(NONCE_BYTES) if nonce is None else nonce
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, aad)


def unlock(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """Undo `lock`.

    Raises:
        CannotOpen: another version, tampered with, misplaced, or another key.
    """
    if len(sealed) < OVERHEAD or sealed[:1] != VERSION:
        raise CannotOpen("not a sealed thing of version 1")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, aad)
    except InvalidTag:
        raise CannotOpen("not sealed for this place with this key") from None


def utf8(text: str) -> bytes:
    """Return UTF-8 as a browser writes it: an unpaired surrogate becomes U+FFFD."""
    pairs = text.encode("utf-16-le", "surrogatepass")
    return pairs.decode("utf-16-le", "replace").encode()


def pad(text: str) -> bytes:
    """Return length, text and zeros, in the smallest of the four sizes.

    Raises:
        CannotSeal: empty, or over `TEXT_MAX` bytes.
    """
    raw = utf8(text)
    if not 0 < len(raw) <= TEXT_MAX:
        raise CannotSeal(f"{len(raw)} bytes of text")
    size = next(size for size in PADDED if 4 + len(raw) <= size)
    return (len(raw).to_bytes(4, "big") + raw).ljust(size, b"\0")


def unpad(block: bytes) -> str:
    """Undo `pad`.

    Raises:
        CannotOpen: not a block that `pad` could have made, at any of the four sizes.
    """
    length, rest = int.from_bytes(block[:4], "big"), block[4:]
    if len(block) not in PADDED or not 0 < length <= min(TEXT_MAX, len(rest)):
        raise CannotOpen("a length that is not possible")
    if any(rest[length:]):
        raise CannotOpen("padding that is not zeros")
    try:
        return rest[:length].decode()
    except UnicodeDecodeError:
        raise CannotOpen("text that is not UTF-8") from None


def seal_text(key: bytes, text: str, aad: bytes, nonce: bytes | None = None) -> bytes:
    """Pad and seal a text.

    Raises:
        CannotSeal: empty, or over `TEXT_MAX` bytes.
    """
    return lock(key, pad(text), aad, nonce)


def open_text(key: bytes, sealed: bytes, aad: bytes) -> str:
    """Undo `seal_text`.

    Raises:
        CannotOpen: a size never made, tampered with, misplaced, or another key.
    """
    if len(sealed) not in SEALED_SIZES:
        raise CannotOpen(f"{len(sealed)} bytes is no size of a sealed text")
    return unpad(unlock(key, sealed, aad))
