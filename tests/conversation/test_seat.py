"""What a connected tab is told, whichever transport carries it."""

import asyncio
import json

import pytest
from builders import OFFICER, Core, a_sealed, soon

from havre.answering.acts import put_on_hold
from havre.conversation.frames import After, Send, Typing
from havre.conversation.hub import Connection
from havre.conversation.rules import Side
from havre.conversation.seat import PAGE, Seats
from havre.conversation.store import Message, messages_after
from havre.plumbing.tokens import digest

pytestmark = pytest.mark.anyio


def a_visitors_tab(conversation: str, token: str) -> Connection:
    """A visitor's tab that holds nothing yet."""
    return Connection(conversation, Side.VISITOR, conversation, digest(token))


def an_officers_tab(conversation: str) -> Connection:
    """An officer's tab that holds nothing yet."""
    return Connection(conversation, Side.AGENT, OFFICER, b"session")


async def told(seats: Seats, tab: Connection) -> list[dict]:
    """Everything the tab is sent until it is quiet."""
    frames = []
    while sent := tab.drain():
        frames += [json.loads(frame) for frame in sent]
        await seats.refresh(tab)
    return frames


async def fill(core: Core, conversation: str, token: str, messages: int) -> None:
    """Send that many messages."""
    for number in range(1, messages + 1):
        await core.say(conversation, token, number)


@pytest.mark.parametrize("messages", [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE])
async def test_a_history_of_any_length_comes_whole_then_the_state(core, messages):
    """Every message once, in order, and only then where the conversation is."""
    conversation, token = await core.open()
    await fill(core, conversation, token, messages)
    seats, tab = core.seats, a_visitors_tab(conversation, token)

    async with seats.taken(tab):
        await seats.follow(tab, After(0, 0))
        frames = await told(seats, tab)

    assert list(range(1, messages + 1)) == [f["n"] for f in frames[:-1]]
    assert "state" == frames[-1]["t"]


async def test_one_may_write_before_a_long_history_has_come(core):
    """A word typed at once is kept, even with three pages still to come."""
    conversation, token = await core.open()
    await fill(core, conversation, token, 3 * PAGE)
    seats, tab = core.seats, a_visitors_tab(conversation, token)

    async with seats.taken(tab):
        await seats.follow(tab, After(0, 0))
        assert tab.following
        answer = await seats.handle(tab, Send(3 * PAGE + 1, b"\x01".ljust(285, b"x")))
        frames = await told(seats, tab)

    numbers = [f["n"] for f in frames if f["t"] == "message"]
    assert 3 * PAGE + 1 == answer.n
    assert list(range(1, 3 * PAGE + 2)) == numbers


async def test_an_officer_who_lost_it_is_told_and_shown_out(core):
    """On hold: the officer's tab learns the step, then closes."""
    conversation, _, held = await core.open_and_take()
    seats, tab = core.seats, an_officers_tab(conversation)
    async with seats.taken(tab):
        await seats.follow(tab, After(0, 0))
        await told(seats, tab)
        await put_on_hold(conversation, OFFICER, held.fence, core.stores)
        await seats.refresh(tab)
        frames = [json.loads(frame) for frame in tab.drain()]

    assert ["hold"] == [f["step"] for f in frames if f["t"] == "state"]
    assert (4404, "not-found") == tab.closed


async def test_typing_is_coarse(core):
    """At most one sign in three seconds reaches the other side."""
    conversation, token, _ = await core.open_and_take()
    seats = core.seats
    hers, theirs = a_visitors_tab(conversation, token), an_officers_tab(conversation)
    async with seats.taken(hers), seats.taken(theirs):
        await seats.follow(theirs, After(0, 0))
        await told(seats, theirs)
        for _ in range(5):
            await seats.handle(hers, Typing())

    assert 1 == sum(b'"typing"' in frame for frame in theirs.drain())


async def test_a_message_kept_while_its_tab_died_reaches_the_other_side(core):
    """The network drops between the commit and the delivery: the resend delivers."""
    conversation, token, _ = await core.open_and_take()
    seats = core.seats
    hers, theirs = a_visitors_tab(conversation, token), an_officers_tab(conversation)
    async with seats.taken(hers), seats.taken(theirs):
        await seats.follow(theirs, After(0, 0))
        await told(seats, theirs)
        await core.say(conversation, token, 1)  # kept, and nobody was told
        sealed = (await _kept(core, conversation)).sealed
        await seats.handle(hers, Send(1, sealed))

    assert 1 == sum(b'"message"' in frame for frame in theirs.drain())


async def test_a_tab_that_dies_while_sending_has_sent(core):
    """Cancelled in mid-commit, the message is kept and handed on all the same."""
    conversation, token, _ = await core.open_and_take()
    seats = core.seats
    hers, theirs = a_visitors_tab(conversation, token), an_officers_tab(conversation)
    async with seats.taken(hers), seats.taken(theirs):
        await seats.follow(theirs, After(0, 0))
        await told(seats, theirs)
        sending = asyncio.create_task(seats.handle(hers, Send(1, a_sealed(b"last"))))
        await asyncio.sleep(0)
        sending.cancel()
        await soon(lambda: theirs.cursor.get(Side.VISITOR) == 1)


async def test_a_poll_is_no_sign_from_her(core):
    """Put on hold, she stays so while her tab only polls; a word brings her back."""
    conversation, token, held = await core.open_and_take()
    seats, tab = core.seats, a_visitors_tab(conversation, token)
    await put_on_hold(conversation, OFFICER, held.fence, core.stores)
    async with seats.taken(tab):
        await seats.follow(tab, After(0, 0), arriving=False)
        assert "hold" == (await core.find(conversation)).step
        await seats.handle(tab, Send(1, a_sealed(b"back")))

    assert "line" == (await core.find(conversation)).step


async def test_a_tab_that_said_nothing_is_told_nothing(core):
    """Nothing is delivered before `after`, whatever happens meanwhile."""
    conversation, token, _ = await core.open_and_take()
    seats, tab = core.seats, an_officers_tab(conversation)
    async with seats.taken(tab):
        await core.say(conversation, token, 1)
        seats.hub.deliver(conversation, await _kept(core, conversation))
        await seats.refresh(tab)

    assert [] == tab.drain()


async def _kept(core: Core, conversation: str) -> Message:
    (message,) = await core.ledger.read(
        lambda tx: messages_after(tx, conversation, 0, 0, 9)
    )
    return message
