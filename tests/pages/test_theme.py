"""The theme: text and borders stand out enough, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "web" / "styles" / "tokens.css"
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w{6})", part))
    for part in TOKENS.read_text().split("@media")
)
TEXT = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "accent-soft"),
    ("quiet", "paper"),
    ("quiet", "sheet"),
    ("accent", "paper"),
    ("accent", "sheet"),
    ("warn", "warn-soft"),
    ("alarm", "alarm-soft"),
]


def luminance(colour):
    """WCAG 2.2, relative luminance of "#rrggbb"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """WCAG 2.2, contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(theme):
    """4.5 to 1 for text, 3 to 1 for the border of a field."""
    for front, back in TEXT:
        assert 4.5 <= contrast(theme[front], theme[back]), (front, back)
    assert 3 <= contrast(theme["line"], theme["sheet"])


def test_both_themes_set_the_same_colours():
    """No colour of the light theme is left in the dark."""
    assert LIGHT.keys() == DARK.keys()
