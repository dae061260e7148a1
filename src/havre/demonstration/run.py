"""`havre demo`: the whole service, with invented officers whose password is public."""

import os
import shutil
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from havre.demonstration.aside import Aside, company
from havre.demonstration.centres import furnish_centres
from havre.demonstration.furnish import OFFICERS, PASSWORD, SECOND_READER, furnish
from havre.house import OtherVersion, open_house
from havre.serving import serve
from havre.settings import Settings
from havre.statistics.rules import Every

SIMULATED: Final = 8  # officers beside the three that a person signs in as
MARK: Final = "demonstration"  # a file in the data directory: never a real house
BANNER: Final = (
    "DÉMONSTRATION : personne ne répond ici. Si vous êtes en danger, appelez le 17."
)
_SIMULATION: Final = """\
  Invented visitors come, and simulated officers answer after a while; they leave
  yours to you for a minute. Without them: havre demo --without-simulation

"""


def is_demonstration(data: Path) -> bool:
    """Return True if `data` was furnished by the demonstration."""
    return (data / MARK).exists()


def demonstrate(settings: Settings, *, simulation: bool = True) -> int:
    """Furnish the house if it is empty, then serve it until interrupted.

    Args:
        simulation: invented visitors come and simulated officers answer.
    """
    data = settings.data
    if (data / "ledger.db").exists() and not is_demonstration(data):
        print(
            f"havre: {data} holds a real house, not the demonstration", file=sys.stderr
        )
        return 2
    if is_demonstration(data) and not _of_this_version(settings):
        print("The demonstration is of another version: it is made anew.", flush=True)
        shutil.rmtree(data)
    if not is_demonstration(data):
        _furnish(settings)
    if "HAVRE_FIGURES_EVERY" not in os.environ:  # nobody waits for a month to see them
        settings = replace(settings, figures=Every.MINUTE)
    with ExitStack() as beside:

        def listening() -> None:
            _tell(settings, simulation=simulation)
            if simulation:
                beside.enter_context(company(f"http://localhost:{settings.port}"))

        serve(settings, BANNER, listening)
    return 0


def _of_this_version(settings: Settings) -> bool:
    try:
        with open_house(settings):
            return True
    except OtherVersion:
        return False


def _furnish(settings: Settings) -> None:
    """Furnish beside `settings.data`, then move it there: never half a house."""
    print("Making the keys of three desks and their officers (once)…", flush=True)
    data = settings.data
    made = data.with_name(f"{data.name}.part")
    shutil.rmtree(made, ignore_errors=True)
    with Aside(replace(settings, data=made)) as aside:
        furnish(aside.base, aside.invitation, made, SIMULATED)
    furnish_centres(made)
    (made / MARK).write_text("Invented people; their password is public.\n")
    data.mkdir(parents=True, exist_ok=True)
    for path in made.iterdir():
        path.rename(data / path.name)
    made.rmdir()


def _tell(settings: Settings, *, simulation: bool) -> None:
    base = f"http://localhost:{settings.port}"
    named = (*(f"{n} ({d})" for n, _, d in OFFICERS), f"{SECOND_READER} (supervisor)")
    names = ", ".join(["sacha (relief, supervisor)", *named])
    print(
        f"\n  {BANNER}\n\n"
        f"  Visitor   {base}/\n"
        f"  Officers  {base}/agent\n"
        f"            {names}; password: {PASSWORD}\n"
        f"  Station   {base}/station\n"
        f"            alix (investigator), accueil (reception); the same password\n"
        f"  Figures   {base}/chiffres\n\n"
        f"{_SIMULATION if simulation else ''}"
        f"  Ctrl+C stops it. Data: {settings.data}\n",
        flush=True,
    )
