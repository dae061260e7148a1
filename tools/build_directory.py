"""Rebuild the built-in directory: communes from npm, police zone from its table.

Run by `make directory`. The communes come from one pinned npm package, fetched by npm
itself and checked against the integrity below. The police zone is compiled only when
its table is given: `tools/build_directory.py --police-zone FILE --day 2026-08-01`.
"""

import argparse
import base64
import csv
import hashlib
import json
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "havre" / "data" / "directory"

PACKAGE = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
INTEGRITY = (
    "sha512-XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/"
    "7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ=="
)
EDITION = date(2026, 1, 1)  # the year the package's own table gives for 6.0.0

# The arrondissements of Paris, Lyon and Marseille stand for these.
PARENTS = {"75056", "69123", "13055"}
KINDS = {"commune-actuelle", "arrondissement-municipal"}


def fetch(folder: Path) -> Path:
    """Return the package's tarball, fetched into `folder` and checked."""
    subprocess.run(
        ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (tarball,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise SystemExit(f"{tarball.name} is not the one we know: sha512-{digest}")
    return tarball


def communes_in(tarball: Path) -> list[dict[str, object]]:
    """Return the communes of today, overseas included, parents left out."""
    with tarfile.open(tarball) as package:
        member = package.extractfile("package/data/communes.json")
        assert member is not None
        every = json.load(member)
    kept = [c for c in every if c["type"] in KINDS and c["code"] not in PARENTS]
    return sorted(kept, key=lambda c: str(c["code"]))


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file whose bytes depend on nothing but `rows`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def build_communes(checked: date) -> dict[str, object]:
    """Write communes.csv; return its section of edition.toml."""
    with tempfile.TemporaryDirectory() as folder:
        communes = communes_in(fetch(Path(folder)))
    write(
        DATA / "communes.csv",
        ["insee", "name", "departement", "population", "postcodes"],
        (
            [
                commune["code"],
                commune["nom"],
                commune["departement"],
                commune.get("population", ""),
                " ".join(commune.get("codesPostaux", [])),
            ]
            for commune in communes
        ),
    )
    print(f"communes.csv: {len(communes)} communes")
    return {
        "source": "INSEE (Code officiel géographique, populations), La Poste (codes)",
        "edition": EDITION,
        "licence": "Licence Ouverte 2.0",
        "checked": checked,
        "package": PACKAGE,
        "version": VERSION,
        "integrity": INTEGRITY,
    }


def build_police_zone(table: Path, day: date, checked: date) -> dict[str, object]:
    """Write police_zone.csv; return its section of edition.toml."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["code_insee"])
    write(
        DATA / "police_zone.csv",
        ["insee", "forces", "service"],
        ([row["code_insee"], row["forces"], row["service_police"]] for row in rows),
    )
    print(f"police_zone.csv: {len(rows)} communes")
    return {
        "source": "Ministère de l’Intérieur, « Compétence territoriale gendarmerie "
        "et police nationales », noted row by row",
        "edition": day,
        "licence": "Licence Ouverte 2.0, presumed",
        "checked": checked,
    }


def toml(value: object) -> str:
    """Write one value as TOML; JSON strings are TOML strings."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Rebuild what was asked for, and date it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--police-zone", type=Path, metavar="FILE")
    parser.add_argument("--day", type=date.fromisoformat, help="edition of that FILE")
    asked = parser.parse_args()
    if asked.police_zone and not asked.day:
        parser.error("--police-zone needs --day: a table without a date is refused")
    editions = DATA / "edition.toml"
    sections = tomllib.loads(editions.read_text("utf-8")) if editions.exists() else {}
    today = datetime.now(UTC).date()
    sections["communes"] = build_communes(today)
    if asked.police_zone:
        zone = build_police_zone(asked.police_zone, asked.day, today)
        sections["police_zone"] = zone
    blocks = (
        "\n".join([f"[{name}]", *(f"{key} = {toml(section[key])}" for key in section)])
        for name, section in sorted(sections.items())
    )
    heading = "# Written by tools/build_directory.py: what each file is and from when."
    editions.write_text(heading + "\n\n" + "\n\n".join(blocks) + "\n", "utf-8")


if __name__ == "__main__":
    main()
