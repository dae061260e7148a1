"""`havre centres check`: what is to be put right in the table of the centres."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from havre.directory.centres import COLUMNS, FILE, read_centres
from havre.directory.loading import load
from havre.directory.reading import BadDirectory


def add_centres(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
    *,
    folder: Callable[[], Path],
    directory: Callable[[], Path | None] = lambda: None,
) -> None:
    """Register `centres check`.

    Args:
        folder: tells where the table lives; asked when the command runs.
        directory: tells where the operator's own directory lives.
    """
    centres = subparsers.add_parser("centres", help="les centres opérationnels")
    actions = centres.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", help=f"relire {FILE}")
    check.add_argument("--folder", type=Path, help="sinon directory/ sous HAVRE_DATA")
    check.set_defaults(run=lambda asked: check_command(asked, folder, directory))


def check_command(
    asked: argparse.Namespace,
    folder: Callable[[], Path],
    directory: Callable[[], Path | None] = lambda: None,
) -> int:
    """Print what is to be put right. 1 when something is, or there is no table."""
    where = asked.folder or folder()
    try:
        table = read_centres(where)
        communes = load(directory()).communes
    except BadDirectory as error:
        print(error, file=sys.stderr)
        return 1
    if not table.rows and not table.faults:
        columns = ", ".join(COLUMNS)
        print(f"{where / FILE} : aucune ligne ({columns})", file=sys.stderr)
        return 1
    found = table.check(communes, datetime.now(UTC).date())
    for line in found:
        print(line)
    print(f"{len(table.rows)} lignes lues, {len(found)} à revoir")
    return 1 if found else 0
