"""What an officer is told of who may help, and what supervisors make of it."""

import pytest
from texts.builders import AUTHOR, READER, Room

pytestmark = pytest.mark.anyio

BODY = "Téléphone : 01 99 00 75 99\nHoraires : la nuit\nPortée : département 75"


async def write(room: Room, key: str | None = None, **but: object) -> str:
    """Propose an entry and have it read; return its key."""
    ordinary = {
        "key": key,
        "group": "besoin-logement",
        "title": "Un toit à Paris",
        "text": BODY,
        "version": 0,
    }
    made = await room.post("/v1/texts", ordinary | but, AUTHOR)
    assert 201 == made.status_code, made.text
    answer = await room.read(made.json()["version"], READER, made.json()["key"])
    assert 204 == answer.status_code
    return made.json()["key"]


async def test_who_may_help_as_the_protocol_says(ask):
    """The département of the place first, then the whole of France."""
    found = (await ask("?postcode=75011&need=juridique"))["referrals"]

    assert {
        "key": "support:fictif-aav-75111",
        "need": ["juridique", "psychologique"],
        "name": "Association fictive d’aide aux victimes de Paris (donnée inventée)",
        "address": "11 rue de l’Exemple, 75011 Paris 11e Arrondissement",
        "phone": "01 99 00 75 11",
        "email": "",
        "url": "",
        "hours": "du lundi au vendredi, 9 h à 18 h",
        "scope": "departement",
        "checked": "2026-11-23",
        "source": "Inventé pour la démonstration : lieux fictifs, numéros réservés à la"
        " fiction",
        "certain": False,
        "km": None,
    } == found[0]
    assert "national" == found[-1]["scope"]
    assert all("juridique" in one["need"] for one in found)


async def test_an_entry_is_offered_once_read_and_no_more_once_withdrawn(ask, room):
    """First of its scope, with the day its second reader read it."""
    before = (await ask("?commune=75111"))["referrals"]
    key = await write(room)
    (told,) = (await ask("?commune=75111&need=logement"))["referrals"][:1]
    elsewhere = (await ask("?commune=69383"))["referrals"]
    await room.withdraw(1, READER, key)

    assert (key, "Un toit à Paris", "la nuit") == (
        told["key"], told["name"], told["hours"]
    )  # fmt: skip
    assert (["logement"], "departement", True) == (
        told["need"], told["scope"], told["certain"]
    )  # fmt: skip
    assert room.clock().date().isoformat() == told["checked"]
    assert key not in {one["key"] for one in elsewhere}
    assert before == (await ask("?commune=75111"))["referrals"]


async def test_a_proposal_is_offered_to_nobody(ask, room):
    """It has no second reader."""
    before = await ask("?commune=75111")
    entry = {
        "key": None, "group": "besoin-lgbt", "title": "Une aide", "text": BODY,
        "version": 0,
    }  # fmt: skip
    await room.post("/v1/texts", entry, AUTHOR)

    assert before == await ask("?commune=75111")


async def test_an_entry_changed_is_told_as_it_is_now(ask, room):
    """By the mechanism of every text; it never becomes a reply."""
    key = await write(room)
    await write(room, key, title="Un toit, ailleurs", version=1)
    reply = {
        "key": key, "group": "accueil", "title": "Bonjour", "text": "Bonjour.",
        "version": 2,
    }  # fmt: skip
    refused = await room.post("/v1/texts", reply, AUTHOR)

    names = [one["name"] for one in (await ask("?commune=75111"))["referrals"]]
    assert "Un toit, ailleurs" in names
    assert "Un toit à Paris" not in names
    assert (400, "bad-request") == (refused.status_code, refused.json()["code"])
    texts = (await room.get("/v1/texts"))["texts"]
    assert {"referral"} == {one["kind"] for one in texts if one["key"] == key}
    assert key not in await room.offered()


async def test_without_a_place_the_whole_of_france_answers(ask):
    """She has not said where she is."""
    found = (await ask(""))["referrals"]

    assert {"national"} == {one["scope"] for one in found}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?postcode=00000", "unknown-postcode"),
        ("?commune=99999", "not-found"),
        ("?commune=75111&need=argent", "bad-request"),
        (f"?need={'x' * 101}", "bad-request"),
    ],
)
async def test_what_is_no_place_or_need_is_refused(ask, query, code):
    """And quotes nothing."""
    assert {"code": code} == await ask(query)
