"""`havre limitation`, as an officer or a programme asks it."""

import json

import pytest

from havre.__main__ import main

RAPE = ("--offence", "VIOL", "--facts", "1999-06-10", "--born", "1990-03-02")
FIELDS = {
    "ends",
    "starts",
    "term_years",
    "certain",
    "readings",
    "rule",
    "articles",
    "explanation",
}


def asked(*arguments):
    """Run the command; return its exit status, even when arguments are refused."""
    try:
        return main(["limitation", *arguments])
    except SystemExit as exit_:
        return exit_.code


def test_a_programme_gets_every_field(capsys):
    """The names outside checks rely on."""
    assert 0 == asked(*RAPE, "--json")
    found = json.loads(capsys.readouterr().out)

    assert FIELDS == set(found)
    assert "2038-03-02" == found["ends"]
    assert "2008-03-02" == found["starts"]
    assert 30 == found["term_years"]
    assert ["2038-03-02", "2038-03-01"] == [one["ends"] for one in found["readings"]]
    assert all(one["why"] for one in found["readings"])


def test_a_person_reads_the_day_the_reasons_and_that_it_is_no_verdict(capsys):
    """The answer in French, then how it came."""
    assert 0 == asked(*RAPE)
    told = " ".join(capsys.readouterr().out.split())

    assert "dernier jour utile 2 mars 2038" in told
    assert "la loi du 3 août 2018 change la règle" in told
    assert "jamais un verdict" in told


def test_acts_and_later_facts_are_heard(capsys):
    """Each may be given several times, or several after one name."""
    arguments = ("--offence", "AS", "--facts", "2010-01-01", "--born", "2001-01-01")
    later = ("--later", "2024-01-01:AS_AGG:2015-01-01")
    acts = ("--interrupted", "2022-01-01", "2022-02-02", "--interrupted", "2023-01-01")

    assert 0 == asked(*arguments, *acts, *later, "--json")
    found = json.loads(capsys.readouterr().out)
    assert "2043-01-01" == found["ends"]
    assert "2023-01-01" == found["starts"]


def test_what_was_not_yet_an_offence_leads_elsewhere(capsys):
    """Exit 3, and the other pistes."""
    deepfake = ("--offence", "DEEPF", "--facts", "2020-01-01", "--born", "1990-01-01")

    assert 3 == asked(*deepfake, "--json")
    found = json.loads(capsys.readouterr().out)
    assert "2024-05-23" == found["born"]
    assert "HARS" in found["other"]
    assert 3 == asked(*deepfake)
    assert "Harcèlement sexuel" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--offence", "NOPE", "--facts", "2020-01-01", "--born", "1990-01-01"),
        ("--offence", "VIOL", "--facts", "2020-02-30", "--born", "1990-01-01"),
        ("--offence", "VIOL", "--facts", "20200101", "--born", "1990-01-01"),
        ("--offence", "VIOL", "--facts", "2999-01-01", "--born", "1990-01-01"),
        ("--offence", "VIOL", "--facts", "1989-01-01", "--born", "1990-01-01"),
        ("--offence", "VIOL", "--facts", "1950-01-01", "--born", "1890-01-01"),
        ("--offence", "VIOL", "--facts", "", "--born", "1990-01-01"),
        ("--offence", "VIOL_M15", "--facts", "2022-01-01", "--born", "1990-01-01"),
        ("--offence", "VIOL", "--facts", "2020-01-01"),
        ("--facts", "2020-01-01", "--born", "1990-01-01"),
        (*RAPE, "--to", "1998-01-01"),
        (*RAPE, "--discovered", "1998-01-01"),
        (*RAPE, "--interrupted", "1998-01-01"),
        (*RAPE, "--later", "2005-01-01:VIOL"),
        (*RAPE, "--later", "1998-01-01:VIOL:1990-01-01"),
        (*RAPE, "--later", "2005-01-01:VIOL:2006-01-01"),
        (*RAPE, "--relation", "cousin"),
        (),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused_in_one_line(capsys, arguments):
    """Exit 2; nothing on the standard output, even for a programme."""
    assert 2 == asked(*arguments, "--json")
    out, err = capsys.readouterr()

    assert "" == out
    assert 1 == err.count("\n")
    assert "Traceback" not in err
