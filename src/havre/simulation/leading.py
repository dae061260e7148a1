"""Where a talk leads: a report, a station, an hour, a file; by an officer's hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from havre.client.in_hand import InHand
from havre.client.line import Line
from havre.client.service import Answer
from havre.simulation import sentences
from havre.simulation.plan import Story, Way
from havre.simulation.world import World

ANYWHERE: Final = "75011"  # who does not know where she is, is told of this one
PROPOSED: Final = 4  # hours
OUTCOMES: Final = {
    Way.APPOINTMENT: "directed",
    Way.DIRECTED: "directed",
    Way.REFERRED: "referred",
    Way.INFORMED: "informed",
}


@dataclass(eq=False)
class Leading:
    """What one officer does about one story, besides talking.

    Attributes:
        written: the report has its words.
        sent: to a station; the file, or that it goes on paper.
    """

    world: World
    story: Story
    station: Answer | None = None
    written: bool = False
    proposed: bool = False
    sent: bool = False
    transmitted: bool = False

    async def go_on(self, line: Line, hand: InHand) -> str:
        """Do the next thing that may be done now; return what is said of it, or ""."""
        if self.story.report and line.state.get("report") and not self.written:
            if not await self.world.ask("report-text", hand.read_report):
                # Not written by whoever had it before.
                await self._ask("report-text", partial(hand.write_report, 1, report()))
            self.written = True
        if self.station is None and self.story.way in (Way.APPOINTMENT, Way.DIRECTED):
            return await self._name_station(hand)
        course = line.state.get("course")
        if self.story.way is Way.APPOINTMENT and course is not None:
            await self._follow(course, hand)
        return ""

    async def conclude(self, line: Line, hand: InHand) -> None:
        """Leave nothing undone that an end requires."""
        course = line.state.get("course")
        accord = course["accord"] if course is not None else None
        self.sent = self.sent or accord == "sent"  # by whoever had it before
        if course is not None and accord == "given" and not self.sent:
            await self._send(course, hand)
        if line.state.get("report") and not self.sent and not self.transmitted:
            await self._ask(
                "transmissions",
                partial(hand.transmit, "prosecutor", "tj", "Tribunal judiciaire"),
            )
            self.transmitted = True
            self.world.record.count("told to a prosecutor")

    async def _name_station(self, hand: InHand) -> str:
        code = self.story.postcode or ANYWHERE
        service = hand.officer.service
        found = await self.world.ask(
            "stations", lambda: service.get(f"/v1/stations?postcode={code}")
        )
        stations = [*(found or {}).get("competent", ()), *(found or {}).get("near", ())]
        if not stations:
            return ""
        with_havre = (one for one in stations if one["havre"])
        station: Answer = next(with_havre, stations[0])
        self.station = station
        self.world.record.count("told of a station")
        if self.story.way is Way.APPOINTMENT:
            await self._ask("accord", partial(hand.ask_accord, station["id"]))
        return sentences.STATION.format(**station)

    async def _follow(self, course: Answer, hand: InHand) -> None:
        if course["accord"] != "given":
            return
        station = self.station
        booked = course["appointment"] is not None
        if booked or station is None or not station["havre"]:
            if self.written and not self.sent:
                await self._send(course, hand)
        elif not self.proposed:
            await self._propose(station["id"], hand)

    async def _propose(self, station: str, hand: InHand) -> None:
        service = hand.officer.service
        found = await self.world.ask(
            "slots", lambda: service.get(f"/v1/stations/{station}/slots")
        )
        slots = [one["slot"] for one in (found or {}).get("slots", ())][:PROPOSED]
        self.proposed = True
        if slots:
            await self._ask("propose", partial(hand.propose, slots))

    async def _send(self, course: Answer, hand: InHand) -> None:
        document = json.dumps({"v": 1, "report": json.loads(report())})
        send = partial(hand.send_file, course["station"], document)
        self.sent = await self.world.ask("file", send) is not None
        if self.sent:
            self.world.record.count("files sent")

    async def _ask(self, door: str, act: Callable[[], object]) -> None:
        await self.world.ask(door, act)


def report() -> str:
    """Return an invented report: its form, and no facts."""
    return json.dumps(
        {
            "v": 1,
            "reported": sentences.REPORTED,
            "view": sentences.VIEW,
            "persons": [{"role": "victim", "what": sentences.PERSON}],
            "facts": "",
            "places": "",
            "dates": "",
            "pistes": [],
            "danger": {"level": "none", "why": ""},
            "memory": False,
        },
        ensure_ascii=False,
    )


def identity(rank: int) -> Answer:
    """Return what an invented visitor gives of herself."""
    return {
        "v": 1,
        "called": sentences.CALLED.format(rank),
        "contact": {
            "channel": "phone", "value": sentences.PHONE, "hours": "18 h – 19 h",
            "wording": "", "message": False,
        },
        "wishes": {
            "officer": "any", "interpreter": "", "accessible": False, "companion": "",
        },
        "conversation": False,
    }  # fmt: skip
