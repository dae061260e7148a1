"""The law as data: every line is dated, sourced, and a broken file stops the start."""

import re
from datetime import date
from shutil import copytree

import pytest

from havre.law.citing import cited
from havre.law.reading import DATA, read_law

LAW = read_law()
IDS = """
VIOL VIOL_AGG VIOL_M15 VIOL_INC VIOL_TORT AS AS_AGG AS_M15 AS_M15G AS_INC AS_TIERS SUBST
OFFRE EXHIB HARS OUTR OUTR_AGG VOYEUR IMG DEEPF SEXTO CYBER SCOL HARC_C HARC_T VC VSEXE
MEN APPEL SURV USURP MAR MSF PROX CLIENT_M TRAITE CORR PROP INCIT SOLL PEDO MSGM ATT
ATT15 BIZUT CONV DISC INJ_P INJ_NP FILM NONDEN SUJ SUIC OP_VIOL
"""
ARTICLE = re.compile(
    r"(CP|CPP|C\. civ\.|CSP|C\. trav\.) (R\. )?[\d-]+( .+)?|loi .+|décret .+"
)
ROWS = list(LAW.rows())


def test_every_line_says_its_source_and_its_day():
    """Nothing is stated that nobody can check."""
    for row in ROWS:
        assert LAW.sources[row.source].title
        assert date(2026, 11, 23) <= row.checked


def test_what_is_from_memory_is_never_shown_as_sure():
    """A line without a text behind it carries its warning."""
    unsure = [row for row in ROWS if row.source == "memory"]

    assert unsure
    assert not any(row.certain for row in unsure)


def test_the_catalogue_holds_every_offence_of_the_domain():
    """About fifty, each with an article, a maximum, a term and its conditions."""
    assert set(IDS.split()) <= set(LAW.by_id)
    for offence in LAW.offences:
        assert offence.articles
        assert offence.penalties
        assert offence.limitation
        assert offence.when
        assert LAW.terms_of(offence), offence.id


def test_ids_and_keys_are_unique():
    """A line that hides another would never be checked."""
    classes = [one.key for one in LAW.limitation.classes]
    for keys in (
        [(offence.id, offence.version) for offence in (*LAW.offences, *LAW.former)],
        [family.key for family in LAW.families],
        [principle.key for principle in LAW.principles],
        [stage.key for stage in LAW.stages],
        [fact.key for fact in LAW.facts.facts],
        classes,
    ):
        assert len(keys) == len(set(keys))


def test_no_class_and_no_family_stands_for_nothing():
    """What no offence follows is dead, and would be read for nothing."""
    followed = {row.name for offence in LAW.offences for row in offence.limitation}

    assert {one.key for one in LAW.limitation.classes} == followed
    assert {family.key for family in LAW.families} == {o.family for o in LAW.offences}


def test_no_jurist_has_read_it_yet():
    """The badge goes only when someone takes the responsibility of removing it."""
    assert not LAW.proofread
    assert {""} == {offence.reviewer for offence in LAW.offences}


def test_articles_are_written_one_way_and_cited_in_full():
    """What a page prints can be looked up."""
    for offence in LAW.offences:
        for article in offence.articles:
            assert ARTICLE.fullmatch(article), (offence.id, article)
    assert "Code pénal, articles 222-22 et 222-23" == cited(["CP 222-22", "CP 222-23"])
    assert "Code pénal, article 222-32 ; Loi 2023-140" == cited(
        ["CP 222-32", "loi 2023-140"]
    )


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("offences/body.toml", 'source = "consent-2025"', 'source = "x"', "source: x"),
        ("offences/body.toml", 'family = "body"', 'family = "x"', "family: x"),
        ("offences/body.toml", 'class = "crime-706-47"', 'class = "x"', "class: x"),
        ("offences/body.toml", 'covers = ["ATT"', 'covers = ["X"', "offence: X"),
        ("offences/body.toml", '"no-consent"', '"no-accord"', "condition: « no-accord"),
        (
            "offences/body.toml",
            '"act: penetration',
            '"act: pen',
            "condition: « act: pen",
        ),
        ("offences/words.toml", "certain = true", 'certain = "yes"', "bool"),
        ("limitation.toml", 'general = "crime"', 'general = "x"', "class: x"),
        ("procedure.toml", "checked = 2026-11-23", "cheked = 2026-11-23", "cheked"),
    ],
)
def test_a_broken_file_stops_the_start(tmp_path, file, before, after, told):
    """A line that names nothing, or is misspelt, is refused before anyone reads it."""
    copied = copytree(DATA, tmp_path / "law")
    text = (copied / file).read_text()
    assert before in text
    (copied / file).write_text(text.replace(before, after, 1))

    with pytest.raises(ValueError, match=re.escape(told)):
        read_law(copied)
