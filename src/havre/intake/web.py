"""Arrival: the first page, with and without script, and where a code leads."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.responses import Response

from havre.directory.directory import Directory
from havre.directory.rules import Route, UnknownPostcode
from havre.directory.web import communes_payload, route_payload
from havre.errors import BadRequest
from havre.intake.course import Courses
from havre.pages.layout import Layout
from havre.plumbing.doors import Knock
from havre.plumbing.http import json

FORM_MAX = 2_000  # bytes: two short fields
TYPED_MAX = 100  # characters of a commune's name; the longest has 45


@dataclass(frozen=True, slots=True)
class IntakeDoors:
    """Built once by `havre.app`; keeps nothing of whoever asks."""

    layout: Layout
    directory: Directory
    courses: Courses

    async def home(self, _knock: Knock) -> Response:
        """`GET /`: the first page, and with script the whole visit."""
        return self.layout.answer("intake/home.html")

    async def without_script(self, knock: Knock) -> Response:
        """`POST /`: the same question, answered by a page.

        It names the force and the numbers to call; the conversation needs script.
        """
        form = _form(await knock.raw_body(FORM_MAX))
        postcode, commune = form.get("postcode"), form.get("commune")
        sought = form.get("name")
        if sought is not None:
            found = self.directory.search(sought[:TYPED_MAX])
            return self._answer(sought=sought[:TYPED_MAX], found=found)
        try:
            route = self.directory.route(postcode, commune)
        except UnknownPostcode as unknown:
            return self._answer(unknown.status, refusal=unknown.sentence)
        return self._answer(route=route)

    async def route(self, knock: Knock) -> Response:
        """`GET /v1/route?postcode=…[&commune=…]`."""
        query = knock.request.query_params
        route = self.directory.route(query.get("postcode"), query.get("commune"))
        targets = await self.courses.targets(route)
        return json({**route_payload(route), "targets": targets})

    async def communes(self, knock: Knock) -> Response:
        """`GET /v1/communes?q=…`."""
        typed = knock.request.query_params.get("q", "")
        return json(communes_payload(self.directory.search(typed[:TYPED_MAX])))

    def _answer(
        self,
        status: int = 200,
        *,
        route: Route | None = None,
        refusal: str | None = None,
        sought: str | None = None,
        found: object = (),
    ) -> Response:
        return self.layout.answer(
            "intake/answer.html",
            status,
            route=route,
            refusal=refusal,
            sought=sought,
            found=found,
        )


def _form(body: bytes) -> dict[str, str]:
    """Return the fields of an urlencoded form that are not empty.

    Raises:
        BadRequest: not UTF-8, or more fields than the page has.
    """
    try:
        fields = parse_qs(body.decode(), max_num_fields=4, errors="strict")
    except ValueError:
        raise BadRequest("form") from None
    return {name: values[0].strip() for name, values in fields.items() if values}
