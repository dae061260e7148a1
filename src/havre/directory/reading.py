"""Tables of the directory, read by the names of their columns."""

import csv
from collections.abc import Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

# Column → other names under which public files write it.
Columns: TypeAlias = Mapping[str, tuple[str, ...]]


class BadDirectory(Exception):
    """A file of the directory cannot be used; the message names it and says why."""


def rows(
    file: Path, columns: Columns, maybe: Columns | None = None
) -> Iterator[tuple[str, ...]]:
    """Yield the values of `columns`, in that order, whatever the file's own order.

    Args:
        maybe: columns that the file may lack; when it has them all, they follow.

    Raises:
        BadDirectory: it is no CSV, lacks a column, or a row is short.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened, strict=True)
            header = next(reader, [])
            places = [*_places(file, header, columns)]
            if maybe and all(_named(header, name, maybe) for name in maybe):
                places += _places(file, header, maybe)
            yield from map(itemgetter(*places), reader)
    except (OSError, UnicodeDecodeError, IndexError, csv.Error) as error:
        raise BadDirectory(f"{file} : {error!r}") from error


def _named(header: list[str], column: str, columns: Columns) -> list[str]:
    return [name for name in (column, *columns[column]) if name in header]


def _places(file: Path, header: list[str], columns: Columns) -> Iterator[int]:
    for column in columns:
        names = _named(header, column, columns)
        if not names:
            raise BadDirectory(f"{file} : la colonne {column} manque")
        yield header.index(names[0])
