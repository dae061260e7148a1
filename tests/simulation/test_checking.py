"""The checker is worth its name: what is falsified in a record, it notices."""

from dataclasses import replace

import pytest

from havre.client.sealing import Side
from havre.simulation.checking import DELIVERY, GRACE, PASSED_OVER_MAX, check
from havre.simulation.plan import plan
from havre.simulation.record import Delivery, Record, Told, Visit, Witness

LEASE = 15.0
V, A = Side.VISITOR, Side.AGENT


class Clock:
    """Seconds that pass when told to."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        """The present instant."""
        return self.seconds

    def pass_(self, seconds=1.0):
        """Let time pass."""
        self.seconds += seconds


def a_state(step="talking", position=None, agent="Léa"):
    """What the service tells a visitor."""
    return {"step": step, "position": position, "agent": agent, "desk": "police"}


def tell(writer, reader, number, clock):
    """A message sealed, durable and delivered."""
    sealed = f"{writer.reader.side} {number}".encode()
    writer.sent(number, sealed)
    clock.pass_()
    writer.acknowledged(number)
    reader.came(writer.reader.side, number, sealed, opens=True)
    clock.pass_()


@pytest.fixture
def clock():
    """The record's."""
    return Clock()


@pytest.fixture
def record(clock):
    """One visitor who waited, was answered, spoke twice and said goodbye."""
    record = Record(now=clock, wall=lambda: int(clock() * 1_000))
    visit = record.opened("c1", plan(1, 1, 0).visitors[0])
    hers = Witness.of(record, visit, V)
    hers.attached()
    hers.state(a_state("line", 1, None))
    hers.settled(clock())
    clock.pass_(5)
    visit.answered = (0, int(clock() * 1_000), "police")
    theirs = Witness.of(record, visit, A)
    theirs.attached()
    theirs.settled(clock())
    hers.state(a_state())
    hers.presence(True)
    for number in (1, 2):
        tell(hers, theirs, number, clock)
        tell(theirs, hers, number, clock)
    visit.wants_until, visit.ended = clock(), "goodbye"
    hers.detached()
    theirs.settled(clock())
    theirs.detached()
    return record


def findings(record, clock):
    """What the checker finds."""
    return check(record, clock(), LEASE)


def the(record) -> Visit:
    """The only visit."""
    (visit,) = record.visits.values()
    return visit


def readers(record):
    """Hers, then the officer's."""
    return the(record).readers


def test_a_good_evening_is_found_good(record, clock):
    """Nothing is wrong with what went well."""
    found = findings(record, clock)

    assert found.good, found


def test_a_message_that_never_came_is_lost(record, clock):
    """Durable, and not there when the service said that all was."""
    officer = readers(record)[1]
    officer.came.pop()
    officer.settled[-1].held[V] = 1

    assert [("c1", V, 2)] == findings(record, clock).lost


def test_a_message_that_stays_away_is_lost(record, clock):
    """Durable, and still not there after a connected while."""
    hers = readers(record)[0]
    hers.came.pop()
    assert findings(record, clock).good

    hers.spans[-1] = (hers.spans[-1][0], None)
    clock.pass_(DELIVERY + 1)

    assert [("c1", A, 2)] == findings(record, clock).lost


def test_a_message_that_only_a_last_look_finds_is_lost(record, clock):
    """Her line was open all the while, and it came after that, by another way."""
    hers = readers(record)[0]
    hers.spans[-1] = (0.0, clock() + DELIVERY)
    hers.came[-1] = replace(hers.came[-1], at=clock() + DELIVERY + 1)
    clock.pass_(DELIVERY + 2)

    assert [("c1", A, 2)] == findings(record, clock).lost


def test_what_was_never_durable_is_not_lost(record, clock):
    """Nothing was promised for a message without an acknowledgement."""
    officer = readers(record)[1]
    officer.came.pop()
    officer.settled[-1].held[V] = 1
    the(record).sent[-2].acked_at = None

    assert findings(record, clock).good


def test_a_message_that_comes_twice_is_doubled(record, clock):
    """Once is enough, for each tab."""
    officer = readers(record)[1]
    officer.came.append(officer.came[-1])

    assert [("c1", V, 2)] == findings(record, clock).doubled


