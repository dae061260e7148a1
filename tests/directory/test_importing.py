"""An official file replaces the former edition, or is refused with its reason."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest

from havre.directory.importing import competence
from havre.directory.importing.actions import Import, import_file
from havre.directory.importing.sources import DoubtfulFile, obtain, read_table
from havre.directory.loading import load
from havre.directory.rules import BOTH, GN_ONLY, PN_ONLY, UNSTATED

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 20)

# The traps of the official file, in its exact format: two rows for one commune,
# arrondissement, several codes, empty id, trailing blank, typographic apostrophe,
# blank institution, overseas.
TRAPS = """\
code_commune;libelle_commune;institution;id_service;service;code_postal;codes_postaux
"13004";"Arles";"GN";"900001";"Gendarmerie - Brigade d'essai";"13200";"13104-13200"
"13004";"Arles ";"PN";"";"Commissariat d’essai ";"13200";"13104-13200"
"75108";"Paris 8e arrondissement";"PN";"";"Commissariat d'essai – 8ème";"75008";"75008"
"78621";"Trappes";"";"";"";"78190";"78190"
"2A004";"Ajaccio";"PN";"";"Commissariat d’essai";"20000";"20000-20090-20167"
"97418";"Sainte-Marie";"GN";"900002";"Gendarmerie - Essai ";"97438";"97438"
"""
HEADER = TRAPS.partition("\n")[0]


def official_rows(directory, instead=None):
    """Rows of the official format that say what `directory` says.

    Args:
        instead: forces to write in place of those of a commune, by INSEE code.
    """
    rows = []
    for commune in directory.communes.values():
        forces = (instead or {}).get(commune.insee, commune.forces)
        codes = "-".join(commune.postcodes)
        first = commune.postcodes[0] if commune.postcodes else ""
        for force in sorted(forces) or [""]:
            unit = "900000" if force == "GN" else ""
            service = "Commissariat d’essai" if force == "PN" else "Brigade d’essai"
            rows.append(
                [commune.insee, commune.name, force, unit, service, first, codes]
            )
    return rows


def official(rows, header=HEADER) -> str:
    """The text of an official file."""
    out = io.StringIO()
    csv.writer(
        out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n"
    ).writerows(rows)
    return f"{header}\n{out.getvalue()}"


@pytest.fixture(scope="session")
def rows(directory):
    """A whole official file, as rows; copy before changing."""
    return official_rows(directory)


@pytest.fixture
def bring(directory, tmp_path):
    """Import a text or bytes as the file; return what is said and the folder."""

    def bring(content, into=tmp_path / "in", **but):
        file = tmp_path / "official.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        current = load(into) if into.is_dir() else directory  # reading takes time
        asked = Import(into, current, TODAY, **({"day": DAY} | but))
        with obtain(str(file)) as source:
            return import_file(source, asked), into

    return bring


def test_the_traps_of_the_official_file_are_read(tmp_path):
    """Competence is a set per commune; blanks and apostrophes are as they come."""
    file = tmp_path / "official.csv"
    file.write_text(TRAPS, "utf-8")
    found = competence.read_competence(read_table(file))

    assert BOTH == found["13004"].forces
    assert "Commissariat d’essai" == found["13004"].service
    assert PN_ONLY == found["75108"].forces
    assert UNSTATED == found["78621"].forces
    assert ("20000", "20090", "20167") == found["2A004"].postcodes
    assert GN_ONLY == found["97418"].forces
    assert "" == found["97418"].service


def sample_of(shared: Path) -> str:
    """The 39 verbatim rows and their header."""
    return (shared / "competence-officielle-echantillon.csv").read_text("utf-8")


def test_the_39_official_rows_parse_and_agree(shared, directory):
    """With what is built in: forces and postal codes."""
    table = read_table(shared / "competence-officielle-echantillon.csv")
    found = competence.read_competence(table)

    assert 39 == len(table.rows)
    assert 38 == len(found)
    for insee, said in found.items():
        assert directory.communes[insee].forces == said.forces, said.name
        assert set(directory.communes[insee].postcodes) == set(said.postcodes)


def test_the_39_rows_alone_are_too_short(shared, bring):
    """A sample is not France."""
    with pytest.raises(DoubtfulFile, match="trop court : 39 lignes"):
        bring(sample_of(shared))


def test_a_whole_file_with_the_39_rows_imports(shared, bring, rows):
    """The official rows stand verbatim among the others; nothing changes."""
    header, _, sample = sample_of(shared).partition("\n")
    known = set(re.findall(r'^"(.{5})"', sample, re.M))
    rest = [row for row in rows if row[0] not in known]

    said, into = bring(official(rest, header) + sample)

    assert not [line for line in said if "changent" in line]
    assert "13004,GN+PN,Commissariat de police d'Arles\n" in (
        into / "police_zone.csv"
    ).read_text("utf-8")


def test_an_import_becomes_the_edition_in_use(bring, rows, directory):
    """Same communes, same forces, the new day; every code leads where it led."""
    said, into = bring(official(rows))

    imported = load(into)
    assert DAY == imported.edition.day
    assert {k: c.forces for k, c in directory.communes.items()} == {
        k: c.forces for k, c in imported.communes.items()
    }
    assert ["Compétence, édition du 2026-11-20 : 35011 communes, dont 1729 en zone "
            "police et 9 sans force déclarée."] == said  # fmt: skip
    assert {"police_zone.csv", "units.csv", "edition.toml"} == {
        f.name for f in into.iterdir()
    }
    assert "900000" == imported.communes["01001"].unit  # the brigade that serves it
    assert "" == imported.communes["75111"].unit


def test_columns_are_found_by_name(bring, rows):
    """Another order, another delimiter, a byte-order mark and new columns are fine."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["nouveau", *reversed(HEADER.split(";"))])
    writer.writerows(["x", *reversed(row)] for row in rows)

    said, _ = bring(b"\xef\xbb\xbf" + out.getvalue().encode())

    assert 1 == len(said)


