"""What an officer does with a conversation in hand, besides talking.

Source: docs/reference/protocol.md §5, "The desk".
"""

import json
from dataclasses import dataclass, field

from havre.client.canonical import from_base64, to_base64
from havre.client.desk_keys import current
from havre.client.envelopes import Label, Purpose, open_sealed, seal_to
from havre.client.file import FileKeys, file_hash, open_identity, seal_file
from havre.client.officer import RECOVERY, Officer
from havre.client.report import open_report, seal_report
from havre.client.service import Answer
from havre.client.visitor import Correspondent


@dataclass(frozen=True, slots=True)
class Identity:
    """What she gave, as its officer reads it.

    Attributes:
        told: the document of §2.8.
        conversation: it may go along.
    """

    file: str
    fk: bytes = field(repr=False)
    told: Answer
    conversation: bool


@dataclass(frozen=True, slots=True)
class InHand:
    """One conversation in one officer's hands. Every act may be `Refused`.

    Attributes:
        desk: the one that answers, to whose key the conversation is sealed.
    """

    officer: Officer
    own: Correspondent
    desk: str

    def report(self) -> None:
        """Open a report: from now on this conversation is outside erase."""
        recovery = from_base64(self.officer.service.get("/v1/desk-keys")["recovery"])
        epoch, public = self._key_of(self.desk)
        targets = ((self.desk, epoch, public), (RECOVERY, 1, recovery))
        envelopes = [
            {
                "target": target,
                "epoch": number,
                "sealed": self._sealed(Purpose.REPORT, target, number, key),
            }
            for target, number, key in targets
        ]
        self._act("report", envelopes=envelopes)

    def write_report(self, version: int, text: str) -> None:
        """Write the next version of the report, whole."""
        parts = seal_report(self.own.key, self.own.conversation, version, text)
        sealed = [to_base64(part) for part in parts]
        self._act("report-text", version=version, parts=sealed)

    def read_report(self) -> str:
        """Return the last version of the report; "" before the first."""
        path = f"/v1/conversations/{self.own.conversation}/report-text?reason=open"
        found = self.officer.service.get(path)
        if not found["parts"]:
            return ""
        parts = [from_base64(part) for part in found["parts"]]
        number = found["version"]
        return open_report(self.own.key, self.own.conversation, number, parts)

    def transmit(
        self, kind: str, target: str, name: str, *, urgent: bool = False
    ) -> str:
        """Write down that something is transmitted; return the transmission's id.

        Args:
            kind: "prosecutor", "centre", "crip" or "paper".
        """
        answer = self._act(
            "transmissions",
            kind=kind,
            target=target,
            name=name,
            urgent=urgent,
            hash=None,
        )
        return str(answer["transmission"])

    def mark_danger(self) -> None:
        """Say that she is in danger."""
        self._act("danger")

    def put_on_hold(self) -> None:
        """Free this officer's place until she gives a sign."""
        self._act("hold")

    def transfer(self, desk: str) -> None:
        """Offer the conversation to another desk, without the notes."""
        epoch, public = self._key_of(desk)
        sealed = self._sealed(Purpose.TRANSFER, desk, epoch, public)
        self._act(
            "transfer",
            desk=desk,
            member=None,
            envelope={"epoch": epoch, "sealed": sealed},
            note_envelope=None,
        )

    def take_transfer_back(self) -> None:
        """Take back a transfer, or put away one that she refused."""
        self._act("transfer-cancel")

    def propose(self, slots: list[str]) -> None:
        """Propose hours at the station; none takes them back."""
        self._act("slots", slots=slots)

    def ask_accord(self, station: str) -> None:
        """Ask whether what she tells of herself may go to that station."""
        self._act("accord", station=station)

    def read_identity(self) -> Identity | None:
        """Return what she gave, opened; None while this desk has nothing to read.

        Raises:
            LookupError: no grant for the key it is sealed to.
            CannotOpen: it is not what it says.
        """
        path = f"/v1/conversations/{self.own.conversation}/identity?reason=open"
        told = self.officer.service.get(path)
        envelope = told["envelope"]
        if envelope is None or told["identity"] is None:
            return None
        desk, epoch = envelope["desk"], envelope["epoch"]
        label = Label(Purpose.FILE, told["file"], desk, epoch)
        private = self.officer.desk_key(desk, epoch)
        fk = open_sealed(private, label, from_base64(envelope["sealed"]))
        sealed, revision = from_base64(told["identity"]), told["revision"]
        text = open_identity(FileKeys.of(fk), told["file"], revision, sealed)
        return Identity(told["file"], fk, json.loads(text), told["conversation"])

    def send_file(self, station: str, document: str) -> str:
        """Send the file to the station she agreed to; return its transmission.

        Raises:
            LookupError: she has given nothing that this desk can read.
        """
        given = self.read_identity()
        if given is None:
            raise LookupError("no identity")
        parts = seal_file(FileKeys.of(given.fk), given.file, document)
        for n, sealed in enumerate(parts, 1):
            self._act(
                "file-parts", file=given.file, n=n, of=len(parts),
                sealed=to_base64(sealed),
            )  # fmt: skip
        answer = self._act(
            "file",
            file=given.file,
            of=len(parts),
            envelopes=self._file_envelopes(station, given),
            hash=to_base64(file_hash(document)),
        )
        return str(answer["transmission"])

    def _file_envelopes(self, station: str, given: Identity) -> list[Answer]:
        recovery = from_base64(self.officer.service.get("/v1/desk-keys")["recovery"])
        epoch, public = self._key_of(self.desk)
        targets = [(self.desk, epoch, public), (RECOVERY, 1, recovery)]
        row = current(self.officer.desk_keys(), f"investigation.{station}")
        if row is not None:
            targets.append((row.desk, row.epoch, row.public))
        return [
            {
                "target": target,
                "epoch": number,
                "sealed": to_base64(
                    seal_to(
                        key, Label(Purpose.FILE, given.file, target, number), given.fk
                    )
                ),
            }
            for target, number, key in targets
        ]

    def decide(self, outcome: str, family: str, follow_up: str) -> bool:
        """Record the decision; return whether the conversation is destroyed."""
        answer = self._act(
            "decision",
            outcome=outcome,
            family=family,
            follow_up=follow_up,
            reason=None,
            seen=self.own.held["visitor"],
        )
        return bool(answer["destroyed"])

    def _act(self, act: str, **body: object) -> Answer:
        path = f"/v1/conversations/{self.own.conversation}/{act}"
        answer = self.officer.service.post(path, {"fence": self.own.fence, **body})
        return dict(answer or {})

    def _key_of(self, desk: str) -> tuple[int, bytes]:
        row = current(self.officer.desk_keys(), desk)
        if row is None:
            raise LookupError(f"{desk} has no key")
        return row.epoch, row.public

    def _sealed(self, purpose: Purpose, target: str, epoch: int, public: bytes) -> str:
        label = Label(purpose, self.own.conversation, target, epoch)
        return to_base64(seal_to(public, label, self.own.key))
