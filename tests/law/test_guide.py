"""The questions put to visitors: they reach every offence, and name nothing unknown."""

import re
from shutil import copytree

import pytest

from havre.law.guide import read_guide
from havre.law.guide_table import guide_table
from havre.law.reading import DATA, read_law

LAW = read_law()
GUIDE = read_guide(LAW)
ATOM = re.compile(r"(not )?([a-z-]+): (.+)")


def answers():
    """All that answers may tell, by fact."""
    told = {}
    for choice in GUIDE.choices():
        for said in (*choice.says, *choice.denies):
            fact, _, values = said.partition(": ")
            told.setdefault(fact, set()).update(values.split())
    return told


def may_hold(written, told):
    """Whether some answers make a condition hold, today."""
    for part in written.split(" | "):
        if part in LAW.vocabulary.conditions:
            versions = LAW.vocabulary.conditions[part].versions
            if any(may_hold(one, told) for one in versions[-1].any):
                return True
            continue
        denied, fact, values = ATOM.fullmatch(part).groups()
        given = told.get(fact, set())
        if given - set(values.split()) if denied else given & set(values.split()):
            return True
    return False


@pytest.mark.parametrize("offence", LAW.offences, ids=lambda one: one.id)
def test_every_offence_can_be_found(offence):
    """Nobody's story is left out because no answer tells it."""
    told = answers()

    assert all(may_hold(written, told) for written in offence.when)


def test_every_kind_opens_something():
    """An answer to the first question always leads to a second one."""
    act = GUIDE.questions[0]

    assert {kind.key for kind in GUIDE.kinds.choices} == {c.kind for c in act.choices}


def test_places_are_those_of_the_cards():
    """The browser knows an offence by its place among the cards of the page."""
    table = guide_table(LAW, GUIDE)
    order = [family.key for family in LAW.families]
    families = [order.index(offence.family) for offence in LAW.offences]

    assert sorted(families) == families
    assert len(LAW.offences) == len(table["offences"])


def test_nothing_that_visitors_never_need_is_sent():
    """No article, no penalty, no sentence: the page itself says them."""
    sent = str(guide_table(LAW, GUIDE))

    for offence in LAW.offences:
        assert offence.plain not in sent
        assert not any(article in sent for article in offence.articles)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"act: penetration"', '"act: pen"', "condition: « act: pen »"),
        ('kind = "body"', 'kind = "bodies"', "kind: bodies"),
        ("one = true", 'one = "yes"', "bool"),
    ],
)
def test_a_broken_question_stops_the_build(tmp_path, before, after, told):
    """What names nothing is refused before any browser gets it."""
    copied = copytree(DATA, tmp_path / "law")
    text = (copied / "guide.toml").read_text()
    assert before in text
    (copied / "guide.toml").write_text(text.replace(before, after, 1))

    with pytest.raises(ValueError, match=re.escape(told)):
        read_guide(LAW, copied)
