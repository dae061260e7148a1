"""What goes to a station: her identity and the file, under one key her tab makes.

Source: docs/reference/protocol.md §2.8; docs/decisions/0004-sealing.md.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from havre.client import blocks
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.errors import CannotOpen, CannotSeal
from havre.client.parts import Bound, open_parts, seal_parts


@dataclass(frozen=True, slots=True, repr=False)
class FileKeys:
    """What the file's key gives: one key for her identity, one for the file."""

    identity: bytes
    file: bytes

    @classmethod
    def of(cls, fk: bytes) -> Self:
        """Derive both.

        Raises:
            CannotSeal: `fk` is not 32 bytes.
        """
        if len(fk) != blocks.KEY_BYTES:
            raise CannotSeal("a file key of a wrong size")
        return cls(blocks.derive(fk, "havre identity"), blocks.derive(fk, "havre file"))


def seal_identity(
    keys: FileKeys, file: str, revision: int, text: str, nonce: bytes | None = None
) -> bytes:
    """Seal what she agrees to give; each later revision replaces the one before.

    Raises:
        CannotSeal: empty, or over 16,000 bytes.
    """
    return blocks.seal_text(keys.identity, text, _identity(file, revision), nonce)


def open_identity(keys: FileKeys, file: str, revision: int, sealed: bytes) -> str:
    """Undo `seal_identity`.

    Raises:
        CannotOpen: another file's, another revision, tampered with, another key.
    """
    return blocks.open_text(keys.identity, sealed, _identity(file, revision))


def seal_file(
    keys: FileKeys, file: str, text: str, nonces: Sequence[bytes] = ()
) -> list[bytes]:
    """Seal the file's document in parts.

    Raises:
        CannotSeal: the text is empty.
    """
    return seal_parts(keys.file, text, _parts(file), nonces)


def open_file(keys: FileKeys, file: str, parts: Sequence[bytes], hash_: bytes) -> str:
    """Undo `seal_file`, and check that it is the document that was sent.

    Args:
        hash_: SHA-256 of the document, as the server shows it.

    Raises:
        CannotOpen: a part is missing, moved or altered; or it is another document.
    """
    text = open_parts(keys.file, parts, _parts(file))
    if file_hash(text) != hash_:
        raise CannotOpen("not the document that was sent")
    return text


def file_hash(text: str) -> bytes:
    """Return the SHA-256 of a document, as UTF-8: what is shown beside it."""
    return hashlib.sha256(blocks.utf8(text)).digest()


def _identity(file: str, revision: int) -> bytes:
    if revision < 1:
        raise CannotSeal("revisions run from 1")
    return fields(VERSION, SUITE, file, "identity", revision)


def _parts(file: str) -> Bound:
    def bound(part: int, parts: int) -> bytes:
        return fields(VERSION, SUITE, file, "file", part, parts)

    return bound
