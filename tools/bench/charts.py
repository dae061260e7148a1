"""Small SVG charts: text as text, neutral in light and dark, no dependency.

Colour never tells anything alone: bars carry their name and figure, lines their name
in a key and a dash of their own.
"""

import math
from collections.abc import Sequence
from html import escape
from typing import Final

WIDTH: Final = 760
STYLE: Final = (
    ".paper{fill:#faf9f6}.ink{fill:#1c2530}.quiet{fill:#556270}"
    ".ours{fill:#0b5a63}"
    ".other{fill:#848e9a}.grid{stroke:#d5dade}"
    ".goal{stroke:#1c2530;stroke-dasharray:5 4}"
    ".a{stroke:#0b5a63}.b{stroke:#848e9a;stroke-dasharray:7 5}"
    ".a,.b{fill:none;stroke-width:2.5}.s{font-size:13px}.t{font-weight:600}"
    "@media (prefers-color-scheme:dark){.paper{fill:#12171c}.ink{fill:#e8ecf0}"
    ".quiet{fill:#a7b2bd}.ours{fill:#7fd1cf}.other{fill:#6d7884}.grid{stroke:#2c353e}"
    ".goal{stroke:#e8ecf0}.a{stroke:#7fd1cf}.b{stroke:#a7b2bd}}"
)


def _sheet(title: str, told: str, height: int, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        ' role="img" aria-labelledby="t d" font-family="system-ui, sans-serif"'
        f' font-size="15">\n<title id="t">{escape(title)}</title>\n'
        f'<desc id="d">{escape(told)}</desc>\n<style>{STYLE}</style>\n'
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="8"/>\n'
        + _text(24, 34, title, "ink t")
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _text(
    x: float, y: float, words: str, kind: str = "ink s", at: str = "start"
) -> str:
    return (
        f'<text class="{kind}" x="{x:.0f}" y="{y:.0f}" text-anchor="{at}">'
        f"{escape(words)}</text>\n"
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    ends = f'x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}"'
    return f'<line class="{kind}" {ends}/>'


def bars(
    title: str,
    unit: str,
    rows: Sequence[tuple[str, float]],
    *,
    ours: Sequence[str] = (),
    goal: tuple[str, float] | None = None,
) -> str:
    """Horizontal bars from zero, one a row, in the order given.

    Args:
        ours: the rows drawn in the house's colour.
        goal: a name and a value, drawn as a dashed line.
    """
    left, right, top, step = 250, 110, 56, 38
    height = top + step * len(rows) + (40 if goal else 16)
    most = max([value for _, value in rows] + ([goal[1]] if goal else [])) or 1
    wide = (WIDTH - left - right) / most
    body = []
    for n, (name, value) in enumerate(rows):
        y = top + n * step
        kind = "ours" if name in ours else "other"
        body += [
            _text(left - 12, y + 19, name, "ink s", "end"),
            f'<rect class="{kind}" x="{left}" y="{y + 3}" height="24" rx="2"'
            f' width="{max(value * wide, 2):.0f}"/>',
            _text(WIDTH - 24, y + 20, _short(value), "ink s", "end"),
        ]
    if goal:
        x, bottom = left + goal[1] * wide, top + step * len(rows)
        body += [
            _line(x, top - 4, x, bottom, "goal"),
            _text(x, bottom + 20, f"{goal[0]}: {_short(goal[1])}", "quiet s", "middle"),
        ]
    values = "; ".join(f"{name}: {_short(value)}" for name, value in rows)
    return _sheet(f"{title} ({unit})", f"{title}, in {unit}. {values}.", height, body)


def lines(
    title: str,
    across: str,
    up: str,
    series: Sequence[tuple[str, Sequence[tuple[float, float]]]],
    *,
    told: str,
) -> str:
    """One or two lines from (0, 0), each with a dash of its own and a key.

    Args:
        told: what the picture says, for who does not see it.
    """
    left, right, top, height = 76, 216, 76, 340
    bottom = height - 46
    points = [point for _, line in series for point in line] or [(1.0, 1.0)]
    most_x = nice(max(x for x, _ in points))
    most_y = nice(max(y for _, y in points))

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            left + x / most_x * (WIDTH - left - right),
            bottom - y / most_y * (bottom - top),
        )

    body = []
    for n in range(5):
        x, y = place(most_x * n / 4, most_y * n / 4)
        body += [
            _line(left, y, WIDTH - right, y, "grid"),
            _text(left - 10, y + 5, _short(most_y * n / 4), "quiet s", "end"),
            _text(x, bottom + 20, _short(most_x * n / 4), "quiet s", "middle"),
        ]
    for n, (kind, (name, line)) in enumerate(zip("ab", series, strict=False)):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*one) for one in line))
        key, y = WIDTH - right + 20, top + 10 + n * 28
        body += [
            f'<polyline class="{kind}" points="{path}"/>',
            _line(key, y, key + 34, y, kind),
            _text(key + 42, y + 5, name),
        ]
    body += [
        _text((left + WIDTH - right) / 2, height - 8, across, "quiet s", "middle"),
        _text(left, top - 12, up, "quiet s"),
    ]
    return _sheet(title, told, height, body)


def nice(value: float) -> float:
    """The first round number that is not under `value`."""
    if value <= 0:
        return 1.0
    ten = 10.0 ** math.floor(math.log10(value))
    return next(ten * step for step in (1, 2, 4, 5, 8, 10) if ten * step >= value)


def _short(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
