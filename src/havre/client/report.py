"""The report as an officer writes it, sealed under a key of the conversation's.

A report from memory has no conversation left: 32 fresh bytes stand for its key.
Source: docs/reference/protocol.md §2.8.
"""

from collections.abc import Sequence

from havre.client import blocks
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.parts import Bound, open_parts, seal_parts


def seal_report(
    ck: bytes,
    conversation: str,
    version: int,
    text: str,
    nonces: Sequence[bytes] = (),
) -> list[bytes]:
    """Return version `version` of the report, sealed in parts.

    Raises:
        CannotSeal: the text is empty.
    """
    key = blocks.derive(ck, "havre report")
    return seal_parts(key, text, _bound(conversation, version), nonces)


def open_report(
    ck: bytes, conversation: str, version: int, parts: Sequence[bytes]
) -> str:
    """Return the text of that version.

    Raises:
        CannotOpen: a part is missing, moved or altered; another version, or key.
    """
    key = blocks.derive(ck, "havre report")
    return open_parts(key, parts, _bound(conversation, version))


def _bound(conversation: str, version: int) -> Bound:
    def bound(part: int, parts: int) -> bytes:
        return fields(VERSION, SUITE, conversation, "report", version, part, parts)

    return bound
