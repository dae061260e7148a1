"""The law and the numbers: every line is dated, sourced, and found when it is old."""

from datetime import date, timedelta

import pytest

from havre.pages.law import DATA, read_law, read_numbers
from havre.pages.rules import FRESH, stale

LAW = read_law()
NUMBERS = read_numbers()
ROWS = [*LAW.rows(), *NUMBERS.numbers]


def test_every_line_says_its_source_and_its_day():
    """Nothing is stated that nobody can check."""
    sources = LAW.sources | NUMBERS.sources

    for row in ROWS:
        assert sources[row.source].title
        assert date(2026, 11, 23) <= row.checked


def test_what_is_from_memory_is_never_shown_as_sure():
    """A line without a text behind it carries its warning."""
    unsure = [row for row in ROWS if row.source == "memory"]

    assert unsure
    assert not any(row.certain for row in unsure)


def test_every_offence_has_an_article_a_maximum_and_a_time_limit():
    """Seed of the job: article, maximum penalty, time limit."""
    for offence in LAW.offences:
        assert any(character.isdigit() for character in offence.article)
        assert offence.penalties
        assert offence.limits


def test_keys_are_unique():
    """A line that hides another would never be checked."""
    for rows in (LAW.offences, LAW.families, LAW.stages, LAW.principles):
        keys = [row.key for row in rows]

        assert len(keys) == len(set(keys))


def test_every_family_and_limit_is_used():
    """No heading stands above nothing."""
    used = {key for offence in LAW.offences for key in offence.limits}

    assert {family.key for family in LAW.families} == {o.family for o in LAW.offences}
    assert set(LAW.limits) == used


def test_no_jurist_has_read_it_yet():
    """The badge goes only when someone takes the responsibility of removing it."""
    assert not LAW.proofread


def test_what_nobody_checked_for_ninety_days_is_stale():
    """Ninety days is still fresh; one day more is not."""
    row = ROWS[0]

    assert () == stale([row], row.checked + FRESH)
    assert (row,) == stale([row], row.checked + FRESH + timedelta(days=1))


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("offences.toml", 'source = "code-penal"', 'source = "nowhere"'),
        ("offences.toml", 'family = "body"', 'family = "nowhere"'),
        ("limits.toml", 'key = "delit"', 'key = "elsewhere"'),
        ("offences.toml", "certain = true", 'certain = "yes"'),
        ("procedure.toml", "checked = 2026-11-23", "cheked = 2026-11-23"),
    ],
)
def test_a_broken_file_stops_the_start(tmp_path, file, before, after):
    """A line that names nothing, or is misspelt, is refused before anyone reads it."""
    for path in (DATA / "law").iterdir():
        text = path.read_text()
        if path.name == file:
            assert before in text
            text = text.replace(before, after, 1)
        (tmp_path / path.name).write_text(text)

    with pytest.raises(ValueError, match=r"unknown|Expected|contains|required"):
        read_law(tmp_path)


def test_a_number_opens_what_it_prints():
    """Whoever taps a number calls that number."""
    for number in NUMBERS.numbers:
        scheme, _, target = number.link.partition(":")
        printed = number.number.replace(" ", "")

        assert scheme in {"tel", "sms", "https"}
        assert printed == target.removeprefix("//")


def test_danger_comes_first_and_can_be_written():
    """17, 112, and 114 for whoever cannot speak or hear."""
    danger = [number.link for number in NUMBERS.of("danger")]

    assert ["tel:17", "tel:112", "sms:114"] == danger
