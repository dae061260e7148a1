"""What a run found: figures with their targets, the machine, a table, a page."""

import os
import platform
import re
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Final

VERSIONS: Final = (
    "uvicorn", "starlette", "websockets", "uvloop", "httptools", "msgspec", "picows",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure, and what it was to reach.

    Attributes:
        target: None when the figure is told beside another.
        at_least: the target is a least, not a most.
    """

    what: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.target is None:
            return ""
        if self.at_least:
            return "reached" if self.value >= self.target else "NOT REACHED"
        return "reached" if self.value < self.target else "NOT REACHED"

    def cells(self) -> tuple[str, str, str, str]:
        """What stands in a row of a table."""
        bound = ""
        if self.target is not None:
            bound = f"{'≥' if self.at_least else '<'} {told(self.target)} {self.unit}"
        return self.what, f"{told(self.value)} {self.unit}", bound, self.verdict


@dataclass(frozen=True)
class Grid:
    """Figures of several systems side by side: a name, then one cell a column."""

    head: tuple[str, ...]
    rows: list[tuple[str, ...]]


@dataclass
class Scene:
    """One part of a run.

    Attributes:
        faults: messages lost, doubled, reordered or changed: the run fails.
        notes: sentences the reader needs beside the figures.
        charts: SVG, by file name.
    """

    title: str
    figures: list[Figure] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    charts: dict[str, str] = field(default_factory=dict)
    grid: Grid | None = None

    def add(self, what: str, value: float, unit: str, target: float | None = None,
            *, at_least: bool = False) -> None:  # fmt: skip
        """Add a figure."""
        self.figures.append(Figure(what, value, unit, target, at_least))


def told(value: float) -> str:
    """Write a number for people, with three figures that count."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.1f}" if value >= 10 else f"{value:,.2f}"


def table(scene: Scene) -> str:
    """Lay a scene out for a terminal."""
    lines = [f"\n{scene.title}"]
    lines += ["  {:<62}{:>16}{:>16}  {}".format(*one.cells()) for one in scene.figures]
    if scene.grid is not None:
        shape = "  {:<26}" + "{:>14}" * (len(scene.grid.head) - 1)
        many = (scene.grid.head, *scene.grid.rows)
        lines += ["", *(shape.format(*row) for row in many)]
    lines += [f"  · {note}" for note in scene.notes]
    lines += [f"  FAULT: {fault}" for fault in scene.faults]
    return "\n".join(lines)


def section(scene: Scene) -> str:
    """Lay a scene out for the page."""
    rows = "\n".join(f"| {' | '.join(one.cells())} |" for one in scene.figures)
    pictures = "".join(
        f"![{alt_of(svg)}](../images/{name})\n\n" for name, svg in scene.charts.items()
    )
    notes = "".join(f"{note}\n" for note in scene.notes)
    faults = "".join(f"**Fault: {fault}.**\n" for fault in scene.faults)
    table = f"| what | measured | target | |\n|---|---|---|---|\n{rows}\n\n"
    if scene.grid is not None:
        many = (scene.grid.head, ("---",) * len(scene.grid.head), *scene.grid.rows)
        table += "".join(f"| {' | '.join(row)} |\n" for row in many) + "\n"
    return f"## {scene.title}\n\n{pictures}{table}{notes}{faults}"


def alt_of(svg: str) -> str:
    """Return what a chart says of itself."""
    found = re.search(r"<desc[^>]*>([^<]*)</desc>", svg)
    return found[1] if found else ""


class Machine:
    """The machine, without its name, and what others took of it meanwhile."""

    def __init__(self) -> None:
        self._began = _stolen()

    def described(self) -> str:
        """Return a sentence."""
        total, stolen = (
            now - then for now, then in zip(_stolen(), self._began, strict=True)
        )
        memory = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
        model = re.search(r"^model name\s*: (.+)$", _read("/proc/cpuinfo"), re.M)
        return (
            f"{os.cpu_count()} × {model[1] if model else 'unknown processor'}, "
            f"{int(memory[1]) / 1_048_576 if memory else 0:.0f} GiB, "
            f"Linux {platform.release().split('-')[0]}, "
            f"Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f} at the"
            f" end, {stolen / max(total, 1):.1%} of the processors' time taken by the"
            " host"
        )


def versions() -> str:
    """Return what the figures depend on."""
    import sqlite3

    told = [f"{name} {version(name)}" for name in VERSIONS]
    return ", ".join([*told, f"SQLite {sqlite3.sqlite_version}"])


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def _stolen() -> tuple[int, int]:
    """Ticks of all processors since they started, and those the host kept."""
    ticks = [int(one) for one in _read("/proc/stat").partition("\n")[0].split()[1:]]
    return sum(ticks[:8]), ticks[7] if len(ticks) > 7 else 0
