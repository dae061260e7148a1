"""Reads the cards that came with Havre from dated files, and refuses a broken one."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from havre.law.records import Row, Source
from havre.texts.rules import Version
from havre.texts.wording import Topic, wording

CARDS: Final = Path(__file__).parents[1] / "data" / "cards"


class Record(Row, frozen=True):
    """Where a card's facts come from. It is about the version that came with Havre.

    Attributes:
        doubt: what in it is uncertain, in a sentence; may be empty.
    """

    articles: tuple[str, ...]
    doubt: str


class _Card(Record, frozen=True):
    key: str
    title: str
    body: str
    easy: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    cards: tuple[_Card, ...]


class _Sources(msgspec.Struct, forbid_unknown_fields=True):
    proofread: bool
    sources: dict[str, Source]


@dataclass(frozen=True, slots=True)
class Cards:
    """What came with Havre.

    Attributes:
        versions: the first version of each card, topic after topic.
        records: by the key of the card.
        proofread: a jurist has read them all; until then the page says "non relu".
    """

    versions: tuple[Version, ...]
    records: dict[str, Record]
    sources: dict[str, Source]
    proofread: bool

    def record(self, version: Version) -> Record | None:
        """Return where its facts come from; None once it was written here.

        Whoever changes a card answers for its facts, with its second reader.
        """
        return self.records.get(version.key) if version.author is None else None

    @property
    def checked(self) -> date:
        """The day of the oldest check: what the page may claim for the whole."""
        return min(record.checked for record in self.records.values())


def read_cards(directory: Path = CARDS) -> Cards:
    """Return the cards: one file a topic, and the sources that they name.

    Raises:
        OSError: a file is missing.
        ValueError: one is malformed, names no source, or uses a key twice.
        BadRequest: a card is not what one may be.
    """
    read = msgspec.toml.decode((directory / "sources.toml").read_bytes(), type=_Sources)
    versions: list[Version] = []
    records: dict[str, Record] = {}
    for topic in Topic:
        content = (directory / f"{topic}.toml").read_bytes()
        for card in msgspec.toml.decode(content, type=_File).cards:
            if card.source not in read.sources or card.key in records:
                raise ValueError(f"unknown source or key taken: {card.key}")
            words = wording(topic, card.title, card.body, card.easy)
            versions.append(Version(card.key, 1, words))
            records[card.key] = card
    return Cards(tuple(versions), records, read.sources, read.proofread)
