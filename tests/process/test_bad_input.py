"""Whatever is thrown at a door: a coded refusal, no word of ours, nobody else harmed.

The doors come from the table itself: one that is added is tried without an edit.
"""

import hashlib
import json
import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from process.doors import (
    DOORS,
    MALFORMED,
    METACHARACTERS,
    WRONG,
    filled,
    mutated,
    named,
    reads_json,
    sample,
)
from process.served import POLICE, Answer, Inhabited

from havre.client.canonical import random_id, to_base64
from havre.client.service import Refused
from havre.client.visitor import Visitor
from havre.plumbing.doors import Door, Who

ERRORS = Path(__file__).parents[2] / "docs" / "reference" / "errors.md"
CODES = {
    code: int(status)
    for code, status in re.findall(
        r"^\| `([a-z-]+)` \| (\d+)", ERRORS.read_text(), re.M
    )
}
LEAKS = (
    b"Traceback",
    b"Error",
    b"Exception",
    b"sqlite",
    b"msgspec",
    b"havre/",
    b" at 0x",
)


@pytest.fixture(scope="module")
def stage(shared: Inhabited) -> dict[str, Any]:
    """A conversation in hand, a second officer's, and a bystander's in line."""
    visitor, officer = shared.held()
    return {"visitor": visitor, "officer": officer, "bystander": shared.visitor()}


def token_for(door: Door, house: Inhabited, stage: dict[str, Any]) -> str | None:
    """Return a credential that opens the door."""
    if Who.ANYONE in door.who:
        return None
    if Who.VISITOR in door.who:
        return str(stage["visitor"].service.token)
    if Who.AGENT in door.who:
        return house.people.camille.service.token
    if Who.INVESTIGATOR in door.who:
        return house.people.alix.service.token
    return house.people.sacha.service.token


def path_of(door: Door, house: Inhabited, stage: dict[str, Any]) -> str:
    """Return the door's path with its parts filled."""
    return filled(
        door,
        conversation=stage["visitor"].conversation,
        member=house.people.gone.member["id"],
        desk="police",
        language="fr",
        key="accueil-bonjour",
    )


def is_coded(answer: Answer) -> bool:
    """Return True for a documented refusal, and nothing more."""
    if not re.fullmatch(rb'\{"code":"([a-z-]+)"\}', answer.body):
        return False
    return CODES.get(answer.json["code"]) == answer.status < 500


def is_quiet(answer: Answer) -> bool:
    """Return True if nothing of ours transpires."""
    return answer.status != 500 and not any(leak in answer.body for leak in LEAKS)


def unharmed(stage: dict[str, Any]) -> bool:
    """Return True if the bystander's conversation goes on."""
    bystander: Visitor = stage["bystander"]
    return str(bystander.send("encore là")["t"]) == "ack"


@pytest.mark.parametrize("door", [one for one in DOORS if reads_json(one)], ids=named)
def test_a_malformed_body_is_refused_with_a_code(door, shared, stage):
    """Wrong kind, truncated, deep, huge, not UTF-8: 4xx and one documented code."""
    path, token = path_of(door, shared, stage), token_for(door, shared, stage)

    for name, body in MALFORMED.items():
        answer = shared.server.knock(door.method, path, body, token)
        assert is_coded(answer), (name, answer)
    assert unharmed(stage)


@pytest.mark.parametrize("door", [one for one in DOORS if sample(one)], ids=named)
def test_a_wrong_type_or_key_is_refused_with_a_code(door, shared, stage):
    """Each field with each wrong value; a missing one; one too many."""
    path, token = path_of(door, shared, stage), token_for(door, shared, stage)
    made = sample(door)
    fields, wanted = made.fields, made.fields.keys() - made.optional
    bodies = [{k: v for k, v in fields.items() if k != missing} for missing in wanted]
    bodies += [{**fields, extra: 1} for extra in ("admin", "__class__", "t", "")]
    bodies += mutated(fields, WRONG)

    for body in bodies:
        content = json.dumps(body).encode()
        answer = shared.server.knock(door.method, path, content, token)
        accepted = answer.status < 300 and body != fields and set(body) == set(fields)
        assert is_quiet(answer), (body, answer)
        assert is_coded(answer) or accepted, (body, answer)


