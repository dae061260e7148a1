"""The doors of arrival. With or without script, nothing of a visit is kept here."""

from dataclasses import dataclass

from starlette.responses import Response

from havre.directory.directory import Directory
from havre.directory.rules import UnknownPostcode
from havre.directory.web import communes_payload, queried, route_payload
from havre.intake.course import Courses
from havre.intake.rules import BODY_MAX, Arrival, Asked, stations_of
from havre.pages.layout import Layout
from havre.plumbing.doors import Knock
from havre.plumbing.http import json


@dataclass(frozen=True, slots=True)
class IntakeDoors:
    """Built once by `havre.app`."""

    layout: Layout
    directory: Directory
    courses: Courses

    async def home(self, _knock: Knock) -> Response:
        """`GET /`: the whole journey starts and stays here."""
        return await self._page(Arrival())

    async def without_script(self, knock: Knock) -> Response:
        """`POST /`: who answers there, and how to reach them. Never a chat.

        By POST, so that no postal code stands in an address. The script asks for the
        views that follow at the same door, for the same reason.
        """
        asked = Asked.read(await knock.raw_body(BODY_MAX))
        if asked.views:
            return self.layout.answer("intake/views.html", numbers=self.layout.numbers)
        if asked.course:
            return self.layout.answer("intake/course.html")
        return await self._page(self._answer(asked))

    async def route(self, knock: Knock) -> Response:
        """`GET /v1/route?postcode=…[&commune=…]`.

        Raises:
            UnknownPostcode: no such code, or the commune is not one of its own.
        """
        route = self.directory.route(
            queried(knock, "postcode"), queried(knock, "commune")
        )
        targets = await self.courses.targets(route)
        opening = await self.courses.opening(targets)
        return json({**route_payload(route), "targets": targets, "open": opening})

    async def communes(self, knock: Knock) -> Response:
        """`GET /v1/communes?q=…`."""
        return json(communes_payload(self.directory.search(queried(knock, "q") or "")))

    def _answer(self, asked: Asked) -> Arrival:
        if asked.nothing:
            return Arrival()
        if asked.place and not asked.commune and not asked.unknown:
            return Arrival(asked, found=self.directory.search(asked.place))
        code = None if asked.unknown else asked.postcode or None
        commune = None if asked.unknown else asked.commune or None
        try:
            route = self.directory.route(code, commune)
        except UnknownPostcode as unknown:
            return Arrival(asked, wrong=unknown.sentence)
        stations = stations_of(route, self.directory.stations)
        return Arrival(asked, route=route, stations=stations)

    async def _page(self, arrival: Arrival) -> Response:
        return self.layout.answer(
            "intake/home.html",
            arrival=arrival,
            open=await self.courses.opening(),
            editions=self.directory.editions,
            numbers=self.layout.numbers,
        )
