"""An officer's part of an accord, by the protocol: what is tried is her side."""

from dataclasses import dataclass
from typing import Any

from journey.people import PASSWORD
from journey.running import House

from havre.client.officer import Officer as Client
from havre.client.service import Service


def station_with_havre(house: House) -> dict[str, Any]:
    """The demonstration's station, that receives files."""
    found = Service(house.base).get("/v1/stations?postcode=75011")
    near: list[dict[str, Any]] = found["competent"] + found["near"]
    return next(one for one in near if one["havre"])


@dataclass
class Asking:
    """An officer who has taken her conversation.

    Attributes:
        held: as the desk names it.
    """

    client: Client
    held: dict[str, Any]

    @classmethod
    def take(cls, house: House, who: str = "camille") -> "Asking":
        """Take the next in line."""
        client = Client.sign_in(Service(house.base), who, PASSWORD)
        return cls(client, client.service.post("/v1/desk/next"))

    def act(self, door: str, **body: object) -> Any:
        """Do one thing to the conversation in hand."""
        path = f"/v1/conversations/{self.held['conversation']}/{door}"
        return self.client.service.post(path, {"fence": self.held["fence"], **body})

    def ask(self, station: str) -> None:
        """Ask her whether her file may go there."""
        self.act("accord", station=station)

    def propose(self, station: str, most: int = 3) -> list[dict[str, Any]]:
        """Propose the first free hours of a station."""
        found = self.client.service.get(f"/v1/stations/{station}/slots")["slots"][:most]
        self.act("slots", slots=[one["slot"] for one in found])
        return list(found)
