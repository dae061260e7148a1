"""An officer: takes up to what they can hold, pauses, leaves, crashes, comes back."""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Final
from urllib.parse import urlencode

from havre.client.officer import Officer
from havre.client.service import Answer, Refused, Service
from havre.simulation.plan import PLACES, Interruption, Trouble
from havre.simulation.talk import Talk
from havre.simulation.world import World

WAIT: Final = 5  # seconds of one look at the desk
HESITATES: Final = 1  # seconds between looks while somebody is left to others
LEAVES_WITHIN: Final = 30.0  # minutes to end what is in hand


@dataclass
class Watchkeeper:
    """One officer's evening.

    Attributes:
        stage: where a session runs: what fails in it ends the evening, loudly.
    """

    world: World
    name: str
    password: str
    rng: Random
    stage: asyncio.TaskGroup
    taking: bool = True
    talks: dict[str, Talk] = field(default_factory=dict)
    _officer: Officer | None = None
    _hand: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def work(self, shift: Iterable[Interruption]) -> None:
        """Be at the desk until everyone goes home, but for what befalls."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        session = self.stage.create_task(self._session())
        try:
            for one in shift:
                until = began + self.world.pace.seconds(one.at)
                if await self._ends(self.world.closing, until - loop.time()):
                    break
                session = await self._befalls(one, session)
            await self.world.over.wait()
        finally:
            await _end(session)
        if self._officer is not None:
            officer = self._officer
            await self.world.ask(
                "sign-out", lambda: officer.service.post("/v1/sign-out")
            )

    async def _befalls(
        self, one: Interruption, session: asyncio.Task[None]
    ) -> asyncio.Task[None]:
        """Go through one interruption; return the session after it."""
        world = self.world
        world.record.count(f"officers: {one.trouble}")
        if one.trouble is Trouble.CRASH:
            for talk in self.talks.values():
                if talk.line is not None:
                    talk.line.lose_network()
            await _end(session)
            await self._ends(world.over, world.lease * one.leases)
            return self.stage.create_task(self._session())
        await self._status("pause")
        gone = world.pace.seconds(one.minutes)
        if one.trouble is Trouble.PAUSE:
            await self._ends(world.closing, gone)
            await self._status("on")
            return session
        await self._end_in_hand()
        await _end(session)
        await self._ends(world.closing, gone)
        self.taking = True
        return self.stage.create_task(self._session())

    async def _end_in_hand(self) -> None:
        """Wait until nothing is in hand, but not for ever."""
        for _ in range(int(LEAVES_WITHIN)):
            if not self.talks:
                return
            await self.world.wait(1)

    async def _status(self, status: str) -> None:
        self.taking = status == "on"
        officer = self._officer
        if officer is not None:
            body = {"status": status}
            await self.world.ask(
                "status", lambda: officer.service.post("/v1/status", body)
            )

    async def _session(self) -> None:
        """Sign in, and keep the desk."""
        service = Service(self.world.base)
        while True:
            try:
                officer = await asyncio.to_thread(
                    Officer.sign_in, service, self.name, self.password
                )
                break
            except (Refused, OSError) as refused:
                self.world.record.count(f"sign-in: {refused}")
                await asyncio.sleep(5 + self.rng.random())
        self._officer = officer
        if self.taking:  # a former pause may still stand
            await self._status("on")
        self.talks.clear()
        async with asyncio.TaskGroup() as group:
            await self._desk(officer, group)

    async def _desk(self, officer: Officer, group: asyncio.TaskGroup) -> None:
        version, wait = "", WAIT
        while not self.world.over.is_set():
            query = urlencode({"version": version, "wait": wait})
            try:
                view = await asyncio.to_thread(officer.service.get, f"/v1/desk?{query}")
            except Refused as refused:
                if refused.status in (401, 403):
                    return
                await asyncio.sleep(1)
                continue
            except OSError:
                await asyncio.sleep(1)
                continue
            version, wait = view["version"], WAIT
            for held in view["mine"]:
                self._start(officer, held, "open", group)
            if self._wants_more(view):
                took = await self._take(officer, view, group)
                version, wait = ("", WAIT) if took else (version, HESITATES)

    def _wants_more(self, view: Answer) -> bool:
        me = view.get("me") or {}
        most = me.get("capacity", PLACES)
        held = sum(talk.takes_a_place for talk in self.talks.values())
        waits = any(one["count"] for one in view["waiting"])
        return self.taking and held < most and waits

    async def _take(
        self, officer: Officer, view: Answer, group: asyncio.TaskGroup
    ) -> bool:
        """Take the next in line, if it is this officer's to take."""
        if not self._mine_to_take(view):
            return False
        await asyncio.sleep(self.rng.uniform(*self.world.manners.reaction))
        if not self.taking or not self._mine_to_take(view):
            return False
        try:
            held = await asyncio.to_thread(officer.service.post, "/v1/desk/next")
        except Refused as refused:
            self.world.record.count(f"next: {refused.code}")
            return False
        if held is None:
            return False
        self._start(officer, held, "take", group)
        return True

    def _mine_to_take(self, view: Answer) -> bool:
        """Leave to others, for a while, whoever is not of the simulation."""
        patience = self.world.manners.strangers
        if not patience:
            return True
        waiting = [one for one in view["waiting"] if one["count"]]
        since = self.world.record.wall() - patience * 1_000
        if any(one["oldest_at"] < since for one in waiting):
            return True
        return self.world.heads({one["desk"] for one in waiting})

    def _start(
        self, officer: Officer, held: Answer, reason: str, group: asyncio.TaskGroup
    ) -> None:
        conversation = held["conversation"]
        if conversation in self.talks:
            return
        talk = Talk(self.world, officer, held, self.rng, self._hand)
        self.talks[conversation] = talk
        group.create_task(self._last(talk, reason))

    async def _last(self, talk: Talk, reason: str) -> None:
        try:
            await talk.last(reason)
        finally:
            self.talks.pop(talk.conversation, None)

    async def _ends(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait that long; return True as soon as `event` is set."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await event.wait()
        return event.is_set()


async def _end(task: asyncio.Task[None]) -> None:
    """Cancel `task` and let it end; what failed in it is not lost."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
