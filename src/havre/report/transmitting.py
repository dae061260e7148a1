"""Transmitting, and following what was transmitted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from havre.answering.actions import Stores
from havre.conversation.actions import found
from havre.conversation.rules import Full, may_hold
from havre.errors import BadRequest, NotYours, WrongStep
from havre.journal.rules import Act, Entry, line_of
from havre.journal.store import append
from havre.keys.store import granted
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.tokens import new_id
from havre.report import store
from havre.report.actions import may_read_after, readable_after
from havre.report.rules import (
    REMEMBERED,
    TRANSMISSIONS_MOST,
    Kind,
    NeedsReport,
    Transmission,
    is_addressed,
    is_again,
)

SHOWN_MOST: Final = 200
TARGET_MOST: Final = 80  # characters, as what follows
NAME_MOST: Final = 120
CHANNEL_MOST: Final = 60
BY_MOST: Final = 80
OUTCOME_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Addressed:
    """What an officer transmits, and to whom.

    Attributes:
        target, name: the id and the name of a court, a centre or a station; of a unit
            for children in danger, the code of its département and its name.
        hash: SHA-256 of the document; None where there is none.
    """

    kind: Kind
    target: str
    name: str
    urgent: bool
    hash: bytes | None


async def transmit(
    conversation: str,
    member: str,
    fence: int | None,
    what: Addressed,
    stores: Stores,
) -> str:
    """Write down that something is to be transmitted; return the transmission's id.

    The same once more, before it has gone, is the same one: its answer was lost.

    Args:
        fence: of the lease; None for a report that is kept, once it is over.

    Raises:
        BadRequest: no target or name, longer than a line, or no département.
        NotYours, Stale: not in this member's hands, nor theirs to read after.
        NeedsReport: no report is open; a centre is called without one.
        Full: more than anyone transmits of one conversation.
    """
    at = milliseconds(stores.now())
    one = Transmission(
        id=new_id(),
        conversation=conversation,
        desk="",
        kind=what.kind,
        target=line_of(what.target, TARGET_MOST),
        name=line_of(what.name, NAME_MOST),
        urgent=what.urgent,
        hash=what.hash,
        at=at,
        by=member,
    )

    if not is_addressed(one.kind, one.target):
        raise BadRequest("target")

    def work(tx: Transaction) -> str:
        if fence is None:
            desk = may_read_after(tx, conversation, member)[0].target
        else:
            known = found(tx, conversation)
            may_hold(known, member, fence)
            if not known.report and what.kind is not Kind.CENTRE:
                raise NeedsReport(what.kind)
            desk = known.desk
        return _add(tx, replace(one, desk=desk))

    made = await stores.ledger.write(work)
    stores.bell.ring(f"member:{member}")
    return made


def _add(tx: Transaction, one: Transmission) -> str:
    known = store.of_conversation(tx, one.conversation)
    for other in known:
        if is_again(one, other):
            return other.id
    if len(known) >= TRANSMISSIONS_MOST:
        raise Full(f"{TRANSMISSIONS_MOST} transmissions")
    detail = f"{one.kind} {one.id}"
    append(tx, Entry(one.at, one.by, Act.TRANSMIT, one.conversation, detail))
    store.add_transmission(tx, one)
    return one.id


async def seen(member: str, stores: Stores) -> list[Transmission]:
    """Return the transmissions of the desks whose key `member` holds."""

    def work(tx: Transaction) -> list[Transmission]:
        return store.transmissions(tx, _desks(tx, member), SHOWN_MOST)

    return await stores.ledger.read(work)


async def kept(
    member: str, shown: Iterable[Transmission], stores: Stores
) -> frozenset[str]:
    """Return the conversations of `shown` whose report `member` may read after."""
    known = {one.conversation for one in shown}
    return await stores.ledger.read(lambda tx: readable_after(tx, member, known))


def _desks(tx: Transaction, member: str) -> frozenset[str]:
    return frozenset(one.desk for one in granted(tx, member))


Also = Callable[[Transaction, Transmission], None]


def _nothing(_tx: Transaction, _one: Transmission) -> None:
    return None


async def sent(
    id_: str, member: str, channel: str, stores: Stores, also: Also = _nothing
) -> None:
    """Note that it went, and how. Saying the same twice is fine.

    Args:
        also: done in the same commit.

    Raises:
        BadRequest: no channel, or longer than a line.
        NotYours: unknown, or of a desk whose key this member has not.
        WrongStep: it had gone already, by another channel; or she took it back.
    """
    line = line_of(channel, CHANNEL_MOST)
    at = milliseconds(stores.now())

    def work(tx: Transaction, one: Transmission) -> None:
        if not store.send(tx, one.id, line, member, at) and one.channel != line:
            raise WrongStep("sent")
        also(tx, one)

    await _follow(id_, member, Act.SENT, work, stores)


async def acknowledged(
    id_: str, member: str, by: str, stores: Stores, also: Also = _nothing
) -> None:
    """Note who acknowledged it there. Saying the same twice is fine.

    Args:
        also: done in the same commit.

    Raises:
        BadRequest: no name, or longer than a line.
        NotYours: unknown, or of a desk whose key this member has not.
        WrongStep: somebody else had; or she took it back.
    """
    line = line_of(by, BY_MOST)
    at = milliseconds(stores.now())

    def work(tx: Transaction, one: Transmission) -> None:
        if not store.acknowledge(tx, one.id, line, at) and one.acknowledged_by != line:
            raise WrongStep("acknowledged")
        also(tx, one)

    await _follow(id_, member, Act.ACKNOWLEDGED, work, stores)


async def followed(id_: str, member: str, outcome: str, stores: Stores) -> None:
    """Note what became of it, in place of what was noted before.

    Raises:
        BadRequest: no outcome, or longer than a line.
        NotYours: unknown, or of a desk whose key this member has not.
        WrongStep: she took it back.
    """
    line = line_of(outcome, OUTCOME_MOST)

    def work(tx: Transaction, one: Transmission) -> None:
        store.set_outcome(tx, one.id, line)

    await _follow(id_, member, Act.OUTCOME, work, stores)


async def _follow(
    id_: str,
    member: str,
    act: Act,
    change: Also,
    stores: Stores,
) -> None:
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> None:
        one = store.transmission(tx, id_)
        if one is None or one.desk not in _desks(tx, member):
            raise NotYours("transmission")
        append(tx, Entry(at, member, act, one.conversation, id_))
        if one.withdrawn_at is not None:
            raise WrongStep("withdrawn")
        change(tx, one)

    await stores.ledger.write(work)


def memories(tx: Transaction, member: str, now: int) -> list[tuple[str, str, int]]:
    """Return (conversation, desk, until when) of what `member` may write down."""
    span = REMEMBERED // timedelta(milliseconds=1)
    return [
        (id_, desk, at + span)
        for id_, desk, at in store.memories(tx, member, now - span)
    ]
