"""Who may help near her, in which order, and whose entries are told."""

from dataclasses import replace
from datetime import date

import pytest

from havre.directory.places import Place, SupportBody, SupportKind
from havre.directory.points import Point
from havre.directory.rules import Commune, Edition
from havre.pages.numbers import read_numbers
from havre.referral.reading import DATA, read_kinds, read_lines
from havre.referral.rules import (
    OF_A_KIND,
    Bodies,
    Own,
    Referral,
    Scope,
    referrals,
    rounded,
)

RENNES = Commune(
    "35238", "Rennes", "35", 225_000, ("35000",), where=Point(48.11, -1.68)
)
EDITION = Edition(date(2026, 11, 1), "annuaire d’essai", "l")
NEEDS = {
    SupportKind.VICTIM_AID: ("psychologique",),
    SupportKind.WOMENS_RIGHTS: ("juridique",),
}
LINE = Referral(
    "line:1", ("psychologique",), "Ligne", Scope.NATIONAL, date(2026, 11, 1), "s", True
)


def a_body(name: str, east: float | None = 0.0, **but) -> SupportBody:
    """An association of Ille-et-Vilaine, `east` degrees east of Rennes."""
    kind = but.pop("kind", SupportKind.VICTIM_AID)
    place = Place(
        id=name.lower(),
        insee="35999",
        departement="35",
        name=name,
        address="1 rue de l’Essai",
        postcode="35000",
        commune=name,
        where=None if east is None else Point(48.11, -1.68 + east),
        phone="02 61 91 35 00",
        url="",
        hours="lundi 09:00-12:00",
    )
    return SupportBody(kind, replace(place, **but), "essai@example.org")


def bodies(*those: SupportBody, edition: Edition = EDITION) -> Bodies:
    """These bodies, ready to be looked up."""
    by_departement: dict[str, list[SupportBody]] = {}
    for body in those:
        by_departement.setdefault(body.place.departement, []).append(body)
    return Bodies(by_departement, NEEDS, edition, {RENNES.insee: RENNES})


def named(found: list[Referral]) -> list[str]:
    """In names."""
    return [one.name for one in found]


def own(name: str, departement: str = "", region: str = "") -> Own:
    """An entry of the supervisors."""
    scope = Scope.NATIONAL
    if departement or region:
        scope = Scope.DEPARTEMENT if departement else Scope.REGION
    referral = replace(LINE, key=f"text-{name}", name=name, scope=scope)
    return Own(referral, departement, region)


def test_the_departement_comes_first_the_nearest_first():
    """Then what answers for the whole of France."""
    found = referrals(
        [RENNES], bodies(a_body("Loin", 0.4), a_body("Près", 0.1)), [], [LINE]
    )

    assert ["Près", "Loin", "Ligne"] == named(found)
    assert 7.4 == rounded(found[0]).km
    assert [Scope.DEPARTEMENT, Scope.DEPARTEMENT, Scope.NATIONAL] == [
        one.scope for one in found
    ]


def test_the_region_is_told_for_what_the_departement_lacks():
    """A kind that the département has is not sought further."""
    found = referrals(
        [RENNES],
        bodies(
            a_body("Ici", 0.1),
            a_body("Vannes", 0.2, departement="56"),
            a_body("Quimper", 0.3, departement="29", kind=SupportKind.WOMENS_RIGHTS),
            a_body("Laval", 0.4, departement="53", kind=SupportKind.WOMENS_RIGHTS),
        ),
        [],
        [],
    )

    assert ["Ici", "Quimper"] == named(found)
    assert Scope.REGION == found[1].scope


def test_few_of_a_kind_are_told():
    """A list of sixty surgeries helps nobody."""
    many = [a_body(f"N{n}", 0.01 * n) for n in range(9)]

    assert OF_A_KIND == len(referrals([RENNES], bodies(*many), [], []))


