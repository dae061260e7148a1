"""The line of a conversation over WebSocket, as two people in two browsers have it."""

import hashlib
import json
import threading
import time
from socket import SHUT_RDWR

import pytest
from process.served import Inhabited, Line, inhabited, sent
from websockets.exceptions import ConnectionClosed, InvalidStatus

from havre.client.canonical import to_base64
from havre.client.resume_code import ResumeKeys, make, wrap_key
from havre.client.service import Service
from havre.client.visitor import Correspondent


def say(line: Line, side: Correspondent, text: str) -> dict:
    """Send a text by the socket; return what answers it."""
    side.sent += 1
    but = {} if side.fence is None else {"fence": side.fence}
    line.tell(**sent(side.sent, side.seal(side.sent, text), **but))
    return line.until("ack")


def test_the_credential_is_a_sub_protocol_and_the_answer_is_plain(shared):
    """The server answers `havre.1`: the credential does not come back."""
    visitor = shared.visitor()
    with shared.socket_of(visitor) as line:
        assert "havre.1" == line.socket.subprotocol

    with pytest.raises(InvalidStatus), shared.server.line(visitor.conversation, None):
        pass


def test_both_sides_talk_and_resume_from_their_numbers(shared):
    """Each reads the other at once; a reconnection brings only what is later."""
    visitor, officer = shared.held()
    with shared.socket_of(visitor) as hers, shared.socket_of(officer) as his:
        hers.settle()
        his.settle()
        visitor.send("un")
        assert "un" == officer.open(his.until("message"))
        officer.send("deux")
        visitor.send("trois")
        assert ["un", "deux"] == [visitor.open(hers.until("message")) for _ in "ab"]
    with shared.socket_of(visitor) as hers:
        later = hers.settle(visitor=1, agent=1)

    assert ["trois"] == [visitor.open(one) for one in later if one["t"] == "message"]
    assert ["message", "state", "presence"] == [one["t"] for one in later]


def test_nothing_comes_and_nothing_passes_before_after(shared):
    """`after` first: until then no message is delivered, none is accepted."""
    visitor = shared.visitor()
    visitor.send("déjà là")
    with shared.socket_of(visitor) as line:
        line.tell(**sent(2, visitor.seal(2, "trop tôt")))
        assert {"t": "refused", "code": "bad-request", "n": 2} == line.hear()
        line.tell(t="typing")
        assert "refused" == line.hear()["t"]
        assert "message" == line.settle()[0]["t"]


def test_unknown_frames_are_refused_then_the_socket_is_closed(shared):
    """Twenty bad frames are no client of ours; a neighbour is not disturbed."""
    visitor, neighbour = shared.visitor(), shared.visitor()
    with shared.socket_of(neighbour) as beside, shared.socket_of(visitor) as line:
        beside.settle()
        line.settle()
        for n in range(20):
            line.socket.send(["{", '{"t":"base"}', "[]", '{"t":"__init__"}'][n % 4])
        code, reason, frames = line.closing()
        assert (4400, "bad-request") == (code, reason)
        assert {"refused", "state"} >= {one["t"] for one in frames}
        beside.tell(t="ping")
        beside.until("pong")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("x" * 70_000, 1009),
        (b"\x00\xff", 1003),
        ("[" * 60_000, None),
        ("x" * 40_000, None),
    ],
    ids=["oversize", "binary", "deep", "large"],
)
def test_an_oversize_or_binary_frame_harms_only_its_sender(shared, content, code):
    """Closed, or refused where it is merely too large; the process goes on."""
    visitor, neighbour = shared.visitor(), shared.visitor()
    with shared.socket_of(neighbour) as beside:
        beside.settle()
        with shared.socket_of(visitor) as line:
            line.settle()
            line.socket.send(content)
            if code is None:
                assert "too-large" == line.until("refused")["code"]
            else:
                assert code == line.closing()[0]
        beside.tell(t="ping")
        beside.until("pong")


