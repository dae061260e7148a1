"""The doors of passing on: the officer's announcement, the visitor's answer."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.access.store import Envelope
from havre.plumbing.doors import Knock
from havre.plumbing.http import done
from havre.transfer import actions
from havre.transfer.actions import Proposal, Transfers

Fence = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Name = Annotated[str, msgspec.Meta(max_length=40)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _Envelope(_Body):
    epoch: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
    sealed: Annotated[bytes, msgspec.Meta(max_length=1_024)]


class _TransferBody(_Body):
    fence: Fence
    desk: Name
    member: Name | None
    envelope: _Envelope | None
    note_envelope: _Envelope | None


class _FenceBody(_Body):
    fence: Fence


class _AnswerBody(_Body):
    agree: bool


@dataclass(frozen=True)
class TransferDoors:
    """Built once by `havre.app`."""

    lent: Transfers

    async def offer(self, knock: Knock) -> Response:
        """`POST …/transfer`."""
        body = await knock.body(_TransferBody)
        sealed = (("transfer", body.envelope), ("note", body.note_envelope))
        envelopes = tuple(
            Envelope(body.desk, one.epoch, one.sealed, purpose)
            for purpose, one in sealed
            if one is not None
        )
        await actions.offer(
            knock.path["conversation"],
            knock.caller.subject,
            body.fence,
            Proposal(body.desk, body.member, envelopes),
            self.lent,
        )
        return done()

    async def cancel(self, knock: Knock) -> Response:
        """`POST …/transfer-cancel`."""
        body = await knock.body(_FenceBody)
        await actions.cancel(
            knock.path["conversation"], knock.caller.subject, body.fence, self.lent
        )
        return done()

    async def answer(self, knock: Knock) -> Response:
        """`POST …/transfer-answer`."""
        body = await knock.body(_AnswerBody)
        await actions.answer(
            knock.path["conversation"],
            knock.caller.session,
            self.lent,
            agree=body.agree,
        )
        return done()
