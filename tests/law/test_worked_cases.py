"""The engine answers as the lawyer's notes conclude."""

from datetime import date

import pytest
from law.worked import agrees, told, worked_cases

from havre.law.reading import read_law

LAW = read_law()
CASES = worked_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_engine_concludes_as_the_note(case):
    """Last useful day, start, term, what is certain and what else is pleaded."""
    found = told(case, LAW)

    assert agrees(case, found), (case.expected, found)


def test_there_are_enough_cases_and_each_gives_its_reasons():
    """A case without its reasoning judges nothing."""
    assert 150 <= len(CASES)
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    for case in CASES:
        assert 80 <= len(case.reasoning), case.name
        assert isinstance(case.ask.facts, date)
