"""The room at a glance: what a supervisor's console receives, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from appointment.builders import hire_at
from board.builders import BOTH, GENDARME, READER, SUPERVISOR, Hall
from builders import COLLEAGUE, OFFICER, a_conversation, an_envelope

from havre.answering.acts import put_on_hold
from havre.board import view
from havre.board.view import Facts, Here, board
from havre.conversation import store as conversations
from havre.conversation.hub import Connection
from havre.conversation.rules import Side
from havre.erasure.actions import leave
from havre.journey import Step
from havre.keys.store import withdraw
from havre.plumbing.clock import milliseconds
from havre.plumbing.tokens import digest, new_id
from havre.staff import duty
from havre.staff.duty import Duty, Status

pytestmark = pytest.mark.anyio

MINUTE = timedelta(minutes=1)
ENVELOPES = tuple(an_envelope(desk) for desk in ("police", "gendarmerie", "relief"))
NOBODY = Here(frozenset(), {}, {}, lambda _: False)


async def test_an_empty_house_is_shown_as_such(hall: Hall) -> None:
    """Every desk, everyone who works here, nobody waiting."""
    seen = await hall.board()

    assert ["police", "gendarmerie", "relief"] == [one["desk"] for one in seen["desks"]]
    assert {
        "desk": "police", "waiting": 0, "oldest_at": None, "ages": [0, 0, 0, 0],
        "present": 0, "free": 0, "talking": 0, "frozen": 0, "paused": False,
        "keyed": True,
    } == seen["desks"][0]  # fmt: skip
    assert ([], 0, [0] * 5, [], False) == tuple(
        seen[name] for name in ("conversations", "more", "lengths", "alarms", "closed")
    )
    assert {
        "member": GENDARME, "shown_name": GENDARME.title(), "desks": ["gendarmerie"],
        "status": "on", "since": None, "held": 0, "capacity": 3, "here": False,
    } in seen["people"]  # fmt: skip


async def test_a_station_is_not_in_the_room(hall: Hall) -> None:
    """Neither its keys among the desks, nor its people among those who answer."""
    before = await hall.board()
    await hall.core.key("investigation.fictif-pn-75111")
    await hire_at(hall.core, "ines", "fictif-pn-75111")

    seen = await hall.board()

    assert before["desks"] == seen["desks"]
    assert before["people"] == seen["people"]


async def test_a_desk_shows_who_waits_and_for_how_long(hall: Hall) -> None:
    """Under two, five, ten minutes, and longer; since when the first has waited."""
    first = milliseconds(hall.core.clock())
    for minutes in (6, 3, 3, 0):
        await hall.core.open()
        hall.core.clock.pass_(minutes * MINUTE)

    desk = await hall.desk("police")

    assert (4, [1, 1, 1, 1], first) == (
        desk["waiting"], desk["ages"], desk["oldest_at"],
    )  # fmt: skip


async def test_a_wait_is_the_present_one(hall: Hall) -> None:
    """An hour of talking is no hour of waiting, for whoever is put back in line."""
    conversation, _, _ = await hall.core.open_and_take()
    hall.core.clock.pass_(60 * MINUTE)
    await hall.act(conversation, "reassign", member=None)

    desk = await hall.desk("police")

    assert [1, 0, 0, 0] == desk["ages"]
    assert milliseconds(hall.core.clock()) == desk["oldest_at"]


async def test_whoever_has_left_waits_no_more(hall: Hall) -> None:
    """To be decided, it is counted as such."""
    conversation, token = await hall.core.open(danger=True)
    await leave(conversation, digest(token), hall.core.eraser)

    desk = await hall.desk("police")

    assert (0, None, 1) == (desk["waiting"], desk["oldest_at"], desk["frozen"])
    row = await hall.row(conversation)
    assert ("frozen", None, ["police"], None) == (
        row["step"], row["member"], row["desks"], row["silent_since"],
    )  # fmt: skip


async def test_free_places_are_those_of_whoever_serves_there(hall: Hall) -> None:
    """Three each, less what is in hand; nobody's who is on pause or gone."""
    for who in (OFFICER, COLLEAGUE, GENDARME):
        hall.arrive(who)
    await hall.core.open_and_take()
    desk = await hall.desk("police")
    assert (2, 5, 1) == (desk["present"], desk["free"], desk["talking"])

    hall.core.presence.serve(COLLEAGUE, serving=False)
    desk = await hall.desk("police")
    assert (2, 2) == (desk["present"], desk["free"])

    hall.core.clock.pass_(2 * MINUTE)
    desk = await hall.desk("police")
    assert (0, 0) == (desk["present"], desk["free"])


