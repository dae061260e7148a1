"""A postal code, a commune, a name or nothing: each leads to somebody."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def visitor(a_visitor):
    """Someone at the first page."""
    return a_visitor().come()


def force(visitor):
    """What tells who answers."""
    return visitor.page.locator("#force")


def test_a_code_of_two_forces_asks_for_the_commune(visitor):
    """13600 is police in La Ciotat and gendarmerie in Ceyreste."""
    visitor.tell_postcode("13600")
    choice = visitor.page.get_by_label("Commune", exact=True)
    expect(choice).to_be_focused()
    assert {"Ceyreste", "La Ciotat"} <= set(choice.locator("option").all_inner_texts())
    choice.select_option(label="Ceyreste")
    visitor.page.get_by_role("button", name="Continuer").first.click()

    expect(force(visitor)).to_contain_text("gendarmerie nationale")


@pytest.mark.parametrize(
    ("postcode", "told"),
    [
        ("75001", "c'est la police nationale"),
        ("74000", "la police et la gendarmerie interviennent toutes les deux"),
        ("78280", "Nous ne savons pas qui intervient ici"),
        ("75 001", "c'est la police nationale"),
    ],
)
def test_a_code_says_who_answers(visitor, postcode, told):
    """The force, both of them, or the national team: in words, before starting."""
    visitor.tell_postcode(postcode)

    expect(force(visitor)).to_contain_text(told)
    expect(visitor.page.get_by_role("button", name="Commencer")).to_be_visible()


@pytest.mark.parametrize("postcode", ["99999", "7500", "abcde"])
def test_a_code_that_leads_nowhere_says_what_to_do(visitor, postcode):
    """It is said aloud, what was typed stays, and the field has the focus."""
    visitor.tell_postcode(postcode)
    field = visitor.page.get_by_role("textbox", name="Code postal")

    expect(visitor.page.locator("#postcode-wrong")).to_contain_text(
        "Nous ne trouvons pas ce code postal"
    )
    expect(field).to_have_value(postcode)
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("evry", "Évry-Courcouronnes (91)"),
        ("St Etienne", "Saint-Étienne (42)"),
        ("ste genevieve des bois", "Sainte-Geneviève-des-Bois (91)"),
        ("L'Haÿ", "L'Haÿ-les-Roses (94)"),
    ],
)
def test_a_name_finds_the_commune_however_it_is_written(visitor, typed, found):
    """A code of businesses (CEDEX) is none of the communes'; the name is asked then."""
    visitor.tell_postcode("92055")
    visitor.page.get_by_role("textbox", name="Ville ou village").fill(typed)
    visitor.page.get_by_role("button", name="Chercher").click()
    visitor.page.get_by_role("button", name=found).click()

    expect(visitor.page.get_by_role("button", name="Commencer")).to_be_visible()
    expect(force(visitor)).not_to_be_empty()


def test_a_name_that_nothing_bears_says_so(visitor):
    """And « Je ne sais pas » is still there."""
    visitor.page.get_by_text("Chercher par le nom de la commune").click()
    visitor.page.get_by_role("textbox", name="Ville ou village").fill("xqzw")
    visitor.page.get_by_role("button", name="Chercher").click()

    expect(visitor.page.locator("#found-none")).to_contain_text(
        "Aucune commune de ce nom"
    )


def test_who_does_not_know_is_answered_too(visitor):
    """The national team takes whoever cannot or will not say where."""
    visitor.page.get_by_role("button", name="Je ne sais pas").click()

    expect(force(visitor)).to_contain_text("équipe nationale")
    visitor.start()
    expect(visitor.status).to_contain_text("Vous êtes la prochaine personne.")
