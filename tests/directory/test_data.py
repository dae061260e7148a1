"""The built-in data says what was counted on its sources."""

import csv
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from havre.directory.loading import BUILT_IN, editions_in, load
from havre.directory.reading import BadDirectory
from havre.directory.rules import BOTH, GN_ONLY, PN_ONLY, UNSTATED, DeskName

ALONE_WITH_BOTH = {
    "13104",
    "13123",
    "13129",
    "13200",
    "13280",
    "74000",
    "74940",
    "74960",
    "97130",
}
WITH_UNSTATED = {"78180", "78190", "78280", "78310", "78320", "78960", "78990"}


def routes(directory):
    """Every postal code and where it leads."""
    return {code: directory.route(code) for code in directory.by_postcode}


def test_every_postal_code_of_france_is_there(directory):
    """As many communes for a code as the sources say."""
    sizes = [len(communes) for communes in directory.by_postcode.values()]
    several = sum(len(c.postcodes) > 1 for c in directory.communes.values())

    assert 35_011 == len(directory.communes)
    assert 6_310 == len(sizes)
    assert 2_105 == sizes.count(1)
    assert 1_918 == sum(2 <= size <= 5 for size in sizes)
    assert 1_250 == sum(6 <= size <= 10 for size in sizes)
    assert 816 == sum(11 <= size <= 20 for size in sizes)
    assert 46 == max(sizes) == len(directory.by_postcode["51300"])
    assert 385 == several  # 388 with the parents of the arrondissements


def test_arrondissements_stand_for_paris_lyon_and_marseille(directory):
    """With the parents, every Parisian would be asked "police or gendarmerie?"."""
    assert not {"75056", "69123", "13055"} & set(directory.communes)
    assert {"75120", "69389", "13216"} <= set(directory.communes)
    assert ["75111"] == [c.insee for c in directory.by_postcode["75011"]]


def test_414_codes_reach_both_forces(directory):
    """405 have several communes; nine have one, served by both."""
    both = {code: r for code, r in routes(directory).items() if len(r.forces) == 2}

    assert 414 == len(both)
    assert 405 == sum(r.ask_commune for r in both.values())
    assert ALONE_WITH_BOTH == {code for code, r in both.items() if r.both}


def test_the_commune_is_asked_for_407_codes_and_no_other(directory):
    """The 405, and the two where several communes share an unstated force."""
    asked = {code: r for code, r in routes(directory).items() if r.ask_commune}

    assert 407 == len(asked)
    assert {"78310", "78320"} == {c for c, r in asked.items() if len(r.forces) < 2}


def test_the_question_is_put_to_one_inhabitant_in_eight(directory):
    """12.3 % of them, a commune's people being shared evenly among its codes."""
    people = sum(
        commune.population / len(commune.postcodes)
        for found in routes(directory).values()
        for commune in found.communes
        if found.ask_commune
    )
    everybody = sum(c.population for c in directory.communes.values())

    assert 12.3 == round(100 * people / everybody, 1)


def test_unstated_forces_lead_to_relief(directory):
    """Nine communes around Trappes, in seven codes."""
    blank = [c for c in directory.communes.values() if c.forces == UNSTATED]
    told = {code for code, r in routes(directory).items() if r.unstated}

    assert 9 == len(blank)
    assert WITH_UNSTATED == {code for c in blank for code in c.postcodes}
    assert WITH_UNSTATED - {"78310", "78320"} == told
    for code in told:
        assert DeskName.RELIEF == directory.route(code).desk


def test_940_codes_are_all_police(directory):
    """The rest of the police zone shares its codes."""
    police = [
        code
        for code, communes in directory.by_postcode.items()
        if all(c.forces == PN_ONLY for c in communes)
    ]
    assert 940 == len(police)


def test_the_police_zone_has_1738_communes(directory):
    """Six of them with both forces, nine with none stated; elsewhere it is GN."""
    count = Counter(commune.forces for commune in directory.communes.values())

    assert 1_723 == count[PN_ONLY]
    assert 6 == count[BOTH]
    assert 9 == count[UNSTATED]
    assert 35_011 - 1_738 == count[GN_ONLY]


@pytest.mark.parametrize(
    ("postcode", "commune", "departement"),
    [
        ("01410", "39274", "39"),
        ("94390", "91479", "91"),
        ("97133", "97701", "977"),
        ("97150", "97801", "978"),
        ("20000", "2A004", "2A"),
        ("20200", "2B033", "2B"),
    ],
)
def test_the_departement_is_not_the_beginning_of_the_code(
    directory, postcode, commune, departement
):
    """It comes from INSEE; 23 pairs would be wrong otherwise."""
    assert commune in {c.insee for c in directory.by_postcode[postcode]}
    assert departement == directory.communes[commune].departement


def test_sixteen_codes_span_two_departements(directory):
    """So a code has no département, only its communes have."""
    spanning = [
        code
        for code, communes in directory.by_postcode.items()
        if len({c.departement for c in communes}) > 1
    ]
    assert 16 == len(spanning)


def test_population_is_no_tie_breaker(directory):
    """13600 is La Ciotat, police, and Ceyreste, gendarmerie: it is asked."""
    assert {"La Ciotat": PN_ONLY, "Ceyreste": GN_ONLY} == {
        c.name: c.forces for c in directory.by_postcode["13600"]
    }
    assert directory.route("13600").ask_commune
    assert DeskName.POLICE == directory.route("13600", "13028").desk
    assert DeskName.GENDARMERIE == directory.route("13600", "13023").desk


