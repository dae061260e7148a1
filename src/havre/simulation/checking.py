"""What must hold of an evening, checked on what both sides saw. Pure.

Source: docs/reference/protocol.md §4; docs/how-to/simulate.md says it in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from havre.client.sealing import Side
from havre.simulation.record import Reader, Record, Sent, Told, Visit

GRACE: Final = 20.0  # seconds that a change may take to be told on a busy machine
DELIVERY: Final = 10.0  # seconds from the acknowledgement to the other open line
PASSED_OVER_MAX: Final = 30 * 60.0  # seconds: the bound of the line
OVER: Final = frozenset({"frozen", "ended"})

Place = tuple[str, Side, int]


@dataclass(frozen=True, slots=True)
class Findings:
    """What went wrong. Each list names conversations; nobody's words."""

    lost: list[Place] = field(default_factory=list)
    doubled: list[Place] = field(default_factory=list)
    reordered: list[Place] = field(default_factory=list)
    altered: list[Place] = field(default_factory=list)
    stranded: list[tuple[str, str]] = field(default_factory=list)
    passed_over: float = 0.0

    @property
    def good(self) -> bool:
        """Nothing is wrong."""
        wrong = (self.lost, self.doubled, self.reordered, self.altered, self.stranded)
        return not any(wrong) and self.passed_over <= PASSED_OVER_MAX


def check(record: Record, ended_at: float, lease: float) -> Findings:
    """Return what is wrong in `record`.

    Args:
        ended_at: when the evening was over, on the record's clock.
        lease: seconds after which a vanished officer loses a conversation.
    """
    visits = list(record.visits.values())
    return Findings(
        lost=[place for visit in visits for place in _lost(visit, ended_at)],
        doubled=[place for visit in visits for place in _doubled(visit)],
        reordered=[place for visit in visits for place in _reordered(visit)],
        altered=[place for visit in visits for place in _altered(visit)],
        stranded=[
            (visit.conversation, why)
            for visit in visits
            if (why := _stranded(visit, ended_at, lease)) is not None
        ],
        passed_over=largest_passing_over(visits),
    )


def _lost(visit: Visit, ended_at: float) -> set[Place]:
    """Return what was acknowledged and missing where it had to be."""
    durable = {
        (one.side, one.number): one.acked_at
        for one in visit.sent
        if one.acked_at is not None
    }
    return {
        (visit.conversation, side, number)
        for reader in visit.readers
        for (side, number), acked_at in durable.items()
        if side is not reader.side and _missed(reader, side, number, acked_at, ended_at)
    }


def _missed(
    reader: Reader, side: Side, number: int, acked_at: float, ended_at: float
) -> bool:
    if any(acked_at < one.began and one.held[side] < number for one in reader.settled):
        return True
    came_at = min(
        (one.at for one in reader.came if (one.side, one.number) == (side, number)),
        default=ended_at,
    )
    return any(
        min(came_at, ended_at if end is None else end) - max(start, acked_at) > DELIVERY
        for start, end in reader.spans
    )


def _doubled(visit: Visit) -> Iterator[Place]:
    for reader in visit.readers:
        seen: set[tuple[Side, int]] = set()
        for one in reader.came:
            if (one.side, one.number) in seen:
                yield visit.conversation, one.side, one.number
            seen.add((one.side, one.number))


def _reordered(visit: Visit) -> Iterator[Place]:
    """Yield what came before its turn, to a reader of the other side or a new tab."""
    for reader in visit.readers:
        last = dict.fromkeys(Side, 0)
        own = {one.number for one in visit.sent if one.side is reader.side}
        for one in reader.came:
            skipped = set(range(last[one.side] + 1, one.number))
            if one.side is reader.side:
                skipped -= own  # acknowledged here already, and not repeated
            if skipped or one.number < last[one.side]:
                yield visit.conversation, one.side, one.number
            last[one.side] = max(last[one.side], one.number)


def _altered(visit: Visit) -> Iterator[Place]:
    made: dict[tuple[Side, int], set[bytes]] = {}
    for sent in visit.sent:
        made.setdefault((sent.side, sent.number), set()).add(sent.digest)
    for reader in visit.readers:
        for one in reader.came:
            known = made.get((one.side, one.number), set())
            # A person at the console may answer too: what she wrote is not known here.
            foreign = one.side is Side.AGENT and not known
            if not one.opens or (one.digest not in known and not foreign):
                yield visit.conversation, one.side, one.number


def delivered(visit: Visit, side: Side) -> set[int]:
    """Return the numbers of `side` that reached the other one."""
    return {
        one.number
        for reader in visit.readers
        if reader.side is not side
        for one in reader.came
        if one.side is side
    }


def acknowledged(visit: Visit, side: Side) -> list[Sent]:
    """Return what the service called durable."""
    return [one for one in visit.sent if one.side is side and one.acked_at is not None]


def _stranded(visit: Visit, ended_at: float, lease: float) -> str | None:
    """Return why she was in front of nobody, or None."""
    until = ended_at if visit.wants_until is None else visit.wants_until
    if visit.shut_out:
        return "her line was closed"
    moments = [one for one in visit.told if one.at <= until]
    for why, seconds in _bad_spans([*moments, Told(until, connected=True)]):
        if seconds > GRACE + (lease if why == "her officer is gone" else 0):
            return why
    if visit.wants_until is None and not _served(visit, moments):
        return "nobody answered"
    return None


def _served(visit: Visit, moments: list[Told]) -> bool:
    if not moments:
        return False
    last = moments[-1].step
    return last in OVER or (visit.answered is not None and last in ("talking", "hold"))


def _bad_spans(moments: list[Told]) -> Iterator[tuple[str, float]]:
    """Yield each reason for which she stood before nobody, and for how long."""
    why, since = None, 0.0
    for one, following in pairwise(moments):
        now = _wrong(one)
        if now != why:
            why, since = now, one.at
        if why is not None:
            yield why, following.at - since


def _wrong(one: Told) -> str | None:
    if not one.connected:  # it is her own network
        return None
    if one.step == "line":
        return "no place was told" if one.position is None else None
    if one.step == "talking":
        if one.agent is None:
            return "an officer without a name"
        return None if one.there else "her officer is gone"
    return None if one.step in {"hold", *OVER} else "no known step"


def largest_passing_over(visits: Iterable[Visit]) -> float:
    """Return by how many seconds the latest newcomer was answered before somebody.

    Of two who stood before the same desk: she opened first, the other was answered
    first, while she waited. How much later had the other opened?
    """
    everyone = list(visits)
    largest = 0
    for other in everyone:
        if other.answered is None:
            continue
        opened, taken, desk = other.answered
        for her in everyone:
            mine = her.answered[0] if her.answered else her.opened_ms
            if her.desk == desk and _waited_at(her, taken):
                largest = max(largest, opened - mine)
    return largest / 1_000


def _waited_at(her: Visit, instant: int) -> bool:
    """Return True if she stood in line at `instant`, for the first time."""
    if her.answered is not None:
        start, end, _ = her.answered
        return start <= instant < end
    return her.opened_ms <= instant and (her.gave_up is None or instant < her.gave_up)
