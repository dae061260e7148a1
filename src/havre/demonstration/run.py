"""`havre demo`: the whole service, with invented officers whose password is public."""

import shutil
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

import uvicorn

from havre.demonstration.furnish import OFFICERS, PASSWORD, furnish
from havre.house import open_house
from havre.serving import configuration, invite_first, serve
from havre.settings import Settings

MARK: Final = "demonstration"  # a file in the data directory: never a real house
BANNER: Final = (
    "DÉMONSTRATION : personne ne répond ici. Si vous êtes en danger, appelez le 17."
)


def is_demonstration(data: Path) -> bool:
    """Return True if `data` was furnished by the demonstration."""
    return (data / MARK).exists()


def demonstrate(settings: Settings) -> int:
    """Furnish the house if it is empty, then serve it until interrupted."""
    data = settings.data
    if (data / "ledger.db").exists() and not is_demonstration(data):
        print(
            f"havre: {data} holds a real house, not the demonstration", file=sys.stderr
        )
        return 2
    if not is_demonstration(data):
        _furnish(settings)
    serve(settings, BANNER, listening=lambda: _tell(settings))
    return 0


def _furnish(settings: Settings) -> None:
    """Furnish beside `settings.data`, then move it there: never half a house."""
    print("Making the keys of three desks and three officers (once)…", flush=True)
    data = settings.data
    made = data.with_name(f"{data.name}.part")
    shutil.rmtree(made, ignore_errors=True)
    with _Aside(replace(settings, data=made, host="127.0.0.1", port=0)) as aside:
        code = aside.invitation
        furnish(aside.base, code, made)
    (made / MARK).write_text("Invented people; their password is public.\n")
    data.mkdir(parents=True, exist_ok=True)
    for path in made.iterdir():
        path.rename(data / path.name)
    made.rmdir()


class _Aside:
    """A server on a free port of this machine, for the time of a block."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.invitation = invite_first(settings, "Sacha") or ""
        self.base = ""

    def __enter__(self) -> "_Aside":
        self._open = open_house(self._settings)
        house = self._open.__enter__()
        self._server = uvicorn.Server(configuration(house))
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the demonstration's server did not start")
            time.sleep(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._open.__exit__(None, None, None)


def _tell(settings: Settings) -> None:
    base = f"http://localhost:{settings.port}"
    names = ", ".join(["sacha (relief)", *(f"{n} ({d})" for n, _, d in OFFICERS)])
    print(
        f"\n  {BANNER}\n\n"
        f"  Visitor   {base}/\n"
        f"  Officers  {base}/agent\n"
        f"            {names}; password: {PASSWORD}\n\n"
        f"  Ctrl+C stops it. Data: {settings.data}\n",
        flush=True,
    )
