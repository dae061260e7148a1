"""The same answers in a terminal."""

import argparse
import json
from datetime import date

import pytest

from havre.directory.commands import add_commands
from havre.directory.loading import load


@pytest.fixture
def havre(capsys, tmp_path):
    """Run `havre …`; return its status, output and errors."""

    def run(*words: str) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser(prog="havre")
        add_commands(parser.add_subparsers(), folder=lambda: tmp_path / "in")
        asked = parser.parse_args(words)
        status = asked.run(asked)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_route_is_told_to_a_program(havre):
    """Exactly these keys, for whoever pipes it."""
    status, out, err = havre("route", "75011", "--json")

    assert 0 == status
    assert {
        "postcode": "75011",
        "communes": [
            {"insee": "75111", "name": "Paris 11e Arrondissement", "forces": ["PN"]}
        ],
        "forces": ["PN"],
        "ask_commune": False,
        "desk": "police",
        "edition": "2026-08-01",
    } == json.loads(out)
    assert "" == err


def test_a_question_has_no_desk_until_it_is_answered(havre):
    """Then `--commune` tells."""
    _, asked, _ = havre("route", "13600", "--json")
    _, told, _ = havre("route", "13600", "--json", "--commune", "13023")

    assert json.loads(asked)["ask_commune"]
    assert json.loads(asked)["desk"] is None
    assert ["GN", "PN"] == json.loads(asked)["forces"]
    assert "gendarmerie" == json.loads(told)["desk"]
    assert ["13023"] == [c["insee"] for c in json.loads(told)["communes"]]


@pytest.mark.parametrize("code", ["00000", "98000", "75999", "abc", "", "750111"])
def test_a_code_that_is_none_is_one_line_and_2(havre, code):
    """On standard error; nothing on standard output."""
    status, out, err = havre("route", code, "--json")

    assert 2 == status
    assert "" == out
    assert 1 == err.count("\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["75011"], ["Préfecture de police", "Édition du 1er août 2026"]),
        (["13200"], ["Gendarmerie nationale et Police nationale", "l’une ou l’autre"]),
        (["78180"], ["Bureau : relève nationale", "force non déclarée"]),
        (["13600"], ["La commune est à demander"]),
        (["13600", "--commune", "13023"], ["Bureau : gendarmerie"]),
    ],
)
def test_a_route_is_told_to_a_person(havre, words, said):
    """In French, with what the page would say."""
    status, out, _ = havre("route", *words)

    assert 0 == status
    for sentence in said:
        assert sentence in out


ZONE = "insee,forces,service\n01053,GN,\n"
DATES = '[police_zone]\nedition = 2026-11-02\nsource = "s"\nlicence = "l"\n'


def test_the_operators_edition_answers(havre, tmp_path):
    """From the folder the composition root names, or `--directory`."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "police_zone.csv").write_text(ZONE)
    (other / "edition.toml").write_text(DATES)

    _, ours, _ = havre("route", "01000", "--json")
    _, theirs, _ = havre("route", "01000", "--json", "--directory", str(other))

    assert "2026-08-01" == json.loads(ours)["edition"]
    assert "2026-11-02" == json.loads(theirs)["edition"]
    assert "gendarmerie" == json.loads(theirs)["desk"]


def test_a_bad_directory_is_one_line_and_1(havre, tmp_path):
    """It names the file."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "police_zone.csv").write_text(ZONE)

    status, _, err = havre("route", "01000")

    assert 1 == status
    assert "police_zone.csv : sans date" in err


def test_an_import_is_kept_where_the_operator_says(havre, tmp_path, directory):
    """And answers from then on."""
    lines = ["code_commune;libelle_commune;institution;id_service;service;"
             "code_postal;codes_postaux"]  # fmt: skip
    for commune in directory.communes.values():
        for force in sorted(commune.forces) or [""]:
            lines.append(f'{commune.insee};"{commune.name}";{force};;;;')
    file = tmp_path / "official.csv"
    file.write_text("\n".join(lines), "utf-8")

    status, out, _ = havre("directory", "import", str(file), "--edition", "2026-11-20")

    assert 0 == status
    assert out.startswith("Compétence, édition du 2026-11-20")
    assert date(2026, 11, 20) == load(tmp_path / "in").edition.day


def test_a_refused_import_says_why_and_that_nothing_changed(havre, tmp_path):
    """On standard error, with 1."""
    file = tmp_path / "page.csv"
    file.write_text("<html>")

    status, out, err = havre("directory", "import", str(file))

    assert 1 == status
    assert "" == out
    assert "page.csv refusé, l’édition en place reste : c’est une page web" in err


def test_an_import_with_nowhere_to_write_is_refused(capsys):
    """Rather than somewhere nobody would look."""
    parser = argparse.ArgumentParser(prog="havre")
    add_commands(parser.add_subparsers())
    asked = parser.parse_args(["directory", "import", "x"])

    assert 2 == asked.run(asked)
    assert "HAVRE_DIRECTORY" in capsys.readouterr().err
