"""The worked cases: each question a lawyer answered by hand, from the articles."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from havre.law.asked import Ask, Impossible, NotYetAnOffence
from havre.law.limitation import answer
from havre.law.running import Later

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 26)


@dataclass(frozen=True)
class Case:
    """What is asked, and what the note concludes."""

    file: str
    name: str
    reasoning: str
    ask: Ask
    expected: dict

    def __str__(self):
        return f"{self.file}: {self.name}"


def an_ask(asked):
    """Read one question as the files write it."""
    later = tuple(
        Later(one["date"], one["offence"], one["born"])
        for one in asked.get("later", ())
    )
    interrupted = tuple(asked.get("interrupted", ()))
    plain = {k: v for k, v in asked.items() if k not in ("later", "interrupted")}
    return Ask(**plain, interrupted=interrupted, later=later)


def worked_cases():
    """Return every case of every file."""
    return [
        Case(
            path.stem,
            one["name"],
            one["reasoning"],
            an_ask(one["ask"]),
            {k: v for k, v in one.items() if k not in ("name", "reasoning", "ask")},
        )
        for path in sorted(CASES.glob("*.toml"))
        for one in tomllib.loads(path.read_text())["cases"]
    ]


def told(case, law):
    """What the engine answers, in the words of the cases."""
    try:
        found = answer(law.clock, case.ask, TODAY)
    except Impossible:
        return {"refused": True}
    except NotYetAnOffence as never:
        return {"other": list(never.other)}
    return {
        "ends": found.ends,
        "starts": found.starts,
        "years": found.term_years,
        "certain": found.certain,
        "readings": [reading.ends for reading in found.readings],
    }


def agrees(case, found):
    """Whether `found` is what the note concludes."""
    wanted = dict(case.expected)
    whole = wanted.pop("whole", False)  # those readings and no other
    for key in ("readings", "other"):
        listed, known = wanted.pop(key, None), found.get(key)
        if listed is None:
            continue
        if known is None or not set(listed) <= set(known):
            return False
        if whole and set(listed) != set(known):
            return False
    return all(found.get(key) == value for key, value in wanted.items())
