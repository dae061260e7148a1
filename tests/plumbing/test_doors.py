"""Who may knock: one decision for both transports, refused unless it is written."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message

from havre.errors import BadRequest, ForeignOrigin, HavreError, NotYours
from havre.plumbing.doors import (
    BODY_MAX,
    NOBODY,
    Caller,
    Door,
    Gate,
    Knock,
    SocketDoor,
    SocketKnock,
    Who,
    bearer,
    decode,
)
from havre.plumbing.http import HEADERS, application, done, json
from havre.plumbing.tokens import digest

HERS = "conversation-of-hers"
CALLERS = {
    "visitor": Caller(Who.VISITOR, HERS, digest("visitor")),
    "agent": Caller(Who.AGENT, "m1", digest("agent"), "alice"),
    "chief": Caller(Who.AGENT | Who.SUPERVISOR, "m2", digest("chief"), "bob"),
    "administrator": Caller(Who.ADMINISTRATOR, "m3", digest("administrator"), "eve"),
}
TOKENS = (None, "", "unknown", *CALLERS)
ROLES = (Who.VISITOR, Who.AGENT, Who.SUPERVISOR, Who.ADMINISTRATOR, Who.MEMBER)


async def known(mark: bytes) -> Caller | None:
    """Find a caller by the digest of their credential."""
    return {caller.session: caller for caller in CALLERS.values()}.get(mark)


GATE = Gate((known,))


def headers(token: str | None = None, **more: str) -> Headers:
    """What a request bears."""
    borne = {"host": "havre.test", **more}
    return Headers(
        borne if token is None else borne | {"authorization": f"Bearer {token}"}
    )


async def admitted(
    who: Who, borne: Headers, path: dict[str, str] | None = None, changes: bool = False
) -> Caller | type[HavreError]:
    """Knock; return who came in, or the refusal."""
    try:
        return await GATE.admit(who, borne, path or {}, changes=changes)
    except HavreError as refusal:
        return type(refusal)


@pytest.mark.anyio
@pytest.mark.parametrize(("who", "token"), list(product(ROLES, TOKENS)))
async def test_a_door_opens_to_whom_it_names(who: Who, token: str | None) -> None:
    """Every role against every credential; the rest is not found."""
    caller = CALLERS.get(token or "")
    expected = caller if caller and caller.who & who else NotYours

    assert expected == await admitted(who, headers(token))


@pytest.mark.anyio
async def test_an_open_door_asks_nothing() -> None:
    """It does not learn who knocks, even from who could prove it."""
    for token in TOKENS:
        assert NOBODY == await admitted(Who.ANYONE, headers(token))


@pytest.mark.anyio
async def test_a_visitor_reaches_her_own_conversation_only() -> None:
    """Another's and none are one answer (peers.md §7.2 #5, #20)."""
    for path in ("conversation-of-another", "GENERAL", ""):
        refused = await admitted(
            Who.VISITOR, headers("visitor"), {"conversation": path}
        )
        assert NotYours is refused
    own = await admitted(Who.VISITOR, headers("visitor"), {"conversation": HERS})
    assert CALLERS["visitor"] == own


TYPES = ["0", "true", "null", "[]", "{}", "visito", "visitorx", "VISITOR", "\x00", "*"]


@pytest.mark.anyio
@pytest.mark.parametrize("token", TYPES, ids=repr)
async def test_what_is_not_the_credential_is_nothing(token: str) -> None:
    """Words of other types, prefixes, more, another case (peers.md §7.2 #12)."""
    assert NotYours is await admitted(Who.VISITOR | Who.MEMBER, headers(token))


