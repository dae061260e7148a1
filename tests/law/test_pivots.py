"""Breaking any date, term or start in the data makes some worked case fail."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from law.worked import agrees, told, worked_cases

from havre.law.reading import read_law

LAW = read_law()
CASES = worked_cases()
DAY = timedelta(days=1)


# What no question can tell apart, and why: leaving the rule out is still caught.
# A délit on a child under 15 that was open on 18 June 1998 was of 18 June 1995 or
# later: its ten years end in 2005 at the earliest, when the law of 2004 has given 20.
TWENTY_FOLLOW = {
    ("delit-222-29-1", "1998-06-18", "pleaded"): {"years", "counts", "since +"},
    ("delit-222-29-1", "1998-06-18", "authors"): {"years"},
    ("delit-222-29-1", "2004-03-10", "pleaded"): {"since +"},
    ("delit-222-29-1", "2004-03-10", "authors"): {"since +"},
    ("delit-227-26", "1998-06-18", "open"): {"years", "counts"},
    ("delit-227-26", "2004-03-10", "open"): {"since -", "since +"},
}
# A mutilation of a child under 15 that was open in April 2006 was of April 1996 or
# later: its twenty years from majority end in 2019 at the earliest.
THIRTY_FOLLOW = {("crime-222-10", "2018-08-06", "open"): {"since -"}}
# The law that lets hidden facts count from their discovery doubled every term that day,
# and wrote down what judges said: the older reading is given for older facts.
WRITTEN_DOWN = {("hidden_since", "2017-03-01", ""): {"since -", "since +"}}
UNSEEN = TWENTY_FOLLOW | THIRTY_FOLLOW | WRITTEN_DOWN


def with_rule(law, class_key, place, changed):
    """The law, but for one rule of one class."""
    classes = []
    for one in law.limitation.classes:
        if one.key == class_key:
            rules = list(one.rules)
            rules[place] = changed
            one = msgspec.structs.replace(one, rules=tuple(rules))
        classes.append(one)
    limitation = msgspec.structs.replace(law.limitation, classes=tuple(classes))
    return replace(law, limitation=limitation)


def changes_of(rule, replaced):
    """Return what may be broken of one rule: its days, term, start, authors.

    Args:
        replaced: the days on which another rule of the class takes over; that one is
            what decides there, not how long this one stays.
    """
    if rule.years:
        yield "years", rule.years + 1
    else:
        yield "months", rule.months + 1
    if rule.victim != "any":
        yield "counts", {"facts": "majority", "majority": "facts"}[rule.counts]
    for key, day in (("since", rule.since), ("until", rule.until)):
        if day is not None:
            yield f"{key} -", day - DAY
            if key == "since" or day + DAY not in replaced:
                yield f"{key} +", day + DAY
    if rule.authors:
        yield "authors", ()
    if rule.applies == "new":
        yield "applies", "open"


def unseen(class_, rule):
    """Return what of one rule no question can tell."""
    kind = "authors" if rule.authors else rule.applies
    return UNSEEN.get((class_.key, str(rule.since), kind), set())


def breaks():
    """Return the law broken in every way that a question could tell, once each."""
    for class_ in LAW.limitation.classes:
        replaced = {rule.since for rule in class_.rules}
        for place, rule in enumerate(class_.rules):
            for how, value in changes_of(rule, replaced):
                if how in unseen(class_, rule):
                    continue
                changed = msgspec.structs.replace(rule, **{how.split()[0]: value})
                yield pytest.param(
                    with_rule(LAW, class_.key, place, changed),
                    id=f"{class_.key}-{rule.since}-{place}-{how}",
                )
    for key in ("hidden_since", "extended_since"):
        day = getattr(LAW.limitation, key)
        for how, step in (("since -", -DAY), ("since +", DAY)):
            if how in UNSEEN.get((key, str(day), ""), ()):
                continue
            limitation = msgspec.structs.replace(LAW.limitation, **{key: day + step})
            yield pytest.param(replace(LAW, limitation=limitation), id=f"{key} {how}")


@pytest.mark.parametrize("broken", list(breaks()))
def test_a_broken_pivot_is_caught(broken):
    """The notes know the law better than the table does."""
    assert any(not agrees(case, told(case, broken)) for case in CASES)


@pytest.mark.parametrize("class_", LAW.limitation.classes, ids=lambda one: one.key)
def test_a_forgotten_rule_is_caught(class_):
    """Leaving out any one rule of a class makes some case fail."""
    for place, rule in enumerate(class_.rules):
        if rule.since is None:
            continue
        rules = class_.rules[:place] + class_.rules[place + 1 :]
        classes = tuple(
            msgspec.structs.replace(one, rules=rules) if one is class_ else one
            for one in LAW.limitation.classes
        )
        limitation = msgspec.structs.replace(LAW.limitation, classes=classes)
        broken = replace(LAW, limitation=limitation)

        assert any(not agrees(case, told(case, broken)) for case in CASES), rule


BORN = [one for one in LAW.offences if one.born is not None]


@pytest.mark.parametrize("step", [DAY, -DAY], ids=["later", "sooner"])
@pytest.mark.parametrize("offence", BORN, ids=lambda one: one.id)
def test_an_offence_born_on_another_day_is_caught(offence, step):
    """The first day of an offence and its eve do not have the same answer."""
    moved = msgspec.structs.replace(offence, born=offence.born + step)
    offences = tuple(moved if one is offence else one for one in LAW.offences)
    broken = replace(LAW, offences=offences)

    assert any(not agrees(case, told(case, broken)) for case in CASES)
