"""An officer's doors: the desk, the next in line, keys, notes, report, replies."""

import asyncio
import hashlib
import tomllib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.access.store import Envelope
from havre.answering import actions
from havre.answering.actions import Stores
from havre.answering.store import Note, ReportEnvelope
from havre.conversation import store as conversations
from havre.conversation.actions import LINE
from havre.conversation.rules import Conversation
from havre.errors import BadRequest, NotYours
from havre.plumbing.bell import listening
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Caller, Knock, Lookup
from havre.plumbing.http import done, json
from havre.waiting import store as line

WAIT_MAX = 25.0  # seconds: under the shortest proxy time-outs

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
    fence: Fence
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


def held(known: Conversation) -> dict[str, object]:
    """Return `Held` of docs/reference/protocol.md §5."""
    return {
        "conversation": known.id,
        "step": known.step,
        "fence": known.fence,
        "desk": known.desk,
        "danger": known.danger,
        "minor": known.minor,
        "language": known.language,
        "opened_at": known.opened_at,
        "exit_at": known.left_at,
    }


@dataclass(frozen=True)
class DeskDoors:
    """Built once by `havre.app`.

    Attributes:
        keys_of: the (desk, epoch) of each desk key a member has.
        epochs: the epoch in use of each desk key.
        arrived: notes that a member is at the desk; returns how many are.
        undecided: how many frozen conversations are overdue.
        session_of: whether a session still stands.
        exit_erases: what the exit does here; some replies are true of one only.
    """

    stores: Stores
    keys_of: Callable[[str], Awaitable[tuple[tuple[str, int], ...]]]
    epochs: Callable[[Transaction], dict[str, int]]
    arrived: Callable[[str, Sequence[str]], int]
    undecided: Callable[[Transaction], int]
    session_of: Lookup
    exit_erases: str

    async def desk(self, knock: Knock) -> Response:
        """`GET /v1/desk?version=S&wait=W`: the room, as soon as it differs from S."""
        query, caller = knock.request.query_params, knock.caller
        wait = _seconds(query.get("wait", "0"))
        known = query.get("version", "")
        loop = asyncio.get_running_loop()
        ends = loop.time() + wait
        member = caller.subject
        topics = (LINE, f"session:{member}", f"member:{member}")
        with listening(self.stores.bell, topics) as ear:
            while True:
                await self._still(caller)
                view = await self._view(member)
                left = ends - loop.time()
                if view["version"] != known or left <= 0:
                    return json(view)
                await ear.wait(left)

    async def take_next(self, knock: Knock) -> Response:
        """`POST /v1/desk/next`."""
        member = knock.caller.subject
        keys = await self.keys_of(member)
        known = await actions.take_next(member, keys, self.stores)
        self.stores.bell.ring(f"member:{member}")
        return done() if known is None else json(held(known))

    async def envelopes(self, knock: Knock) -> Response:
        """`GET …/envelopes?reason=…`: the journal's row first, then the keys."""
        reason = knock.request.query_params.get("reason")
        if reason not in ("take", "open"):
            raise BadRequest("reason")
        opened = await actions.open_envelopes(
            knock.path["conversation"],
            knock.caller.subject,
            "take" if reason == "take" else "open",
            self.stores,
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
        await actions.open_report(
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
        await actions.put_on_hold(
            knock.path["conversation"], knock.caller.subject, body.fence, self.stores
        )
        self.stores.bell.ring(f"member:{knock.caller.subject}")
        return done()

    async def replies(self, _knock: Knock) -> Response:
        """`GET /v1/replies`."""
        return json(self._replies)

    @cached_property
    def _replies(self) -> dict[str, object]:
        """The canned replies that are true under the service's settings."""
        text = files("havre").joinpath("data/replies.toml").read_text("utf-8")
        replies = tomllib.loads(text)["replies"]
        ours = self.exit_erases
        true = [one for one in replies if one.pop("exit_erases", ours) == ours]
        return {"replies": true}

    async def _still(self, caller: Caller) -> None:
        if await self.session_of(caller.session) is None:
            raise NotYours("session")

    async def _view(self, member: str) -> dict[str, object]:
        desks = sorted({desk for desk, _ in await self.keys_of(member)})

        def work(tx: Transaction) -> dict[str, object]:
            return {
                "waiting": [
                    {"desk": desk, "count": count, "oldest_at": oldest}
                    for desk, count, oldest in line.by_desk(tx, desks)
                ],
                "mine": [held(one) for one in conversations.held_by(tx, member)],
                "undecided": self.undecided(tx),
            }

        view = await self.stores.ledger.read(work)
        view["present"] = self.arrived(member, desks)
        content = msgspec.json.encode(view)
        return {"version": hashlib.sha256(content).hexdigest()[:16], **view}


def _seconds(text: str) -> float:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise BadRequest("wait")
    return min(float(text), WAIT_MAX)
