"""What the check of the catalogue finds in contradiction."""

import pytest
from law.copies import assert_found


@pytest.mark.parametrize(
    ("id_", "field", "value", "told"),
    [
        ("VIOL", "nature", '"délit"', "délit qui suit le délai « crime-706-47 »"),
        ("AS", "nature", '"crime"', "crime qui suit le délai « delit-706-47 »"),
        ("OUTR", "nature", '"délit"', "délit qui suit le délai « contravention »"),
        ("AS", "nature", '"crime ou délit"', "aucun délai de la famille « crime »"),
        ("OUTR", "hidden", "true", "« hidden » sans effet"),
        ("EXHIB", "victim", '"minor"', "victime « minor », mais aucune condition"),
        ("EXHIB", "repeated", "true", "« once » et « repeated » à la fois"),
        (
            "AS",
            "when",
            '["act: contact", "age: adult", "age: under-15"]',
            "ne peuvent pas être toutes remplies",
        ),
        (
            "AS",
            "when",
            '["act: contact", "not consent: refused"]',
            "ne peuvent pas être toutes remplies",
        ),
        ("SUBST", "born", "2100-01-01", "née dans le futur, le 2100-01-01"),
        ("AS", "before", '["VIOL"]', "« before » sans « born »"),
        ("AS", "doubt", '"De mémoire."', "le doute parle de mémoire"),
        (
            "AS",
            "limitation",
            '[{ class = "delit-706-47", doubt = "On discute." }]',
            "le premier délai porte un « doubt »",
        ),
        (
            "AS",
            "penalties",
            '[{ most = "5 ans de prison" }, { most = "9 ans de prison" },'
            ' { most = "7 ans de prison" }]',
            "peines en désordre",
        ),
        (
            "AS",
            "penalties",
            '[{ most = "5 ans de prison" }, { most = "2 ans de prison" },'
            ' { most = "7 ans de prison" }]',
            "peines en désordre",
        ),
        (
            "AS",
            "penalties",
            '[{ most = "5 ans de prison" }, { most = "5 ans de prison" }]',
            "la même peine est écrite deux fois",
        ),
        ("AS", "articles", '["CP 222-27", "art. 222-28"]', "ni code connu"),
        ("AS", "articles", '["CP 222-27", "CP 222-27"]', "écrit deux fois"),
        ("AS", "detail", '"Ce délit est prescrit."', "mot à éviter (« prescri »)"),
        ("AS", "born_text", '"Un témoin anonyme."', "mot à éviter (« anonym »)"),
        (
            "AS",
            "penalties",
            '[{ most = "5 ans de prison", case = "Avec abus" }]',
            "mot à éviter (« abus »)",
        ),
        (
            "AS",
            "limitation",
            '[{ class = "delit-706-47", when = "Si le plaignant le dit" }]',
            "mot à éviter (« plaignant »)",
        ),
        ("AS", "covers", '["AS"]', "« covers » tourne en rond : AS → AS"),
        ("ATT", "covers", '["VIOL"]', "« covers » tourne en rond : VIOL → ATT → VIOL"),
        ("ATT15", "covers", '["ATT"]', "couvre ATT, qui ne vient jamais avec elle"),
        ("SUBST", "before", '["DEEPF"]', "renvoie à DEEPF, qui n'est née que le 2024"),
        ("AS", "checked", "2100-01-01", "vérifié dans le futur, le 2100-01-01"),
        ("AS", "source", '"memory"', "de mémoire, mais « certain = true »"),
        ("AS", "version", "3", "versions 3 : attendu 1, 2, 3…"),
    ],
)
def test_what_contradicts_itself_is_incoherent(capsys, copy, id_, field, value, told):
    """Two parts of the law cannot both be right."""
    copy.set(id_, field, value)
    where = "VIOL" if "VIOL → ATT" in told else id_

    assert_found(capsys, copy, "incoherent", where, told)


def test_a_circle_of_earlier_offences_is_incoherent(capsys, copy):
    """Whoever looks for facts of long ago would never arrive."""
    copy.set("HARC_M", "before", '["CYBER"]')
    copy.set("CYBER", "before", '["HARC_M"]')

    told = "« before » tourne en rond : HARC_M → CYBER → HARC_M"
    assert_found(capsys, copy, "incoherent", "HARC_M", told)


@pytest.mark.parametrize(
    ("when", "most", "told"),
    [
        ('["act: words", "not act: words"]', "8 ans de prison", "jamais possible ici"),
        ('["age: adult", "age: 15-17"]', "8 ans de prison", "jamais possible ici"),
        ('["act: contact look"]', "8 ans de prison", "toujours vraie ici"),
        ('["weapon: yes"]', "2 ans de prison", "moins que le maximum ordinaire"),
    ],
)
def test_a_circumstance_must_be_able_to_matter(capsys, copy, when, most, told):
    """One that never holds, always holds, or lowers the maximum, is a mistake."""
    copy.aggravate(
        "AS",
        f'text = "la nuit"\nwhen = {when}\narticles = ["CP 222-28"]\nmost = "{most}"',
    )

    assert_found(capsys, copy, "incoherent", "AS", f"« la nuit » : {told}")


def test_an_age_that_the_text_excludes_is_never_possible(capsys, copy):
    """What protects the young has no circumstance of adults."""
    copy.aggravate(
        "VIOL_M15", 'text = "adulte"\nwhen = ["age: adult"]\narticles = ["CP 222-24"]'
    )

    told = "aggravation « adulte » : jamais possible ici"
    assert_found(capsys, copy, "incoherent", "VIOL_M15", told)


def test_a_circumstance_is_told_without_words_that_hurt(capsys, copy):
    """As everything a person may read."""
    copy.aggravate(
        "AS", 'text = "avec abus"\nwhen = ["place: street"]\narticles = ["CP 222-28"]'
    )

    assert_found(capsys, copy, "incoherent", "AS", "mot à éviter (« abus »)")


def test_a_circumstance_written_twice_is_incoherent(capsys, copy):
    """The second would be counted again."""
    fields = 'text = "la nuit"\nwhen = ["place: street"]\narticles = ["CP 222-28"]'
    copy.aggravate("AS", fields)
    copy.aggravate("AS", fields)

    assert_found(capsys, copy, "incoherent", "AS", "« la nuit » : écrite deux fois")


def test_two_offences_that_always_come_together_are_incoherent(capsys, copy):
    """A list would always show both: one of them should cover the other."""
    copy.set("BIZUT", "when", '["act: refused-service"]')

    told = "vient toujours avec DISC, et inversement"
    assert_found(capsys, copy, "incoherent", "BIZUT", told)


def test_an_offence_written_twice_is_incoherent(capsys, copy):
    """One version hides the other."""
    copy.double("VIOL")

    assert_found(capsys, copy, "incoherent", "VIOL", "versions 1, 1 : attendu")


def test_days_on_which_a_condition_means_nothing_are_incoherent(capsys, copy):
    """The day of the facts chooses its meaning."""
    copy.write("facts.toml", "since = 2025-11-08", "since = 2025-11-10")

    where = "condition no-consent"
    assert_found(capsys, copy, "incoherent", where, "versions non jointes")


def test_a_rule_from_memory_is_not_certain_either(capsys, copy):
    """The check reads every dated statement, not offences alone."""
    copy.write("families.toml", 'source = "code-penal"', 'source = "memory"')

    told = "de mémoire, mais « certain = true »"
    assert_found(capsys, copy, "incoherent", "principe child", told)
