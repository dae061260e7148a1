"""The frames of a conversation, as docs/reference/protocol.md §4 lists them.

The table is closed: a name that is not here is refused like any malformed frame.
"""

from typing import Annotated, Final

import msgspec

from havre.conversation.rules import Side
from havre.errors import BadRequest, TooLarge

FRAME_MAX: Final = 32_768  # bytes: the largest sealed message in base64, and its name
NUMBER_MAX: Final = 2**31 - 1

Number = Annotated[int, msgspec.Meta(ge=1, le=NUMBER_MAX)]
Cursor = Annotated[int, msgspec.Meta(ge=0, le=NUMBER_MAX)]


class Frame(msgspec.Struct, tag_field="t", forbid_unknown_fields=True):
    """One frame; its `t` is the name given by each class."""


class Part(msgspec.Struct):
    """A part of a frame."""


class After(Frame, tag="after"):
    """What the client holds already; everything later follows."""

    visitor: Cursor
    agent: Cursor


class Send(Frame, tag="send"):
    """One sealed message."""

    n: Number
    sealed: Annotated[bytes, msgspec.Meta(max_length=FRAME_MAX)]
    fence: Cursor | None = None


class Typing(Frame, tag="typing"):
    """I am writing."""


class Ping(Frame, tag="ping"):
    """Are you there?"""


ClientFrame = After | Send | Typing | Ping


class MessageFrame(Frame, tag="message"):
    """One message of either side."""

    side: Side
    n: int
    sealed: bytes
    at: int


class Ack(Frame, tag="ack"):
    """That number is durable."""

    n: int
    at: int


class Taken(Frame, tag="taken"):
    """That number holds other bytes."""

    n: int
    last: int


class Target(Part):
    """A key to which a tab is asked to seal."""

    desk: str
    epoch: int
    public: bytes


class Transfer(Part):
    """A transfer that was announced."""

    desk: str
    agent: str | None
    refused: bool


class Proposed(Part):
    """An hour at a station that was proposed to her."""

    slot: str
    at: int
    minutes: int


class Booked(Part):
    """The hour she has chosen, and what became of it."""

    at: int
    minutes: int
    state: str


class Course(Part):
    """Where the talk leads: a station, her accord, an hour (protocol.md §4)."""

    station: str
    accord: str
    slots: tuple[Proposed, ...] = ()
    appointment: Booked | None = None


class State(Frame, tag="state"):
    """Where the conversation is, as one side may know it."""

    version: str
    step: str
    position: int | None = None
    ahead_minutes: int | None = None
    ahead_most: int | None = None
    staffed: bool = True
    desks: tuple[str, ...] = ()
    agent: str | None = None
    away: bool = False
    watched: bool = False
    desk: str = ""
    transfer: Transfer | None = None
    seal: tuple[Target, ...] = ()
    closed: bool = False
    report: bool = False
    danger: bool = False
    minor: bool = False
    fence: int | None = None
    notes: int = 0
    course: Course | None = None


class Presence(Frame, tag="presence"):
    """A side has come or gone."""

    side: Side
    there: bool


class TypingNow(Frame, tag="typing"):
    """A side is writing."""

    side: Side


class Refused(Frame, tag="refused"):
    """A frame was refused."""

    code: str
    n: int | None = None


class Pong(Frame, tag="pong"):
    """I am here."""


ServerFrame = MessageFrame | Ack | Taken | State | Presence | TypingNow | Refused | Pong

_one: Final[msgspec.json.Decoder[ClientFrame]] = msgspec.json.Decoder(ClientFrame)
_many: Final[msgspec.json.Decoder[list[ClientFrame]]] = msgspec.json.Decoder(
    Annotated[list[ClientFrame], msgspec.Meta(min_length=1, max_length=16)]
)
encode: Final = msgspec.json.Encoder().encode


def read_frame(data: str | bytes) -> ClientFrame:
    """Return the frame in `data`.

    Raises:
        TooLarge: longer than `FRAME_MAX`.
        BadRequest: not a frame of the table. The cause is dropped: it could quote.
    """
    if len(data) > FRAME_MAX:
        raise TooLarge("frame")
    try:
        return _one.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadRequest("frame") from None


def read_frames(data: bytes) -> list[ClientFrame]:
    """Return the array of frames in `data`, the body of a POST.

    Raises:
        BadRequest: not an array of 1 to 16 frames of the table.
    """
    try:
        return _many.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadRequest("frames") from None


def join_frames(frames: list[bytes]) -> bytes:
    """Return encoded `frames` as one JSON array."""
    return b"[" + b",".join(frames) + b"]"
