"""What came of an evening, in numbers: waits, messages, and what went wrong."""

import math
from collections.abc import Iterator, Sequence

from havre.client.sealing import Side
from havre.simulation.checking import PASSED_OVER_MAX, acknowledged, delivered
from havre.simulation.plan import EVENING
from havre.simulation.playing import Played
from havre.simulation.record import Visit

SHARES = ((50, "p50"), (90, "p90"), (99, "p99"), (100, "max"))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` percent do not exceed; nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def waits(visits: Sequence[Visit]) -> list[float]:
    """Return the real seconds that each answered visitor waited, by the service."""
    return [
        (one.answered[1] - one.answered[0]) / 1_000
        for one in visits
        if one.answered is not None
    ]


def tell(played: Played) -> str:
    """Return the whole account, for a terminal."""
    return "\n".join(
        line
        for part in (_people, _waits, _messages, _counts, _figures, _verdict)
        for line in part(played)
    )


def _people(played: Played) -> Iterator[str]:
    visits = list(played.record.visits.values())
    answered = sum(one.answered is not None for one in visits)
    script = played.script
    yield (
        f"Evening of seed {script.seed}: {len(played.evening.visitors)} visitors from"
        f" 16:00 to 24:00 in {script.minutes:g} minutes,"
        f" {len(played.evening.officers)} officers"
    )
    yield (
        f"  opened {len(visits)}, answered {answered},"
        f" left unanswered {len(visits) - answered}"
    )
    ends: dict[str, int] = {}
    for one in visits:
        ends[one.ended or "still there"] = ends.get(one.ended or "still there", 0) + 1
    yield "  ended: " + ", ".join(f"{what} {n}" for what, n in sorted(ends.items()))


def _waits(played: Played) -> Iterator[str]:
    pace = EVENING / played.script.minutes
    yield f"Waits, real seconds (one is {pace:.0f} seconds of the evening)"
    yield "  desk          people" + "".join(f"{name:>8}" for _, name in SHARES)
    visits = [one for one in played.record.visits.values() if one.answered]
    desks = sorted({one.answered[2] for one in visits if one.answered})
    groups = [(desk, [v for v in visits if _desk(v) == desk]) for desk in desks]
    for name, group in [("all", visits), *groups]:
        if group:
            found = waits(group)
            row = "".join(f"{percentile(found, share):8.1f}" for share, _ in SHARES)
            yield f"  {name:<14}{len(found):>6}{row}"
    yield from _estimates(visits)


def _estimates(visits: Sequence[Visit]) -> Iterator[str]:
    """Say how often the wait was within what was told first."""
    told = [one for one in visits if one.estimate and one.answered]
    if not told:
        return
    right = 0
    for one, waited in zip(told, waits(told), strict=True):
        low, high = one.estimate or (0, 0)
        right += low - 1 <= waited / 60 <= high
    yield f"  told how long it would be: {len(told)}; within what was told: {right}"


def _desk(visit: Visit) -> str:
    return visit.answered[2] if visit.answered else visit.desk


def _messages(played: Played) -> Iterator[str]:
    visits = list(played.record.visits.values())
    yield "Messages                    sent  resent   acked  delivered"
    for side, name in ((Side.VISITOR, "visitors"), (Side.AGENT, "officers")):
        sent = [one for visit in visits for one in visit.sent if one.side is side]
        acked = sum(len(acknowledged(visit, side)) for visit in visits)
        reached = sum(len(delivered(visit, side)) for visit in visits)
        again = sum(one.resent for one in sent)
        yield f"  from {name:<17}{len(sent):>8}{again:>8}{acked:>8}{reached:>11}"


def _counts(played: Played) -> Iterator[str]:
    yield "What else happened"
    for what, n in sorted(played.record.counts.items()):
        yield f"  {what}: {n}"


def _figures(played: Played) -> Iterator[str]:
    yield "Public numbers, as /chiffres shows them"
    told = played.figures
    if told is None:
        yield "  nothing yet: too few people for a period"
        return
    share = round(100 * told.reports / told.people)
    yield f"  people helped: {told.people}"
    yield f"  reports to justice: {told.reports} ({share} %)"


def _verdict(played: Played) -> Iterator[str]:
    found = played.findings
    yield "What must hold"
    for name in ("lost", "doubled", "reordered", "altered"):
        yield f"  messages {name}: {len(getattr(found, name))}"
    yield f"  left in front of nobody: {len(found.stranded)}"
    for conversation, why in found.stranded:
        yield f"    {conversation}: {why}"
    yield (
        f"  largest passing over: {found.passed_over:.0f} s"
        f" (the bound: {PASSED_OVER_MAX:.0f} s)"
    )
    yield (
        f"  everyone was served {played.drained:.0f} s after midnight"
        f" (the bound: {played.drain:.0f} s)"
    )
    yield "It holds." if found.good else "IT DOES NOT HOLD."