@pytest.mark.parametrize("code", ["97411", "97500", "97600", "98714", "98800", "98600"])
def test_overseas_reaches_somebody(directory, code):
    """From La Réunion to Wallis, the code has communes and a desk or a question."""
    found = directory.route(code)

    assert found.communes
    assert found.ask_commune or found.desk


def test_a_commune_alone_is_enough(directory):
    """Found by name, with no code told: its own force answers."""
    assert DeskName.POLICE == directory.route(None, "75111").desk
    assert directory.route(None, "75111").postcode is None


def test_the_data_equals_its_reference(directory, shared):
    """Codes, postcodes, populations and forces, commune by commune."""
    with (shared / "communes-2026.csv").open(encoding="utf-8", newline="") as file:
        reference = {
            row["code_insee"]: (
                row["nom"],
                row["departement"],
                row["population"] or "0",
                row["codes_postaux"],
            )
            for row in csv.DictReader(file)
            if row["code_insee"] not in {"75056", "69123", "13055"}
        }
    ours = {
        c.insee: (c.name, c.departement, str(c.population), " ".join(c.postcodes))
        for c in directory.communes.values()
    }
    assert reference == ours


def test_public_extracts_can_be_used_as_they_are_named(directory, shared):
    """A folder of dated public files replaces every part, and dates it."""
    public = load(shared)

    assert 3_661 == len(public.stations)
    assert 3_946 == len(public.support)
    assert dict(directory.communes) == {
        insee: replace(commune, where=None)
        for insee, commune in public.communes.items()
    }
    assert 34_900 < sum(c.where is not None for c in public.communes.values())
    assert date(2026, 8, 1) == public.edition.day
    assert date(2022, 1, 1) == public.editions["stations"].day
    assert len([s for s in public.stations if s.place.where]) > 3_600


def test_shipped_stations_and_support_bodies_are_invented_and_say_so(directory):
    """Nobody may be sent to a place that does not exist, or ring a stranger."""
    places = (*directory.stations, *directory.support)
    fiction = re.compile(r"01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98")

    assert (8, 12) == (len(directory.stations), len(directory.support))
    assert directory.editions["stations"].invented
    assert directory.editions["support"].invented
    for place in (held.place for held in places):
        assert "inventée" in place.name
        assert fiction.match(place.phone), place.phone
        assert place.insee in directory.communes
        assert place.postcode in directory.communes[place.insee].postcodes


def test_every_part_is_dated_and_sourced(directory):
    """An edition is a day, a source and a licence."""
    assert date(2026, 8, 1) == directory.edition.day
    assert {"communes", "police_zone", "stations", "support"} == set(directory.editions)
    for edition in directory.editions.values():
        assert edition.source
        assert edition.licence
    assert 31 == directory.age_days(date(2026, 9, 1))


def test_a_part_of_an_operator_replaces_ours(directory, tmp_path):
    """The other parts stay; our postal codes still lead somewhere."""
    (tmp_path / "police_zone.csv").write_text("insee,forces,service\n01004,PN,\n")
    (tmp_path / "edition.toml").write_text(
        '[police_zone]\nedition = 2026-11-01\nsource = "s"\nlicence = "l"\n'
    )
    replaced = load(tmp_path)

    assert date(2026, 11, 1) == replaced.edition.day
    assert PN_ONLY == replaced.communes["01004"].forces
    assert GN_ONLY == replaced.communes["75111"].forces
    assert directory.stations == replaced.stations


def test_a_folder_that_is_not_there_replaces_nothing(directory, tmp_path):
    """Before the first import, the built-in data answers."""
    assert directory.communes == load(tmp_path / "absent").communes


EDITION = '[police_zone]\nedition = 2026-11-01\nsource = "s"\nlicence = "l"\n'


@pytest.mark.parametrize(
    ("table", "edition", "why"),
    [
        ("insee,forces\n01004,PN\n", EDITION, "la colonne service manque"),
        ("insee,forces,service\n01004,XX,\n", EDITION, "forces 'XX' pour 01004"),
        ("insee,forces,service\n01004\n", EDITION, "IndexError"),
        ("insee,forces,service\n01004,PN,\n", "", "sans date"),
        ("insee,forces,service\n", "[police_zone]\n", "KeyError"),
        ("insee,forces,service\n", EDITION.replace("2026-11-01", '"x"'), "not a date"),
        ("insee,forces,service\n", "[police_zone", "edition.toml"),
        ("\xff", EDITION, "UnicodeDecodeError"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_defect(
    tmp_path, table, edition, why
):
    """Better no start than a visitor sent to the wrong desk."""
    (tmp_path / "police_zone.csv").write_text(table, "latin-1")
    (tmp_path / "edition.toml").write_text(edition)

    with pytest.raises(BadDirectory, match=re.escape(why)):
        load(tmp_path)


def test_a_station_of_an_unknown_kind_is_named(tmp_path):
    """With its line."""
    table = (BUILT_IN / "stations.csv").read_text("utf-8").replace(",PN,", ",XX,", 1)
    (tmp_path / "stations.csv").write_text(table, "utf-8")
    (tmp_path / "edition.toml").write_text(EDITION.replace("police_zone", "stations"))

    with pytest.raises(BadDirectory, match="ligne 2"):
        load(tmp_path)


def test_the_directory_is_read_fast(directory):
    """Cold start is under two seconds in all; this is the best of three."""
    times = []
    for _ in range(3):
        started = time.process_time()
        load()
        times.append(time.process_time() - started)

    assert min(times) < 1
    assert editions_in(BUILT_IN)["police_zone"] == directory.edition
