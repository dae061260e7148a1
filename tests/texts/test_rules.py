"""What a text may be, and which of its versions is in use."""

from dataclasses import replace

import pytest
from texts.builders import AUTHOR, BUILT_IN, BYE, CARD, HELLO, READER, a_wording

from havre.errors import BadRequest, NotYours, WrongStep
from havre.texts import rules
from havre.texts.rules import State, Text, TextTaken, Version
from havre.texts.wording import Group, wording


def a_version(number: int, **but: object) -> Version:
    """A proposal of `AUTHOR`, but for what the test is about."""
    made = Version(HELLO.key, number, a_wording(), AUTHOR, at=1)
    return replace(made, **but)  # type: ignore[arg-type]


def read(number: int) -> Version:
    """A version that somebody else has read."""
    return a_version(number, reader=READER, read_at=2)


def states(*versions: Version) -> list[State]:
    """Return the state of each version of one text."""
    text = Text(versions)
    return [text.state(one) for one in versions]


@pytest.mark.parametrize("size", [3, 80])
def test_a_title_is_one_line(size: int) -> None:
    """From three characters to eighty; the spaces around do not count."""
    title = "é" * size

    assert title == wording(Group.WELCOME, f"  {title}\n", "Bonjour.").title


@pytest.mark.parametrize(
    "title",
    ["", "ab", "é" * 81, "   a   ", "two\nlines", "back\u202ewards", "tab\tbed"],
)
def test_a_title_that_could_mislead_is_refused(title: str) -> None:
    """Too short, too long, on two lines, or with a mark that does not print."""
    with pytest.raises(BadRequest):
        wording(Group.WELCOME, title, "Bonjour.")


@pytest.mark.parametrize("size", [3, 2000])
def test_a_text_has_a_size(size: int) -> None:
    """From three characters to two thousand."""
    assert "é" * size == wording(Group.WELCOME, "Bonjour", "é" * size).body


@pytest.mark.parametrize("body", ["", "ab", "é" * 2001, "\n\n\n", "a\x00b", "\u200bab"])
def test_a_text_that_could_mislead_is_refused(body: str) -> None:
    """Too short, too long, empty, or with a mark that does not print."""
    with pytest.raises(BadRequest):
        wording(Group.WELCOME, "Bonjour", body)


def test_a_text_that_comes_back_from_a_screen_is_as_it_was_written() -> None:
    """The fixed spaces that the console adds are not kept, nor its line ends."""
    shown = "Êtes-vous là\u00a0?\r\nC\u2019est «\u202fici\u202f»."

    assert (
        "Êtes-vous là ?\nC'est « ici »." == wording(Group.WELCOME, "Là ?", shown).body
    )


def test_what_came_with_havre_is_in_use() -> None:
    """Its makers read it; nobody here has to."""
    assert [State.IN_USE] == states(HELLO)


def test_a_proposal_changes_nothing() -> None:
    """The former stays in use until the new one is read."""
    assert [State.IN_USE, State.PROPOSED] == states(HELLO, a_version(2))


def test_the_last_version_that_was_read_is_in_use() -> None:
    """Whatever is proposed after it, and whatever was left unread before."""
    found = states(HELLO, a_version(2), read(3), a_version(4))

    assert [State.FORMER, State.FORMER, State.IN_USE, State.PROPOSED] == found


def test_nothing_takes_the_place_of_what_is_withdrawn() -> None:
    """A former version was given up: it does not come back unread."""
    text = Text((HELLO, replace(read(2), withdrawn_at=3)))

    assert text.in_use is None
    assert State.FORMER is text.state(HELLO)


def test_a_dropped_proposal_leaves_what_is_in_use() -> None:
    """It never was in use."""
    dropped = replace(a_version(2), withdrawn_at=3)

    assert [State.IN_USE, State.WITHDRAWN] == states(HELLO, dropped)


def test_a_proposal_is_written_from_the_latest() -> None:
    """Another one since, read or not, is to be looked at first."""
    assert 2 == rules.proposed(Text((HELLO,)), 1)
    assert 3 == rules.proposed(Text((HELLO, a_version(2))), 2)
    for later in (a_version(2), read(2), replace(read(2), withdrawn_at=3)):
        with pytest.raises(TextTaken):
            rules.proposed(Text((HELLO, later)), 1)


def test_a_dropped_proposal_stands_in_nobodys_way() -> None:
    """One may write from before it, or from it; its number is not used again."""
    text = Text((HELLO, replace(a_version(2), withdrawn_at=3)))

    assert 3 == rules.proposed(text, 1)
    assert 3 == rules.proposed(text, 2)
    with pytest.raises(NotYours):
        rules.proposed(text, 3)


def test_an_author_is_not_a_second_reader() -> None:
    """Another pair of eyes, or none is in use."""
    text = Text((HELLO, a_version(2)))

    with pytest.raises(WrongStep):
        rules.read(text, 2, AUTHOR, at=5)
    assert READER == rules.read(text, 2, READER, at=5).reader


def test_only_a_proposal_can_be_read() -> None:
    """Not what is in use, not what was overtaken, not what was dropped."""
    text = Text((HELLO, a_version(2), read(3), replace(a_version(4), withdrawn_at=3)))

    for number in (1, 2, 3, 4):
        with pytest.raises(WrongStep):
            rules.read(text, number, READER, at=5)
    with pytest.raises(NotYours):
        rules.read(text, 5, READER, at=5)


def test_only_what_is_proposed_or_in_use_can_be_withdrawn() -> None:
    """What is past is past."""
    text = Text((HELLO, read(2), replace(a_version(3), withdrawn_at=3), a_version(4)))

    assert 9 == rules.withdrawn(text, 2, at=9).withdrawn_at
    assert 9 == rules.withdrawn(text, 4, at=9).withdrawn_at
    for number in (1, 3):
        with pytest.raises(WrongStep):
            rules.withdrawn(text, number, at=9)
    with pytest.raises(NotYours):
        rules.withdrawn(text, 5, at=9)


def test_texts_are_offered_as_a_talk_goes() -> None:
    """Group after group; a new text after those that came with Havre."""
    ours = Version("text-1", 1, a_wording(), AUTHOR, 1, READER, 2)
    every = rules.texts(BUILT_IN, [ours])

    assert ["accueil-bonjour", "text-1", "cloture-revenir"] == [
        one.key for one in rules.offered(every.values(), Group)
    ]


def test_a_text_true_under_another_setting_alone_is_not_here() -> None:
    """Neither as it came, nor as it was edited before the setting changed."""
    edited = Version("only-elsewhere", 2, a_wording(), AUTHOR, 1, READER, 2)

    assert {HELLO.key, BYE.key, CARD.key} == set(rules.texts(BUILT_IN, [edited]))
