"""A commune is found however its name is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.directory.directory import Directory
from havre.directory.loading import load
from havre.directory.names import MOST, NameIndex
from havre.directory.rules import Commune

DIRECTORY: Directory = load()
NAMES = sorted({c.name for c in DIRECTORY.communes.values() if c.postcodes})


def a_commune(name: str, population: int = 1_000, insee: str = "01001") -> Commune:
    """A commune, for its name."""
    return Commune(insee, name, "01", population, ("01000",))


def found(typed: str) -> list[str]:
    """INSEE codes found for what is typed."""
    return [commune.insee for commune in DIRECTORY.search(typed)]


@pytest.mark.parametrize(
    ("typed", "insee"),
    [
        ("saint etienne", "42218"),
        ("St-Étienne", "42218"),
        ("SAINT ETIENNE", "42218"),
        ("ste marie aux mines", "68298"),
        ("L’Haÿ-les-Roses", "94038"),
        ("l'hay les roses", "94038"),
        ("lhay les roses", "94038"),
        ("le havre", "76351"),
        ("havre", "76351"),
        ("  villeneuve   d ascq ", "59009"),
        (f"{' ' * 300}villeneuve{' ' * 300}d{' ' * 300}ascq", "59009"),
        (f"{'-' * 300}villeneuve{'-' * 300}d{'-' * 300}ascq", "59009"),
        ("villeneuve ascq", "59009"),
        ("oeuf en ternois", "62633"),
        ("ŒUF-EN-TERNOIS", "62633"),
        ("Y", "80829"),
        ("Papeete", "98735"),
        ("noumea", "98818"),
        ("saint-denis", "97411"),
        ("mamoudzou", "97611"),
        ("paris 11", "75111"),
    ],
)
def test_a_commune_is_found_as_people_type_it(typed, insee):
    """Accents, hyphens, apostrophes, case, saints, ligatures, articles, spaces."""
    assert insee in found(typed)[:2]


def test_exact_names_come_first_then_beginnings_then_words():
    """Within each, the most populous first."""
    index = NameIndex(
        [
            a_commune("Vert-Saint-Denis", 9_000, "1"),
            a_commune("Denisville", 10, "2"),
            a_commune("Denis-sur-Mer", 20, "3"),
            a_commune("Denis", 1, "4"),
        ]
    )

    assert ["4", "3", "2", "1"] == [c.insee for c in index.search("denis")]


def test_a_name_borne_by_many_shows_every_one_of_them():
    """Sainte-Colombe is twelve communes, the most there is, and all are offered."""
    names = [commune.name for commune in DIRECTORY.search("ste colombe")]

    assert ["Sainte-Colombe"] * MOST == names


@pytest.mark.parametrize("typed", ["", "   ", "'", "-", "zzzzzz", "\n", "x" * 10_000])
def test_nothing_is_found_for_what_is_no_name(typed):
    """And nothing breaks."""
    assert [] == found(typed)


def test_communes_without_a_postal_code_are_not_offered():
    """Choosing one would lead nowhere; nobody lives there."""
    assert [] == found("Kerguelen")


@given(st.text(max_size=60))
def test_no_more_than_twelve_each_once(typed):
    """Whatever is typed."""
    communes = found(typed)

    assert len(communes) <= MOST
    assert len(set(communes)) == len(communes)


def unaccented(name: str) -> str:
    """The name as typed on a foreign keyboard."""
    apart = unicodedata.normalize("NFD", name)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare.replace("Œ", "OE").replace("œ", "oe")


MANGLINGS = [
    str.upper,
    str.lower,
    unaccented,
    lambda name: name.replace("-", " "),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace("'", "’"),
    lambda name: name.replace("'", " "),
    lambda name: name.replace("'", ""),
    lambda name: name.replace("Saint-", "St "),
    lambda name: name.replace("Sainte-", "Ste-"),
    lambda name: f"  {name.replace(' ', '   ')} ",
    lambda name: unicodedata.normalize("NFD", name),
]


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(MANGLINGS), max_size=6))
def test_search_forgives(name, manglings):
    """However a name is mangled, its communes are found first."""
    typed = name
    for mangle in manglings:
        typed = mangle(typed)

    bearers = {c.insee for c in DIRECTORY.communes.values() if c.name == name}
    assert bearers <= set(found(typed))


@given(st.sampled_from(NAMES), st.integers(3, 40))
def test_every_beginning_of_a_name_finds_something_that_starts_so(name, length):
    """Suggestions never run dry while the visitor types a real name."""
    assert found(name[:length])
