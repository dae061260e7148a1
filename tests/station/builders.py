"""A station with its people, and a file that was sent to it."""

from dataclasses import dataclass

from appointment.builders import INES, Agenda, an_agenda, hire_at
from builders import Core
from file.builders import NAMES, WITH_HAVRE, WITHOUT, Talk

from havre.directory.places import Place, Station
from havre.directory.rules import Force
from havre.directory.stations import StationTold, station_payload
from havre.plumbing.database import Transaction
from havre.station.lent import Lent

CLERK = "clerk-of-the-station00"
STRANGER = "investigator-elsewhere"
BOTH = "investigator-of-both00"

STATIONS = {
    id_: Station(
        Force.PN,
        Place(id_, "75111", "75", name, "", "", "", None, "", "", ""),
    )
    for id_, name in NAMES.items()
}


def told(_tx: Transaction, station: str) -> StationTold | None:
    """What is told of a station of a directory of two."""
    known = STATIONS.get(station)
    return station_payload(known, havre=station == WITH_HAVRE) if known else None


@dataclass
class Post:
    """A station at work."""

    agenda: Agenda
    lent: Lent

    @property
    def core(self) -> Core:
        """The rooms under it."""
        return self.agenda.core

    async def sent(self, document: str = "dossier") -> Talk:
        """Somebody whose file has come to the station."""
        talk = await self.agenda.agreed()
        await talk.report()
        of = await talk.upload(document)
        await talk.send(talk.sending(document, of))
        return talk


async def a_post(core: Core) -> Post:
    """A station with an investigator and a front desk, and another beside it."""
    agenda = await an_agenda(core)
    await hire_at(core, CLERK, WITH_HAVRE, role="reception")
    await hire_at(core, STRANGER, WITHOUT)
    await hire_at(core, BOTH, WITHOUT, WITH_HAVRE)
    talk = await agenda.agreed()
    return Post(agenda, Lent(talk.lent, agenda.calendar, told))


__all__ = ["BOTH", "CLERK", "INES", "STRANGER", "Post", "a_post"]
