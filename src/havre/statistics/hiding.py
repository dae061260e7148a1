"""Which cells of a table are hidden, so that none is found out from the rest. Pure.

A table is one measure of one period, with its total. A cell under five is hidden, and
others with it, from the last of the table on, until together they are large enough.
Their order is the table's own: were it by size, what is hidden would tell of sizes.

Whoever knows every other number, the total, the pages of other days and this rule is
left with five values or more for each hidden cell. For the last of them may always be
the one large number, and the others any from nought to four: the sum, nine or more,
allows it, and this rule would then hide the same cells.

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
        for name in reversed(list(cells)):
            if is_safe([cells[one] for one in hidden]):
                break
            hidden.add(name)
    return {name: None if name in hidden else number for name, number in cells.items()}


def is_safe(hidden: Collection[int]) -> bool:
    """Return True if one of `hidden` is large, and the large ones make up for whatever
    the small ones are, from all 0 to all 4.
    """
    large = [number for number in hidden if number >= SMALL]
    return bool(large) and sum(hidden) - SMALL * len(large) >= SMALL - 1
