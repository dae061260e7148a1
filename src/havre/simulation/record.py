"""What was seen of an evening, as each side saw it. Knows no service."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from havre.client.sealing import Side
from havre.client.service import Answer
from havre.simulation.plan import Story


@dataclass(slots=True)
class Sent:
    """A message that one side gave to its line."""

    side: Side
    number: int
    digest: bytes
    at: float
    acked_at: float | None = None
    resent: int = 0


@dataclass(slots=True)
class Delivery:
    """A message that a reader received."""

    side: Side
    number: int
    digest: bytes
    opens: bool
    at: float


@dataclass(slots=True)
class Settled:
    """All that was durable at `began` had been delivered, said the service."""

    began: float
    held: dict[Side, int]


@dataclass(slots=True)
class Reader:
    """One tab: what came to it, in the order in which it came.

    Attributes:
        spans: from when to when it was connected; None: it still is.
    """

    side: Side
    came: list[Delivery] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)
    spans: list[tuple[float, float | None]] = field(default_factory=list)

    def held(self, side: Side) -> int:
        """Return the highest number of `side` that came."""
        return max((one.number for one in self.came if one.side is side), default=0)


@dataclass(frozen=True, slots=True)
class Told:
    """What her screen could say at one instant."""

    at: float
    connected: bool
    step: str = ""
    position: int | None = None
    agent: str | None = None
    there: bool = False


@dataclass(eq=False, slots=True)
class Visit:
    """One visitor's conversation, from both sides.

    Attributes:
        story: None: somebody tries the service by hand.
        desk: who answers, or answers first.
        wants_until: when she stopped wanting to go on; None: she still does.
        answered: (opened, taken, by which desk), milliseconds of the service.
        gave_up: milliseconds; when she left, unanswered.
        estimate: from and to how many minutes, as first told.
        finished: she has said goodbye.
        shut_out: the service closed her line for good while she wanted to go on.
    """

    conversation: str
    story: Story | None
    opened_at: float
    desk: str = ""
    wants_until: float | None = None
    answered: tuple[int, int, str] | None = None
    gave_up: int | None = None
    opened_ms: int = 0
    estimate: tuple[int, int] | None = None
    finished: bool = False
    shut_out: bool = False
    ended: str = ""
    sent: list[Sent] = field(default_factory=list)
    readers: list[Reader] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def wall_clock() -> int:
    """Return milliseconds UTC."""
    return time.time_ns() // 1_000_000


@dataclass
class Record:
    """Every visit, by conversation.

    Attributes:
        now: seconds, never going back: the clock of the event loop.
        wall: milliseconds UTC, to stand beside the service's.
        counts: what happened how often.
    """

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], int] = wall_clock
    visits: dict[str, Visit] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, more: int = 1) -> None:
        """Count one thing that happened."""
        self.counts[what] = self.counts.get(what, 0) + more

    def opened(self, conversation: str, story: Story) -> Visit:
        """Note that a visitor has opened a conversation."""
        visit = Visit(conversation, story, self.now())
        visit.opened_ms = self.wall()
        self.visits[conversation] = visit
        return visit


def digest(sealed: bytes) -> bytes:
    """Return what tells two sealed messages apart."""
    return hashlib.sha256(sealed).digest()[:16]


@dataclass(eq=False)
class Witness:
    """Notes what passes on one line: the `Watch` of `havre.client.line`."""

    record: Record
    visit: Visit
    reader: Reader

    @classmethod
    def of(cls, record: Record, visit: Visit, side: Side) -> "Witness":
        """Return the witness of a new tab."""
        reader = Reader(side)
        visit.readers.append(reader)
        return cls(record, visit, reader)

    def sent(self, number: int, sealed: bytes) -> None:
        """Note a message given to the line."""
        side, at = self.reader.side, self.record.now()
        self.visit.sent.append(Sent(side, number, digest(sealed), at))

    def acknowledged(self, number: int) -> None:
        """Note that it is durable."""
        for one in reversed(self.visit.sent):
            if (one.side, one.number) == (self.reader.side, number):
                one.acked_at = self.record.now()
                return

    def resent(self, number: int) -> None:
        """Note that the same bytes go out again."""
        for one in reversed(self.visit.sent):
            if (one.side, one.number) == (self.reader.side, number):
                one.resent += 1
                return

    def came(self, side: Side, number: int, sealed: bytes, *, opens: bool) -> None:
        """Note a delivery."""
        at = self.record.now()
        self.reader.came.append(Delivery(side, number, digest(sealed), opens, at))

    def attached(self) -> None:
        """Note that the socket is open."""
        self.reader.spans.append((self.record.now(), None))
        if len(self.reader.spans) > 1:
            self.record.count("reconnections")

    def settled(self, began: float) -> None:
        """Note that everything until `began` must be here now."""
        held = {side: self.reader.held(side) for side in Side}
        self.reader.settled.append(Settled(began, held))

    def detached(self) -> None:
        """Note that the socket is gone."""
        if self.reader.spans and self.reader.spans[-1][1] is None:
            start, _ = self.reader.spans[-1]
            self.reader.spans[-1] = (start, self.record.now())
        if self.reader.side is Side.VISITOR:
            self.visit.told.append(Told(self.record.now(), connected=False))

    def state(self, state: Answer) -> None:
        """Note what her screen says."""
        visit = self.visit
        visit.desk = visit.desk or str(state["desk"])
        low, high = state.get("ahead_minutes"), state.get("ahead_most")
        if visit.estimate is None and low is not None and high is not None:
            visit.estimate = (low, high)
        if self.reader.side is Side.VISITOR:
            there = bool(visit.told and visit.told[-1].there)
            self._tell(state["step"], state["position"], state["agent"], there)

    def presence(self, there: bool) -> None:
        """Note that the officer has come or gone."""
        if self.reader.side is Side.VISITOR and self.visit.told:
            last = self.visit.told[-1]
            self._tell(last.step, last.position, last.agent, there)

    def _tell(
        self, step: str, position: int | None, agent: str | None, there: bool
    ) -> None:
        at = self.record.now()
        self.visit.told.append(Told(at, True, step, position, agent, there))
