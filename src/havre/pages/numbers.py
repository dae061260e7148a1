"""Reads the numbers to call from their dated file, and refuses a broken one."""

from pathlib import Path
from typing import Final

import msgspec

from havre.law.reading import refuse_unknown
from havre.law.records import Source
from havre.pages.rules import Number, Numbers

DATA: Final = Path(__file__).parents[1] / "data"


class _Numbers(msgspec.Struct, forbid_unknown_fields=True):
    sources: dict[str, Source]
    numbers: tuple[Number, ...]


def read_numbers(path: Path = DATA / "numbers.toml") -> Numbers:
    """Return the numbers to call.

    Raises:
        OSError: no such file.
        ValueError: it is malformed, or names a source it does not define.
    """
    read = msgspec.toml.decode(path.read_bytes(), type=_Numbers)
    refuse_unknown("source", (row.source for row in read.numbers), read.sources)
    return Numbers(read.numbers, read.sources)
