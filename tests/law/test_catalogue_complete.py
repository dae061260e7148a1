"""What the check of the catalogue finds missing."""

import pytest
from law.copies import assert_found, findings

FACT = """
[[facts]]
key = "weather"
text = "Temps"
ask = "Quel temps faisait-il ?"
closed = true
many = false
values = [{ key = "rain", text = "pluie" }, { key = "sun", text = "soleil" }]
"""
CONDITION = """
[[conditions]]
key = "by-night"
text = "la nuit"
fact = "place"
[[conditions.versions]]
any = ["place: street"]
note = "La nuit."
article = "CP 132-73"
source = "memory"
checked = 2026-11-26
certain = false
"""


@pytest.mark.parametrize("field", ["plain", "detail", "example", "name"])
def test_an_empty_text_is_incomplete(capsys, copy, field):
    """A person would read nothing there."""
    copy.set("TOUCH", field, '""')

    assert_found(capsys, copy, "incomplete", "TOUCH", f"« {field} » est vide")


@pytest.mark.parametrize("field", ["articles", "penalties", "when", "limitation"])
def test_an_empty_list_is_incomplete(capsys, copy, field):
    """No article, maximum, deciding fact or term: nothing to rest on."""
    copy.set("TOUCH", field, "[]")

    assert_found(capsys, copy, "incomplete", "TOUCH", f"« {field} » est vide")


@pytest.mark.parametrize(
    ("id_", "field", "value", "told"),
    [
        ("TOUCH", "penalties", '[{ most = "" }]', "peine n° 1 : « most » est vide"),
        (
            "TOUCH",
            "limitation",
            '[{ class = "delit-706-47" }, { class = "delit" }]',
            "délai n° 2 (delit) : dans quel cas, ou quel doute ?",
        ),
        ("NEW", "before", "[]", "« born » sans « before »"),
        ("NEW", "born_text", '""', "« born » sans « born_text »"),
        ("TOUCH", "certain", "false", "« certain = false » sans « doubt »"),
    ],
)
def test_half_a_statement_is_incomplete(capsys, copy, id_, field, value, told):
    """One part of it says that another is needed."""
    copy.set(id_, field, value)

    assert_found(capsys, copy, "incomplete", id_, told)


def test_a_term_of_some_victims_needs_no_other_case(capsys, copy):
    """Their age is the case."""
    rows = [
        '{ class = "delit-706-47", victims = ["15-17", "adult"] }',
        '{ class = "delit-222-29-1", victims = ["under-15"] }',
    ]
    copy.set("TOUCH", "limitation", f"[{', '.join(rows)}]")
    status, _ = findings(capsys, copy)

    assert 0 == status


@pytest.mark.parametrize("lacking", ["text", "when", "articles"])
def test_a_circumstance_says_what_when_and_by_which_article(capsys, copy, lacking):
    """Without one of the three, nobody can check it."""
    fields = {
        "text": '"la nuit"',
        "when": '["place: street"]',
        "articles": '["CP 222-28"]',
    }
    fields[lacking] = '""' if lacking == "text" else "[]"
    copy.aggravate("TOUCH", "\n".join(f"{key} = {fields[key]}" for key in fields))

    assert_found(capsys, copy, "incomplete", "TOUCH", f"« {lacking} » est vide")


@pytest.mark.parametrize(
    ("added", "told"),
    [(FACT, "fait « weather »"), (CONDITION, "condition « by-night »")],
)
def test_a_word_that_no_offence_uses_is_incomplete(capsys, copy, added, told):
    """It would be asked for nothing."""
    copy.write("facts.toml", "", added)

    assert_found(capsys, copy, "incomplete", "facts.toml", told)
