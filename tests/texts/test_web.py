"""Texts through their doors: who proposes, who reads, what officers are offered."""

import pytest
from texts.builders import AGENT, AUTHOR, BYE, HELLO, OTHER, READER, Room

from havre.journal.rules import Act
from havre.plumbing.clock import milliseconds

pytestmark = pytest.mark.anyio


async def test_officers_are_offered_what_came_with_havre(room: Room) -> None:
    """Before anyone has edited anything."""
    assert {HELLO.key: "Bonjour.", BYE.key: "À bientôt."} == await room.offered()


async def test_officers_read_the_helplines_beside_the_replies(room: Room) -> None:
    """The number, whose it is, when it answers, and where it belongs."""
    numbers = (await room.get("/v1/replies", AGENT))["numbers"]

    police = {
        "number": "17",
        "name": "Police ou gendarmerie",
        "hours": "Jour et nuit",
        "group": "danger",
    }
    assert police in numbers


async def test_a_proposal_is_offered_once_another_supervisor_has_read_it(
    room: Room,
) -> None:
    """Not before; and from the same instant, everywhere."""
    made = await room.propose()

    assert (201, {"key": HELLO.key, "version": 2}) == (made.status_code, made.json())
    assert "Bonjour." == (await room.offered())[HELLO.key]

    assert 204 == (await room.read(2)).status_code
    assert "Bonsoir à vous." == (await room.offered())[HELLO.key]
    assert {1: "former", 2: "in-use"} == await room.states()


async def test_an_author_cannot_put_their_own_text_in_use(room: Room) -> None:
    """One person alone changes nothing that visitors will read."""
    await room.propose()

    refused = await room.read(2, by=AUTHOR)

    assert (409, {"code": "wrong-step"}) == (refused.status_code, refused.json())
    assert "Bonjour." == (await room.offered())[HELLO.key]


async def test_a_new_text_gets_its_key_from_the_server(room: Room) -> None:
    """Nobody chooses a key: it could be another's, or say something."""
    made = await room.propose(key=None, version=0, group="limites")
    key = made.json()["key"]

    assert 201 == made.status_code
    assert key.startswith("text-")
    assert key not in await room.offered()
    assert 204 == (await room.read(1, key=key)).status_code
    assert [HELLO.key, key, BYE.key] == list(await room.offered())


async def test_two_supervisors_do_not_undo_each_other(room: Room) -> None:
    """The second is told that another version came in between."""
    await room.propose(by=AUTHOR)

    refused = await room.propose(by=OTHER)

    assert (409, {"code": "taken"}) == (refused.status_code, refused.json())
    assert 201 == (await room.propose(by=OTHER, version=2)).status_code
    assert {1: "in-use", 2: "proposed", 3: "proposed"} == await room.states()


async def test_a_dropped_proposal_is_never_offered(room: Room) -> None:
    """By its author or by another; what is in use stays."""
    await room.propose()

    assert 204 == (await room.withdraw(2, by=AUTHOR)).status_code
    assert 409 == (await room.read(2)).status_code
    assert {1: "in-use", 2: "withdrawn"} == await room.states()


async def test_what_came_with_havre_can_be_withdrawn(room: Room) -> None:
    """It is then no longer offered, until a new version is read."""
    assert 204 == (await room.withdraw(1)).status_code
    assert {BYE.key} == set(await room.offered())

    await room.propose(version=1)
    assert {BYE.key} == set(await room.offered())
    await room.read(2)
    assert "Bonsoir à vous." == (await room.offered())[HELLO.key]
    assert {1: "withdrawn", 2: "in-use"} == await room.states()


async def test_nothing_comes_back_by_itself(room: Room) -> None:
    """Withdrawing an edited text does not bring the former one back."""
    await room.propose()
    await room.read(2)
    await room.withdraw(2)

    assert HELLO.key not in await room.offered()
    assert {1: "former", 2: "withdrawn"} == await room.states()


async def test_every_version_says_who_wrote_and_who_read_it(room: Room) -> None:
    """Versions, authors, dates and second readers, for those who edit."""
    await room.propose()
    await room.read(2)
    at = milliseconds(room.clock())

    texts = (await room.get("/v1/texts"))["texts"]

    hello = {"key": HELLO.key, "group": "accueil", "kind": "reply", "easy": ""}
    assert {
        **hello, "title": "Bonjour", "text": "Bonjour.", "version": 1,
        "author": None, "at": None, "reader": None, "read_at": None,
        "state": "former",
    } == texts[0]  # fmt: skip
    assert {
        **hello, "title": "Bonsoir", "text": "Bonsoir à vous.", "version": 2,
        "author": AUTHOR, "at": at, "reader": READER, "read_at": at,
        "state": "in-use",
    } == texts[1]  # fmt: skip


async def test_the_journal_says_who_did_what_to_a_text(room: Room) -> None:
    """Its key and the version, never its words."""
    await room.propose()
    await room.read(2)
    await room.withdraw(2, by=OTHER)
    rows = [(one.actor, one.act, one.detail) for one in await room.journal()]

    assert [
        (AUTHOR, Act.TEXT, "propose 2"),
        (READER, Act.TEXT, "read 2"),
        (OTHER, Act.TEXT, "withdraw 2"),
    ] == rows


async def test_a_refusal_leaves_no_row(room: Room) -> None:
    """What did not happen is not in the journal."""
    await room.propose(version=7)
    await room.read(1)
    await room.withdraw(7)

    assert [] == await room.journal()


@pytest.mark.parametrize(
    "but",
    [
        {"key": None},
        {"version": 0},
        {"group": "ailleurs"},
        {"title": "ab"},
        {"text": "ab"},
        {"version": "1"},
        {"author": READER},
    ],
    ids=str,
)
async def test_what_is_out_of_form_is_refused(room: Room, but: object) -> None:
    """A new text has no version, an old one has; groups, sizes and fields are ours."""
    refused = await room.propose(**but)  # type: ignore[arg-type]

    assert (400, {"code": "bad-request"}) == (refused.status_code, refused.json())


@pytest.mark.parametrize("key", ["nobody", "only-elsewhere"])
async def test_an_unknown_text_is_not_found(room: Room, key: str) -> None:
    """Nor is one that is true under another setting of the service."""
    answers = (
        await room.propose(key=key),
        await room.read(1, key=key),
        await room.withdraw(1, key=key),
    )

    assert [404, 404, 404] == [answer.status_code for answer in answers]


async def test_an_officer_edits_nothing(room: Room) -> None:
    """Officers are offered texts; supervisors alone see and make versions."""
    await room.propose()
    bearer = {"authorization": f"Bearer {AGENT}"}

    answers = (
        await room.propose(by=AGENT),
        await room.read(2, by=AGENT),
        await room.withdraw(1, by=AGENT),
        await room.client.get("/v1/texts", headers=bearer),
    )

    assert [404] * 4 == [answer.status_code for answer in answers]
