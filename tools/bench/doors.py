"""A service's doors over kept-alive HTTP, several at once: for setting scenes."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, TypeVar

from bench.processes import HOST

AT_ONCE: Final = 32

T = TypeVar("T")
R = TypeVar("R")


class Refused(Exception):
    """The service said no.

    Attributes:
        status: of the answer.
    """

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"{status} {body[:200]!r}")
        self.status = status


class Doors:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._lines: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: object = None, token: str = "") -> Any:  # noqa: ANN401 - JSON
        """Return what `path` answers; None to an empty answer.

        Raises:
            Refused: the service said no.
        """
        return await self.ask("POST", path, json.dumps(body).encode(), token)

    async def get(self, path: str, token: str = "") -> Any:  # noqa: ANN401 - JSON
        """Return what `path` answers.

        Raises:
            Refused: the service said no.
        """
        return await self.ask("GET", path, b"", token)

    async def ask(self, method: str, path: str, body: bytes, token: str) -> Any:  # noqa: ANN401
        """Knock; see `post`."""
        if self._lines is None:
            self._lines = await asyncio.open_connection(HOST, self._port)
        reader, writer = self._lines
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\n{bearer}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            .encode() + body
        )  # fmt: skip
        status, length = await _head(reader)
        content = await reader.readexactly(length)
        if status >= 400:
            raise Refused(status, content)
        return json.loads(content) if content else None

    def close(self) -> None:
        """Hang up."""
        if self._lines is not None:
            self._lines[1].close()
            self._lines = None


async def _head(reader: asyncio.StreamReader) -> tuple[int, int]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    status = int(head.split(" ", 2)[1])
    _, _, after = head.partition("content-length:")
    return status, int(after.split("\r\n", 1)[0]) if after else 0


async def each(
    port: int,
    things: Sequence[T],
    work: Callable[[Doors, T], Awaitable[R]],
    at_once: int = AT_ONCE,
) -> list[R]:
    """Do `work` for each of `things`, in their order, over some connections."""
    found: dict[int, R] = {}
    left = iter(enumerate(things))

    async def one() -> None:
        doors = Doors(port)
        try:
            for n, thing in left:
                found[n] = await work(doors, thing)
        finally:
            doors.close()

    await asyncio.gather(*(one() for _ in range(min(at_once, len(things)))))
    return [found[n] for n in range(len(things))]
