"""`havre offences check`: what is old, what waits, and how it is told."""

from datetime import date, timedelta

from law.copies import findings, havre

from havre.law.checking import placed_rows
from havre.law.reading import read_law


def test_what_is_built_in_passes(capsys):
    """Nothing is wrong on the day it was read; what a jurist must read is listed."""
    assert 0 == havre("offences", "check")
    said = capsys.readouterr().out

    assert "0 à corriger" in said
    assert "aucun juriste n'a signé" in said
    assert "AS_TIERS" in said


def test_what_nobody_compared_for_ninety_days_is_old(capsys, copy):
    """The ninetieth day passes; the next does not."""
    oldest = read_law(copy.directory).checked
    on_time, _ = findings(capsys, copy, oldest + timedelta(days=90))
    late, found = findings(capsys, copy, oldest + timedelta(days=91))

    assert (0, 1) == (on_time, late)
    assert ("old", "principe consent", f"vérifié le {oldest}") in found
    assert not [f for f in found if f[0] == "old" and f[1] == "VIOL"]


def test_every_dated_statement_is_looked_at():
    """None is left out of the check."""
    law = read_law()

    assert {id(row) for row in law.rows()} == {id(row) for _, row in placed_rows(law)}


def test_what_waits_for_a_jurist_does_not_fail(capsys, copy):
    """Unsigned, uncertain, not published, or inseparable: to review."""
    status, found = findings(capsys, copy)

    assert 0 == status
    assert {"review"} == {kind for kind, _, _ in found}
    for where, told in (
        ("VIOL", "aucun juriste n'a signé"),
        ("VIOL/1", "version pas encore publiée"),
        ("NONDEN", "vient toujours avec NON_ASSIST"),
        ("VSEXE", "à comparer avec Légifrance"),
        ("note de délai repeated", "à comparer avec le texte en vigueur"),
    ):
        assert [f for f in found if f[1] == where and told in f[2]], where


def test_a_signature_is_one_thing_less_to_review(capsys, copy):
    """The name of the jurist who answers for it."""
    copy.set("VIOL", "reviewer", '"Me A. Martin"')
    _, found = findings(capsys, copy)

    unsigned = {where for _, where, text in found if "signé" in text}
    assert "VIOL" not in unsigned
    assert "AS" in unsigned


def test_a_person_reads_one_line_a_finding_under_its_heading(capsys, copy):
    """What is said of several is said once; the counts come last."""
    copy.set("VIOL", "detail", '""')
    copy.set("AS", "detail", '""')
    copy.set("OUTR", "nature", '"délit"')
    assert 1 == havre("offences", "check", "--law", str(copy.directory))
    said = capsys.readouterr().out.splitlines()

    assert "Incomplet" == said[0]
    assert "  VIOL, AS : « detail » est vide" == said[1]
    assert "Incohérent" == said[3]
    assert "  toutes les infractions : aucun juriste n'a signé" in said
    assert said[-1].startswith(f"{len(read_law().offences)} infractions · 3 à corriger")


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
