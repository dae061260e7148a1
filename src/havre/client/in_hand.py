"""What an officer does with a conversation in hand, besides talking.

Source: docs/reference/protocol.md §5, "The desk".
"""

from dataclasses import dataclass

from havre.client.canonical import from_base64, to_base64
from havre.client.desk_keys import current
from havre.client.envelopes import Label, Purpose, seal_to
from havre.client.officer import RECOVERY, Officer
from havre.client.report import open_report, seal_report
from havre.client.service import Answer
from havre.client.visitor import Correspondent


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
            kind: "prosecutor", "centre" or "paper".
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
