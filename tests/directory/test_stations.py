"""What a browser and a terminal are told of stations."""

import argparse
import json
from dataclasses import replace

import pytest

from havre.directory.commands import add_commands
from havre.directory.directory import Directory
from havre.directory.places import Place, Station
from havre.directory.points import Point
from havre.directory.rules import Force
from havre.directory.stations import StationDoors

pytestmark = pytest.mark.anyio

OYONNAX = Station(
    Force.GN,
    Place(
        id="1008590",
        insee="01283",
        departement="01",
        name="Brigade d’Oyonnax",
        address="1 rue de l’Essai",
        postcode="01100",
        commune="Oyonnax",
        where=Point(46.25, 5.65),
        phone="04 65 71 01 10",
        url="",
        hours="lundi 08:00-12:00",
    ),
    "1008590",
)


@pytest.fixture
def small(directory):
    """Two communes of the Ain, one brigade, dated as the built-in data is."""
    communes = [
        replace(directory.communes["01283"], where=Point(46.26, 5.65)),
        replace(directory.communes["01004"], where=Point(45.96, 5.36), unit="1008590"),
        directory.communes["13028"],
        directory.communes["13023"],
    ]
    return Directory.of(communes, directory.editions, [OYONNAX])


@pytest.fixture
async def ask(small, serve):
    """Knock at the doors of stations."""

    async def having():
        return frozenset({"1008590"})

    doors = StationDoors(small, having)
    opened = {"stations": doors.around, "stations/{station}": doors.station}
    async with serve(**opened) as client:

        async def ask(path):
            answer = await client.get(path)
            return answer.status_code, answer.json()

        yield ask


STATION = {
    "id": "1008590",
    "force": "GN",
    "name": "Brigade d’Oyonnax",
    "address": "1 rue de l’Essai",
    "postcode": "01100",
    "commune": "Oyonnax",
    "phone": "04 65 71 01 10",
    "hours": "lundi, 8 h à 12 h",
    "km": 39.2,
    "competent": True,
    "certain": True,
    "havre": True,
    "zone": "Europe/Paris",
    "seasonal": False,
}


async def test_a_place_as_the_protocol_says(ask):
    """The commune alone is enough, and so is the postal code."""
    _, by_code = await ask("/v1/stations?postcode=01500")
    status, by_commune = await ask("/v1/stations?commune=01004")

    assert 200 == status
    assert by_code == by_commune
    assert {
        "competent": [STATION],
        "near": [],
        "edition": "2026-11-23",
    } == by_commune


async def test_one_station_is_told_without_a_distance(ask):
    """No place was asked about."""
    alone = STATION | {"km": None, "competent": False, "certain": False}

    assert (200, alone) == await ask("/v1/stations/1008590")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/stations", 400, "bad-request"),
        ("/v1/stations?postcode=00000", 404, "unknown-postcode"),
        ("/v1/stations?postcode=01500&commune=01283", 404, "unknown-postcode"),
        ("/v1/stations?commune=99999", 404, "not-found"),
        (f"/v1/stations?commune={'9' * 101}", 400, "bad-request"),
        ("/v1/stations/unknown", 404, "not-found"),
    ],
)
async def test_what_is_no_place_is_refused(ask, path, status, code):
    """And quotes nothing."""
    assert (status, {"code": code}) == await ask(path)


def test_invented_stations_are_shown_anywhere(directory):
    """The demonstration has eight: who tries Guéret is not left in front of none."""
    assert "23096" in directory.communes
    assert 8 == len(directory.around(None, "23096").near)
    assert ["fictif-pn-75111"] == [
        one.station.place.id for one in directory.around("75011").competent
    ]


@pytest.fixture
def havre(capsys):
    """Run `havre …`; return its status, output and errors."""

    def run(*words):
        parser = argparse.ArgumentParser(prog="havre")
        add_commands(parser.add_subparsers())
        asked = parser.parse_args(words)
        status = asked.run(asked)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_stations_are_told_to_a_program(havre):
    """The same as the door, without who has Havre: a terminal does not know."""
    status, out, _ = havre("stations", "near", "75011", "--json")
    told = json.loads(out)

    assert 0 == status
    assert {"competent", "near", "edition"} == set(told)
    assert set(STATION) == set(told["competent"][0])
    assert not told["competent"][0]["havre"]


def test_stations_are_told_to_a_person(havre):
    """A presumed unit is to be checked."""
    _, out, _ = havre("stations", "near", "13600", "--commune", "13028")

    assert "Commissariat fictif de Marseille" in out
    assert "édition du 2026-11-23" in out
    _, out, _ = havre("stations", "near", "29800")
    assert "compétente, à vérifier" in out


@pytest.mark.parametrize("code", ["00000", "98000", "abc", ""])
def test_a_code_that_is_none_is_one_line_and_2(havre, code):
    """On standard error; nothing on standard output."""
    status, out, err = havre("stations", "near", code, "--json")

    assert (2, "", 1) == (status, out, err.count("\n"))
