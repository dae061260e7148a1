"""Languages: the words of the interface, from French into each of the others.

French is the source: a message that a catalogue lacks stays French. Catalogues are
read from their .po files at start-up, so that no compiled file can lag behind.
"""

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

DOMAIN: Final = "havre.po"


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a visitor may choose.

    Attributes:
        code: what names it here and in the protocol; a directory of `locale/`.
        tag: the BCP 47 tag of the `lang` attribute.
        name: what its speakers call it.
        proofread: a second native reader has read the catalogue.
    """

    code: str
    tag: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    proofread: bool = False


LANGUAGES: Final = (
    Language("fr", "fr", "Français", proofread=True),
    # Easy French is French for a screen reader: no voice knows a tag of its own.
    Language("fr@falc", "fr", "Français facile"),
    Language("en", "en", "English"),
    Language("es", "es", "Español"),
    Language("pt", "pt", "Português"),
    Language("ar", "ar", "العربية", "rtl"),
    Language("ru", "ru", "Русский"),
)

# A narrow screen must not leave "?" or "ans" alone at the start of a line.
_GLUE: Final = re.compile(
    r" (?=[;:!?»€]|%(?!\())|(?<=«) |(?<=\d) (?=\d{2,3}\b|[a-zé€°])"
)


def spaced(text: str) -> str:
    """Return French `text` with its fixed spaces: before "?", after a number."""
    return _GLUE.sub("\N{NO-BREAK SPACE}", text)


class _French(gettext.NullTranslations):
    """The source language: says what it is asked, with French plurals and spaces."""

    def gettext(self, message: str) -> str:
        return spaced(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return spaced(msgid1 if abs(n) < 2 else msgid2)  # "0 minute", "1,5 minute"


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says."""

    language: Language
    catalogue: gettext.NullTranslations

    def gettext(self, message: str) -> str:
        """Return `message`, a French sentence, in this language."""
        return self._own(self.catalogue.gettext(message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form that `number` asks for in this language."""
        return self._own(self.catalogue.ngettext(singular, plural, number))

    def duration(self, span: timedelta) -> str:
        """Return `span` in minutes, in hours to 48, else days: "15 minutes"."""
        minutes = span // timedelta(minutes=1)
        hours, days = minutes // 60, minutes // 1440
        if minutes % 60:
            return self._count("%(num)d minute", "%(num)d minutes", minutes)
        if hours > 48 and hours % 24 == 0:
            return self._count("%(num)d jour", "%(num)d jours", days)
        return self._count("%(num)d heure", "%(num)d heures", hours)

    def years(self, number: int) -> str:
        """Return `number` of years: "1 an", "5 ans"."""
        return self._count("%(num)d an", "%(num)d ans", number)

    def number(self, number: int) -> str:
        """Return `number` as it is written here: "2 100"."""
        return format_decimal(number, locale=self.language.tag)

    def day(self, day: date) -> str:
        """Return `day` in full: "23 novembre 2026"."""
        return self._own(format_date(day, "long", self.language.tag))

    def _count(self, singular: str, plural: str, number: int) -> str:
        return self._own(self.ngettext(singular, plural, number) % {"num": number})

    def _own(self, text: str) -> str:
        return spaced(text) if self.language.tag == "fr" else text


def load_words(directory: Path) -> Mapping[str, Words]:
    """Return the words of every language, by its code.

    Raises:
        OSError: a catalogue of `LANGUAGES` is missing.
        ValueError: a catalogue is not well-formed.
    """
    return {
        language.code: Words(language, _catalogue(directory, language))
        for language in LANGUAGES
    }


def _catalogue(directory: Path, language: Language) -> gettext.NullTranslations:
    if language.code == "fr":
        return _French()
    path = directory / language.code / "LC_MESSAGES" / DOMAIN
    with path.open("rb") as source:
        # Babel's plural rules are of the language, not of its easy variant.
        catalogue = read_po(source, language.tag, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(_French())
    return translations
