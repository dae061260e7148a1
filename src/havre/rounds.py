"""What a house does by itself: at start, and again and again while it is open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

from havre.access import actions as access
from havre.access import store as keyring
from havre.answering import leases
from havre.answering import store as answering
from havre.conversation import presence
from havre.conversation.actions import LINE
from havre.conversation.rules import Side
from havre.erasure import actions as erasing
from havre.house import House
from havre.keys.actions import retire
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.rounds import every
from havre.waiting import store as waiting
from havre.waiting.rules import positions

HOUR: Final = timedelta(hours=1)


async def wake(house: House) -> None:
    """Put the house in order before anyone knocks.

    Interrupted erasures are finished, unfinished openings swept, and nobody is held
    silent or absent for the time the server was down.
    """
    await erasing.finish_interrupted(house.eraser)
    await house.ledger.scrub()
    await access.sweep_keys(ledger=house.ledger, keys=house.keyring)
    at, until = house.now(), house.now() + house.settings.lease
    await house.ledger.write(
        lambda tx: presence.everyone_was_here(tx, milliseconds(at), milliseconds(until))
    )


class Places:
    """Tells everyone in line their place, when the line has changed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._changed = True
        house.bell.listen(LINE, self._note)

    def _note(self) -> None:
        self._changed = True

    async def __call__(self) -> None:
        """Count the places again if anyone came or went since the last time."""
        if self._changed:
            self._changed = False
            try:
                tickets = await self._house.ledger.read(waiting.everyone)
            except BaseException:
                self._changed = True
                raise
            self._house.hub.place(positions(tickets))


async def note_the_gone(house: House) -> None:
    """Note when visitors without a socket stopped asking."""
    at = milliseconds(house.now())
    gone = [id_ for id_, side in house.hub.expire_polls() if side is Side.VISITOR]

    def work(tx: Transaction) -> None:
        for conversation in gone:
            presence.seen(tx, conversation, at)

    if gone:
        await house.ledger.write(work)


async def retire_keys(house: House) -> None:
    """Withdraw the grants of former desk keys to which nothing is sealed any more."""
    talks = await house.keyring.read(keyring.sealed_to)
    reports = await house.ledger.read(answering.sealed_to)
    await retire(talks | reports, db=house.ledger, now=house.now)


async def keep_silence(house: House) -> None:
    """Do what silence has come to mean, and finish what a full disk interrupted."""
    there = house.hub.conversations(Side.VISITOR)
    await erasing.sweep_silence(there, house.eraser)
    await erasing.finish_interrupted(house.eraser)


@asynccontextmanager
async def rounds(house: House) -> AsyncIterator[None]:
    """Run what is done again and again, while the block runs."""
    lease = house.settings.lease
    work = (
        (timedelta(seconds=1), "places", Places(house)),
        (lease / 4, "renew", lambda: leases.renew(house.hub.held(), house.stores)),
        (timedelta(seconds=5), "lost", lambda: leases.end_lost_leases(house.stores)),
        (timedelta(seconds=5), "polls", lambda: note_the_gone(house)),
        (timedelta(seconds=20), "silence", lambda: keep_silence(house)),
        (HOUR, "ended", lambda: erasing.sweep_ended(house.eraser)),
        (HOUR, "keys", lambda: retire_keys(house)),
    )
    tasks = [asyncio.create_task(every(*each)) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
