"""A test that a page of docs/ quotes as its proof exists under that name."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))

QUOTED = re.compile(r"(tests/[\w/.-]+\.py)::(\w+)")

Quote = tuple[str, str]


def quoted(text: str) -> set[Quote]:
    """Return every file and test that `text` quotes."""
    return set(QUOTED.findall(text))


def missing(quotes: set[Quote]) -> set[Quote]:
    """Return those of `quotes` that no file under tests/ defines."""
    return {quote for quote in quotes if quote[1] not in defined_in(ROOT / quote[0])}


def defined_in(path: Path) -> set[str]:
    """Return the names of the tests of a file; none if there is no file."""
    if not path.is_file():
        return set()
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_quoted_test_exists(page):
    """A decision that says what enforces it is enforced by something."""
    assert set() == missing(quoted(page.read_text()))


def test_a_renamed_test_or_file_would_be_seen():
    """The quote is read inside backquotes, and neither half is taken on trust."""
    here = "tests/house/test_quoted_tests.py"
    real = (here, "test_every_quoted_test_exists")
    renamed = (here, "test_gone")
    moved = ("tests/house/test_gone.py", "test_every_quoted_test_exists")
    text = " ".join(f"`{path}::{name}`" for path, name in (real, renamed, moved))

    assert {renamed, moved} == missing(quoted(text))
