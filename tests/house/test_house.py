"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "havre"
DOCS = ROOT / "docs"
STORES = sorted(SRC.glob("*/store.py"))
SOURCES = sorted(SRC.rglob("*.py"))

# A table is read by its rows, not as code.
TABLES = {("routes.py", "doors")}

# What must never stand in a committed file: it would tie the house to one machine.
FOREIGN = re.compile(
    r"npmjs[.](?:org|com)|pythonhosted[.]org|pypi[.]org|deb[.]debian"
    r"|/(?:root|home|opt|Users)/[a-z]"
)


def tracked() -> list[Path]:
    """Every file git knows."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def name_of(path: Path) -> str:
    """How a test names the file it is about."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", STORES, ids=name_of)
def test_every_store_can_forget(path):
    """What a room keeps, it can forget; each says what it keeps, and how."""
    module = import_module(f"havre.{path.parent.name}.store")

    assert callable(getattr(module, "forget", None))
    assert isinstance(module.SCHEMA, str)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_small(path):
    """One screenful a function, a few a file: split before it hurts."""
    source = path.read_text()
    assert source.count("\n") <= 270
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            if (path.name, node.name) not in TABLES:
                assert node.end_lineno - node.lineno < 55, node.name


def test_every_refusal_is_documented():
    """docs/reference/errors.md has one row per code, and no other."""
    from havre.errors import HavreError

    for path in SOURCES:
        parts = path.relative_to(SRC.parent).with_suffix("").parts
        if parts[-1] not in ("__main__", "__init__"):
            import_module(".".join(parts))

    def below(kind: type[HavreError]) -> set[str]:
        return {kind.code}.union(*(below(sub) for sub in kind.__subclasses__()))

    written = (DOCS / "reference" / "errors.md").read_text()
    documented = set(re.findall(r"^\| `([a-z-]+)`", written, re.M))
    assert below(HavreError) | {"unexpected"} == documented


def test_every_setting_is_documented():
    """docs/reference/settings.md has one row per variable, and no other."""
    read = set(
        re.findall(
            r'(?:get\.\w+|minutes|span)\(\s*"([A-Z_]+)"',
            (SRC / "settings.py").read_text(),
        )
    )
    written = (DOCS / "reference" / "settings.md").read_text()

    assert read == set(re.findall(r"^\| `HAVRE_([A-Z_]+)`", written, re.M))


def test_every_dependency_has_its_reasons():
    """docs/reference/dependencies.md has a row for each line of both manifests."""
    import json
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    manifest = json.loads((ROOT / "package.json").read_text())
    wanted = {
        *project["dependencies"],
        *(
            name
            for extra in project["optional-dependencies"].values()
            for name in extra
        ),
        *manifest["dependencies"],
        *manifest["devDependencies"],
    }
    written = (DOCS / "reference" / "dependencies.md").read_text()

    assert wanted == set(re.findall(r"^\| `([^`]+)`", written, re.M))


def test_nothing_ties_the_repository_to_a_machine():
    """No registry host, no path of somebody's machine, in any committed file."""
    guilty = [
        name_of(path)
        for path in tracked()
        if FOREIGN.search(path.read_text("utf-8", errors="replace"))
    ]

    assert [] == guilty


@pytest.mark.parametrize("top", ["root", "home", "opt"])
def test_a_path_of_a_machine_would_be_found(top):
    """The search above finds what it is for."""
    assert FOREIGN.search(f"see /{top}/someone/file")


def test_locks_pin_every_version_with_a_hash():
    """Each line of a lock is an exact version, and brings its hashes."""
    for lock in ("requirements.lock", "requirements-dev.lock", "tools/node.lock"):
        text = (ROOT / lock).read_text()
        for block in re.split(r"\n(?=[a-z])", text.strip()):
            assert re.match(r"[a-z0-9._-]+==\S+", block), block[:80]
            assert "--hash=sha256:" in block, block[:80]


def test_no_test_patches_what_it_tests():
    """Fakes behave; nothing is patched from outside."""
    guilty = [
        name_of(path)
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
        and re.search(r"mock\.patch|monkeypatch", path.read_text())
    ]

    assert [] == guilty


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if path.parent.name != "simulation"],
    ids=name_of,
)
def test_chance_is_never_guessable(path):
    """Secrets and ids come from the system; `random` plans invented evenings alone."""
    assert not re.search(r"^\s*(import random|from random)", path.read_text(), re.M)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=name_of
)
def test_every_decision_says_what_enforces_it(path):
    """One page, and something that fails if it is forgotten."""
    text = path.read_text()

    assert "Enforced by" in text
    assert len(text.split()) < 900


def test_links_between_documents_resolve():
    """A page that moved takes its links along."""
    broken = []
    for page in [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        if not page.exists():
            broken.append(str(page))
            continue
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            outside = target.startswith(("http", "mailto"))
            if not outside and not (page.parent / target).exists():
                broken.append(f"{name_of(page)} -> {target}")

    assert [] == broken
