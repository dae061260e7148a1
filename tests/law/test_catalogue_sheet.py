"""`havre offences sheet`: what a jurist is handed."""

import re
from datetime import date

import pytest
from law.copies import TODAY, havre
from law.paper import Reader

from havre.law.citing import cited
from havre.law.conditions import read_atom
from havre.law.reading import read_law
from havre.law.sheet import sheet

LAW = read_law()
FAMILIES = {family.key: family.title for family in LAW.families}
WHOLE = sheet(LAW, LAW.offences, date(2026, 11, 26))
READ = Reader(WHOLE)


def test_every_offence_has_its_fiche_and_its_line_in_the_contents():
    """In the order of the catalogue, each under its number."""
    assert len(LAW.offences) == len([key for key in READ.fiches if key])
    for number, offence in enumerate(LAW.offences, 1):
        version = f"{offence.id} · version {offence.version}"
        start = f"{FAMILIES[offence.family]} {version} {number} "
        assert READ.fiche(number).startswith(start)
        assert f"#f{number}" in READ.links


@pytest.mark.parametrize("offence", LAW.offences, ids=lambda offence: offence.id)
def test_a_fiche_says_everything_a_jurist_must_compare(offence):
    """Words, articles, maxima, circumstances, terms, birth, source, doubt."""
    said = READ.fiche(LAW.offences.index(offence) + 1)

    for text in (
        offence.name,
        offence.plain,
        offence.detail,
        offence.example,
        offence.doubt,
        offence.born_text,
        cited(offence.articles),
        LAW.sources[offence.source].title,
        "C’est un maximum.",
        "Non relue par un juriste.",
        "Exact À corriger À discuter",
    ):
        assert text in said
    for penalty in offence.penalties:
        assert penalty.most in said
        assert penalty.case in said
    for one in offence.aggravations:
        assert f"{one.text}" in said
        for article in one.articles:
            assert article in said
    for term in LAW.terms_of(offence):
        assert term.text in said
    for course in offence.limitation:
        assert course.when in said
        assert course.doubt in said


def test_only_a_rule_in_force_is_in_bold():
    """A rule that has ended is for facts of its time."""
    assert '<tr class="newest"><td>depuis le 6\xa0août 2018</td>' in WHOLE
    assert '<tr class="newest"><td>du ' not in WHOLE


def test_facts_are_told_in_words():
    """No jurist reads `act: contact | place: closed-place`."""
    words = " ".join(READ.fiches.values())
    facts = {fact.key: fact for fact in LAW.facts.facts}

    for number, offence in enumerate(LAW.offences, 1):
        for part in (part for when in offence.when for part in when.split(" | ")):
            if atom := read_atom(part):
                fact = facts[atom.fact]
                assert fact.text in READ.fiche(number)
                for value in fact.values:
                    if value.key in atom.values:
                        assert value.text in READ.fiche(number)

    for fact in LAW.facts.facts:
        assert f"{fact.key}: " not in words
    assert "no-consent" not in words
    assert " | " not in words


def test_it_asks_nothing_of_any_network():
    """No script, no image, no font, no address: it opens on a machine without any."""
    assert [] == READ.asked
    assert set() == READ.tags & {"script", "link", "img", "iframe", "object", "form"}
    assert all(link.startswith("#") for link in READ.links)
    assert {link[1:] for link in READ.links} <= READ.ids
    assert not re.search(r"https?:|url\(|@import", WHOLE)


def test_the_cover_says_the_day_the_counts_and_what_to_do():
    """And leaves room for whoever signs."""
    cover = " ".join(READ.fiches[""].split())

    assert "édition du 26 novembre 2026" in cover
    assert f"infractions {len(LAW.offences)} à vérifier" in cover
    assert "signées 0" in cover
    for label in ("Comment relire", "Nom", "Qualité", "Date", "Signature"):
        assert label in cover


def test_the_sheet_is_made_for_paper():
    """A4, a page an offence, and the name of each in the margin of its page."""
    assert "size: A4" in WHOLE
    for number, offence in enumerate(LAW.offences, 1):
        escaped = offence.id.replace("_", "\\5f ")
        version = f"{escaped} · version {offence.version}"
        told = f"{version} · fiche {number} sur {len(LAW.offences)}"
        assert told in WHOLE


