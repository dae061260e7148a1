"""From settings to a listening server."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from socket import socket
from typing import Final

import uvicorn

from havre.app import build, warnings
from havre.directory.rules import DeskName
from havre.errors import WrongStep
from havre.house import House, open_house
from havre.plumbing.collector import LOOK_EVERY, Collector
from havre.plumbing.logs import start_logging
from havre.plumbing.rounds import every
from havre.settings import Settings
from havre.staff.joining import first_invitation
from havre.staff.rules import StaffRole

log = logging.getLogger("havre")

FRAME_MAX: Final = 65_536  # bytes of one WebSocket message; larger closes with 1009
PING: Final = 20.0  # seconds between protocol pings; they keep an officer's lease


def serve(
    settings: Settings,
    banner: str = "",
    listening: Callable[[], None] = lambda: None,
) -> None:
    """Serve until interrupted.

    Args:
        listening: called once the port is open.
    """
    start_logging()
    with open_house(settings) as house:
        for warning in warnings(house, datetime.now(UTC).date()):
            log.warning(warning)
        _Server(configuration(house, banner), listening).run()


def configuration(house: House, banner: str = "") -> uvicorn.Config:
    """Return how the server listens."""
    return uvicorn.Config(
        build(house, banner),
        host=house.settings.host,
        port=house.settings.port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",  # its send waits for slow readers
        ws_max_size=FRAME_MAX,
        ws_ping_interval=PING,
        ws_ping_timeout=PING,
        ws_per_message_deflate=False,  # no secret beside a stranger's text, compressed
        backlog=4_096,
        access_log=False,  # it would hold addresses
        log_config=None,
        proxy_headers=False,  # nothing here wants to know who asks
        server_header=False,
        timeout_graceful_shutdown=5,
    )


class _Server(uvicorn.Server):
    """Tells when it listens, and keeps the garbage collector out of the way."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening
        self._collector = Collector()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._collector.settle()
            self._looking = asyncio.create_task(
                every(LOOK_EVERY, "collector", self._collector.look)
            )
            self._listening()


def invite_first(settings: Settings, shown_name: str) -> str | None:
    """Return the first administrator's invitation; None if there is one already.

    Args:
        shown_name: what visitors and colleagues read.
    """
    with open_house(settings) as house:
        return asyncio.run(_invite(house, shown_name))


async def _invite(house: House, shown_name: str) -> str | None:
    try:
        return await first_invitation(
            shown_name,
            [StaffRole.AGENT, StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR],
            [DeskName.RELIEF],
            db=house.ledger,
            now=house.now,
        )
    except WrongStep:
        return None
