"""The page of the cards in use: to read, without script, and to print one by one.

All of them come in one answer: which one she opens is never told to the server, and
adds no address to the history (docs/decisions/0019-cards-are-texts-with-two-bodies.md).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Final

from starlette.responses import Response

from havre.pages.layout import Layout
from havre.plumbing.doors import Knock
from havre.texts.cards import Cards, Record
from havre.texts.rules import Text, Version, offered
from havre.texts.wording import Heading, Topic

BULLET: Final = "- "


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a card that stand together: a paragraph, or a list."""

    is_list: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as the page shows it.

    Attributes:
        record: where its facts come from; None once it was written here.
        read_on: then, the day its second reader read it.
    """

    key: str
    title: str
    body: tuple[Part, ...]
    easy: tuple[Part, ...]
    record: Record | None
    read_on: date | None


@dataclass(frozen=True, slots=True)
class CardPages:
    """The page that needs no script. Built once by `havre.app`.

    Attributes:
        texts: every text of this service, as `Shelf.texts` gives them.
        cards: what came with Havre, with its sources.
    """

    layout: Layout
    texts: Callable[[], Awaitable[Mapping[str, Text]]]
    cards: Cards

    async def page(self, _knock: Knock) -> Response:
        """`/fiches`: complaint, care, protection, help; in easy French too."""
        in_use = offered((await self.texts()).values(), Topic)
        topics: dict[Heading, list[Shown]] = {
            topic: [self._shown(one) for one in those]
            for topic, those in groupby(in_use, key=lambda one: one.wording.group)
        }
        return self.layout.answer("pages/fiches.html", topics=topics, cards=self.cards)

    def _shown(self, version: Version) -> Shown:
        return Shown(
            key=version.key,
            title=version.wording.title,
            body=parts(version.wording.body),
            easy=parts(version.wording.easy),
            record=self.cards.record(version),
            read_on=_day(version.read_at),
        )


def _day(at: int | None) -> date | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC).date()


def parts(text: str) -> tuple[Part, ...]:
    """Return the paragraphs and lists of a card, which is typed as plain text."""
    found: list[Part] = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        for is_list, those in groupby(lines, key=lambda line: line.startswith(BULLET)):
            found.append(Part(is_list, tuple(_bare(line) for line in those)))
    return tuple(found)


def _bare(line: str) -> str:
    return line.removeprefix(BULLET)
