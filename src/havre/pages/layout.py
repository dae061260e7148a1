"""What every page of a visitor stands in: one title, the exit, the danger line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from havre.pages import safety
from havre.pages.rules import Numbers, Service
from havre.plumbing.templates import Templates
from havre.plumbing.words import LANGUAGES, Words

# Path and French name, in the order of the foot of every page.
PAGES: Final = (
    ("/questions", "Est-ce une infraction ?"),
    ("/fonctionnement", "Comment ça marche"),
    ("/suite", "Vos droits et la suite"),
    ("/fiches", "Fiches pratiques"),
    ("/contacts", "Numéros utiles"),
    ("/donnees", "Ce que nous gardons"),
    ("/chiffres", "En chiffres"),
    ("/appareil", "Votre appareil"),
    ("/langues", "Langues"),
    ("/accessibilite", "Accessibilité"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Renders a visitor's page. Built once by `havre.app`."""

    templates: Templates
    languages: Mapping[str, Words]
    service: Service
    numbers: Numbers

    def safety_words(self, code: str) -> dict[str, str]:
        """Return the safety texts of language `code`.

        Raises:
            KeyError: no such language.
        """
        return safety.texts(self.languages[code], self.service.exit_erases)

    def answer(self, name: str, status: int = 200, **values: object) -> Response:
        """Return template `name`, in French, with what `base.html` needs.

        Always French at first: another language is swapped in place by the script,
        because an address of its own would be one more line in the history.
        """
        words = self.languages["fr"]
        given = {
            "language": words.language,
            "languages": LANGUAGES,
            "say": _say(self.safety_words("fr")),
            "service": self.service,
            "emergency": self.numbers.of("danger"),
            "pages": PAGES,
            **values,
        }
        return HTMLResponse(self.templates.render(name, "fr", given), status)


def _say(texts: Mapping[str, str]) -> Callable[..., Markup]:
    """Return `say`: a safety text in an element that a script can find again."""

    def say(key: str, tag: str = "span") -> Markup:
        template = Markup('<{tag} data-word="{key}">{text}</{tag}>')
        return template.format(tag=tag, key=key, text=texts[key])

    return say
