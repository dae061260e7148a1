"""Reading along ends with what allowed it: the key, the account, the conversation."""

from datetime import timedelta

import pytest
from board.builders import READER, SUPERVISOR, Hall
from builders import OFFICER, an_envelope

from havre.answering import leases
from havre.answering.actions import open_envelopes
from havre.conversation.rules import Conversation
from havre.erasure.actions import intend
from havre.errors import NotYours
from havre.plumbing.clock import milliseconds
from havre.staff.actions import Withdrawal
from havre.transfer.actions import Proposal, offer, tend

pytestmark = pytest.mark.anyio

TO_GENDARMERIE = Proposal(
    "gendarmerie", None, (an_envelope("gendarmerie", purpose="transfer"),)
)


async def announced(hall: Hall) -> Conversation:
    """Return a conversation in an officer's hands, proposed to another desk."""
    *_, held = await hall.core.open_and_take()
    await offer(held.id, OFFICER, held.fence, TO_GENDARMERIE, hall.core.transfers)
    return held


async def readers(hall: Hall, conversation: str) -> list[str]:
    """Return who reads a conversation along."""
    known = await hall.core.find(conversation)
    assert known is not None
    return [member for member, _ in known.watchers]


async def refuses(hall: Hall, conversation: str, member: str) -> None:
    """Assert that `member` is given no key of it."""
    with pytest.raises(NotYours):
        await open_envelopes(conversation, member, "join", hall.core.stores)


async def test_passed_to_another_desk_it_is_read_with_that_desks_key(
    hall: Hall,
) -> None:
    """Who has the key of the first desk alone reads no more; who has both does."""
    held = await announced(hall)
    await hall.core.grant(SUPERVISOR, "gendarmerie")
    await hall.act(held.id, "join", READER)
    await hall.act(held.id, "join", SUPERVISOR)

    hall.core.clock.pass_(timedelta(minutes=2))
    await tend(hall.core.transfers)

    assert [SUPERVISOR] == await readers(hall, held.id)
    await refuses(hall, held.id, READER)


async def test_taken_by_another_desk_it_is_read_with_that_desks_key(hall: Hall) -> None:
    """Joined while she waited; then relief answered, whose key they have not."""
    conversation, _ = await hall.core.open()
    await hall.act(conversation, "join", READER)
    await hall.core.ledger.write(
        lambda tx: tx.execute("UPDATE ticket SET desk = 'relief'")
    )
    await hall.core.hire("rene", "relief")

    await hall.core.take("rene")

    assert [] == await readers(hall, conversation)


async def test_whoever_takes_it_reads_along_no_more(hall: Hall) -> None:
    """Her page would say that somebody else also reads."""
    conversation, _ = await hall.core.open()
    await hall.act(conversation, "join", SUPERVISOR)

    taken = await hall.core.take(SUPERVISOR)

    assert (conversation, ()) == (taken.id, taken.watchers)


async def test_a_suspended_supervisor_does_not_read_on_once_back(hall: Hall) -> None:
    """What allowed it ends with the access; the socket is told at once."""
    conversation, *_ = await hall.core.open_and_take()
    await hall.act(conversation, "join", READER)
    await hall.act(conversation, "join", SUPERVISOR)
    gone = Withdrawal(READER, "administrator", milliseconds(hall.core.clock()))

    topics = await hall.core.ledger.write(lambda tx: leases.release(tx, gone))

    assert f"state:{conversation}" in topics
    assert [SUPERVISOR] == await readers(hall, conversation)


async def test_from_the_decision_to_destroy_nobody_reads_along(hall: Hall) -> None:
    """Even while a full disk keeps the rows; nobody else's transfer waits for it."""
    gone, other = await announced(hall), await announced(hall)
    await hall.act(gone.id, "join", READER)
    known = await hall.core.find(gone.id)
    at = milliseconds(hall.core.clock())

    await hall.core.ledger.write(lambda tx: intend(tx, known, "visitor", at))

    await refuses(hall, gone.id, READER)
    hall.core.clock.pass_(timedelta(minutes=2))
    await tend(hall.core.transfers)
    assert {"gendarmerie": 1} == await hall.core.stands(other.id)
