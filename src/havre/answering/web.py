"""What an officer's console asks about one conversation in hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec
from starlette.responses import Response

from havre.access.store import Envelope
from havre.answering import actions, acts
from havre.answering.actions import Stores
from havre.answering.store import Note, ReportEnvelope
from havre.errors import BadRequest
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json

Reason = Literal["take", "open", "join"]
REASONS: Final[dict[str, Reason]] = {"take": "take", "open": "open", "join": "join"}

Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Fence = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Sealed = Annotated[bytes, msgspec.Meta(max_length=32_768)]
Name = Annotated[str, msgspec.Meta(max_length=40)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _Envelope(_Body):
    desk: Name
    epoch: Number
    sealed: Sealed


class _NoteBody(_Body):
    n: Number
    sealed: Sealed
    fence: Fence | None
    envelope: _Envelope | None


class _Target(_Body):
    target: Name
    epoch: Number
    sealed: Sealed


class _ReportBody(_Body):
    fence: Fence
    envelopes: Annotated[list[_Target], msgspec.Meta(max_length=4)]


class _FenceBody(_Body):
    fence: Fence


@dataclass(frozen=True)
class AnswerDoors:
    """Built once by `havre.app`.

    Attributes:
        epochs: the epoch in use of each desk key.
    """

    stores: Stores
    epochs: Callable[[Transaction], dict[str, int]]

    async def envelopes(self, knock: Knock) -> Response:
        """`GET …/envelopes?reason=…`: the journal's row first, then the keys."""
        reason = REASONS.get(knock.request.query_params.get("reason", ""))
        if reason is None:
            raise BadRequest("reason")
        opened = await actions.open_envelopes(
            knock.path["conversation"], knock.caller.subject, reason, self.stores
        )
        return json(
            {
                "envelopes": [
                    {
                        "desk": one.desk,
                        "epoch": one.epoch,
                        "purpose": one.purpose,
                        "sealed": one.sealed,
                    }
                    for one in opened.envelopes
                ],
                "notes": [
                    {"n": one.number, "sealed": one.sealed, "at": one.at,
                     "by": one.member}
                    for one in opened.notes
                ],
            }
        )  # fmt: skip

    async def add_note(self, knock: Knock) -> Response:
        """`POST …/notes`."""
        body = await knock.body(_NoteBody)
        at = milliseconds(self.stores.now())
        note = Note(body.n, body.sealed, at, knock.caller.subject)
        key = body.envelope
        envelope = Envelope(key.desk, key.epoch, key.sealed, "note") if key else None
        await actions.add_note(
            knock.path["conversation"], note, body.fence, envelope, self.stores
        )
        return done()

    async def open_report(self, knock: Knock) -> Response:
        """`POST …/report`."""
        body = await knock.body(_ReportBody)
        envelopes = [
            ReportEnvelope(one.target, one.epoch, one.sealed) for one in body.envelopes
        ]
        targets = await self.stores.ledger.read(self.epochs)
        await acts.open_report(
            knock.path["conversation"],
            knock.caller.subject,
            body.fence,
            envelopes,
            targets,
            self.stores,
        )
        return done()

    async def hold(self, knock: Knock) -> Response:
        """`POST …/hold`."""
        body = await knock.body(_FenceBody)
        await acts.put_on_hold(
            knock.path["conversation"], knock.caller.subject, body.fence, self.stores
        )
        self.stores.bell.ring(f"member:{knock.caller.subject}")
        return done()

    async def danger(self, knock: Knock) -> Response:
        """`POST …/danger`."""
        body = await knock.body(_FenceBody)
        await acts.danger(
            knock.path["conversation"], knock.caller.subject, body.fence, self.stores
        )
        self.stores.bell.ring(f"member:{knock.caller.subject}")
        return done()

    async def timeline(self, knock: Knock) -> Response:
        """`GET …/timeline`."""
        events = await acts.timeline(
            knock.path["conversation"], knock.caller.subject, self.stores
        )
        return json({"events": events})