@pytest.mark.parametrize("door", [one for one in DOORS if sample(one)], ids=named)
def test_metacharacters_are_only_characters(door, shared, stage):
    """SQL, templates, markup, paths, format strings: in each field of each body."""
    path, token = path_of(door, shared, stage), token_for(door, shared, stage)

    for body in mutated(sample(door).fields, METACHARACTERS):
        content = json.dumps(body).encode()
        answer = shared.server.knock(door.method, path, content, token)
        assert is_quiet(answer), (body, answer)
    assert unharmed(stage)


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_metacharacters_in_path_query_and_headers_are_nothing(door, shared, stage):
    """What nobody should put there is neither obeyed, nor shown, nor an accident."""
    path, token = path_of(door, shared, stage), token_for(door, shared, stage)
    evil = [
        "%27%20OR%201=1--",
        "%00",
        "%ff%fe",
        "%ed%a0%80",
        "..%2f..%2fetc",
        "%7B%7B7*7%7D%7D",
    ]
    tried = [
        f"{path}?postcode={e}&commune={e}&q={e}&version={e}&wait={e}&visitor={e}"
        f"&agent={e}&reason={e}&name={e}"
        for e in evil
    ]
    tried += [filled(door, e) for e in evil]
    markup = "<script>alert(1)</script>{{7*7}}"

    for one in tried:
        if door.method == "GET" or one.split("?")[0] != path:
            answer = shared.server.knock(door.method, one, None, token)
            assert is_quiet(answer), (one, answer)
    answer = shared.server.knock(
        "GET",
        path if door.method == "GET" else "/",
        None,
        token,
        **{
            "User-Agent": markup,
            "Referer": markup,
            "Accept-Language": markup,
            "X-Forwarded-For": markup,
            "X-Forwarded-Host": markup,
            "Cookie": markup,
        },
    )
    assert is_quiet(answer)
    assert b"alert(1)" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/s/%00",
        "/s/..%2f..%2f..%2fetc%2fpasswd",
        "/s/" + "a" * 5_000,
        "/v1/%ff",
        "/%00",
        "//",
        "/v1/../v1/members",
        "/s/",
        "/s/nothing.js",
        "/.git/config",
        "/ledger.db",
    ],
)
def test_a_path_that_is_no_door_is_answered_alike(shared, path):
    """No listing, no file of the machine, no accident: the same 404."""
    answer = shared.server.knock("GET", path)

    assert (404, b'{"code":"not-found"}') == (answer.status, answer.body)


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BASE"]
)
def test_a_method_that_is_no_door_is_answered_alike(shared, method):
    """Every door has one verb."""
    answer = shared.server.knock(method, "/v1/conversations")

    assert answer.status in (400, 404)
    assert is_quiet(answer)


