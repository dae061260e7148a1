"""The doors of the board: to see the room, and to act on it. Supervisors alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from starlette.responses import HTMLResponse, Response

from havre.alarms import store as alarms
from havre.answering.desk import View, held, looked
from havre.board import actions, reassign, running
from havre.board.actions import Order, Supervision
from havre.board.drawing import first_quarter, series
from havre.board.hours import document
from havre.board.pace import Pace
from havre.board.view import Here, board, desks_of, gather
from havre.conversation.actions import LINE
from havre.errors import NotYours
from havre.keys.store import desk_epochs
from havre.plumbing.bell import listening
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Knock, Lookup
from havre.plumbing.http import done, json
from havre.plumbing.templates import Templates
from havre.report.closing import closing
from havre.staff.duty import CAPACITY_MAX
from havre.staff.presence import HERE, Presence
from havre.staff.shift import DUTY
from havre.waiting import tally
from havre.waiting.rules import Place

Name = Annotated[str, msgspec.Meta(max_length=40)]
Reason = Annotated[str, msgspec.Meta(max_length=1_000)]
Capacity = Annotated[int, msgspec.Meta(ge=1, le=CAPACITY_MAX)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _ReasonBody(_Body):
    reason: Reason


class _MoveBody(_Body):
    desk: Name
    reason: Reason


class _ReassignBody(_Body):
    member: Name | None
    reason: Reason


class _PauseBody(_Body):
    paused: bool


class _ServiceBody(_Body):
    closed: bool


class _CapacityBody(_Body):
    capacity: Capacity


@dataclass(frozen=True)
class BoardDoors:
    """Built once by `havre.app`.

    Attributes:
        places: everyone's place in line, as they are told it.
        there: whether a visitor's tab is here.
        session_of: whether a session still stands.
    """

    lent: Supervision
    presence: Presence
    places: Callable[[], Mapping[str, Place]]
    there: Callable[[str], bool]
    session_of: Lookup
    templates: Templates
    pace: Pace = field(default_factory=Pace)

    async def board(self, knock: Knock) -> Response:
        """`GET /v1/board?version=S&wait=W`: the room, as soon as it differs from S."""
        caller, stores = knock.caller, self.lent.stores
        member = caller.subject
        own = (f"session:{member}", f"member:{member}")
        topics = (LINE, DUTY, HERE, alarms.TOPIC, *own)

        async def make() -> View:
            at = milliseconds(stores.now())
            facts = await stores.ledger.read(lambda tx: gather(tx, at))
            return board(facts, self._here(), member)

        async def view() -> View:
            made = await self.pace.made(member, make)
            if await self.session_of(caller.session) is None:
                raise NotYours("session")
            return made

        with listening(stores.bell, topics) as ear:
            return await looked(knock, view, ear.wait)

    def _here(self) -> Here:
        presence = self.presence
        return Here(presence.here(), presence.serving(), self.places(), self.there)

    async def hours(self, _knock: Knock) -> Response:
        """`GET /v1/board/hours`."""
        now = milliseconds(self.lent.stores.now())

        def read(tx: Transaction) -> tuple[list[tally.Event], list[str]]:
            events = tally.since(tx, first_quarter(now))
            return events, desks_of(desk_epochs(tx))

        events, desks = await self.lent.stores.ledger.read(read)
        shown = series(events, desks, now)
        return HTMLResponse(document(shown, now, self.templates))

    async def take_alarm(self, knock: Knock) -> Response:
        """`POST /v1/alarms/{alarm}/take`."""
        await running.take_alarm(
            knock.path["alarm"], knock.caller.subject, self.lent.stores
        )
        return done()

    async def raise_(self, knock: Knock) -> Response:
        """`POST …/raise`."""
        body = await knock.body(_ReasonBody)
        await actions.raise_(_order(knock, body.reason), self.lent)
        return done()

    async def move(self, knock: Knock) -> Response:
        """`POST …/move`."""
        body = await knock.body(_MoveBody)
        await actions.move(_order(knock, body.reason), body.desk, self.lent)
        return done()

    async def reassign(self, knock: Knock) -> Response:
        """`POST …/reassign`: what is taken over is answered, for it is in hand."""
        body = await knock.body(_ReassignBody)
        order = _order(knock, body.reason)
        if body.member is None:
            await reassign.to_line(order, self.lent)
            return done()
        known = await reassign.give(order, body.member, self.lent)
        if body.member != knock.caller.subject:
            return done()
        there = self.there(known.id)
        read = self.lent.stores.ledger.read
        return json(
            held(known, there=there, closing=await read(lambda tx: closing(tx, known)))
        )

    async def join(self, knock: Knock) -> Response:
        """`POST …/join`."""
        body = await knock.body(_ReasonBody)
        known = await actions.join(_order(knock, body.reason), self.lent)
        return json(
            {
                "conversation": known.id,
                "step": known.step,
                "desk": known.desk,
                "danger": known.danger,
                "minor": known.minor,
                "language": known.language,
                "opened_at": known.opened_at,
                "report": known.report,
            }
        )

    async def part(self, knock: Knock) -> Response:
        """`POST …/part`."""
        await actions.part(knock.path["conversation"], knock.caller.subject, self.lent)
        return done()

    async def pause_desk(self, knock: Knock) -> Response:
        """`POST /v1/desks/{desk}/pause`."""
        body = await knock.body(_PauseBody)
        await running.pause_desk(
            knock.path["desk"],
            knock.caller.subject,
            self.lent.stores,
            paused=body.paused,
        )
        return done()

    async def close_service(self, knock: Knock) -> Response:
        """`POST /v1/service`."""
        body = await knock.body(_ServiceBody)
        await running.close_service(
            knock.caller.subject, self.lent.stores, closed=body.closed
        )
        return done()

    async def set_capacity(self, knock: Knock) -> Response:
        """`POST /v1/members/{member}/capacity`."""
        body = await knock.body(_CapacityBody)
        await running.set_capacity(
            knock.path["member"], body.capacity, knock.caller.subject, self.lent.stores
        )
        return done()


def _order(knock: Knock, reason: str) -> Order:
    return Order(knock.path["conversation"], knock.caller.subject, reason)
