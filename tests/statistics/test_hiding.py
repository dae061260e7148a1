"""No hidden number is found out: judged by a solver that knows all that is shown."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from havre.statistics.hiding import SMALL, shown

CELLS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]),
    st.one_of(st.integers(0, 8), st.integers(0, 400)),
    min_size=3,
).filter(lambda cells: sum(cells.values()) >= 25)


def reachable(limits: Sequence[tuple[int, int]], most: int) -> list[int]:
    """Return, as a set of bits, the sums that numbers within `limits` can make."""
    sums = 1
    for least, greatest in limits:
        made = 0
        for number in range(least, min(greatest, most) + 1):
            made |= sums << number
        sums = made & ((1 << (most + 1)) - 1)
    return [number for number in range(most + 1) if sums >> number & 1]


def possible(limits: Sequence[tuple[int, int]], total: int) -> list[set[int]]:
    """Return the values that each number may have, all of them adding up to `total`."""
    found = []
    for at, (least, greatest) in enumerate(limits):
        rest = set(reachable([*limits[:at], *limits[at + 1 :]], total))
        values = range(least, min(greatest, total) + 1)
        found.append({value for value in values if total - value in rest})
    return found


@given(CELLS)
def test_no_small_number_is_shown(cells):
    """Under five is hidden, nought too: that nobody came is also something told."""
    found = shown(cells)

    assert all(number is None or number >= SMALL for number in found.values())
    assert all(found[name] in (None, number) for name, number in cells.items())


@given(CELLS)
@example({"a": 30, "b": 0, "c": 0})
@example({"a": 30, "b": 3, "c": 7})
@example({"a": 25, "b": 5, "c": 4})
@example({"a": 1, "b": 1, "c": 1, "d": 400})
def test_a_solver_finds_five_values_for_each_hidden_cell(cells):
    """It knows what is shown and the total; then also which of them are small, which
    it may guess where anything is shown.
    """
    found, total = shown(cells), sum(cells.values())
    hidden = [name for name, number in found.items() if number is None]
    known = total - sum(number for number in found.values() if number is not None)
    small = {name for name in hidden if cells[name] < SMALL}
    if len(hidden) == len(cells):
        small = set()

    for knowing in (set(), small):
        limits = [(0, SMALL - 1) if one in knowing else (0, known) for one in hidden]
        if knowing:  # and that the others are not
            limits = [
                limit if one in knowing else (SMALL, known)
                for one, limit in zip(hidden, limits, strict=True)
            ]
        for values in possible(limits, known):
            assert len(values) >= 5


def tables(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Yield every table of so many cells whose sum is `total`."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(total - first, cells - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("total", "cells"), [(25, 3), (26, 3), (40, 3), (25, 4), (25, 5)]
)
def test_nor_does_who_knows_how_we_hide(total, cells):
    """Of all tables that would be shown alike, each hidden cell has five values."""
    alike: dict[tuple[int | None, ...], list[set[int]]] = defaultdict(
        lambda: [set() for _ in range(cells)]
    )
    for table in tables(total, cells):
        found = shown(dict(zip("abcdefg", table, strict=False)))
        for values, number in zip(alike[tuple(found.values())], table, strict=True):
            values.add(number)

    for page, columns in alike.items():
        for number, values in zip(page, columns, strict=True):
            assert number is not None or len(values) >= 5, page


def test_what_is_large_everywhere_is_shown():
    """Nothing is hidden for nothing."""
    cells = {"police": 40, "gendarmerie": 22, "relief": 5}

    assert shown(cells) == cells


def test_one_small_number_takes_a_companion():
    """Alone, it would be the total less the rest."""
    assert shown({"police": 400, "gendarmerie": 220, "relief": 3}) == {
        "police": 400,
        "gendarmerie": None,
        "relief": None,
    }
