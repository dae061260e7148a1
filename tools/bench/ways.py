"""One direction of one conversation: what was sent, and what became of it.

Whatever the system under test, a message is acknowledged once to who sent it and
delivered once, in order, to the other side. Anything else is a fault, and a fault makes
the run fail.
"""

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(slots=True)
class Record:
    """What a load has seen: seconds of each delivery, and every fault."""

    delivered_in: "array[float]" = field(default_factory=lambda: array("d"))
    acknowledged_in: "array[float]" = field(default_factory=lambda: array("d"))
    faults: Counter[str] = field(default_factory=Counter)
    done: int = 0

    def clear(self) -> None:
        """Forget the times: a new load begins. Faults stay."""
        self.delivered_in = array("d")
        self.acknowledged_in = array("d")
        self.done = 0


class Way:
    """One side's messages to the other.

    Attributes:
        say: sends the message of that number; given by who carries it.
        on_done: called when one message is both acknowledged and delivered.
    """

    __slots__ = ("_at", "acknowledged", "delivered", "on_done", "record", "say", "sent")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.say: Callable[[int], None] | None = None
        self.on_done: Callable[[Way], None] | None = None
        self.sent = self.acknowledged = self.delivered = 0
        self._at: dict[int, float] = {}

    @property
    def done(self) -> int:
        """How many are acknowledged and delivered."""
        return min(self.acknowledged, self.delivered)

    def send(self) -> None:
        """Send the next one."""
        self.sent += 1
        self._at[self.sent] = perf_counter()
        assert self.say is not None
        self.say(self.sent)

    def acked(self, number: int) -> None:
        """Note that the sender was told that `number` is kept."""
        if number != self.acknowledged + 1:
            self._fault("acknowledged", number, self.acknowledged)
            return
        self.acknowledged = number
        self.record.acknowledged_in.append(perf_counter() - self._at[number])
        if self.delivered >= number:
            self._finish(number)

    def arrived(self, number: int) -> None:
        """Note that the other side received `number`."""
        if number != self.delivered + 1 or number > self.sent:
            self._fault("delivered", number, self.delivered)
            return
        self.delivered = number
        self.record.delivered_in.append(perf_counter() - self._at[number])
        if self.acknowledged >= number:
            self._finish(number)

    def _finish(self, number: int) -> None:
        del self._at[number]
        self.record.done += 1
        if self.on_done is not None:
            self.on_done(self)

    def _fault(self, what: str, number: int, held: int) -> None:
        kind = "doubled" if number <= held else "reordered"
        self.record.faults[f"{what}: {kind}"] += 1

    def settle(self) -> int:
        """Return how many messages are still missing somewhere."""
        return max(self.sent - self.acknowledged, self.sent - self.delivered)
