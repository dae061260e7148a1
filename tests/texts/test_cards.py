"""The cards that came with Havre: dated, sourced, short, and easier in easy French."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from texts.test_data import WRONG

from havre.errors import BadRequest
from havre.pages.numbers import read_numbers
from havre.texts.cards import CARDS, read_cards
from havre.texts.rules import Version
from havre.texts.wording import Group, Topic

CAME = read_cards()
EVERY = [pytest.param(one, id=one.key) for one in CAME.versions]
WROTE = date(2026, 11, 26)

# A number to call, as a card names it: "le 3919", "au 116 006". The units and the
# articles of the law that follow the same words are not numbers to call.
CALLED = re.compile(
    r"(?:\b[Ll]e |\b[Aa]u |\()(\d{2,4}(?: \d{2,3})*)(?![\d-])"
    r"(?! (?:heures?|jours?|mois|ans?|h|juillet|décembre|novembre)\b)"
)
LONG = re.compile(r"\b0[18]?(?: \d{2,3}){4}\b|\b3\d{3}\b|\b116 \d{3}\b")


def sentences(text: str) -> list[int]:
    """The number of words of each sentence; a line that stands alone is one."""
    cut = re.split(r"[.!?…](?=\s|$)|\n", text)
    words = (re.findall(r"[\w·'’-]+", one) for one in cut)
    return [len(found) for found in words if found]


def mean(counts: list[int]) -> float:
    """The arithmetic mean."""
    return sum(counts) / len(counts)


def numbers(text: str) -> set[str]:
    """Every number to call that a card names."""
    return {*CALLED.findall(text), *LONG.findall(text)}


@pytest.mark.parametrize("card", EVERY)
def test_every_card_says_its_source_and_its_day(card: Version) -> None:
    """Nothing is told that nobody can check."""
    record = CAME.records[card.key]

    assert CAME.sources[record.source].where
    assert WROTE <= record.checked


@pytest.mark.parametrize("card", EVERY)
def test_a_card_from_memory_says_what_is_uncertain(card: Version) -> None:
    """It is never shown as sure, and names its doubt."""
    record = CAME.records[card.key]

    assert not (record.certain and record.source == "memory")
    assert record.certain or record.doubt.endswith(".")


def test_every_source_is_read_by_a_card() -> None:
    """A source that no card names would be checked for nothing."""
    assert set(CAME.sources) == {one.source for one in CAME.records.values()}


@pytest.mark.parametrize("topic", Topic)
def test_each_topic_has_cards_and_is_no_group_of_replies(topic: Topic) -> None:
    """The name alone tells a card from a reply."""
    assert topic in {one.wording.group for one in CAME.versions}
    assert str(topic) not in {*Group}


def test_everything_people_ask_has_a_card() -> None:
    """Between 22 and 26 of them: more would no longer be looked through at night."""
    assert 22 <= len(CAME.versions) <= 26


@pytest.mark.parametrize("card", EVERY)
def test_a_card_is_short_and_in_short_sentences(card: Version) -> None:
    """It is read on a phone, at night, by somebody who trembles."""
    counts = sentences(card.wording.body)

    assert len(card.wording.body) <= 1800
    assert mean(counts) <= 13
    assert max(counts) <= 30


@pytest.mark.parametrize("card", EVERY)
def test_the_easy_version_is_easier(card: Version) -> None:
    """Half the words a sentence, one idea each, and no sign that FALC refuses."""
    easy, plain = sentences(card.wording.easy), sentences(card.wording.body)

    assert len(card.wording.easy) <= 1500
    assert mean(easy) <= min(7, 0.75 * mean(plain))
    assert max(easy) <= 13
    assert not re.search(r"[·;()«»]|etc\.", card.wording.easy)


@pytest.mark.parametrize("card", EVERY)
def test_no_card_says_a_wrong_word(card: Version) -> None:
    """Those of domain.md §7b, in its title and in both its bodies."""
    said = f"{card.wording.title} {card.wording.body} {card.wording.easy}"

    assert [] == [found.group() for found in WRONG.finditer(said)]


@pytest.mark.parametrize("card", EVERY)
def test_whoever_a_card_says_to_call_is_in_the_table_of_numbers(card: Version) -> None:
    """There each has its hours, its source and its day."""
    known = {one.number for one in read_numbers().numbers}
    body, easy = numbers(card.wording.body), numbers(card.wording.easy)

    assert set() == (body | easy) - known
    assert body, "a card leaves nobody alone"
    assert easy


@pytest.mark.parametrize(
    "said", ["appelez le 3910", "au 118", "le 01 40 00 00 00", "(116 007)", "3929"]
)
def test_a_number_that_does_not_exist_would_be_found(said: str) -> None:
    """The search above finds what it is for."""
    assert numbers(said) - {one.number for one in read_numbers().numbers}


def bodies(key: str) -> tuple[str, str]:
    """What a card says, in French and in easy French."""
    (words,) = [one.wording for one in CAME.versions if one.key == key]
    return words.body, words.easy


def said(key: str) -> str:
    """Both bodies of a card."""
    return "\n".join(bodies(key))


def test_nobody_without_papers_is_promised_that_papers_are_not_looked_at() -> None:
    """The complaint is for all; an association first; no immunity."""
    body, easy = bodies("sans-papiers")

    assert "quelle que soit votre situation" in body
    assert "Un contrôle reste possible. Parlez donc d'abord à une association" in body
    assert "la police peut regarder vos papiers" in easy
    assert "Parlez d'abord à une association." in easy


def test_a_child_is_told_of_119_of_complaining_alone_and_of_parents() -> None:
    """And nobody promises that parents will not hear."""
    text = said("moins-de-18-ans")

    for words in ("le 119", "seul·e", "n'ont pas à donner leur accord"):
        assert words in text
    assert "peut devoir les prévenir" in text


def test_the_clocks_of_care_are_told_on_both_cards() -> None:
    """48 hours, 3 to 5 days, 5 days: whoever reads one card knows them all."""
    for body in (*bodies("premieres-heures"), *bodies("soins-urgence")):
        for clock in (r"\b4 heures", r"\b48 heures", r"\b5 jours"):
            assert re.search(clock, body)
    for body in bodies("produit-a-votre-insu"):
        assert "5 jours" in body
        assert "un mois après" in body


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("plainte", 'source = "rights"', 'source = "nowhere"'),
        ("plainte", 'key = "enquete"', 'key = "procureur"'),
        ("sante", "certain = true", 'certain = "yes"'),
        ("sante", 'doubt = ""', 'doute = ""'),
        ("argent", 'easy = """', 'simple = """'),
    ],
)
def test_a_broken_file_stops_the_start(
    tmp_path: Path, file: str, before: str, after: str
) -> None:
    """A card that names nothing, or is misspelt, is refused before anyone reads it."""
    shutil.copytree(CARDS, tmp_path / "cards")
    broken = tmp_path / "cards" / f"{file}.toml"
    text = broken.read_text("utf-8")
    assert before in text
    broken.write_text(text.replace(before, after, 1), "utf-8")

    with pytest.raises(ValueError, match=r"unknown|Expected|contains|required"):
        read_cards(tmp_path / "cards")


def test_a_card_that_grew_too_long_stops_the_start(tmp_path: Path) -> None:
    """What came with Havre obeys the rule that supervisors obey."""
    shutil.copytree(CARDS, tmp_path / "cards")
    broken = tmp_path / "cards" / "argent.toml"
    text = broken.read_text("utf-8")
    broken.write_text(text.replace('easy = """', 'easy = """' + "a" * 1500), "utf-8")

    with pytest.raises(BadRequest):
        read_cards(tmp_path / "cards")
