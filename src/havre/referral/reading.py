"""Reads who helps with what: kinds of bodies, national lines, supervisors' entries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from havre.directory.directory import Directory
from havre.directory.places import SupportBody, SupportKind
from havre.law.reading import refuse_unknown
from havre.law.records import Row, Source
from havre.pages.rules import Number, Numbers
from havre.referral.rules import Bodies, Own, Referral, Scope
from havre.texts.entries import entry
from havre.texts.rules import Version
from havre.texts.wording import Need

DATA: Final = Path(__file__).parents[1] / "data" / "referrals.toml"
OWN: Final = "saisi par ce service, relu par une seconde personne"

NeedName = Literal[
    "logement", "juridique", "psychologique", "medical", "enfants", "langue",
    "handicap", "lgbt",
]  # fmt: skip


class KindOfBody(Row, frozen=True):
    """What a kind of body helps with."""

    kind: SupportKind
    needs: tuple[NeedName, ...]


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: str
    needs: tuple[NeedName, ...]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    sources: dict[str, Source]
    kinds: tuple[KindOfBody, ...]
    lines: tuple[_Line, ...]


def read_kinds(path: Path = DATA) -> tuple[KindOfBody, ...]:
    """Return what each kind of body helps with.

    Raises:
        OSError: no such file.
        ValueError: it is malformed, or names a source it does not define.
    """
    read = _read(path)
    refuse_unknown("source", (row.source for row in read.kinds), read.sources)
    return read.kinds


def read_lines(numbers: Numbers, path: Path = DATA) -> tuple[Referral, ...]:
    """Return the national lines, as the page of numbers has them.

    Raises:
        OSError: no such file.
        ValueError: it is malformed, or names a number that the page does not have.
    """
    read = _read(path)
    known = {one.number: one for one in numbers.numbers}
    refuse_unknown("number", (line.number for line in read.lines), known)
    return tuple(
        _line(known[line.number], line.needs, numbers.sources) for line in read.lines
    )


def bodies_of(directory: Directory, kinds: Iterable[KindOfBody]) -> Bodies:
    """Return the support bodies of a directory, ready to be looked up."""
    by_departement: dict[str, list[SupportBody]] = defaultdict(list)
    for body in directory.support:
        by_departement[body.place.departement].append(body)
    needs = {row.kind: tuple(map(str, row.needs)) for row in kinds}
    edition = directory.editions["support"]
    return Bodies(dict(by_departement), needs, edition, directory.communes)


def own_of(version: Version) -> Own:
    """Return the entry that a text in use says.

    Raises:
        BadRequest: it says none; `wording` lets none such be proposed.
    """
    told = entry(version.wording.body)
    need = version.wording.group
    scope = Scope.NATIONAL
    if told.departement or told.region:
        scope = Scope.DEPARTEMENT if told.departement else Scope.REGION
    referral = Referral(
        key=version.key,
        needs=(need.short,) if isinstance(need, Need) else (),
        name=version.wording.title,
        scope=scope,
        checked=_day(version.read_at or version.at or 0),
        source=OWN,
        certain=True,
        address=told.address,
        phone=told.phone,
        email=told.email,
        url=told.url,
        hours=told.hours,
    )
    region = "" if told.departement else told.region
    return Own(referral, told.departement, region)


def _read(path: Path) -> _File:
    return msgspec.toml.decode(path.read_bytes(), type=_File)


def _day(at: int) -> date:
    return datetime.fromtimestamp(at / 1000, UTC).date()


def _line(
    number: Number, needs: tuple[NeedName, ...], sources: dict[str, Source]
) -> Referral:
    is_site = number.link.startswith("http")
    return Referral(
        key=f"line:{number.number}",
        needs=tuple(map(str, needs)),
        name=number.name,
        scope=Scope.NATIONAL,
        checked=number.checked,
        source=sources[number.source].title,
        certain=number.certain,
        phone="" if is_site else number.number,
        url=number.link if is_site else "",
        hours=number.hours,
    )
