"""Stations and support bodies from the three official files, traps included."""

import bz2
import io
import json
import tarfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.directory.importing.actions import Import, import_file
from havre.directory.importing.sources import DoubtfulFile, obtain
from havre.directory.importing.units import opening_hours
from havre.directory.loading import load
from havre.directory.places import Station, SupportKind, phone
from havre.directory.points import Point, point
from havre.directory.rules import Force

TODAY = date(2026, 11, 23)
COLUMNS = (
    *("identifiant_public_unite", "service", "telephone", "departement"),
    *("code_commune_insee", "voie", "code_postal", "commune", "adresse_geographique"),
    *("geocodage_epsg", "geocodage_x", "geocodage_y"),
    *("geocodage_x_GPS", "geocodage_y_GPS", "url"),
    *("lundi_plage1_debut", "lundi_plage1_fin"),
    *("lundi_plage2_debut", "lundi_plage2_fin"),
    *("mardi_plage1_debut", "mardi_plage1_fin"),
    *("mardi_plage2_debut", "mardi_plage2_fin"),
    *("dimanche_plage1_debut", "dimanche_plage1_fin"),
    *("jours_feries_plage1_debut", "jours_feries_plage1_fin"),
)
POLICE_COLUMNS = (
    *("service", "telephone", "departement", "adresse_geographique", "voie"),
    *("code_postal", "commune", "geocodage_x_GPS", "geocodage_y_GPS"),
)


def a_unit(**but) -> dict[str, str]:
    """One row of the gendarmerie file, but for what the test is about."""
    ordinary = dict.fromkeys(COLUMNS, "") | {
        "identifiant_public_unite": "900001",
        "service": "Brigade d’essai",
        "telephone": "+33 4 65 71 01 23",
        "departement": "1",
        "code_commune_insee": "01283",
        "voie": "1 rue de l’Essai$Bâtiment B",
        "code_postal": "01100",
        "commune": "Oyonnax",
        "geocodage_x_GPS": "5.65",
        "geocodage_y_GPS": "46.25",
        "url": "https://example.org",
    }
    return ordinary | but


def as_csv(rows: list[dict[str, str]], leave: tuple[str, ...] = ()) -> str:
    """The rows as the official file writes them."""
    columns = [column for column in rows[0] if column not in leave]
    lines = [columns, *([row[column] for column in columns] for row in rows)]
    return "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines)


def many(count: int, **but) -> list[dict[str, str]]:
    """Enough ordinary units."""
    return [
        a_unit(identifiant_public_unite=str(n), service=f"Brigade n° {n}", **but)
        for n in range(1, count + 1)
    ]


@pytest.fixture
def bring(directory, tmp_path):
    """Import a file; return what is said and the directory it makes."""

    def bring(content):
        file = tmp_path / "official"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        into = tmp_path / "in"
        with obtain(str(file)) as source:
            current = load(into) if into.is_dir() else directory
            asked = Import(into, current, TODAY, day=date(2026, 11, 20))
            said = import_file(source, asked)
        return said, load(into)

    return bring


def test_gendarmerie_units_are_imported(bring):
    """Address, phone, position and hours as people read them; nothing invented left."""
    hours = {
        "lundi_plage1_debut": "8h00",
        "lundi_plage1_fin": "12h00",
        "lundi_plage2_debut": "14h00",
        "lundi_plage2_fin": "18h30",
        "mardi_plage1_debut": "8h00",
        "mardi_plage1_fin": "12h00",
        "mardi_plage2_debut": "14h00",
        "mardi_plage2_fin": "18h30",
        "dimanche_plage1_debut": "9h",
        "dimanche_plage1_fin": "12h",
        "jours_feries_plage1_debut": "9h",
        "jours_feries_plage1_fin": "12h",
    }
    said, directory = bring("\ufeff" + as_csv([a_unit(**hours), *many(2_000)]))

    station = next(s for s in directory.stations if s.place.id == "900001")
    assert Force.GN == station.force
    assert "1 rue de l’Essai, Bâtiment B" == station.place.address
    assert "04 65 71 01 23" == station.place.phone
    assert "01" == station.place.departement
    assert Point(46.25, 5.65) == station.place.where
    assert (
        "lundi-mardi 08:00-12:00,14:00-18:30; dimanche 09:00-12:00; "
        "jours fériés 09:00-12:00"
    ) == station.place.hours
    assert 2_001 == len(directory.stations)
    assert not directory.editions["stations"].invented
    assert (
        "Lieux d’accueil, édition du 2026-11-20 : 2001 gendarmerie, 0 police."
        == said[0]
    )


def test_units_that_receive_nobody_are_left_out(bring):
    """Recruitment, motorised squads; a seasonal post stays and is known as such."""
    _, directory = bring(
        as_csv(
            [
                a_unit(service="Centre d'information et de recrutement d’essai"),
                a_unit(service="Peloton MOTORISÉ d’essai"),
                a_unit(service="Poste provisoire d’essai"),
                a_unit(service=""),
                *many(2_000),
            ]
        )
    )
    extra = [s for s in directory.stations if "n°" not in s.place.name]

    assert ["Poste provisoire d’essai"] == [s.place.name for s in extra]
    assert extra[0].seasonal