def test_a_blank_last_line_is_no_row(bring, rows):
    """Some exports end so."""
    said, _ = bring(official(rows) + "\n\n")

    assert 1 == len(said)


def test_what_changed_is_said_with_examples(bring, directory):
    """Counted in full, named up to five."""
    rural = [c for c in directory.communes.values() if c.forces == GN_ONLY][:7]
    change = {commune.insee: PN_ONLY for commune in rural}

    said, into = bring(official(official_rows(directory, change)))

    assert "7 communes changent de force :" == said[1]
    assert f"  {rural[0].name} ({rural[0].insee}) : gendarmerie → police" == said[2]
    assert ["  …"] == said[7:]
    assert PN_ONLY == load(into).communes[rural[6].insee].forces


def test_a_commune_left_out_keeps_its_force(bring, rows, directory):
    """Fewer than 1 % may be missing; nobody there loses their desk."""
    said, into = bring(official([row for row in rows if row[0] != "13028"]))

    assert PN_ONLY == load(into).communes["13028"].forces
    assert "1 communes absentes du fichier gardent leur force d’avant :" in said
    assert "  La Ciotat (13028)" in said


def test_a_commune_we_do_not_know_is_said(bring, rows):
    """A new commune: its postal codes come with the next list of communes."""
    new = ["01999", "Commune-Nouvelle", "PN", "", "Commissariat", "01000", "01000"]

    said, _ = bring(official([*rows, new]))

    assert "  Commune-Nouvelle" in said


def test_a_second_import_compares_with_the_first(bring, rows, directory):
    """What changed is told since the edition in use, not since the built-in one."""
    bring(official(official_rows(directory, {"01004": PN_ONLY})), day=date(2026, 11, 1))

    said, into = bring(official(rows))

    assert "  Ambérieu-en-Bugey (01004) : police → gendarmerie" in said
    assert DAY == load(into).edition.day


def changing(directory, count):
    """An official file where `count` rural communes go to the police."""
    rural = [c.insee for c in directory.communes.values() if c.forces == GN_ONLY]
    return official(official_rows(directory, dict.fromkeys(rural[:count], PN_ONLY)))


def test_many_changes_need_the_operator_to_say_so(bring, directory):
    """More than 2 % of the known communes: 701 of 35,011."""
    with pytest.raises(DoubtfulFile, match="701 communes changent .* plus de 2 %"):
        bring(changing(directory, 701))
    said, _ = bring(changing(directory, 701), allow_many=True)

    assert "701 communes changent de force :" in said


def test_two_per_cent_of_changes_is_still_fine(bring, directory):
    """The boundary is on the side of the file."""
    said, _ = bring(changing(directory, 700))

    assert "700 communes changent de force :" in said


