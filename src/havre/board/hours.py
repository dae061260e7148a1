"""The last six hours as a document: a figure, and the same numbers as a table."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from havre.board.drawing import (
    PANEL_HEIGHT,
    PANEL_WIDTH,
    QUARTERS,
    Series,
    drawing,
    minutes,
)
from havre.plumbing.templates import Templates

ZONE: Final = "Europe/Paris"  # the hour on the wall of every desk


def wall_clock() -> tzinfo:
    """Return the zone of the desks; UTC on a machine that knows no zones."""
    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        return UTC


def document(shown: Sequence[Series], now: int, templates: Templates) -> str:
    """Return the HTML of `shown`, at least one desk, at `now` in milliseconds."""
    zone = wall_clock()

    def clock(at: int) -> str:
        return datetime.fromtimestamp(at / 1000, zone).strftime("%H:%M")

    return templates.render(
        "board/hours.html",
        "fr",
        {
            "series": shown,
            "drawing": drawing(shown),
            "start": shown[0].quarters[0].at,
            "now": now,
            "count": QUARTERS,
            "width": PANEL_WIDTH,
            "height": PANEL_HEIGHT,
            "clock": clock,
            "minutes": minutes,
        },
    )
