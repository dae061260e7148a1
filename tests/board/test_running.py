"""Running the room: desks paused, the service closed, places given, alarms taken."""

import pytest
from board.builders import GENDARME, OVERSEER, SUPERVISOR, Hall
from builders import COLLEAGUE, OFFICER

from havre.alarms import store as alarms
from havre.journal.rules import Act
from havre.staff.duty import AtCapacity, ServiceClosed
from havre.staff.shift import ask_support

pytestmark = pytest.mark.anyio

NOT_FOUND = (404, {"code": "not-found"})


async def rows(hall: Hall, subject: str) -> list[tuple[Act, str, str]]:
    """Return what the journal says about `subject`."""
    found = await hall.journal(subject)
    return [(one.act, one.actor, one.detail) for one in found]


async def test_nobody_takes_the_line_of_a_paused_desk(hall: Hall) -> None:
    """Until it is opened again; each change once in the journal."""
    conversation, _ = await hall.core.open()
    hall.listen("duty", "line")

    for _ in range(2):
        answer = await hall.post("/v1/desks/police/pause", {"paused": True})
        assert (204, b"") == (answer.status_code, answer.content)
    assert await hall.core.take(OFFICER) is None
    assert (await hall.desk("police"))["paused"]
    assert not (await hall.desk("gendarmerie"))["paused"]

    await hall.post("/v1/desks/police/pause", {"paused": False}, OVERSEER)

    assert conversation == (await hall.core.take(OFFICER)).id
    assert [
        (Act.PAUSE_DESK, SUPERVISOR, "closed"),
        (Act.PAUSE_DESK, OVERSEER, "open"),
    ] == await rows(hall, "police")
    assert hall.heard["duty"] >= 2


@pytest.mark.parametrize("desk", ["service", "nowhere", "POLICE"])
async def test_only_a_desk_is_paused(hall: Hall, desk: str) -> None:
    """The name of nothing closes nothing; least of all the service."""
    answer = await hall.post(f"/v1/desks/{desk}/pause", {"paused": True})

    assert NOT_FOUND == (answer.status_code, answer.json())
    assert not (await hall.board())["closed"]


async def test_a_closed_service_opens_no_conversation(hall: Hall) -> None:
    """Those that are open go on; opened again, she may come."""
    conversation, token, held = await hall.core.open_and_take()
    assert 204 == (await hall.post("/v1/service", {"closed": True})).status_code

    with pytest.raises(ServiceClosed):
        await hall.core.open()
    assert (await hall.core.say(conversation, token, 1)).fresh
    assert (await hall.board())["closed"]

    assert 204 == (await hall.post("/v1/service", {"closed": False})).status_code
    await hall.core.open()
    assert not (await hall.board())["closed"]
    assert [
        (Act.CLOSE_SERVICE, SUPERVISOR, "closed"),
        (Act.CLOSE_SERVICE, SUPERVISOR, "open"),
    ] == await rows(hall, "service")


async def test_a_supervisor_says_how_many_a_member_may_hold(hall: Hall) -> None:
    """What is in hand stays there; no more is taken."""
    for _ in range(3):
        await hall.core.open()
    await hall.core.take(OFFICER)
    await hall.core.take(OFFICER)
    hall.listen(f"member:{OFFICER}")

    answer = await hall.post(f"/v1/members/{OFFICER}/capacity", {"capacity": 1})

    assert 204 == answer.status_code
    with pytest.raises(AtCapacity):
        await hall.core.take(OFFICER)
    people = (await hall.board())["people"]
    assert {OFFICER: (2, 1), COLLEAGUE: (0, 3)} == {
        one["member"]: (one["held"], one["capacity"])
        for one in people
        if one["member"] in (OFFICER, COLLEAGUE)
    }
    assert {f"member:{OFFICER}": 1} == hall.heard
    assert [(Act.CAPACITY, SUPERVISOR, "1")] == await rows(hall, OFFICER)


@pytest.mark.parametrize("capacity", [0, 51, -1, "3", 2.5, None, True])
async def test_a_capacity_is_one_to_fifty(hall: Hall, capacity: object) -> None:
    """Anything else is refused."""
    path = f"/v1/members/{OFFICER}/capacity"

    answer = await hall.post(path, {"capacity": capacity})

    assert (400, {"code": "bad-request"}) == (answer.status_code, answer.json())


async def test_nobody_who_does_not_work_here_is_given_places(hall: Hall) -> None:
    """Unknown or suspended: one answer, and no row."""
    await hall.core.ledger.write(
        lambda tx: tx.execute(
            "UPDATE member SET state = 'suspended' WHERE id = :id", id=GENDARME
        )
    )

    for member in ("A" * 22, GENDARME):
        answer = await hall.post(f"/v1/members/{member}/capacity", {"capacity": 5})
        assert NOT_FOUND == (answer.status_code, answer.json())
        assert [] == await rows(hall, member)


async def test_an_alarm_is_taken_by_name(hall: Hall) -> None:
    """« Je m'en occupe »: it stays, everyone sees who, and the journal too."""
    core = hall.core
    await ask_support(OFFICER, asked=True, db=core.ledger, bell=core.bell,
                      now=core.clock)  # fmt: skip
    ((alarm,)) = (await hall.board())["alarms"]
    assert ("support", OFFICER, "police", None) == (
        alarm["kind"], alarm["subject"], alarm["desk"], alarm["taken_by"],
    )  # fmt: skip
    hall.listen(alarms.TOPIC)

    answer = await hall.post(f"/v1/alarms/{alarm['alarm']}/take", by=OVERSEER)

    assert (204, b"") == (answer.status_code, answer.content)
    ((taken,)) = (await hall.board())["alarms"]
    assert alarm | {"taken_by": OVERSEER} == taken
    assert {alarms.TOPIC: 1} == hall.heard
    assert [(Act.ALARM, OVERSEER, "support")] == await rows(hall, OFFICER)


async def test_an_alarm_that_is_over_is_nobodys(hall: Hall) -> None:
    """As if it had never been; so is one that never was."""
    core = hall.core
    lent = {"db": core.ledger, "bell": core.bell, "now": core.clock}
    await ask_support(OFFICER, asked=True, **lent)
    ((alarm,)) = (await hall.board())["alarms"]
    await ask_support(OFFICER, asked=False, **lent)

    for one in (alarm["alarm"], "none"):
        answer = await hall.post(f"/v1/alarms/{one}/take")
        assert NOT_FOUND == (answer.status_code, answer.json())
    assert [] == await rows(hall, OFFICER)