def test_without_a_position_those_of_the_commune_come_first():
    """And no distance is made up."""
    nowhere = replace(RENNES, where=None)
    found = referrals(
        [nowhere],
        bodies(a_body("Brest"), a_body("Zone", insee="35238"), a_body("Auray", None)),
        [],
        [],
    )

    assert ["Zone", "Auray", "Brest"] == named(found)
    assert {None} == {one.km for one in found}


def test_a_need_keeps_those_who_help_with_it():
    """Whatever their scope."""
    some = bodies(a_body("Écoute"), a_body("Droit", kind=SupportKind.WOMENS_RIGHTS))

    assert ["Droit"] == named(referrals([RENNES], some, [], [LINE], "juridique"))
    assert ["Écoute", "Ligne"] == named(
        referrals([RENNES], some, [], [LINE], "psychologique")
    )


def test_supervisors_entries_come_first_of_their_scope_and_only_where_they_serve():
    """Of another département or région, they are not told."""
    entries = [
        own("Ailleurs", "29"),
        own("Bretagne", region="53"),
        own("Ici", "35", "53"),
        own("Occitanie", region="76"),
        own("Partout"),
    ]
    found = referrals([RENNES], bodies(a_body("Corps")), entries, [LINE])

    assert ["Ici", "Corps", "Bretagne", "Partout", "Ligne"] == named(found)


def test_where_no_place_is_known_the_whole_of_france_answers():
    """She may not have said where she is."""
    found = referrals([], bodies(a_body("Corps")), [own("Ici", "35"), own("P")], [LINE])

    assert ["P", "Ligne"] == named(found)


def test_a_body_is_told_with_its_source_and_day():
    """Invented ones are never told as certain."""
    (told,) = referrals([RENNES], bodies(a_body("Corps")), [], [])
    invented = bodies(a_body("C"), edition=replace(EDITION, invented=True))

    assert ("support:corps", "1 rue de l’Essai, 35000 Corps") == (
        told.key, told.address
    )  # fmt: skip
    assert (date(2026, 11, 1), "annuaire d’essai", True) == (
        told.checked, told.source, told.certain
    )  # fmt: skip
    assert not referrals([RENNES], invented, [], [])[0].certain


def test_the_lines_are_those_of_the_page_of_numbers():
    """Their hours and days of check are kept in one place."""
    numbers = read_numbers()
    lines = {line.key: line for line in read_lines(numbers)}
    known = {one.number: one for one in numbers.numbers}

    assert known["3919"].hours == lines["line:3919"].hours
    assert known["3919"].checked == lines["line:3919"].checked
    assert "https://commentonsaime.fr" == lines["line:commentonsaime.fr"].url
    assert "" == lines["line:commentonsaime.fr"].phone


def test_every_need_has_a_line_for_the_whole_of_france():
    """Nobody is left without anyone to ask."""
    needs = {need for line in read_lines(read_numbers()) for need in line.needs}

    assert {
        "logement", "juridique", "psychologique", "medical", "enfants", "langue",
        "handicap", "lgbt",
    } == needs  # fmt: skip


def test_a_court_is_no_one_to_be_referred_to():
    """It is told to the officer for the report, not to her for help."""
    kinds = {row.kind for row in read_kinds()}

    assert {*SupportKind} - {SupportKind.COURT} == kinds


DEFECTS = (
    ('kind = "aav"', 'kind = "xxx"'),
    ('"juridique", "psych', '"amour", "psych'),
    ('source = "public"', 'source = "nobody"'),
    ('number = "3919"', 'number = "0000"'),
)


@pytest.mark.parametrize(("right", "wrong"), DEFECTS)
def test_a_broken_file_is_refused(tmp_path, right, wrong):
    """An unknown kind, need, source or number."""
    broken = tmp_path / "referrals.toml"
    broken.write_text(DATA.read_text("utf-8").replace(right, wrong, 1), "utf-8")

    def read():
        return read_kinds(broken), read_lines(read_numbers(), broken)

    with pytest.raises(ValueError, match=r"."):
        read()
