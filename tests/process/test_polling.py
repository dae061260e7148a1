"""The same frames over plain HTTP, where a network blocks WebSocket."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from process.served import Answer, Inhabited, inhabited, sent

from havre.client.visitor import Correspondent

LONG = 20  # seconds: less than the wait that is asked, however slow the machine


def poll(house: Inhabited, side: Correspondent, version: str, wait: int) -> list[Any]:
    """Ask for what is new after what `side` holds and the state it knows."""
    query = urlencode({**side.held, "version": version, "wait": wait})
    path = f"/v1/conversations/{side.conversation}/frames?{query}"
    return list(house.server.knock("GET", path, None, side.service.token).json)


def state_of(frames: list[Any]) -> dict[str, Any]:
    """Return the state among `frames`."""
    (state,) = [one for one in frames if one["t"] == "state"]
    return dict(state)


def settled(house: Inhabited, side: Correspondent) -> str:
    """Return the version of the state once the place in line was told."""
    version = ""
    for _ in range(5):
        new = [one for one in poll(house, side, version, 1) if one["t"] == "state"]
        if not new:
            return version
        version = new[0]["version"]
    raise AssertionError("the state never settles")


def later(seconds: float, work: Callable[[], Any]) -> threading.Thread:
    """Do `work` after a while, beside."""

    def run() -> None:
        time.sleep(seconds)
        work()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_the_first_answer_is_all_that_came_then_the_state_and_presence(shared):
    """The same frames, in the same order, as on a socket."""
    visitor, officer = shared.held()
    visitor.send("un")
    officer.send("deux")

    kinds = [one["t"] for one in poll(shared, visitor, "", 25)]

    assert ["message", "message", "state", "presence"] == kinds


def test_nothing_new_waits_and_something_new_wakes(shared):
    """It does not come back at once, nor long after what it waits for."""
    visitor, officer = shared.held()
    version = settled(shared, visitor)

    started = time.monotonic()
    assert ["presence"] == [one["t"] for one in poll(shared, visitor, version, 2)]
    assert time.monotonic() - started > 1.9

    sending = later(0.5, lambda: officer.send("bonjour"))
    started = time.monotonic()
    texts: list[str] = []
    while not texts:  # that the officer has come wakes it too
        frames = poll(shared, visitor, version, 25)
        texts = [visitor.open(one) for one in frames if one["t"] == "message"]
        assert time.monotonic() - started < LONG
    sending.join()
    assert ["bonjour"] == texts


def test_a_change_of_step_wakes(own):
    """Taken by an officer, put on hold, left: the waiting side hears it at once."""
    visitor = own.visitor()
    state = state_of(poll(own, visitor, "", 0))
    taking = later(0.3, own.people.camille.take_next)
    ends = time.monotonic() + LONG
    while state["step"] == "line":  # her place in line may be told before
        assert time.monotonic() < ends
        state = state_of(poll(own, visitor, state["version"], 25))
    taking.join()

    assert ("talking", "Camille") == (state["step"], state["agent"])


def test_frames_by_post_are_answered_in_order(shared):
    """A batch: each is answered, one bad one harms no other."""
    visitor, officer = shared.held()
    batch = [
        sent(1, visitor.seal(1, "un")),
        {"t": "ping"},
        {"t": "typing"},
        sent(3, visitor.seal(3, "trois")),
        {"t": "after", "visitor": 0, "agent": 0},
        sent(2, visitor.seal(2, "deux")),
    ]
    path = f"/v1/conversations/{visitor.conversation}/frames"
    answer = shared.server.knock(
        "POST", path, json.dumps(batch).encode(), visitor.service.token
    )

    assert ["ack", "pong", "refused", "refused", "ack"] == [a["t"] for a in answer.json]
    assert ["gap", "bad-request"] == [a["code"] for a in answer.json[2:4]]
    assert ["un", "deux"] == officer.read()
    seventeen = json.dumps([{"t": "ping"}] * 17).encode()
    refused = shared.server.knock("POST", path, seventeen, visitor.service.token)
    assert 400 == refused.status


def test_the_two_transports_see_each_other(shared):
    """One side polls, the other has a socket: messages, presence, typing cross."""
    visitor, officer = shared.held()
    version = settled(shared, visitor)
    with shared.socket_of(officer) as line:
        assert line.settle()[-1]["there"], "who polls is there"
        assert poll(shared, visitor, version, 0)[-1]["there"], (
            "who has a socket is there"
        )
        visitor.send("par HTTP")
        assert "par HTTP" == officer.open(line.until("message"))
        visitor.held["visitor"] = 1
        typing = later(0.3, lambda: line.tell(t="typing"))
        assert {"t": "typing", "side": "agent"} in poll(shared, visitor, version, 5)
        typing.join()
        visitor.leave()
        told = {one["t"]: one for one in (line.hear(1), line.hear(1))}
        assert "frozen" == told["state"]["step"]
        assert {"t": "presence", "side": "visitor", "there": False} == told["presence"]


def test_a_poll_in_flight_hears_that_she_is_elsewhere_or_out(own):
    """A suspended officer's poll ends, and the next finds nothing."""
    _, officer = own.held()
    version = settled(own, officer)
    member = own.people.camille.member["id"]
    path = f"/v1/members/{member}/suspend"
    acting = later(0.3, lambda: own.people.sacha.service.post(path))
    started = time.monotonic()
    poll(own, officer, version, 25)
    acting.join()

    assert time.monotonic() - started < LONG
    again: Answer = own.server.knock(
        "GET",
        f"/v1/conversations/{officer.conversation}/frames?visitor=0&agent=0&wait=0",
        None,
        officer.service.token,
    )
    assert 404 == again.status


