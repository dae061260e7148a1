"""Signing in and out: only the right password, and nothing told to a guesser."""

import asyncio
import secrets
from base64 import b64encode
from datetime import timedelta

import pytest
from staff.builders import CHEAP, Bureau, Person

from havre.errors import SlowDown
from havre.plumbing.tokens import digest
from havre.staff import store
from havre.staff.actions import topic
from havre.staff.passwords import MOST_WAITING, Passwords
from havre.staff.sessions import LIFE, TRIES, WINDOW, Tries

pytestmark = pytest.mark.anyio

WRONG = (403, b'{"code":"wrong-credentials"}')


async def test_the_right_password_opens_a_session(bureau: Bureau) -> None:
    """The answer holds what the browser needs to unwrap its key, and no more."""
    founder = await bureau.found()

    body = {"name": founder.name, "auth": founder.auth}
    answer = (await bureau.post("/v1/sign-in", body)).json()

    assert {"token", "member", "wrapped", "salt"} == set(answer)
    assert b64encode(founder.wrapped).decode() == answer["wrapped"]
    assert b64encode(founder.salt).decode() == answer["salt"]
    assert {
        "id", "name", "shown_name", "roles", "desks", "stations", "public",
        "state",
    } == set(answer["member"])  # fmt: skip
    assert 43 == len(answer["token"])


async def test_a_name_is_recognised_in_any_case(bureau: Bureau) -> None:
    """At four in the morning, "Alice" is "alice"."""
    founder = await bureau.found("alice")

    shouted = Person("ALICE", founder.auth)

    assert await bureau.is_in(await bureau.sign_in(shouted))
    salt = await bureau.post("/v1/sign-in/salt", {"name": "Alice"})
    assert b64encode(founder.salt).decode() == salt.json()["salt"]


async def test_no_other_password_opens(bureau: Bureau) -> None:
    """Wrong, another's, empty of entropy: one refusal (peers.md §7.2 #6)."""
    founder = await bureau.found()
    other = await bureau.hire(founder, "other")

    for auth in (other.auth, bytes(32), founder.auth[::-1], secrets.token_bytes(32)):
        answer = await bureau.post("/v1/sign-in", {"name": founder.name, "auth": auth})
        assert (*WRONG,) == (answer.status_code, answer.content)
    assert 2 == len(await bureau.rows("SELECT * FROM session"))


@pytest.mark.parametrize(
    "auth",
    ["", "AA==", bytes(31), bytes(33), 0, True, None, [], {}, "x" * 44],
    ids=repr,
)
async def test_a_password_has_one_form(bureau: Bureau, auth: object) -> None:
    """Empty, short, long, of another type: never compared (peers.md §7.2 #6, #7)."""
    founder = await bureau.found()

    for name in (founder.name, "nobody"):
        answer = await bureau.post("/v1/sign-in", {"name": name, "auth": auth})
        assert (400, b'{"code":"bad-request"}') == (answer.status_code, answer.content)


async def test_unknown_suspended_and_gone_look_like_wrong(bureau: Bureau) -> None:
    """Same status, same body, same salt each time (peers.md §7.2 #8)."""
    founder = await bureau.found()
    stopped = await bureau.hire(founder, "stopped")
    gone = await bureau.hire(founder, "gone")
    before = await bureau.post("/v1/sign-in/salt", {"name": "gone"})
    await bureau.post(f"/v1/members/{stopped.id}/suspend", by=founder)
    await bureau.post(f"/v1/members/{gone.id}/leave", by=founder)

    for person in (stopped, gone, Person("nobody"), Person("founder")):
        body = {"name": person.name, "auth": person.auth}
        answer = await bureau.post("/v1/sign-in", body)
        first, again = [
            await bureau.post("/v1/sign-in/salt", {"name": person.name})
            for _ in range(2)
        ]
        assert (*WRONG,) == (answer.status_code, answer.content)
        assert (200, 200) == (first.status_code, again.status_code)
        assert first.json() == again.json()
        assert 24 == len(first.json()["salt"])
    assert before.json() == first_salt(await bureau.rows("SELECT * FROM member"))


