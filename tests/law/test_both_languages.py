"""Python and the browser's code read one set of data, and answer the same."""

import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law.worked import TODAY, worked_cases

from havre.law.asked import Ask, Impossible, NotYetAnOffence
from havre.law.conditions import Told
from havre.law.limitation import answer
from havre.law.qualification import pistes
from havre.law.reading import read_law
from havre.law.running import Later
from havre.law.tables import rules

ROOT: Final = Path(__file__).parents[2]
LAW: Final = read_law()
FIRST: Final = date(1940, 1, 1)
IDS: Final = sorted(LAW.by_id)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """The browser's evaluators, run by Node: asked one question at a time."""
    script = tmp_path_factory.mktemp("law") / "law.mjs"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    command = [esbuild, "web/tests/law-node.ts", f"--outfile={script}", "--bundle"]
    fixed = ["--platform=node", "--format=esm", "--log-level=warning"]
    subprocess.run([*command, *fixed], cwd=ROOT, check=True)
    with subprocess.Popen(
        [shutil.which("node"), script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as node:

        def tell(line):
            node.stdin.write(msgspec.json.encode(line).decode() + "\n")
            node.stdin.flush()

        def asked(question):
            tell(question)
            return json.loads(node.stdout.readline())

        tell({"tables": rules(LAW), "today": TODAY})
        yield asked
        node.stdin.close()


def as_asked(ask):
    """Write a question as the browser reads it."""
    plain = msgspec.to_builtins(ask)
    return {key: value for key, value in plain.items() if value is not None}


def in_python(ask):
    """What Python answers, as the browser writes it."""
    try:
        return msgspec.to_builtins(answer(LAW.clock, ask, TODAY))
    except Impossible as refusal:
        return {"refused": str(refusal)}
    except NotYetAnOffence as never:
        return {"never": str(never), "other": list(never.other)}


def as_json(value):
    """Python's answer once through JSON: tuples are lists, 20.0 is 20."""
    return json.loads(json.dumps(value))


def test_both_languages_agree_on_every_case(browser):
    """Dates, readings, articles, and every word of the explanation."""
    for case in worked_cases():
        theirs = browser({"limit": as_asked(case.ask)})

        assert as_json(in_python(case.ask)) == theirs, case


days = st.dates(FIRST, TODAY + timedelta(days=40))
maybe = st.none() | days
asks = st.builds(
    Ask,
    offence=st.sampled_from(IDS),
    facts=days,
    born=days,
    to=maybe,
    relation=st.sampled_from([None, "ascendant", "authority", "other"]),
    discovered=maybe,
    interrupted=st.lists(days, max_size=2).map(tuple),
    later=st.lists(
        st.builds(Later, day=days, offence=st.sampled_from(IDS), born=days), max_size=2
    ).map(tuple),
)


def sensible(ask):
    """The same question with its days in an order that can be."""
    born, facts, *rest = sorted([ask.born, ask.facts, ask.to or ask.facts])
    later = tuple(
        Later(max(one.day, facts), one.offence, min(one.born, facts))
        for one in ask.later
    )
    return Ask(
        offence=ask.offence,
        facts=facts,
        born=born,
        to=rest[0],
        relation=ask.relation,
        discovered=ask.discovered and max(ask.discovered, facts),
        interrupted=tuple(max(day, facts) for day in ask.interrupted),
        later=later,
    )


MANY = settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@MANY
@given(asks | asks.map(sensible))
def test_both_languages_agree_on_any_question(browser, ask):
    """Possible or not, they say the same, refusals included."""
    assert as_json(in_python(ask)) == browser({"limit": as_asked(ask)})


facts = st.fixed_dictionaries(
    {},
    optional={
        fact.key: st.frozensets(
            st.sampled_from([value.key for value in fact.values]),
            min_size=1,
            max_size=4 if fact.many else 1,
        )
        for fact in LAW.facts.facts
    },
)
stories = st.builds(Told, facts=facts, day=maybe)


@MANY
@given(stories)
def test_both_languages_find_the_same_pistes(browser, story):
    """The same hypotheses, in the same order, for the same reasons."""
    told = {"facts": {k: sorted(v) for k, v in story.facts.items()}, "day": story.day}
    mine = pistes(LAW.vocabulary, LAW.offences, story)

    assert as_json(msgspec.to_builtins(mine)) == browser({"story": told})
