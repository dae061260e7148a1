"""Stopping, resuming, leaving: at once, whole, and never the last administrator."""

import pytest
from staff.builders import OTHER_STATION, Bureau, Person

from havre.journal.rules import Act
from havre.plumbing.tokens import new_id
from havre.staff.actions import Withdrawal, topic

pytestmark = pytest.mark.anyio


async def test_suspending_ends_every_session_at_once(bureau: Bureau) -> None:
    """Sessions die, sockets and the line are told (peers.md §7.2 #19)."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent")
    elsewhere = await bureau.sign_in(agent)
    heard, line = bureau.rings(topic(agent.id)), bureau.rings("line")
    bureau.presence.arrived(agent.id, ["police"])

    answer = await bureau.post(f"/v1/members/{agent.id}/suspend", by=founder)

    assert 204 == answer.status_code
    assert not await bureau.is_in(agent)
    assert not await bureau.is_in(elsewhere)
    assert [topic(agent.id)] == heard
    assert ["line"] == line
    assert frozenset() == bureau.presence.staffed()
    acts = [(one.act, one.actor) for one in await bureau.journal(agent.id)]
    assert (Act.SUSPEND, founder.id) == acts[-1]


async def test_other_rooms_act_in_the_same_commit(bureau: Bureau) -> None:
    """They hear who, by whom and when; if one fails, nothing has happened."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent")

    bureau.withdrawn.refuses = True
    failed = await bureau.post(f"/v1/members/{agent.id}/suspend", by=founder)
    still = await bureau.is_in(agent)
    bureau.withdrawn.refuses = False
    await bureau.post(f"/v1/members/{agent.id}/suspend", by=founder)

    assert (500, True) == (failed.status_code, still)
    at = int(bureau.clock().timestamp() * 1000)
    assert [Withdrawal(agent.id, founder.id, at)] == bureau.withdrawn.seen
    acts = [one.act for one in await bureau.journal(agent.id)]
    assert [Act.JOIN, Act.SUSPEND] == acts


async def test_a_suspended_member_comes_back_by_signing_in(bureau: Bureau) -> None:
    """Resuming opens no session by itself."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent")
    await bureau.post(f"/v1/members/{agent.id}/suspend", by=founder)

    answer = await bureau.post(f"/v1/members/{agent.id}/resume", by=founder)

    assert 204 == answer.status_code
    assert not await bureau.is_in(agent)
    assert await bureau.is_in(await bureau.sign_in(agent))
    acts = [one.act for one in await bureau.journal(agent.id)]
    assert [Act.JOIN, Act.SUSPEND, Act.RESUME] == acts


async def test_who_leaves_is_gone_for_good(bureau: Bureau) -> None:
    """What they signed in with is destroyed; their name stays taken."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent")

    answer = await bureau.post(f"/v1/members/{agent.id}/leave", by=agent)

    assert 204 == answer.status_code
    rows = await bureau.rows("SELECT * FROM member WHERE id = :id", id=agent.id)
    assert ("gone", "", b"") == (
        rows[0]["state"],
        rows[0]["auth"],
        bytes(rows[0]["wrapped"]),
    )
    for act in ("resume", "suspend", "leave"):
        again = await bureau.post(f"/v1/members/{agent.id}/{act}", by=founder)
        assert (409, {"code": "wrong-step"}) == (again.status_code, again.json())
    code = await bureau.code(founder, ["agent"], [])
    taken = await bureau.post("/v1/join", Person("agent").arrival(code))
    assert 409 == taken.status_code


async def test_nobody_sends_a_colleague_away(bureau: Bureau) -> None:
    """But an administrator may; the same answer as for a member who is not."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent", ["agent", "supervisor"])
    other = await bureau.hire(founder, "other")

    for act in ("suspend", "resume", "leave"):
        theirs = await bureau.post(f"/v1/members/{other.id}/{act}", by=agent)
        none = await bureau.post(f"/v1/members/{new_id()}/{act}", by=agent)
        assert (404, theirs.content) == (theirs.status_code, none.content)
        assert 404 == none.status_code
        unknown = await bureau.post(f"/v1/members/{new_id()}/{act}", by=founder)
        assert 404 == unknown.status_code
    assert await bureau.is_in(other)


async def test_the_last_administrator_stays(bureau: Bureau) -> None:
    """Suspended ones do not count; with a second one, the first may go."""
    founder = await bureau.found()
    second = await bureau.hire(founder, "second", ["administrator"], [])
    await bureau.post(f"/v1/members/{second.id}/suspend", by=founder)

    for act in ("suspend", "leave"):
        answer = await bureau.post(f"/v1/members/{founder.id}/{act}", by=founder)
        assert (409, {"code": "last-administrator"}) == (
            answer.status_code,
            answer.json(),
        )
    await bureau.post(f"/v1/members/{second.id}/resume", by=founder)
    answer = await bureau.post(f"/v1/members/{founder.id}/leave", by=founder)
    assert 204 == answer.status_code


async def test_two_administrators_cannot_end_each_other(bureau: Bureau) -> None:
    """Whatever the order, one is left."""
    founder = await bureau.found()
    second = await bureau.hire(founder, "second", ["administrator"], [])

    first = await bureau.post(f"/v1/members/{second.id}/suspend", by=founder)
    back = await bureau.post(f"/v1/members/{founder.id}/suspend", by=second)

    assert (204, 404) == (first.status_code, back.status_code)


async def test_invitations_fall_with_who_gave_them(bureau: Bureau) -> None:
    """An administrator sent away leaves no way back in."""
    founder = await bureau.found()
    second = await bureau.hire(founder, "second", ["administrator"], [])
    code = await bureau.code(second, ["administrator"], [])
    await bureau.post(f"/v1/members/{second.id}/suspend", by=founder)

    answer = await bureau.post("/v1/join", Person("puppet").arrival(code))

    assert 404 == answer.status_code


async def test_members_see_who_works_here_and_no_secret(bureau: Bureau) -> None:
    """Exactly the fields of the protocol, for those who have gone too."""
    founder = await bureau.found()
    agent = await bureau.hire(founder, "agent")
    await bureau.post(f"/v1/members/{agent.id}/leave", by=agent)

    answer = (await bureau.get("/v1/members", founder)).json()

    assert {"members"} == set(answer)
    assert {("fondatrice", "active"), ("agent", "gone")} == {
        (one["name"], one["state"]) for one in answer["members"]
    }
    for one in answer["members"]:
        assert {
            "id", "name", "shown_name", "roles", "desks", "stations", "public",
            "state",
        } == set(one)  # fmt: skip


async def test_a_front_desk_sees_its_own_station_alone(bureau: Bureau) -> None:
    """Neither the officers of the desks nor those of other stations."""
    founder = await bureau.found()
    await bureau.hire(founder, "agent")
    desk = await bureau.post_at(founder, "accueil", "reception")
    alix = await bureau.post_at(founder, "alix", "investigator")
    await bureau.post_at(founder, "ailleurs", "investigator", OTHER_STATION)

    async def names(by: Person) -> set[str]:
        found = (await bureau.get("/v1/members", by)).json()["members"]
        return {one["name"] for one in found}

    assert await names(desk) == {"accueil", "alix"} == await names(alix)
    assert {"agent", "ailleurs", "fondatrice"} < await names(founder)
