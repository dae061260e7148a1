"""Making keys, giving them, taking them back. One action, one commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from havre.client.desk_keys import DeskKey, next_row
from havre.errors import BadRequest, NotYours, WrongStep
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.keys import store
from havre.keys.rules import (
    RECOVERY,
    Gift,
    KeyTaken,
    NewKey,
    check_new_key,
    check_sealed,
    check_words,
)
from havre.keys.store import Held, Mine
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.staff import store as staff
from havre.staff.actions import Withdrawal, found
from havre.staff.credentials import check_point
from havre.staff.rules import Member

SETTLED: Final = timedelta(hours=1)  # a visitor's tab seals within seconds of its route


@dataclass(frozen=True, slots=True)
class KeyList:
    """What everyone may see: the chained list, and the recovery key's public part."""

    keys: list[DeskKey]
    recovery: bytes | None


@dataclass(frozen=True, slots=True)
class Wanting:
    """A member who has not yet been given their desk's key."""

    desk: str
    member: str


@dataclass(frozen=True, slots=True)
class Grants:
    """Who holds what. Only `mine` is the caller's own."""

    mine: list[Mine]
    held: list[Held]
    wanting: list[Wanting]
    renew: list[str]


async def key_list(*, db: Database) -> KeyList:
    """Return the public list of keys."""
    return await db.read(lambda tx: KeyList(store.keys(tx), store.recovery_key(tx)))


async def set_recovery(public: bytes, by: str, *, db: Database, now: Clock) -> None:
    """Register the recovery key, once and for all.

    Raises:
        BadRequest: not a point of P-256, or someone's key already.
        KeyTaken: there is one.
    """
    check_point(public)
    at = milliseconds(now())

    def work(tx: Transaction) -> None:
        if store.recovery_key(tx) is not None:
            raise KeyTaken(RECOVERY)
        _unused(tx, public)
        append(tx, Entry(at, by, Act.RECOVERY_KEY, RECOVERY))
        if not store.set_recovery_key(tx, public, by, at):
            raise KeyTaken(RECOVERY)

    await db.write(work)


async def make_key(new: NewKey, *, db: Database, now: Clock) -> int:
    """Add a key to the list with its first grants; return its place there.

    Raises:
        NotYours: the maker does not answer for that desk, nor investigates at that
            station, or does not hold the key that others hold.
        WrongStep: there is no recovery key yet.
        KeyTaken: that epoch has a key.
        BadRequest: see `rules.check_new_key`; or not the form of a key.
    """
    check_point(new.public)
    for grant in new.grants:
        check_sealed(grant.sealed)
    at = milliseconds(now())

    def work(tx: Transaction) -> int:
        _may_make(tx, new.by, new.desk)
        if store.recovery_key(tx) is None:
            raise WrongStep("no recovery key yet")
        last = store.current_epochs(tx).get(new.desk, 0)
        check_new_key(new, last, store.holders(tx, new.desk, last))
        _unused(tx, new.public)
        append(tx, Entry(at, new.by, Act.DESK_KEY, new.desk, str(new.epoch)))
        row = next_row(store.keys(tx), new.desk, new.public)
        if not store.add_key(tx, row, new.by, at):
            raise KeyTaken("made meanwhile")
        for grant in new.grants:
            if grant.member != RECOVERY:
                _may_hold(tx, grant.member, new.desk)
            _keep(tx, Gift(new.desk, new.epoch, grant, new.by, words=""), at)
        return row.seq

    return await db.write(work)


async def grants(member: str, *, db: Database) -> Grants:
    """Return who holds what, and what is sealed to `member`."""

    def work(tx: Transaction) -> Grants:
        held = store.held(tx)
        return Grants(
            mine=store.granted(tx, member),
            held=held,
            wanting=_wanting(store.current_epochs(tx), held, staff.everyone(tx)),
            renew=store.to_renew(tx),
        )

    return await db.read(work)


