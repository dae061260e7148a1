"""The doors of a station: its page, its front desk, its investigators."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import HTMLResponse, Response

from havre.appointment import publishing
from havre.appointment.rules import (
    PROPOSED_MOST,
    SLOTS_AT_ONCE,
    Appointment,
    Hour,
)
from havre.errors import BadRequest
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json
from havre.plumbing.templates import Templates
from havre.station import actions, reading
from havre.station.actions import Followed
from havre.station.lent import Lent
from havre.station.reading import Opened
from havre.station.rules import Mark, Reason

Id = Annotated[str, msgspec.Meta(max_length=22)]
Station = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Time = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _Slot(_Body):
    at: Time
    minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)]


class _PublishBody(_Body):
    station: Station
    slots: Annotated[list[_Slot], msgspec.Meta(max_length=SLOTS_AT_ONCE)]


class _NumberBody(_Body):
    number_hash: Hash


class _SlotsBody(_Body):
    slots: Annotated[list[Id], msgspec.Meta(max_length=PROPOSED_MOST)]


class _MarkBody(_Body):
    mark: Mark


class _HashBody(_Body):
    hash: Hash


class _CodeBody(_Body):
    auth: Hash
    reason: Reason


@dataclass(frozen=True)
class StationConsoleDoors:
    """Built once by `havre.app`; holds nothing of whoever knocks.

    Attributes:
        templates: where the page is.
        banner: shown above it ("" on a real service).
        idle_minutes: after which it locks.
    """

    lent: Lent
    templates: Templates
    banner: str
    idle_minutes: int

    async def page(self, _knock: Knock) -> Response:
        """`GET /station`: the page alone; signing in is its own."""
        values = {"banner": self.banner, "idle_minutes": self.idle_minutes}
        return HTMLResponse(self.templates.render("station.html", "fr", values))

    async def station(self, knock: Knock) -> Response:
        """`GET /v1/station`: a front desk is told its stations alone."""

        def work(tx: Transaction) -> dict[str, object]:
            seen = actions.view(tx, knock.caller.subject, self.lent)
            told = (self.lent.told(tx, station) for station in seen.stations)
            return {
                "stations": [one for one in told if one is not None],
                "slots": [
                    {
                        "slot": one.id,
                        "station": one.station,
                        "at": one.at,
                        "minutes": one.minutes,
                        "taken": one.taken,
                        "withdrawn": one.withdrawn,
                    }
                    for one in seen.slots
                ],
                "files": [_file(one) for one in seen.files],
            }

        return json(await self.lent.stores.ledger.read(work))

    async def publish(self, knock: Knock) -> Response:
        """`POST /v1/station/slots`."""
        body = await knock.body(_PublishBody)
        hours = [Hour(one.at, one.minutes) for one in body.slots]
        made = await publishing.publish(
            body.station, hours, knock.caller.subject, self.lent.calendar
        )
        return json({"made": made}, 201)

    async def withdraw(self, knock: Knock) -> Response:
        """`POST /v1/station/slots/{slot}/withdraw`."""
        await publishing.withdraw(
            knock.path["slot"], knock.caller.subject, self.lent.calendar
        )
        return done()

    async def receive(self, knock: Knock) -> Response:
        """`POST /v1/station/reception`."""
        body = await knock.body(_NumberBody)
        told = await actions.receive(body.number_hash, knock.caller.subject, self.lent)
        one, reception = told.hour, told.reception
        return json(
            {
                "at": one.at,
                "minutes": one.minutes,
                "appointment": one.id,
                "station": one.station,
                "reception": reception.key,
                "name": reception.name,
            }
        )

    async def read(self, knock: Knock) -> Response:
        """`GET /v1/files/{file}?reason=…`: the journal's row first, then the file."""
        try:
            reason = Reason(knock.request.query_params.get("reason", ""))
        except ValueError:
            raise BadRequest("reason") from None
        return _given(
            await reading.read(
                knock.path["file"], knock.caller.subject, reason, self.lent
            )
        )

    async def open_with_code(self, knock: Knock) -> Response:
        """`POST /v1/station/open`."""
        body = await knock.body(_CodeBody)
        return _given(
            await reading.open_with_code(
                body.auth, knock.caller.subject, body.reason, self.lent
            )
        )

    async def acknowledge(self, knock: Knock) -> Response:
        """`POST /v1/files/{file}/acknowledge`."""
        await actions.acknowledge(knock.path["file"], knock.caller.subject, self.lent)
        return done()

    async def propose(self, knock: Knock) -> Response:
        """`POST /v1/files/{file}/propose`."""
        body = await knock.body(_SlotsBody)
        await actions.propose(
            knock.path["file"], body.slots, knock.caller.subject, self.lent
        )
        return done()

    async def mark(self, knock: Knock) -> Response:
        """`POST /v1/files/{file}/mark`."""
        body = await knock.body(_MarkBody)
        await actions.mark(
            knock.path["file"], body.mark, knock.caller.subject, self.lent
        )
        return done()

    async def export(self, knock: Knock) -> Response:
        """`POST /v1/files/{file}/export`."""
        body = await knock.body(_HashBody)
        await reading.export(
            knock.path["file"], body.hash, knock.caller.subject, self.lent
        )
        return done()

    async def check_export(self, knock: Knock) -> Response:
        """`POST /v1/exports/check`."""
        body = await knock.body(_HashBody)
        known = await reading.known_export(body.hash, self.lent)
        return json(
            {
                "known": known is not None,
                "file": known.file if known else None,
                "at": known.at if known else None,
                "by": known.by if known else None,
            }
        )


def _file(one: Followed) -> dict[str, object]:
    return {
        "file": one.file.file,
        "station": one.file.station,
        "sent_at": one.file.sent_at,
        "urgent": one.file.urgent,
        "acknowledged_at": one.transmission.acknowledged_at,
        "acknowledged_by": one.transmission.acknowledged_by,
        "appointment": _hour(one.appointment),
        "mark": one.mark,
        "overdue": one.overdue,
    }


def _hour(one: Appointment | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {"at": one.at, "minutes": one.minutes, "state": one.state}


def _given(opened: Opened) -> Response:
    key = (
        {"wrapped": opened.key}
        if isinstance(opened.key, bytes)
        else {"envelope": opened.key}
    )
    return json(
        {
            "file": opened.file.file,
            "of": opened.file.of,
            "parts": opened.parts,
            "hash": opened.file.hash,
            "sent_at": opened.file.sent_at,
            **key,
        }
    )