def first_salt(rows: list) -> dict[str, str]:
    """The salt of the member called "gone", as the door tells it."""
    salt = next(bytes(row["salt"]) for row in rows if row["name"] == "gone")
    return {"salt": b64encode(salt).decode()}


class Counting:
    """A hasher that counts what it was asked."""

    def __init__(self) -> None:
        self.checked: list[str] = []

    def hash(self, auth: bytes) -> str:
        """Hash, cheaply."""
        return CHEAP.hash(auth)

    def verify(self, kept: str, auth: bytes) -> bool:
        """Check, and remember what against."""
        self.checked.append(kept)
        return CHEAP.verify(kept, auth)


async def test_an_unknown_name_costs_the_same_work() -> None:
    """One hash is checked whoever is named, so time tells nothing (#8)."""
    hasher = Counting()
    passwords = Passwords(hasher)  # type: ignore[arg-type]
    kept = await passwords.keep(b"a" * 32)

    answers = [await passwords.check(one, b"b" * 32) for one in (kept, None, "")]
    # The decoy's own password is not one.
    answers.append(await passwords.check(None, bytes(32)))
    passwords.close()

    assert [False] * 4 == answers
    assert 4 == len(hasher.checked)


def test_passwords_are_kept_as_rfc_9106_says() -> None:
    """Argon2id, 64 MiB, three passes: a stolen ledger is dear to guess from."""
    passwords = Passwords()
    passwords.close()

    assert passwords._decoy.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def test_memory_is_bounded_when_many_try_at_once() -> None:
    """Beyond the queue, callers are sent away instead of waiting in memory."""
    passwords = Passwords(CHEAP)

    answers = await asyncio.gather(
        *(passwords.check(None, bytes(32)) for _ in range(MOST_WAITING + 5)),
        return_exceptions=True,
    )
    passwords.close()

    assert 5 == sum(isinstance(answer, SlowDown) for answer in answers)


async def test_a_name_is_not_guessed_at_length(bureau: Bureau) -> None:
    """After a hundred wrong tries the name waits; another name does not."""
    founder = await bureau.found()
    other = await bureau.hire(founder, "other")
    body = {"name": founder.name, "auth": bytes(32)}

    tried = [(await bureau.post("/v1/sign-in", body)).status_code for _ in range(TRIES)]
    right = body | {"auth": founder.auth, "name": founder.name.upper()}
    refused = await bureau.post("/v1/sign-in", right)

    assert [403] * TRIES == tried
    assert (429, {"code": "slow-down"}) == (refused.status_code, refused.json())
    await bureau.sign_in(other)
    bureau.clock.pass_(WINDOW + timedelta(seconds=1))
    await bureau.sign_in(founder)


async def test_right_sign_ins_are_not_counted(bureau: Bureau) -> None:
    """A whole shift of reloads locks nobody out."""
    founder = await bureau.found()

    for _ in range(12):
        await bureau.sign_in(founder)


def test_a_name_nobody_bears_waits_like_another(bureau: Bureau) -> None:
    """Neither tells who exists, nor keeps another from signing in."""
    tries = Tries(bureau.clock)
    for _ in range(TRIES):
        tries.wrong("nobody")

    with pytest.raises(SlowDown):
        tries.check("nobody")
    tries.check("somebody")


@pytest.mark.parametrize(
    "token",
    ["", "0", "true", "null", "[]", "x", "A" * 43, "' OR 1=1 --", "\x00", "prefix"],
    ids=repr,
)
async def test_nothing_but_the_credential_opens(bureau: Bureau, token: str) -> None:
    """Other types' words, prefixes, guesses: not found (peers.md §7.2 #12)."""
    founder = await bureau.found()
    token = founder.token[:-1] if token == "prefix" else token

    for scheme in (f"Bearer {token}", token, f"Basic {token}"):
        answer = await bureau.client.get(
            "/v1/members", headers={"authorization": scheme}
        )
        assert (404, {"code": "not-found"}) == (answer.status_code, answer.json())


