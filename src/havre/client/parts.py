"""A long document in sealed parts, each bound to its rank and to how many there are.

A part left out, doubled, moved or taken from another document does not open.
Source: docs/reference/protocol.md §2.8.
"""

from collections.abc import Callable, Sequence

from havre.client import blocks
from havre.client.errors import CannotSeal
from havre.client.sealing import split_text

Bound = Callable[[int, int], bytes]


def seal_parts(
    key: bytes, text: str, bound: Bound, nonces: Sequence[bytes] = ()
) -> list[bytes]:
    """Cut `text` and seal each part; the nonces are given by vectors only.

    Args:
        bound: the bytes to which part n (from 1) of m is bound.

    Raises:
        CannotSeal: the text is empty.
    """
    texts = split_text(text)
    if not texts:
        raise CannotSeal("nothing to seal")
    given: Sequence[bytes | None] = nonces or [None] * len(texts)
    return [
        blocks.seal_text(key, part, bound(n, len(texts)), nonce)
        for n, (part, nonce) in enumerate(zip(texts, given, strict=True), 1)
    ]


def open_parts(key: bytes, parts: Sequence[bytes], bound: Bound) -> str:
    """Undo `seal_parts`.

    Raises:
        CannotOpen: a part is missing, moved, altered, or not sealed with this key.
    """
    return "".join(
        blocks.open_text(key, part, bound(n, len(parts)))
        for n, part in enumerate(parts, 1)
    )
