"""The safety words: every key, in every language, with what a script has to fill."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import havre
from havre.pages import course, safety, told
from havre.pages.numbers import read_numbers
from havre.plumbing.words import LANGUAGES, load_words

LOCALE = Path(havre.__file__).parent / "locale"
WORDS = load_words(LOCALE)
OTHERS = [language.code for language in LANGUAGES if language.code != "fr"]
SETTINGS = list(safety.EXIT_DOES)
FRENCH = {
    **safety.BEFORE,
    **safety.TALKING,
    **told.TOLD,
    **safety.AROUND,
    **course.COURSE,
    **{f"exit-does {key}": text for key, text in safety.EXIT_DOES.items()},
    **{f"kept {key}": text for key, text in safety.KEPT.items()},
}


def catalogue(code):
    """The messages of one .po file, without its header."""
    with (LOCALE / code / "LC_MESSAGES" / "havre.po").open("rb") as source:
        read = read_po(source, WORDS[code].language.tag)
    return {str(each.id): str(each.string) for each in read if each.id}


@pytest.mark.parametrize("code", OTHERS)
def test_every_safety_word_is_translated(code):
    """No one finds French in the middle of what keeps them safe."""
    translated = catalogue(code)

    assert set(FRENCH.values()) == set(translated)
    assert all(translated.values())


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_the_numbers_and_what_is_to_be_filled(code):
    """17 stays 17, `{ahead}` stays `{ahead}`."""
    filled = re.compile(r"\{\w+\}|\d{2,}")

    for french, translation in catalogue(code).items():
        assert set(filled.findall(french)) == set(filled.findall(translation))


def test_the_exit_says_what_it_does_under_each_setting():
    """Three services, three truths, in every language."""
    for words in WORDS.values():
        said = {safety.texts(words, setting)["exit-does"] for setting in SETTINGS}

        assert len(SETTINGS) == len(said)


def test_an_unknown_setting_is_not_explained_by_another():
    """A page that would lie about the exit is not served."""
    with pytest.raises(KeyError):
        safety.texts(WORDS["fr"], "sometimes")


def test_the_numbers_they_name_can_all_be_called():
    """The sentences and the table of numbers agree."""
    known = {number.number for number in read_numbers().numbers}
    named = {n for text in FRENCH.values() for n in re.findall(r"\d{2,}", text)}

    assert {"26"} == named - known  # the digits of a code


def test_the_names_that_others_rely_on_do_not_move():
    """Outside checks and screen readers find these by their name."""
    texts = safety.texts(WORDS["fr"], "decision")
    relied_on = {
        "exit": "Quitter en urgence et effacer la conversation",
        "postcode": "Code postal",
        "commune": "Commune",
        "continue": "Continuer",
        "start": "Commencer",
        "message": "Votre message",
        "send": "Envoyer",
        "dont-know": "Je ne sais pas",
    }

    assert relied_on == {key: texts[key] for key in relied_on}


@pytest.mark.parametrize("code", OTHERS)
def test_an_open_report_is_said_alike_before_and_during(code):
    """It keeps the whole conversation; nothing says that it was sent already."""
    translated = catalogue(code)
    whole = {
        "fr@falc": "toute la conversation",
        "en": "the whole conversation",
        "es": "toda la conversación",
        "pt": "toda a conversa",
        "ar": "المحادثة كلها",
        "ru": "вся переписка|всю переписку",
    }

    for french in (safety.TALKING["reported"], safety.EXIT_DOES["immediate"]):
        assert re.search(whole[code], translated[french])
