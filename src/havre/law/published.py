"""The versions of offences that were published, each by its digest: none ever changes.

What a person was told names an offence and its version: that pair must always give the
same words, and the same answer of the engine.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from havre.law.reading import DATA, Law
from havre.law.records import Offence

FILE: Final = "published.toml"
HEAD: Final = """\
# Every version of an offence that was published, and the digest of what it says.
# Written by `havre offences publish`, read by `havre offences check`; never by hand.
# A line is never changed: an offence that changes raises its version.

[published]
"""
# Who vouches for a statement and when it was compared: renewing those changes neither
# what a person reads of the law nor what the engine answers.
VOUCHING: Final = frozenset({"source", "checked", "reviewer"})


class _Published(msgspec.Struct, forbid_unknown_fields=True):
    published: dict[str, str]


def name_of(offence: Offence) -> str:
    """Return what names one version: "VIOL/1"."""
    return f"{offence.id}/{offence.version}"


def digest_of(offence: Offence) -> str:
    """Return the digest of what one version says.

    Of the record, not of its file: spaces, comments and the order of fields in TOML are
    nothing. A field at its default is left out, so that adding one to the record
    changes no digest.
    """
    said = _said(offence)
    for field in VOUCHING:
        said.pop(field, None)
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()


def _said(of: msgspec.Struct) -> dict[str, object]:
    said = {}
    for field in msgspec.structs.fields(of):
        value = getattr(of, field.name)
        if value != field.default:
            said[field.encode_name] = _plain(value)
    return said


def _plain(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return _said(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def read_published(directory: Path = DATA) -> dict[str, str]:
    """Return the digest of every published version, by its name.

    Raises:
        ValueError: the file is malformed.
    """
    path = directory / FILE
    if not path.exists():
        return {}
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_Published).published
    except msgspec.MsgspecError as error:
        raise ValueError(f"{path.name}: {error}") from error


def write_published(directory: Path, published: Mapping[str, str]) -> None:
    """Write every published version, whole or not at all.

    Raises:
        OSError: the directory cannot be written.
    """
    lines = [f'"{name}" = "{published[name]}"\n' for name in sorted(published)]
    partial = directory / f"{FILE}.partial"
    partial.write_text(HEAD + "".join(lines), encoding="utf-8")
    os.replace(partial, directory / FILE)


def unpublished(law: Law, published: Mapping[str, str]) -> dict[str, str]:
    """Return the versions of the catalogue that were not published yet."""
    every = {name_of(one): digest_of(one) for one in (*law.offences, *law.former)}
    return {name: digest for name, digest in every.items() if name not in published}


def changed(law: Law, published: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return each published version that no longer says the same, and what to do."""
    found = {name_of(one): digest_of(one) for one in (*law.offences, *law.former)}
    for name, digest in published.items():
        id_, _, version = name.partition("/")
        if name not in found:
            yield id_, f"la version {version} publiée a disparu : remettez-la"
        elif found[name] != digest:
            newer = _newest(law, id_) + 1
            yield (
                id_,
                f"la version {version} publiée a changé : faites une version {newer}",
            )


def _newest(law: Law, id_: str) -> int:
    return max(one.version for one in (*law.offences, *law.former) if one.id == id_)


def misnumbered(law: Law) -> Iterator[tuple[str, str]]:
    """Return the offences whose versions do not run 1, 2, 3… each once."""
    versions: dict[str, list[int]] = {}
    for one in (*law.offences, *law.former):
        versions.setdefault(one.id, []).append(one.version)
    for id_, numbers in versions.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield (
                id_,
                f"versions {_listed(numbers)} : attendu 1, 2, 3… chacune une fois",
            )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))
