"""Whom to call when somebody is in danger: the operator's own table."""

import argparse
from datetime import UTC, date, datetime

import pytest

from havre.demonstration.centres import furnish_centres
from havre.directory.centre_commands import add_centres
from havre.directory.centres import centres_now, read_centres
from havre.directory.court_tables import read_courts
from havre.directory.justice import JusticeDoors
from havre.directory.reading import BadDirectory

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 26)
HEAD = "departement,insee,force,name,phone,checked"
ROWS = (
    "13,,PN,CIC Marseille,04 65 71 13 00,2026-11-01",
    "13,,GN,CORG Marseille,04 65 71 13 01,2026-11-02",
    ",13001,PN,CIC Aix,04 65 71 13 02,2026-10-20",
)


@pytest.fixture
def write(tmp_path):
    """Put rows in the table; return its folder."""

    def write(*rows, head=HEAD):
        (tmp_path / "centres.csv").write_text("\n".join([head, *rows]), "utf-8")
        return tmp_path

    return write


def named(folder, directory, insee):
    """Who is to be called for a commune."""
    return [c.name for c in read_centres(folder).of(directory.communes[insee])]


def test_the_most_precise_row_of_each_force_wins(write, directory):
    """Aix has its own; the gendarmerie's is the département's."""
    folder = write(*ROWS)

    assert ["CIC Aix", "CORG Marseille"] == named(folder, directory, "13001")
    assert ["CIC Marseille", "CORG Marseille"] == named(folder, directory, "13201")
    assert [] == named(folder, directory, "75111")


def test_the_competent_force_comes_first(write, directory):
    """Ceyreste is gendarmerie."""
    assert ["CORG Marseille", "CIC Marseille"] == named(
        write(*ROWS), directory, "13023"
    )


def test_a_bad_row_loses_itself_alone(write, directory):
    """And is told with its line, whatever is wrong with it."""
    folder = write(
        ROWS[0],
        "13,,XX,Nom,04 65 71 13 00,2026-11-01",
        "13,,GN,,04 65 71 13 00,2026-11-01",
        "13,,GN,Nom,à demander,2026-11-01",
        "13,,GN,Nom,04 65 71 13 00,hier",
        "13,13001,GN,Nom,04 65 71 13 00,2026-11-01",
        "13,,GN",
    )
    table = read_centres(folder)

    assert ["CIC Marseille"] == [one.name for one in table.rows]
    assert ["3", "4", "5", "6", "7", "8"] == [f.split()[1] for f in table.faults]


@pytest.mark.parametrize("content", [b"departement,insee\n", b"\xff\xfe"])
def test_a_file_that_is_no_table_is_named(tmp_path, content):
    """The service goes on without it, and says so."""
    (tmp_path / "centres.csv").write_bytes(content)

    with pytest.raises(BadDirectory, match="centres.csv"):
        read_centres(tmp_path)
    assert 1 == len(centres_now(tmp_path).faults)


def test_what_is_to_be_put_right_is_found(write, directory):
    """Old, in the future, unknown, double; and each département left without."""
    folder = write(
        *ROWS,
        "75,,PN,Vieux,01 99 00 75 00,2026-08-01",
        "75,,PN,Double,01 99 00 75 00,2026-12-01",
        ",99999,PN,Nulle part,01 99 00 75 00,2026-11-01",
    )
    found = read_centres(folder).check(directory.communes, TODAY)

    assert "PN 75 : vérifié le 2026-08-01, à rappeler" in found
    assert "PN 75 : vérifié dans l’avenir (2026-12-01)" in found
    assert "PN 99999 : cette commune n’existe pas" in found
    assert "PN 75 : 2 lignes, une seule sert" in found
    assert "GN 01 : aucun centre pour ce département" in found
    assert "GN 13 : aucun centre pour ce département" not in found


def test_the_demonstration_has_invented_centres_everywhere(tmp_path, directory):
    """Numbers reserved for fiction, each said to be invented: nothing to put right."""
    furnish_centres(tmp_path)
    table = read_centres(tmp_path / "directory")

    assert [] == table.check(directory.communes, datetime.now(UTC).date())
    assert {"01 99 00"} == {one.phone[:8] for one in table.rows}
    assert len(table.rows) == len({one.phone for one in table.rows})
    assert all("inventée" in one.name for one in table.rows)


@pytest.fixture
def check(capsys, tmp_path):
    """Run `havre centres check`; return its status and what it says."""

    def check():
        parser = argparse.ArgumentParser(prog="havre")
        add_centres(parser.add_subparsers(), folder=lambda: tmp_path)
        asked = parser.parse_args(["centres", "check"])
        status = asked.run(asked)
        said = capsys.readouterr()
        return status, said.out + said.err

    return check


def test_the_command_says_what_to_put_right(write, check, tmp_path):
    """1 as long as something is; and where the table is missing."""
    status, said = check()
    assert (1, True) == (status, "centres.csv : aucune ligne" in said)

    write(*ROWS)
    status, said = check()
    assert (1, True) == (status, "GN 01 : aucun centre" in said)

    (tmp_path / "centres.csv").write_text("x")
    status, said = check()
    assert (1, True) == (status, "colonne" in said)


async def test_a_centre_is_told_as_the_protocol_says(write, directory, serve):
    """The table is read again each time: a number put right is right at once."""
    folder = write(*ROWS)
    doors = JusticeDoors(directory, read_courts(directory), folder)
    async with serve(courts=doors.courts, centres=doors.centres_of) as client:
        told = (await client.get("/v1/centres?commune=13001")).json()
        write(ROWS[1])
        again = (await client.get("/v1/centres?commune=13001")).json()
        (folder / "centres.csv").unlink()
        none = (await client.get("/v1/centres?commune=13001")).json()
        refused = [
            (await client.get(path)).json()["code"]
            for path in ("/v1/centres", "/v1/courts", "/v1/courts?commune=99999")
        ]

    assert {
        "centres": [
            {
                "force": "PN",
                "name": "CIC Aix",
                "phone": "04 65 71 13 02",
                "checked": "2026-10-20",
            },
            {
                "force": "GN",
                "name": "CORG Marseille",
                "phone": "04 65 71 13 01",
                "checked": "2026-11-02",
            },
        ],
        "day": "2026-10-20",
    } == told
    assert ["CORG Marseille"] == [one["name"] for one in again["centres"]]
    assert {"centres": [], "day": ""} == none
    assert ["bad-request", "bad-request", "not-found"] == refused
