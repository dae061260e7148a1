"""A visitor, as docs/reference/protocol.md §3 and §4 describe one, over plain HTTP."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

from havre.client.canonical import from_base64, random_id, to_base64
from havre.client.envelopes import Label, Purpose, seal_to
from havre.client.given import Given
from havre.client.hours import chosen
from havre.client.key_list import in_use
from havre.client.sealing import (
    DirectionKeys,
    Place,
    Side,
    new_key,
    open_message,
    seal_message,
)
from havre.client.service import Answer, Service


@dataclass
class Correspondent:
    """One side of one conversation: seals, numbers, sends, receives, opens.

    Attributes:
        held: the highest number of each side that has been received.
        key: the conversation key, to seal it to whoever joins later.
    """

    service: Service
    conversation: str
    keys: DirectionKeys
    side: Side
    fence: int | None = None
    sent: int = 0
    held: dict[str, int] = field(default_factory=lambda: {"visitor": 0, "agent": 0})
    key: bytes = field(default=b"", repr=False)

    def seal(self, number: int, text: str) -> bytes:
        """Return `text` sealed under `number` of this side."""
        return seal_message(
            self.keys, Place(self.conversation, self.side, number), text
        )

    def send(self, text: str) -> Answer:
        """Send the next message; return the frame that answers it."""
        self.sent += 1
        return self.send_sealed(self.sent, self.seal(self.sent, text))

    def send_sealed(self, number: int, sealed: bytes) -> Answer:
        """Send these bytes under that number, as a retry does."""
        frame: Answer = {"t": "send", "n": number, "sealed": to_base64(sealed)}
        if self.fence is not None:
            frame["fence"] = self.fence
        (answer,) = self.service.post(f"{self._path}/frames", [frame])
        return dict(answer)

    def fetch(self, wait: int = 0) -> list[Answer]:
        """Return the frames that came after what is held."""
        query = urlencode({**self.held, "version": "", "wait": wait})
        return list(self.service.get(f"{self._path}/frames?{query}"))

    def receive(self, wait: int = 0) -> list[Answer]:
        """Return the frames that came since the last call; hold their messages."""
        frames = self.fetch(wait)
        for frame in frames:
            if frame["t"] == "message":
                self.held[frame["side"]] = frame["n"]
        return frames

    def open(self, frame: Answer) -> str:
        """Return the text of a `message` frame."""
        place = Place(self.conversation, Side(frame["side"]), frame["n"])
        return open_message(self.keys, place, from_base64(frame["sealed"]))

    def read(self, wait: int = 0) -> list[str]:
        """Return the texts that came since the last call, both sides'."""
        return [
            self.open(frame) for frame in self.receive(wait) if frame["t"] == "message"
        ]

    @property
    def _path(self) -> str:
        return f"/v1/conversations/{self.conversation}"


@dataclass
class Visitor(Correspondent):
    """A visitor's tab."""

    exit_erases: str = ""
    given: Given = field(default_factory=Given)

    @classmethod
    def begin(
        cls,
        service: Service,
        postcode: str | None,
        commune: str | None = None,
        *,
        danger: bool = False,
        minor: bool = False,
    ) -> Self:
        """Open a conversation in front of the desk of `postcode`.

        Raises:
            Refused: no such postal code, or nobody can read there.
        """
        told = {"postcode": postcode, "commune": commune}
        query = urlencode({k: v for k, v in told.items() if v is not None})
        route = service.get(f"/v1/route?{query}")
        conversation, key = random_id(), new_key()
        envelopes = _envelopes(
            Purpose.CONVERSATION, conversation, key, route["targets"]
        )
        body = {
            "conversation": conversation,
            **told,
            "danger": danger,
            "minor": minor,
            "language": "fr",
            "envelopes": envelopes,
        }
        opened = service.post("/v1/conversations", body)
        return cls(
            Service(service.base, opened["token"]),
            conversation,
            DirectionKeys.of(key),
            Side.VISITOR,
            key=key,
            exit_erases=opened["exit_erases"],
        )

    def seal_for(self, targets: list[Answer]) -> None:
        """Seal the conversation key to the desks that the state's `seal` asks for.

        Raises:
            Refused: one of them is not asked for any more.
        """
        envelopes = _envelopes(Purpose.RELIEF, self.conversation, self.key, targets)
        self.service.post(f"{self._path}/envelopes", {"envelopes": envelopes})

    def answer_transfer(self, *, agree: bool) -> None:
        """Say whether another officer may go on.

        Raises:
            Refused: none is announced any more.
        """
        self.service.post(f"{self._path}/transfer-answer", {"agree": agree})

    def state(self) -> Answer:
        """Return the present state, whatever was received before."""
        (found,) = (frame for frame in self.fetch() if frame["t"] == "state")
        return found

    def give_accord(self, identity: Answer) -> str:
        """Agree to the station that is asked of her; return her opening code.

        Once more, it puts her identity right. `identity` is the document of §2.8.

        Raises:
            Refused: nothing is asked of her any more.
            LookupError: nothing is asked of her, or the desk has no key.
        """
        state = self.state()
        if state["course"] is None:
            raise LookupError("nothing asked")
        desk = in_use(self.service, state["desk"])
        if desk is None:
            raise LookupError(f"{state['desk']} has no key")
        body = self.given.agreed(state["course"]["station"], identity, desk)
        self.service.post(f"{self._path}/accord-answer", body)
        self.given.revision = body["revision"]
        return self.given.code

    def refuse_accord(self) -> None:
        """Say no.

        Raises:
            Refused: nothing is asked of her.
        """
        self.service.post(f"{self._path}/accord-answer", {"agree": False})

    def choose_hour(self, slot: str, name: str) -> str:
        """Take an hour that was proposed; return the number to write down.

        Raises:
            Refused: somebody has it (`slot-taken`), or it is over.
            LookupError: nothing is asked of her, or nobody could call her there.
        """
        course = self.state()["course"]
        if course is None:
            raise LookupError("nothing asked")
        number, body = chosen(self.service, course["station"], slot, name)
        self.service.post(f"{self._path}/appointment", body)
        return number

    def withdraw_accord(self) -> Answer:
        """Take it back; return whether it is erased, and why not."""
        return dict(self.service.post(f"{self._path}/accord-withdraw", {}))

    def leave(self) -> str:
        """Press the red button; return what became of the conversation."""
        return str(self.service.post(f"{self._path}/exit")["outcome"])


def _envelopes(
    purpose: Purpose, conversation: str, key: bytes, targets: list[Answer]
) -> list[Answer]:
    return [
        {
            "desk": one["desk"],
            "epoch": one["epoch"],
            "sealed": to_base64(
                seal_to(
                    from_base64(one["public"]),
                    Label(purpose, conversation, one["desk"], one["epoch"]),
                    key,
                )
            ),
        }
        for one in targets
    ]
