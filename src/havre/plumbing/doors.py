"""Doors and who may knock: one decision for HTTP and WebSocket alike."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Flag, auto
from typing import Final, Literal, TypeVar

import msgspec
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from havre.errors import BadRequest, ForeignOrigin, NotYours, TooLarge
from havre.plumbing.tokens import digest

BODY_MAX: Final = 65_536  # bytes; docs/reference/protocol.md §1

T = TypeVar("T")


class Who(Flag):
    """Who may knock at a door."""

    ANYONE = auto()
    VISITOR = auto()
    AGENT = auto()
    SUPERVISOR = auto()
    ADMINISTRATOR = auto()
    INVESTIGATOR = auto()
    RECEPTION = auto()
    MEMBER = AGENT | SUPERVISOR | ADMINISTRATOR | INVESTIGATOR | RECEPTION


@dataclass(frozen=True, slots=True)
class Caller:
    """Who knocks, as the credential proves.

    Attributes:
        who: the roles held; a visitor holds VISITOR alone.
        subject: the conversation's id for a visitor, the member's for staff.
        session: digest of the credential; what revocation names.
        name: the name to journal: the member's, "" for a visitor.
    """

    who: Who
    subject: str
    session: bytes
    name: str = ""


NOBODY: Final = Caller(Who.ANYONE, "", b"")

Lookup = Callable[[bytes], Awaitable[Caller | None]]


@dataclass(frozen=True, slots=True)
class Knock:
    """One request that was let in."""

    request: Request
    caller: Caller

    @property
    def path(self) -> dict[str, str]:
        """The parts of the path that the door names."""
        return {k: str(v) for k, v in self.request.path_params.items()}

    async def body(self, shape: type[T], most: int = BODY_MAX) -> T:
        """Return the JSON body as `shape`.

        Raises:
            TooLarge: more than `most` bytes.
            BadRequest: not JSON, not UTF-8, or not of that shape.
        """
        return decode(await self.raw_body(most), shape)

    async def raw_body(self, most: int = BODY_MAX) -> bytes:
        """Return the body, refusing it as soon as it is longer than `most` bytes.

        Raises:
            TooLarge: it is longer.
            BadRequest: whoever sent it hung up half-way.
        """
        body = bytearray()
        try:
            async for chunk in self.request.stream():
                body += chunk
                if len(body) > most:
                    raise TooLarge("body")
        except ClientDisconnect:
            raise BadRequest("cut short") from None
        return bytes(body)


@dataclass(frozen=True, slots=True)
class SocketKnock:
    """One WebSocket that was let in, not yet accepted."""

    socket: WebSocket
    caller: Caller

    @property
    def path(self) -> dict[str, str]:
        """The parts of the path that the door names."""
        return {k: str(v) for k, v in self.socket.path_params.items()}


@dataclass(frozen=True, slots=True)
class Door:
    """One door. `methods` is the HTTP verb, or "WS"."""

    method: Literal["GET", "POST"]
    path: str
    who: Who
    endpoint: Callable[[Knock], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class SocketDoor:
    """One WebSocket door."""

    path: str
    who: Who
    endpoint: Callable[[SocketKnock], Awaitable[None]]


def decode(body: bytes | str, shape: type[T]) -> T:
    """Return JSON `body` as `shape`, strictly: no coercion, no unknown key.

    Raises:
        BadRequest: it is not of that shape. The cause is dropped: it could quote.
    """
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadRequest("body") from None


def bearer(headers: Headers) -> str | None:
    """Return the credential of a request or a WebSocket handshake, if it bears one."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    for offered in headers.get("sec-websocket-protocol", "").split(","):
        if offered.strip().startswith("bearer."):
            return offered.strip().removeprefix("bearer.")
    return None


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides who comes in. Built once by `havre.app` with the rooms' look-ups.

    Attributes:
        lookups: tried in turn; each finds a caller by the digest of a credential.
        origin: the service's own origin, or None to require that of the Host header.
    """

    lookups: tuple[Lookup, ...]
    origin: str | None = None

    async def admit(
        self, who: Who, headers: Headers, path: dict[str, str], *, changes: bool
    ) -> Caller:
        """Return the caller if a door for `who` opens to these headers.

        Args:
            path: parts of the path; a visitor only reaches her own conversation.
            changes: the door changes something, so another site's page is refused.

        Raises:
            ForeignOrigin: another site's page is asking.
            NotYours: no credential, an unknown one, or not one for this door.
        """
        if changes:
            self._same_origin(headers)
        if Who.ANYONE in who:
            return NOBODY
        caller = await self._identify(bearer(headers))
        if caller is None or not caller.who & who:
            raise NotYours("door")
        theirs = path.get("conversation", caller.subject)
        if caller.who is Who.VISITOR and theirs != caller.subject:
            raise NotYours("conversation")
        return caller

    def _same_origin(self, headers: Headers) -> None:
        origin = headers.get("origin")
        if origin is None:
            return
        host = headers.get("host", "")
        ours = {self.origin} if self.origin else {f"http://{host}", f"https://{host}"}
        if origin not in ours:
            raise ForeignOrigin("origin")

    async def _identify(self, token: str | None) -> Caller | None:
        if not token:
            return None
        mark = digest(token)
        for lookup in self.lookups:
            caller = await lookup(mark)
            if caller is not None:
                return caller
        return None
