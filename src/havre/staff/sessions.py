"""Signing in and out, changing a password, recognising a credential."""

import contextlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from havre.errors import NotYours, SlowDown
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.plumbing.doors import Caller, Who
from havre.plumbing.limits import Limit
from havre.plumbing.tokens import digest, new_token
from havre.staff import store
from havre.staff.actions import topic
from havre.staff.credentials import Locked, check_wrapped, false_salt
from havre.staff.passwords import Passwords
from havre.staff.rules import Account, Member, StaffRole, State, WrongCredentials

LIFE: Final = timedelta(hours=12)  # a long shift; idleness is the console's to lock
WINDOW: Final = timedelta(minutes=15)
TRIES: Final = 100  # wrong ones, per name and window: whoever guesses has 400 an hour
FALSE_SALT: Final = "false salt"  # what the house's secret is for

_WHO: Final = {
    StaffRole.AGENT: Who.AGENT,
    StaffRole.SUPERVISOR: Who.SUPERVISOR,
    StaffRole.ADMINISTRATOR: Who.ADMINISTRATOR,
    StaffRole.INVESTIGATOR: Who.INVESTIGATOR,
    StaffRole.RECEPTION: Who.RECEPTION,
}


class Tries:
    """How often a wrong password may be tried for one name, borne or not.

    Right ones are not counted, and there is no total: whoever floods one name, or a
    thousand invented ones, must not keep the other officers from their desks.
    """

    def __init__(self, now: Clock) -> None:
        self._named = Limit(TRIES, WINDOW, now=now)

    def check(self, name: str) -> None:
        """Return if `name` may be tried.

        Raises:
            SlowDown: too many wrong tries in this window.
        """
        self._named.check(name)

    def wrong(self, name: str) -> None:
        """Count one wrong try of `name`."""
        with contextlib.suppress(SlowDown):  # the next one is refused
            self._named.count(name)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a browser needs once a member is recognised."""

    token: str
    member: Member
    locked: Locked


def opened(tx: Transaction, member: Member, token: str, at: int) -> None:
    """Open a session for `member`, and forget those whose time is over."""
    store.forget_expired(tx, at)
    until = at + LIFE // timedelta(milliseconds=1)
    store.open_session(tx, digest(token), member.id, until)


async def session_of(mark: bytes, *, db: Database, now: Clock) -> Caller | None:
    """Return whose session bears the credential of that digest: one indexed read."""
    at = milliseconds(now())
    member = await db.read(lambda tx: store.member_of_session(tx, mark, at))
    if member is None:
        return None
    who = Who(0)
    for role in member.roles:
        who |= _WHO[role]
    return Caller(who, member.id, mark, member.name)


async def salt_of(name: str, *, db: Database) -> bytes:
    """Return the salt of `name`; a name nobody bears has a stable false one."""
    name = name.lower()
    spare = secrets.token_bytes(32)

    def look(tx: Transaction) -> tuple[Account | None, bytes | None]:
        return store.account_named(tx, name), store.secret(tx, FALSE_SALT)

    def make(tx: Transaction) -> tuple[Account | None, bytes | None]:
        store.keep_secret(tx, FALSE_SALT, spare)
        return look(tx)

    account, secret = await db.read(look)
    if secret is None:  # before `havre init`: made once, now
        account, secret = await db.write(make)
    false = false_salt(secret or spare, name)
    return account.locked.salt if account else false


async def sign_in(
    name: str,
    auth: bytes,
    *,
    db: Database,
    now: Clock,
    passwords: Passwords,
    tries: Tries,
) -> SignedIn:
    """Open a session for whoever proves to be `name`.

    Raises:
        SlowDown: too many tries.
        WrongCredentials: unknown, wrong, suspended or gone, in the same time.
    """
    name = name.lower()
    tries.check(name)
    account = await db.read(lambda tx: store.account_named(tx, name))
    right = await passwords.check(account.auth if account else None, auth)
    if account is None or not right:
        tries.wrong(name)
        raise WrongCredentials("sign-in")
    token = new_token()
    at = milliseconds(now())
    checked = account.auth

    def work(tx: Transaction) -> SignedIn:
        known = _still(tx, name, checked)
        opened(tx, known.member, token, at)
        return SignedIn(token, known.member, known.locked)

    return await db.write(work)


async def sign_out(caller: Caller, *, db: Database, bell: Bell) -> None:
    """End this session; its sockets close."""
    await db.write(lambda tx: store.end_session(tx, caller.session))
    bell.ring(topic(caller.subject))


async def change_password(
    caller: Caller,
    auth: bytes,
    new_auth: bytes,
    locked: Locked,
    *,
    db: Database,
    bell: Bell,
    now: Clock,
    passwords: Passwords,
    tries: Tries,
) -> None:
    """Replace both parts of a password at once; every other session ends.

    Raises:
        SlowDown: too many tries.
        WrongCredentials: `auth` is not the present one.
        NotYours: the session ended meanwhile.
        BadRequest: the new key is not wrapped.
    """
    check_wrapped(locked.wrapped)
    tries.check(caller.name)
    account = await db.read(lambda tx: store.account_named(tx, caller.name))
    right = await passwords.check(account.auth if account else None, auth)
    if account is None or not right:
        tries.wrong(caller.name)
        raise WrongCredentials("password")
    kept = await passwords.keep(new_auth)
    at = milliseconds(now())
    checked = account.auth

    def work(tx: Transaction) -> None:
        member = _still(tx, caller.name, checked).member
        if store.member_of_session(tx, caller.session, at) is None:
            raise NotYours("session")
        append(tx, Entry(at, member.id, Act.PASSWORD, member.id))
        store.set_password(tx, member.id, kept, locked)
        store.end_sessions(tx, member.id, but=caller.session)

    await db.write(work)
    bell.ring(topic(caller.subject))


def _still(tx: Transaction, name: str, checked: str) -> Account:
    """Return the active account of `name` if its password is still the one checked.

    Raises:
        WrongCredentials: it was suspended, left or changed while we were hashing.
    """
    known = store.account_named(tx, name)
    if known is None or known.auth != checked:
        raise WrongCredentials("changed")
    if known.member.state is not State.ACTIVE:
        raise WrongCredentials("not active")
    return known
