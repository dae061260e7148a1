"""An officer's desk: who waits, what is in hand, who is here; and taking the next."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from starlette.responses import Response

from havre.alarms import store as alarms
from havre.answering import actions
from havre.answering.actions import Stores
from havre.conversation import store as conversations
from havre.conversation.actions import LINE
from havre.conversation.rules import Conversation
from havre.errors import BadRequest, NotYours
from havre.plumbing.bell import listening
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Caller, Knock, Lookup, Who
from havre.plumbing.http import done, json
from havre.staff import duty
from havre.staff import store as staff
from havre.staff.duty import SERVICE, Duty, Status
from havre.staff.presence import HERE, Presence
from havre.staff.shift import DUTY
from havre.waiting import store as line

WAIT_MAX: Final = 25.0  # seconds: under the shortest proxy time-outs

View = dict[str, object]


@dataclass(frozen=True, slots=True)
class Closing:
    """What lets a conversation close in which a danger or a minor was said.

    Attributes:
        transmitted: something of it was passed on.
        released: a supervisor lets it close without.
    """

    transmitted: bool = False
    released: bool = False


@dataclass(frozen=True, slots=True)
class Reports:
    """What the desk is lent of the room where reports are.

    Attributes:
        memories: (conversation, desk, until when) of what a member may still write
            down from memory.
    """

    closing: Callable[[Transaction, Conversation], Closing]
    memories: Callable[[Transaction, str], Sequence[tuple[str, str, int]]]


def held(known: Conversation, *, there: bool, closing: Closing) -> View:
    """Return `Held` of docs/reference/protocol.md §5.

    Args:
        there: her tab is here.
    """
    return {
        "conversation": known.id,
        "step": known.step,
        "fence": known.fence,
        "desk": known.desk,
        "danger": known.danger,
        "minor": known.minor,
        "language": known.language,
        "opened_at": known.opened_at,
        "taken_at": known.taken_at,
        "exit_at": known.left_at,
        "silent_since": None if there else known.seen_at,
        "transmitted": closing.transmitted,
        "released": closing.released,
    }


async def looked(
    knock: Knock,
    view: Callable[[], Awaitable[View]],
    wait: Callable[[float], Awaitable[object]],
) -> Response:
    """Answer a view as soon as it differs from the version the caller has."""
    query = knock.request.query_params
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds(query.get("wait", "0"))
    known = query.get("version", "")
    while True:
        found = await view()
        left = ends - loop.time()
        if found["version"] != known or left <= 0:
            return json(found)
        await wait(left)


def versioned(view: View) -> View:
    """Return `view` with a version that differs whenever its content does."""
    content = msgspec.json.encode(view)
    return {"version": hashlib.sha256(content).hexdigest()[:16], **view}


def seconds(text: str) -> float:
    """Return how long the caller would wait, at most `WAIT_MAX`.

    Raises:
        BadRequest: not a number of seconds.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise BadRequest("wait")
    return min(float(text), WAIT_MAX)


@dataclass(frozen=True)
class DeskDoors:
    """Built once by `havre.app`.

    Attributes:
        keys_of: the (desk, epoch) of each key with which a member answers.
        there: whether a visitor's tab is here.
        undecided: how many frozen conversations are overdue.
        session_of: whether a session still stands.
    """

    stores: Stores
    presence: Presence
    keys_of: Callable[[str], Awaitable[tuple[tuple[str, int], ...]]]
    there: Callable[[str], bool]
    undecided: Callable[[Transaction], int]
    session_of: Lookup
    reports: Reports

    async def desk(self, knock: Knock) -> Response:
        """`GET /v1/desk?version=S&wait=W`: the room, as soon as it differs from S."""
        caller = knock.caller
        member = caller.subject
        own = (f"session:{member}", f"member:{member}")
        topics = (LINE, DUTY, HERE, alarms.TOPIC, *own)

        async def view() -> View:
            if await self.session_of(caller.session) is None:
                raise NotYours("session")
            return await self._view(caller)

        with listening(self.stores.bell, topics) as ear:
            return await looked(knock, view, ear.wait)

    async def take_next(self, knock: Knock) -> Response:
        """`POST /v1/desk/next`."""
        member = knock.caller.subject
        keys = await self.keys_of(member)
        known = await actions.take_next(member, keys, self.stores)
        self.presence.arrived(member, [desk for desk, _ in keys])
        self.stores.bell.ring(f"member:{member}")
        if known is None:
            return done()
        taken = known
        closing = await self.stores.ledger.read(
            lambda tx: self.reports.closing(tx, taken)
        )
        return json(held(known, there=self.there(known.id), closing=closing))

    async def _view(self, caller: Caller) -> View:
        member = caller.subject
        desks = sorted({desk for desk, _ in await self.keys_of(member)})
        supervises = Who.SUPERVISOR in caller.who

        def work(tx: Transaction) -> tuple[Duty, View]:
            mine, closed = duty.of(tx, member), duty.closed(tx)
            return mine, {
                "waiting": [
                    {
                        "desk": one.desk,
                        "count": one.count,
                        "oldest_at": one.oldest_at,
                        "danger": one.danger,
                        "minor": one.minor,
                    }
                    for one in line.by_desk(tx, desks)
                ],
                "mine": [
                    held(
                        one,
                        there=self.there(one.id),
                        closing=self.reports.closing(tx, one),
                    )
                    for one in conversations.held_by(tx, member)
                ],
                "memories": [
                    {"conversation": id_, "desk": desk, "until": until}
                    for id_, desk, until in self.reports.memories(tx, member)
                ],
                "undecided": self.undecided(tx),
                "me": {
                    "status": mine.status,
                    "capacity": mine.capacity,
                    "support": alarms.asks_support(tx, member),
                },
                "colleagues": self._colleagues(tx, member),
                "paused": sorted(closed - {SERVICE}),
                "closed": SERVICE in closed,
                "alarms": alarms.untaken(tx) if supervises else 0,
            }

        mine, view = await self.stores.ledger.read(work)
        answers = Who.AGENT in caller.who and mine.status is Status.ON
        new = member not in self.presence.here()
        view["present"] = self.presence.arrived(member, desks, serving=answers)
        if new:
            self.stores.bell.ring(HERE)
        return versioned(view)

    def _colleagues(self, tx: Transaction, member: str) -> Sequence[View]:
        here, duties = self.presence.here(), duty.everyone(tx)
        busy = conversations.everyone_busy(tx)
        return [
            {
                "member": one.id,
                "shown_name": one.shown_name,
                "desks": one.desks,
                "status": duties.get(one.id, Duty(one.id)).status,
                "held": busy.get(one.id, 0),
                "capacity": duties.get(one.id, Duty(one.id)).capacity,
            }
            for one in staff.everyone(tx)
            if one.id in here and one.id != member
        ]
