"""The evening as it is planned: who comes when, for how long, and what goes wrong.

Pure and seeded: the same seed plans the same evening. Chance here is no secret.
Source: docs/how-to/simulate.md gives the figures and where they come from.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from random import Random
from typing import Final

EVENING: Final = 8 * 60.0  # minutes, from 16:00 to midnight
STARTS_AT: Final = 16  # o'clock
# Arrivals of each hour, relative: more than half of a day's first contacts come now.
CURVE: Final = (0.8, 0.9, 1.0, 1.1, 1.3, 1.5, 1.4, 1.0)

MEDIAN, MEAN, LONGEST = 35.0, 55.0, 360.0  # minutes of a conversation
PLACES: Final = 3  # conversations that one officer holds
BUSY: Final = 1.3  # the busiest hour, relative to the mean one
WELL_USED: Final = 0.8  # of an officer's places

POLICE: Final = ("75011", "69003", "13001", "59000", "92000", "31000", "33000", "67000")
GENDARMERIE: Final = ("01450", "29217", "48000")


class Who(StrEnum):
    """Who writes."""

    VICTIM = "victim"
    RELATIVE = "relative or witness"
    PROFESSIONAL = "professional"
    OTHER = "other"


class Ending(StrEnum):
    """How she goes."""

    GOODBYE = "goodbye"
    EXIT = "quick exit"
    SILENCE = "silence"


class Way(StrEnum):
    """Where it leads, if she stays."""

    APPOINTMENT = "appointment"  # her accord, an hour, the file sent
    DIRECTED = "directed"  # a station's address
    REFERRED = "referred"  # an association's
    INFORMED = "informed"


# Half of all are told of a unit. That fewer than half of those whose story makes a
# report give a name, and how many are sent to an association, is an estimate.
WITH_REPORT: Final = (45, 55, 0, 0)
WITHOUT_REPORT: Final = (0, 35, 25, 40)


class Trouble(StrEnum):
    """What keeps an officer from the desk."""

    PAUSE = "pause"  # takes nobody; those in hand go on
    LEAVE = "leave"  # ends what is in hand, signs out, comes back
    CRASH = "crash"  # sockets cut without a word, then a new sign-in


@dataclass(frozen=True, slots=True)
class Story:
    """One visitor. Times are minutes of the evening.

    Attributes:
        comes_at: since 16:00.
        minutes: how long she talks, from the first answer.
        stops_after: since her arrival, for whoever does not say goodbye.
        losses: when since her arrival the network goes, and for how long.
        report: what she tells makes a report.
        way: where it leads.
        agrees: to what is asked of her: an accord.
    """

    number: int
    comes_at: float
    who: Who
    minor: bool
    danger: bool
    postcode: str | None
    minutes: float
    ending: Ending
    stops_after: float
    losses: tuple[tuple[float, float], ...]
    report: bool
    way: Way = Way.INFORMED
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Interruption:
    """What befalls an officer: when since 16:00, what, for how many minutes.

    A crash is felt in leases, which no evening compresses: `leases` says how many pass.
    """

    at: float
    trouble: Trouble
    minutes: float
    leases: float


@dataclass(frozen=True, slots=True)
class Evening:
    """Everything that is decided beforehand."""

    visitors: tuple[Story, ...]
    officers: tuple[tuple[Interruption, ...], ...]


def plan(seed: int, visitors: int, officers: int) -> Evening:
    """Return the evening of `seed`."""
    rng = Random(f"{seed} arrivals")  # noqa: S311 - a plan, not a secret
    arrivals = sorted(arrival(rng) for _ in range(visitors))
    return Evening(
        tuple(story(seed, number, at) for number, at in enumerate(arrivals)),
        tuple(_shift(seed, number) for number in range(officers)),
    )


def officers_for(visitors: int) -> int:
    """Return how many officers an evening of that many visitors needs; 6 at least."""
    at_once = visitors * MEAN / EVENING * BUSY
    return max(6, math.ceil(at_once / PLACES / WELL_USED))


def arrival(rng: Random) -> float:
    """Draw a moment of the evening, in minutes since 16:00."""
    (hour,) = rng.choices(range(len(CURVE)), CURVE)
    return 60 * (hour + rng.random())


def story(seed: int, number: int, comes_at: float, median: float = MEDIAN) -> Story:
    """Draw one visitor.

    Args:
        median: minutes of a conversation.
    """
    rng = Random(f"{seed} visitor {number}")  # noqa: S311 - a plan, not a secret
    (who,) = rng.choices(tuple(Who), (70, 15, 5, 10))
    minutes = _length(rng, median) * (0.3 if who is Who.OTHER else 1)
    (ending,) = rng.choices(tuple(Ending), (70, 10, 20))
    stays = ending is Ending.GOODBYE
    drawn = Story(
        number=number,
        comes_at=comes_at,
        who=who,
        minor=rng.random() < 0.10,
        danger=rng.random() < 0.04,
        postcode=_postcode(rng),
        minutes=minutes,
        ending=ending,
        stops_after=minutes * rng.uniform(0.05, 0.9),
        losses=_losses(rng, minutes),
        # Of those who stay and are no mistake: 28 % of all.
        report=stays and who is not Who.OTHER and rng.random() < 0.28 / (0.7 * 0.9),
    )
    return _led(drawn, rng)


def _led(drawn: Story, rng: Random) -> Story:
    """Draw where it leads, after all else: the same seed draws that as it did."""
    (way,) = rng.choices(tuple(Way), WITH_REPORT if drawn.report else WITHOUT_REPORT)
    led = way if drawn.who is not Who.OTHER else Way.INFORMED
    return replace(drawn, way=led, agrees=rng.random() < 0.85)


def stories(seed: int, median: float) -> Iterator[Story]:
    """Draw visitors for ever; each comes when she is asked for."""
    return (story(seed, number, 0.0, median) for number in count())


def _length(rng: Random, median: float) -> float:
    spread = math.sqrt(2 * math.log(MEAN / MEDIAN))
    return min(median * rng.lognormvariate(0, spread), LONGEST * median / MEDIAN)


def _postcode(rng: Random) -> str | None:
    (codes,) = rng.choices((POLICE, GENDARMERIE, (None,)), (75, 20, 5))
    return rng.choice(codes)


def _losses(rng: Random, minutes: float) -> tuple[tuple[float, float], ...]:
    (times,) = rng.choices((0, 1, 2), (70, 20, 10))
    cuts = sorted(rng.uniform(0, minutes) for _ in range(times))
    return tuple((at, rng.uniform(0.2, 4.0)) for at in cuts)


def _shift(seed: int, number: int) -> tuple[Interruption, ...]:
    """Draw what befalls one officer; the first of them crashes for sure."""
    rng = Random(f"{seed} officer {number}")  # noqa: S311 - a plan, not a secret
    kinds = [Trouble.PAUSE] * rng.choice((0, 1, 1, 2))
    kinds += [Trouble.LEAVE] * rng.choice((0, 0, 1))
    kinds += [Trouble.CRASH] * (1 if number == 0 else rng.choice((0, 1, 1, 2)))
    lasting = {Trouble.PAUSE: (10, 20), Trouble.LEAVE: (30, 60), Trouble.CRASH: (1, 5)}
    drawn = [
        Interruption(
            at=rng.uniform(0.1, 0.9) * EVENING,
            trouble=kind,
            minutes=rng.uniform(*lasting[kind]),
            leases=rng.uniform(0.1, 2.0),
        )
        for kind in kinds
    ]
    return tuple(sorted(drawn, key=lambda one: one.at))
