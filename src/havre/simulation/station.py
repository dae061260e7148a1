"""The investigator of the simulated evening: reads what comes, and says so."""

import asyncio
from functools import partial
from typing import Final

from havre.client.officer import Officer
from havre.client.service import Refused, Service
from havre.simulation.world import World

NAME: Final = "alix"  # of the demonstration
LOOKS_EVERY: Final = 1.0  # seconds


async def receive(world: World, password: str) -> None:
    """Acknowledge each file until everyone goes home; without a station, nothing."""
    service = Service(world.base)
    try:
        alix = await asyncio.to_thread(Officer.sign_in, service, NAME, password)
    except (Refused, OSError):
        return
    while not world.over.is_set():
        await _look(world, alix.service)
        try:
            await asyncio.wait_for(world.over.wait(), LOOKS_EVERY)
        except TimeoutError:
            continue
    await _look(world, alix.service)
    await world.ask("sign-out", lambda: alix.service.post("/v1/sign-out"))


async def _look(world: World, service: Service) -> None:
    found = await world.ask("station", lambda: service.get("/v1/station"))
    for one in (found or {}).get("files", ()):
        if one["acknowledged_at"] is None:
            path = f"/v1/files/{one['file']}"
            await world.ask("file", partial(service.get, f"{path}?reason=received"))
            await world.ask("acknowledge", partial(service.post, f"{path}/acknowledge"))
            world.record.count("files acknowledged")