def test_ids_that_are_zero_or_borne_twice_are_made_up(bring):
    """No unit hides another."""
    _, directory = bring(
        as_csv(
            [
                a_unit(identifiant_public_unite="0", service="Brigade A"),
                a_unit(identifiant_public_unite="0", service="Brigade B"),
                a_unit(identifiant_public_unite="1", service="Brigade C"),
                *many(2_000),
            ]
        )
    )
    ids = {station.place.id for station in directory.stations}

    assert {"gn-01-brigade-a", "gn-01-brigade-b", "1", "gn-01-brigade-n-1"} <= ids
    assert 2_003 == len(ids)


def police(count: int) -> list[dict[str, str]]:
    """Rows of the police file, which has neither id nor INSEE code."""
    rows = [
        a_unit(service=f"Commissariat n° {n}", code_postal="59000", commune="LILLE")
        for n in range(count)
    ]
    return [{column: row[column] for column in POLICE_COLUMNS} for row in rows]


def test_police_services_find_their_commune_by_address(bring):
    """And stand beside the gendarmerie's, which stay."""
    bring(as_csv(many(2_000)))
    said, directory = bring(as_csv(police(300)))
    commissariats = [s for s in directory.stations if s.force is Force.PN]

    assert (300, 2_300) == (len(commissariats), len(directory.stations))
    assert {"59350"} == {s.place.insee for s in commissariats}
    assert said[0].endswith("2000 gendarmerie, 300 police.")
    assert "300 lieux nouveaux :" == said[1]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (as_csv(many(1_999)), "trop court : 1999 unités GN"),
        (as_csv(police(299)), "trop court : 299 unités PN"),
        (as_csv(many(3), ("telephone",)), "il manque la colonne telephone"),
        (as_csv(many(3), ("code_commune_insee",)), "colonne code_commune_insee"),
        (as_csv(many(3), ("identifiant_public_unite",)), "identifiant_public_unite"),
        (as_csv(many(3), ("geocodage_x_GPS",)), "colonne geocodage_x_GPS"),
    ],
)
def test_a_doubtful_unit_file_is_refused(bring, tmp_path, content, why):
    """A gendarmerie file short of a column is never taken for a police one."""
    with pytest.raises(DoubtfulFile, match=why):
        bring(content)

    assert not (tmp_path / "in").exists()


def a_service(kind: str, n: int = 0, **but) -> dict[str, object]:
    """One service of the local base, but for what the test is about."""
    ordinary = {
        "id": f"{kind}-{n}",
        "nom": f"Service d’essai {n}",
        "code_insee_commune": "97415",
        "pivot": [{"type_service_local": kind, "code_insee_commune": ["97415"]}],
        "adresse": [
            {"type_adresse": "Adresse postale", "numero_voie": "BP 1"},
            {
                "type_adresse": "Adresse",
                "complement1": "Étage 2",
                "numero_voie": "3 rue de l’Essai",
                "code_postal": "97460",
                "nom_commune": "Saint-Paul",
                "longitude": "55.27",
                "latitude": "-21.01",
            },
        ],
        "plage_ouverture": [
            {
                "nom_jour_debut": "Lundi",
                "nom_jour_fin": "Vendredi",
                "valeur_heure_debut_1": "08:00:00",
                "valeur_heure_fin_1": "12:00:00",
                "valeur_heure_debut_2": "13:00:00",
                "valeur_heure_fin_2": "16:00:00",
            }
        ],
        "telephone": [{"valeur": "+262 2 61 91 12 34", "description": ""}],
        "site_internet": [{"libelle": "", "valeur": "https://example.org"}],
        "adresse_courriel": ["essai@example.org"],
        "ancien_champ": {"ignored": True},
    }
    return ordinary | but


def base(*services, stations=2_000, support=1_000) -> bytes:
    """A local base large enough to be believed."""
    every = [
        *services,
        a_service("mairie"),
        *(a_service("gendarmerie", n) for n in range(stations)),
        *(a_service("aav", n) for n in range(support)),
    ]
    return json.dumps({"service": every}).encode()