def test_two_tabs_of_an_officer_both_read_and_both_write(shared):
    """All tabs read all; a number used by the other is told `taken`."""
    visitor, officer = shared.held()
    with shared.socket_of(officer) as one, shared.socket_of(officer) as two:
        one.settle()
        two.settle()
        visitor.send("bonjour")
        assert ["bonjour"] * 2 == [
            officer.open(tab.until("message")) for tab in (one, two)
        ]
        say(one, officer, "du premier")
        assert "du premier" == officer.open(two.until("message"))
        two.tell(**sent(1, officer.seal(1, "du second"), fence=officer.fence))
        assert {"t": "taken", "n": 1, "last": 1} == two.until("taken")
        two.tell(**sent(2, officer.seal(2, "du second"), fence=officer.fence))
        assert 2 == two.until("ack")["n"]
        two.tell(**sent(3, officer.seal(3, "périmé"), fence=officer.fence - 1))
        assert "stale" == two.until("refused")["code"]


def resumed(house: Inhabited, visitor: Correspondent, ck: bytes) -> Service:
    """Make a resume code and use it elsewhere; return the newer tab's service."""
    keys = ResumeKeys.of(make())
    visitor.service.post(
        f"/v1/conversations/{visitor.conversation}/resume-code",
        {
            "auth_hash": to_base64(hashlib.sha256(keys.auth).digest()),
            "wrapped": to_base64(wrap_key(keys, visitor.conversation, ck)),
        },
    )
    back = Service(house.server.base).post("/v1/resume", {"auth": to_base64(keys.auth)})
    assert visitor.conversation == back["conversation"]
    return Service(house.server.base, back["token"])


def test_the_newest_tab_writes_and_the_former_is_told(shared):
    """By resume code: the former socket closes with 4409, its credential is dead."""
    visitor = shared.visitor()
    with shared.socket_of(visitor) as former:
        former.settle()
        newer = resumed(shared, visitor, b"k" * 32)
        started = time.monotonic()
        code, reason, _ = former.closing()
        assert (4409, "elsewhere") == (code, reason)
        assert time.monotonic() - started < 1
    assert 404 == shared.server.knock(
        "GET", f"/v1/conversations/{visitor.conversation}/frames", None,
        visitor.service.token,
    ).status  # fmt: skip
    visitor.service = newer
    assert "ack" == visitor.send("de la nouvelle")["t"]


def test_a_slow_reader_is_closed_then_resumes_and_loses_nothing(shared):
    """Closed with 1013 once its outbox is full; every number is there on return."""
    visitor, officer = shared.held()
    filler = "x" * 15_000
    with shared.socket_of(officer, max_queue=1) as slow:
        slow.settle()
        with shared.socket_of(visitor) as hers:
            hers.settle()
            for _ in range(500):
                say(hers, visitor, filler)
        code, _, frames = slow.closing(20)
        numbers = [one["n"] for one in frames if one["t"] == "message"]
    assert 1013 == code
    assert list(range(1, len(numbers) + 1)) == numbers
    assert len(numbers) < 500
    with shared.socket_of(officer) as back:
        back.tell(t="after", visitor=len(numbers), agent=0)
        rest = [back.until("message", 10)["n"] for _ in range(500 - len(numbers))]

    assert list(range(1, 501)) == numbers + rest


def test_a_reader_who_never_reads_harms_nobody(shared):
    """The writer to her goes on at the pace of the store, whoever does not read."""
    visitor, officer = shared.held()
    with shared.socket_of(officer, max_queue=1) as stuck:
        stuck.settle()
        with shared.socket_of(visitor) as hers:
            hers.settle()
            for n in range(400):
                say(hers, visitor, f"{n}" + "x" * 15_000)
            hers.tell(t="ping")
            hers.until("pong")
        assert "ack" == shared.visitor().send("une autre")["t"]


@pytest.mark.parametrize("how", ["sign-out", "suspend", "leave"])
def test_who_is_out_loses_sockets_and_conversations_at_once(own, how):
    """Within a second; what they held is first in line, for a colleague (#19)."""
    visitor, officer = own.held()
    later = own.visitor()
    camille, sacha = own.people.camille, own.people.sacha
    member = camille.member["id"]
    with own.socket_of(officer) as line:
        line.settle()
        started = time.monotonic()
        if how == "sign-out":
            camille.service.post("/v1/sign-out")
        else:
            sacha.service.post(f"/v1/members/{member}/{how}")
        code, reason, _ = line.closing()
        assert (4404, "not-found") == (code, reason)
        assert time.monotonic() - started < 1
    refused = own.server.knock("GET", "/v1/desk", None, camille.service.token)
    assert 404 == refused.status
    if how != "sign-out":
        first = own.people.colleague.take_next()
        assert visitor.conversation == first.conversation
        assert later.conversation == own.people.colleague.take_next().conversation
        assert "ack" == first.send("une collègue reprend")["t"]


