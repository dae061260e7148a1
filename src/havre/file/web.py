"""Her accord, her identity and the file, as both sides' tabs ask for them."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.errors import BadRequest
from havre.file import accord, carrying, erasing, giving, reading, sending
from havre.file.giving import Given
from havre.file.keyring import FileKey
from havre.file.lent import Lent
from havre.file.rules import PARTS_MAX
from havre.file.sending import Sending
from havre.file.sent import FileEnvelope, Part
from havre.plumbing.doors import Knock, decode
from havre.plumbing.http import done, json
from havre.plumbing.tokens import parse_id

Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Rank = Annotated[int, msgspec.Meta(ge=1, le=PARTS_MAX)]
Fence = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Sealed = Annotated[bytes, msgspec.Meta(max_length=32_768)]
Key = Annotated[bytes, msgspec.Meta(max_length=1_024)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Id = Annotated[str, msgspec.Meta(max_length=22)]
Station = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Line = Annotated[str, msgspec.Meta(max_length=1_000)]
Target = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _FenceBody(_Body):
    fence: Fence


class _AskBody(_Body):
    fence: Fence
    station: Station


class _Key(_Body):
    desk: Annotated[str, msgspec.Meta(max_length=40)]
    epoch: Number
    sealed: Key


class _Answer(msgspec.Struct):
    """The part of her answer that says which of the two bodies it is."""

    agree: bool


class _NoBody(_Body):
    agree: bool


class _YesBody(_Body):
    agree: bool
    station: Station
    file: Id
    revision: Number
    envelope: _Key
    identity: Sealed
    auth_hash: Hash
    wrapped: Key
    conversation: bool


class _PartBody(_Body):
    fence: Fence
    file: Id
    n: Rank
    of: Rank
    sealed: Sealed


class _Envelope(_Body):
    target: Target
    epoch: Number
    sealed: Key


class _FileBody(_Body):
    fence: Fence
    file: Id
    of: Rank
    envelopes: Annotated[list[_Envelope], msgspec.Meta(max_length=3)]
    hash: Hash


class _ChannelBody(_Body):
    channel: Line


class _ByBody(_Body):
    by: Line


class _NothingBody(_Body):
    """A body with nothing in it."""


@dataclass(frozen=True)
class FileDoors:
    """Built once by `havre.app`."""

    lent: Lent

    async def ask(self, knock: Knock) -> Response:
        """`POST …/accord`."""
        body = await knock.body(_AskBody)
        await accord.ask(
            knock.path["conversation"], knock.caller.subject, body.fence, body.station,
            self.lent,
        )  # fmt: skip
        return done()

    async def cancel(self, knock: Knock) -> Response:
        """`POST …/accord-cancel`."""
        body = await knock.body(_FenceBody)
        await accord.cancel(
            knock.path["conversation"], knock.caller.subject, body.fence, self.lent
        )
        return done()

    async def answer(self, knock: Knock) -> Response:
        """`POST …/accord-answer`."""
        raw = await knock.raw_body()
        conversation, session = knock.path["conversation"], knock.caller.session
        if decode(raw, _Answer).agree:
            given = _given(decode(raw, _YesBody))
            await giving.give(conversation, session, given, self.lent)
        else:
            decode(raw, _NoBody)
            await accord.decline(conversation, session, self.lent)
        return done()

    async def withdraw(self, knock: Knock) -> Response:
        """`POST …/accord-withdraw`: erased, or why it is not."""
        await knock.body(_NothingBody)
        why = await erasing.withdraw(
            knock.path["conversation"], knock.caller.session, self.lent
        )
        return json({"erased": why is None, "why": why})

    async def identity(self, knock: Knock) -> Response:
        """`GET …/identity?reason=open`: the journal's row first, then what she gave."""
        if knock.request.query_params.get("reason") != "open":
            raise BadRequest("reason")
        told = await sending.read_identity(
            knock.path["conversation"], knock.caller.subject, self.lent
        )
        return json(
            {
                "file": told.file,
                "revision": told.revision,
                "envelope": told.key,
                "identity": told.sealed,
                "conversation": told.conversation_too,
            }
        )

    async def add_part(self, knock: Knock) -> Response:
        """`POST …/file-parts`."""
        body = await knock.body(_PartBody)
        part = Part(parse_id(body.file), body.n, body.of, body.sealed)
        await sending.add_part(
            knock.path["conversation"], knock.caller.subject, body.fence, part,
            self.lent,
        )  # fmt: skip
        return done()

    async def send(self, knock: Knock) -> Response:
        """`POST …/file`."""
        body = await knock.body(_FileBody)
        envelopes = [
            FileEnvelope(one.target, one.epoch, one.sealed) for one in body.envelopes
        ]
        transmission = await sending.send(
            knock.path["conversation"],
            knock.caller.subject,
            body.fence,
            Sending(parse_id(body.file), body.of, envelopes, body.hash),
            self.lent,
        )
        return json({"transmission": transmission}, 201)

    async def sent(self, knock: Knock) -> Response:
        """`POST /v1/transmissions/{transmission}/sent`."""
        body = await knock.body(_ChannelBody)
        await carrying.went(
            knock.path["transmission"], knock.caller.subject, body.channel, self.lent
        )
        return done()

    async def acknowledged(self, knock: Knock) -> Response:
        """`POST /v1/transmissions/{transmission}/acknowledged`."""
        body = await knock.body(_ByBody)
        await carrying.acknowledged(
            knock.path["transmission"], knock.caller.subject, body.by, self.lent
        )
        return done()

    async def read_again(self, knock: Knock) -> Response:
        """`GET /v1/transmissions/{transmission}/file?reason=transmit`."""
        if knock.request.query_params.get("reason") != "transmit":
            raise BadRequest("reason")
        again = await reading.read(
            knock.path["transmission"], knock.caller.subject, "transmit", self.lent
        )
        return json(
            {
                "file": again.file.file,
                "envelope": again.envelope,
                "of": again.file.of,
                "parts": again.parts,
                "hash": again.file.hash,
            }
        )


def _given(body: _YesBody) -> Given:
    key = body.envelope
    return Given(
        station=body.station,
        file=parse_id(body.file),
        revision=body.revision,
        key=FileKey(key.desk, key.epoch, key.sealed),
        identity=body.identity,
        auth_hash=body.auth_hash,
        wrapped=body.wrapped,
        conversation_too=body.conversation,
    )
