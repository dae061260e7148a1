"""What a browser gets of the law, from the data that the pages are made of.

`python -m havre.law.tables DIRECTORY` writes `rules.json` (what both evaluators need),
`words.json` (what officers read), which the web build runs; and `guide.json`, the table
that the page of the questions bears, for the tests of its script.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from havre.law.citing import cited
from havre.law.guide import read_guide
from havre.law.guide_table import guide_table
from havre.law.reading import Law, read_law
from havre.law.records import Fact, Offence

# What no evaluator reads, and what a visitor's page would carry for nothing.
DATED: Final = frozenset({"source", "checked", "certain", "texts"})
SPARED: Final = frozenset({"articles", "note", "article", "text"})


def rules(law: Law) -> dict[str, object]:
    """Return what the evaluators of the browser need: see web/shared/law/tables.ts."""
    return {
        "offences": [_offence(each) for each in law.offences],
        "limitation": _bare(law.limitation, DATED | {"notes", "name"}),
        "facts": [_fact(fact) for fact in law.facts.facts],
        "conditions": _bare(law.facts.conditions, DATED | SPARED),
    }


def words(law: Law) -> dict[str, object]:
    """Return what the officers' console shows of the law."""
    return {
        "checked": law.checked.isoformat(),
        "reviewed": law.proofread,
        "facts": _bare(law.facts.facts, frozenset({"closed", "may_be", "told_by"})),
        "signs": _bare(law.facts.signs, frozenset()),
        "conditions": [
            {
                "key": each.key,
                "text": each.text,
                "fact": each.fact,
                "versions": _bare(each.versions, frozenset({"source", "checked"})),
            }
            for each in law.facts.conditions
        ],
        "offences": [_told(law, each) for each in law.offences],
    }


def _fact(fact: Fact) -> dict[str, object]:
    turning = [(one.key, one.may_be, one.told_by) for one in fact.values if one.may_be]
    return {"key": fact.key, "closed": fact.closed, "may_be": turning}


def _offence(offence: Offence) -> dict[str, object]:
    return {
        "id": offence.id,
        "nature": offence.nature,
        "articles": offence.articles,
        "victim": offence.victim,
        "repeated": offence.repeated or offence.lasting,
        "hidden": offence.hidden,
        "extends": offence.extends,
        "born": offence.born,
        "before": offence.before,
        "covers": offence.covers,
        "covers_when": offence.covers_when,
        "when": offence.when,
        "limitation": _bare(offence.limitation, frozenset()),
        "aggravations": [
            {"when": each.when, "most": each.most} for each in offence.aggravations
        ],
        "most": offence.penalties[0].most,
    }


def _told(law: Law, offence: Offence) -> dict[str, object]:
    return {
        "id": offence.id,
        "version": offence.version,
        "name": offence.name,
        "plain": offence.plain,
        "detail": offence.detail,
        "nature": offence.nature,
        "cited": cited(offence.articles),
        "once": offence.once,
        "penalties": _bare(offence.penalties, frozenset()),
        "aggravations": [
            {"text": each.text, "cited": cited(each.articles), "most": each.most}
            for each in offence.aggravations
        ],
        "source": law.sources[offence.source].title,
        "checked": offence.checked,
        "certain": offence.certain,
        "doubt": offence.doubt,
        "born_text": offence.born_text,
    }


def _bare(of: object, spared: frozenset[str]) -> object:
    """Return plain data without the keys in `spared`, at any depth."""
    plain = msgspec.to_builtins(of)

    def without(one: object) -> object:
        if isinstance(one, dict):
            return {k: without(v) for k, v in one.items() if k not in spared}
        if isinstance(one, list | tuple):
            return [without(each) for each in one]
        return one

    return without(plain)


def write(directory: Path) -> None:
    """Write the tables of the browser.

    Raises:
        OSError: the directory cannot be written.
        ValueError: the data is broken.
    """
    law = read_law()
    directory.mkdir(parents=True, exist_ok=True)
    guide = guide_table(law, read_guide(law))
    made = {"rules": rules(law), "words": words(law), "guide": guide}
    for name, content in made.items():
        (directory / f"{name}.json").write_bytes(msgspec.json.encode(content))


def main(arguments: Sequence[str]) -> int:
    """Write them where the build asks."""
    write(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
