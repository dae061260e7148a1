"""Measure what Havre promises of weight and time: `make measure`.

`--write` also writes docs/reference/measures.md, with the machine they were taken on.
Exit status 1 when a bound is not reached.
"""

import argparse
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import urlsplit
from urllib.request import urlopen

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from journey.chromium import Chromium  # noqa: E402
from journey.network import Elsewhere, Mood, Network  # noqa: E402
from journey.people import PHONE, Visitor  # noqa: E402
from journey.running import House, a_house, furnish_into  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PAGE: Final = ROOT / "docs" / "reference" / "measures.md"
STARTS: Final = 5
EXITS: Final = 20
# Two frames after the press: the blank screen has been painted.
WATCH: Final = """() => addEventListener("click", (event) => {
    requestAnimationFrame(() => requestAnimationFrame(() => {
        const style = getComputedStyle(document.body)
        const blank = style.visibility === "hidden" || style.display === "none"
        console.log(blank ? performance.now() - event.timeStamp : Infinity)
    }))
}, true)"""


@dataclass(frozen=True)
class Measure:
    """One figure and what it must stay under.

    Attributes:
        bound: None when the figure is told beside another.
    """

    what: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def reached(self) -> bool:
        """Whether it stays under its bound."""
        return self.bound is None or self.value < self.bound

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.bound is None:
            return ""
        return "ok" if self.reached else "NOT REACHED"

    def cells(self) -> tuple[str, str, str, str]:
        """What stands in a row of a table."""
        bound = "" if self.bound is None else f"< {told(self.bound)} {self.unit}"
        return self.what, f"{told(self.value)} {self.unit}", bound, self.verdict


def told(value: float) -> str:
    """Write a number for people."""
    return f"{value:,.2f}" if value < 10 else f"{value:,.0f}"


def transferred(base: str, path: str, form: str = "") -> tuple[int, int]:
    """Fetch as a browser does; return the bytes that came, with and without headers.

    Args:
        form: posted, when there is one.
    """
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname or "", parts.port or 80)) as line:
        line.sendall(
            f"{'POST' if form else 'GET'} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            "Connection: close\r\nAccept-Encoding: gzip\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(form)}\r\n\r\n{form}".encode()
        )
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200") or b"content-encoding: gzip" not in head:
        raise ValueError(f"{path} does not come compressed")
    return len(answer), len(body)


def loaded(house: House, path: str) -> tuple[int, dict[str, int]]:
    """Fetch a page and what it names; return its bytes with headers, and the parts."""
    whole, html = transferred(house.base, path)
    parts = {"page": html}
    with urlopen(f"{house.base}{path}") as answer:
        page = answer.read().decode()
    for part in re.findall(r'(?:src|href)="(/s/[^"]+)"', page):
        kind = "script" if part.endswith(".js") else "sheet"
        parts[kind] = parts.get(kind, 0) + transferred(house.base, part)[1]
    return whole, parts


def first_load(house: House) -> list[Measure]:
    """What a visitor's first visit brings over the network, compressed."""
    whole, parts = loaded(house, "/")
    views = transferred(house.base, "/", "views=yes")[1]
    first = [
        Measure(f"visitor's first load: {name}", size, "bytes")
        for name, size in parts.items()
    ]
    return [
        *first,
        Measure("visitor's first load, in all", sum(parts.values()), "bytes", 30_000),
        Measure("what is asked next: the views of the chat", views, "bytes"),
        Measure("first page with its headers", whole, "bytes", 14_600),
    ]


def guide_load(house: House) -> list[Measure]:
    """What « Est-ce une infraction ? » weighs, opened by itself and in the journey."""
    _, parts = loaded(house, "/questions")
    script = transferred(house.base, "/s/guide.js")[1]
    rows = [
        Measure(f"the guide's page: {name}", size, "bytes")
        for name, size in parts.items()
    ]
    return [
        *rows,
        Measure("the guide's page, in all", sum(parts.values()), "bytes", 30_000),
        Measure("the guide in the journey: its script", script, "bytes"),
    ]


def cold_start(data: Path) -> Measure:
    """From the command to the first answer, the middle of several."""
    took = []
    house = House(data)
    for _ in range(STARTS):
        began = time.perf_counter()
        house.start()
        took.append(time.perf_counter() - began)
        house.stop()
    return Measure(f"cold start, median of {STARTS}", median(took), "s", 2)


def exits(house: House, folder: Path) -> list[Measure]:
    """From the press to a blank screen, when no network answers any more."""
    took = []
    with sync_playwright() as playwright, Network(house.port) as network:
        chromium = Chromium(playwright, folder)
        try:
            for _ in range(EXITS):
                network.become(Mood.THROUGH)
                took.append(_one_exit(chromium, network))
        finally:
            chromium.kill()
    return [
        Measure(
            f"exit to blank, no network, median of {EXITS}", median(took), "ms", 100
        ),
        Measure(f"exit to blank, no network, longest of {EXITS}", max(took), "ms"),
    ]


def _one_exit(chromium: Chromium, network: Network) -> float:
    context = chromium.browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    visitor = Visitor(page, network.base).arrive()
    visitor.say("Bonjour")
    page.evaluate(WATCH)
    box = visitor.exit_link.bounding_box()
    assert box is not None
    network.become(Mood.SILENT)
    with page.expect_console_message() as told_by_page:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    context.close()
    return float(told_by_page.value.text)


def machine() -> str:
    """The machine, without its name."""
    model = "unknown processor"
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        found = re.search(r"^model name\s*: (.+)$", cpus.read_text(), re.M)
        model = found[1] if found else model
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} × {model}, Python {sys.version.split()[0]}, load {load:.1f}"
    )


@contextmanager
def _site() -> Iterator[Elsewhere]:
    sites = Elsewhere()
    yield sites
    sites.close()


def measure() -> list[Measure]:
    """Take every measure, one after the other: the machine is not shared with us."""
    with tempfile.TemporaryDirectory() as folder, _site() as sites:
        at = Path(folder)
        furnish_into(at / "furnished")
        start = cold_start(at / "furnished")
        with a_house(at / "furnished", at / "house", sites.neutral) as house:
            weights = [*first_load(house), *guide_load(house)]
        # Its exit leads to a site that never answers: the page must not wait for it.
        with a_house(at / "furnished", at / "house-2", sites.silent) as house:
            return [*weights, start, *exits(house, at / "profile")]


def as_page(taken: list[Measure]) -> str:
    """Lay the measures out for docs/reference/."""
    rows = "\n".join(f"| {' | '.join(one.cells())} |" for one in taken)
    day = datetime.now(UTC).date()
    return (
        "# Measures\n\n"
        "Written by `python tools/measure.py --write`; `make measure` takes them"
        " again.\n"
        "Weights are compressed bodies, as transferred.\n"
        "The exit is measured from the press to the second frame painted after it,"
        " by a real pointer event, while no network answers.\n\n"
        f"Taken on {day}, on {machine()}.\n\n"
        "| what | measured | bound | |\n|---|---|---|---|\n"
        f"{rows}\n"
    )


def main() -> int:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} too")
    asked = parser.parse_args()
    taken = measure()
    for one in taken:
        print("{:<48}{:>16}{:>18}  {}".format(*one.cells()))
    print(f"\n{machine()}")
    if asked.write:
        PAGE.write_text(as_page(taken))
    return 0 if all(one.reached for one in taken) else 1


if __name__ == "__main__":
    sys.exit(main())
