"""The public list of desk keys: a chain in which nothing can be changed or dropped.

Each row holds the hash of the row before, so one look at the last hash covers all. A
list cut short at its end still holds together: give `known`, a row seen before, to
notice.
Source: docs/reference/protocol.md §2.7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from havre.client.canonical import VERSION, fields
from havre.client.errors import BrokenChain

BEGINNING: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class DeskKey:
    """One row: the public key of a desk from one epoch on."""

    seq: int
    desk: str
    epoch: int
    public: bytes
    previous: bytes
    hash: bytes


def row_hash(seq: int, desk: str, epoch: int, public: bytes, previous: bytes) -> bytes:
    """Return the hash that stands in a row, and as `previous` in the next."""
    return sha256(fields(VERSION, seq, desk, epoch, public, previous)).digest()


def next_row(rows: Sequence[DeskKey], desk: str, public: bytes) -> DeskKey:
    """Return the row that adds a new key for `desk` after `rows`."""
    seq = len(rows) + 1
    previous = rows[-1].hash if rows else BEGINNING
    epoch = 1 + sum(row.desk == desk for row in rows)
    digest = row_hash(seq, desk, epoch, public, previous)
    return DeskKey(seq, desk, epoch, public, previous, digest)


def verify(rows: Sequence[DeskKey], known: DeskKey | None = None) -> None:
    """Check the whole chain.

    Args:
        known: a row accepted earlier; the list must still hold it.

    Raises:
        BrokenChain: altered, reordered, with a gap, or without `known`.
    """
    for rank, row in enumerate(rows):
        if len(row.public) != 65 or row.public[0] != 4:
            raise BrokenChain(f"row {rank + 1} holds no public key")
        if row != next_row(rows[:rank], row.desk, row.public):
            raise BrokenChain(f"row {rank + 1} does not follow")
    if known is not None and known not in rows:
        raise BrokenChain("a row seen before is gone")


def current(rows: Sequence[DeskKey], desk: str) -> DeskKey | None:
    """Return the key in use: the desk's highest epoch, or None if it has none."""
    mine = [row for row in rows if row.desk == desk]
    return max(mine, key=lambda row: row.epoch) if mine else None
