"""docs/reference/doors.md is the table of src/havre/routes.py, row by row."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUTES = ROOT / "src" / "havre" / "routes.py"
PAGE = ROOT / "docs" / "reference" / "doors.md"

WHO = {
    "ANYONE": "anyone",
    "VISITOR": "visitor",
    "AGENT": "agent",
    "SUPERVISOR": "supervisor",
    "STAFF": "agent or supervisor",
    "SIDES": "visitor, agent or supervisor",
    "MEMBER": "member",
    "ROOM": "agent, supervisor or administrator",
    "INVESTIGATOR": "investigator",
    "COUNTER": "investigator or reception",
    "HOURS": "agent or investigator",
    "ADMINISTRATOR": "administrator",
}

Row = tuple[str, str, str]


def text_of(node: ast.expr, prefixes: dict[str, str]) -> str:
    """Return what a path is, `{C}` being what `C` says."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr), ast.dump(node)
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else prefixes[_name(part)]
        for part in node.values
    )


def _name(node: ast.expr) -> str:
    assert isinstance(node, ast.FormattedValue), ast.dump(node)
    assert isinstance(node.value, ast.Name), ast.dump(node)
    return node.value.id


def who_of(node: ast.expr) -> str:
    """Return how the page names who may knock."""
    assert isinstance(node, ast.Name), ast.dump(node)
    return WHO[node.id]


def opened(source: str) -> list[Row]:
    """Return every door of `source`, in the order of its lines."""
    tree = ast.parse(source)
    prefixes = {
        node.targets[0].id: str(node.value.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = node.args
            if node.func.id == "SocketDoor":
                given = [ast.Constant("WS"), *given]
            elif node.func.id != "Door":
                continue
            method = text_of(given[0], {})
            row = method, text_of(given[1], prefixes), who_of(given[2])
            found.append((node.lineno, row))
    return [row for _, row in sorted(found)]


def written(page: str) -> list[Row]:
    """Return the rows of the page: method, path, who."""
    return re.findall(r"^\| `([A-Z]+)` \| `([^`]+)` \| ([^|]+) \| \S", page, re.M)


def test_every_door_is_documented_in_order():
    """A door that is added, moved or opened to others changes its page too."""
    doors = opened(ROUTES.read_text())

    assert doors == written(PAGE.read_text())
    assert len(doors) > 40


def test_no_door_stands_twice():
    """One method and one path are one door: the second would never open."""
    keys = [(method, path) for method, path, _ in opened(ROUTES.read_text())]

    assert len(set(keys)) == len(keys)


def test_a_page_that_lacks_a_door_is_noticed():
    """The comparison itself is shown to fail."""
    source = """
C = "/v1/x"
Door("GET", f"{C}/y", SIDES, a)
SocketDoor(f"{C}", AGENT, b)
"""

    assert [
        ("GET", "/v1/x/y", "visitor, agent or supervisor"),
        ("WS", "/v1/x", "agent"),
    ] == opened(source)
    assert [("GET", "/v1/x/y", "agent")] == written("| `GET` | `/v1/x/y` | agent | z |")
