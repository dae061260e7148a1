"""What the check of the catalogue finds missing."""

import pytest
from law.copies import assert_found

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
    copy.set("VIOL", field, '""')

    assert_found(capsys, copy, "incomplete", "VIOL", f"« {field} » est vide")


@pytest.mark.parametrize("field", ["articles", "penalties", "when", "limitation"])
def test_an_empty_list_is_incomplete(capsys, copy, field):
    """No article, maximum, deciding fact or term: nothing to rest on."""
    copy.set("VIOL", field, "[]")

    assert_found(capsys, copy, "incomplete", "VIOL", f"« {field} » est vide")


@pytest.mark.parametrize(
    ("id_", "field", "value", "told"),
    [
        ("VIOL", "penalties", '[{ most = "" }]', "peine n° 1 : « most » est vide"),
        (
            "AS",
            "limitation",
            '[{ class = "delit-706-47" }, { class = "delit" }]',
            "délai n° 2 (delit) : ni « when » ni « doubt »",
        ),
        ("SUBST", "before", "[]", "« born » sans « before »"),
        ("SUBST", "born_text", '""', "« born » sans « born_text »"),
        ("AS", "certain", "false", "« certain = false » sans « doubt »"),
    ],
)
def test_half_a_statement_is_incomplete(capsys, copy, id_, field, value, told):
    """One part of it says that another is needed."""
    copy.set(id_, field, value)

    assert_found(capsys, copy, "incomplete", id_, told)


@pytest.mark.parametrize("lacking", ["text", "when", "articles"])
def test_a_circumstance_says_what_when_and_by_which_article(capsys, copy, lacking):
    """Without one of the three, nobody can check it."""
    fields = {
        "text": '"la nuit"',
        "when": '["place: street"]',
        "articles": '["CP 222-28"]',
    }
    fields[lacking] = '""' if lacking == "text" else "[]"
    copy.aggravate("AS", "\n".join(f"{key} = {fields[key]}" for key in fields))

    assert_found(capsys, copy, "incomplete", "AS", f"« {lacking} » est vide")


@pytest.mark.parametrize(
    ("added", "told"),
    [(FACT, "fait « weather »"), (CONDITION, "condition « by-night »")],
)
def test_a_word_that_no_offence_uses_is_incomplete(capsys, copy, added, told):
    """It would be asked for nothing."""
    copy.write("facts.toml", "", added)

    assert_found(capsys, copy, "incomplete", "facts.toml", told)
