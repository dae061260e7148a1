"""Who works here, what they may be called, and who may come, stop and go. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from havre.directory.rules import DeskName
from havre.errors import BadRequest, HavreError, WrongStep
from havre.staff.credentials import Locked
from havre.staff.stations import StationKey, check_stations

SHOWN_NAME_MAX: Final = 80  # characters

_NAME: Final = re.compile(r"[a-z0-9._-]{2,40}")


class StaffRole(StrEnum):
    """What a member may do. One person may hold several."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    INVESTIGATOR = "investigator"  # at a station: reads the files sent there
    RECEPTION = "reception"  # at a station: the hour and the name to call, no more


AT_A_STATION: Final = frozenset({StaffRole.INVESTIGATOR, StaffRole.RECEPTION})
AT_A_DESK: Final = frozenset({StaffRole.AGENT, StaffRole.SUPERVISOR})


# Whoever investigates may stand in at the front desk, never the other way round.
_HOLDERS: Final[Mapping[str, frozenset[StaffRole]]] = {
    StationKey.INVESTIGATION: frozenset({StaffRole.INVESTIGATOR}),
    StationKey.RECEPTION: AT_A_STATION,
}


class State(StrEnum):
    """Whether a member works here."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    GONE = "gone"  # final; the name stays taken, so that the journal stays readable


class WrongCredentials(HavreError):
    """Unknown name, wrong password, suspended or gone: we do not say which."""

    code = "wrong-credentials"
    status = 403


class NameTaken(HavreError):
    """Another member has, or had, that name."""

    code = "name-taken"
    status = 409


class LastAdministrator(HavreError):
    """Without one active administrator nobody could let anyone in again."""

    code = "last-administrator"
    status = 409


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who works here, as every other member may see them.

    Attributes:
        id: 128 random bits; what the journal names.
        name: what they sign in with, in lower case.
        shown_name: what colleagues and visitors read.
        public: their P-256 public key, an uncompressed point.
        stations: ids of the stations where they work; empty for who works at a desk.
    """

    id: str
    name: str
    shown_name: str
    roles: tuple[StaffRole, ...]
    desks: tuple[DeskName, ...]
    public: bytes
    state: State = State.ACTIVE
    stations: tuple[str, ...] = ()

    @property
    def administers(self) -> bool:
        """Whether they can let people in and out today."""
        return self.state is State.ACTIVE and StaffRole.ADMINISTRATOR in self.roles

    def answers_for(self, desk: str) -> bool:
        """Tell whether they belong to `desk` today."""
        return self.state is State.ACTIVE and desk in self.desks

    def works_at(self, station: str, *roles: StaffRole) -> bool:
        """Tell whether they work at `station` today, in one of `roles`."""
        active = self.state is State.ACTIVE and station in self.stations
        return active and not set(roles).isdisjoint(self.roles)

    def may_make(self, key: str) -> bool:
        """Tell whether they may make the key of a desk, or of a station."""
        _, dot, station = key.partition(".")
        if dot:
            return self.works_at(station, StaffRole.INVESTIGATOR)
        return self.answers_for(key)

    def may_hold(self, key: str) -> bool:
        """Tell whether they may be given the key of a desk, or of a station.

        A supervisor may hold any desk's, to read with a reason; that answers no line.
        A station's is for those who work there alone.
        """
        purpose, dot, station = key.partition(".")
        if dot:
            return self.works_at(station, *_HOLDERS.get(purpose, ()))
        supervises = StaffRole.SUPERVISOR in self.roles
        return self.answers_for(key) or (self.state is State.ACTIVE and supervises)


@dataclass(frozen=True, slots=True)
class Account:
    """A member with what proves who they are. It never leaves this room.

    Attributes:
        auth: argon2id of the authentication part; "" once gone.
    """

    member: Member
    auth: str
    locked: Locked


@dataclass(frozen=True, slots=True)
class Post:
    """What an invitation gives: a name to be shown, roles, desks or stations."""

    shown_name: str
    roles: tuple[StaffRole, ...]
    desks: tuple[DeskName, ...]
    stations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A post that waits for the person it is meant for.

    Attributes:
        id: what the journal names; it is not the code.
        made_by: a member's id, or "operator".
    """

    id: str
    post: Post
    made_by: str


def sees(member: Member, other: Member) -> bool:
    """Tell whether `member` may see that `other` works here."""
    if not set(member.roles) <= AT_A_STATION:
        return True
    return not set(member.stations).isdisjoint(other.stations)


def check_name(name: str) -> str:
    """Return `name` if a member may bear it: 2 to 40 of a-z, 0-9, ".", "-" and "_".

    Upper case is refused, not folded: the browser sealed the key to the name as sent.

    Raises:
        BadRequest: it is not of that form.
    """
    if not _NAME.fullmatch(name):
        raise BadRequest("name")
    return name


def post(
    shown_name: str,
    roles: Sequence[StaffRole],
    desks: Sequence[DeskName],
    stations: Sequence[str] = (),
) -> Post:
    """Return a well-formed post, its roles, desks and stations in one order.

    Raises:
        BadRequest: no role, one named twice, a place that goes with none of them, or
            a name that does not print on one line (a control or bidirectional mark
            could make it read as another's).
    """
    if not shown_name.isprintable() or shown_name != shown_name.strip():
        raise BadRequest("shown name")
    if not 1 <= len(shown_name) <= SHOWN_NAME_MAX:
        raise BadRequest("shown name")
    if not roles or len(set(roles)) != len(roles) or len(set(desks)) != len(desks):
        raise BadRequest("roles or desks")
    check_stations(stations)
    _check_place(frozenset(roles), desks, stations)
    return Post(
        shown_name,
        tuple(role for role in StaffRole if role in roles),
        tuple(desk for desk in DeskName if desk in desks),
        tuple(sorted(stations)),
    )


def _check_place(
    roles: frozenset[StaffRole], desks: Sequence[DeskName], stations: Sequence[str]
) -> None:
    """Check that who works at a station works there alone: it answers no line.

    Raises:
        BadRequest: a station without its role or the role without one, a desk or a
            desk's role beside it.
    """
    there = bool(roles & AT_A_STATION)
    if there != bool(stations) or (there and (desks or roles & AT_A_DESK)):
        raise BadRequest("stations")


def suspended(member: Member, administrators: int) -> State:
    """Return the state of `member` once suspended.

    Args:
        administrators: how many are active, `member` included.

    Raises:
        WrongStep: not active.
        LastAdministrator: nobody else administers.
    """
    if member.state is not State.ACTIVE:
        raise WrongStep(f"{member.state} cannot be suspended")
    _not_the_last(member, administrators)
    return State.SUSPENDED


def resumed(member: Member) -> State:
    """Return the state of `member` once back.

    Raises:
        WrongStep: not suspended.
    """
    if member.state is not State.SUSPENDED:
        raise WrongStep(f"{member.state} cannot resume")
    return State.ACTIVE


def left(member: Member, administrators: int) -> State:
    """Return the state of `member` once gone, for good.

    Args:
        administrators: how many are active, `member` included.

    Raises:
        WrongStep: gone already.
        LastAdministrator: nobody else administers.
    """
    if member.state is State.GONE:
        raise WrongStep("gone already")
    _not_the_last(member, administrators)
    return State.GONE


def _not_the_last(member: Member, administrators: int) -> None:
    if member.administers and administrators <= 1:
        raise LastAdministrator("the last active administrator")
