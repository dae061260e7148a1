"""Until when a trial may take place. Pure; a hypothesis, never a verdict.

The same as web/shared/law/limitation.ts: every shared case asks both.
"""

from dataclasses import dataclass
from datetime import date

from havre.law.asked import Ask, checked, span_of
from havre.law.readings import Reading, distinct, main_of, read_all
from havre.law.running import Clock


@dataclass(frozen=True, slots=True)
class Answer:
    """The main reading, then every other.

    Attributes:
        ends: the last useful day.
        starts: what the term counts from.
        term_years: of the rule; 0.25 for three months.
        certain: nothing else is pleaded, not even one day.
        rule: the class, and the first day of the rule followed.
    """

    ends: date
    starts: date
    term_years: float
    certain: bool
    readings: tuple[Reading, ...]
    rule: str
    articles: tuple[str, ...]
    explanation: str


def answer(clock: Clock, ask: Ask, today: date) -> Answer:
    """Return until when a trial may take place.

    Raises:
        Impossible: a date that cannot be, or a victim the text does not protect.
        NotYetAnOffence: it came into the law after the facts.
    """
    offence = checked(clock, ask, today)
    span = span_of(clock, ask, offence)
    told = span.told
    if ask.discovered is not None and not offence.hidden:
        told = (*told, clock.law.words["not-hidden"])
    found = read_all(clock, ask, offence, span)
    best = main_of(found)
    readings = distinct(clock, best, found)
    main, rule = best.run, best.run.rule
    own = tuple(each for each in offence.articles if each not in main.articles)
    return Answer(
        ends=main.ends,
        starts=main.starts,
        term_years=rule.years + rule.months / 12,
        certain=len(readings) == 1,
        readings=readings,
        rule=f"{best.class_} {rule.since or ''}".strip(),
        articles=main.articles + own,
        explanation=" ".join(told + main.steps),
    )
