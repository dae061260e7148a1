"""Run the benchmark: `make bench`.

Exit status 1 when a message was lost, doubled, reordered or changed, or somebody never
came back; a target of speed that is not reached is told, and is no failure.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import uvloop

from bench.figures import Machine, Scene, section, table, versions
from bench.page import CAVEATS, HOW, TITLE
from bench.processes import TWO_CORES, raise_descriptors, take_driver_core
from bench.scene_closed import closed_scene
from bench.scene_figures import figures_scene
from bench.scene_law import law_scene
from bench.scene_line import line_scene
from bench.scene_many import many_scenes
from bench.scene_near import near_scene

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "reference" / "benchmark.md"
IMAGES: Final = ROOT / "docs" / "images"
SCENES: Final = ("closed", "many", "line", "law", "figures", "near")
SPARE: Final = 200  # descriptors for files, databases, doors
MOST: Final = 10_000  # conversations


def tell(words: str) -> None:
    """Say where the run is."""
    print(f"… {words}", file=sys.stderr, flush=True)


async def run(folder: Path, asked: argparse.Namespace, descriptors: int) -> list[Scene]:
    """Run the scenes that are asked for."""
    here = asyncio.current_task()
    assert here is not None
    for sign in (signal.SIGINT, signal.SIGTERM):  # the servers end with the run
        asyncio.get_running_loop().add_signal_handler(sign, here.cancel)
    quick = asked.quick
    room = min(MOST, (descriptors - SPARE) // 2)
    scenes: list[Scene] = []
    if asked.only in (None, "closed"):
        rounds, seconds = (1, 2.0) if quick else (4, 6.0)
        scenes.append(
            await closed_scene(folder, rounds=rounds, seconds=seconds, tell=tell)
        )
    if asked.only in (None, "many"):
        many, seconds, rounds = (min(300, room), 4.0, 1) if quick else (room, 40.0, 2)
        scenes += await many_scenes(
            folder, conversations=many, seconds=seconds, rounds=rounds, tell=tell
        )
    if asked.only in (None, "line"):
        waiting, takes = (500, 50) if quick else (min(MOST, room * 2), 500)
        scenes.append(await line_scene(folder, waiting=waiting, takes=takes, tell=tell))
    if asked.only in (None, "law"):
        stories = 100 if quick else 2000
        scenes.append(await law_scene(folder, stories=stories, tell=tell))
    if asked.only in (None, "figures"):
        year, reads = (2_000, 20) if quick else (50_000, 100)
        scenes.append(
            await figures_scene(folder, conversations=year, reads=reads, tell=tell)
        )
    if asked.only in (None, "near"):
        places = 200 if quick else 5_000
        scenes.append(await near_scene(folder, places=places, tell=tell))
    return scenes


def as_page(scenes: list[Scene], machine: str, descriptors: int) -> str:
    """Lay the run out for docs/reference/."""
    taken = (
        f"Taken on {datetime.now(UTC).date()}, on {machine}.\n"
        f"Versions: {versions()}.\n"
        f"At most {descriptors:,} descriptors a process"
        f" (its hard limit, which the run raises itself to).\n"
    )
    parts = [TITLE, taken, *(section(scene) for scene in scenes), HOW, CAVEATS]
    return "\n".join(parts)


def main() -> int:
    """Run, print, and write if asked."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke run of a minute")
    parser.add_argument("--only", choices=SCENES, help="one scene alone")
    parser.add_argument(
        "--write", action="store_true", help=f"write {PAGE.name} and its charts too"
    )
    asked = parser.parse_args()
    if asked.write and (asked.quick or asked.only):
        parser.error("--write is for a whole run")
    descriptors = raise_descriptors()
    take_driver_core()
    if not TWO_CORES:
        tell("one core, or no taskset: server and driver share it")
    machine = Machine()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the peer's servers have users of their own
        scenes = uvloop.run(run(Path(folder), asked, descriptors))
    described = machine.described()
    for scene in scenes:
        print(table(scene))
    print(f"\n{described}\n{versions()}")
    if asked.write:
        PAGE.write_text(as_page(scenes, described, descriptors))
        for scene in scenes:
            for name, svg in scene.charts.items():
                (IMAGES / name).write_text(svg)
    return 1 if any(scene.faults for scene in scenes) else 0


if __name__ == "__main__":
    sys.exit(main())
