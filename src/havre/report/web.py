"""The doors of a report: its text, what is transmitted, a supervisor's release."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec
from starlette.responses import Response

from havre.answering.actions import Stores
from havre.answering.store import ReportEnvelope
from havre.errors import BadRequest
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json
from havre.plumbing.tokens import parse_id
from havre.report import actions, closing, transmitting
from havre.report.actions import CountReport, FromMemory, Reason, uncounted
from havre.report.rules import (
    PARTS_MOST,
    Deadlines,
    Kind,
    Transmission,
    is_overdue,
    is_readable,
)
from havre.report.transmitting import Addressed

REASONS: Final[dict[str, Reason]] = {"open": "open", "after": "after"}
TEXT_MOST: Final = 98_304  # bytes of a body: four full parts, in base64

Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Fence = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Sealed = Annotated[bytes, msgspec.Meta(max_length=32_768)]
Parts = Annotated[list[Sealed], msgspec.Meta(min_length=1, max_length=PARTS_MOST)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Line = Annotated[str, msgspec.Meta(max_length=1_000)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _TextBody(_Body):
    fence: Fence
    version: Number
    parts: Parts


class _Target(_Body):
    target: Annotated[str, msgspec.Meta(max_length=40)]
    epoch: Number
    sealed: Annotated[bytes, msgspec.Meta(max_length=1_024)]


class _MemoryBody(_Body):
    conversation: Annotated[str, msgspec.Meta(max_length=22)]
    envelopes: Annotated[list[_Target], msgspec.Meta(max_length=4)]
    parts: Parts


class _TransmissionBody(_Body):
    fence: Fence | None
    kind: Literal["prosecutor", "centre", "crip", "paper"]
    target: Line
    name: Line
    urgent: bool
    hash: Hash | None


class _OutcomeBody(_Body):
    outcome: Line


class _ReasonBody(_Body):
    reason: Line


@dataclass(frozen=True)
class ReportDoors:
    """Built once by `havre.app`.

    Attributes:
        epochs: the epoch in use of each desk key.
        deadlines: how long an acknowledgement may take.
        count: adds a report from memory to the public numbers.
    """

    stores: Stores
    epochs: Callable[[Transaction], dict[str, int]]
    deadlines: Deadlines
    count: CountReport = uncounted

    async def write(self, knock: Knock) -> Response:
        """`POST …/report-text`."""
        body = await knock.body(_TextBody, TEXT_MOST)
        await actions.write(
            knock.path["conversation"],
            knock.caller.subject,
            body.fence,
            body.version,
            body.parts,
            self.stores,
        )
        return done()

    async def read(self, knock: Knock) -> Response:
        """`GET …/report-text?reason=…`: the journal's row first, then the text."""
        reason = REASONS.get(knock.request.query_params.get("reason", ""))
        if reason is None:
            raise BadRequest("reason")
        found = await actions.read(
            knock.path["conversation"], knock.caller.subject, reason, self.stores
        )
        return json(
            {
                "envelopes": [
                    {"target": one.target, "epoch": one.epoch, "sealed": one.sealed}
                    for one in found.envelopes
                ],
                "memory": found.version.memory,
                "version": found.version.number,
                "at": found.version.at,
                "by": found.version.by,
                "parts": found.version.parts,
            }
        )

    async def write_from_memory(self, knock: Knock) -> Response:
        """`POST /v1/reports-from-memory`."""
        body = await knock.body(_MemoryBody, TEXT_MOST)
        report = FromMemory(
            parse_id(body.conversation),
            tuple(
                ReportEnvelope(one.target, one.epoch, one.sealed)
                for one in body.envelopes
            ),
            tuple(body.parts),
        )
        targets = await self.stores.ledger.read(self.epochs)
        await actions.write_from_memory(
            report, knock.caller.subject, targets, self.stores, self.count
        )
        return done()

    async def transmit(self, knock: Knock) -> Response:
        """`POST …/transmissions`."""
        body = await knock.body(_TransmissionBody)
        what = Addressed(
            Kind(body.kind), body.target, body.name, body.urgent, body.hash
        )
        made = await transmitting.transmit(
            knock.path["conversation"],
            knock.caller.subject,
            body.fence,
            what,
            self.stores,
        )
        return json({"transmission": made}, 201)

    async def transmissions(self, knock: Knock) -> Response:
        """`GET /v1/transmissions`."""
        member = knock.caller.subject
        seen = await transmitting.seen(member, self.stores)
        kept = await transmitting.kept(member, seen, self.stores)
        shown = [self._shown(one, one.conversation in kept) for one in seen]
        return json({"transmissions": shown})

    def _shown(self, one: Transmission, kept: bool) -> dict[str, object]:
        now = milliseconds(self.stores.now())
        return {
            "transmission": one.id,
            "conversation": one.conversation,
            "kind": one.kind,
            "target": one.target,
            "name": one.name,
            "urgent": one.urgent,
            "at": one.at,
            "by": one.by,
            "sent_at": one.sent_at,
            "sent_by": one.sent_by,
            "channel": one.channel,
            "acknowledged_at": one.acknowledged_at,
            "acknowledged_by": one.acknowledged_by,
            "outcome": one.outcome,
            "withdrawn_at": one.withdrawn_at,
            "overdue": is_overdue(one, now, self.deadlines),
            "hash": one.hash,
            "readable": is_readable(one),
            "kept": kept,
        }

    async def followed(self, knock: Knock) -> Response:
        """`POST /v1/transmissions/{transmission}/outcome`."""
        body = await knock.body(_OutcomeBody)
        await transmitting.followed(
            knock.path["transmission"], knock.caller.subject, body.outcome, self.stores
        )
        return done()

    async def release(self, knock: Knock) -> Response:
        """`POST …/release`."""
        body = await knock.body(_ReasonBody)
        await closing.release(
            knock.path["conversation"], knock.caller.subject, body.reason, self.stores
        )
        return done()
