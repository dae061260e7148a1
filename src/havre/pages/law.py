"""Reads the law and the numbers from their dated files, and refuses a broken one."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

import msgspec

from havre.pages.rules import (
    Family,
    Law,
    Limit,
    Number,
    Numbers,
    Offence,
    Principle,
    Source,
    Stage,
)

DATA: Final = Path(__file__).parents[1] / "data"


class _Offences(msgspec.Struct, forbid_unknown_fields=True):
    proofread: bool
    sources: dict[str, Source]
    principles: tuple[Principle, ...]
    families: tuple[Family, ...]
    offences: tuple[Offence, ...]


class _Limitation(msgspec.Struct, forbid_unknown_fields=True):
    proofread: bool
    limits: tuple[Limit, ...]


class _Procedure(msgspec.Struct, forbid_unknown_fields=True):
    proofread: bool
    stages: tuple[Stage, ...]


class _Numbers(msgspec.Struct, forbid_unknown_fields=True):
    sources: dict[str, Source]
    numbers: tuple[Number, ...]


def read_law(directory: Path = DATA / "law") -> Law:
    """Return the law as the files of `directory` state it.

    Raises:
        OSError: a file is missing.
        ValueError: a file is malformed, or names what no file defines.
    """
    offences = msgspec.toml.decode(
        (directory / "offences.toml").read_bytes(), type=_Offences
    )
    limitation = msgspec.toml.decode(
        (directory / "limits.toml").read_bytes(), type=_Limitation
    )
    procedure = msgspec.toml.decode(
        (directory / "procedure.toml").read_bytes(), type=_Procedure
    )
    law = Law(
        proofread=offences.proofread and limitation.proofread and procedure.proofread,
        principles=offences.principles,
        families=offences.families,
        offences=offences.offences,
        limits={limit.key: limit for limit in limitation.limits},
        stages=procedure.stages,
        sources=offences.sources,
    )
    _refuse_unknown("source", (row.source for row in law.rows()), law.sources)
    families = [family.key for family in law.families]
    _refuse_unknown("family", (offence.family for offence in law.offences), families)
    limits = (key for offence in law.offences for key in offence.limits)
    _refuse_unknown("limit", limits, law.limits)
    return law


def read_numbers(path: Path = DATA / "numbers.toml") -> Numbers:
    """Return the numbers to call.

    Raises:
        OSError: no such file.
        ValueError: it is malformed, or names a source it does not define.
    """
    read = msgspec.toml.decode(path.read_bytes(), type=_Numbers)
    _refuse_unknown("source", (row.source for row in read.numbers), read.sources)
    return Numbers(read.numbers, read.sources)


def _refuse_unknown(kind: str, named: Iterable[str], known: Collection[str]) -> None:
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise ValueError(f"unknown {kind}: {', '.join(unknown)}")
