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


def shown_of(copy, capsys, id_, *words):
    """Return one offence of a copy as a program gets it."""
    return shown(capsys, id_, "--law", str(copy.directory), *words)


def test_a_program_gets_every_field_under_a_stable_name(copy, capsys):
    """The names outside checks rely on; others may be added."""
    found = shown_of(copy, capsys, "NEW")

    assert {
        "id", "version", "versions", "family", "name", "plain", "detail", "example",
        "articles", "cited", "nature", "once", "repeated", "lasting", "hidden",
        "extends", "victim", "penalties", "aggravations", "when", "conditions",
        "covers", "covers_when", "limitation", "terms", "born", "born_text", "before",
        "source", "source_title", "source_where", "checked", "certain", "doubt",
        "reviewer", "digest",
    } <= set(found)  # fmt: skip
    assert ("NEW", 1, "délit") == (found["id"], found["version"], found["nature"])
    assert ["CP 1-2"] == found["articles"]
    assert "Code pénal, article 1-2" == found["cited"]
    assert [{"most": "5 ans de prison", "case": ""}] == found["penalties"]
    assert ("2018-08-06", ["TOUCH"]) == (found["born"], found["before"])
    assert ("code-penal", "") == (found["source"], found["reviewer"])
    assert ("2026-11-26", True, "") == (
        found["checked"],
        found["certain"],
        found["doubt"],
    )


def test_a_circumstance_has_its_articles_and_its_maximum(copy, capsys):
    """As the record has them."""
    copy.aggravate(
        "TOUCH",
        'text = "la nuit"\nwhen = ["place: street"]\narticles = ["CP 1-4"]\n'
        'most = "7 ans de prison"',
    )

    assert [
        {
            "when": ["place: street"],
            "text": "la nuit",
            "articles": ["CP 1-4"],
            "most": "7 ans de prison",
        }
    ] == shown_of(copy, capsys, "TOUCH")["aggravations"]


def test_the_terms_are_told_law_after_law_for_each_age(copy, capsys):
    """Class, case, doubt, then what an adult and a minor follow."""
    copy.set("TOUCH", "limitation", '[{ class = "crime-706-47" }]')
    (course,) = shown_of(copy, capsys, "TOUCH")["limitation"]

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


def test_a_term_of_some_victims_says_which(copy, capsys):
    """And keeps their rules alone."""
    rows = '{ class = "delit-706-47", when = "sans arme", victims = ["adult"] }'
    copy.set("TOUCH", "limitation", f"[{rows}]")
    (adult,) = shown_of(copy, capsys, "TOUCH")["limitation"]
    copy.set("TOUCH", "limitation", f"[{rows.replace('adult', 'under-15')}]")
    (young,) = shown_of(copy, capsys, "TOUCH")["limitation"]

    assert "sans arme ; victime : 18 ans ou plus" == adult["when"]
    assert (2, 0) == (len(adult["adult"]), len(adult["minor"]))
    assert "sans arme ; victime : moins de 15 ans" == young["when"]
    assert [None] == [rule["since"] for rule in young["adult"]]


def test_no_law_older_than_the_offence_is_told(copy, capsys):
    """Facts before its birth are another offence's."""
    copy.set("NEW", "victim", '"any"')
    (course,) = shown_of(copy, capsys, "NEW")["limitation"]

    copy.set("NEW", "limitation", '[{ class = "delit" }]')
    (general,) = shown_of(copy, capsys, "NEW")["limitation"]

    assert ["2017-03-01"] == [rule["since"] for rule in course["adult"]]
    assert ["2004-03-10"] == [rule["since"] for rule in course["minor"]]
    assert [] == general["minor"]


def test_a_victim_who_is_always_young_follows_adults_only_by_default(copy, capsys):
    """Before the law had a rule for minors; never after."""
    copy.set("NEW", "limitation", '[{ class = "crime-706-47" }]')
    (young,) = shown_of(copy, capsys, "NEW")["limitation"]
    copy.set("TOUCH", "victim", '"minor"')
    (old,) = shown_of(copy, capsys, "TOUCH")["limitation"]

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


def test_a_victim_who_is_always_adult_has_no_term_of_the_young(copy, capsys):
    """None would ever be followed."""
    copy.set("TOUCH", "victim", '"adult"')
    (course,) = shown_of(copy, capsys, "TOUCH")["limitation"]

    assert 2 == len(course["adult"])
    assert [] == course["minor"]


def test_what_is_denied_is_said_to_be(copy, capsys):
    """Another relation than these, rather than these."""
    _, weapon, relation = shown_of(copy, capsys, "TOUCH")["conditions"]

    assert weapon.endswith(" : oui")
    assert " : autre que " in relation
    assert " / " in relation


def test_what_qualifies_an_offence_is_said(copy, capsys):
    """Once is enough, it lasts, it hides, what it makes needless to name."""
    copy.set("TOUCH", "lasting", "true")
    copy.set("TOUCH", "hidden", "true")
    copy.set("TOUCH", "covers", '["FINE"]')
    copy.set("TOUCH", "covers_when", '["weapon: yes"]')
    assert 0 == havre("offences", "show", "TOUCH", "--law", str(copy.directory))
    said = capsys.readouterr().out.replace("\xa0", " ")

    assert "- une fois suffit" in said
    assert "- acte qui dure" in said
    assert "- peut être cachée" in said
    assert "remplace dans une liste : FINE" in said
    assert "- seulement si : Arme : oui" in said


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
    status = havre("offences", "show", "voil", "--json")
    said = capsys.readouterr()

    assert 2 == status
    assert "" == said.out
    assert said.err.startswith(
        "havre offences : « voil » n'est pas au catalogue. Peut-être VIOL"
    )
    assert 1 == said.err.count("\n")


def test_a_former_version_can_be_asked_for(copy, capsys):
    """What was told under its number."""
    copy.double("TOUCH")
    copy.set("TOUCH", "version", "2")
    copy.set("TOUCH", "plain", '"Autre chose."')

    assert "Autre chose." == shown_of(copy, capsys, "TOUCH")["plain"]
    former = shown_of(copy, capsys, "TOUCH", "--version", "1")
    assert "Toucher avec une arme." == former["plain"]
    assert [1, 2] == former["versions"]
    law = ("--law", str(copy.directory))
    assert 2 == havre("offences", "show", "TOUCH", "--version", "3", *law)
    assert "TOUCH n'a pas de version 3 (il y a : 1, 2)." in capsys.readouterr().err
