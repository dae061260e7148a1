"""Which court is told of a commune, and never a false certainty."""

from dataclasses import replace
from datetime import date

import pytest

from havre.directory.court_tables import read_courts
from havre.directory.courts import BY_DEPARTEMENT, NEAREST, UNKNOWN, seat_of
from havre.directory.importing.actions import Import, import_file
from havre.directory.importing.sources import DoubtfulFile, obtain
from havre.directory.justice import courts_payload
from havre.directory.loading import load
from havre.directory.places import Place, SupportBody, SupportKind
from havre.directory.points import Point
from havre.directory.rules import Edition

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def courts(directory):
    """As they are shipped: seats and départements, no table by commune."""
    return read_courts(directory)


def found(courts, directory, insee):
    """The court of a commune of the built-in directory."""
    return courts.of(directory.communes[insee], directory.communes)


def test_every_court_of_the_law_is_there(courts, directory):
    """164 tribunaux judiciaires, four of first instance; each seat is a commune."""
    names = [court.name for court in courts.courts.values()]
    seats = {seat_of(insee) for insee in directory.communes}

    assert 164 == sum(name.startswith("Tribunal judiciaire") for name in names)
    assert 168 == len(set(names))
    assert all(court.seat in seats for court in courts.courts.values())
    assert all(
        court.sure <= set(directory.communes) for court in courts.courts.values()
    )


def test_every_departement_but_clipperton_has_a_court(courts, directory):
    """Nobody lives there."""
    served = {one for court in courts.courts.values() for one in court.departements}

    assert {"989"} == {c.departement for c in directory.communes.values()} - served


@pytest.mark.parametrize(
    ("insee", "court"),
    [
        ("75111", "Tribunal judiciaire de Paris"),  # alone in its département
        ("69383", "Tribunal judiciaire de Lyon"),  # its seat, by arrondissement
        ("13201", "Tribunal judiciaire de Marseille"),
        ("59512", "Tribunal judiciaire de Lille"),  # Roubaix: a chambre de proximité
        ("22050", "Tribunal judiciaire de Saint-Malo"),  # Dinan: the other side
        ("97801", "Tribunal judiciaire de Basse-Terre"),
        ("98735", "Tribunal de première instance de Papeete"),
    ],
)
def test_what_the_law_says_is_certain(courts, directory, insee, court):
    """A court alone in its département, its seat, the seats of its chambers."""
    told = found(courts, directory, insee)

    assert told.certain
    assert court == told.court.name
    assert () == told.others
    assert "" == told.doubt


def test_an_airport_is_said_even_where_the_court_is_certain(courts, directory):
    """What happened at Roissy is for Bobigny."""
    told = found(courts, directory, "95500")

    assert told.certain
    assert "Bobigny" in told.doubt


def test_without_the_table_several_courts_are_told_and_none_is_certain(
    courts, directory
):
    """Obernai may be Strasbourg's, Saverne's or Colmar's: nothing says which."""
    told = found(courts, directory, "67348")

    assert told.court is None
    assert {"tj67482", "tj67437", "tj68066"} == {court.id for court in told.others}
    assert not told.certain
    assert BY_DEPARTEMENT == told.doubt


def test_with_positions_the_nearest_seat_is_proposed_and_still_not_certain(
    courts, directory
):
    """The others are told beside it."""
    here = replace(directory.communes["67348"], where=Point(48.46, 7.48))
    places = dict(directory.communes) | {
        "67482": replace(directory.communes["67482"], where=Point(48.58, 7.75)),
        "68066": replace(directory.communes["68066"], where=Point(48.08, 7.36)),
    }
    told = courts.of(here, places)

    assert "tj67482" == told.court.id
    assert {"tj67437", "tj68066"} == {court.id for court in told.others}
    assert (False, NEAREST) == (told.certain, told.doubt)


def test_a_place_without_a_court_says_so(courts, directory):
    """Clipperton."""
    told = found(courts, directory, "98901")

    assert (None, (), False, UNKNOWN) == (
        told.court, told.others, told.certain, told.doubt
    )  # fmt: skip


