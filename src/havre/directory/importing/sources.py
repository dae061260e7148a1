"""Where an official file comes from, and what it is made of before it is believed."""

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import BinaryIO, Final
from urllib import request
from urllib.error import URLError

from tqdm import tqdm

MOST: Final = 512 * 1024 * 1024  # bytes; the largest, Service-Public.fr's, is under
TABLE_MOST: Final = 64 * 1024 * 1024  # bytes; the largest table is under 5 MB
TIMEOUT: Final = 30  # seconds without a byte


class DoubtfulFile(Exception):
    """The file is not to be trusted; the message says why, in French, to an operator.

    Not a `HavreError`: no browser ever hears of it.
    """


@dataclass(frozen=True, slots=True)
class Source:
    """A file at hand.

    Attributes:
        name: the path or address it came from.
        day: when it was last changed, as far as the server or the disk knows.
    """

    path: Path
    name: str
    day: date


@contextmanager
def obtain(where: str, *, most: int = MOST) -> Iterator[Source]:
    """Yield the file at `where`, a path or an http(s) address; forget a download.

    Args:
        most: size in bytes beyond which it is refused.

    Raises:
        DoubtfulFile: it cannot be reached, or it is empty or too large.
    """
    if where.startswith(("http://", "https://")):
        with tempfile.TemporaryDirectory(prefix="havre-") as folder:
            yield _download(where, Path(folder) / "download", most)
        return
    path = Path(where)
    try:
        facts = path.stat()
    except OSError as error:
        raise DoubtfulFile(f"fichier illisible ({error.strerror})") from error
    if not path.is_file():
        raise DoubtfulFile("ce n’est pas un fichier")
    _check_size(facts.st_size, most)
    yield Source(path, where, datetime.fromtimestamp(facts.st_mtime, UTC).date())


def _check_size(size: int, most: int) -> None:
    if size == 0:
        raise DoubtfulFile("le fichier est vide")
    if size > most:
        raise DoubtfulFile(f"le fichier dépasse {most // 1024} Kio")


def _opener() -> request.OpenerDirector:
    """Return an opener for http(s) alone: no redirection leads to file: or ftp:."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _download(address: str, to: Path, most: int) -> Source:
    try:
        with _opener().open(address, timeout=TIMEOUT) as answer, to.open("wb") as file:
            size = int(answer.headers.get("Content-Length") or 0)
            _copy(answer, file, size, most)
            changed = answer.headers.get("Last-Modified")
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise DoubtfulFile(f"téléchargement impossible ({error})") from error
    _check_size(to.stat().st_size, most)
    return Source(to, address, _day(changed))


def _copy(answer: BinaryIO, file: BinaryIO, size: int, most: int) -> None:
    if size > most:
        _check_size(size, most)
    with tqdm(total=size or None, unit="o", unit_scale=True, disable=None) as bar:
        copied = 0
        while piece := answer.read(1 << 16):
            copied += len(piece)
            _check_size(copied, most)
            file.write(piece)
            bar.update(len(piece))
    if size and copied != size:
        raise DoubtfulFile("téléchargement interrompu")


def _day(changed: str | None) -> date:
    try:
        return parsedate_to_datetime(changed or "").astimezone(UTC).date()
    except ValueError:
        return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file whose columns are known by name."""

    columns: frozenset[str]
    rows: tuple[dict[str, str], ...]

    def require(self, columns: Sequence[str]) -> None:
        """Check that every one of `columns` is there.

        Raises:
            DoubtfulFile: some are not.
        """
        missing = [column for column in columns if column not in self.columns]
        if missing:
            raise DoubtfulFile(f"il manque la colonne {', '.join(missing)}")


def read_table(path: Path) -> Table:
    """Return the CSV file at `path`, `;` or `,`, with or without a byte-order mark.

    Raises:
        DoubtfulFile: not UTF-8, a web page, no row, or a row unlike the header.
    """
    _check_size(path.stat().st_size, TABLE_MOST)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DoubtfulFile(f"pas en UTF-8 (octet {error.start})") from error
    if text.lstrip()[:1] == "<":
        raise DoubtfulFile("c’est une page web (HTML), pas un tableau CSV")
    try:
        return _parse(text)
    except csv.Error as error:
        raise DoubtfulFile(f"CSV mal formé ({error})") from error


def _parse(text: str) -> Table:
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = [name.strip() for name in next(reader, [])]
    twice = {name for name in header if header.count(name) > 1 and name}
    if twice:
        raise DoubtfulFile(f"colonne en double : {', '.join(sorted(twice))}")
    rows = []
    for row in tqdm(reader, total=text.count("\n"), unit=" lignes", disable=None):
        if row and len(row) != len(header):
            raise DoubtfulFile(f"ligne {reader.line_num} : {len(row)} colonnes")
        if row:  # a blank line is none
            rows.append(dict(zip(header, map(str.strip, row), strict=True)))
    if not rows:
        raise DoubtfulFile("aucune ligne de données")
    return Table(frozenset(header), tuple(rows))


def replace(path: Path, text: str) -> None:
    """Put `text` at `path` whole or not at all, even if the power fails.

    Raises:
        OSError: the disk refuses; the former file is intact.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, name) if path.exists() else Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
