"""Whatever supervisors do, what officers are offered was read by two people."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from texts.builders import (
    AUTHOR,
    BUILT_IN,
    HELLO,
    OTHER,
    READER,
    Room,
    a_room,
    a_wording,
)

from havre.errors import HavreError
from havre.texts.actions import Proposal
from havre.texts.rules import State

ACTS = st.sampled_from(["propose", "read", "withdraw"])
MEMBERS = st.sampled_from([AUTHOR, READER, OTHER])
MOVE = st.tuples(ACTS, st.integers(0, 5), MEMBERS)
Move = tuple[str, int, str]


class Believed:
    """What is in use, as somebody who watches every act believes."""

    def __init__(self) -> None:
        self.in_use: int | None = 1
        self.authors: dict[int, str] = {}

    def saw(self, act: str, number: int, by: str) -> None:
        """Take note of an act that was done."""
        if act == "propose":
            self.authors[number] = by
        elif act == "read":
            assert by != self.authors[number]
            self.in_use = number
        elif number == self.in_use:
            self.in_use = None


async def do(room: Room, move: Move) -> int | None:
    """Do what a supervisor asks; return the version it touched, None if refused."""
    act, number, by = move
    try:
        if act == "propose":
            base = (HELLO.key, number)
            return (await room.shelf.propose(Proposal(a_wording(), by, base))).number
        await (room.shelf.read if act == "read" else room.shelf.withdraw)(
            HELLO.key, number, by
        )
    except HavreError:
        return None
    return number


async def play(moves: list[Move], path: Path) -> None:
    """Do every move, and look after each."""
    believed, last = Believed(), 0
    async with a_room(path, BUILT_IN) as room:
        for move in moves:
            touched = await do(room, move)
            if touched is not None:
                believed.saw(move[0], touched, move[2])
            text = (await room.shelf.texts())[HELLO.key]
            used = [one for one in text.versions if text.state(one) is State.IN_USE]

            assert len(used) <= 1
            assert believed.in_use == (used[0].number if used else None)
            for one in used:
                assert one.number >= last
                assert one == HELLO or one.reader not in (None, one.author)
                last = one.number


@settings(max_examples=40)
@given(st.lists(MOVE, max_size=14))
def test_at_most_one_version_is_in_use_and_another_has_read_it(
    moves: list[Move],
) -> None:
    """What came with Havre stays until it is replaced; nothing former comes back."""
    with TemporaryDirectory() as path:
        asyncio.run(play(moves, Path(path)))