async def give(gift: Gift, *, db: Database, now: Clock) -> None:
    """Give a desk's key to a member whose fingerprint was compared aloud.

    Raises:
        NotYours: the giver does not hold that key, or the other does not answer for
            that desk, or there is no such key.
        WrongFingerprint: the words are not those of the other's registered key.
        KeyTaken: the other holds it already.
        BadRequest: not the form of a sealed key.
    """
    check_sealed(gift.grant.sealed)
    at = milliseconds(now())

    def work(tx: Transaction) -> None:
        _may_hold(tx, gift.by, gift.desk)
        if gift.by not in store.holders(tx, gift.desk, gift.epoch):
            raise NotYours("key")
        other = _may_hold(tx, gift.grant.member, gift.desk)
        check_words(other.public, gift.words)
        _keep(tx, gift, at)

    await db.write(work)


def withdraw(tx: Transaction, withdrawal: Withdrawal) -> Sequence[str]:
    """Withdraw a member's grants, as their access ends. See `staff.OnWithdrawn`.

    The desks whose key they held then ask for a new one (`renew`).
    """
    for mine in store.granted(tx, withdrawal.member):
        held = Held(mine.desk, mine.epoch, withdrawal.member, "", 0)
        _take_back(tx, held, withdrawal.by, withdrawal.at)
    return ()


async def retire(
    sealed_to: frozenset[tuple[str, int]], *, db: Database, now: Clock
) -> None:
    """Destroy the grants of former keys to which nothing is sealed any more.

    The recovery key's grants stay: reports outlive keys. So do those of keys replaced
    a moment ago: an envelope to them may be on its way, and not yet in `sealed_to`.

    Args:
        sealed_to: every (desk, epoch) that an envelope still names.
    """
    at = milliseconds(now())
    settled = milliseconds(now() - SETTLED)

    def work(tx: Transaction) -> None:
        epochs = store.epochs_at(tx, settled)
        for one in store.held(tx):
            former = one.epoch < epochs.get(one.desk, 0)
            used = (one.desk, one.epoch) in sealed_to
            if former and not used and one.member != RECOVERY:
                _take_back(tx, one, "clock", at)

    await db.write(work)


def _may_make(tx: Transaction, member: str, desk: str) -> None:
    if not found(tx, member).may_make(desk):
        raise NotYours("desk")


def _may_hold(tx: Transaction, member: str, desk: str) -> Member:
    known = found(tx, member)
    if not known.may_hold(desk):
        raise NotYours("desk")
    return known


def _unused(tx: Transaction, public: bytes) -> None:
    """Refuse a key that already is someone's: each has one owner and one purpose."""
    used = {member.public for member in staff.everyone(tx)}
    used |= {key.public for key in store.keys(tx)} | {store.recovery_key(tx) or b""}
    if public in used:
        raise BadRequest("that key is in use")


def _keep(tx: Transaction, gift: Gift, at: int) -> None:
    detail = f"{gift.desk} {gift.epoch}"
    append(tx, Entry(at, gift.by, Act.GRANT, gift.grant.member, detail))
    if not store.give(tx, gift.desk, gift.epoch, gift.grant, gift.by, at):
        raise KeyTaken("grant")


def _take_back(tx: Transaction, held: Held, by: str, at: int) -> None:
    detail = f"{held.desk} {held.epoch}"
    append(tx, Entry(at, by, Act.WITHDRAW, held.member, detail))
    store.withdraw(tx, held.desk, held.epoch, held.member, at)


def _wanting(
    current: dict[str, int], held: Sequence[Held], members: Sequence[Member]
) -> list[Wanting]:
    have = {(one.desk, one.epoch, one.member) for one in held}
    return [
        Wanting(desk, member.id)
        for desk, epoch in current.items()
        for member in members
        if member.may_hold(desk) and (desk, epoch, member.id) not in have
    ]
