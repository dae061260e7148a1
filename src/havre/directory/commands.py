"""`havre route`, `stations near`, `directory import`: the answers, in a terminal."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from babel.dates import format_date

from havre.directory.importing.actions import Import, import_file
from havre.directory.importing.sources import DoubtfulFile, obtain
from havre.directory.loading import load
from havre.directory.near import Near
from havre.directory.reading import BadDirectory
from havre.directory.rules import (
    COMPETENCE_URL,
    Commune,
    DeskName,
    Force,
    Route,
    UnknownPostcode,
    renewal_warning,
)
from havre.directory.stations import around_payload
from havre.directory.web import route_payload

# `havre route --json` says exactly this; the web says more.
_TOLD: Final = ("postcode", "communes", "forces", "ask_commune", "desk", "edition")

_FORCES: Final = {Force.GN: "Gendarmerie nationale", Force.PN: "Police nationale"}
_DESKS: Final = {
    DeskName.POLICE: "police",
    DeskName.GENDARMERIE: "gendarmerie",
    DeskName.RELIEF: "relève nationale",
}


def add_commands(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
    *,
    folder: Callable[[], Path | None] = lambda: None,
) -> None:
    """Register `route`, `stations near` and `directory import`.

    Args:
        folder: tells where the operator's own edition lives; asked when a command
            runs, and only if `--directory` does not say.
    """
    route = subparsers.add_parser(
        "route", help="dire à quelle force et à quel bureau mène un code postal"
    )
    route.add_argument("code", metavar="CODE", help="code postal, cinq chiffres")
    route.add_argument("--commune", metavar="INSEE", help="la commune, si elle est sue")
    route.add_argument("--json", action="store_true", help="pour un programme")
    _add_folder(route)
    route.set_defaults(run=lambda asked: route_command(asked, folder))

    directory = subparsers.add_parser("directory", help="l’annuaire et ses éditions")
    actions = directory.add_subparsers(required=True, metavar="ACTION")
    importing = actions.add_parser(
        "import", help="remplacer une partie de l’annuaire par un fichier officiel"
    )
    importing.add_argument(
        "file",
        metavar="FICHIER|URL",
        help=f"le fichier officiel ; la compétence est à {COMPETENCE_URL}",
    )
    importing.add_argument(
        "--edition",
        type=date.fromisoformat,
        metavar="AAAA-MM-JJ",
        help="sa date ; sinon celle que donne le serveur, ou le disque",
    )
    importing.add_argument(
        "--allow-many-changes",
        action="store_true",
        help="accepter que plus de 2 %% des communes changent de force",
    )
    _add_folder(importing)
    importing.set_defaults(run=lambda asked: import_command(asked, folder))

    stations = subparsers.add_parser("stations", help="où elle peut être reçue")
    asking = stations.add_subparsers(required=True, metavar="ACTION")
    near = asking.add_parser("near", help="l’unité compétente, et les plus proches")
    near.add_argument("code", metavar="CODE", help="code postal, cinq chiffres")
    near.add_argument("--commune", metavar="INSEE", help="la commune, si elle est sue")
    near.add_argument("--json", action="store_true", help="pour un programme")
    _add_folder(near)
    near.set_defaults(run=lambda asked: near_command(asked, folder))


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--directory", type=Path, metavar="DOSSIER", help="sinon HAVRE_DIRECTORY"
    )


def _fail(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def route_command(
    asked: argparse.Namespace, folder: Callable[[], Path | None] = lambda: None
) -> int:
    """Print where a postal code leads. 2 when the code is none; 1: bad directory."""
    try:
        directory = load(asked.directory or folder())
        found = directory.route(asked.code, asked.commune)
    except UnknownPostcode as refusal:
        return _fail(f"{asked.code!r} : {refusal.sentence}", 2)
    except BadDirectory as error:
        return _fail(str(error), 1)
    if asked.json:
        payload = dict(route_payload(found))
        told = {key: payload[key] for key in _TOLD}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print("\n".join(_in_words(found)))
    warning = renewal_warning(found.edition, datetime.now(UTC).date())
    if warning:
        print(warning, file=sys.stderr)
    return 0


def _in_words(found: Route) -> Iterator[str]:
    yield found.postcode or ""
    for commune in found.communes:
        yield f"  {commune.name} ({commune.insee}) : {_forces(commune)}"
    if found.desk is None:
        yield "La commune est à demander : havre route CODE --commune INSEE"
    else:
        yield f"Bureau : {_DESKS[found.desk]}"
    if found.both:
        yield "Les deux forces servent cette commune : l’une ou l’autre répond."
    if found.unstated:
        yield "Aucune force n’est déclarée ici : la relève nationale répond."
    day = found.edition.day
    first = "1er" if day.day == 1 else str(day.day)  # Babel writes "1 août"
    yield f"Édition du {first} {format_date(day, 'MMMM y', 'fr')}"


def _forces(commune: Commune) -> str:
    named = [_FORCES[force] for force in sorted(commune.forces)]
    if commune.prefecture_de_police:
        named[-1] = "Préfecture de police"
    return " et ".join(named) or "force non déclarée"


def near_command(
    asked: argparse.Namespace, folder: Callable[[], Path | None] = lambda: None
) -> int:
    """Print where somebody may go. 2 when the code is none; 1: bad directory."""
    try:
        directory = load(asked.directory or folder())
        found = directory.around(asked.code, asked.commune)
    except UnknownPostcode as refusal:
        return _fail(f"{asked.code!r} : {refusal.sentence}", 2)
    except BadDirectory as error:
        return _fail(str(error), 1)
    edition = directory.editions["stations"].day.isoformat()
    if asked.json:
        print(json.dumps(around_payload(found, edition), ensure_ascii=False))
        return 0
    for near in found.competent:
        print(f"{_station(near)} — compétente{'' if near.certain else ', à vérifier'}")
    for near in found.near:
        print(_station(near))
    print(f"Lieux d’accueil, édition du {edition}")
    return 0


def _station(near: Near) -> str:
    place = near.station.place
    far = "" if near.km is None else f", à {near.km:.1f} km"
    season = ", en saison seulement" if near.station.seasonal else ""
    return f"{place.name}, {place.postcode} {place.commune}, {place.phone}{far}{season}"


def import_command(
    asked: argparse.Namespace, folder: Callable[[], Path | None] = lambda: None
) -> int:
    """Import one official file and print what changed. 1 when it is refused."""
    into = asked.directory or folder()
    if into is None:
        return _fail("Où écrire ? Donnez HAVRE_DIRECTORY ou --directory.", 2)
    try:
        with obtain(asked.file) as source:
            request = Import(
                into,
                load(into),
                today=datetime.now(UTC).date(),
                day=asked.edition,
                allow_many=asked.allow_many_changes,
            )
            changes = import_file(source, request)
    except (DoubtfulFile, BadDirectory, OSError) as error:
        return _fail(f"{asked.file} refusé, l’édition en place reste : {error}", 1)
    print("\n".join(changes))
    return 0
