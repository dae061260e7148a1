"""What an officer types to find a fact, and what a fact tells of danger by itself."""

from havre.law.reading import read_law

LAW = read_law()
FACTS = LAW.facts
VALUES = [(fact, value) for fact in FACTS.facts for value in fact.values]
ACTS = {value.key for fact, value in VALUES if fact.key == "act"}


def test_every_act_has_words_of_its_own():
    """Nobody at four in the morning remembers how a list calls it."""
    assert ACTS == {
        value.key for fact, value in VALUES if fact.key == "act" and value.also
    }


def test_no_word_stands_twice_for_one_value():
    """A list that grows by hand repeats itself."""
    for _, value in VALUES:
        assert len({value.text, *value.also}) == 1 + len(value.also)


def test_every_sign_has_its_question():
    """The danger assessment is asked, never ticked from a guess."""
    for sign in FACTS.signs:
        assert sign.ask.endswith(" ?")


def test_what_tells_a_sign_is_a_fact_that_exists():
    """A strangling that was ticked is a sign of danger without a second tick."""
    told = [each for sign in FACTS.signs for each in sign.shown_by]

    assert ["act: strangling", "act: threat-of-death"] == told[:2]
    assert [""] * len(told) == [LAW.vocabulary.refused(each) for each in told]


def test_nobody_is_named_the_author_before_a_court_said_so():
    """« Mis en cause désigné »: the officer's form suspects, it does not convict."""
    labels = [fact.text.lower() for fact in FACTS.facts]

    assert [] == [label for label in labels if "auteur" in label]