async def test_a_credential_stands_nowhere_in_the_store(bureau: Bureau) -> None:
    """Its digest alone is kept, and the digest opens nothing."""
    founder = await bureau.found()
    rows = await bureau.rows("SELECT * FROM session")
    kept = bytes(rows[0]["digest"])

    assert digest(founder.token) == kept
    for guess in (kept.hex(), b64encode(kept).decode()):
        assert not await bureau.is_in(Person("x", token=guess))


async def test_a_session_lives_twelve_hours(bureau: Bureau) -> None:
    """Whatever is done with it."""
    founder = await bureau.found()
    bureau.clock.pass_(LIFE - timedelta(seconds=1))
    before = await bureau.is_in(founder)
    bureau.clock.pass_(timedelta(seconds=1))

    assert before
    assert not await bureau.is_in(founder)


async def test_signing_out_ends_that_session_alone(bureau: Bureau) -> None:
    """Its sockets hear of it; the other browser stays."""
    founder = await bureau.found()
    elsewhere = await bureau.sign_in(founder)
    heard = bureau.rings(topic(founder.id))
    bureau.presence.arrived(founder.id, ["police"])

    answer = await bureau.post("/v1/sign-out", by=founder)

    assert (204, b"") == (answer.status_code, answer.content)
    assert not await bureau.is_in(founder)
    assert await bureau.is_in(elsewhere)
    assert [topic(founder.id)] == heard
    assert frozenset() == bureau.presence.staffed()


@pytest.mark.parametrize(
    "door",
    ["/v1/sign-in", "/v1/sign-in/salt", "/v1/sign-out", "/v1/password", "/v1/join"],
)
@pytest.mark.parametrize(
    "origin", ["https://evil.test", "null", "http://havre.test.evil.test"]
)
async def test_another_sites_page_is_refused(
    bureau: Bureau, door: str, origin: str
) -> None:
    """Whatever it bears (peers.md §7.2 #17)."""
    founder = await bureau.found()

    answer = await bureau.post(door, {"name": "x"}, founder, origin=origin)

    assert (403, {"code": "foreign-origin"}) == (answer.status_code, answer.json())
    assert await bureau.is_in(founder)


async def test_a_sign_in_is_of_the_moment_it_is_kept(bureau: Bureau) -> None:
    """Suspended while the password was being checked: no session is left behind."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent")
    body = {"name": agent.name, "auth": agent.auth}

    await asyncio.gather(
        *(bureau.post("/v1/sign-in", body) for _ in range(5)),
        bureau.post(f"/v1/members/{agent.id}/suspend", by=founder),
        *(bureau.post("/v1/sign-in", body) for _ in range(4)),
    )

    rows = await bureau.rows("SELECT * FROM session WHERE member = :m", m=agent.id)
    assert [] == rows


async def test_the_console_page_waits_for_nobody(bureau: Bureau) -> None:
    """It opens without credential, says its banner, and is kept by no cache."""
    answer = await bureau.get("/agent")

    assert 200 == answer.status_code
    assert 'data-idle-minutes="10"' in answer.text
    assert "Démonstration" in answer.text
    assert "no-store" == answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers


async def test_no_door_of_the_staff_sets_a_cookie(bureau: Bureau) -> None:
    """The credential travels in a header the page adds, never by itself (#17)."""
    founder = await bureau.found()
    body = {"name": founder.name, "auth": founder.auth}
    signed = await bureau.post("/v1/sign-in", body)
    carried = await bureau.client.get(
        "/v1/members", headers={"cookie": f"token={founder.token}"}
    )

    assert "set-cookie" not in signed.headers
    assert 404 == carried.status_code


async def test_the_room_forgets_nothing_of_a_conversation(bureau: Bureau) -> None:
    """It keeps nothing about any."""
    founder = await bureau.found()
    await bureau.db.write(lambda tx: store.forget(tx, founder.id))

    assert await bureau.is_in(founder)