def test_her_exit_is_pushed_to_the_officers_tab(shared):
    """Frozen once read: the officer sees it at once, and decides; then it is ended."""
    visitor, officer = shared.held()
    with shared.socket_of(officer) as line, shared.socket_of(visitor) as hers:
        line.settle()
        hers.settle()
        assert "frozen" == visitor.leave()
        assert "frozen" == line.until("state", 1)["step"]
        code, _, frames = hers.closing(1)
        assert 4404 == code
        assert "frozen" == frames[-1]["step"]
        shared.people.camille.decide(officer.conversation, officer.fence)
        code, _, frames = line.closing(1)
        assert (4404, "ended") == (code, frames[-1]["step"])


def test_a_destroyed_conversation_blanks_the_officers_tab(template, tmp_path):
    """Where exit destroys at once, every screen is told (peers.md §7.2 #32)."""
    with inhabited(template, tmp_path, exit_erases="immediate") as house:
        visitor, officer = house.held()
        with house.socket_of(officer) as line:
            line.settle()
            assert "destroyed" == visitor.leave()
            code, _, frames = line.closing(2)
        assert (4404, "ended") == (code, frames[-1]["step"])


def test_a_lost_lease_takes_the_officers_seat(template, tmp_path):
    """An officer who vanished is out; the next one's words pass, not theirs."""
    with inhabited(template, tmp_path, lease=1) as house:
        visitor, officer = house.held()
        with house.socket_of(visitor) as hers:
            hers.settle()
            ends = time.monotonic() + 10
            while hers.until("state", 10)["step"] != "line":
                assert time.monotonic() < ends
        again = house.people.colleague.take_next()
        assert officer.conversation == again.conversation
        assert officer.fence + 1 < again.fence
        late = sent(1, officer.seal(1, "tard"), fence=officer.fence)
        refused = house.server.knock(
            "POST",
            f"/v1/conversations/{officer.conversation}/frames",
            json.dumps([late]).encode(),
            officer.service.token,
        )
        assert 404 == refused.status
        assert "ack" == again.send("à vous")["t"]


def test_an_officer_who_stays_keeps_the_lease(template, tmp_path):
    """The server renews it while the socket lives, and after its own restart."""
    with inhabited(template, tmp_path, lease=2) as house:
        _, officer = house.held()
        with house.socket_of(officer) as line:
            line.settle()
            line.socket.ping()
            time.sleep(6)
            line.tell(**sent(1, officer.seal(1, "toujours là"), fence=officer.fence))
            assert 1 == line.until("ack")["n"]


def test_presence_and_typing_reach_the_other_side(shared):
    """Who comes, goes, writes: told once, coarsely."""
    visitor, officer = shared.held()
    with shared.socket_of(officer) as his:
        assert not his.settle()[-1]["there"]
        with shared.socket_of(visitor) as hers:
            assert {"t": "presence", "side": "visitor", "there": True} == his.hear()
            assert hers.settle()[-1]["there"]
            for _ in range(5):
                hers.tell(t="typing")
            assert {"t": "typing", "side": "visitor"} == his.until("typing")
            hers.tell(t="ping")
            hers.until("pong")
        assert {"t": "presence", "side": "visitor", "there": False} == his.hear()


def test_a_restart_closes_in_order_and_loses_nothing(own):
    """Asked to end, the server says so (1001 or 1012): clients come back."""
    visitor = own.visitor()
    with own.socket_of(visitor) as line:
        line.settle()
        say(line, visitor, "avant")
        ending = threading.Thread(target=own.server.stop)
        ending.start()
        code, _, _ = line.closing(10)
        ending.join()
    assert code in (1001, 1012)
    own.server.start()

    assert ["avant"] == visitor.read()


def test_a_cut_in_the_middle_of_a_handshake_or_a_frame_is_nothing(own):
    """Sockets that vanish at any byte leave no trace and no log line."""
    visitor = own.visitor()
    for _ in range(5):
        with own.socket_of(visitor) as line:
            line.settle()
            line.tell(**sent(1, visitor.seal(1, "coupé")))
            line.socket.socket.shutdown(SHUT_RDWR)
            with pytest.raises((ConnectionClosed, OSError)):
                line.closing(2)
    with own.socket_of(visitor) as line:
        assert 1 == len([one for one in line.settle() if one["t"] == "message"])
    assert b"unexpected" not in own.server.log.read_bytes()
