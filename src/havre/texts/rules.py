"""What a text may be, which version is in use, and who may put one in use. Pure.

A text is never rewritten: each change is a version that its author proposes and that
another supervisor reads before any officer is offered it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from havre.errors import BadRequest, HavreError, NotYours, WrongStep
from havre.texts.wording import Group, Need, Topic, Wording


class TextTaken(HavreError):
    """Another version came since the one this was written from: read it first."""

    code = "taken"
    status = 409


class State(StrEnum):
    """What a version is today."""

    IN_USE = "in-use"
    PROPOSED = "proposed"
    FORMER = "former"  # a later one was read
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text.

    Attributes:
        number: 1 for the first version of this text, then one more each time.
        author: a member's id; None when it came with Havre.
        at: milliseconds since 1970, UTC; None when it came with Havre.
        reader: the supervisor who read it, never its author; None before that, and
            for what came with Havre, which its own makers read.
    """

    key: str
    number: int
    wording: Wording
    author: str | None = None
    at: int | None = None
    reader: str | None = None
    read_at: int | None = None
    withdrawn_at: int | None = None

    @property
    def is_read(self) -> bool:
        """Whether somebody else than its author has read it."""
        return self.author is None or self.reader is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was dropped, or is no longer offered."""
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The texts that came with Havre.

    Attributes:
        versions: those that are true under this service's settings.
        elsewhere: keys of those true under other settings alone: here they are
            neither offered nor edited, whatever was edited before a setting changed.
    """

    versions: tuple[Version, ...]
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """One text: all its versions, the oldest first."""

    versions: tuple[Version, ...]

    @property
    def last_read(self) -> int:
        """The number of the latest version that was read; 0 before the first."""
        return max((one.number for one in self.versions if one.is_read), default=0)

    @property
    def in_use(self) -> Version | None:
        """The version that officers are offered.

        It is the latest that was read. Withdrawn, nothing takes its place: a former
        version was given up for a reason that nobody has looked at again.
        """
        found = (one for one in self.versions if self.state(one) is State.IN_USE)
        return next(found, None)

    def state(self, version: Version) -> State:
        """Return what `version`, one of this text, is today."""
        if version.is_withdrawn:
            return State.WITHDRAWN
        if version.number < self.last_read:
            return State.FORMER
        return State.IN_USE if version.number == self.last_read else State.PROPOSED

    def version(self, number: int) -> Version:
        """Return one version.

        Raises:
            NotYours: there is no such version.
        """
        for one in self.versions:
            if one.number == number:
                return one
        raise NotYours("version")


def texts(built_in: BuiltIn, kept: Iterable[Version]) -> dict[str, Text]:
    """Return every text of this service by its key: what came with Havre first.

    Args:
        kept: all that was changed here. One without an author is what came with
            Havre, as it was when it was withdrawn.
    """
    versions = {(one.key, one.number): one for one in built_in.versions}
    versions |= {
        (one.key, one.number): one for one in kept if one.key not in built_in.elsewhere
    }
    by_key: dict[str, list[Version]] = {}
    for one in versions.values():
        by_key.setdefault(one.key, []).append(one)
    return {
        key: Text(tuple(sorted(those, key=lambda one: one.number)))
        for key, those in by_key.items()
    }


def offered(
    every: Iterable[Text], kind: type[Group] | type[Topic] | type[Need]
) -> list[Version]:
    """Return the versions in use of one kind, heading after heading.

    Args:
        kind: `Group` for the ready replies, `Topic` for the cards, `Need` for who
            helps.
    """
    order = list(map(str, kind))
    found = [version for text in every if (version := text.in_use) is not None]
    theirs = [one for one in found if one.wording.group in order]
    return sorted(theirs, key=lambda one: order.index(one.wording.group))


def refuse_other_kind(text: Text, wording: Wording) -> None:
    """Refuse to make a text one of another kind: each is offered elsewhere.

    Raises:
        BadRequest: `wording` is not of the kind of `text`.
    """
    if wording.kind is not text.versions[0].wording.kind:
        raise BadRequest("kind")


def proposed(text: Text, base: int) -> int:
    """Return the number of a new version of `text`, written from version `base`.

    A proposal that was dropped came to nothing: it stands in nobody's way.

    Raises:
        NotYours: there is no such version.
        TextTaken: another came since: it may say what this one would undo.
    """
    text.version(base)
    since: Sequence[Version] = [one for one in text.versions if one.number > base]
    if any(one.is_read or not one.is_withdrawn for one in since):
        raise TextTaken(f"since {base}")
    return text.versions[-1].number + 1


def read(text: Text, number: int, reader: str, at: int) -> Version:
    """Return that version once `reader` has read it: it is in use from then.

    Raises:
        NotYours: there is no such version.
        WrongStep: it is not a proposal, or its author is reading.
    """
    version = text.version(number)
    if text.state(version) is not State.PROPOSED:
        raise WrongStep("not a proposal")
    if version.author == reader:
        raise WrongStep("the author is not a second reader")
    return replace(version, reader=reader, read_at=at)


def withdrawn(text: Text, number: int, at: int) -> Version:
    """Return that version once dropped, or no longer offered.

    Raises:
        NotYours: there is no such version.
        WrongStep: it is neither proposed nor in use.
    """
    version = text.version(number)
    if text.state(version) not in (State.PROPOSED, State.IN_USE):
        raise WrongStep("neither proposed nor in use")
    return replace(version, withdrawn_at=at)
