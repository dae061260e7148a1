"""Which cells of a table are hidden, so that none is found out from the rest. Pure.

A table is one measure of one period, with its total. A cell under five is hidden; so
are the next smallest, until whoever knows every other number, the total, the pages of
other days, and which cells are small, is left with five values or more for each.

Tables are independent of each other but for the total that they share, which is shown;
a period never changes once it is shown. So each table is judged alone.
"""

from collections.abc import Collection, Mapping
from typing import Final

SMALL: Final = 5  # a cell under this is hidden


def shown(cells: Mapping[str, int]) -> dict[str, int | None]:
    """Return the cells as they may be published: None for a hidden one."""
    hidden = {name for name, number in cells.items() if number < SMALL}
    if hidden:
        rest = sorted(cells.keys() - hidden, key=lambda name: (cells[name], name))
        for name in rest:
            if is_safe([cells[one] for one in hidden]):
                break
            hidden.add(name)
    return {name: None if name in hidden else number for name, number in cells.items()}


def is_safe(hidden: Collection[int]) -> bool:
    """Return True if each of `hidden`, known by their sum, may have five values.

    Even for whoever knows which of them are under five.
    """
    small = [number for number in hidden if number < SMALL]
    total, most = sum(hidden), SMALL - 1
    if len(hidden) < 2:
        return False
    if len(small) == len(hidden):  # each may be 0 and may be 4, the others making it up
        return most <= total <= most * (len(hidden) - 1)
    # The large ones make up for whatever the small ones are, from all 0 to all 4.
    large = len(hidden) - len(small)
    spare = total - SMALL * large
    return bool(small) and spare >= most