async def test_nobody_has_less_than_no_place(hall: Hall) -> None:
    """A supervisor lowered the places below what is in hand."""
    await hall.core.open_and_take()
    await hall.core.open_and_take()
    hall.arrive(OFFICER)
    hall.arrive(COLLEAGUE)
    await hall.post(f"/v1/members/{OFFICER}/capacity", {"capacity": 1})

    assert 3 == (await hall.desk("police"))["free"]


async def test_a_key_that_nobody_holds_any_more_is_shown(hall: Hall) -> None:
    """Its holders have gone, or there is a newer one that nobody was given."""
    assert not (await hall.desk("relief"))["keyed"]
    assert (await hall.desk("gendarmerie"))["keyed"]
    await hall.core.ledger.write(lambda tx: withdraw(tx, "gendarmerie", 1, GENDARME, 0))
    assert not (await hall.desk("gendarmerie"))["keyed"]

    await hall.core.key("police")
    assert not (await hall.desk("police"))["keyed"]
    await hall.core.ledger.write(
        lambda tx: tx.execute("UPDATE member SET state = 'gone'")
    )
    assert not (await hall.desk("police"))["keyed"]


async def test_a_second_desk_is_shown_once_it_has_a_key(hall: Hall) -> None:
    """Before, it does not exist."""
    await hall.core.key("police-2")

    assert "police-2" in [one["desk"] for one in (await hall.board())["desks"]]


async def test_a_row_says_where_since_when_and_with_whom(hall: Hall) -> None:
    """In line, in hand, on hold: each since its own beginning."""
    opened = milliseconds(hall.core.clock())
    conversation, token = await hall.core.open(**BOTH, envelopes=ENVELOPES)
    await hall.core.look_at_line()
    row = await hall.row(conversation)
    assert {
        "conversation": conversation, "desk": "police",
        "desks": ["gendarmerie", "police"], "step": "line", "opened_at": opened,
        "since": opened, "member": None, "danger": False, "minor": False,
        "report": False, "silent_since": opened, "language": "fr", "position": 1,
        "sealed_to": ["gendarmerie", "police", "relief"], "joined": False,
    } == row  # fmt: skip

    hall.core.clock.pass_(MINUTE)
    held = await hall.core.take(OFFICER)
    row = await hall.row(conversation)
    assert ("talking", opened + 60_000, OFFICER, [], ["police"], None) == tuple(
        row[key]
        for key in ("step", "since", "member", "desks", "sealed_to", "position")
    )

    await put_on_hold(conversation, OFFICER, held.fence, hall.core.stores)
    row = await hall.row(conversation)
    assert ("hold", opened, None) == (row["step"], row["since"], row["member"])


async def test_her_tab_that_is_here_is_not_silent(hall: Hall) -> None:
    """Since when it was away, once it is."""
    conversation, _ = await hall.core.open()
    seat = Connection(conversation, Side.VISITOR, conversation, b"")
    hall.core.hub.attach(seat)
    assert (await hall.row(conversation))["silent_since"] is None

    hall.core.hub.detach(seat)
    assert (await hall.row(conversation))["silent_since"] is not None


async def test_the_line_comes_first_in_its_order_then_the_oldest(hall: Hall) -> None:
    """Head, danger, then whoever came first; then what is in hand."""
    old, _, _ = await hall.core.open_and_take()
    hall.core.clock.pass_(MINUTE)
    new, _, _ = await hall.core.open_and_take()
    hall.core.clock.pass_(MINUTE)
    first, _ = await hall.core.open()
    hall.core.clock.pass_(MINUTE)
    danger, _ = await hall.core.open(danger=True)
    hall.core.clock.pass_(MINUTE)
    raised, _ = await hall.core.open()
    await hall.act(raised, "raise")

    rows = (await hall.board())["conversations"]

    assert [raised, danger, first, old, new] == [one["conversation"] for one in rows]


