"""The commands of an operator.

`havre serve | demo | simulate | init | route | stations | directory | centres |
limitation | offences`
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from havre.settings import BadSettings, Settings


class _Command(argparse.ArgumentParser):
    """A command: what it is not given well, it refuses in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, without the usage."""
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    os.umask(0o077)  # what is kept is its owner's alone
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        return int(asked.run(asked))
    except BadSettings as bad:
        print(f"havre: {bad}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    from havre.demonstration.furnish import PASSWORD
    from havre.directory.centre_commands import add_centres
    from havre.directory.commands import add_commands
    from havre.law.catalogue_commands import add_catalogue_commands
    from havre.law.commands import add_limitation
    from havre.simulation.commands import add_command

    parser: argparse.ArgumentParser = _Command(prog="havre", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, told in (
        ("serve", _serve, "run the service"),
        ("demo", _demo, "run it with invented people, on its own data"),
    ):
        command = commands.add_parser(name, help=told, description=told)
        command.add_argument("--port", type=int, help="port to listen on")
        command.add_argument("--data", type=Path, help="directory of the databases")
        command.set_defaults(run=run)
    commands.choices["demo"].add_argument(
        "--without-simulation",
        action="store_true",
        help="no invented visitors, no simulated officers",
    )
    add_command(commands, PASSWORD, _own_house)
    told = "make the first administrator's invitation"
    init = commands.add_parser("init", help=told, description=told)
    init.add_argument("--data", type=Path, help="directory of the databases")
    init.add_argument(
        "--name",
        default="Administration",
        help="what visitors and colleagues read of the administrator",
    )
    init.set_defaults(run=_init)
    add_commands(commands, folder=_directory)
    add_centres(commands, folder=_centres, directory=_directory)
    add_limitation(commands)
    add_catalogue_commands(commands)
    return parser


def _settings(asked: argparse.Namespace) -> Settings:
    settings = Settings.read()
    if asked.data is not None:
        settings = replace(settings, data=asked.data)
    if getattr(asked, "port", None) is not None:
        settings = replace(settings, port=asked.port)
    return settings


def _directory() -> Path:
    """Return where an imported directory is kept, and read first."""
    return Settings.read().directory_folder


def _centres() -> Path:
    """Return where the table of operations centres is kept."""
    return Settings.read().centres_folder


def _serve(asked: argparse.Namespace) -> int:
    from havre.demonstration.run import is_demonstration
    from havre.serving import serve

    settings = _settings(asked)
    if is_demonstration(settings.data):
        print(
            f"havre: {settings.data} holds the demonstration, whose passwords are"
            " public; choose another --data",
            file=sys.stderr,
        )
        return 2
    address = f"http://{settings.host}:{settings.port}/"
    serve(settings, listening=lambda: print(f"Havre listens on {address}", flush=True))
    return 0


def _demo(asked: argparse.Namespace) -> int:
    from havre.demonstration.run import demonstrate

    settings = _settings(asked)
    if asked.data is None and "HAVRE_DATA" not in os.environ:
        settings = replace(settings, data=Path("var/demo"))
    return demonstrate(settings, simulation=not asked.without_simulation)


def _own_house(officers: int) -> AbstractContextManager[tuple[str, float]]:
    from havre.demonstration.aside import own_house

    return own_house(officers)


def _init(asked: argparse.Namespace) -> int:
    from havre.serving import invite_first

    settings = _settings(asked)
    code = invite_first(settings, asked.name)
    if code is None:
        print("havre: this house has an administrator already", file=sys.stderr)
        return 2
    base = settings.origin or f"http://localhost:{settings.port}"
    print("Open this link once, within 72 hours, on the administrator's machine:")
    print(f"{base}/agent#invitation={code}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
