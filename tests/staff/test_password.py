"""Changing a password: both parts at once, and every other browser is out."""

import asyncio
import secrets
from base64 import b64encode

import pytest
from staff.builders import Bureau, Person

from havre.journal.rules import Act
from havre.staff.actions import topic
from havre.staff.sessions import TRIES

pytestmark = pytest.mark.anyio


def a_change(person: Person, **but: object) -> dict[str, object]:
    """A new password, but for what the test is about."""
    return {
        "auth": person.auth,
        "new_auth": secrets.token_bytes(32),
        "new_salt": secrets.token_bytes(16),
        "new_wrapped": b"\x01" + secrets.token_bytes(60),
    } | but


async def test_a_new_password_replaces_both_parts(bureau: Bureau) -> None:
    """The old opens nothing; salt and wrapped key are the new ones."""
    founder = await bureau.found()
    body = a_change(founder)

    answer = await bureau.post("/v1/password", body, founder)

    assert 204 == answer.status_code
    old = {"name": founder.name, "auth": founder.auth}
    assert 403 == (await bureau.post("/v1/sign-in", old)).status_code
    new = {"name": founder.name, "auth": body["new_auth"]}
    signed = (await bureau.post("/v1/sign-in", new)).json()
    assert b64encode(body["new_salt"]).decode() == signed["salt"]
    assert b64encode(body["new_wrapped"]).decode() == signed["wrapped"]


async def test_every_other_session_ends(bureau: Bureau) -> None:
    """And its sockets are told to look (peers.md §7.2 #19)."""
    founder = await bureau.found()
    elsewhere = await bureau.sign_in(founder)
    heard = bureau.rings(topic(founder.id))

    await bureau.post("/v1/password", a_change(founder), founder)

    assert await bureau.is_in(founder)
    assert not await bureau.is_in(elsewhere)
    assert [topic(founder.id)] == heard
    acts = [one.act for one in await bureau.journal(founder.id)]
    assert [Act.JOIN, Act.PASSWORD] == acts


async def test_a_borrowed_screen_does_not_change_the_password(bureau: Bureau) -> None:
    """A session is not enough; guesses are counted as at sign-in (#6, #21)."""
    founder = await bureau.found()
    other = await bureau.hire(founder, "other")

    for auth in (other.auth, bytes(32)):
        answer = await bureau.post(
            "/v1/password", a_change(founder, auth=auth), founder
        )
        assert (403, {"code": "wrong-credentials"}) == (
            answer.status_code,
            answer.json(),
        )
    for _ in range(TRIES - 2):
        await bureau.post("/v1/password", a_change(founder, auth=bytes(32)), founder)
    answer = await bureau.post("/v1/password", a_change(founder), founder)
    assert 429 == answer.status_code
    await bureau.sign_in(other)


@pytest.mark.parametrize(
    "but",
    [
        {"name": "other"},
        {"member": "other"},
        {"new_auth": b""},
        {"new_auth": bytes(31)},
        {"new_salt": bytes(15)},
        {"new_wrapped": bytes(61)},
        {"new_wrapped": bytes(32)},
        {"new_wrapped": None},
    ],
    ids=str,
)
async def test_nothing_else_is_changed_that_way(
    bureau: Bureau, but: dict[str, object]
) -> None:
    """No one else's, nothing unwrapped (peers.md §7.2 #16, #21)."""
    founder = await bureau.found()

    answer = await bureau.post("/v1/password", a_change(founder, **but), founder)

    assert (400, {"code": "bad-request"}) == (answer.status_code, answer.json())
    await bureau.sign_in(founder)


async def test_two_changes_at_once_leave_one_whole(bureau: Bureau) -> None:
    """Never the salt of one and the password of the other (peers.md §7.2 #22)."""
    founder = await bureau.found()
    bodies = [a_change(founder) for _ in range(4)]

    answers = await asyncio.gather(
        *(bureau.post("/v1/password", body, founder) for body in bodies)
    )

    codes = [answer.status_code for answer in answers]
    assert [204, 403, 403, 403] == sorted(codes)
    won = bodies[codes.index(204)]
    new = {"name": founder.name, "auth": won["new_auth"]}
    signed = await bureau.post("/v1/sign-in", new)
    assert b64encode(won["new_salt"]).decode() == signed.json()["salt"]