def test_an_officer_who_polls_keeps_the_lease_over_a_restart(template, tmp_path):
    """Known to the store or not, whoever asks with the right version is there."""
    with inhabited(template, tmp_path, lease=2) as house:
        _, officer = house.held()
        version = settled(house, officer)
        house.server.restart()
        ends = time.monotonic() + 7
        while time.monotonic() < ends:
            assert ["presence"] == [
                one["t"] for one in poll(house, officer, version, 2)
            ], "the lease was lost"


def test_the_desk_waits_and_wakes(own):
    """`GET /v1/desk`: no answer while nothing changes, one as soon as someone waits."""
    camille = own.people.camille.service
    view = camille.get("/v1/desk")
    version = view["version"]
    started = time.monotonic()
    assert version == camille.get(f"/v1/desk?version={version}&wait=2")["version"]
    assert time.monotonic() - started > 1.9

    coming = later(0.4, own.visitor)
    started = time.monotonic()
    after = camille.get(f"/v1/desk?version={version}&wait=25")
    coming.join()
    assert time.monotonic() - started < LONG
    assert [1] == [one["count"] for one in after["waiting"] if one["desk"] == "police"]


def test_the_desk_learns_at_once_who_is_here(own):
    """A colleague who comes, pauses or leaves is told before the wait is over."""
    camille, dominique = own.people.camille.service, own.people.dominique.service

    def told_after(act):
        version = camille.get("/v1/desk")["version"]
        acting = later(0.4, act)
        started = time.monotonic()
        view = camille.get(f"/v1/desk?version={version}&wait=25")
        acting.join()
        assert time.monotonic() - started < LONG
        return [(one["shown_name"], one["status"]) for one in view["colleagues"]]

    assert [("Dominique", "on")] == told_after(lambda: dominique.get("/v1/desk"))
    assert [("Dominique", "pause")] == told_after(
        lambda: dominique.post("/v1/status", {"status": "pause"})
    )
    assert [] == told_after(lambda: dominique.post("/v1/sign-out"))


def test_a_poller_who_hangs_up_is_no_accident(shared):
    """Gone in the middle of a wait: she comes back, and nothing was logged."""
    visitor = shared.visitor()
    shared.server.raw(
        f"GET /v1/conversations/{visitor.conversation}/frames?visitor=0&agent=0"
        f"&version=x&wait=25 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
        f"{visitor.service.token}\r\n\r\n".encode()
    )

    assert "ack" == visitor.send("de retour")["t"]
    assert b"unexpected" not in shared.server.log.read_bytes()