async def test_what_is_over_is_not_on_the_board(hall: Hall) -> None:
    """Decided or destroyed."""
    conversation, _, _ = await hall.core.open_and_take()
    await hall.core.ledger.write(
        lambda tx: tx.execute("UPDATE conversation SET step = 'ended'")
    )

    seen = await hall.board()

    assert ([], 0, [0] * 5) == (seen["conversations"], seen["more"], seen["lengths"])
    assert 0 == (await hall.desk("police"))["talking"]


async def test_the_board_shows_so_many_rows_and_counts_the_others(hall: Hall) -> None:
    """The line is never what is left out for the others."""
    at = milliseconds(hall.core.clock())
    many = [
        a_conversation(id=new_id(), token=None, opened_at=at - n * 60_000)
        for n in range(view.SHOWN_MOST + 9)
    ]

    def fill(tx):
        for one in many:
            assert conversations.insert(tx, one)

    await hall.core.ledger.write(fill)
    waiting, _ = await hall.core.open()

    seen = await hall.board()

    rows = seen["conversations"]
    assert (view.SHOWN_MOST, 10) == (len(rows), seen["more"])
    assert waiting == rows[0]["conversation"]
    assert many[-1].id == rows[1]["conversation"]
    assert [15 + 1, 15, 30, 120, len(many) - 180] == seen["lengths"]
    assert len(many) == (await hall.desk("police"))["talking"]


def facts(**but: object) -> Facts:
    """Facts of an empty house, but for what the test is about."""
    empty = Facts(0, (), {}, {}, (), frozenset(), frozenset(), (), {}, (), (), {}, ())
    return replace(empty, **but)  # type: ignore[arg-type]


def test_the_version_differs_whenever_what_is_shown_does():
    """And not otherwise: nothing is sent again that was seen."""
    held = a_conversation()
    shown = facts(shown=(held,), steps={("police", Step.TALKING): 1})
    versions = {
        board(one, NOBODY, SUPERVISOR)["version"]
        for one in (
            facts(),
            shown,
            replace(shown, shown=(replace(held, danger=True),)),
            replace(shown, shown=(replace(held, watchers=((SUPERVISOR, 9),)),)),
            replace(shown, duties={"x": Duty("x", Status.PAUSE)}, at=5),
        )
    }

    assert 4 == len(versions)


def test_only_whoever_reads_along_is_told_so():
    """Until their hour is over."""
    watched = facts(shown=(a_conversation(watchers=((READER, 10),)),), at=9)

    def joined(one: Facts, by: str) -> bool:
        (row,) = board(one, NOBODY, by)["conversations"]  # type: ignore[misc]
        return bool(row["joined"])

    assert joined(watched, READER)
    assert not joined(watched, SUPERVISOR)
    assert not joined(replace(watched, at=10), READER)


async def test_whoever_has_seen_it_waits_for_what_is_new(hall: Hall) -> None:
    """A conversation comes, and the answer with it."""
    version = (await hall.board())["version"]
    asking = await hall.waiting(version)

    conversation, _ = await hall.core.open()

    seen = (await asking).json()
    assert [conversation] == [one["conversation"] for one in seen["conversations"]]
    assert version != seen["version"]


@pytest.mark.parametrize("topic", ["alarms", "duty", "session", "member"])
async def test_every_bell_of_the_room_is_heard(hall: Hall, topic: str) -> None:
    """An alarm, a pause, a session that ended, an act of one's own."""
    version = (await hall.board())["version"]
    asking = await hall.waiting(version)
    await hall.core.ledger.write(
        lambda tx: duty.keep(tx, Duty(OFFICER, Status.PAUSE, 1))
    )
    names = {"session": f"session:{SUPERVISOR}", "member": f"member:{SUPERVISOR}"}
    hall.core.bell.ring(names.get(topic, topic))

    people = (await asking).json()["people"]
    assert ["pause"] == [one["status"] for one in people if one["member"] == OFFICER]


async def test_whoever_is_out_sees_no_more(hall: Hall) -> None:
    """The session ends while the answer is awaited."""
    asking = await hall.waiting((await hall.board())["version"])
    hall.sessions.out.add(SUPERVISOR)
    hall.core.bell.ring(f"session:{SUPERVISOR}")

    answer = await asking

    assert (404, {"code": "not-found"}) == (answer.status_code, answer.json())
