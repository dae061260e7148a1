"""Jinja2 as the house uses it: escaped, strict, in the reader's language."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from havre.plumbing.words import Words, spaced

DIRECTORY: Final = Path(__file__).parents[1] / "templates"


class Templates:
    """Every template, in every language.

    One environment a language, because Jinja keeps its translator there. A template
    is compiled at its first use in a language.

    In a template: `{% trans %}` and `_()` speak the reader's language; `|duration`,
    `|years`, `|day` and `|thousands` write spans, dates and numbers; `|spaced` sets
    the fixed spaces of French data, and `|text` writes it short where there is much of
    it.

    Args:
        filters: those of the rooms, by name, beside these.
    """

    def __init__(
        self,
        languages: Mapping[str, Words],
        filters: Mapping[str, Callable[..., str]] | None = None,
        directory: Path = DIRECTORY,
    ) -> None:
        self._environments = {
            code: _environment(words, directory) for code, words in languages.items()
        }
        for environment in self._environments.values():
            environment.filters |= filters or {}

    def render(self, name: str, language: str, values: Mapping[str, object]) -> str:
        """Return template `name` in `language`.

        Raises:
            KeyError: no such language.
            jinja2.UndefinedError: the template asks for a value that is not given.
        """
        return self._environments[language].get_template(name).render(values)


def _environment(words: Words, directory: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(directory),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Without it, how a paragraph is indented would change what is translated.
    environment.policies["ext.i18n.trimmed"] = True
    # Declared by the extension at run time: mypy cannot see it.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True
    )
    environment.filters |= {
        "duration": words.duration,
        "years": words.years,
        "day": words.day,
        "thousands": words.number,
        "spaced": spaced,
        "text": text,
    }
    return environment


def text(value: str) -> Markup:
    """Return `value` as it may stand between tags, or between double quotes.

    There an apostrophe is itself: French has so many that `&#39;` would be felt on a
    bad network.
    """
    # Escaped on the same line, but for the apostrophe.
    return Markup(str(escape(value)).replace("&#39;", "'"))  # noqa: S704
