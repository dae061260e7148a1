"""What a text says and is for: a ready reply, a card, who helps near her. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from havre.errors import BadRequest
from havre.texts.entries import entry

TITLE_SIZE: Final = range(3, 81)  # characters: one line of the console
BODY_SIZE: Final = range(3, 2001)  # characters: more is no longer read on a phone
CARD_SIZE: Final = range(3, 1801)  # characters: one printed page, with its easy version
EASY_SIZE: Final = range(3, 1501)  # characters

# The console puts the fixed spaces of French when it shows a text: one that comes
# back from its screen is kept as it was written.
_TYPED: Final = {0xA0: " ", 0x202F: " ", 0x2019: "'"}


class Group(StrEnum):
    """What a ready reply is for, in the order in which a talk goes."""

    WELCOME = "accueil"
    SAFETY = "securite"
    DANGER = "danger"
    LISTENING = "ecoute"
    MINORS = "mineurs"
    COURSE = "suite"  # what befalls the talk itself: a colleague, an absence
    QUALIFICATION = "qualification"
    PROCEDURE = "procedure"
    REFERRAL = "orientation"
    LIMITS = "limites"  # insults, provocation: redirect, set a limit, end
    CLOSING = "cloture"


class Topic(StrEnum):
    """What a card is about, in the order of its page. No topic is also a group."""

    COMPLAINT = "plainte"
    CARE = "sante"  # and the evidence that a body bears
    PROTECTION = "protection"
    MONEY = "argent"
    CHILDREN = "enfants"
    PLACES = "lieux"
    PEOPLE = "personnes"
    HELPERS = "proches"


class Need(StrEnum):
    """What a body or an association helps with, in the order of its panel."""

    HOUSING = "besoin-logement"
    LEGAL = "besoin-juridique"
    PSYCHOLOGICAL = "besoin-psychologique"
    MEDICAL = "besoin-medical"
    CHILDREN = "besoin-enfants"
    LANGUAGE = "besoin-langue"
    DISABILITY = "besoin-handicap"
    LGBT = "besoin-lgbt"

    @property
    def short(self) -> str:
        """As the door of referrals writes it: "logement"."""
        return self.removeprefix("besoin-")


class Kind(StrEnum):
    """The three kinds of text; one never becomes another."""

    REPLY = "reply"
    CARD = "card"  # published, printed, sent whole
    REFERRAL = "referral"  # who helps; shown to whom an officer sends it


Heading: TypeAlias = Group | Topic | Need
_KINDS: Final = {Group: Kind.REPLY, Topic: Kind.CARD, Need: Kind.REFERRAL}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says, well-formed. Made by `wording`, or read from our files.

    Attributes:
        group: a reply's group, a card's topic or a need, which tells them apart.
        easy: a card's words again, in easy French; empty for a reply.
    """

    group: Heading
    title: str
    body: str
    easy: str = ""

    @property
    def kind(self) -> Kind:
        """What it is."""
        return _KINDS[type(self.group)]


def heading(name: str) -> Heading:
    """Return the group, the topic or the need of that name.

    Raises:
        BadRequest: there is none.
    """
    for kind in (Group, Topic, Need):
        if name in {*kind}:
            return kind(name)
    raise BadRequest("group")


def wording(group: Heading, title: str, body: str, easy: str = "") -> Wording:
    """Return a well-formed wording.

    Raises:
        BadRequest: too short, too long, characters that do not print (a control or
            bidirectional mark could make a text read as another), a card without an
            easy version, another text with one, or an entry that is none.
    """
    card = isinstance(group, Topic)
    title = title.translate(_TYPED).strip()
    if len(title) not in TITLE_SIZE or not title.isprintable():
        raise BadRequest("title")
    body = _lines(body, CARD_SIZE if card else BODY_SIZE, "text")
    if not card and easy.strip():
        raise BadRequest("easy")
    if isinstance(group, Need):
        entry(body)
    return Wording(group, title, body, _lines(easy, EASY_SIZE, "easy") if card else "")


def _lines(typed: str, size: range, name: str) -> str:
    text = typed.replace("\r\n", "\n").translate(_TYPED).strip()
    if len(text) not in size or not text.replace("\n", "").isprintable():
        raise BadRequest(name)
    return text
