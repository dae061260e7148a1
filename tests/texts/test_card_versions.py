"""Cards through their doors: two bodies, a second reader, never a reply."""

import pytest
from texts.builders import AGENT, AUTHOR, CARD, HELLO, OTHER, READER, Room

from havre.errors import BadRequest
from havre.journal.rules import Act
from havre.texts.wording import Group, Topic, Wording, heading, wording

pytestmark = pytest.mark.anyio


async def test_officers_are_given_the_cards_that_came_with_havre(room: Room) -> None:
    """Both bodies, and how sure the facts are."""
    assert [
        {
            "key": CARD.key,
            "topic": "sante",
            "title": "Les soins",
            "text": "Vous pouvez être soigné·e.",
            "easy": "On soigne.",
            "version": 1,
            "articles": ["CP 226-14"],
            "checked": "2026-11-26",
            "certain": False,
            "doubt": "Les délais.",
        }
    ] == await room.cards()


async def test_a_card_is_no_reply_and_a_reply_no_card(room: Room) -> None:
    """Each is offered in its own place."""
    assert CARD.key not in await room.offered()
    assert HELLO.key not in {one["key"] for one in await room.cards()}


async def test_a_card_is_sent_once_another_supervisor_has_read_it(room: Room) -> None:
    """Both bodies change together; its facts are then theirs to answer for."""
    made = await room.propose_card()
    before = await room.cards()
    assert 204 == (await room.read(2, key=CARD.key)).status_code
    (card,) = await room.cards()

    assert (201, {"key": CARD.key, "version": 2}) == (made.status_code, made.json())
    assert 1 == before[0]["version"]
    assert ("On vous soigne.", "Allez à l'hôpital.") == (card["text"], card["easy"])
    assert (2, None, None, "", []) == (
        card["version"], card["checked"], card["certain"], card["doubt"],
        card["articles"],
    )  # fmt: skip


async def test_an_author_cannot_put_their_own_card_in_use(room: Room) -> None:
    """One person alone changes nothing that is printed and pinned to a wall."""
    await room.propose_card(by=AUTHOR)

    assert 409 == (await room.read(2, by=AUTHOR, key=CARD.key)).status_code
    assert 1 == (await room.cards())[0]["version"]


async def test_a_withdrawn_card_is_given_to_nobody(room: Room) -> None:
    """Until another version is read."""
    assert 204 == (await room.withdraw(1, key=CARD.key)).status_code

    assert [] == await room.cards()


async def test_a_new_card_stands_under_its_topic(room: Room) -> None:
    """Topic after topic, as on the page."""
    made = await room.propose_card(key=None, version=0, group="plainte")
    key = made.json()["key"]
    await room.read(1, key=key)

    assert [key, CARD.key] == [one["key"] for one in await room.cards()]


async def test_every_version_of_a_card_keeps_both_its_bodies(room: Room) -> None:
    """For those who edit: what was sent on a given day can be told."""
    await room.propose_card()
    texts = (await room.get("/v1/texts"))["texts"]
    kept = [
        (one["version"], one["kind"], one["easy"])
        for one in texts
        if one["key"] == CARD.key
    ]

    assert [(1, "card", "On soigne."), (2, "card", "Allez à l'hôpital.")] == kept


async def test_a_withdrawn_card_that_came_with_havre_keeps_its_easy_words(
    room: Room,
) -> None:
    """Its row in the ledger says so, and keeps the words as they were."""
    await room.withdraw(1, key=CARD.key)
    text = (await room.shelf.texts())[CARD.key]

    assert CARD.wording == text.versions[0].wording


async def test_the_journal_says_who_did_what_to_a_card(room: Room) -> None:
    """Its key and the version, as for a reply."""
    await room.propose_card()
    await room.read(2, key=CARD.key)
    await room.withdraw(2, by=OTHER, key=CARD.key)
    rows = [(one.actor, one.act, one.detail) for one in await room.journal(CARD.key)]

    assert [
        (AUTHOR, Act.TEXT, "propose 2"),
        (READER, Act.TEXT, "read 2"),
        (OTHER, Act.TEXT, "withdraw 2"),
    ] == rows


@pytest.mark.parametrize(
    "but",
    [
        {"easy": ""},
        {"easy": "ab"},
        {"easy": "é" * 1501},
        {"text": "é" * 1801},
        {"easy": "back\u202ewards"},
        {"group": "accueil", "easy": ""},
        {"group": "ailleurs"},
    ],
    ids=str,
)
async def test_a_card_out_of_form_is_refused(room: Room, but: object) -> None:
    """It has an easy version, both have a size, and it never becomes a reply."""
    refused = await room.propose_card(**but)  # type: ignore[arg-type]

    assert (400, {"code": "bad-request"}) == (refused.status_code, refused.json())
    assert [] == await room.journal(CARD.key)


@pytest.mark.parametrize(
    "but", [{"group": "sante", "easy": "Allez à l'hôpital."}, {"easy": "Bonjour."}]
)
async def test_a_reply_never_becomes_a_card(room: Room, but: object) -> None:
    """Nor has it an easy version that nobody would see."""
    assert 400 == (await room.propose(**but)).status_code  # type: ignore[arg-type]


async def test_an_officer_edits_no_card(room: Room) -> None:
    """Officers send cards; supervisors alone write them."""
    assert 404 == (await room.propose_card(by=AGENT)).status_code


def test_a_heading_is_a_group_or_a_topic() -> None:
    """Its name alone tells which; no other name is one."""
    assert Topic.CARE is heading("sante")
    assert Group.DANGER is heading("danger")
    with pytest.raises(BadRequest):
        heading("nowhere")


@pytest.mark.parametrize(("body", "easy"), [(1800, 1500), (3, 3)])
def test_both_bodies_of_a_card_have_a_size(body: int, easy: int) -> None:
    """One printed page together."""
    made = wording(Topic.CARE, "Les soins", "é" * body, " " + "é" * easy + "\r\n")

    assert Wording(Topic.CARE, "Les soins", "é" * body, "é" * easy) == made
    assert "card" == made.kind
