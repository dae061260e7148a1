"""The texts that came with Havre: what they may be, and what they never say."""

import re

import pytest

from havre.texts.rules import Version
from havre.texts.store import REPLIES, read_built_in
from havre.texts.wording import Group

SETTINGS = ("decision", "immediate", "device")

# domain.md §7b: words that accuse, promise what cannot be held, or make a child of
# whoever reads. `tu` too: everyone is « vous » here.
WRONG = re.compile(
    r"\b(anonym\w*|abus\w*|ticket\w*|bloqué\w*|fausse\w*|mensong\w*|prétend\w*"
    r"|consentement|plaignant\w*|prescrit\w*|utilisat\w*|client\w*|mineure? infraction"
    r"|tu|toi|ton|ta|tes|t'\w+)\b",
    re.IGNORECASE,
)

# The four open questions; any other would lead, or ask for a fact (CPP art. 706-52).
OPEN_QUESTIONS = {
    "Êtes-vous en sécurité, là, maintenant ?",
    "Où êtes-vous en ce moment ?",
    "Qui est au courant, s'il y a quelqu'un ?",
    "Qu'est-ce que vous voulez, vous ?",
}


def everything() -> list[Version]:
    """Every text that came with Havre, whatever the settings."""
    found = {
        one.key: one
        for setting in SETTINGS
        for one in read_built_in(setting).versions
    }  # fmt: skip
    return list(found.values())


def of(group: Group) -> list[Version]:
    """Return those of `group`."""
    return [one for one in everything() if one.wording.group is group]


def test_each_key_is_one_text() -> None:
    """Keys are ours, never twice the same, never like one that the server makes."""
    keys = re.findall(r'(?m)^key = "(.+)"$', REPLIES.read_text("utf-8"))

    assert len(keys) == len(set(keys))
    assert set(keys) == {one.key for one in everything()}
    assert [] == [key for key in keys if not re.fullmatch(r"(?!text-)[a-z0-9-]+", key)]


@pytest.mark.parametrize("group", Group)
def test_each_group_has_texts_and_they_stand_together(group: Group) -> None:
    """The file is in the order of a talk, so that a reader finds their way."""
    order = [one.wording.group for one in read_built_in("decision").versions]

    assert group in order
    assert sorted(order, key=list(Group).index) == order


def test_the_file_names_its_groups() -> None:
    """Its header lists the groups that the house knows, and no other."""
    header = REPLIES.read_text("utf-8").split("[[replies]]", 1)[0]
    listed = header.split("Groups: ")[1].replace("#", "").strip().rstrip(".")

    assert [*Group] == [Group(name.strip()) for name in listed.split(",")]


@pytest.mark.parametrize("text", everything(), ids=lambda one: one.key)
def test_no_text_says_a_wrong_word(text: Version) -> None:
    """Neither in its title nor in what the visitor reads."""
    said = f"{text.wording.title} {text.wording.body}"

    assert [] == [found.group() for found in WRONG.finditer(said)]


@pytest.mark.parametrize("word", ["Anonyme", "un abus", "Es-tu", "t'aider", "bloquée"])
def test_a_wrong_word_would_be_found(word: str) -> None:
    """The search above finds what it is for."""
    assert WRONG.search(word)


def test_a_child_is_asked_four_open_questions_and_no_other() -> None:
    """What happened is for a trained interviewer to hear, once."""
    asked = {
        question.strip()
        for text in of(Group.MINORS)
        for question in re.findall(r"[^.?!]+\?", text.wording.body)
    }

    assert OPEN_QUESTIONS == asked


def test_a_child_is_told_of_119_and_of_complaining_alone() -> None:
    """And that nobody's leave is needed."""
    said = " ".join(text.wording.body for text in of(Group.MINORS))

    assert "119" in said
    assert "seul·e" in said
    assert "Vos parents n'ont pas à donner leur accord." in said


def test_the_ladder_ends_with_a_reason_and_where_to_turn() -> None:
    """Three steps: redirect, set a limit, end; who ends says why, and may be wrong."""
    redirect, limit, end = (text.wording.body for text in of(Group.LIMITS))

    assert redirect.endswith("?")
    assert "insultes" not in redirect
    assert "Si cela continue" in limit
    for said in ("parce que […]", "Je peux me tromper", "revenez", "17", "114", "3919"):
        assert said in end


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_the_exit_does_is_said_once_and_truly(setting: str) -> None:
    """Of the texts that are true under one setting, exactly that one is offered."""
    built_in = read_built_in(setting)
    titles = [one.wording.title for one in built_in.versions]

    assert 1 == titles.count("Ce qui se passe chez nous après « Quitter »")
    assert 2 == len(built_in.elsewhere)
    assert built_in.elsewhere.isdisjoint(one.key for one in built_in.versions)
