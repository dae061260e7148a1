"""Finding a commune by a name typed in haste. Forgives all but the letters."""

import heapq
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from havre.directory.rules import Commune

MOST: Final = 12  # suggestions; no name of France is borne by more communes than that

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})
_MARKS: Final = re.compile("[\u0300-\u036f]+")
_SEPARATORS: Final = re.compile(r"[^a-z0-9\n]+")
_SHORT: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES: Final = frozenset({"l", "le", "la", "les", "d", "de", "du", "des"})
_LAST: Final = "\U0010ffff"  # sorts after every key that starts alike

QUERY_MAX: Final = 100  # characters once folded; the longest name of France has 45
TYPED_MAX: Final = 4_000  # characters looked at, before spaces and hyphens shrink


def fold(names: str) -> str:
    """Return `names` in bare lower-case words; lines stay lines.

    One call over every name joined by line feeds is ten times faster than one each.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", names.casefold()))
    return _SEPARATORS.sub(" ", bare.translate(_LIGATURES))


def words_of(folded: str) -> list[str]:
    """Split one folded name, writing saints in full."""
    return [_SHORT.get(word, word) for word in folded.split()]


def without_articles(words: list[str]) -> list[str]:
    """Drop articles, unless nothing else is left."""
    return [word for word in words if word not in _ARTICLES] or words


class NameIndex:
    """Every commune under every beginning of a word of its name.

    A key is a name from one of its words on, letters and digits only: "L'Haÿ-les-
    Roses" stands under "lhaylesroses", "haylesroses", "lesroses", "roses", and,
    articles forgiven, "hayroses". So spaces, hyphens and apostrophes never matter.
    """

    def __init__(self, communes: Iterable[Commune]) -> None:
        # A commune's place in this order is its rank: ranks compare faster than
        # populations, and a short prefix finds thousands.
        self._communes = sorted(communes, key=lambda c: (-c.population, c.insee))
        whole: list[tuple[str, int]] = []
        inner: list[tuple[str, int]] = []
        folded = fold("\n".join(c.name for c in self._communes)).split("\n")
        for rank, name in enumerate(folded):
            words = words_of(name)
            bare = without_articles(words)
            forms = [words] if bare == words else [words, bare]
            for form in forms:
                whole.append(("".join(form), rank))
                inner.extend(("".join(form[i:]), rank) for i in range(1, len(form)))
        self._whole = _Keys(whole)
        self._inner = _Keys(inner)

    def search(self, typed: str) -> tuple[Commune, ...]:
        """Return at most `MOST` communes: exact names, then beginnings, then words.

        Within each kind, the most populous first.
        """
        words = words_of(fold(typed[:TYPED_MAX].replace("\n", " "))[:QUERY_MAX])
        if not words:
            return ()
        full, bare = "".join(words), "".join(without_articles(words))
        found: dict[int, None] = {}
        for ranks in (
            self._whole.equal(full),
            self._whole.equal(bare),
            self._whole.starting(full) + self._whole.starting(bare),
            self._inner.starting(full) + self._inner.starting(bare),
        ):
            found.update(dict.fromkeys(heapq.nsmallest(MOST + len(found), set(ranks))))
            if len(found) >= MOST:
                break
        return tuple(self._communes[rank] for rank in list(found)[:MOST])


class _Keys:
    """Sorted keys, and the rank of the commune each leads to."""

    def __init__(self, pairs: list[tuple[str, int]]) -> None:
        pairs.sort()
        self._keys = [key for key, _ in pairs]
        self._ranks = [rank for _, rank in pairs]

    def equal(self, key: str) -> Sequence[int]:
        low = bisect_left(self._keys, key)
        return self._ranks[low : bisect_left(self._keys, key + "\0", low)]

    def starting(self, prefix: str) -> list[int]:
        low = bisect_left(self._keys, prefix)
        return self._ranks[low : bisect_left(self._keys, prefix + _LAST, low)]
