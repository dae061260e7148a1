"""From a table of doors to an ASGI application, with the headers every answer bears."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp, Lifespan, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from havre.errors import HavreError, NotYours
from havre.plumbing import logs
from havre.plumbing.doors import Door, Gate, Knock, SocketDoor, SocketKnock

# Trusted Types 'none': no script of ours ever turns text into markup.
CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Final = (
    (b"cache-control", b"no-store"),  # nothing of a visit stays in the disk cache
    (b"content-security-policy", CSP.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"strict-transport-security", b"max-age=63072000"),  # ignored over plain HTTP
)


def json(content: object, status: int = 200) -> Response:
    """Return `content` as JSON; bytes travel as base64."""
    body = msgspec.json.encode(content)
    return Response(body, status, media_type="application/json")


def done() -> Response:
    """Return the empty answer of an act that has nothing to tell."""
    return Response(status_code=204)


def refused(refusal: HavreError) -> Response:
    """Return the answer to `refusal`: its code, nothing more."""
    return json({"code": refusal.code}, refusal.status)


def close_code(refusal: HavreError) -> int:
    """Return the WebSocket close code of `refusal` (RFC 6455 §7.4.2: private use)."""
    return 4000 + refusal.status


def _opened(door: Door, gate: Gate) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            path = {k: str(v) for k, v in request.path_params.items()}
            caller = await gate.admit(
                door.who, request.headers, path, changes=door.method != "GET"
            )
            return await door.endpoint(Knock(request, caller))
        except HavreError as refusal:
            return refused(refusal)
        except Exception as error:
            logs.unexpected(f"{door.method} {door.path}", error)
            return json({"code": "unexpected"}, 500)

    return answer


def _opened_socket(
    door: SocketDoor, gate: Gate
) -> Callable[[WebSocket], Awaitable[None]]:
    async def answer(socket: WebSocket) -> None:
        try:
            path = {k: str(v) for k, v in socket.path_params.items()}
            caller = await gate.admit(door.who, socket.headers, path, changes=True)
        except HavreError as refusal:
            await socket.send_denial_response(refused(refusal))
            return
        except Exception as error:
            logs.unexpected(f"WS {door.path}", error)
            await socket.send_denial_response(json({"code": "unexpected"}, 500))
            return
        try:
            await door.endpoint(SocketKnock(socket, caller))
        except (WebSocketDisconnect, OSError):
            return
        except Exception as error:
            logs.unexpected(f"WS {door.path}", error)
            await _close(socket, 1011, "unexpected")

    return answer


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    try:
        await socket.close(code, reason)
    except RuntimeError:  # already closed by the other end
        return


class _Headers:
    """Adds `HEADERS` to every answer, whoever made it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] in (
                "http.response.start",
                "websocket.http.response.start",
            ):
                kept = list(message.get("headers", ()))
                names = {name for name, _ in kept}
                added = [pair for pair in HEADERS if pair[0] not in names]
                message = {**message, "headers": kept + added}
            await send(message)

        await self._app(scope, receive, sending)


class _Compressed:
    """Compresses pages, scripts and sheets; nothing that bears a secret.

    Compressing a credential beside a stranger's text would let its length tell it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressing = GZipMiddleware(app, minimum_size=500)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        secret = str(scope.get("path", "")).startswith("/v1/")
        await (self._app if secret else self._compressing)(scope, receive, send)


async def _no_such_socket(socket: WebSocket) -> None:
    """Answer a path that no row names as one that opens to others."""
    await socket.send_denial_response(refused(NotYours("no such door")))


def _unknown(
    lost: Callable[[], Response],
) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Answer what no row names: a person gets a page, a client its code."""

    async def answer(request: Request, _error: Exception) -> Response:
        reading = "text/html" in request.headers.get("accept", "")
        if reading and not request.url.path.startswith("/v1/"):
            return lost()
        return refused(NotYours("no such door"))

    return answer


def _bare() -> Response:
    return refused(NotYours("no such door"))


def application(
    doors: Iterable[Door],
    socket_doors: Iterable[SocketDoor],
    gate: Gate,
    lifespan: Lifespan[Starlette],
    lost: Callable[[], Response] = _bare,
    extra: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the application in which exactly these doors open.

    Args:
        lost: makes the page of an address that does not exist.
    """
    routes: list[BaseRoute] = [
        Route(door.path, _opened(door, gate), methods=[door.method]) for door in doors
    ]
    routes += [
        WebSocketRoute(door.path, _opened_socket(door, gate)) for door in socket_doors
    ]
    routes.append(WebSocketRoute("/{path:path}", _no_such_socket))
    return Starlette(
        routes=[*routes, *extra],
        lifespan=lifespan,
        middleware=[Middleware(_Headers), Middleware(_Compressed)],
        exception_handlers={404: _unknown(lost), 405: _unknown(lost)},
    )
