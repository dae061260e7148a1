"""How articles are cited: short in the data, in full on a page."""

import re
from collections.abc import Iterable
from typing import Final

CODES: Final = {
    "CP": "Code pénal",
    "CPP": "Code de procédure pénale",
    "C. civ.": "Code civil",
    "CSI": "Code de la sécurité intérieure",
    "CSP": "Code de la santé publique",
    "CASF": "Code de l'action sociale et des familles",
    "CESEDA": "Code de l'entrée et du séjour des étrangers",
    "C. trav.": "Code du travail",
    "C. éduc.": "Code de l'éducation",
}
_LAW: Final = re.compile(r"(loi|décret) (du )?\d.*")
_ARTICLE: Final = re.compile(rf"({'|'.join(map(re.escape, CODES))}) (\S.*)")


def is_citable(article: str) -> bool:
    """Whether an article names a code of `CODES`, or a law, or a decree."""
    return bool(_ARTICLE.fullmatch(article) or _LAW.fullmatch(article))


def cited(articles: Iterable[str]) -> str:
    """Return articles in full: "Code pénal, articles 222-22 et 222-23"."""
    codes: dict[str, list[str]] = {}
    for article in articles:
        read = _ARTICLE.fullmatch(article)
        if read is None:
            codes.setdefault(article[:1].upper() + article[1:], [])
        elif read[2] not in codes.setdefault(CODES[read[1]], []):
            codes[CODES[read[1]]].append(read[2])
    return " ; ".join(_said(code, numbers) for code, numbers in codes.items())


def _said(code: str, numbers: list[str]) -> str:
    if not numbers:
        return code
    if len(numbers) == 1:
        return f"{code}, article {numbers[0]}"
    return f"{code}, articles {', '.join(numbers[:-1])} et {numbers[-1]}"