def test_every_article_leads_to_the_fiches_that_name_it():
    """In the order of the code: 222-9 before 222-22, decrees after laws."""
    whole = Reader(WHOLE)
    found = " ".join(whole.fiches[""].split()).split("Index des articles")[-1]

    for offence in LAW.offences:
        for article in offence.articles:
            number = re.sub(r"^(CPP?|C\. \w+\.) ", "", article)
            assert re.sub(r" \d+°.*", "", number) in found, article
    assert found.index("222-9 ") < found.index("222-22 ") < found.index("R. 625-8 ")
    (offre,) = [n for n, one in enumerate(LAW.offences, 1) if one.id == "OFFRE"]
    assert f"222-26-1 {offre} " in found


def test_former_versions_and_a_signature_are_told(copy):
    """Who read it last, and what it replaced."""
    copy.double("TOUCH")
    copy.set("TOUCH", "version", "2")
    copy.set("TOUCH", "reviewer", '"Me A. Martin"')
    law = read_law(copy.directory)
    read = Reader(sheet(law, [law.by_id["TOUCH"]], TODAY))

    assert "Signée par Me A. Martin. Versions remplacées : 1." in read.fiche(1)
    assert "TOUCH · version 2" in read.fiche(1)
    assert "signée 1" in " ".join(read.fiches[""].split())


def test_what_it_makes_needless_to_name_and_when(copy):
    """In the words of the law, not in codes."""
    copy.set("TOUCH", "covers", '["FINE"]')
    copy.set("TOUCH", "covers_when", '["weapon: yes"]')
    law = read_law(copy.directory)
    said = Reader(sheet(law, [law.by_id["TOUCH"]], TODAY)).fiche(1)

    assert "on ne nomme plus : Parler ivre. Seulement si : Arme : oui" in said


def test_a_few_offences_or_one_family_may_be_asked_for(capsys, tmp_path):
    """For a correction, or a jurist of one field."""
    two, family = tmp_path / "two.html", tmp_path / "family.html"
    assert 0 == havre("offences", "sheet", "-o", str(two), "--offence", "as", "VIOL")
    assert 0 == havre("offences", "sheet", "-o", str(family), "--family", "work")
    told = capsys.readouterr().out
    picked, work = Reader(two.read_text()), Reader(family.read_text())

    assert f"{two} : 2 fiches" in told
    assert ["Viol", "Agression sexuelle"] == [
        re.search(r"\d ([A-Z][\w ]+?) Imposer", picked.fiche(n))[1] for n in (1, 2)
    ]
    many = sum(offence.family == "work" for offence in LAW.offences)
    assert many == len([key for key in work.fiches if key])
    assert "Contravention" not in " ".join(picked.fiches.values())


def test_without_a_file_it_is_written_where_the_command_is_run(capsys):
    """To be piped."""
    assert 0 == havre("offences", "sheet", "--offence", "VIOL")

    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--offence", "AS", "NOPE"), "« NOPE » n'est pas au catalogue."),
        (("--family", "garden"), "« garden » n'est pas une famille : body,"),
    ],
)
def test_what_is_not_in_the_catalogue_is_one_line_and_2(capsys, words, told):
    """Nothing is written."""
    status = havre("offences", "sheet", *words)
    said = capsys.readouterr()

    assert (2, "") == (status, said.out)
    assert told in said.err


def test_a_file_that_cannot_be_written_is_one_line(capsys, tmp_path):
    """And which."""
    path = tmp_path / "nowhere" / "sheet.html"

    assert 1 == havre("offences", "sheet", "-o", str(path), "--offence", "AS")
    assert f"impossible d'ouvrir {path}\n" in capsys.readouterr().err


def test_the_index_names_each_fiche_once(copy):
    """An article that is also a circumstance's is not repeated."""
    copy.aggravate(
        "TOUCH",
        'text = "la nuit"\nwhen = ["place: street"]\n'
        'articles = ["CP 1-1 2°", "CP 1-2"]',
    )
    law = read_law(copy.directory)
    read = Reader(sheet(law, [law.by_id["TOUCH"]], TODAY))

    assert read.fiches[""].split()[-6:] == ["Code", "pénal", "1-1", "1", "1-2", "1"]
