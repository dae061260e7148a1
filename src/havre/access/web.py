"""Opening a conversation, making a resume code, coming back with it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.access import actions, sealing
from havre.access.actions import Opening
from havre.access.relief import Relief
from havre.access.store import Envelope
from havre.intake.course import Course
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock
from havre.plumbing.database import Database
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json
from havre.plumbing.limits import Limit
from havre.plumbing.tokens import parse_id

Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Sealed = Annotated[bytes, msgspec.Meta(max_length=1_024)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _Envelope(_Body):
    desk: Annotated[str, msgspec.Meta(max_length=40)]
    epoch: Number
    sealed: Sealed


class _OpeningBody(_Body):
    conversation: Annotated[str, msgspec.Meta(max_length=22)]
    postcode: Annotated[str, msgspec.Meta(max_length=12)] | None
    commune: Annotated[str, msgspec.Meta(max_length=5)] | None
    danger: bool
    minor: bool
    language: Annotated[str, msgspec.Meta(max_length=12)]
    envelopes: Annotated[list[_Envelope], msgspec.Meta(max_length=6)]


class _EnvelopesBody(_Body):
    envelopes: Annotated[list[_Envelope], msgspec.Meta(min_length=1, max_length=6)]


class _CodeBody(_Body):
    auth_hash: Hash
    wrapped: Sealed


class _ResumeBody(_Body):
    auth: Hash


@dataclass(frozen=True)
class AccessDoors:
    """Built once by `havre.app`.

    Attributes:
        course: where a postal code and a commune lead.
        languages: those a visitor may choose.
        openings: how often conversations may be opened, in all.
        asked: the desks to whose key a conversation's tab is asked to seal.
    """

    ledger: Database
    keys: Database
    bell: Bell
    now: Clock
    course: Callable[[str | None, str | None], Awaitable[Course]]
    languages: frozenset[str]
    openings: Limit
    exit_erases: str
    relief: Relief
    asked: Callable[[str], tuple[str, ...]]

    async def begin(self, knock: Knock) -> Response:
        """`POST /v1/conversations`."""
        body = await knock.body(_OpeningBody)
        conversation = parse_id(body.conversation)
        course = await self.course(body.postcode, body.commune)
        opening = Opening(
            conversation=conversation,
            desks=course.desks,
            targets=frozenset((one.desk, one.epoch) for one in course.targets),
            envelopes=tuple(
                Envelope(one.desk, one.epoch, one.sealed) for one in body.envelopes
            ),
            danger=body.danger,
            minor=body.minor,
            language=body.language if body.language in self.languages else "fr",
        )
        actions.check(opening)
        self.openings.count("all")  # after: what is malformed costs others nothing
        token = await actions.begin(
            opening, ledger=self.ledger, keys=self.keys, bell=self.bell, now=self.now
        )
        return json({"token": token, "exit_erases": self.exit_erases}, 201)

    async def set_resume_code(self, knock: Knock) -> Response:
        """`POST /v1/conversations/{conversation}/resume-code`."""
        body = await knock.body(_CodeBody)
        await actions.set_resume_code(
            knock.path["conversation"],
            knock.caller.session,
            body.auth_hash,
            body.wrapped,
            ledger=self.ledger,
            keys=self.keys,
        )
        return done()

    async def seal(self, knock: Knock) -> Response:
        """`POST /v1/conversations/{conversation}/envelopes`."""
        body = await knock.body(_EnvelopesBody)
        conversation = knock.path["conversation"]
        envelopes = [
            Envelope(one.desk, one.epoch, one.sealed, "relief")
            for one in body.envelopes
        ]
        session, asked = knock.caller.session, self.asked(conversation)
        await sealing.seal(conversation, session, envelopes, asked, self.relief)
        return done()

    async def resume(self, knock: Knock) -> Response:
        """`POST /v1/resume`."""
        body = await knock.body(_ResumeBody)
        # Without a limit: 83 bits cannot be guessed, and one person's wrong tries
        # must not close the way back to everybody.
        resumed = await actions.resume(
            body.auth, ledger=self.ledger, keys=self.keys, bell=self.bell, now=self.now
        )
        return json(
            {
                "conversation": resumed.conversation,
                "token": resumed.token,
                "wrapped": resumed.wrapped,
                "step": resumed.step,
            }
        )
