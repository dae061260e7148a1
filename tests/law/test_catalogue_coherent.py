"""What the check of the catalogue finds in contradiction."""

import pytest
from law.copies import assert_found, findings

WRONG = ("incoherent", "TOUCH")
AT_NIGHT = """text = "la nuit"
when = ["place: street"]
articles = ["CP 222-28"]
"""


@pytest.mark.parametrize(
    ("id_", "field", "value", "told"),
    [
        ("TOUCH", "nature", '"crime"', "crime qui suit le délai « delit-706-47 »"),
        ("FINE", "nature", '"délit"', "délit qui suit le délai « contravention »"),
        ("FINE", "nature", '"crime"', "crime qui suit le délai « contravention »"),
        ("TOUCH", "nature", '"crime ou délit"', "aucun délai de la famille « crime »"),
        ("FINE", "hidden", "true", "« hidden » sans effet"),
        ("TOUCH", "victim", '"minor"', "victime « minor », mais aucune condition"),
        ("TOUCH", "repeated", "true", "« once » et « repeated » à la fois"),
        ("TOUCH", "covers_when", '["act: contact"]', "« covers_when » sans « covers »"),
        ("NEW", "born", "2100-01-01", "née dans le futur, le 2100-01-01"),
        ("TOUCH", "before", '["VIOL"]', "« before » sans « born »"),
        ("TOUCH", "doubt", '"De mémoire."', "le doute parle de mémoire"),
        ("TOUCH", "articles", '["CP 222-27", "art. 222-28"]', "ni code connu"),
        ("TOUCH", "articles", '["CP 222-27", "CP 222-27"]', "écrit deux fois"),
        ("TOUCH", "detail", '"Un délit prescrit."', "mot à éviter (« prescri »)"),
        ("TOUCH", "born_text", '"Un témoin anonyme."', "mot à éviter (« anonym »)"),
        ("TOUCH", "covers", '["TOUCH"]', "« covers » tourne en rond : TOUCH → TOUCH"),
        ("TOUCH", "covers", '["FINE"]', ""),
        ("NEW", "before", '["DEEPF"]', "renvoie à DEEPF, qui n'est née que le 2024"),
        ("TOUCH", "checked", "2100-01-01", "vérifié dans le futur, le 2100-01-01"),
        ("TOUCH", "source", '"memory"', "de mémoire, mais « certain = true »"),
        ("TOUCH", "version", "3", "versions 3 : attendu 1, 2, 3…"),
    ],
)
def test_what_contradicts_itself_is_incoherent(capsys, copy, id_, field, value, told):
    """Two parts of the law cannot both be right."""
    copy.set(id_, field, value)
    if not told:
        copy.set("FINE", "when", '["not act: contact"]')
        told = "couvre FINE, qui ne vient jamais avec elle"

    assert_found(capsys, copy, "incoherent", id_, told)


def test_an_act_that_lasts_is_not_one_that_comes_again(capsys, copy):
    """The term would count from two days."""
    copy.set("TOUCH", "once", "false")
    copy.set("TOUCH", "lasting", "true")
    copy.set("TOUCH", "repeated", "true")

    assert_found(capsys, copy, *WRONG, "« lasting » et « repeated » à la fois")


@pytest.mark.parametrize(
    "when",
    [
        '["act: contact", "age: adult", "age: under-15"]',
        '["act: contact", "not act: contact"]',
        '["act: contact", "not consent: refused"]',
    ],
)
def test_what_can_never_hold_is_said_once(capsys, copy, when):
    """Not that it comes with every other offence, nor of each circumstance."""
    copy.aggravate("TOUCH", AT_NIGHT)
    copy.set("TOUCH", "when", when)
    _, found = findings(capsys, copy)

    told = [text for kind, where, text in found if (kind, where) == WRONG]
    assert ["ses conditions ne peuvent pas être toutes remplies"] == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("5 ans, 9 ans, 7 ans", "peines en désordre"),
        ("5 ans, 2 ans, 7 ans", "peines en désordre"),
        ("5 ans, 5 ans", "la même peine est écrite deux fois"),
        ("5 ans, 7 ans, 9 ans, 2 ans", ""),
    ],
)
def test_maxima_go_from_the_ordinary_to_the_gravest(capsys, copy, rows, told):
    """The first is the ordinary case; a lesser one comes last."""
    mosts = [f'{{ most = "{row} de prison" }}' for row in rows.split(", ")]
    copy.set("TOUCH", "penalties", f"[{', '.join(mosts)}]")
    _, found = findings(capsys, copy)

    assert bool(told) == any(f[:2] == WRONG and told in f[2] for f in found)


