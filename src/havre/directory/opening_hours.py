"""Opening hours as people say them, from the form in which the directory keeps them.

"lundi-vendredi 08:00-12:00,14:00-18:00; samedi 09:00-12:00" is read as
"du lundi au vendredi, 8 h à 12 h et 14 h à 18 h ; samedi, 9 h à 12 h".
"""

import re
from typing import Final

DAYS: Final = (
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
)  # fmt: skip
ALWAYS: Final = "tous les jours, jour et nuit"

_SPAN: Final = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")
_DAYS: Final = re.compile(rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))? (\S+)")


def told(hours: str) -> str:
    """Return `hours` in words, the week in order; as written if it is of no such form.

    Args:
        hours: as `Place.hours`: days, then spans, parts with "; " between; "" unknown.
    """
    parts = [_part(part) for part in hours.split("; ")] if hours else []
    if not all(parts):
        return hours
    found = sorted(part for part in parts if part)
    if [(first, last, spans) for first, last, spans in found] == [(0, 6, ALWAYS)]:
        return ALWAYS
    return " ; ".join(f"{_named(first, last)}, {spans}" for first, last, spans in found)


def _part(part: str) -> tuple[int, int, str] | None:
    found = _DAYS.fullmatch(part)
    if not found:
        return None
    spans = [_SPAN.fullmatch(span) for span in found[3].split(",")]
    if not all(spans):
        return None
    first = DAYS.index(found[1])
    last = DAYS.index(found[2]) if found[2] else first
    whole = found[3] in ("00:00-24:00", "00:00-00:00", "00:00-23:59")
    always = ALWAYS if (first, last) == (0, 6) else "jour et nuit"
    texts = [_span(span) for span in sorted(spans, key=_begins) if span]
    return first, last, always if whole else " et ".join(texts)


def _begins(span: re.Match[str] | None) -> str:
    return span[0] if span else ""


def _span(span: re.Match[str]) -> str:
    return f"{_hour(span[1], span[2])} à {_hour(span[3], span[4])}"


def _hour(hour: str, minute: str) -> str:
    return f"{int(hour)} h" + (f" {minute}" if minute != "00" else "")


def _named(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return "tous les jours"
    if first == last:
        return DAYS[first]
    return f"du {DAYS[first]} au {DAYS[last]}"
