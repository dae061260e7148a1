"""Coming in: by invitation, once, within three days, and as invited."""

import asyncio
from datetime import timedelta

import pytest
from staff.builders import ALL_ROLES, STATION, Bureau, Person, a_bureau

from havre.client.envelopes import KeyPair
from havre.directory.rules import DeskName
from havre.errors import BadRequest, WrongStep
from havre.journal.rules import Act
from havre.plumbing.tokens import new_token
from havre.staff.joining import VALID, first_invitation
from havre.staff.rules import StaffRole

pytestmark = pytest.mark.anyio


async def test_an_invitation_makes_the_member_it_says(bureau: Bureau) -> None:
    """Roles, desks and shown name are the inviter's choice, not the newcomer's."""
    founder = await bureau.found()
    body = {"shown_name": "Camille", "roles": ["agent"], "desks": ["police"]}
    code = (await bureau.post("/v1/invitations", body, founder)).json()["code"]

    looked = await bureau.post("/v1/invitations/look", {"code": code})
    person = Person("camille")
    answer = (await bureau.post("/v1/join", person.arrival(code))).json()

    assert body | {"stations": []} == looked.json()
    assert {"token", "member", "wrapped", "salt"} == set(answer)
    member = answer["member"]
    assert "id" in member
    assert body | {"name": "camille", "state": "active"} == {
        name: member[name] for name in ("shown_name", "roles", "desks", "name", "state")
    }


async def test_an_invitation_may_be_for_a_station(bureau: Bureau) -> None:
    """Its people are told where, and who runs the house sees it."""
    founder = await bureau.found()
    code = await bureau.code(founder, ["reception"], [], [STATION])
    looked = (await bureau.post("/v1/invitations/look", {"code": code})).json()
    await bureau.join(code, "noa")

    listed = (await bureau.get("/v1/members", founder)).json()["members"]
    stations = {one["name"]: one["stations"] for one in listed}

    assert (["reception"], [], [STATION]) == tuple(
        looked[name] for name in ("roles", "desks", "stations")
    )
    assert {"fondatrice": [], "noa": [STATION]} == stations


async def test_a_code_is_good_once_and_three_days(bureau: Bureau) -> None:
    """Used, old and invented codes are one answer."""
    founder = await bureau.found()
    used = await bureau.code(founder, ["agent"], ["police"])
    await bureau.join(used, "one")
    old = await bureau.code(founder, ["agent"], ["police"])
    bureau.clock.pass_(VALID)

    for code in (used, old, new_token()):
        looked = await bureau.post("/v1/invitations/look", {"code": code})
        joined = await bureau.post("/v1/join", Person("two").arrival(code))
        assert (404, b'{"code":"not-found"}') == (looked.status_code, looked.content)
        assert (404, b'{"code":"not-found"}') == (joined.status_code, joined.content)


async def test_one_code_lets_one_person_in_however_fast(bureau: Bureau) -> None:
    """Ten at once with one code: one member."""
    code = await bureau.code(await bureau.found(), ["agent"], ["police"])

    answers = await asyncio.gather(
        *(bureau.post("/v1/join", Person(f"p{n}").arrival(code)) for n in range(10))
    )

    assert [200] + [404] * 9 == sorted(answer.status_code for answer in answers)


async def test_a_taken_name_leaves_the_invitation_good(bureau: Bureau) -> None:
    """The newcomer chooses another name and comes in."""
    founder = await bureau.found("alice")
    code = await bureau.code(founder, ["agent"], ["police"])

    taken = await bureau.post("/v1/join", Person("alice").arrival(code))

    assert (409, {"code": "name-taken"}) == (taken.status_code, taken.json())
    assert await bureau.is_in(await bureau.join(code, "alice2"))


async def test_a_key_has_one_owner(bureau: Bureau) -> None:
    """Nobody joins with another member's public key (peers.md §7.2 #27)."""
    founder = await bureau.found()
    code = await bureau.code(founder, ["agent"], ["police"])

    body = Person("mallory").arrival(code, public=founder.key.public)
    answer = await bureau.post("/v1/join", body)

    assert 400 == answer.status_code


OFF_CURVE = b"\x04" + bytes(64)
COMPRESSED = b"\x02" + KeyPair.make().public[1:33]


@pytest.mark.parametrize(
    "but",
    [
        {"roles": ["administrator"]},
        {"state": "active"},
        {"id": "x"},
        {"name": "Alice"},
        {"name": "a"},
        {"name": "a" * 41},
        {"name": "é" * 4},
        {"name": ["alice"]},
        {"name": 0},
        {"auth": b""},
        {"auth": bytes(31)},
        {"auth": bytes(33)},
        {"auth": True},
        {"salt": bytes(15)},
        {"public": OFF_CURVE},
        {"public": COMPRESSED},
        {"public": b"\x04" + b"\xff" * 64},
        {"public": bytes(65)},
        {"wrapped": bytes(32)},
        {"wrapped": b"\x02" + bytes(60)},
        {"code": None},
    ],
    ids=str,
)
async def test_a_newcomer_brings_exactly_what_is_asked(
    bureau: Bureau, but: dict[str, object]
) -> None:
    """No extra key, no other type, no key in clear (peers.md §7.2 #7, #16)."""
    code = await bureau.code(await bureau.found(), ["agent"], ["police"])

    answer = await bureau.post("/v1/join", Person("alice").arrival(code, **but))

    assert (400, {"code": "bad-request"}) == (answer.status_code, answer.json())
    assert 1 == len(await bureau.rows("SELECT id FROM member"))


