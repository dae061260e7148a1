"""What this room is lent of the house."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from havre.answering.actions import Stores
from havre.plumbing.database import Transaction

VISITOR: Final = "visitor"  # the journal's actor that is nobody's account


def _never(_tx: Transaction, _conversation: str) -> bool:
    return False


def _nothing(_tx: Transaction, _conversation: str) -> None:
    return None


async def _unnamed(_conversation: str) -> None:
    return None


@dataclass(frozen=True)
class Lent:
    """What the acts of this room are lent.

    Attributes:
        name_of: how a station of the directory is called; None if there is none.
        booked: an appointment is booked of that conversation.
        let_go: give up that appointment, and free its hour; then, after that commit,
        unname: destroy its name to call, key first.
        turn: a key and the row that names it are kept one after the other; nothing
            else changes what she gave in between.
    """

    stores: Stores
    name_of: Callable[[str], str | None]
    booked: Callable[[Transaction, str], bool] = _never
    let_go: Callable[[Transaction, str], None] = _nothing
    unname: Callable[[str], Awaitable[None]] = _unnamed
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
