"""`havre simulate`: what it is told, and what it prints."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from havre.simulation.plan import officers_for
from havre.simulation.script import NobodyToAnswer, Script

NOBODY = (
    "no service there, or no simulated officer can sign in; a demonstration furnished"
    " by an earlier version has none: remove its data"
)

# A house of its own: given how many officers, its address and its lease in seconds.
OwnHouse = Callable[[int], AbstractContextManager[tuple[str, float]]]


def add_command(
    commands: Any,  # noqa: ANN401 - argparse does not name what add_subparsers returns
    password: str,
    own_house: OwnHouse,
) -> None:
    """Add `simulate` to `commands`.

    Args:
        password: of the simulated officers; public.
        own_house: opened when no address is given.
    """
    told = "play an evening of invented visitors and officers, and check it"
    command = commands.add_parser("simulate", help=told, description=told)
    command.add_argument("--visitors", type=_above_zero, default=60, metavar="N")
    command.add_argument(
        "--minutes",
        type=_minutes,
        default=5.0,
        metavar="M",
        help="real minutes in which 16:00 to midnight pass",
    )
    command.add_argument("--seed", type=int, default=1, metavar="S")
    command.add_argument(
        "--base",
        metavar="URL",
        help="a demonstration that runs, without its own simulation;"
        " without it a house is opened and closed",
    )
    command.add_argument(
        "--officers",
        type=_above_zero,
        metavar="K",
        help="as many as the crowd needs; fewer make it wait",
    )
    command.add_argument("--svg", type=Path, metavar="FILE", help="draw the waits")
    command.add_argument("--endless", action="store_true", help=argparse.SUPPRESS)
    command.set_defaults(run=lambda asked: _run(asked, password, own_house))


def _run(asked: argparse.Namespace, password: str, own_house: OwnHouse) -> int:
    try:
        if asked.base and asked.endless:
            from havre.simulation.company import keep_company

            stop = keep_company(asked.base, password, _end_of_input(), asked.seed)
            asyncio.run(stop)
            return 0
        if asked.base:
            script = Script(asked.base, password, *_size(asked), asked.officers)
            return _play(asked, script)
        officers = asked.officers or officers_for(asked.visitors)
        with own_house(officers) as (base, lease):
            script = Script(base, password, *_size(asked), officers, lease)
            return _play(asked, script)
    except NobodyToAnswer:
        print(f"havre: {NOBODY}", file=sys.stderr)
        return 2


def _size(asked: argparse.Namespace) -> tuple[int, float, int]:
    return asked.visitors, asked.minutes, asked.seed


def _play(asked: argparse.Namespace, script: Script) -> int:
    from havre.simulation.drawing import draw
    from havre.simulation.playing import play
    from havre.simulation.telling import tell

    played = asyncio.run(play(script))
    print(tell(played), flush=True)
    if asked.svg is not None:
        asked.svg.write_text(draw(played), encoding="utf-8")
    return 0 if played.findings.good else 1


async def _end_of_input() -> None:
    """Wait until whoever started this ends, however that happens."""
    loop = asyncio.get_running_loop()
    ended = loop.create_future()

    def read() -> None:
        if not os.read(sys.stdin.fileno(), 1_024) and not ended.done():
            ended.set_result(None)

    loop.add_reader(sys.stdin.fileno(), read)
    try:
        await ended
    finally:
        loop.remove_reader(sys.stdin.fileno())


def _above_zero(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0.1 <= minutes <= 480:
        raise argparse.ArgumentTypeError("from 0.1 to 480")
    return minutes
