"""The account of an evening: numbers, a drawing, and nobody's words."""

import xml.etree.ElementTree as ET

import pytest

from havre.client.sealing import Side
from havre.simulation.checking import Findings
from havre.simulation.drawing import draw
from havre.simulation.plan import plan
from havre.simulation.playing import Played
from havre.simulation.record import Record, Witness
from havre.simulation.script import Script
from havre.simulation.telling import percentile, tell

SCRIPT = Script("http://nowhere.invalid", "none", visitors=40, minutes=5, seed=1)


@pytest.fixture
def played():
    """An evening in which the n-th visitor waited n seconds."""
    evening = plan(1, 40, 6)
    record = Record()
    for number, story in enumerate(evening.visitors):
        visit = record.opened(f"c{number}", story)
        visit.answered = (0, number * 1_000, "police" if number % 2 else "relief")
        Witness.of(record, visit, Side.VISITOR).sent(1, b"sealed")
    return Played(SCRIPT, evening, record, Findings(), drain=60.0, drained=2.0)


@pytest.mark.parametrize(
    ("expected", "share"), [(20, 50), (36, 90), (40, 99), (40, 100), (1, 0)]
)
def test_a_percentile_is_one_of_the_waits(expected, share):
    """Nearest rank: nothing between two people is made up."""
    assert expected == percentile(range(1, 41), share)


def test_the_account_gives_the_waits_by_desk(played):
    """Overall, then each desk that answered."""
    lines = tell(played).splitlines()
    rows = [line.split() for line in lines if line.startswith(("  all ", "  police "))]

    assert ["all", "40", "19.0", "35.0", "39.0", "39.0"] == rows[0]
    assert ["police", "20", "19.0", "35.0", "39.0", "39.0"] == rows[1]
    assert "It holds." == lines[-1]


def test_the_account_says_what_does_not_hold(played):
    """A lost message is not passed over in silence."""
    played.findings.lost.append(("c1", Side.VISITOR, 1))
    lines = tell(played).splitlines()

    assert "  messages lost: 1" in lines
    assert "IT DOES NOT HOLD." == lines[-1]


def test_the_drawing_is_sound(played):
    """Well-formed, with its hours as text and one bar for each half hour."""
    root = ET.fromstring(draw(played))
    names = {"s": "http://www.w3.org/2000/svg"}
    texts = [one.text for one in root.iterfind(".//s:text", names)]

    assert {f"{hour} h" for hour in range(16, 25)} <= set(texts)
    assert 16 + 2 == len(root.findall(".//s:rect", names))
    assert 2 == len(root.findall(".//s:polyline", names))


def test_an_evening_without_answers_can_be_told(played):
    """Nobody was answered: the account and the drawing still come."""
    for visit in played.record.visits.values():
        visit.answered = None

    assert "answered 0" in tell(played)
    assert draw(played).startswith("<svg")
