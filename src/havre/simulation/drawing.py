"""Draws the waits of an evening: a small SVG that any browser opens, text as text."""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from havre.simulation.plan import EVENING, STARTS_AT
from havre.simulation.playing import Played
from havre.simulation.record import Visit
from havre.simulation.telling import percentile, waits

WIDTH, HEIGHT = 720, 340
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 56, 40
SLOT: Final = 30.0  # minutes of the evening
SLOTS: Final = int(EVENING / SLOT)
INK, SOFT, BARS, FIRST, SECOND = "#1f2430", "#6b7280", "#d5dbe6", "#0b5cad", "#a8430f"
STEPS: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 1_200, 1_800, 3_600)


def draw(played: Played) -> str:
    """Return the SVG: arrivals as bars, half and nine tenths of the waits as lines."""
    slots = _by_slot(played)
    found = [waits(visits) for _, visits in slots]
    longest = max((percentile(one, 90) for one in found if one), default=1.0)
    top = next((step for step in STEPS if step >= longest), longest)
    most = max((arrived for arrived, _ in slots), default=0) or 1
    half, tenths = _line(found, 50, top), _line(found, 90, top)
    body = [
        *_bars([arrived for arrived, _ in slots], most),
        *_axes(top, most),
        f'<polyline points="{half}" fill="none" stroke="{FIRST}" stroke-width="2.5"/>',
        f'<polyline points="{tenths}" fill="none" stroke="{SECOND}" stroke-width="2.5"'
        ' stroke-dasharray="6 4"/>',
        *_legend(played),
    ]
    title = f"Arrivals and waits over the evening of seed {played.script.seed}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="system-ui, sans-serif" font-size="12" role="img"'
        f' aria-label="{escape(title)}">\n<title>{escape(title)}</title>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _by_slot(played: Played) -> list[tuple[int, list[Visit]]]:
    """Return how many came in each half hour, and those of them who opened."""
    slots: list[tuple[int, list[Visit]]] = [(0, []) for _ in range(SLOTS)]
    for story in played.evening.visitors:
        slot = int(story.comes_at / SLOT)
        slots[slot] = slots[slot][0] + 1, slots[slot][1]
    for visit in played.record.visits.values():
        if visit.story is not None:
            slots[int(visit.story.comes_at / SLOT)][1].append(visit)
    return slots


def _x(slot: float) -> float:
    return LEFT + slot * (WIDTH - LEFT - RIGHT) / SLOTS


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _line(found: Sequence[Sequence[float]], share: float, top: float) -> str:
    return " ".join(
        f"{_x(slot + 0.5):.1f},{_y(percentile(one, share) / top):.1f}"
        for slot, one in enumerate(found)
        if one
    )


def _bars(arrivals: Sequence[int], most: int) -> Iterator[str]:
    for slot, arrived in enumerate(arrivals):
        high, wide = _y(0) - _y(arrived / most), _x(1) - _x(0) - 4
        yield (
            f'<rect x="{_x(slot) + 2:.1f}" y="{_y(arrived / most):.1f}"'
            f' width="{wide:.1f}" height="{high:.1f}" fill="{BARS}"/>'
        )


def _axes(top: float, most: int) -> Iterator[str]:
    yield (
        f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}" fill="none"'
        f' stroke="{SOFT}"/>'
    )
    for hour in range(int(EVENING / 60) + 1):
        at = _x(hour * 60 / SLOT)
        yield _text(at, HEIGHT - BOTTOM + 18, f"{STARTS_AT + hour} h", "middle")
    for share in (0, 0.5, 1):
        yield _text(LEFT - 8, _y(share) + 4, f"{top * share:g} s", "end")
    yield _text(WIDTH - RIGHT, TOP - 8, f"tallest bar: {most} arrivals", "end")


def _legend(played: Played) -> Iterator[str]:
    pace = EVENING / played.script.minutes
    yield _text(
        LEFT, 20, f"Waits before an answer; 1 s is {pace:.0f} s of the evening", "start"
    )
    yield f'<path d="M{LEFT} 36h26" stroke="{FIRST}" stroke-width="2.5"/>'
    yield _text(LEFT + 32, 40, "half waited less", "start")
    yield (
        f'<path d="M{LEFT + 150} 36h26" stroke="{SECOND}" stroke-width="2.5"'
        ' stroke-dasharray="6 4"/>'
    )
    yield _text(LEFT + 182, 40, "nine in ten waited less", "start")
    yield f'<rect x="{LEFT + 340}" y="30" width="26" height="12" fill="{BARS}"/>'
    yield _text(LEFT + 372, 40, "arrivals, by half hour", "start")


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{INK}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )
