"""The numbers to call: each is dated, sourced, and opens what it prints."""

from datetime import date, timedelta

from havre.law.records import FRESH
from havre.pages.numbers import read_numbers
from havre.pages.rules import stale

NUMBERS = read_numbers()


def test_every_number_says_its_source_and_its_day():
    """Nothing is stated that nobody can check."""
    for number in NUMBERS.numbers:
        assert NUMBERS.sources[number.source].title
        assert date(2026, 11, 23) <= number.checked
        assert "memory" != number.source or not number.certain


def test_what_nobody_checked_for_ninety_days_is_stale():
    """Ninety days is still fresh; one day more is not."""
    row = NUMBERS.numbers[0]

    assert () == stale([row], row.checked + FRESH)
    assert (row,) == stale([row], row.checked + FRESH + timedelta(days=1))


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
