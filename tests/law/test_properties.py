"""What must always hold of terms, whatever the question."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from law.worked import TODAY

from havre.law.asked import Ask, Impossible, NotYetAnOffence
from havre.law.calendar_days import after, majority
from havre.law.limitation import answer
from havre.law.reading import read_law
from havre.law.running import Assumed, Later

LAW = read_law()
CLOCK = LAW.clock
IDS = sorted(LAW.by_id)
PIVOTS = sorted(
    {
        day
        for class_ in LAW.limitation.classes
        for rule in class_.rules
        for day in (rule.since, rule.until and rule.until + timedelta(days=1))
        if day
    }
    | {one.born for one in LAW.offences if one.born}
)
DAY = timedelta(days=1)
MILDER = date(2004, 3, 10)
# From the less serious to the more serious, for the same facts and the same victim.
GRAVER = [
    ("AS", "VIOL"), ("AS", "AS_AGG"), ("AS_AGG", "VIOL_AGG"), ("VIOL", "VIOL_AGG"),
    ("VIOL_AGG", "VIOL_TORT"), ("AS", "AS_M15"), ("AS_M15", "VIOL_M15"),
    ("AS_INC", "VIOL_INC"), ("OUTR", "OUTR_AGG"), ("OUTR_AGG", "EXHIB"),
    ("EXHIB", "AS"), ("INJ_NP", "INJ_P"), ("MEN", "VC"), ("AS_M15G", "VIOL_M15"),
]  # fmt: skip
MANY = settings(max_examples=400, deadline=None)

days = st.dates(date(1975, 1, 1), TODAY)
ids = st.sampled_from(IDS)
relations = st.sampled_from(["ascendant", "authority", "other"])


def found(ask):
    """The answer, or None when there is none to give."""
    try:
        return answer(CLOCK, ask, TODAY)
    except (Impossible, NotYetAnOffence):
        return None


@st.composite
def questions(draw):
    """One offence, one day, a known relation."""
    day = draw(days)
    born = draw(st.dates(date(max(1930, day.year - 80), 1, 1), day))
    return Ask(draw(ids), day, born, relation=draw(relations))


def side(day):
    """On which side of every pivot a day is."""
    return [day < pivot for pivot in PIVOTS]


def leap_days(first, last):
    """How many 29 February lie from `first` to `last`."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum((day.month, day.day) == (2, 29) for day in days)


@MANY
@given(questions(), st.integers(1, 40))
def test_a_day_later_is_a_day_later(ask, moved):
    """Within one rule and one side of every pivot, the end moves with the start."""
    later = replace(ask, facts=ask.facts + timedelta(days=moved))
    assume(later.facts <= TODAY and side(later.facts) == side(ask.facts))
    one, two = found(ask), found(later)
    assume(one and two and one.rule == two.rule)
    assume(one.term_years >= 1)  # three months are longer or shorter by themselves
    leaps = leap_days(one.starts, two.starts) + leap_days(one.ends, two.ends)

    start, end = two.starts - one.starts, two.ends - one.ends
    if leaps == 0:
        assert end == start
    assert abs(end - start) <= timedelta(days=1)


def _months(one):
    return round(one.term_years % 1 * 12)


@MANY
@given(questions())
def test_the_end_is_the_anniversary_of_the_start(ask):
    """Quantième à quantième, from the facts or from the eighteenth birthday."""
    one = found(ask)
    assume(one)

    assert one.starts in (ask.facts, majority(ask.born))
    assert after(one.starts, int(one.term_years), _months(one)) == one.ends


@MANY
@given(questions(), st.data())
def test_no_expired_term_reopens(ask, data):
    """What ended before a law, before an act or before a later offence, ended.

    The law of 2004 was milder for what it left out, and moved some ends into the past:
    an act that came before it had been in time.
    """
    one = found(ask)
    assume(one and one.ends < TODAY)
    over = max(one.ends, MILDER) + timedelta(days=1)
    act = data.draw(st.dates(over, TODAY))
    born = data.draw(st.dates(act - timedelta(days=6000), act))
    assume(max(reading.ends for reading in one.readings) < act)
    later = (Later(act, "VIOL", born),)

    assert one.ends == found(replace(ask, interrupted=(act,))).ends
    assert one.ends == found(replace(ask, later=later)).ends


def known_before(law, day):
    """The clock of somebody who lived the day before `day`: no later law is known."""
    classes = tuple(
        msgspec.structs.replace(
            one,
            rules=tuple(
                msgspec.structs.replace(rule, until=None)
                if rule.until and rule.until + DAY >= day
                else rule
                for rule in one.rules
                if rule.since is None or rule.since < day
            ),
        )
        for one in law.limitation.classes
    )
    limitation = msgspec.structs.replace(law.limitation, classes=classes)
    return replace(law, limitation=limitation).clock


@MANY
@given(questions(), st.booleans())
def test_a_law_finds_closed_what_ended_on_its_eve(ask, pleaded):
    """Each law is met by a term that still ran, or changes nothing at all."""
    offence = LAW.by_id[ask.offence]
    related = ask.relation != "other"
    for row in offence.limitation:
        on = Assumed(offence, ask.facts, ask.born, row.name, related, pleaded)
        ends = CLOCK.run(on).ends
        for pivot in PIVOTS:
            if pivot <= ask.facts:
                continue
            eve = known_before(LAW, pivot).run(on).ends
            if eve < pivot:
                assert ends == eve
                break


@MANY
@given(questions(), st.data())
def test_an_act_never_shortens_a_term(ask, data):
    """An inquiry makes it run again, in full, or changes nothing."""
    one = found(ask)
    assume(one)
    act = data.draw(st.dates(ask.facts, TODAY))

    assert one.ends <= found(replace(ask, interrupted=(act,))).ends


@MANY
@given(questions(), st.data())
def test_a_later_offence_never_shortens_a_term(ask, data):
    """CPP 7 al. 3 and 8 al. 4 prolong, if need be."""
    one = found(ask)
    assume(one)
    day = data.draw(st.dates(ask.facts, TODAY))
    born = data.draw(st.dates(date(1940, 1, 1), day))
    id_ = data.draw(st.sampled_from(["VIOL", "AS", "ATT", "EXHIB"]))

    assert one.ends <= found(replace(ask, later=(Later(day, id_, born),))).ends


@pytest.mark.parametrize("pair", GRAVER, ids="<".join)
def test_more_serious_never_ends_sooner(pair):
    """For the same facts, the graver offence may be tried at least as long."""
    asked = []
    two = [LAW.by_id[id_] for id_ in pair]
    first = max(one.born or date(1975, 1, 1) for one in two)
    young = any(one.victim != "any" for one in two)
    oldest = timedelta(days=365 * (14 if young else 40))

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def holds(data):
        day = data.draw(st.dates(first, TODAY))
        born = data.draw(st.dates(day - oldest, day))
        relation = data.draw(relations)
        less, more = (found(Ask(id_, day, born, relation=relation)) for id_ in pair)
        if less and more:
            asked.append(pair)
            assert less.ends <= more.ends

    holds()
    assert 20 < len(asked)


@MANY
@given(questions())
def test_an_unknown_relation_gives_both_answers(ask):
    """Nobody has to know the word for who did it."""
    both = found(replace(ask, relation=None))
    assume(both)
    ends = {found(replace(ask, relation=one)).ends for one in ("ascendant", "other")}

    assert ends <= {reading.ends for reading in both.readings}
    assert min(ends) == both.ends
    assert both.certain == (len(both.readings) == 1)
