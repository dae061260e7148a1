"""The door of referrals: who may help near her, for an officer to send to her."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Self, TypedDict

from starlette.responses import Response

from havre.directory.directory import Directory
from havre.directory.rules import Commune
from havre.directory.web import queried
from havre.errors import BadRequest, NotYours
from havre.pages.rules import Numbers
from havre.plumbing.doors import Knock
from havre.plumbing.http import json
from havre.referral.reading import bodies_of, own_of, read_kinds, read_lines
from havre.referral.rules import Bodies, Referral, Scope, referrals, rounded
from havre.texts.rules import Text, offered
from havre.texts.wording import Need


class ReferralTold(TypedDict):
    """One answer of `GET /v1/referrals` (docs/reference/protocol.md §5)."""

    key: str
    need: list[str]
    name: str
    address: str
    phone: str
    email: str
    url: str
    hours: str
    scope: Scope
    checked: str
    source: str
    certain: bool
    km: float | None


@dataclass(frozen=True, slots=True)
class ReferralDoors:
    """Built once by `havre.app`.

    Attributes:
        texts: every text of this service, as `Shelf.texts` gives them.
        lines: those of the whole of France.
    """

    directory: Directory
    bodies: Bodies
    lines: tuple[Referral, ...]
    texts: Callable[[], Awaitable[Mapping[str, Text]]]

    @classmethod
    def of(
        cls,
        directory: Directory,
        numbers: Numbers,
        texts: Callable[[], Awaitable[Mapping[str, Text]]],
    ) -> Self:
        """Build the doors, with the lines that the page of `numbers` has."""
        bodies = bodies_of(directory, read_kinds())
        return cls(directory, bodies, read_lines(numbers), texts)

    async def referrals(self, knock: Knock) -> Response:
        """`GET /v1/referrals?commune=…|postcode=…[&need=…]`.

        Raises:
            BadRequest: there is no such need.
            UnknownPostcode: no such code, or the commune is not one of its own.
            NotYours: there is no such commune.
        """
        need = queried(knock, "need")
        if need is not None and need not in {one.short for one in Need}:
            raise BadRequest("need")
        communes = self._communes(queried(knock, "postcode"), queried(knock, "commune"))
        in_use = offered((await self.texts()).values(), Need)
        own = [own_of(version) for version in in_use]
        found = referrals(communes, self.bodies, own, self.lines, need)
        return json({"referrals": [told(rounded(one)) for one in found]})

    def _communes(
        self, postcode: str | None, commune: str | None
    ) -> tuple[Commune, ...]:
        if postcode is None and commune is not None:
            if commune not in self.directory.communes:
                raise NotYours("commune")
            return (self.directory.communes[commune],)
        return self.directory.route(postcode, commune).communes


def told(referral: Referral) -> ReferralTold:
    """Return what is told of one."""
    return {
        "key": referral.key,
        "need": list(referral.needs),
        "name": referral.name,
        "address": referral.address,
        "phone": referral.phone,
        "email": referral.email,
        "url": referral.url,
        "hours": referral.hours,
        "scope": referral.scope,
        "checked": referral.checked.isoformat(),
        "source": referral.source,
        "certain": referral.certain,
        "km": referral.km,
    }
