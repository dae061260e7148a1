"""Inviting someone, and joining with an invitation. Nobody comes in otherwise."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from havre.directory.rules import DeskName
from havre.errors import BadRequest, NotYours, WrongStep
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.plumbing.tokens import digest, new_id, new_token
from havre.staff import rules, store
from havre.staff.credentials import Locked, check_point, check_wrapped
from havre.staff.passwords import Passwords
from havre.staff.rules import (
    Account,
    Invitation,
    Member,
    NameTaken,
    Post,
    StaffRole,
)
from havre.staff.sessions import FALSE_SALT, SignedIn, opened

VALID: Final = timedelta(hours=72)
OPERATOR: Final = "operator"  # who the journal names for what `havre init` does


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a newcomer's browser brings.

    Attributes:
        auth: the authentication part of their password.
        public: their public key.
        locked: their private key, wrapped.
    """

    name: str
    auth: bytes
    public: bytes
    locked: Locked


@dataclass(frozen=True, slots=True)
class Invited:
    """A code, good once; it exists nowhere else from now on."""

    code: str
    expires_at: int


async def invite(post: Post, by: str, *, db: Database, now: Clock) -> Invited:
    """Return a code with which one person may join."""
    code, invitation, at, until = _drawn(post, by, now)

    def work(tx: Transaction) -> None:
        append(tx, Entry(at, by, Act.INVITE, invitation.id, " ".join(post.roles)))
        store.forget_expired(tx, at)
        store.invite(tx, digest(code), invitation, until)

    await db.write(work)
    return Invited(code, until)


async def first_invitation(
    shown_name: str,
    roles: Sequence[StaffRole],
    desks: Sequence[DeskName],
    *,
    db: Database,
    now: Clock,
) -> str:
    """Return the code of a house's first member, and make the house's secret.

    A code made before and not used is void: only the last one printed is good.

    Raises:
        WrongStep: an active administrator exists; invitations are theirs to give.
        BadRequest: not a well-formed post, or not an administrator's.
    """
    post = rules.post(shown_name, roles, desks)
    if StaffRole.ADMINISTRATOR not in post.roles:
        raise BadRequest("the first member administers")
    code, invitation, at, until = _drawn(post, OPERATOR, now)
    secret = secrets.token_bytes(32)

    def work(tx: Transaction) -> None:
        if any(member.administers for member in store.everyone(tx)):
            raise WrongStep("an administrator exists")
        append(tx, Entry(at, OPERATOR, Act.INVITE, invitation.id, " ".join(post.roles)))
        store.keep_secret(tx, FALSE_SALT, secret)
        store.void(tx, made_by=OPERATOR)
        store.invite(tx, digest(code), invitation, until)

    await db.write(work)
    return code


async def look(code: str, *, db: Database, now: Clock) -> Post:
    """Return what an invitation gives.

    Raises:
        NotYours: unknown, used or too old.
    """
    at = milliseconds(now())
    return await db.read(lambda tx: _good(tx, code, at).post)


async def join(
    code: str, arrival: Arrival, *, db: Database, now: Clock, passwords: Passwords
) -> SignedIn:
    """Make the member that an invitation was for, and sign them in.

    Raises:
        BadRequest: the name, the key or the wrapped key has not the right form, or
            another member has that key.
        NotYours: the invitation is unknown, used or too old.
        NameTaken: then the invitation is still good.
        SlowDown: too many passwords are being checked.
    """
    name = rules.check_name(arrival.name)
    public = check_point(arrival.public)
    check_wrapped(arrival.locked.wrapped)
    await look(code, db=db, now=now)  # hashing is dear: only for those invited
    auth = await passwords.keep(arrival.auth)
    member, token, at = new_id(), new_token(), milliseconds(now())

    def work(tx: Transaction) -> SignedIn:
        invitation = _good(tx, code, at)
        post = invitation.post
        one = Member(
            member, name, post.shown_name, post.roles, post.desks, public,
            stations=post.stations,
        )  # fmt: skip
        append(tx, Entry(at, member, Act.JOIN, member, invitation.id))
        store.spend(tx, digest(code))
        if not store.insert(tx, Account(one, auth, arrival.locked), at):
            _refuse_double(tx, name)
        opened(tx, one, token, at)
        return SignedIn(token, one, arrival.locked)

    return await db.write(work)


def _drawn(post: Post, by: str, now: Clock) -> tuple[str, Invitation, int, int]:
    at = now()
    invitation = Invitation(new_id(), post, by)
    return new_token(), invitation, milliseconds(at), milliseconds(at + VALID)


def _good(tx: Transaction, code: str, at: int) -> Invitation:
    invitation = store.invitation(tx, digest(code), at)
    if invitation is None:
        raise NotYours("invitation")
    return invitation


def _refuse_double(tx: Transaction, name: str) -> None:
    if store.account_named(tx, name) is not None:
        raise NameTaken("name")
    raise BadRequest("another member has that key")