@pytest.mark.parametrize(
    "content",
    [
        b"\x00" * 100,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /v1/resume HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nAuthorization: Bearer \xff\xfe\r\nHost: a\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=["nul", "version", "path", "length", "chunk", "header", "token", "tls"],
)
def test_bytes_that_are_not_http_harm_nobody(shared, stage, content):
    """The process answers 4xx or hangs up; everybody else goes on."""
    try:
        came = shared.server.raw(content)
    except OSError:
        came = b""

    assert b" 500 " not in came[:20]
    assert unharmed(stage)


TOKENS = [
    "0",
    "true",
    "[]",
    "null",
    "",
    " ",
    "undefined",
    "%00",
    "' OR 1=1 --",
    "a" * 5_000,
]


@pytest.mark.parametrize("token", [*TOKENS, "prefix", "longer", "case", "swapped"])
def test_what_is_not_the_token_opens_nothing(shared, stage, token):
    """Neither an empty value, nor a type, nor a part of it (peers.md §7.2 #12)."""
    right = str(stage["visitor"].service.token)
    made = {
        "prefix": right[:-1],
        "longer": right + "A",
        "case": right.swapcase(),
        "swapped": str(stage["bystander"].service.token),
    }
    path = f"/v1/conversations/{stage['visitor'].conversation}/frames"
    path += "?visitor=0&agent=0&version=&wait=0"

    for scheme in ("Bearer", "bearer", "Basic", "Token"):
        answer = shared.server.knock(
            "GET", path, None, None, Authorization=f"{scheme} {made.get(token, token)}"
        )
        assert (404, b'{"code":"not-found"}') == (answer.status, answer.body)
    for trick in ("rid=GENERAL", f"token={right}", f"access_token={right}"):
        answer = shared.server.knock("GET", f"{path}&{trick}", None, "0", Cookie=trick)
        assert 404 == answer.status


BAD_FRAMES: list[Any] = [
    None,
    0,
    True,
    "send",
    [],
    {},
    {"t": None},
    {"t": 1},
    {"t": ["send"]},
    {"t": "base"},
    {"t": "__class__"},
    {"t": "__init__"},
    {"t": "Frame"},
    {"t": "Send"},
    {"t": "message"},
    {"t": "state"},
    {"t": "ack", "n": 1},
    {"event": "base"},
    {"t": "ping", "x": 1},
    {"t": "after"},
    {"t": "after", "visitor": "0", "agent": 0},
    {"t": "after", "visitor": -1, "agent": 0},
    {"t": "after", "visitor": 1.0, "agent": 0},
    {"t": "after", "visitor": 2**31, "agent": 0},
    {"t": "send"},
    {"t": "send", "n": 0, "sealed": ""},
    {"t": "send", "n": "1", "sealed": ""},
    {"t": "send", "n": True, "sealed": ""},
    {"t": "send", "n": 1, "sealed": "é"},
    {"t": "send", "n": 1, "sealed": [1, 2]},
    {"t": "send", "n": 1, "sealed": "AQ=="},
    {"t": "send", "n": 10**30, "sealed": ""},
    {"t": "send", "n": 1, "sealed": "", "side": "agent"},
]


def test_every_bad_frame_is_refused_by_http(shared, stage):
    """One bad frame: 400, or `refused` beside the answers to the good ones."""
    visitor = stage["visitor"]
    path = f"/v1/conversations/{visitor.conversation}/frames"

    for frame in BAD_FRAMES:
        answer = shared.server.knock(
            "POST", path, json.dumps([frame]).encode(), visitor.service.token
        )
        if answer.status == 200:
            assert ["refused"] == [one["t"] for one in answer.json], frame
        else:
            assert is_coded(answer), (frame, answer)


def test_every_bad_frame_is_refused_by_the_socket(shared, stage):
    """The socket stays, the same words answer; twenty of them and it is closed."""
    for start in range(0, len(BAD_FRAMES), 10):
        with shared.socket_of(stage["bystander"]) as line:
            line.settle()
            for frame in BAD_FRAMES[start : start + 10]:
                if isinstance(frame, dict) and frame.get("t") == "after":
                    continue
                line.socket.send(json.dumps(frame))
                heard = line.until("refused")
                assert heard["code"] in CODES, (frame, heard)
                assert {"t", "code", "n"} == set(heard)
            line.tell(t="ping")
            line.until("pong")


def test_a_frame_table_has_no_other_name(shared, stage):
    """Dunder, base and method names, fuzzed: one constant refusal (§7.2 #1)."""
    names = {name for one in (dict, object, str, Visitor) for name in dir(one)}
    heard = Counter()
    for name in sorted(names):
        with_name = json.dumps([{"t": name}]).encode()
        answer = shared.server.knock(
            "POST",
            f"/v1/conversations/{stage['visitor'].conversation}/frames",
            with_name,
            stage["visitor"].service.token,
        )
        heard[answer.status, answer.body] += 1

    assert [(400, b'{"code":"bad-request"}')] == list(heard)


def test_a_number_repeated_skipped_or_altered(shared):
    """Same bytes: same acknowledgement; other bytes: taken; a hole: gap."""
    visitor = shared.visitor()
    first = visitor.seal(1, "un")

    acked = visitor.send_sealed(1, first)
    assert "ack" == acked["t"]
    assert acked == visitor.send_sealed(1, first)
    altered = first[:-1] + bytes([first[-1] ^ 1])
    assert {"t": "taken", "n": 1, "last": 1} == visitor.send_sealed(1, altered)
    assert "gap" == visitor.send_sealed(3, visitor.seal(3, "trois"))["code"]
    for wrong in (first[:-1], first + b"\0", b"\x02" + first[1:], b"", b"bonjour"):
        assert "bad-seal" == visitor.send_sealed(2, wrong)["code"]


def test_an_envelope_replayed_or_altered_is_refused(shared):
    """Exactly the route's targets, once each, sealed in form, under a new id."""
    visitor = shared.visitor()
    route = visitor.service.get(f"/v1/route?postcode={POLICE}")
    good = [
        {"desk": t["desk"], "epoch": t["epoch"], "sealed": to_base64(b"\x01" * 114)}
        for t in route["targets"]
    ]

    def opening(conversation: str, envelopes: list[Any]) -> Answer:
        body = {
            "conversation": conversation,
            "postcode": POLICE,
            "commune": None,
            "danger": False,
            "minor": False,
            "language": "fr",
            "envelopes": envelopes,
        }
        return shared.server.knock(
            "POST", "/v1/conversations", json.dumps(body).encode()
        )

    assert "exists" == opening(visitor.conversation, good).json["code"]
    assert "bad-request" == opening(random_id(), good[:-1]).json["code"]
    assert "bad-request" == opening(random_id(), [*good, good[0]]).json["code"]
    for but in ({"epoch": 2}, {"desk": "gendarmerie"}, {"desk": "recovery"}):
        changed = [{**good[0], **but}, *good[1:]]
        assert "bad-request" == opening(random_id(), changed).json["code"]
    for sealed in (b"", b"\x02" * 114, b"\x01" * 113, b"\x01" * 115, b"\x01" * 32):
        changed = [{**good[0], "sealed": to_base64(sealed)}, *good[1:]]
        assert "bad-seal" == opening(random_id(), changed).json["code"]
    for id_ in ("A" * 22 + "=", "A" * 21 + "B", "../" * 7 + "A", "é" * 22, "A" * 21):
        assert "bad-request" == opening(id_, good).json["code"]
    assert 201 == opening(random_id(), good).status


def race(work: Any, times: int = 50) -> list[Any]:
    """Do `work` that many times at one instant; return what each came to."""
    start = threading.Barrier(times)

    def run(n: int) -> Any:
        start.wait()
        try:
            return work(n)
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_fifty_racing_openings_of_one_id_open_once(own):
    """One is told 201, the others `exists`; the keys are the winner's (§7.2 #9)."""
    route = own.people.camille.service.get(f"/v1/route?postcode={POLICE}")
    conversation = random_id()

    def opening(n: int) -> str:
        body = {
            "conversation": conversation,
            "postcode": POLICE,
            "commune": None,
            "danger": False,
            "minor": False,
            "language": "fr",
            "envelopes": [
                {
                    "desk": t["desk"],
                    "epoch": t["epoch"],
                    "sealed": to_base64(bytes([1, n]) * 57),
                }
                for t in route["targets"]
            ],
        }
        answer = own.server.knock(
            "POST", "/v1/conversations", json.dumps(body).encode()
        )
        return str(answer.json.get("code", n))

    outcomes = race(opening)
    held = own.people.camille.service.post("/v1/desk/next")
    kept = own.people.camille.service.get(
        f"/v1/conversations/{held['conversation']}/envelopes?reason=take"
    )
    (winner,) = [one for one in outcomes if one != "exists"]

    assert Counter({"exists": 49, winner: 1}) == Counter(outcomes)
    assert to_base64(bytes([1, int(winner)]) * 57) == kept["envelopes"][0]["sealed"]
    assert own.people.camille.service.post("/v1/desk/next") is None


def test_fifty_racing_takers_of_one_conversation_take_it_once(own):
    """Two officers, fifty requests: one lease, one fence."""
    visitor = own.visitor()
    officers = [own.people.camille, own.people.colleague]

    taken = race(lambda n: officers[n % 2].service.post("/v1/desk/next"))

    assert [visitor.conversation] == [one["conversation"] for one in taken if one]


def test_fifty_racing_messages_of_one_number_keep_one(own):
    """One is kept; the others are told it is taken; nothing is doubled."""
    visitor = own.visitor()
    sealed = [visitor.seal(1, f"onglet {n}") for n in range(50)]

    answers = race(lambda n: visitor.send_sealed(1, sealed[n])["t"])

    assert Counter({"taken": 49, "ack": 1}) == Counter(answers)
    assert 1 == len(visitor.read())


def test_two_codes_with_one_secret_do_not_meet(own):
    """A second conversation may not take over another's resume code."""
    hers, other = own.visitor(), own.visitor()
    secret = b"s" * 32
    hashed = to_base64(hashlib.sha256(secret).digest())
    code = {"auth_hash": hashed, "wrapped": to_base64(b"\x01" * 61)}
    hers.service.post(f"/v1/conversations/{hers.conversation}/resume-code", code)

    answer = own.server.knock(
        "POST",
        f"/v1/conversations/{other.conversation}/resume-code",
        json.dumps(code).encode(),
        other.service.token,
    )

    assert is_coded(answer), answer
    back = own.server.knock(
        "POST", "/v1/resume", json.dumps({"auth": to_base64(secret)}).encode()
    )
    assert hers.conversation == back.json["conversation"]
