"""What offences say against one another. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from havre.law.possible import can_hold, implied, ways
from havre.law.reading import Law
from havre.law.records import Offence

Told = tuple[str, str]  # the id of an offence, and what is said of it


def contradictions(law: Law) -> Iterator[Told]:
    """Return what the offences of the catalogue contradict in one another."""
    for name in ("covers", "before"):
        links = {one.id: getattr(one, name) for one in law.offences}
        for loop in loops(links):
            yield loop[0], f"« {name} » tourne en rond : {' → '.join(loop)}"
    for offence in law.offences:
        yield from _younger(law, offence)
        yield from _needless_covers(law, offence)
    pairs = _inseparable(law)
    for one, other in pairs:
        if (other, one) in pairs and one < other:
            yield one, f"vient toujours avec {other}, et inversement"


def companions(law: Law) -> Iterator[Told]:
    """Return the offences that never come without another, which they do not cover."""
    pairs = _inseparable(law)
    for one, other in pairs:
        if (other, one) not in pairs:
            yield one, f"vient toujours avec {other} : la couvre-t-elle ?"


def loops(links: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Return each way that comes back to where it starts, once."""
    seen: set[frozenset[str]] = set()
    for start in links:
        way = _way_back(links, start)
        if way and frozenset(way) not in seen:
            seen.add(frozenset(way))
            yield way


def _way_back(links: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    """Return the shortest way from `start` to itself; () when there is none."""
    tried: list[tuple[str, ...]] = [(start,)]
    met: set[str] = set()
    for way in tried:  # grows as it is read
        for after in links[way[-1]]:
            if after == start:
                return (*way, start)
            if after not in met:
                met.add(after)
                tried.append((*way, after))
    return ()


def _younger(law: Law, offence: Offence) -> Iterator[Told]:
    for id_ in offence.before:
        born = law.by_id[id_].born
        if born and offence.born and born >= offence.born:
            yield offence.id, f"« before » renvoie à {id_}, qui n'est née que le {born}"


def _needless_covers(law: Law, offence: Offence) -> Iterator[Told]:
    own = ways(law.vocabulary, offence)
    for id_ in offence.covers:
        other = ways(law.vocabulary, law.by_id[id_])
        both = ((*a, *b) for a in own for b in other)
        if not any(can_hold(law.vocabulary, cube) for cube in both):
            yield offence.id, f"couvre {id_}, qui ne vient jamais avec elle"


def _inseparable(law: Law) -> list[Told]:
    """Return the pairs of which the first never holds without the second.

    Without those that one of the two covers: a list never shows both.
    """
    return [
        (one.id, other.id)
        for one in law.offences
        for cubes in (ways(law.vocabulary, one),)
        for other in law.offences
        if one is not other and one.id not in other.covers
        if other.id not in one.covers and implied(law.vocabulary, cubes, other.when)
    ]
