"""`havre offences check`: what is old, what waits, and how it is told."""

from datetime import date, timedelta

from law.copies import TODAY, findings, havre

from havre.law.checking import placed_rows
from havre.law.reading import read_law


def test_what_is_built_in_passes(capsys):
    """Nothing is wrong on the day it was read; what a jurist must read is listed."""
    assert 0 == havre("offences", "check")
    said = capsys.readouterr().out

    assert "0 à corriger" in said
    assert "aucun juriste n'a signé" in said


def test_what_nobody_compared_for_ninety_days_is_old(capsys, copy):
    """The ninetieth day passes; the next does not."""
    copy.set("TOUCH", "checked", str(TODAY - timedelta(days=90)))
    on_time, _ = findings(capsys, copy)
    copy.set("TOUCH", "checked", str(TODAY - timedelta(days=91)))
    late, found = findings(capsys, copy)

    assert (0, 1) == (on_time, late)
    told = f"vérifié le {TODAY - timedelta(days=91)}"
    assert [("old", "TOUCH", told)] == [f for f in found if f[0] == "old"]


def test_every_dated_statement_is_looked_at():
    """None is left out of the check."""
    law = read_law()

    assert {id(row) for row in law.rows()} == {id(row) for _, row in placed_rows(law)}


def test_what_waits_for_a_jurist_does_not_fail(capsys, copy):
    """Unsigned, uncertain, not published, or inseparable: to review."""
    copy.set("TOUCH", "certain", "false")
    copy.set("TOUCH", "doubt", '"La date reste à lire."')
    copy.set("TOUCH", "when", '["act: words", "weapon: yes"]')
    copy.write("families.toml", "certain = true", "certain = false")
    status, found = findings(capsys, copy)

    assert 0 == status
    assert {"review"} == {kind for kind, _, _ in found}
    for where, told in (
        ("TOUCH", "aucun juriste n'a signé"),
        ("TOUCH/1", "version pas encore publiée"),
        ("TOUCH", "La date reste à lire."),
        ("FINE", "vient toujours avec TOUCH : la couvre-t-elle ?"),
        ("principe consent", "à comparer avec le texte en vigueur"),
    ):
        assert ("review", where, told) in found


def test_a_signature_is_one_thing_less_to_review(capsys, copy):
    """The name of the jurist who answers for it."""
    copy.set("TOUCH", "reviewer", '"Me A. Martin"')
    _, found = findings(capsys, copy)

    unsigned = {where for _, where, text in found if "signé" in text}
    assert "TOUCH" not in unsigned
    assert "FINE" in unsigned


def test_a_person_reads_one_line_a_finding_under_its_heading(capsys, copy):
    """What is said of several is said once; the counts come last."""
    copy.set("TOUCH", "detail", '""')
    copy.set("FINE", "detail", '""')
    copy.set("FINE", "nature", '"délit"')
    assert 1 == havre("offences", "check", "--law", str(copy.directory))
    said = capsys.readouterr().out.splitlines()
    many = len(read_law(copy.directory).offences)

    assert "Incomplet" == said[0]
    assert "  TOUCH, FINE : « detail » est vide" == said[1]
    assert "Incohérent" == said[3]
    assert "  toutes les infractions : aucun juriste n'a signé" in said
    assert said[-1].startswith(f"{many} infractions · 3 à corriger · ")


def test_a_broken_file_is_one_line(capsys, copy):
    """The file and why, without a trace."""
    copy.write("offences/body.toml", 'nature = "crime"', 'nature = "faute"')
    assert 1 == havre("offences", "check", "--law", str(copy.directory))
    broken = capsys.readouterr().err
    assert 1 == havre("offences", "check", "--law", str(copy.directory / "nowhere"))
    absent = capsys.readouterr().err

    assert broken.startswith("havre offences : fichier à corriger, body.toml")
    assert "impossible d'ouvrir" in absent
    assert [1, 1] == [broken.count("\n"), absent.count("\n")]


def test_the_day_is_the_one_of_the_check():
    """Not that of the build, nor that of the import."""
    far = date(2040, 1, 1)

    assert 1 == havre("offences", "check", today=far)
