"""Told stories, as data: what comes first, what is asked, what must not appear."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.law.conditions import Told
from havre.law.possible import can_hold, ways
from havre.law.qualification import pistes, years_of
from havre.law.reading import read_law

LAW = read_law()
STORIES = tomllib.loads(Path(__file__).with_name("stories.toml").read_text())["stories"]


def told(story):
    """The facts of a story, as an officer ticks them."""
    facts = {key: frozenset(of.split()) for key, of in story["told"].items()}
    return Told(facts, story.get("day"))


def found(story):
    """Its pistes, by id, in order."""
    every = pistes(LAW.vocabulary, LAW.offences, told(story))
    return {one.id: one for one in every}


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one["name"])
def test_a_story_is_read_as_a_lawyer_would(story):
    """First pistes, states, questions, maxima; and what must stay away."""
    every = found(story)
    states = {id_: one.state for id_, one in every.items()}
    matched = [id_ for id_, state in states.items() if state == "matched"]

    first = story.get("first", "").split()
    assert first == list(every)[: len(first)], states
    if "matched" in story:
        assert story["matched"].split() == matched, states
    for id_ in story.get("open", "").split():
        assert "open" == states.get(id_), states
    for id_ in story.get("never", "").split():
        assert id_ not in every
    for id_, asked in story.get("asked", {}).items():
        assert asked.split() == list(every[id_].missing)
    for id_, asked in story.get("also", {}).items():
        assert set(asked.split()) <= set(every[id_].also)
    for id_, most in story.get("most", {}).items():
        assert most == every[id_].most


facts = st.fixed_dictionaries(
    {},
    optional={
        fact.key: st.frozensets(
            st.sampled_from([value.key for value in fact.values]),
            min_size=1,
            max_size=3 if fact.many else 1,
        )
        for fact in LAW.facts.facts
    },
)
tales = st.builds(Told, facts=facts, day=st.none() | st.dates())


@given(tales)
def test_what_was_told_is_never_asked_again(tale):
    """Neither what decides nor what aggravates."""
    for one in pistes(LAW.vocabulary, LAW.offences, tale):
        assert not {*one.missing, *one.also} & tale.facts.keys()
        assert not set(one.missing) & set(one.also)
        assert tale.day is None or "date" not in one.missing


@given(tales)
def test_what_is_not_known_is_always_asked(tale):
    """A piste stays open for a reason that somebody may put into words."""
    for one in pistes(LAW.vocabulary, LAW.offences, tale):
        assert "matched" == one.state or one.missing


@given(tales, st.data())
def test_one_more_circumstance_never_hides_a_heavier_maximum(tale, data):
    """Whatever somebody adds of how it happened, the heaviest maximum stays."""
    added = data.draw(st.sampled_from(["asleep", "frozen", "forced", "too-young"]))
    consent = tale.facts.get("consent", frozenset()) | {added}
    more = Told({**tale.facts, "consent": consent}, tale.day)

    assert heaviest(tale) <= heaviest(more)


def heaviest(tale):
    """The heaviest maximum of the pistes that are matched, in years."""
    every = pistes(LAW.vocabulary, LAW.offences, tale)
    return max((years_of(o.most) for o in every if o.state == "matched"), default=0)


@pytest.mark.parametrize("id_", [one.id for one in LAW.offences if one.born])
def test_the_day_before_its_birth_an_offence_leads_elsewhere(id_):
    """Where it sends older facts, the law was already there, and may be met."""
    offence = LAW.by_id[id_]
    eve = offence.born - timedelta(days=1)
    elsewhere = [LAW.by_id[each] for each in offence.before]

    assert [
        other.id
        for other in elsewhere
        if other.born is None or other.born <= eve
        if any(
            can_hold(LAW.vocabulary, (*mine, *theirs))
            for mine in ways(LAW.vocabulary, offence)
            for theirs in ways(LAW.vocabulary, other)
        )
    ]
