"""A station's console: its front desk and its investigators, over plain HTTP.

Source: docs/reference/protocol.md §6; what is opened here is opened nowhere else.
"""

from dataclasses import dataclass

from havre.client import appointment_number, opening_code
from havre.client.canonical import from_base64, to_base64
from havre.client.envelopes import Label, Purpose, open_sealed
from havre.client.file import FileKeys, open_file
from havre.client.officer import Officer
from havre.client.opening_code import OpeningKeys
from havre.client.reception import SealedName, open_name
from havre.client.service import Answer


@dataclass
class Investigator(Officer):
    """Someone of a station: the member, their key, their credential."""

    def station(self) -> Answer:
        """Return what the station's page shows."""
        return dict(self.service.get("/v1/station"))

    def publish(self, station: str, hours: list[tuple[int, int]]) -> int:
        """Publish hours, as (milliseconds, minutes); return how many are new."""
        slots = [{"at": at, "minutes": minutes} for at, minutes in hours]
        body = {"station": station, "slots": slots}
        return int(self.service.post("/v1/station/slots", body)["made"])

    def receive(self, typed: str) -> tuple[Answer, str]:
        """Return what an appointment number gives, and the name to call.

        Raises:
            NotANumber: a slip; nothing is asked.
            Refused: none at this member's stations.
            LookupError: no grant of the reception's key.
            CannotOpen: not sealed to it.
        """
        number = appointment_number.parse(typed)
        hash_ = to_base64(appointment_number.number_hash(number))
        found = self.service.post("/v1/station/reception", {"number_hash": hash_})
        station, epoch = found["station"], found["reception"]["epoch"]
        sealed = SealedName(
            from_base64(found["reception"]["sealed"]), from_base64(found["name"])
        )
        private = self.desk_key(f"reception.{station}", epoch)
        name = open_name(private, station, epoch, found["appointment"], sealed)
        return found, name

    def read(self, file: str, reason: str = "received") -> str:
        """Return the document of a file that was sent to the station.

        Raises:
            Refused: not a file of this member's stations.
            LookupError: no grant of the station's key.
            CannotOpen: altered, or not the document that was sent.
        """
        given = self.service.get(f"/v1/files/{file}?reason={reason}")
        envelope = given["envelope"]
        target, epoch = envelope["target"], envelope["epoch"]
        label = Label(Purpose.FILE, file, target, epoch)
        private = self.desk_key(target, epoch)
        fk = open_sealed(private, label, from_base64(envelope["sealed"]))
        return _document(given, fk)

    def open_with_code(self, typed: str, reason: str = "appointment") -> str:
        """Return the document that an opening code opens.

        Raises:
            NotACode: a slip; nothing is asked.
            Refused: it opens nothing.
            CannotOpen: altered, or not the document that was sent.
        """
        keys = OpeningKeys.of(opening_code.parse(typed))
        body = {"auth": to_base64(keys.auth), "reason": reason}
        given = self.service.post("/v1/station/open", body)
        wrapped = from_base64(given["wrapped"])
        return _document(given, opening_code.unwrap_file(keys, given["file"], wrapped))

    def act(self, file: str, act: str, **body: object) -> None:
        """Do one thing with a file: acknowledge, propose, mark, export."""
        self.service.post(f"/v1/files/{file}/{act}", body or None)


def _document(given: Answer, fk: bytes) -> str:
    parts = [from_base64(part) for part in given["parts"]]
    hash_ = from_base64(given["hash"])
    return open_file(FileKeys.of(fk), given["file"], parts, hash_)
