"""The doors of an hour: an officer proposes, she takes, moves or cancels."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.appointment import actions, giving_up, publishing
from havre.appointment.actions import Wanted
from havre.appointment.lent import Calendar
from havre.appointment.rules import PROPOSED_MOST, NameKey, Reception
from havre.directory.directory import Directory
from havre.directory.zones import zone_of
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json
from havre.plumbing.tokens import parse_id

Fence = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Id = Annotated[str, msgspec.Meta(max_length=22)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _SlotsBody(_Body):
    fence: Fence
    slots: Annotated[list[Id], msgspec.Meta(max_length=PROPOSED_MOST)]


class _Sealed(_Body):
    epoch: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
    sealed: Annotated[bytes, msgspec.Meta(max_length=1_024)]


class _AppointmentBody(_Body):
    slot: Id
    appointment: Id
    number_hash: Hash
    reception: _Sealed
    name: Annotated[bytes, msgspec.Meta(max_length=32_768)]


class _MoveBody(_Body):
    slot: Id


class _ReleaseBody(_Body):
    fence: Fence


@dataclass(frozen=True)
class AppointmentDoors:
    """Built once by `havre.app`."""

    lent: Calendar
    directory: Directory

    async def slots(self, knock: Knock) -> Response:
        """`GET /v1/stations/{station}/slots`: those that are free."""
        station = knock.path["station"]
        found = await publishing.free(station, self.lent)
        slots = [
            {"slot": one.id, "at": one.at, "minutes": one.minutes} for one in found
        ]
        place = self.directory.index.by_id[station].place
        zone = zone_of(place.departement, place.insee)
        return json({"zone": zone, "slots": slots})

    async def propose(self, knock: Knock) -> Response:
        """`POST …/slots`."""
        body = await knock.body(_SlotsBody)
        await actions.propose(
            knock.path["conversation"],
            knock.caller.subject,
            body.fence,
            body.slots,
            self.lent,
        )
        return done()

    async def take(self, knock: Knock) -> Response:
        """`POST …/appointment`."""
        body = await knock.body(_AppointmentBody)
        wanted = Wanted(
            body.slot,
            parse_id(body.appointment),
            body.number_hash,
            Reception(NameKey(body.reception.epoch, body.reception.sealed), body.name),
        )
        await actions.take(
            knock.path["conversation"], knock.caller.session, wanted, self.lent
        )
        return done()

    async def move(self, knock: Knock) -> Response:
        """`POST …/appointment-move`."""
        body = await knock.body(_MoveBody)
        await actions.move(
            knock.path["conversation"], knock.caller.session, body.slot, self.lent
        )
        return done()

    async def cancel(self, knock: Knock) -> Response:
        """`POST …/appointment-cancel`."""
        await giving_up.cancel(
            knock.path["conversation"], knock.caller.session, self.lent
        )
        return done()

    async def release(self, knock: Knock) -> Response:
        """`POST …/appointment-release`."""
        body = await knock.body(_ReleaseBody)
        await giving_up.release(
            knock.path["conversation"], knock.caller.subject, body.fence, self.lent
        )
        return done()
