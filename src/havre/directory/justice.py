"""The doors of courts and operations centres: whom an officer tells. Staff only."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from starlette.responses import Response

from havre.directory.centres import centres_now
from havre.directory.courts import Court, Courts, Found
from havre.directory.directory import Directory
from havre.directory.rules import Commune
from havre.directory.web import queried
from havre.errors import BadRequest, NotYours
from havre.plumbing.doors import Knock
from havre.plumbing.http import json


class CourtTold(TypedDict):
    """A court; what is not known of it is empty."""

    id: str
    name: str
    address: str
    phone: str
    email: str


class CourtsTold(TypedDict):
    """`GET /v1/courts` (docs/reference/protocol.md §5)."""

    court: CourtTold | None
    others: list[CourtTold]
    certain: bool
    doubt: str
    day: str
    source: str


@dataclass(frozen=True, slots=True)
class JusticeDoors:
    """Built once by `havre.app`.

    Attributes:
        folder: of the table of centres, which an operator edits meanwhile.
    """

    directory: Directory
    known: Courts
    folder: Path

    async def courts(self, knock: Knock) -> Response:
        """`GET /v1/courts?commune=…`.

        Raises:
            BadRequest: no commune is told.
            NotYours: there is no such commune.
        """
        communes = self.directory.communes
        found = self.known.of(self._commune(knock), communes)
        return json(courts_payload(found))

    async def centres_of(self, knock: Knock) -> Response:
        """`GET /v1/centres?commune=…`.

        Raises:
            BadRequest: no commune is told.
            NotYours: there is no such commune.
        """
        commune = self._commune(knock)
        table = await asyncio.to_thread(centres_now, self.folder)
        found = table.of(commune)
        return json(
            {
                "centres": [
                    {
                        "force": one.force,
                        "name": one.name,
                        "phone": one.phone,
                        "checked": one.checked.isoformat(),
                    }
                    for one in found
                ],
                "day": table.day.isoformat() if table.day else "",
            }
        )

    def _commune(self, knock: Knock) -> Commune:
        insee = queried(knock, "commune")
        if insee is None:
            raise BadRequest("commune")
        commune = self.directory.communes.get(insee)
        if commune is None:
            raise NotYours("commune")
        return commune


def courts_payload(found: Found) -> CourtsTold:
    """Return what is told of the court of a commune."""
    return {
        "court": _told(found.court) if found.court else None,
        "others": [_told(court) for court in found.others],
        "certain": found.certain,
        "doubt": found.doubt,
        "day": found.edition.day.isoformat(),
        "source": found.edition.source,
    }


def _told(court: Court) -> CourtTold:
    return {
        "id": court.id,
        "name": court.name,
        "address": court.address,
        "phone": court.phone,
        "email": court.email,
    }
