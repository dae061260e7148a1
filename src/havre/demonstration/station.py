"""The demonstration's station: who receives there, its keys, and hours to come."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from havre.client.officer import Officer
from havre.client.service import Answer, Service

WHERE: Final = "75011"  # the postal code whose station this is
INVESTIGATOR: Final = ("alix", "Alix")
RECEPTION: Final = ("accueil", "Accueil")
DAYS: Final = 28
HOURS: Final = ((9, 0), (10, 30), (14, 0), (15, 30))
MINUTES: Final = 45


def furnish_station(
    service: Service, administrator: Officer, password: str, now: datetime | None = None
) -> Answer:
    """Give one station of Paris its two people, its two keys and four weeks of hours.

    Returns:
        The station.

    Raises:
        Refused: it has them already.
    """
    found = service.get(f"/v1/stations?postcode={WHERE}")
    station: Answer = (found["competent"] or found["near"])[0]
    id_ = station["id"]
    name, shown_name = INVESTIGATOR
    code = administrator.invite(shown_name, ["investigator"], [], [id_])
    alix = Officer.join(service, code, name, password)
    for key in ("investigation", "reception"):
        alix.make_desk_key(f"{key}.{id_}")
    name, shown_name = RECEPTION
    code = administrator.invite(shown_name, ["reception"], [], [id_])
    desk = Officer.join(service, code, name, password)
    alix.grant(f"reception.{id_}", 1, desk.member)
    slots = hours(now or datetime.now(UTC), ZoneInfo(station["zone"]))
    alix.service.post("/v1/station/slots", {"station": id_, "slots": slots})
    return station


def hours(now: datetime, zone: ZoneInfo) -> list[Answer]:
    """Return the hours of the days to come, in the station's own time."""
    first = now.astimezone(zone).date() + timedelta(days=1)
    days = (first + timedelta(days=n) for n in range(DAYS))
    return [
        {"at": int(_at(day, hour, minute, zone) * 1000), "minutes": MINUTES}
        for day in days
        if day.weekday() < 5
        for hour, minute in HOURS
    ]


def _at(day: date, hour: int, minute: int, zone: ZoneInfo) -> float:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).timestamp()
