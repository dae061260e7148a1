"""Each door, each caller, over HTTP and over the socket: the table is what holds.

Callers come in who may not knock, and are answered as if nothing were there.
"""

import json
from typing import Any

import pytest
from process.doors import DOORS, SOCKET_DOORS, allowed, filled, named, sample
from process.served import Answer, Inhabited
from websockets.exceptions import InvalidStatus

from havre.client.canonical import random_id
from havre.plumbing.doors import Door, Who

CALLERS = {
    "nobody": Who(0),
    "visitor": Who.VISITOR,
    "another visitor": Who.VISITOR,
    "officer not holding": Who.AGENT,
    "officer holding": Who.AGENT,
    "supervisor": Who.SUPERVISOR,
    "administrator": Who.ADMINISTRATOR,
    "investigator": Who.INVESTIGATOR,
    "reception": Who.RECEPTION,
    "suspended": Who(0),
}
STRANGERS = (
    "another visitor", "officer not holding", "administrator", "investigator",
    "reception", "suspended",
)  # fmt: skip
NOT_FOUND = (404, b'{"code":"not-found"}')
# A supervisor without the desk's key, or who has not joined, finds nothing there.
READ_ALONG = ("/frames", "/envelopes", "/timeline", "/join", "/take", "/report-text")
# What an id that means nothing does not find, nor what was destroyed in no hands.
NOTHING_THERE = (
    "{m", "{transmission}", "{file}", "{slot}", "from-memory", "station/slots",
    "station/reception", "station/open",
)  # fmt: skip
ENDINGS = ("exit", "sign-out", "leave", "suspend", "password")


@pytest.fixture(scope="module")
def stage(shared: Inhabited) -> dict[str, Any]:
    """A conversation in Camille's hands, another's credential, and everyone's."""
    visitor, officer = shared.held()
    people = shared.people
    return {
        "conversation": visitor.conversation,
        "fence": officer.fence,
        "tokens": {
            "nobody": None,
            "visitor": visitor.service.token,
            "another visitor": shared.visitor().service.token,
            "officer not holding": people.colleague.service.token,
            "officer holding": people.camille.service.token,
            "supervisor": people.victor.service.token,
            "administrator": people.anne.service.token,
            "investigator": people.alix.service.token,
            "reception": people.accueil.service.token,
            "suspended": people.gone.service.token,
        },
    }


def knock(house: Inhabited, stage: dict[str, Any], door: Door, caller: str, **but: str):
    """Knock with a body of the right shape."""
    parts = {
        "conversation": stage["conversation"],
        "member": random_id(),
        "desk": "police",
        "language": "fr",
        "key": "accueil-bonjour",
        "station": house.people.station,
        **but,
    }
    made = sample(door)
    body = json.dumps(made.fields).encode() if made else None
    query = "?visitor=0&agent=0&version=&wait=0&reason=open"
    path = filled(door, **parts) + query
    return house.server.knock(door.method, path, body, stage["tokens"][caller])


def seen(answer: Answer) -> tuple[int, bytes]:
    """Return what a caller learns."""
    return answer.status, answer.body


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("door", DOORS, ids=named)
def test_who_may_not_knock_finds_nothing(door, caller, shared, stage):
    """Not for this role: 404, as for a door that does not exist."""
    if not allowed(door, CALLERS[caller]):
        assert NOT_FOUND == seen(knock(shared, stage, door, caller))


@pytest.mark.parametrize("caller", STRANGERS)
@pytest.mark.parametrize(
    "door", [one for one in DOORS if "{conversation}" in one.path], ids=named
)
def test_anothers_conversation_and_none_are_one_answer(door, caller, shared, stage):
    """Whoever guesses an id cannot tell whether it is one."""
    theirs = knock(shared, stage, door, caller)
    none = knock(shared, stage, door, caller, conversation=random_id())

    assert seen(none) == seen(theirs)
    assert theirs.status >= 400


@pytest.mark.parametrize(
    "caller",
    [
        "visitor", "officer holding", "supervisor", "administrator", "investigator",
        "reception",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "door",
    [
        one
        for one in DOORS
        if not one.path.endswith(ENDINGS)
        and not any(part in one.path for part in NOTHING_THERE)
    ],
    ids=named,
)
def test_who_may_knock_is_let_in(door, caller, shared, stage):
    """Let in: whatever the room then says, it is not that there is no such door."""
    alone = caller == "supervisor" and door.path.endswith(READ_ALONG)
    if allowed(door, CALLERS[caller]) and not alone:
        answer = knock(shared, stage, door, caller)

        assert NOT_FOUND != seen(answer) or Who.ANYONE in door.who
        assert answer.status < 500


@pytest.mark.parametrize("door", SOCKET_DOORS, ids=named)
@pytest.mark.parametrize("caller", CALLERS)
def test_the_socket_obeys_the_same_table(door, caller, shared, stage):
    """Same decision over the socket as over HTTP (peers.md §7.2 #2)."""
    theirs = _socket(shared, stage["conversation"], stage["tokens"][caller])
    none = _socket(shared, random_id(), stage["tokens"][caller])
    polled = [one for one in DOORS if one.path.endswith("frames")]

    assert theirs in ("open", "not-found")
    assert "not-found" == none
    for twin in polled:
        code = knock(shared, stage, twin, caller).status
        assert (theirs == "open") == (code != 404), twin.path


def _socket(house: Inhabited, conversation: str, token: str | None) -> str:
    try:
        with house.server.line(conversation, token) as line:
            code, reason, frames = line.closing(0.5)
            assert (4404, []) == (code, frames)
            return reason
    except TimeoutError:
        return "open"
    except InvalidStatus as refused:
        answer = refused.response
        assert NOT_FOUND == (answer.status_code, answer.body)
        return "not-found"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1"])
def test_another_sites_page_is_refused_everywhere(shared, stage, origin):
    """Every POST and every socket: 403 before the credential is looked at (#17)."""
    for door in DOORS:
        if door.method == "POST":
            path = filled(door, "a", conversation=stage["conversation"])
            answer = shared.server.knock(
                "POST", path, b"{}", stage["tokens"]["visitor"], Origin=origin
            )
            assert (403, b'{"code":"foreign-origin"}') == seen(answer), path
    with (
        pytest.raises(InvalidStatus) as refused,
        shared.server.line(
            stage["conversation"], stage["tokens"]["visitor"], origin=origin
        ),
    ):
        pass
    assert 403 == refused.value.response.status_code


def test_a_page_of_ours_is_let_in(shared, stage):
    """The service's own origin, over both."""
    origin = shared.server.base
    answer = shared.server.knock("POST", "/v1/resume", b"{}", Origin=origin)

    assert 400 == answer.status
    with shared.server.line(
        stage["conversation"], stage["tokens"]["visitor"], origin=origin
    ) as line:
        assert "presence" == line.settle()[-1]["t"]


def test_every_answer_bears_the_headers_that_protect_her(shared, stage):
    """Nothing stored, nothing framed, nothing sniffed, no server named, no cookie."""
    for door in DOORS:
        answer = knock(shared, stage, door, "nobody")
        headers = {name.lower(): value for name, value in answer.headers.items()}
        assert "no-store" == headers["cache-control"], door.path
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "nosniff" == headers["x-content-type-options"]
        assert "no-referrer" == headers["referrer-policy"]
        assert not {"set-cookie", "server", "access-control-allow-origin"} & set(
            headers
        )
