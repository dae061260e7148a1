"""What a visitor is asked in her browser: the questions of `guide.toml`.

What the browser gets of them, and of the law, is in `havre.law.guide_table`.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from havre.law.reading import DATA, Law, refuse_unknown


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer of the first question: what it is about."""

    key: str
    text: str


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first question."""

    ask: str
    hint: str
    choices: tuple[Kind, ...]


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer.

    Attributes:
        says: what it tells, as "fact: value value".
        denies: what is told without it, once what tells nothing is ticked.
        kind: the kind that opens it; empty: any.
    """

    text: str
    says: tuple[str, ...]
    denies: tuple[str, ...] = ()
    kind: str = ""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question.

    Attributes:
        one: a single answer at most.
        rest: nothing ticked is an answer too: not known.
    """

    key: str
    ask: str
    hint: str
    choices: tuple[Choice, ...]
    one: bool = False
    rest: bool = False


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `guide.toml`."""

    kinds: Kinds
    questions: tuple[Question, ...]

    def choices(self) -> Iterable[Choice]:
        """Return every answer of every question after the first."""
        return (choice for each in self.questions for choice in each.choices)


def read_guide(law: Law, directory: Path = DATA) -> Guide:
    """Return the questions as `directory` states them.

    Raises:
        OSError: the file is missing.
        ValueError: it is malformed, or names what no file defines.
    """
    path = directory / "guide.toml"
    try:
        guide = msgspec.toml.decode(path.read_bytes(), type=Guide)
    except msgspec.ValidationError as error:
        raise ValueError(f"{path.name}: {error}") from error
    said = (part for one in guide.choices() for part in (*one.says, *one.denies))
    wrong = (law.vocabulary.refused(part) for part in said)
    refuse_unknown("condition", (each for each in wrong if each), ())
    kinds = [kind.key for kind in guide.kinds.choices]
    refuse_unknown("kind", (one.kind for one in guide.choices() if one.kind), kinds)
    return guide
