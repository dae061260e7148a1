"""The doors of texts: what officers are offered, what supervisors edit."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.errors import BadRequest
from havre.pages.rules import Numbers
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json
from havre.texts import rules
from havre.texts.actions import Proposal, Shelf
from havre.texts.cards import Cards
from havre.texts.rules import Text, Version
from havre.texts.wording import Group, Topic, heading, wording

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Base = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Typed = Annotated[str, msgspec.Meta(max_length=8000)]


class _Proposal(msgspec.Struct, forbid_unknown_fields=True):
    key: Key | None
    group: Key
    title: Typed
    text: Typed
    version: Base
    easy: Typed = ""


class _Named(msgspec.Struct, forbid_unknown_fields=True):
    version: Number


@dataclass(frozen=True)
class TextDoors:
    """Built once by `havre.app`; holds nothing of whoever knocks.

    Attributes:
        numbers: the helplines; officers read them beside the replies.
        came: the cards that came with Havre, with where their facts come from.
    """

    shelf: Shelf
    numbers: Numbers
    came: Cards

    async def replies(self, _knock: Knock) -> Response:
        """`GET /v1/replies`."""
        every = await self.shelf.texts()
        return json(
            {
                "replies": [_said(one) for one in rules.offered(every.values(), Group)],
                "numbers": [
                    {"number": one.number, "name": one.name, "hours": one.hours,
                     "group": one.group}
                    for one in self.numbers.numbers
                ],
            }
        )  # fmt: skip

    async def cards(self, _knock: Knock) -> Response:
        """`GET /v1/cards`."""
        every = await self.shelf.texts()
        shown = rules.offered(every.values(), Topic)
        return json({"cards": [self._card(one) for one in shown]})

    def _card(self, version: Version) -> dict[str, object]:
        record = self.came.record(version)
        return {
            "key": version.key,
            "topic": version.wording.group,
            "title": version.wording.title,
            "text": version.wording.body,
            "easy": version.wording.easy,
            "version": version.number,
            "articles": record.articles if record else (),
            "checked": record.checked if record else None,
            "certain": record.certain if record else None,
            "doubt": record.doubt if record else "",
        }

    async def texts(self, _knock: Knock) -> Response:
        """`GET /v1/texts`."""
        every = await self.shelf.texts()
        return json(
            {
                "texts": [
                    _shown(text, version)
                    for text in every.values()
                    for version in text.versions
                ]
            }
        )

    async def propose(self, knock: Knock) -> Response:
        """`POST /v1/texts`.

        Raises:
            BadRequest: a new text that was written from a version, or the reverse.
        """
        asked = await knock.body(_Proposal)
        if (asked.key is None) != (asked.version == 0):
            raise BadRequest("version")
        base = None if asked.key is None else (asked.key, asked.version)
        words = wording(heading(asked.group), asked.title, asked.text, asked.easy)
        proposal = Proposal(words, knock.caller.subject, base)
        made = await self.shelf.propose(proposal)
        return json({"key": made.key, "version": made.number}, 201)

    async def read(self, knock: Knock) -> Response:
        """`POST /v1/texts/{key}/read`."""
        asked = await knock.body(_Named)
        await self.shelf.read(knock.path["key"], asked.version, knock.caller.subject)
        return done()

    async def withdraw(self, knock: Knock) -> Response:
        """`POST /v1/texts/{key}/withdraw`."""
        asked = await knock.body(_Named)
        key, by = knock.path["key"], knock.caller.subject
        await self.shelf.withdraw(key, asked.version, by)
        return done()


def _said(version: Version) -> dict[str, object]:
    return {
        "key": version.key,
        "group": version.wording.group,
        "title": version.wording.title,
        "text": version.wording.body,
        "version": version.number,
    }


def _shown(text: Text, version: Version) -> dict[str, object]:
    return _said(version) | {
        "kind": version.wording.kind,
        "easy": version.wording.easy,
        "author": version.author,
        "at": version.at,
        "reader": version.reader,
        "read_at": version.read_at,
        "state": text.state(version),
    }