def archive(document: bytes, name: str = "data.gouv_local.json") -> bytes:
    """The same as it is published: a tar, compressed by bzip2."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as tar:
        member = tarfile.TarInfo(name)
        member.size = len(document)
        tar.addfile(member, io.BytesIO(document))
    return out.getvalue()


@pytest.mark.parametrize("wrap", [bytes, archive])
def test_the_local_base_gives_stations_and_support_bodies(bring, wrap):
    """From the archive as published, or from the document in it."""
    said, directory = bring(wrap(base(a_service("cidf"), a_service("paris_ppp"))))
    body = next(b for b in directory.support if b.kind is SupportKind.WOMENS_RIGHTS)

    assert "Étage 2, 3 rue de l’Essai" == body.place.address
    assert "97415" == body.place.insee
    assert "974" == body.place.departement
    assert Point(-21.01, 55.27) == body.place.where
    assert "02 61 91 12 34" == body.place.phone
    assert "essai@example.org" == body.email
    assert "lundi-vendredi 08:00-12:00,13:00-16:00" == body.place.hours
    assert 1_001 == len(directory.support)
    assert {Force.GN: 2_000, Force.PN: 1} == count(directory.stations)
    assert "aav 1000, cidf 1." in said[-1]


def test_town_halls_place_the_communes_but_those_put_astray(bring):
    """Without them no distance can be told; a wrong one would tell a wrong one."""

    def hall(insee, latitude, longitude):
        where = {
            "type_adresse": "Adresse",
            "latitude": latitude,
            "longitude": longitude,
        }
        return a_service("mairie", code_insee_commune=insee, adresse=[where])

    said, directory = bring(
        base(
            hall("01283", "46.2583", "5.6550"),
            hall("01004", "45.9578", "5.3588"),
            hall("01053", "46.2052", "5.2255"),
            hall("01034", "45.7594", "-5.6880"),  # its sign was lost: in the ocean
            hall("01014", "48.2500", "5.6500"),  # two degrees too far north
            hall("99999", "46.2500", "5.6500"),
        )
    )

    assert Point(46.2583, 5.655) == directory.communes["01283"].where
    assert Point(-21.01, 55.27) == directory.communes["97415"].where
    assert directory.communes["01034"].where is None
    assert directory.communes["01014"].where is None
    assert "Mairies : 4 positions, 2 douteuses laissées de côté." in said


def count(stations: tuple[Station, ...]) -> dict[Force, int]:
    """Stations of each force."""
    forces = [station.force for station in stations]
    return {force: forces.count(force) for force in Force}


def test_one_ill_formed_service_harms_only_itself(bring):
    """Up to one in a hundred; missing parts are blank."""
    bare = {"id": "bare", "nom": "Nu", "pivot": [{"type_service_local": "cidf"}]}
    _, directory = bring(base({"id": 3}, bare))
    body = next(b for b in directory.support if b.place.id == "bare")

    assert (None, "", "") == (body.place.where, body.place.insee, body.place.phone)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"service": 3}', "pas la base locale"),
        (b'{"other": []}', "pas la base locale"),
        (b'{"service": [', "pas la base locale"),
        (base(*({"id": n} for n in range(40))), "40 services illisibles"),
        (base(stations=1_999), "1999 stations"),
        (base(support=999), "999 structures de soutien"),
        (archive(b"x", "readme.txt"), "pas de document JSON"),
        (archive(base())[:-4_000], "archive endommagée"),
        (bz2.compress(b"x" * 2_000), "pas en UTF-8"),
    ],
)
def test_a_doubtful_local_base_is_refused(bring, tmp_path, content, why):
    """Nothing is written."""
    with pytest.raises(DoubtfulFile, match=why):
        bring(content)

    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("+33 4 50 40 59 30", "04 50 40 59 30"),
        ("+33450405930", "04 50 40 59 30"),
        ("0033 (0)4.50.40.59.30", "04 50 40 59 30"),
        ("+262 262 45 67 89", "02 62 45 67 89"),
        ("+590 590 12 34 56", "05 90 12 34 56"),
        ("+689 40 47 01 47", "+689 40 47 01 47"),
        ("+687 24 33 00", "+687 24 33 00"),
        ("04 50  40 59 30 ", "04 50 40 59 30"),
        ("17", "17"),
        ("", ""),
    ],
)
def test_phones_are_written_as_people_dial_them(written, read):
    """National where that works from anywhere in France."""
    assert read == phone(written)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        ("48.85", "2.35", Point(48.85, 2.35)),
        ("2.35", "48.85", Point(48.85, 2.35)),
        ("48,85", "2,35", Point(48.85, 2.35)),
        ("55.5", "-21.1", Point(-21.1, 55.5)),
        ("-149.5", "-17.5", Point(-17.5, -149.5)),
        ("", "", None),
        ("x", "2", None),
        ("nan", "inf", None),
        ("0", "0", None),
        ("52.5", "13.4", None),
    ],
)
def test_swapped_positions_are_put_right(latitude, longitude, expected):
    """And a position nowhere in France is none."""
    assert expected == point(latitude, longitude)


PLACES = [(48.8, 2.3), (42.7, 9.4), (4.9, -52.3), (16.2, -61.5), (46.8, -56.2),
          (-21.1, 55.5), (-12.8, 45.2), (-17.5, -149.6), (-13.3, -176.2),
          (-22.3, 166.4)]  # fmt: skip


@given(st.sampled_from(PLACES), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_whichever_way_round_a_position_is_the_same(place, north, east):
    """Anywhere in France: no latitude there could be a longitude."""
    latitude, longitude = str(place[0] + north), str(place[1] + east)

    assert point(latitude, longitude) == point(longitude, latitude)


def test_hours_of_days_that_follow_each_other_are_joined():
    """A day of other hours, or closed, parts them."""
    days = [("lundi", "A"), ("mardi", "A"), ("mercredi", ""), ("jeudi", "A")]

    assert "lundi-mardi A; jeudi A" == opening_hours(days)