def test_more_than_one_per_cent_lost_is_refused(bring, rows):
    """351 of 35,011; 350 are fine."""
    gone = {row[0] for row in rows[:351]}
    with pytest.raises(DoubtfulFile, match="351 communes connues manquent"):
        bring(official([row for row in rows if row[0] not in gone]))

    said, _ = bring(official(rows[350:]))
    assert any(line.startswith("350 communes absentes") for line in said)


def test_a_file_too_short_is_refused(bring, rows):
    """33,999 rows; at 34,000 it is the lost communes that are counted."""
    with pytest.raises(DoubtfulFile, match="trop court : 33999 lignes"):
        bring(official(rows[:33_999]))
    with pytest.raises(DoubtfulFile, match="communes connues manquent"):
        bring(official(rows[:34_000]))


@pytest.mark.parametrize("column", competence.COLUMNS)
def test_a_missing_column_is_named(bring, rows, column):
    """Whichever it is, the others still tell which file this was to be."""
    names = ["autre" if name == column else name for name in HEADER.split(";")]
    with pytest.raises(DoubtfulFile, match=f"il manque la colonne {column}$"):
        bring(official(rows[:10], ";".join(names)))


A_ROW = '"01004";"Ambérieu-en-Bugey";"GN";"1";"Brigade";"01500";"01500"\n'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "le fichier est vide"),
        (f"{HEADER}\n", "aucune ligne de données"),
        ("\n\n", "aucune ligne de données"),
        ("<!doctype html><html></html>", "page web"),
        ("  \n<?xml version='1.0'?>", "page web"),
        (f"{HEADER}\n".encode() + "Ambérieu".encode("latin-1"), "pas en UTF-8"),
        ("﻿".encode("utf-16"), "pas en UTF-8"),
        (f'{HEADER}\n"01004";"Ambérieu', "CSV mal formé"),
        (f"{HEADER}\n01004;court\n", "ligne 2 : 2 colonnes"),
        (f"{HEADER};service\n{A_ROW}", "colonne en double : service"),
        ("a;b\n1;2\n", "aucun fichier officiel connu"),
        (f"{HEADER}\n" + A_ROW.replace("GN", "PM"), "institution inconnue 'PM'"),
        (f"{HEADER}\n" + A_ROW.replace("GN", "gn"), "institution inconnue 'gn'"),
        (f"{HEADER}\n" + A_ROW.replace("01004", "1004"), "pas un code INSEE"),
        (f"{HEADER}\n{A_ROW}" + A_ROW.replace("Amb", "B"), "deux noms"),
        (
            f"{HEADER}\n{A_ROW}" + A_ROW.replace('"GN"', '""'),
            "une autre la laisse vide",
        ),
        (
            f"{HEADER}\n" + A_ROW.replace('"GN"', '""') + A_ROW,
            "une autre la laisse vide",
        ),
    ],
)
def test_a_doubtful_file_is_refused_with_its_reason(bring, tmp_path, content, why):
    """And the former edition, here none, stands as it was."""
    with pytest.raises(DoubtfulFile, match=re.escape(why)):
        bring(content)

    assert not (tmp_path / "in").exists()


def test_a_refusal_keeps_the_former_edition_byte_for_byte(bring, rows):
    """Nothing is written before the file is believed."""
    _, into = bring(official(rows))
    before = {file.name: file.read_bytes() for file in into.iterdir()}

    with pytest.raises(DoubtfulFile):
        bring(official(rows[:20_000]))

    assert before == {file.name: file.read_bytes() for file in into.iterdir()}


def test_an_edition_of_tomorrow_is_refused(bring, rows):
    """It would hide its age for as long."""
    with pytest.raises(DoubtfulFile, match="dans l’avenir"):
        bring(official(rows[:1]), day=date(2026, 11, 24))


def test_a_disk_that_refuses_keeps_the_former_edition(bring, rows, tmp_path):
    """The folder is a file here: the import fails whole."""
    (tmp_path / "in").write_text("")

    with pytest.raises(OSError, match="in"):
        bring(official(rows))

    assert "" == (tmp_path / "in").read_text()


def test_an_import_cut_after_its_first_write_does_no_harm(bring, rows, directory):
    """A date whose file never came is ignored: the built-in edition answers."""
    _, into = bring(official(rows))
    (into / "police_zone.csv").unlink()

    assert directory.edition == load(into).edition
