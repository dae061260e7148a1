"""Languages: French is the source, catalogues are read at start-up."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import havre
from havre.plumbing.templates import Templates
from havre.plumbing.words import LANGUAGES, load_words, spaced

LOCALE = Path(havre.__file__).parent / "locale"
WORDS = load_words(LOCALE)


def test_what_a_catalogue_lacks_stays_french():
    """A visitor reads French rather than nothing."""
    assert "Jamais traduit" == WORDS["ar"].gettext("Jamais traduit")


def test_every_language_is_there_and_arabic_runs_from_right_to_left():
    """Each language of the list has its catalogue; only Arabic is mirrored."""
    rtl = [code for code, words in WORDS.items() if words.language.direction == "rtl"]

    assert [language.code for language in LANGUAGES] == list(WORDS)
    assert ["ar"] == rtl


def test_easy_french_is_french_to_a_screen_reader():
    """No voice knows a tag of its own for it."""
    assert "fr" == WORDS["fr@falc"].language.tag


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Où ?", "Où\N{NO-BREAK SPACE}?"),
        ("« Oui »", "«\N{NO-BREAK SPACE}Oui\N{NO-BREAK SPACE}»"),
        ("75 000 €", "75\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€"),
        ("15 ans de prison", "15\N{NO-BREAK SPACE}ans de prison"),
        ("0 805 80", "0\N{NO-BREAK SPACE}805\N{NO-BREAK SPACE}80"),
        ("au 114. Puis", "au 114. Puis"),
        ("après %(hold)s", "après %(hold)s"),
    ],
)
def test_french_marks_stay_with_their_word(plain, expected):
    """No line of a narrow screen begins with "?" or "ans"."""
    assert expected == spaced(plain)


def test_french_says_zero_in_the_singular():
    """French plurals begin at two; English ones leave out only one."""
    french, english = WORDS["fr"], WORDS["en"]

    assert "jour" == french.ngettext("jour", "jours", 0)
    assert "jours" == french.ngettext("jour", "jours", 2)
    assert english.gettext("Oui") == "Yes"


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=15), "15 minutes"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=2), "2 heures"),
        (timedelta(hours=36), "36 heures"),
        (timedelta(hours=48), "48 heures"),
        (timedelta(days=30), "30 jours"),
    ],
)
def test_a_span_is_said_in_the_largest_whole_unit_people_use(span, expected):
    """Hours up to two days, then days."""
    assert spaced(expected) == WORDS["fr"].duration(span)


def test_a_day_is_written_in_full():
    """A date that cannot be read the other way round."""
    assert spaced("23 novembre 2026") == WORDS["fr"].day(date(2026, 11, 23))


def test_a_template_escapes_what_it_is_given_and_refuses_what_it_lacks(tmp_path):
    """Values never become markup; a forgotten value is an error, not a blank."""
    (tmp_path / "a.html").write_text('{{ name }} {{ _("Oui") }}')
    templates = Templates(WORDS, directory=tmp_path)

    assert "&lt;b&gt; Yes" == templates.render("a.html", "en", {"name": "<b>"})
    with pytest.raises(Exception, match="'name' is undefined"):
        templates.render("a.html", "fr", {})


def test_a_missing_catalogue_stops_the_start(tmp_path):
    """Better no service than one that silently lost a language."""
    with pytest.raises(FileNotFoundError):
        load_words(tmp_path)