def test_a_court_is_told_as_the_protocol_says(courts, directory):
    """What is not known of it is empty."""
    assert {
        "court": {
            "id": "tj75056",
            "name": "Tribunal judiciaire de Paris",
            "address": "",
            "phone": "",
            "email": "",
        },
        "others": [],
        "certain": True,
        "doubt": "",
        "day": "2022-01-01",
        "source": courts.edition.source,
    } == courts_payload(found(courts, directory, "75111"))


def test_an_imported_base_tells_where_a_court_is(directory):
    """By the commune of its seat, an arrondissement counting for its city."""
    place = Place(
        "x", "75117", "75", "Tribunal judiciaire de Paris", "Parvis", "75017", "Paris",
        None, "01 99 00 00 17", "", "",
    )  # fmt: skip
    real = Edition(date(2026, 11, 1), "s", "l")
    base = replace(
        directory,
        support=(SupportBody(SupportKind.COURT, place, "greffe@example.org"),),
        editions={**directory.editions, "support": real},
    )
    court = read_courts(base).courts["tj75056"]

    assert "Parvis, 75017 Paris" == court.address
    assert ("01 99 00 00 17", "greffe@example.org") == (court.phone, court.email)


def table(courts, directory, **wrong):
    """The Ministry's list, in which each commune has a court of its département."""
    of = {}
    for court in courts.courts.values():
        for departement in court.departements:
            of.setdefault(departement, court)
    lines = ["Commune;Libellé Commune;Orig. TJ;N° TJ;Tribunal judiciaire compétent"]
    own = {court.seat: court for court in courts.courts.values()}
    for insee, commune in directory.communes.items():
        court = own.get(seat_of(insee)) or of.get(commune.departement)
        if court:
            name = wrong.get(court.id, court.name)
            lines.append(f"{insee};{commune.name};1;7;{name}")
    return lines


@pytest.fixture
def bring(directory, tmp_path):
    """Import the list; return what is said, and the courts it makes."""

    def bring(lines):
        file, into = tmp_path / "official.csv", tmp_path / "in"
        file.write_text("\n".join(lines), "utf-8")
        with obtain(str(file)) as source:
            said = import_file(source, Import(into, directory, TODAY, TODAY))
        return said, read_courts(load(into), into)

    return bring


def test_the_ministrys_table_makes_every_commune_certain(courts, directory, bring):
    """And is quoted with its own day."""
    said, imported = bring(table(courts, directory))
    told = found(imported, directory, "67348")

    assert "168 tribunaux" in said[0]
    assert told.certain
    assert told.court.id in {"tj67482", "tj67437", "tj68066"}
    assert TODAY == told.edition.day


def test_a_court_that_is_new_keeps_the_name_of_the_table(courts, directory, bring):
    """A reform may make one; it is announced."""
    new = {"tj67437": "Tribunal judiciaire de Nouvelle-Ville"}
    said, imported = bring(table(courts, directory, **new))
    told = found(imported, directory, "67437")

    assert any("Nouvelle-Ville" in line for line in said)
    assert ("tj-n7", "Tribunal judiciaire de Nouvelle-Ville") == (
        told.court.id,
        told.court.name,
    )


def test_a_table_whose_courts_were_shifted_is_refused(courts, directory, bring):
    """One was published so: no court served its own seat any more."""
    head, *lines = table(courts, directory)
    cells = [line.split(";") for line in lines]
    shifted = [";".join([*row[:4], cells[n - 400][4]]) for n, row in enumerate(cells)]

    with pytest.raises(DoubtfulFile, match="propre siège"):
        bring([head, *shifted])


@pytest.mark.parametrize(
    ("cut", "why"),
    [
        (lambda lines: lines[:1000], "trop court"),
        (lambda lines: [lines[0].replace("N° TJ", "N"), *lines[1:]], "N° TJ"),
        (lambda lines: [lines[0], *(["00000;x;1;1;y"] * 1000), *lines[1000:]], "1 %"),
    ],
)
def test_a_part_of_a_table_is_refused(courts, directory, bring, cut, why):
    """The former edition stands."""
    with pytest.raises(DoubtfulFile, match=why):
        bring(cut(table(courts, directory)))