def test_a_message_before_its_turn_is_reordered(record, clock):
    """Two before one."""
    officer = readers(record)[1]
    officer.came.reverse()

    assert ("c1", V, 2) in findings(record, clock).reordered


def test_a_message_that_is_not_what_was_sealed_is_altered(record, clock):
    """Other bytes, or bytes that do not open."""
    officer = readers(record)[1]
    officer.came[0] = replace(officer.came[0], digest=b"other")
    officer.came[1] = replace(officer.came[1], opens=False)

    assert [("c1", V, 1), ("c1", V, 2)] == findings(record, clock).altered


def test_a_person_at_the_console_may_answer_too(record, clock):
    """What nobody of the simulation has written is no falsification."""
    hers = readers(record)[0]
    hers.came.append(Delivery(A, 3, b"by hand", True, clock()))

    assert findings(record, clock).good


@pytest.mark.parametrize(
    ("why", "seconds", "state", "there"),
    [
        ("no place was told", GRACE, a_state("line", None, None), False),
        ("an officer without a name", GRACE, a_state(agent=None), False),
        ("her officer is gone", GRACE + LEASE, a_state(), False),
        ("no known step", GRACE, a_state("nowhere"), True),
    ],
)
def test_a_visitor_in_front_of_nobody_is_stranded(
    record, clock, why, seconds, state, there
):
    """She wants to go on, and her screen has nobody to show for too long."""
    visit = the(record)
    visit.wants_until = None
    told = Told(clock(), True, state["step"], state["position"], state["agent"], there)
    visit.told[-1] = told
    clock.pass_(seconds - 1)
    assert why not in [found for _, found in findings(record, clock).stranded]

    clock.pass_(2)

    assert [("c1", why)] == findings(record, clock).stranded


def test_a_visitor_whom_nobody_answered_is_stranded(record, clock):
    """She is still in line, with her place told, when everyone has gone home."""
    visit = the(record)
    visit.wants_until, visit.answered = None, None
    visit.told[-1] = Told(clock(), True, "line", 1)

    assert [("c1", "nobody answered")] == findings(record, clock).stranded


def test_a_visitor_shut_out_is_stranded(record, clock):
    """Her line was closed for good although she wanted to go on."""
    the(record).shut_out = True

    assert [("c1", "her line was closed")] == findings(record, clock).stranded


def test_whoever_gave_up_is_not_stranded(record, clock):
    """She left by herself before anyone came."""
    visit = the(record)
    visit.told[-1:] = [Told(0, True, "line", 1)]
    visit.answered = None

    assert [] == findings(record, clock).stranded


def other(record, opened, taken, desk="police"):
    """Somebody else, who was answered."""
    visit = record.opened(f"c{len(record.visits) + 1}", the_story())
    visit.wants_until, visit.desk = 0.0, desk
    visit.answered = (opened, taken, desk)


def the_story():
    """Any visitor."""
    return plan(2, 1, 0).visitors[0]


def test_the_largest_passing_over_is_measured(record, clock):
    """She waited from 0 to 5 s; who came at 3 s was answered at 4 s, before her."""
    other(record, 3_000, 4_000)
    other(record, 1_000, 4_500)
    other(record, 4_000, 4_800, desk="gendarmerie")

    assert 3.0 == findings(record, clock).passed_over


def test_passing_somebody_over_for_too_long_is_wrong(record, clock):
    """The bound of the line is a bound."""
    most = int(PASSED_OVER_MAX * 1_000)
    the(record).answered = (0, most + 9_000, "police")
    other(record, most, most + 1_000)
    assert findings(record, clock).good

    other(record, most + 1, most + 2_000)

    assert not findings(record, clock).good


def test_whoever_never_was_answered_is_passed_over_too(record, clock):
    """Leaving unanswered ends it, not the answer that never came."""
    visit = the(record)
    visit.answered, visit.opened_ms, visit.gave_up = None, 0, 5_000
    other(record, 2_000, 4_000)
    other(record, 4_500, 6_000)

    assert 2.0 == findings(record, clock).passed_over
