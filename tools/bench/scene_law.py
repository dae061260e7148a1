"""The law: how long an answer takes in both languages, and what its page weighs."""

import asyncio
import contextlib
import gzip
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec
from playwright.async_api import async_playwright

from bench.figures import Scene
from bench.loads import percentile
from havre.app import build
from havre.house import open_house
from havre.law.asked import Ask, Impossible, NotYetAnOffence
from havre.law.conditions import Told
from havre.law.limitation import answer
from havre.law.qualification import pistes
from havre.law.reading import Law, read_law
from havre.law.tables import rules
from havre.settings import Settings

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from law.worked import TODAY, worked_cases  # noqa: E402

GUIDE: Final = "/questions"
ANSWER: Final = 5.0  # ms
SCRIPT: Final = "/s/guide.js"  # asked for when the first question is
WEIGHT: Final = 30_000  # bytes, compressed: the page with its scripts
TOLD: Final = 6  # facts of one story


async def law_scene(
    folder: Path, *, stories: int, tell: Callable[[str], None]
) -> Scene:
    """Ask every worked case and many stories of both languages; weigh the guide."""
    scene = Scene("The law, in Python and in a browser")
    law = read_law()
    asks = [case.ask for case in worked_cases()]
    invented = _stories(law, stories)
    tell(f"asking {len(asks)} cases and {stories} stories, in Python")
    limits = [_limited(law, ask) for ask in asks]
    found = [_found(law, told) for told in invented]
    tell("the same in Chromium")
    page = await _in_chromium(folder, law, asks, invented)
    tell("weighing the guide's page")
    parts = await _weights(folder / "law")
    for name, times in (
        ("limitation, Python", limits),
        ("limitation, Chromium", page["limits"]),
        ("qualification, Python", found),
        ("qualification, Chromium", page["pistes"]),
    ):
        scene.add(f"{name}: p50", percentile(times, 0.5), "ms")
        scene.add(f"{name}: p99", percentile(times, 0.99), "ms", ANSWER)
    scene.add("the first of each, Chromium", max(page["first"]), "ms", ANSWER)
    for part, size in parts.items():
        scene.add(f"the guide's page: {part}", size, "bytes")
    scripts = {part: size for part, size in parts.items() if part.endswith(".js")}
    together = parts["page"] + sum(scripts.values())
    scene.add("the guide's page with its scripts", together, "bytes", WEIGHT)
    scene.add("the same with its sheet", sum(parts.values()), "bytes")
    scene.notes.append(
        f"{len(asks)} worked cases of tests/law, each with every reading; {stories}"
        f" invented stories of {TOLD} facts, against {len(law.offences)} offences. In"
        " Chromium each is the mean of ten, for a page's clock is coarse. Weights are"
        " compressed, without headers."
    )
    return scene


def _stories(law: Law, count: int) -> list[Told]:
    chance = random.Random(4)
    facts = law.facts.facts
    return [
        Told(
            {
                fact.key: frozenset({chance.choice(fact.values).key})
                for fact in [facts[0], *chance.sample(facts[1:], TOLD - 1)]
            }
        )
        for _ in range(count)
    ]


def _limited(law: Law, ask: Ask) -> float:
    began = time.perf_counter()
    with contextlib.suppress(Impossible, NotYetAnOffence):
        answer(law.clock, ask, TODAY)
    return (time.perf_counter() - began) * 1e3


def _found(law: Law, told: Told) -> float:
    began = time.perf_counter()
    pistes(law.vocabulary, law.offences, told)
    return (time.perf_counter() - began) * 1e3


async def _in_chromium(
    folder: Path, law: Law, asks: list[Ask], stories: list[Told]
) -> dict[str, list[float]]:
    script = folder / "law-page.js"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    command = [esbuild, "web/tests/law-page.ts", f"--outfile={script}", "--bundle"]
    bundling = [*command, "--log-level=warning"]
    await asyncio.to_thread(subprocess.run, bundling, cwd=ROOT, check=True)
    question = {
        "tables": rules(law),
        "today": TODAY,
        "asks": [_without_none(ask) for ask in asks],
        "stories": stories,
    }
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = await browser.new_page()
        await page.add_script_tag(path=script)
        found = await page.evaluate(
            "question => timed(question)", msgspec.to_builtins(question)
        )
        await browser.close()
    return dict(found)


def _without_none(ask: Ask) -> dict[str, Any]:
    plain = msgspec.to_builtins(ask)
    return {key: value for key, value in plain.items() if value is not None}


async def _weights(data: Path) -> dict[str, float]:
    """Return what the guide's page and each part it names weigh, compressed."""
    with open_house(Settings.read({"HAVRE_DATA": str(data)})) as house:
        transport = httpx.ASGITransport(build(house))
        async with httpx.AsyncClient(transport=transport, base_url="http://h") as asked:
            page = await asked.get(GUIDE)
            parts = re.findall(r'(?:src|href)="(/s/[^"]+)"', page.text)
            weights = {"page": float(len(gzip.compress(page.content)))}
            for part in sorted({*parts, SCRIPT}):
                content = (await asked.get(part)).content
                weights[part] = float(len(gzip.compress(content)))
    return weights
