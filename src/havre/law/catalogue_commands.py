"""`havre offences …`: the catalogue checked, shown, printed for a jurist, published."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import msgspec

from havre.law.checking import check
from havre.law.findings import HEADINGS, Finding, Kind
from havre.law.published import read_published, unpublished, write_published
from havre.law.reading import DATA, Law, read_law
from havre.law.records import Offence
from havre.law.sheet import sheet
from havre.law.showing import lines, payload, versions_of

WRONG: Final = 1
UNKNOWN: Final = 2
WIDEST: Final = 96  # characters: a longer line is hard to follow

Run = Callable[[argparse.Namespace, date], int]


class Unknown(Exception):
    """What is asked for is not in the catalogue; the message says so in French."""


def add_catalogue_commands(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
    *,
    today: Callable[[], date] = lambda: datetime.now(UTC).date(),
) -> None:
    """Register `offences check`, `show`, `sheet` and `publish`."""
    told = "le catalogue des infractions : vérifier, lire, faire relire, publier"
    offences = subparsers.add_parser("offences", help=told, description=told)
    actions = offences.add_subparsers(required=True, metavar="ACTION")

    def add(name: str, run: Run, told: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=told, description=told)
        action.add_argument(
            "--law",
            type=Path,
            default=DATA,
            metavar="DOSSIER",
            help="les fichiers du droit ; sinon ceux de Havre",
        )
        action.set_defaults(run=lambda asked: _answer(run, asked, today()))
        return action

    checks = add("check", check_command, "dire ce qui manque, se contredit ou vieillit")
    checks.add_argument("--json", action="store_true", help="pour un programme")
    shows = add("show", show_command, "tout dire d'une infraction")
    shows.add_argument("id", metavar="ID")
    shows.add_argument("--version", type=int, metavar="N", help="sinon la dernière")
    shows.add_argument("--json", action="store_true", help="pour un programme")
    prints = add(
        "sheet", sheet_command, "écrire les fiches qu'un juriste relit, en HTML"
    )
    prints.add_argument("-o", "--output", type=Path, metavar="FICHIER")
    which = prints.add_mutually_exclusive_group()
    which.add_argument("--offence", nargs="+", metavar="ID", help="celles-ci seulement")
    which.add_argument("--family", metavar="FAMILLE", help="cette famille seulement")
    add("publish", publish_command, "fixer les versions nouvelles pour de bon")


def _answer(run: Run, asked: argparse.Namespace, today: date) -> int:
    """Run one action; say in one line why it cannot be."""
    try:
        return run(asked, today)
    except Unknown as unknown:
        print(f"havre offences : {unknown}", file=sys.stderr)
        return UNKNOWN
    except BrokenPipeError:
        raise  # whoever reads has read enough
    except OSError as error:
        print(f"havre offences : impossible d'ouvrir {error.filename}", file=sys.stderr)
        return WRONG
    except ValueError as error:
        print(f"havre offences : fichier à corriger, {error}", file=sys.stderr)
        return WRONG


def check_command(asked: argparse.Namespace, today: date) -> int:
    """Print every finding. 1: something is wrong or old."""
    law = read_law(asked.law)
    found = check(law, read_published(asked.law), today)
    if asked.json:
        _print_json(
            {
                "day": today,
                "oldest": law.checked,
                "offences": len(law.offences),
                "counts": {kind: _count(found, kind) for kind in Kind},
                "findings": found,
            }
        )
    else:
        print("\n".join(_grouped(law, found)))
    return WRONG if any(one.wrong for one in found) else 0


def show_command(asked: argparse.Namespace, _today: date) -> int:
    """Print everything of one offence. 2: it is not in the catalogue."""
    law = read_law(asked.law)
    offence = _version(law, asked.id, asked.version)
    if asked.json:
        _print_json(payload(law, offence))
    else:
        width = min(shutil.get_terminal_size().columns, WIDEST)
        print("\n".join(lines(law, offence, width)))
    return 0


def sheet_command(asked: argparse.Namespace, today: date) -> int:
    """Write the review sheet. 2: what it should hold is not in the catalogue."""
    law = read_law(asked.law)
    chosen = _chosen(law, asked.offence, asked.family)
    written = sheet(law, chosen, today)
    if asked.output is None:
        print(written)
    else:
        asked.output.write_text(written, encoding="utf-8")
        print(f"{asked.output} : {len(chosen)} fiche{'s' * (len(chosen) > 1)}")
    return 0


def publish_command(asked: argparse.Namespace, today: date) -> int:
    """Add the digests of new versions. 1: the check fails, and nothing is written."""
    law, published = read_law(asked.law), read_published(asked.law)
    found = check(law, published, today)
    if any(one.wrong for one in found):
        print("\n".join(_grouped(law, [one for one in found if one.wrong])))
        print("Rien n'est publié.", file=sys.stderr)
        return WRONG
    new = unpublished(law, published)
    if new:
        write_published(asked.law, published | new)
    print(f"Publié : {', '.join(new)}" if new else "Rien de nouveau à publier.")
    return 0


def _grouped(law: Law, found: list[Finding]) -> Iterator[str]:
    """Return the findings under their headings, then how many of each."""
    for kind in Kind:
        ours = [one for one in found if one.kind is kind]
        if ours:
            yield HEADINGS[kind]
            yield from _lines(law, ours)
            yield ""
    wrong = sum(one.wrong for one in found)
    yield (
        f"{len(law.offences)} infractions · {wrong} à corriger"
        f" · {len(found) - wrong} à relire"
    )


def _lines(law: Law, found: Iterable[Finding]) -> Iterator[str]:
    """Return one line for what is said, however many it is said of."""
    said: dict[str, list[str]] = {}
    for one in found:
        said.setdefault(one.text, []).append(one.where)
    for text, places in said.items():
        everywhere = len(places) == len(law.offences) > 1
        where = "toutes les infractions" if everywhere else ", ".join(places)
        yield f"  {where} : {text}"


def _count(found: Iterable[Finding], kind: Kind) -> int:
    return sum(one.kind is kind for one in found)


def _version(law: Law, id_: str, version: int | None) -> Offence:
    known = versions_of(law, id_.upper())
    if not known:
        near = get_close_matches(id_.upper(), law.by_id, n=3)
        maybe = f" Peut-être {', '.join(near)} ?" if near else ""
        raise Unknown(f"« {id_} » n'est pas au catalogue.{maybe}")
    if version is not None and version not in known:
        listed = ", ".join(map(str, sorted(known)))
        raise Unknown(
            f"{id_.upper()} n'a pas de version {version} (il y a : {listed})."
        )
    return known[version or max(known)]


def _chosen(law: Law, ids: list[str] | None, family: str | None) -> list[Offence]:
    if ids:
        asked = {_version(law, id_, None).id for id_ in ids}
        return [one for one in law.offences if one.id in asked]
    if family is None:
        return list(law.offences)
    families = [one.key for one in law.families]
    if family not in families:
        raise Unknown(f"« {family} » n'est pas une famille : {', '.join(families)}.")
    return [one for one in law.offences if one.family == family]


def _print_json(content: object) -> None:
    print(msgspec.json.format(msgspec.json.encode(content)).decode())
