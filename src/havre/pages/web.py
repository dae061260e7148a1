"""The doors of the pages: a visitor may read all of them, and is never counted."""

from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

from havre.errors import NotYours
from havre.law.reading import Law
from havre.pages.layout import Layout
from havre.pages.penalties import few
from havre.plumbing.doors import Knock
from havre.plumbing.http import json
from havre.plumbing.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class PageDoors:
    """The doors that need no script. Built once by `havre.app`.

    Attributes:
        guide: what the guide of `/questions` needs (`havre.law.guide_table`).
    """

    layout: Layout
    law: Law
    guide: str

    async def questions(self, _knock: Knock) -> Response:
        """`/questions`: is it an offence?"""
        return self.layout.answer(
            "pages/questions.html",
            law=self.law,
            few=few,
            numbers=self.layout.numbers,
            # Our own data, in which "<" is written \u003c (guide_text).
            table=Markup(self.guide),  # noqa: S704
        )

    async def how_it_works(self, _knock: Knock) -> Response:
        """`/fonctionnement`: the steps, and who answers whom."""
        return self.layout.answer("pages/fonctionnement.html")

    async def what_next(self, _knock: Knock) -> Response:
        """`/suite`: rights, complaint, inquiry, trial, protection."""
        return self.layout.answer("pages/suite.html", law=self.law)

    async def contacts(self, _knock: Knock) -> Response:
        """`/contacts`: numbers to call."""
        return self.layout.answer("pages/contacts.html", numbers=self.layout.numbers)

    async def what_is_kept(self, _knock: Knock) -> Response:
        """`/donnees`: what is kept, for how long, and what cannot be promised."""
        return self.layout.answer("pages/donnees.html")

    async def device(self, _knock: Knock) -> Response:
        """`/appareil`: traces that this device keeps."""
        return self.layout.answer("pages/appareil.html")

    async def accessibility(self, _knock: Knock) -> Response:
        """`/accessibilite`: what was tested and what was not."""
        return self.layout.answer("pages/accessibilite.html")

    async def tongues(self, _knock: Knock) -> Response:
        """`/langues`: the safety words in every language."""
        safety = {each.code: self.layout.safety_words(each.code) for each in LANGUAGES}
        return self.layout.answer("pages/langues.html", safety=safety)

    async def words(self, knock: Knock) -> Response:
        """`/words/{language}`: the safety words, to be swapped in place.

        Raises:
            NotYours: no such language.
        """
        code = knock.path["language"]
        if code not in self.layout.languages:
            raise NotYours("language")
        language = self.layout.languages[code].language
        return json(
            {
                "language": language.tag,
                "code": code,
                "direction": language.direction,
                "words": self.layout.safety_words(code),
            }
        )
