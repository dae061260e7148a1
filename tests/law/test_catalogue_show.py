"""`havre offences show`: everything of one offence."""

import json

import pytest
from law.copies import havre

from havre.law.reading import read_law
from havre.law.showing import lines

LAW = read_law()


def shown(capsys, *words):
    """Return one offence as a program gets it."""
    assert 0 == havre("offences", "show", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_a_program_gets_every_field_under_a_stable_name(capsys):
    """The names outside checks rely on; others may be added."""
    found = shown(capsys, "AS_INC")

    assert {
        "id", "version", "versions", "family", "name", "plain", "detail", "example",
        "articles", "cited", "nature", "once", "repeated", "hidden", "extends",
        "victim", "penalties", "aggravations", "when", "conditions", "covers",
        "limitation", "terms", "born", "born_text", "before", "source", "source_title",
        "source_where", "checked", "certain", "doubt", "reviewer", "digest",
    } == set(found)  # fmt: skip
    assert ("AS_INC", 1, "délit") == (found["id"], found["version"], found["nature"])
    assert ["CP 222-29-3", "CP 222-22-3"] == found["articles"]
    assert "Code pénal, articles 222-29-3 et 222-22-3" == found["cited"]
    assert [{"most": "10 ans de prison et 150 000 € d'amende", "case": ""}] == (
        found["penalties"]
    )
    assert ("2021-04-23", "") == (found["born"], found["reviewer"])
    assert "AS_M15" in found["before"]


def test_a_circumstance_has_its_articles_and_its_maximum(capsys):
    """As the record has them."""
    found = shown(capsys, "APPEL")

    assert [
        {
            "when": ["relation: partner ex-partner"],
            "text": "par le conjoint ou l'ex",
            "articles": ["CP 222-16", "CP 132-80"],
            "most": "3 ans de prison et 45 000 € d'amende",
        }
    ] == found["aggravations"]


def test_the_terms_are_told_law_after_law_for_each_age(capsys):
    """Class, case, doubt, then what an adult and a minor follow."""
    (course,) = shown(capsys, "VIOL")["limitation"]

    assert "crime-706-47" == course["class"]
    assert [
        (None, "10 ans à partir des faits"),
        ("2017-03-01", "20 ans à partir des faits"),
    ] == [(rule["since"], rule["term"]) for rule in course["adult"]]
    assert ["1989-07-15", "1998-06-18", "2004-03-10", "2018-08-06"] == [
        rule["since"] for rule in course["minor"]
    ]
    assert (
        "si l'auteur est un ascendant ou avait autorité" == course["minor"][0]["only"]
    )


def test_no_law_older_than_the_offence_is_told(capsys):
    """Facts before its birth are another offence's."""
    (course,) = shown(capsys, "OUTR_AGG")["limitation"]

    assert ["2017-03-01"] == [rule["since"] for rule in course["adult"]]
    assert [] == course["minor"]


def test_a_victim_who_is_always_young_follows_adults_only_by_default(capsys):
    """Before the law had a rule for minors; never after."""
    (old,) = shown(capsys, "CORR")["limitation"]
    (young,) = shown(capsys, "VIOL_M15")["limitation"]

    assert [None] == [rule["since"] for rule in old["adult"]]
    assert [] == young["adult"]
    assert ["2018-08-06"] == [rule["since"] for rule in young["minor"]]


@pytest.mark.parametrize("offence", LAW.offences, ids=lambda offence: offence.id)
def test_every_offence_can_be_read(capsys, offence):
    """In a terminal, in words: no name of a fact, no key."""
    assert 0 == havre("offences", "show", offence.id)
    said = " ".join(capsys.readouterr().out.replace("\xa0", " ").split())

    assert offence.name in said
    assert offence.plain in said
    assert offence.doubt in said
    assert "non relu par un juriste" in said
    for penalty in offence.penalties:
        assert penalty.most in said
    for aggravation in offence.aggravations:
        assert aggravation.text in said
    for text in (*offence.when, "no-consent", "under-15", offence.source):
        assert text not in said


def test_no_line_is_wider_than_the_screen():
    """Headings, then paragraphs."""
    found = lines(LAW, LAW.by_id["VC"], 60)

    assert 60 >= max(len(line) for line in found)
    assert "LE TEXTE" in found


def test_small_letters_will_do(capsys):
    """An id is a code, not a password."""
    assert "VIOL_AGG" == shown(capsys, "viol_agg")["id"]


def test_an_unknown_offence_is_one_line_and_2(capsys):
    """With those it may have been."""
    status = havre("offences", "show", "VOIL", "--json")
    said = capsys.readouterr()

    assert 2 == status
    assert "" == said.out
    assert said.err.startswith("havre offences : « VOIL » n'est pas au catalogue.")
    assert "VIOL" in said.err.removeprefix("havre offences : « VOIL »")
    assert 1 == said.err.count("\n")


def test_a_former_version_can_be_asked_for(capsys, copy):
    """What was told under its number."""
    copy.double("VIOL")
    copy.set("VIOL", "version", "2")
    copy.set("VIOL", "plain", '"Autre chose."')
    law = ("--law", str(copy.directory))

    assert "Autre chose." == shown(capsys, "VIOL", *law)["plain"]
    former = shown(capsys, "VIOL", "--version", "1", *law)
    assert LAW.by_id["VIOL"].plain == former["plain"]
    assert [1, 2] == former["versions"]
    assert 2 == havre("offences", "show", "VIOL", "--version", "3", *law)
    assert "VIOL n'a pas de version 3 (il y a : 1, 2)." in capsys.readouterr().err
