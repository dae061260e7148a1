"""What a postal code leads to, without any file."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.directory.rules import (
    BOTH,
    COMPETENCE_URL,
    GN_ONLY,
    IN_MONACO,
    NOT_FIVE_DIGITS,
    NOT_THIS_COMMUNE,
    NOWHERE,
    PN_ONLY,
    RENEW_AFTER,
    UNSTATED,
    Commune,
    DeskName,
    Edition,
    PostalCode,
    UnknownPostcode,
    renewal_warning,
    route,
)

CODE = PostalCode("13600")
EDITION = Edition(date(2026, 8, 1), "Ministère", "Licence Ouverte 2.0")


def a_commune(**but) -> Commune:
    """A commune of the gendarmerie zone, but for what the test is about."""
    ordinary = {
        "insee": "13023",
        "name": "Ceyreste",
        "departement": "13",
        "population": 4_700,
        "postcodes": ("13600",),
        "forces": GN_ONLY,
    }
    return Commune(**(ordinary | but))


GENDARMES = a_commune()
POLICE = a_commune(insee="13028", name="La Ciotat", forces=PN_ONLY)
SHARED = a_commune(insee="13004", name="Arles", forces=BOTH)
BLANK = a_commune(insee="78621", name="Trappes", departement="78", forces=UNSTATED)


@pytest.mark.parametrize(
    "typed", ["75011", "75 011", " 75011 ", "7 5 0 1 1", "75\xa0011"]
)
def test_spaces_in_a_postal_code_are_forgiven(typed):
    """People write it as they say it."""
    assert PostalCode("75011") == PostalCode.parse(typed)


@pytest.mark.parametrize(
    "typed", ["", "7501", "750111", "2A004", "abcde", "75-11", "٧٥٠١١"]
)
def test_anything_but_five_digits_is_refused(typed):
    """Five ASCII digits, or the sentence that says so."""
    with pytest.raises(UnknownPostcode) as refusal:
        PostalCode.parse(typed)

    assert NOT_FIVE_DIGITS == refusal.value.sentence


@given(st.text())
def test_whatever_is_typed_is_five_digits_or_refused(typed):
    """No input gives a malformed code, and no refusal quotes what was typed."""
    try:
        code, said = PostalCode.parse(typed), ""
    except UnknownPostcode as refusal:
        code, said = PostalCode("00000"), str(refusal)

    assert said in ("", "not five digits")
    assert 5 == len(code.digits)
    assert code.digits.isascii()
    assert code.digits.isdecimal()


@given(
    st.from_regex(r"[0-9]{5}", fullmatch=True),
    st.lists(st.sampled_from(" \t\n\xa0\u202f"), min_size=6, max_size=6),
)
def test_a_code_survives_any_spacing(digits, spaces):
    """Wherever the spaces fall, the code is the same."""
    typed = "".join(
        f"{space}{digit}" for space, digit in zip(spaces, digits, strict=False)
    )

    assert PostalCode(digits) == PostalCode.parse(typed + spaces[-1])


def test_one_force_has_its_desk():
    """The desk of the force, then relief should it fall silent."""
    police = route(CODE, [POLICE], EDITION)
    gendarmes = route(CODE, [GENDARMES, a_commune(insee="13999")], EDITION)

    assert DeskName.POLICE == police.desk
    assert (DeskName.POLICE, DeskName.RELIEF) == police.desks
    assert DeskName.GENDARMERIE == gendarmes.desk
    assert (DeskName.GENDARMERIE, DeskName.RELIEF) == gendarmes.desks
    assert not gendarmes.ask_commune


def test_communes_of_different_forces_are_asked_about():
    """Nothing is sealed to anybody before the visitor has told the commune."""
    asked = route(CODE, [POLICE, GENDARMES], EDITION)

    assert asked.ask_commune
    assert asked.desk is None
    assert () == asked.desks
    assert ("GN", "PN") == asked.forces
    assert not asked.both


def test_the_chosen_commune_settles_it():
    """Once told, the commune alone counts."""
    chosen = route(CODE, [POLICE, GENDARMES], EDITION, chosen="13023")

    assert not chosen.ask_commune
    assert (GENDARMES,) == chosen.communes
    assert DeskName.GENDARMERIE == chosen.desk


def test_a_commune_of_both_forces_reaches_both_desks_and_is_told():
    """Nothing is asked: neither answer would be wrong."""
    both = route(CODE, [SHARED], EDITION)

    assert both.both
    assert not both.ask_commune
    assert DeskName.POLICE == both.desk
    assert (DeskName.POLICE, DeskName.GENDARMERIE, DeskName.RELIEF) == both.desks


def test_an_unstated_force_is_answered_by_relief_and_told():
    """The Ministry's file leaves nine communes blank; no force is guessed."""
    unstated = route(CODE, [BLANK], EDITION)

    assert unstated.unstated
    assert DeskName.RELIEF == unstated.desk
    assert (DeskName.RELIEF,) == unstated.desks


