"""Pausing, a short absence, asking for help: what a member says of their own shift."""

from dataclasses import dataclass, replace

import msgspec
from starlette.responses import Response

from havre.alarms import store as alarms
from havre.alarms.rules import Cause, Kind
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.plumbing.doors import Knock
from havre.plumbing.http import done
from havre.staff import duty
from havre.staff.actions import found
from havre.staff.duty import Status
from havre.staff.presence import Presence

DUTY = "duty"  # the bell's topic for any change of status, capacity or opening


async def set_status(
    member: str, status: Status, *, db: Database, bell: Bell, now: Clock
) -> None:
    """Note whether `member` takes conversations."""
    at = milliseconds(now())

    def work(tx: Transaction) -> None:
        known = duty.of(tx, member)
        if known.status is not status:
            duty.keep(tx, replace(known, status=status, since=at))

    await db.write(work)
    bell.ring(f"member:{member}")
    bell.ring(DUTY)


async def ask_support(
    member: str, *, asked: bool, db: Database, bell: Bell, now: Clock
) -> None:
    """Raise, or take back, the alarm that says that `member` needs help."""
    at = milliseconds(now())

    def work(tx: Transaction) -> None:
        if asked:
            desks = found(tx, member).desks
            desk = desks[0] if desks else ""
            alarms.raise_(tx, Cause(Kind.SUPPORT, member, desk), at)
        else:
            alarms.end(tx, Kind.SUPPORT, member, at)

    await db.write(work)
    bell.ring(f"member:{member}")
    bell.ring(alarms.TOPIC)


class _StatusBody(msgspec.Struct, forbid_unknown_fields=True):
    status: Status


class _SupportBody(msgspec.Struct, forbid_unknown_fields=True):
    asked: bool


@dataclass(frozen=True)
class ShiftDoors:
    """Built once by `havre.app`."""

    db: Database
    bell: Bell
    now: Clock
    presence: Presence

    async def status(self, knock: Knock) -> Response:
        """`POST /v1/status`."""
        body, member = await knock.body(_StatusBody), knock.caller.subject
        await set_status(member, body.status, db=self.db, bell=self.bell, now=self.now)
        self.presence.serve(member, serving=body.status is Status.ON)
        return done()

    async def support(self, knock: Knock) -> Response:
        """`POST /v1/support`."""
        body = await knock.body(_SupportBody)
        await ask_support(
            knock.caller.subject,
            asked=body.asked,
            db=self.db,
            bell=self.bell,
            now=self.now,
        )
        return done()
