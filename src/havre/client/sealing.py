"""Messages and notes: sealed for one place in one conversation, and opened there.

Conversation, direction and number are authenticated with the text, so the server can
neither read a message nor pass one off as another.
Source: docs/reference/protocol.md §2.3 and §2.4, docs/decisions/0004-sealing.md.
"""

import os
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from havre.client import blocks
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.errors import CannotSeal

ZERO_WIDTH_JOINER: Final = "\u200d"
LOOK_BACK: Final = 64  # characters: no honest cluster is longer


class Side(StrEnum):
    """Who seals a message."""

    VISITOR = "visitor"
    AGENT = "agent"


DIRECTION: Final = {Side.VISITOR: "v2a", Side.AGENT: "a2v"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message belongs: its conversation, who seals it, its rank from 1."""

    conversation: str
    side: Side
    number: int

    def aad(self) -> bytes:
        """Return the bytes the message is bound to.

        Raises:
            CannotSeal: a number below 1.
        """
        return _bound(self.conversation, DIRECTION[self.side], self.number)


@dataclass(frozen=True, slots=True, repr=False)
class DirectionKeys:
    """One key for each direction, both derived from the conversation key."""

    visitor: bytes
    agent: bytes

    @classmethod
    def of(cls, ck: bytes) -> Self:
        """Derive both keys.

        Raises:
            CannotSeal: `ck` is not 32 bytes.
        """
        if len(ck) != blocks.KEY_BYTES:
            raise CannotSeal(f"a conversation key of {len(ck)} bytes")
        return cls(blocks.derive(ck, "havre v2a"), blocks.derive(ck, "havre a2v"))

    def for_side(self, side: Side) -> bytes:
        """Return the key under which `side` seals."""
        return self.visitor if side is Side.VISITOR else self.agent


def new_key() -> bytes:
    """Return 32 random bytes: a conversation key or a note key."""
    return os.urandom(blocks.KEY_BYTES)


def seal_message(keys: DirectionKeys, place: Place, text: str) -> bytes:
    """Seal one message.

    Raises:
        CannotSeal: empty, over 16,000 bytes (see `split_text`), or a number below 1.
    """
    return blocks.seal_text(keys.for_side(place.side), text, place.aad())


def open_message(keys: DirectionKeys, place: Place, sealed: bytes) -> str:
    """Open one message.

    Raises:
        CannotOpen: a size never made, tampered with, misplaced, or another key.
    """
    return blocks.open_text(keys.for_side(place.side), sealed, place.aad())


def seal_note(key: bytes, conversation: str, number: int, text: str) -> bytes:
    """Seal one note of the officers, under the conversation's note key.

    Raises:
        CannotSeal: empty, over 16,000 bytes, or a number below 1.
    """
    return blocks.seal_text(key, text, _bound(conversation, "note", number))


def open_note(key: bytes, conversation: str, number: int, sealed: bytes) -> str:
    """Open one note.

    Raises:
        CannotOpen: a size never made, tampered with, misplaced, or another key.
    """
    return blocks.open_text(key, sealed, _bound(conversation, "note", number))


def _bound(conversation: str, direction: str, number: int) -> bytes:
    if number < 1:
        raise CannotSeal("numbers run from 1")
    return fields(VERSION, SUITE, conversation, direction, number)


def split_text(text: str) -> list[str]:
    """Cut a text into parts that each fit in one message; empty gives none.

    No character is cut. What is drawn as one (accents, skin tones, families, flags)
    stays whole where that is easy.
    """
    rest, parts = blocks.utf8(text).decode(), []
    while rest:
        cut = _cut(rest)
        parts.append(rest[:cut])
        rest = rest[cut:]
    return parts


def _cut(text: str) -> int:
    size = fits = 0
    while fits < len(text) and size + len(text[fits].encode()) <= blocks.TEXT_MAX:
        size += len(text[fits].encode())
        fits += 1
    if fits == len(text):
        return fits
    for cut in range(fits, fits - LOOK_BACK, -1):
        if not _drawn_together(text[cut - 1], text[cut]):
            return cut
    return fits


def _drawn_together(before: str, char: str) -> bool:
    return (
        ZERO_WIDTH_JOINER in (before, char)
        or unicodedata.category(char).startswith("M")  # accents, variation selectors
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags of regional flags
        or (_half_flag(before) and _half_flag(char))
    )


def _half_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
