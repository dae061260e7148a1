"""What conditions allow: whether they can hold, and whether some imply others. Pure.

A cube is one way to meet every condition: an atom of each.
"""

from collections.abc import Iterable, Sequence
from itertools import product

from havre.law.conditions import Atom, Vocabulary
from havre.law.records import Offence, Victim

Cube = tuple[Atom, ...]

# The ages that the text protects, as an officer would tick them.
AGES: dict[Victim, tuple[str, ...]] = {
    "minor": ("under-15", "15-17"),
    "under-15": ("under-15",),
    "15-17": ("15-17",),
    "adult": ("adult",),
}


def ways(
    vocabulary: Vocabulary, offence: Offence, more: Sequence[str] = ()
) -> list[Cube]:
    """Return every way to meet the conditions of an offence, and `more`."""
    age = AGES.get(offence.victim)
    protected = (Atom("age", age),) if age else ()
    each = [vocabulary.alternatives(when) for when in (*offence.when, *more)]
    cubes = ((*cube, *protected) for cube in product(*each))
    return [cube for cube in cubes if can_hold(vocabulary, cube)]


def can_hold(vocabulary: Vocabulary, cube: Cube, never: Sequence[Atom] = ()) -> bool:
    """Whether a story meets every atom of `cube` and ticks no value of `never`."""
    return all(
        _can_be(vocabulary, fact, [atom for atom in cube if atom.fact == fact], never)
        for fact in {atom.fact for atom in cube}
    )


def _can_be(
    vocabulary: Vocabulary, key: str, atoms: Sequence[Atom], never: Sequence[Atom]
) -> bool:
    fact = vocabulary.facts[key]
    denied = [atom for atom in atoms if atom.denied]
    if denied and not fact.closed:
        return False  # of an open fact, what is not ticked was not told
    out = _values(denied) | _values(atom for atom in never if atom.fact == key)
    left = {value.key for value in fact.values} - out
    wanted = [set(atom.values) for atom in atoms if not atom.denied]
    if fact.many:
        return bool(left) and all(values & left for values in wanted)
    return bool(left.intersection(*wanted))


def _values(atoms: Iterable[Atom]) -> set[str]:
    return {value for atom in atoms for value in atom.values}


def implied(
    vocabulary: Vocabulary, cubes: Sequence[Cube], conditions: Iterable[str]
) -> bool:
    """Whether conditions hold in every story that one of `cubes` describes.

    May miss an implication, when a denial is implied by what is ticked; never says
    one that is not.
    """
    wanted = [vocabulary.alternatives(each) for each in conditions]
    return bool(cubes) and all(
        _follows(vocabulary, cube, atoms) for cube in cubes for atoms in wanted
    )


def _follows(vocabulary: Vocabulary, cube: Cube, atoms: Sequence[Atom]) -> bool:
    if any(_denies(cube, atom) for atom in atoms if atom.denied):
        return True
    never = [atom for atom in atoms if not atom.denied]
    return not can_hold(vocabulary, cube, never)


def _denies(cube: Cube, atom: Atom) -> bool:
    return any(
        each.denied and each.fact == atom.fact and set(atom.values) <= set(each.values)
        for each in cube
    )
