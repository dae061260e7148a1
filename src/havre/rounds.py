"""What a house does by itself: at start, and again and again while it is open."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

from havre.access import actions as access
from havre.access import store as keyring
from havre.access.relief import widen
from havre.access.sealing import put_right
from havre.answering import leases
from havre.answering import store as answering
from havre.answering.leases import end_long_absences
from havre.appointment import keyring as name_keys
from havre.appointment import naming, published
from havre.board import watch
from havre.board.watch import Here
from havre.conversation import presence
from havre.conversation.actions import LINE
from havre.conversation.rules import Side
from havre.erasure import actions as erasing
from havre.erasure import silence
from havre.file import erasing as withdrawing
from havre.file import keyring as file_keys
from havre.file import sent as files
from havre.house import House
from havre.keys.actions import retire
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.rounds import every
from havre.report.actions import forget_memories
from havre.staff import duty
from havre.staff.shift import DUTY
from havre.transfer.actions import tend
from havre.waiting import store as waiting

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
MONTH: Final = timedelta(days=30)
LOOK_EVERY: Final = 3.0  # seconds


async def wake(house: House) -> None:
    """Put the house in order before anyone knocks.

    Interrupted erasures are finished, unfinished openings swept, and nobody is held
    silent or absent for the time the server was down.
    """
    await erasing.finish_interrupted(house.eraser)
    await house.ledger.scrub()
    await withdrawing.finish_interrupted(house.files)
    await access.sweep_keys(ledger=house.ledger, keys=house.keyring)
    await withdrawing.sweep_keys(ledger=house.ledger, keys=house.keyring)
    await naming.sweep(house.calendar)
    await put_right(ledger=house.ledger, keys=house.keyring)
    at = milliseconds(house.now())
    until = milliseconds(house.now() + house.settings.lease)

    def anew(tx: Transaction) -> None:
        presence.everyone_was_here(tx, at, until)
        duty.absent_anew(tx, at)
        waiting.wait_anew(tx, at)

    await house.ledger.write(anew)


class Places:
    """Lets everyone in line stand where they should, and tells each their place.

    When the line has changed, and every few seconds: time alone makes relief join.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._due = 0.0
        for topic in (LINE, DUTY):
            house.bell.listen(topic, self._note)
        house.bell.listen(DUTY, house.hub.everyone_changed)

    def _note(self) -> None:
        self._due = 0.0

    async def __call__(self) -> None:
        """Look at the line again if it changed, or if it is time to."""
        started = time.monotonic()
        if started < self._due:
            return
        self._due = started + LOOK_EVERY
        try:
            staffed = self._house.presence.staffed()
            places = await widen(staffed, self._house.relief)
        except BaseException:
            self._due = 0.0
            raise
        self._house.hub.place(places)


async def raise_alarms(house: House) -> None:
    """Raise and end what no person raises; end what reads along for too long."""
    visitors = frozenset(house.hub.conversations(Side.VISITOR))
    await watch.end_watching(house.watch)  # first: a look that fails ends no reading
    await watch.look(Here(visitors, house.presence.staffed()), house.watch)


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
    given = await house.keyring.read(file_keys.sealed_to)
    sent = await house.ledger.read(files.sealed_to)
    names = await house.keyring.read(name_keys.sealed_to)
    used = talks | reports | given | sent | names
    await retire(used, db=house.ledger, now=house.now)


async def forget_hours(house: House) -> None:
    """Forget names to call once the hour is over, and hours that nobody took."""
    await naming.sweep(house.calendar)
    before = milliseconds(house.now() - MONTH)
    await house.ledger.write(lambda tx: published.forget_slots(tx, before))


async def keep_silence(house: House) -> None:
    """Do what silence has come to mean, and finish what a full disk interrupted."""
    there = house.hub.conversations(Side.VISITOR)
    await silence.sweep_silence(there, house.eraser)
    await erasing.finish_interrupted(house.eraser)
    await withdrawing.finish_interrupted(house.files)


@asynccontextmanager
async def rounds(house: House) -> AsyncIterator[None]:
    """Run what is done again and again, while the block runs."""
    lease, away, passing = house.settings.lease, house.settings.away, house.transfers
    work = (
        (timedelta(seconds=1), "places", Places(house)),
        (timedelta(seconds=5), "alarms", lambda: raise_alarms(house)),
        (timedelta(seconds=5), "transfers", lambda: tend(passing)),
        (timedelta(seconds=5), "away", lambda: end_long_absences(away, house.stores)),
        (MINUTE, "duty", lambda: watch.sample(house.presence.serving(), house.watch)),
        (lease / 4, "renew", lambda: leases.renew(house.hub.held(), house.stores)),
        (timedelta(seconds=5), "lost", lambda: leases.end_lost_leases(house.stores)),
        (timedelta(seconds=5), "polls", lambda: note_the_gone(house)),
        (timedelta(seconds=20), "silence", lambda: keep_silence(house)),
        (HOUR, "ended", lambda: silence.sweep_ended(house.eraser)),
        (HOUR, "keys", lambda: retire_keys(house)),
        (HOUR, "hours", lambda: forget_hours(house)),
        (MINUTE, "memories", lambda: forget_memories(house.stores)),
    )
    tasks = [asyncio.create_task(every(*each)) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
