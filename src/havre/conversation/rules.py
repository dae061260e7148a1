"""What a conversation is to the server, and which message may pass. Pure."""

import hmac
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from havre.errors import HavreError, NotYours
from havre.journey import Role, Step, advance

VERSION: Final = 1
# Version byte, nonce, tag and one of the four paddings (protocol.md §2.3).
SEALED_SIZES: Final = frozenset(1 + 12 + 16 + n for n in (256, 1_024, 4_096, 16_384))
MESSAGES_MAX: Final = 5_000  # a side; a real one has 50, the longest some hundreds
ENVELOPE_SIZE: Final = 1 + 65 + 32 + 16  # bytes: version, point, key, tag
WRAPPED_SIZE: Final = 1 + 12 + 32 + 16  # bytes: version, nonce, key, tag


class Side(StrEnum):
    """The two sides of a conversation."""

    VISITOR = "visitor"
    AGENT = "agent"


class Gap(HavreError):
    """A number beyond the next one: the missing ones come first."""

    code = "gap"
    status = 409


class Closed(HavreError):
    """No message passes in this step."""

    code = "closed"
    status = 409


class Full(HavreError):
    """More messages than any person writes: one visitor must not fill the disk."""

    code = "full"
    status = 409


class Stale(HavreError):
    """The fencing number is no longer that of the lease."""

    code = "stale"
    status = 409


class BadSeal(HavreError):
    """Not the form or the size of a sealed thing: clear text is refused here."""

    code = "bad-seal"
    status = 400


class Exists(HavreError):
    """That conversation id is used already."""

    code = "exists"
    status = 409


class Elsewhere(HavreError):
    """The conversation goes on in a newer tab."""

    code, status = "elsewhere", 409


class NoDesk(HavreError):
    """The desks of this route have no key yet: nobody could read her."""

    code, status = "no-desk", 503


@dataclass(frozen=True, slots=True)
class Offer:
    """A transfer that was announced and is not done.

    Attributes:
        member: the colleague who would have it; None: the desk's line.
        at: milliseconds; when it was announced.
        refused: she would rather stay.
    """

    desk: str
    epoch: int
    member: str | None
    at: int
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything the server knows of a conversation; not a word of it.

    Attributes:
        token: digest of the visitor's credential; None once she has left.
        version: grows with each change that a side should see.
        desk: who answers, or answers first; `epoch` is that of the desk's key.
        fronts: the desks that are competent for her.
        sealed_to: (desk, epoch) of every key to which hers is sealed.
        member: who holds it, or held it last.
        fence: grows with each lease; an older one is refused.
        lease_until: milliseconds; None when nobody holds it.
        read: an officer has opened it.
        seen_at: milliseconds; the last time her tab was here.
        resumable: she made a resume code.
        taken_at: milliseconds; when the officer who holds it took it.
        watchers: (supervisor, until when) of those who read along.
        notes: how many notes officers have added.
        answered_at: when an officer first took it.
        course: an accord was asked for (`havre.file`).
    """

    id: str
    token: bytes | None
    step: Step
    version: int
    desk: str
    epoch: int
    fronts: tuple[str, ...]
    language: str
    danger: bool
    minor: bool
    opened_at: int
    member: str | None
    fence: int
    lease_until: int | None
    read: bool
    seen_at: int
    left_at: int | None
    report: bool
    resumable: bool
    visitor_last: int
    agent_last: int
    sealed_to: tuple[tuple[str, int], ...] = ()
    taken_at: int | None = None
    offer: Offer | None = None
    watchers: tuple[tuple[str, int], ...] = ()
    notes: int = 0
    answered_at: int | None = None
    course: bool = False

    def admits(self, session: bytes) -> bool:
        """Return True if `session` is the digest of her present credential."""
        return self.token is not None and hmac.compare_digest(self.token, session)

    def last(self, side: Side) -> int:
        """Return the highest number of `side`; 0 before its first message."""
        return self.visitor_last if side is Side.VISITOR else self.agent_last

    def watched_by(self, member: str, at: int) -> bool:
        """Return True if `member`, a supervisor, may read along at `at`."""
        return any(one == member and until > at for one, until in self.watchers)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wants to write, as the door proved it."""

    side: Side
    subject: str
    session: bytes
    fence: int | None = None


def may_write(conversation: Conversation, writer: Writer) -> None:
    """Return if `writer` may add a message now.

    Raises:
        NotYours: her access is closed, or the officer never held it.
        Stale: the officer's lease is lost.
        Closed: no message passes in this step.
    """
    if writer.side is Side.VISITOR:
        if not conversation.admits(writer.session):
            raise NotYours("access closed")
        if conversation.step not in (Step.LINE, Step.TALKING, Step.HOLD):
            raise Closed(conversation.step)
        return
    may_hold(conversation, writer.subject, writer.fence)
    if conversation.step is not Step.TALKING:
        raise Closed(conversation.step)


def may_hold(conversation: Conversation, member: str, fence: int | None) -> None:
    """Return if `member` has this conversation in hand under `fence`.

    Raises:
        NotYours: it is not, and was not, in this member's hands.
        Stale: it was, under an older lease.
    """
    if conversation.member != member:
        raise NotYours("not in hand")
    if fence != conversation.fence or conversation.step not in (
        Step.TALKING,
        Step.FROZEN,
    ):
        raise Stale("lease")


def is_sealed(sealed: bytes, sizes: frozenset[int] = SEALED_SIZES) -> None:
    """Return if `sealed` has the form of version 1.

    Raises:
        BadSeal: another version or size. Nothing of it is quoted.
    """
    if len(sealed) not in sizes or sealed[0] != VERSION:
        raise BadSeal(f"{len(sealed)} bytes")


def is_next(conversation: Conversation, side: Side, number: int) -> bool:
    """Return True if `number` is new, False if it was used already.

    Raises:
        Full: beyond `MESSAGES_MAX`.
        Gap: a number before it is missing.
    """
    last = conversation.last(side)
    if number > MESSAGES_MAX:
        raise Full(f"{MESSAGES_MAX} messages")
    if number > last + 1:
        raise Gap(f"{number} after {last}")
    return number == last + 1


def moved(conversation: Conversation, to: Step, by: Role) -> Conversation:
    """Return the conversation in step `to`; whoever held it lets go, unless it is
    to keep talking or to decide. What is over nobody reads along any more.

    Raises:
        WrongStep: the journey does not allow it.
    """
    step = advance(conversation.step, to, by)
    kept = to in (Step.TALKING, Step.FROZEN)
    return replace(
        conversation,
        step=step,
        version=conversation.version + 1,
        lease_until=conversation.lease_until if kept else None,
        offer=conversation.offer if to is Step.TALKING else None,
        watchers=() if to is Step.ENDED else conversation.watchers,
    )


def taken(conversation: Conversation, member: str, until: int, at: int) -> Conversation:
    """Return the conversation in the hands of `member` under a new fence.

    A frozen one stays frozen: it is taken to be decided.
    """
    step = conversation.step
    if step is not Step.FROZEN:
        step = advance(step, Step.TALKING, Role.AGENT)
    return replace(
        conversation,
        step=step,
        version=conversation.version + 1,
        member=member,
        fence=conversation.fence + 1,
        lease_until=until,
        read=True,
        taken_at=at,
        offer=None,
        answered_at=conversation.answered_at or at,
    )
