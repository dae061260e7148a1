"""Supervisors' own entries: plain lines, a second reader, then they are offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.directory.regions import DEPARTEMENTS, REGIONS, region_of
from havre.errors import BadRequest
from havre.texts.entries import Entry, entry
from havre.texts.wording import Group, Kind, Need, heading, wording

BODY = """\
Adresse : 1 rue de l'Essai, 35000 Rennes
Téléphone : 02 61 91 35 00
Courriel : essai@example.org
Site : https://example.org
Horaires : lundi 9 h - 12 h
Portée : département 35"""


def test_an_entry_is_plain_lines():
    """Whatever the accents and the spaces around the colon."""
    assert Entry(
        reach="département 35",
        address="1 rue de l'Essai, 35000 Rennes",
        phone="02 61 91 35 00",
        email="essai@example.org",
        url="https://example.org",
        hours="lundi 9 h - 12 h",
        departement="35",
        region="53",
    ) == entry(BODY)
    assert "39 19" == entry("telephone: 39 19\n\nPORTEE:France").phone


@pytest.mark.parametrize(
    ("reach", "departement", "region"),
    [
        ("France", "", ""),
        ("région Bretagne", "", "53"),
        ("région provence alpes cote d'azur", "", "93"),
        ("Département 2A", "2A", "94"),
        ("département 977", "977", ""),
    ],
)
def test_a_reach_is_a_departement_a_region_or_the_whole(reach, departement, region):
    """By the name or the code people know."""
    found = entry(f"Téléphone : 1\nPortée : {reach}")

    assert (departement, region) == (found.departement, found.region)


@pytest.mark.parametrize(
    "body",
    [
        "Téléphone : 1",
        "Portée : France",
        "Téléphone : \nPortée : France",
        "Téléphone : 1\nPortée : ",
        "Téléphone : 1\nPortée : département 99",
        "Téléphone : 1\nPortée : région Atlantide",
        "Téléphone : 1\nPortée : Bretagne",
        "Téléphone : 1\nTéléphone : 2\nPortée : France",
        "Téléphone : 1\nSurnom : x\nPortée : France",
        "Une belle association.",
    ],
)
def test_what_is_no_entry_is_refused(body):
    """Nothing to reach them by, no reach, an unknown line."""
    with pytest.raises(BadRequest):
        wording(Need.HOUSING, "Un toit", body)


@given(st.text())
def test_whatever_is_typed_is_an_entry_or_refused(body):
    """And nothing else escapes."""
    try:
        found = entry(body)
    except BadRequest:
        return
    assert found.reach


def test_a_need_is_a_kind_of_its_own():
    """No need is also a group or a topic: the name of one alone tells its kind."""
    assert Kind.REFERRAL == wording(Need.LGBT, "Une aide", BODY).kind
    for need in Need:
        assert heading(need) is need
    with pytest.raises(BadRequest):
        wording(Need.LGBT, "Une aide", BODY, "facile")
    assert Kind.REPLY == wording(Group.WELCOME, "Bonjour", "Bonjour.").kind


def test_every_departement_is_in_one_region_or_is_a_collectivity(directory):
    """As INSEE has them."""
    known = {c.departement for c in directory.communes.values() if c.postcodes}
    twice = [one for _, those in REGIONS.values() for one in those]

    assert known - {"984", "989"} == DEPARTEMENTS
    assert len(twice) == len(set(twice))
    assert "53" == region_of("35")
    assert "" == region_of("988")
