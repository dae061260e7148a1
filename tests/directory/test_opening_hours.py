"""Opening hours are told in words; what is not understood is left as it is."""

import pytest

from havre.directory.opening_hours import told

WRITTEN = [
    ("lundi-dimanche 00:00-24:00", "tous les jours, jour et nuit"),
    (
        "lundi-vendredi 08:00-12:00,14:00-18:00",
        "du lundi au vendredi, 8 h à 12 h et 14 h à 18 h",
    ),
    (
        "lundi-samedi 08:00-12:00,14:00-18:00; dimanche 09:00-12:00",
        "du lundi au samedi, 8 h à 12 h et 14 h à 18 h ; dimanche, 9 h à 12 h",
    ),
    (
        "vendredi 08:30-12:00,13:30-17:00; jeudi 13:30-17:00;"
        " lundi-mercredi 09:00-12:00",
        "du lundi au mercredi, 9 h à 12 h ; jeudi, 13 h 30 à 17 h ;"
        " vendredi, 8 h 30 à 12 h et 13 h 30 à 17 h",
    ),
    ("jeudi 13:30-17:00,09:00-12:00", "jeudi, 9 h à 12 h et 13 h 30 à 17 h"),
    ("lundi 00:00-24:00", "lundi, jour et nuit"),
    ("lundi-dimanche 08:00-19:00", "tous les jours, 8 h à 19 h"),
    ("", ""),
]


@pytest.mark.parametrize(("hours", "words"), WRITTEN)
def test_hours_are_told_in_words(hours, words):
    """The week in its order, whatever the order of the file."""
    assert words == told(hours)


@pytest.mark.parametrize("hours", ["sur rendez-vous", "lundi matin", "Mo-Fr 08:00"])
def test_another_form_is_left_as_written(hours):
    """A guess would send somebody to a closed door."""
    assert hours == told(hours)
