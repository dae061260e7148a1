"""Who may make a desk's key, who may be given it, and in what form. Pure."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from havre.client.fingerprint import fingerprint
from havre.errors import BadRequest, HavreError, NotYours
from havre.staff.credentials import POINT_SIZE, SEALING_VERSION, check_point

SEALED_SIZE: Final = 1 + POINT_SIZE + 32 + 16  # bytes: version, point, key, tag
RECOVERY: Final = "recovery"  # the offline key; a grant to it names no member


class KeyTaken(HavreError):
    """That key or grant was made already: look at the list again."""

    code = "taken"
    status = 409


class WrongFingerprint(HavreError):
    """The words that were read aloud are not those of the registered key."""

    code = "wrong-fingerprint"
    status = 409


@dataclass(frozen=True, slots=True)
class Grant:
    """A desk's private key, sealed to one member, or to the recovery key.

    Attributes:
        member: a member's id, or `RECOVERY`.
        sealed: bytes that only that member's key opens.
    """

    member: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key for a desk, as the browser that made it brings it.

    Attributes:
        by: the member who made it.
        grants: that member's own and the recovery's at least.
    """

    desk: str
    epoch: int
    public: bytes
    by: str
    grants: Sequence[Grant]


@dataclass(frozen=True, slots=True)
class Gift:
    """One member gives a desk's key to another, having compared fingerprints.

    Attributes:
        words: the six words that the other read aloud.
    """

    desk: str
    epoch: int
    grant: Grant
    by: str
    words: str


def check_sealed(sealed: bytes) -> None:
    """Check that `sealed` has the form of a key sealed to a public key.

    Raises:
        BadRequest: another size, version or kind: a key in clear is refused here.
    """
    if len(sealed) != SEALED_SIZE or sealed[0] != SEALING_VERSION:
        raise BadRequest("not a sealed key")
    check_point(sealed[1 : 1 + POINT_SIZE])


def check_words(public: bytes, words: str) -> None:
    """Check that `words` are the fingerprint of `public`.

    Raises:
        WrongFingerprint: they are another's: do not seal anything to this key.
    """
    said = " ".join(words.lower().split())
    if not hmac.compare_digest(fingerprint(public).encode(), said.encode()):
        raise WrongFingerprint("words")


def check_new_key(new: NewKey, last: int, holders: frozenset[str]) -> None:
    """Check that this member may make this key, for these people.

    A newcomer who could make the next key would give it to themself: only who holds
    the present one may, unless nobody is left who does.

    Args:
        last: the desk's present epoch, 0 before the first.
        holders: the members who hold the present key.

    Raises:
        KeyTaken: that epoch has a key.
        BadRequest: an epoch is skipped, a grant lacks or is double, or one is for
            somebody nobody has vouched for.
        NotYours: others hold the present key, the maker does not.
    """
    if new.epoch <= last:
        raise KeyTaken(f"{new.desk} {new.epoch}")
    if new.epoch != last + 1:
        raise BadRequest("an epoch is skipped")
    if holders and new.by not in holders:
        raise NotYours("present key")
    given = [grant.member for grant in new.grants]
    if len(set(given)) != len(given) or not {new.by, RECOVERY} <= set(given):
        raise BadRequest("grants")
    if not set(given) <= holders | {new.by, RECOVERY}:
        raise BadRequest("a grant to somebody not vouched for")
