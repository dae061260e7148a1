"""The doors of those who work here: signing in, joining, members."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import HTMLResponse, Response

from havre.directory.rules import DeskName
from havre.errors import BadRequest, NotYours
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock
from havre.plumbing.database import Database
from havre.plumbing.doors import Knock, Who
from havre.plumbing.http import done, json
from havre.plumbing.templates import Templates
from havre.staff import actions, joining, rules, sessions
from havre.staff.actions import OnWithdrawn
from havre.staff.credentials import Locked
from havre.staff.joining import Arrival
from havre.staff.passwords import Passwords
from havre.staff.presence import HERE, Presence
from havre.staff.rules import StaffRole
from havre.staff.sessions import SignedIn, Tries
from havre.staff.stations import STATIONS_MAX

Name = Annotated[str, msgspec.Meta(min_length=2, max_length=40)]
Code = Annotated[str, msgspec.Meta(min_length=43, max_length=43)]
Auth = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Salt = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Point = Annotated[bytes, msgspec.Meta(min_length=65, max_length=65)]
Wrapped = Annotated[bytes, msgspec.Meta(min_length=61, max_length=61)]


class _Named(msgspec.Struct, forbid_unknown_fields=True):
    name: Name


class _Credentials(msgspec.Struct, forbid_unknown_fields=True):
    name: Name
    auth: Auth


class _NewPassword(msgspec.Struct, forbid_unknown_fields=True):
    auth: Auth
    new_auth: Auth
    new_salt: Salt
    new_wrapped: Wrapped


class _Invitation(msgspec.Struct, forbid_unknown_fields=True):
    shown_name: str
    roles: list[StaffRole]
    desks: list[DeskName]
    stations: Annotated[list[str], msgspec.Meta(max_length=STATIONS_MAX)] = []


class _Code(msgspec.Struct, forbid_unknown_fields=True):
    code: Code


class _Joining(msgspec.Struct, forbid_unknown_fields=True):
    code: Code
    name: Name
    auth: Auth
    salt: Salt
    public: Point
    wrapped: Wrapped


@dataclass(frozen=True)
class StaffDoors:
    """Built once by `havre.app`; holds nothing of whoever knocks.

    Attributes:
        hooks: what other rooms do in the transaction that withdraws an access.
        stations: the ids of the directory's.
        templates: where the console's page is.
        banner: shown above the console ("" on a real service).
        idle_minutes: after which the console locks.
    """

    db: Database
    bell: Bell
    now: Clock
    passwords: Passwords
    tries: Tries
    presence: Presence
    hooks: Sequence[OnWithdrawn]
    templates: Templates
    banner: str
    idle_minutes: int
    stations: frozenset[str] = frozenset()

    async def console(self, _knock: Knock) -> Response:
        """GET /agent: the page alone; signing in is its own."""
        values = {"banner": self.banner, "idle_minutes": self.idle_minutes}
        return HTMLResponse(self.templates.render("agent.html", "fr", values))

    async def salt(self, knock: Knock) -> Response:
        """POST /v1/sign-in/salt."""
        asked = await knock.body(_Named)
        return json({"salt": await sessions.salt_of(asked.name, db=self.db)})

    async def sign_in(self, knock: Knock) -> Response:
        """POST /v1/sign-in."""
        asked = await knock.body(_Credentials)
        return _signed_in(
            await sessions.sign_in(
                asked.name,
                asked.auth,
                db=self.db,
                now=self.now,
                passwords=self.passwords,
                tries=self.tries,
            )
        )

    async def sign_out(self, knock: Knock) -> Response:
        """POST /v1/sign-out."""
        await sessions.sign_out(knock.caller, db=self.db, bell=self.bell)
        self.presence.leave(knock.caller.subject)
        self.bell.ring(HERE)
        return done()

    async def change_password(self, knock: Knock) -> Response:
        """POST /v1/password."""
        asked = await knock.body(_NewPassword)
        await sessions.change_password(
            knock.caller,
            asked.auth,
            asked.new_auth,
            Locked(asked.new_salt, asked.new_wrapped),
            db=self.db,
            bell=self.bell,
            now=self.now,
            passwords=self.passwords,
            tries=self.tries,
        )
        return done()

    async def invite(self, knock: Knock) -> Response:
        """POST /v1/invitations.

        Raises:
            BadRequest: not a well-formed post, or no such station.
        """
        asked = await knock.body(_Invitation)
        post = rules.post(asked.shown_name, asked.roles, asked.desks, asked.stations)
        if not frozenset(post.stations) <= self.stations:
            raise BadRequest("no such station")
        return json(
            await joining.invite(post, knock.caller.subject, db=self.db, now=self.now)
        )

    async def look(self, knock: Knock) -> Response:
        """POST /v1/invitations/look."""
        asked = await knock.body(_Code)
        return json(await joining.look(asked.code, db=self.db, now=self.now))

    async def join(self, knock: Knock) -> Response:
        """POST /v1/join."""
        asked = await knock.body(_Joining)
        locked = Locked(asked.salt, asked.wrapped)
        return _signed_in(
            await joining.join(
                asked.code,
                Arrival(asked.name, asked.auth, asked.public, locked),
                db=self.db,
                now=self.now,
                passwords=self.passwords,
            )
        )

    async def members(self, knock: Knock) -> Response:
        """GET /v1/members."""
        everyone = await actions.members(knock.caller.subject, db=self.db)
        return json({"members": everyone})

    async def suspend(self, knock: Knock) -> Response:
        """POST /v1/members/{member}/suspend."""
        member = knock.path["member"]
        await actions.suspend(
            member,
            knock.caller.subject,
            db=self.db,
            bell=self.bell,
            now=self.now,
            hooks=self.hooks,
        )
        self.presence.leave(member)
        return done()

    async def resume(self, knock: Knock) -> Response:
        """POST /v1/members/{member}/resume."""
        await actions.resume(
            knock.path["member"], knock.caller.subject, db=self.db, now=self.now
        )
        return done()

    async def leave(self, knock: Knock) -> Response:
        """POST /v1/members/{member}/leave: by themself, or an administrator.

        Raises:
            NotYours: another's access, and the caller does not administer.
        """
        caller, member = knock.caller, knock.path["member"]
        if member != caller.subject and Who.ADMINISTRATOR not in caller.who:
            raise NotYours("member")
        await actions.leave(
            member,
            caller.subject,
            db=self.db,
            bell=self.bell,
            now=self.now,
            hooks=self.hooks,
        )
        self.presence.leave(member)
        return done()


def _signed_in(signed: SignedIn) -> Response:
    return json(
        {
            "token": signed.token,
            "member": signed.member,
            "wrapped": signed.locked.wrapped,
            "salt": signed.locked.salt,
        }
    )
