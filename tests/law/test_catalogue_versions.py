"""A published version never changes: what a person was told can be told again."""

from datetime import date

import msgspec
import pytest
from law.copies import findings, havre

from havre.law.published import FILE, digest_of, read_published, unpublished
from havre.law.reading import read_law
from havre.law.records import Offence, Penalty

SMALL = Offence(
    id="SMALL",
    version=1,
    family="body",
    name="Petite",
    plain="Faire une chose.",
    articles=("CP 1",),
    nature="délit",
    once=True,
    penalties=(Penalty("1 an de prison"),),
    when=("act: contact",),
    limitation=(),
    born=date(2020, 1, 2),
    source="memory",
    checked=date(2026, 11, 26),
    certain=False,
)


@pytest.fixture
def published(copy, capsys):
    """A copy of the law, all of whose versions are published."""
    assert 0 == havre("offences", "publish", "--law", str(copy.directory))
    capsys.readouterr()
    return copy


def test_what_is_in_use_is_published():
    """Whoever adds or changes an offence publishes it: `havre offences publish`."""
    assert {} == unpublished(read_law(), read_published())


def test_a_word_that_changes_makes_the_check_fail(published, capsys):
    """What was shown under this number would no longer be what is shown."""
    published.set("TOUCH", "detail", '"Autre chose."')
    status, found = findings(capsys, published)

    assert 1 == status
    told = "la version 1 publiée a changé : faites une version 2"
    assert ("changed", "TOUCH", told) in found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("when", '["act: penetration"]'),
        ("born", "2001-01-01"),
        ("certain", "false"),
        ("doubt", '"On discute autre chose."'),
        ("penalties", '[{ most = "16 ans de prison" }]'),
        ("covers", '["ATT"]'),
    ],
)
def test_so_does_whatever_is_read_or_computed(published, field, value):
    """Not words alone: facts, dates, maxima, and how sure it is."""
    before = digest_of(read_law(published.directory).by_id["TOUCH"])
    published.set("TOUCH", field, value)

    assert before != digest_of(read_law(published.directory).by_id["TOUCH"])


def test_a_new_version_beside_the_former_passes(published, capsys):
    """Both are kept; the newest is in use, and waits to be published."""
    published.double("TOUCH")
    published.set("TOUCH", "version", "2")
    published.set("TOUCH", "detail", '"Autre chose."')
    status, found = findings(capsys, published)
    law = read_law(published.directory)

    assert 0 == status
    assert ("review", "TOUCH/2", "version pas encore publiée") in found
    assert (2, "Autre chose.") == (
        law.by_id["TOUCH"].version,
        law.by_id["TOUCH"].detail,
    )
    assert ("TOUCH", 1) in [(one.id, one.version) for one in law.former]


def test_a_former_version_that_is_lost_makes_the_check_fail(published, capsys):
    """What was told under its number could not be told again."""
    published.set("TOUCH", "version", "2")
    status, found = findings(capsys, published)

    assert 1 == status
    told = "la version 1 publiée a disparu : remettez-la"
    assert ("changed", "TOUCH", told) in found


def test_a_day_a_source_or_a_signature_changes_no_version(published, capsys):
    """Comparing the same words again, or signing them, is not changing them."""
    published.set("TOUCH", "checked", "2026-11-25")
    published.set("TOUCH", "source", '"consent-2025"')
    published.set("TOUCH", "reviewer", '"Me A. Martin"')
    status, _ = findings(capsys, published)

    assert 0 == status


def test_neither_do_spaces_comments_or_what_goes_without_saying(published, capsys):
    """The digest is of the record, not of its file."""
    published.set("TOUCH", "hidden", "false")
    published.set("TOUCH", "plain", '"Toucher avec une arme."')
    published.write("offences/body.toml", 'id = "TOUCH"\n', 'id   =   "TOUCH" # name\n')
    status, _ = findings(capsys, published)

    assert 0 == status


def test_the_digest_is_always_computed_the_same_way():
    """Were this one to change, every published version would seem to have changed."""
    expected = "882eadf92568d3c52294c4b49f2e1de39976a68f9ec6431638fa5a6ebef014b1"

    assert expected == digest_of(SMALL)
    assert expected == digest_of(msgspec.structs.replace(SMALL, reviewer="Me A."))
    assert expected != digest_of(msgspec.structs.replace(SMALL, version=2))


def test_publishing_adds_what_is_new_and_changes_no_line(published, capsys):
    """A digest stands for good."""
    before = read_published(published.directory)
    published.double("TOUCH")
    published.set("TOUCH", "version", "2")
    assert 0 == havre("offences", "publish", "--law", str(published.directory))
    added = capsys.readouterr().out
    assert 0 == havre("offences", "publish", "--law", str(published.directory))
    again = capsys.readouterr().out
    after = read_published(published.directory)

    assert "Publié : TOUCH/2\n" == added
    assert "Rien de nouveau à publier.\n" == again
    assert {"TOUCH/2"} == set(after) - set(before)
    assert before == {name: after[name] for name in before}


def test_a_former_version_is_published_too(copy, capsys):
    """Even when both are new to the list."""
    copy.double("TOUCH")
    copy.set("TOUCH", "version", "2")
    assert 0 == havre("offences", "publish", "--law", str(copy.directory))
    capsys.readouterr()

    assert {"TOUCH/1", "TOUCH/2"} <= set(read_published(copy.directory))


def test_what_the_check_refuses_is_not_published(copy, capsys):
    """Nothing is written, and it says what is wrong."""
    copy.set("TOUCH", "detail", '""')
    status = havre("offences", "publish", "--law", str(copy.directory))
    said = capsys.readouterr()

    assert 1 == status
    assert "TOUCH : « detail » est vide" in said.out
    assert "signé" not in said.out
    assert "Rien n'est publié.\n" == said.err
    assert not (copy.directory / FILE).exists()


def test_a_list_of_digests_that_cannot_be_read_is_one_line(published, capsys):
    """Never taken for an empty one, which would let everything change."""
    published.write(FILE, "[published]", "[published")
    status = havre("offences", "check", "--law", str(published.directory))
    said = capsys.readouterr()

    assert 1 == status
    assert said.err.startswith(f"havre offences : fichier à corriger, {FILE}")