@pytest.mark.parametrize(
    "but",
    [
        {"roles": []},
        {"roles": ["agent", "agent"]},
        {"roles": ["root"]},
        {"roles": "agent"},
        {"desks": ["recovery"]},
        {"desks": ["police", "police"]},
        {"shown_name": ""},
        {"shown_name": " Camille"},
        {"shown_name": "Cam\nille"},
        {"shown_name": "Cam\u202eille"},
        {"shown_name": "C" * 81},
        {"shown_name": None},
        {"name": "alice"},
        {"stations": [STATION]},
        {"stations": None},
        {"roles": ["investigator"], "stations": [STATION]},  # beside a desk
        {"roles": ["reception"], "desks": []},
        {"roles": ["reception"], "desks": [], "stations": ["nowhere"]},
        {"roles": ["reception"], "desks": [], "stations": [STATION, STATION]},
    ],
    ids=str,
)
async def test_an_invitation_is_well_formed(
    bureau: Bureau, but: dict[str, object]
) -> None:
    """Closed words, one line of text, no extra key (peers.md §7.2 #7, #16)."""
    founder = await bureau.found()
    body = {"shown_name": "Camille", "roles": ["agent"], "desks": ["police"]}

    answer = await bureau.post("/v1/invitations", body | but, founder)

    assert (400, {"code": "bad-request"}) == (answer.status_code, answer.json())


async def test_only_administrators_invite(bureau: Bureau) -> None:
    """For anyone else the door does not exist."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent", ["agent", "supervisor"])
    body = {"shown_name": "X", "roles": ["administrator"], "desks": []}

    for someone in (agent, None):
        answer = await bureau.post("/v1/invitations", body, someone)
        assert 404 == answer.status_code


async def test_a_code_stands_nowhere_in_the_store(bureau: Bureau) -> None:
    """Whoever reads the table of invitations cannot join with it."""
    code = await bureau.code(await bureau.found(), list(ALL_ROLES), [])

    rows = await bureau.rows("SELECT * FROM invitation")
    assert 1 == len(rows)
    assert code not in str([tuple(row) for row in rows])


async def test_the_first_invitation_is_for_a_house_without_administrator(
    bureau: Bureau,
) -> None:
    """The operator opens the house once; a code lost before use may be replaced."""

    async def first(role: StaffRole = StaffRole.ADMINISTRATOR) -> str:
        return await first_invitation(
            "Alix", (role,), (DeskName.POLICE,), db=bureau.db, now=bureau.clock
        )

    with pytest.raises(BadRequest):
        await first(StaffRole.AGENT)
    lost = await first()
    kept = await first()
    refused = await bureau.post("/v1/join", Person("thief").arrival(lost))
    await bureau.join(kept, "alix")

    assert 404 == refused.status_code
    with pytest.raises(WrongStep):
        await first()


async def test_two_houses_share_no_secret(tmp_path, bureau: Bureau) -> None:
    """What is made at first start differs between installs (peers.md §7.2 #28)."""
    other = tmp_path / "other"
    other.mkdir()
    async with a_bureau(other) as second:
        drawn = []
        for house in (bureau, second):
            await house.found()
            rows = await house.rows("SELECT purpose, secret FROM house_secret")
            salts = await house.post("/v1/sign-in/salt", {"name": "nobody"})
            drawn.append((rows[0]["secret"], salts.json()["salt"]))

    assert drawn[0][0] != drawn[1][0]
    assert drawn[0][1] != drawn[1][1]
    assert 32 == len(drawn[0][0])


async def test_joining_is_in_the_journal(bureau: Bureau) -> None:
    """Who invited and who came are tied by the invitation's id."""
    founder = await bureau.found()
    person = await bureau.hire(founder, "camille")

    joined = await bureau.journal(person.id)
    assert [(Act.JOIN, person.id)] == [(one.act, one.actor) for one in joined]
    invited = await bureau.journal(joined[0].detail)
    assert [(Act.INVITE, founder.id)] == [(one.act, one.actor) for one in invited]


async def test_old_invitations_and_sessions_are_deleted(bureau: Bureau) -> None:
    """Nothing piles up."""
    founder = await bureau.found()
    await bureau.code(founder, ["agent"], [])
    bureau.clock.pass_(VALID + timedelta(seconds=1))
    await bureau.sign_in(founder)

    assert [] == await bureau.rows("SELECT * FROM invitation")
    assert 1 == len(await bureau.rows("SELECT * FROM session"))