@pytest.mark.parametrize("other", [GENDARMES, POLICE, a_commune(forces=UNSTATED)])
def test_an_unstated_force_among_several_communes_is_asked_about(other):
    """As in 78310 and 78320."""
    assert route(CODE, [BLANK, other], EDITION).ask_commune


def test_not_knowing_leads_to_relief():
    """ "I don't know" is an answer: somebody national takes it."""
    unknown = route(None, [], EDITION)

    assert DeskName.RELIEF == unknown.desk
    assert (DeskName.RELIEF,) == unknown.desks
    assert unknown.postcode is None
    assert not unknown.ask_commune
    assert not unknown.unstated
    assert not unknown.both


@pytest.mark.parametrize(
    ("digits", "sentence"),
    [
        ("00000", NOWHERE),
        ("75999", NOWHERE),
        ("98000", IN_MONACO),
        ("98099", IN_MONACO),
    ],
)
def test_a_code_of_nowhere_is_refused_with_a_sentence(digits, sentence):
    """Foreign, CEDEX or mistyped; the page can say it, the log cannot quote it."""
    with pytest.raises(UnknownPostcode) as refusal:
        route(PostalCode(digits), [], EDITION)

    assert sentence == refusal.value.sentence
    assert "unknown-postcode" == refusal.value.code
    assert 404 == refusal.value.status
    assert digits not in str(refusal.value)


def test_a_commune_of_another_code_is_refused():
    """A page left open over a renewal may name one; it says so in a sentence."""
    with pytest.raises(UnknownPostcode) as refusal:
        route(CODE, [POLICE], EDITION, chosen="13023")

    assert NOT_THIS_COMMUNE == refusal.value.sentence


forces = st.sampled_from([GN_ONLY, PN_ONLY, BOTH, UNSTATED])


@given(st.lists(forces, min_size=1, max_size=8))
def test_every_code_leads_to_a_question_or_to_somebody(several):
    """Never in front of nobody: a question, or desks that end with relief."""
    communes = [a_commune(insee=f"{n:05}", forces=f) for n, f in enumerate(several)]

    found = route(CODE, communes, EDITION)

    if found.ask_commune:
        assert found.desk is None
        assert () == found.desks
        for commune in communes:
            chosen = route(CODE, communes, EDITION, chosen=commune.insee)
            assert not chosen.ask_commune
            assert chosen.desk is not None
    else:
        assert found.desks[0] == found.desk
        assert DeskName.RELIEF == found.desks[-1]
        assert len(set(found.desks)) == len(found.desks)


@given(st.lists(forces, min_size=1, max_size=8), st.randoms())
def test_the_order_of_communes_changes_nothing(several, random):
    """The desk depends on who is competent, not on how a file is sorted."""
    communes = [a_commune(insee=f"{n:05}", forces=f) for n, f in enumerate(several)]
    shuffled = random.sample(communes, len(communes))

    one, other = route(CODE, communes, EDITION), route(CODE, shuffled, EDITION)

    assert (one.desks, one.forces) == (other.desks, other.forces)


@pytest.mark.parametrize("departement", ["75", "92", "93", "94"])
def test_police_around_paris_is_the_prefecture_de_police(departement):
    """Derived: the Ministry's file has no code for it."""
    assert a_commune(departement=departement, forces=PN_ONLY).prefecture_de_police
    assert not a_commune(departement=departement).prefecture_de_police


def test_the_prefecture_de_police_is_told_by_the_departement_not_the_postcode():
    """Orly airport is 94390 in part, and in the Essonne."""
    orly = a_commune(departement="91", postcodes=("94390",), forces=PN_ONLY)

    assert not orly.prefecture_de_police


def test_an_old_edition_is_warned_of_with_the_command_that_renews_it():
    """Ninety days pass in silence, ninety-one do not."""
    last_day = EDITION.day + timedelta(days=RENEW_AFTER)

    warning = renewal_warning(EDITION, last_day + timedelta(days=1))

    assert renewal_warning(EDITION, last_day) is None
    assert warning is not None
    assert "91 jours" in warning
    assert f"havre directory import {COMPETENCE_URL}" in warning
