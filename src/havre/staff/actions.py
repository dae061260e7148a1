"""Stopping someone's access, giving it back, ending it. One action, one commit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from havre.errors import NotYours
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.bell import Bell
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.staff import rules, store
from havre.staff.rules import Member, State, sees


def topic(member: str) -> str:
    """Return the bell's topic for "look again whether this member's session lives"."""
    return f"session:{member}"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A member stops having access.

    Attributes:
        member: whose access.
        by: who decided it: a member's id.
        at: milliseconds since 1970, UTC.
    """

    member: str
    by: str
    at: int


# What another room does in the same transaction (give conversations back, withdraw
# grants); it returns the bell's topics to ring once that is committed.
OnWithdrawn = Callable[[Transaction, Withdrawal], Sequence[str]]


def found(tx: Transaction, member: str) -> Member:
    """Return the member: the one guarded way in.

    Raises:
        NotYours: there is none.
    """
    known = store.find(tx, member)
    if known is None:
        raise NotYours("member")
    return known


async def members(by: str, *, db: Database) -> list[Member]:
    """Return everyone whom `by` may see here, those who have left too.

    Who only works at a station sees those of that station.
    """

    def work(tx: Transaction) -> list[Member]:
        own = found(tx, by)
        return [one for one in store.everyone(tx) if sees(own, one)]

    return await db.read(work)


async def suspend(
    member: str,
    by: str,
    *,
    db: Database,
    bell: Bell,
    now: Clock,
    hooks: Sequence[OnWithdrawn],
) -> None:
    """Stop a member's access at once: sessions, sockets, grants, conversations.

    Raises:
        NotYours: no such member.
        WrongStep: not active.
        LastAdministrator: nobody else administers.
    """
    withdrawal = Withdrawal(member, by, milliseconds(now()))
    await _withdraw(withdrawal, Act.SUSPEND, rules.suspended, hooks, db=db, bell=bell)


async def leave(
    member: str,
    by: str,
    *,
    db: Database,
    bell: Bell,
    now: Clock,
    hooks: Sequence[OnWithdrawn],
) -> None:
    """End a member's access for good, and destroy what they signed in with.

    Raises:
        NotYours: no such member.
        WrongStep: gone already.
        LastAdministrator: nobody else administers.
    """
    withdrawal = Withdrawal(member, by, milliseconds(now()))
    await _withdraw(withdrawal, Act.LEAVE, rules.left, hooks, db=db, bell=bell)


async def resume(member: str, by: str, *, db: Database, now: Clock) -> None:
    """Give a suspended member access again. Grants are for people to give anew.

    Raises:
        NotYours: no such member.
        WrongStep: not suspended.
    """
    at = milliseconds(now())

    def work(tx: Transaction) -> None:
        state = rules.resumed(found(tx, member))
        append(tx, Entry(at, by, Act.RESUME, member))
        store.set_state(tx, member, state)

    await db.write(work)


async def _withdraw(
    withdrawal: Withdrawal,
    act: Act,
    decide: Callable[[Member, int], State],
    hooks: Sequence[OnWithdrawn],
    *,
    db: Database,
    bell: Bell,
) -> None:
    member = withdrawal.member

    def work(tx: Transaction) -> list[str]:
        administrators = sum(one.administers for one in store.everyone(tx))
        state = decide(found(tx, member), administrators)
        append(tx, Entry(withdrawal.at, withdrawal.by, act, member))
        store.set_state(tx, member, state)
        store.end_sessions(tx, member)
        store.void(tx, made_by=member)
        if state is State.GONE:
            store.destroy_credentials(tx, member)
        return [touched for hook in hooks for touched in hook(tx, withdrawal)]

    for touched in (topic(member), *await db.write(work)):
        bell.ring(touched)
