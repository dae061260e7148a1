"""A supervisor runs the room: pauses a desk, closes the service, gives places,
looks after an alarm. Each leaves its row in the journal; what changes nothing, none.
"""

from dataclasses import replace

from havre.alarms import store as alarms
from havre.answering.actions import Stores
from havre.conversation.actions import LINE
from havre.directory.rules import DeskName
from havre.errors import NotYours
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.staff import duty
from havre.staff.actions import found
from havre.staff.duty import SERVICE
from havre.staff.rules import State
from havre.staff.shift import DUTY


async def pause_desk(desk: str, by: str, stores: Stores, *, paused: bool) -> None:
    """Let nobody take a desk's line meanwhile: the next desks do; or end that.

    Raises:
        NotYours: no such desk.
    """
    if desk not in frozenset(DeskName):
        raise NotYours("desk")
    await _close(desk, by, Act.PAUSE_DESK, stores, closed=paused)


async def close_service(by: str, stores: Stores, *, closed: bool) -> None:
    """Open no new conversation, or do again; those that are open go on."""
    await _close(SERVICE, by, Act.CLOSE_SERVICE, stores, closed=closed)


async def _close(what: str, by: str, act: Act, stores: Stores, *, closed: bool) -> None:
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        if (what in duty.closed(tx)) == closed:
            return
        append(tx, Entry(at, by, act, what, "closed" if closed else "open"))
        if closed:
            duty.close(tx, what, by, at)
        else:
            duty.reopen(tx, what)

    await stores.ledger.write(work)
    stores.bell.ring(DUTY)
    stores.bell.ring(LINE)


async def set_capacity(member: str, capacity: int, by: str, stores: Stores) -> None:
    """Say how many conversations a member may hold. Those in hand stay there.

    Raises:
        NotYours: nobody who works here.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, by, Act.CAPACITY, member, str(capacity)))
        if found(tx, member).state is not State.ACTIVE:
            raise NotYours("member")
        duty.keep(tx, replace(duty.of(tx, member), capacity=capacity))

    await stores.ledger.write(work)
    stores.bell.ring(f"member:{member}")
    stores.bell.ring(DUTY)


async def take_alarm(alarm: str, by: str, stores: Stores) -> None:
    """Note that a supervisor looks after an alarm, in another's place if need be.

    Raises:
        NotYours: no such alarm, or it is over.
    """
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        cause = next((one.cause for one in alarms.open_(tx) if one.id == alarm), None)
        if cause is None:
            raise NotYours("alarm")
        append(tx, Entry(at, by, Act.ALARM, cause.subject, cause.kind))
        alarms.take(tx, alarm, by)

    await stores.ledger.write(work)
    stores.bell.ring(alarms.TOPIC)