@pytest.mark.anyio
@given(token=st.text(st.characters(max_codepoint=255), max_size=60))
async def test_no_guess_opens(token: str) -> None:
    """Any text that a header can hold: in only if it is the credential."""
    caller = await admitted(Who.VISITOR | Who.MEMBER, headers(token))

    assert (caller is NotYours) is (token.strip() not in CALLERS)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("origin", "passes"),
    [
        (None, True),  # not a browser, or one that has nothing to hide
        ("http://havre.test", True),
        ("https://havre.test", True),
        ("https://evil.test", False),
        ("https://havre.test.evil.test", False),
        ("https://havre.test:444", False),
        ("ftp://havre.test", False),
        ("null", False),
        ("", False),
    ],
)
async def test_another_sites_page_changes_nothing(
    origin: str | None, passes: bool
) -> None:
    """Whatever it bears; reading tells it nothing either way (peers.md §7.2 #17)."""
    borne = headers("agent", **({} if origin is None else {"origin": origin}))

    expected = CALLERS["agent"] if passes else ForeignOrigin
    assert expected == await admitted(Who.AGENT, borne, changes=True)
    assert CALLERS["agent"] == await admitted(Who.AGENT, borne)


@pytest.mark.anyio
async def test_a_house_that_knows_its_origin_trusts_no_host() -> None:
    """A forged Host header does not make another origin ours."""
    gate = Gate((known,), origin="https://havre.test")
    forged = headers("agent", host="evil.test", origin="https://evil.test")

    with pytest.raises(ForeignOrigin):
        await gate.admit(Who.AGENT, forged, {}, changes=True)


@pytest.mark.parametrize(
    ("borne", "token"),
    [
        ({}, None),
        ({"authorization": "Bearer abc"}, "abc"),
        ({"authorization": "bearer  abc "}, "abc"),
        ({"authorization": "Basic abc"}, None),
        ({"authorization": "abc"}, None),
        ({"authorization": "Bearer"}, ""),
        ({"cookie": "token=abc"}, None),
        ({"sec-websocket-protocol": "havre.1, bearer.abc"}, "abc"),
        ({"sec-websocket-protocol": "bearer.abc,havre.1"}, "abc"),
        ({"sec-websocket-protocol": "havre.1"}, None),
    ],
)
def test_a_credential_is_borne_in_two_places(
    borne: dict[str, str], token: str | None
) -> None:
    """The header, or a WebSocket's sub-protocol; never a cookie."""
    assert token == bearer(Headers(borne))


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """A body, for instance."""

    name: str
    sealed: bytes
    n: int


@pytest.mark.parametrize(
    "but",
    [
        {"name": 0},
        {"name": ["x"]},
        {"name": {"$ne": None}},
        {"n": "1"},
        {"n": True},
        {"n": 1.0},
        {"n": None},
        {"sealed": "not base64!"},
        {"sealed": "AAA"},
        {"role": "administrator"},
        {"__class__": "Shape"},
    ],
    ids=str,
)
def test_a_body_is_of_its_shape_or_refused(but: dict[str, object]) -> None:
    """Nothing is coerced, nothing is added (peers.md §7.2 #7, #16)."""
    right = {"name": "x", "sealed": "AAA=", "n": 1}
    assert Shape("x", b"\x00\x00", 1) == decode(msgspec.json.encode(right), Shape)

    with pytest.raises(BadRequest) as refusal:
        decode(msgspec.json.encode(right | but), Shape)
    assert "body" == str(refusal.value)
    assert refusal.value.__suppress_context__


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    """Any bytes: a shape or a refusal, never a bug (peers.md §7.2 #3)."""
    try:
        decode(body, Shape)
    except BadRequest:
        return


@pytest.mark.parametrize("body", [b"[" * 60_000, b'{"n":' * 10_000, b"\xff", b"1e999"])
def test_hostile_json_is_refused(body: bytes) -> None:
    """Deep nesting, bad UTF-8, numbers beyond measure."""
    for shape in (Shape, object):
        try:
            decode(body, shape)
        except BadRequest:
            continue


async def _echo(knock: Knock) -> Response:
    return json({"subject": knock.caller.subject, "path": knock.path})


async def _swallow(knock: Knock) -> Response:
    await knock.body(Shape)
    return done()


async def _break(_knock: Knock) -> Response:
    raise RuntimeError("SENTINEL of a visitor")


async def _greet(knock: SocketKnock) -> None:
    await knock.socket.accept("havre.1")
    await knock.socket.send_text(knock.caller.subject)
    await knock.socket.close()


@asynccontextmanager
async def _asleep(_app: Starlette) -> AsyncIterator[None]:
    yield