def test_the_usual_term_bears_no_doubt(capsys, copy):
    """The doubt stands on what is pleaded beside it."""
    copy.set(
        "TOUCH", "limitation", '[{ class = "delit-706-47", doubt = "On discute." }]'
    )

    assert_found(capsys, copy, *WRONG, "le premier délai porte un « doubt »")


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("penalties", '[{ most = "10 ans de prison", case = "Avec abus" }]', "abus"),
        (
            "limitation",
            '[{ class = "delit-706-47", when = "Si le plaignant le dit" }]',
            "plaignant",
        ),
    ],
)
def test_words_that_hurt_are_found_in_every_row(capsys, copy, field, value, word):
    """As in everything a person may read."""
    copy.set("TOUCH", field, value)

    assert_found(capsys, copy, *WRONG, f"mot à éviter (« {word} »)")


def test_a_circumstance_is_told_without_words_that_hurt(capsys, copy):
    """A person reads it too."""
    copy.aggravate("TOUCH", AT_NIGHT.replace("la nuit", "avec abus"))

    assert_found(capsys, copy, *WRONG, "mot à éviter (« abus »)")


@pytest.mark.parametrize("name", ["covers", "before"])
def test_a_circle_is_incoherent(capsys, copy, name):
    """Whoever follows it never arrives."""
    copy.set("TOUCH", name, '["FINE"]')
    copy.set("FINE", name, '["TOUCH"]')

    told = f"« {name} » tourne en rond : TOUCH → FINE → TOUCH"
    assert_found(capsys, copy, *WRONG, told)


@pytest.mark.parametrize(
    ("id_", "when", "told"),
    [
        ("TOUCH", '["act: words", "not act: words"]', "jamais possible ici"),
        ("TOUCH", '["age: adult", "age: 15-17"]', "jamais possible ici"),
        ("TOUCH", '["relation: partner"]', "jamais possible ici"),
        ("NEW", '["age: adult"]', "jamais possible ici"),
        ("TOUCH", '["act: contact look"]', "toujours vraie ici"),
        ("TOUCH", '["not relation: partner"]', "toujours vraie ici"),
    ],
)
def test_a_circumstance_must_be_able_to_matter(capsys, copy, id_, when, told):
    """One that never holds, or always does, is a mistake."""
    copy.aggravate(id_, AT_NIGHT.replace('["place: street"]', when))

    assert_found(capsys, copy, "incoherent", id_, f"« la nuit » : {told}")


@pytest.mark.parametrize(
    ("most", "told"),
    [
        ("2 ans de prison", "moins que le maximum ordinaire"),
        ("30 ans de prison", "plus que toutes les peines écrites"),
    ],
)
def test_its_maximum_is_one_of_the_offence(capsys, copy, most, told):
    """No lighter than the ordinary case, no heavier than the gravest."""
    copy.aggravate("TOUCH", f'{AT_NIGHT}most = "{most}"')

    assert_found(capsys, copy, *WRONG, f"« la nuit » : {told}")


def test_a_circumstance_written_twice_is_incoherent(capsys, copy):
    """The second would be counted again."""
    copy.aggravate("TOUCH", AT_NIGHT)
    copy.aggravate("TOUCH", AT_NIGHT)

    assert_found(capsys, copy, *WRONG, "« la nuit » : écrite deux fois")


def test_two_offences_that_always_come_together_are_incoherent(capsys, copy):
    """A list would always show both: one of them should cover the other."""
    copy.set("FINE", "when", '["weapon: yes", "act: words | online: yes"]')
    copy.set("TOUCH", "when", '["act: words | online: yes", "weapon: yes"]')

    told = "vient toujours avec TOUCH, et inversement"
    assert_found(capsys, copy, "incoherent", "FINE", told)


def test_an_offence_written_twice_is_incoherent(capsys, copy):
    """One version hides the other."""
    copy.double("TOUCH")

    assert_found(capsys, copy, *WRONG, "versions 1, 1 : attendu")


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
