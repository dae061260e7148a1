"""The doors of keys: the public list, the recovery key, making, giving."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.directory.rules import DeskName
from havre.errors import NotYours
from havre.keys import actions
from havre.keys.rules import Gift, Grant, NewKey
from havre.plumbing.clock import Clock
from havre.plumbing.database import Database
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json
from havre.staff.stations import StationKey

Point = Annotated[bytes, msgspec.Meta(min_length=65, max_length=65)]
Sealed = Annotated[bytes, msgspec.Meta(min_length=114, max_length=114)]
Epoch = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
To = Annotated[str, msgspec.Meta(min_length=1, max_length=22)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class _Recovery(msgspec.Struct, forbid_unknown_fields=True):
    public: Point


class _Grant(msgspec.Struct, forbid_unknown_fields=True):
    member: To
    sealed: Sealed


class _NewKey(msgspec.Struct, forbid_unknown_fields=True):
    epoch: Epoch
    public: Point
    grants: Annotated[list[_Grant], msgspec.Meta(min_length=2, max_length=250)]


class _Gift(msgspec.Struct, forbid_unknown_fields=True):
    epoch: Epoch
    member: To
    sealed: Sealed
    fingerprint: Words


@dataclass(frozen=True)
class KeyDoors:
    """Built once by `havre.app`; holds nothing of whoever knocks.

    Attributes:
        stations: the ids of the directory's.
    """

    db: Database
    now: Clock
    stations: frozenset[str] = frozenset()

    async def desk_keys(self, _knock: Knock) -> Response:
        """GET /v1/desk-keys."""
        return json(await actions.key_list(db=self.db))

    async def make_recovery_key(self, knock: Knock) -> Response:
        """POST /v1/recovery-key."""
        asked = await knock.body(_Recovery)
        await actions.set_recovery(
            asked.public, knock.caller.subject, db=self.db, now=self.now
        )
        return done()

    async def make_desk_key(self, knock: Knock) -> Response:
        """POST /v1/desks/{desk}/keys."""
        asked = await knock.body(_NewKey)
        new = NewKey(
            desk=self._named(knock),
            epoch=asked.epoch,
            public=asked.public,
            by=knock.caller.subject,
            grants=[Grant(one.member, one.sealed) for one in asked.grants],
        )
        return json({"seq": await actions.make_key(new, db=self.db, now=self.now)}, 201)

    async def grants(self, knock: Knock) -> Response:
        """GET /v1/grants."""
        return json(await actions.grants(knock.caller.subject, db=self.db))

    async def grant(self, knock: Knock) -> Response:
        """POST /v1/desks/{desk}/grants."""
        asked = await knock.body(_Gift)
        gift = Gift(
            desk=self._named(knock),
            epoch=asked.epoch,
            grant=Grant(asked.member, asked.sealed),
            by=knock.caller.subject,
            words=asked.fingerprint,
        )
        await actions.give(gift, db=self.db, now=self.now)
        return done()

    def _named(self, knock: Knock) -> str:
        """Return the name of a key: a desk's, or one of a station's.

        Raises:
            NotYours: neither.
        """
        name = knock.path["desk"]
        purpose, _, station = name.partition(".")
        theirs = purpose in frozenset(StationKey) and station in self.stations
        if not theirs and name not in frozenset(DeskName):
            raise NotYours("desk")
        return name