class House:
    """A house with a door of each kind, knocked at through ASGI."""

    def __init__(self) -> None:
        path, sides = "/c/{conversation}", Who.VISITOR | Who.AGENT
        doors = (
            Door("GET", path, sides, _echo),
            Door("POST", "/body", Who.ANYONE, _swallow),
            Door("GET", "/bug", Who.ANYONE, _break),
        )
        sockets = (SocketDoor(path + "/line", sides, _greet),)
        self._app = application(doors, sockets, GATE, _asleep)

    async def ask(
        self, method: str, path: str, content: bytes = b"", **borne: str
    ) -> httpx.Response:
        """Knock over HTTP."""
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://havre.test"
        ) as client:
            return await client.request(method, path, content=content, headers=borne)

    async def shake(self, path: str, *offered: str, origin: str = "") -> int:
        """Knock over WebSocket; return 101, or the status of the refusal."""
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message)

        protocols = ", ".join(offered).encode()
        borne = [(b"host", b"havre.test"), (b"sec-websocket-protocol", protocols)]
        if origin:
            borne.append((b"origin", origin.encode()))
        scope = {
            "type": "websocket",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": borne,
            "subprotocols": list(offered),
            "extensions": {"websocket.http.response": {}},
        }
        await self._app(scope, receive, send)
        if sent[0]["type"] == "websocket.accept":
            assert "havre.1" == sent[0]["subprotocol"]
            return 101
        return int(sent[0].get("status", 403))  # what a bare close becomes


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("token", "conversation"), list(product(TOKENS, (HERS, "another")))
)
async def test_both_transports_decide_alike(
    token: str | None, conversation: str
) -> None:
    """A WebSocket opens exactly where HTTP does (peers.md §7.2 #2)."""
    house, path = House(), f"/c/{conversation}"
    borne = {} if token is None else {"authorization": f"Bearer {token}"}
    offered = ["havre.1"] + ([] if token is None else [f"bearer.{token}"])

    over_http = (await house.ask("GET", path, **borne)).status_code
    over_socket = await house.shake(path + "/line", *offered)

    assert over_socket == {200: 101}.get(over_http, over_http)


@pytest.mark.anyio
async def test_another_sites_page_opens_no_socket() -> None:
    """Even with a credential (peers.md §7.2 #17)."""
    path, offered = f"/c/{HERS}/line", ("havre.1", "bearer.visitor")

    assert 403 == await House().shake(path, *offered, origin="https://evil.test")
    assert 101 == await House().shake(path, *offered, origin="http://havre.test")


@pytest.mark.anyio
async def test_what_has_no_row_does_not_open() -> None:
    """Another path, another verb, a hidden one: the same answer as "not yours"."""
    for method, path in (
        ("GET", "/nowhere"),
        ("POST", f"/c/{HERS}"),
        ("PUT", "/body"),
        ("DELETE", "/body"),
        ("GET", "/c/../bug/x"),
    ):
        answer = await House().ask(method, path)
        assert (404, b'{"code":"not-found"}') == (answer.status_code, answer.content)
    assert 101 != await House().shake("/nowhere", "havre.1", "bearer.agent")


@pytest.mark.anyio
async def test_every_answer_bears_the_headers() -> None:
    """Refusals and bugs too: nothing is cached, nothing is framed."""
    for path in ("/nowhere", "/bug", f"/c/{HERS}"):
        answer = await House().ask("GET", path, authorization="Bearer visitor")
        for name, value in HEADERS:
            assert value.decode() == answer.headers[name.decode()]


@pytest.mark.anyio
async def test_a_bug_quotes_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the answer nor the log holds the exception's words."""
    answer = await House().ask("GET", "/bug")

    assert (500, {"code": "unexpected"}) == (answer.status_code, answer.json())
    assert "RuntimeError" in caplog.text
    assert "SENTINEL" not in caplog.text


@pytest.mark.anyio
async def test_a_body_is_refused_as_soon_as_it_is_too_long() -> None:
    """At the limit it is read; one byte more, it is not."""
    fits = await House().ask("POST", "/body", b" " * BODY_MAX)
    over = await House().ask("POST", "/body", b" " * (BODY_MAX + 1))

    assert (400, 413) == (fits.status_code, over.status_code)
    assert {"code": "too-large"} == over.json()
