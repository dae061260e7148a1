"""What a member may be called, bring and become."""

import hashlib
import re
import secrets
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.client.envelopes import KeyPair
from havre.directory.rules import DeskName
from havre.errors import BadRequest, HavreError, WrongStep
from havre.staff.credentials import check_point, check_wrapped, false_salt
from havre.staff.rules import (
    LastAdministrator,
    Member,
    StaffRole,
    State,
    check_name,
    left,
    post,
    resumed,
    suspended,
)


def a_member(**but: object) -> Member:
    """An active administrator, but for what the test is about."""
    ordinary = Member(
        "m", "alice", "Alice", (StaffRole.ADMINISTRATOR,), (DeskName.POLICE,), b""
    )
    return replace(ordinary, **but)  # type: ignore[arg-type]


@given(st.text(max_size=45))
def test_a_name_is_plain(name: str) -> None:
    """Whatever is typed, what passes is 2 to 40 plain characters, unchanged."""
    try:
        passed = check_name(name)
    except BadRequest:
        return

    assert name == passed
    assert re.fullmatch(r"[a-z0-9._-]{2,40}", name, re.ASCII)


@given(st.text(max_size=90))
def test_a_shown_name_is_one_line_of_print(shown: str) -> None:
    """No control, no bidirectional mark, no space around: it reads as itself."""
    try:
        passed = post(shown, [StaffRole.AGENT], [])
    except BadRequest:
        return

    assert shown == passed.shown_name
    assert 1 <= len(shown.strip()) <= 80
    assert shown.isprintable()


ROOM = [StaffRole.AGENT, StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR]


@given(st.lists(st.sampled_from(ROOM)), st.lists(st.sampled_from(DeskName)))
def test_a_post_names_each_role_and_desk_once(
    roles: list[StaffRole], desks: list[DeskName]
) -> None:
    """At least one role; the order is ours, so equal posts are equal."""
    doubled = len(set(roles)) != len(roles) or len(set(desks)) != len(desks)
    if doubled or not roles:
        with pytest.raises(BadRequest):
            post("Alice", roles, desks)
        return

    passed = post("Alice", roles, desks)
    assert passed == post("Alice", roles[::-1], desks[::-1])
    assert (set(roles), set(desks)) == (set(passed.roles), set(passed.desks))


@given(st.binary(max_size=70))
def test_noise_is_no_public_key(noise: bytes) -> None:
    """Random bytes are refused whatever their length (one in 2^128 is a point)."""
    with pytest.raises(BadRequest):
        check_point(noise)


@given(st.integers(0, 64), st.integers(1, 255))
def test_a_spoiled_point_is_refused(where: int, by: int) -> None:
    """Any byte changed, and it is off the curve or of another form."""
    public = bytearray(POINT)
    public[where] ^= by

    assert check_point(POINT) == POINT
    with pytest.raises(BadRequest):
        check_point(bytes(public))


POINT = KeyPair.make().public


@pytest.mark.parametrize(
    "wrapped", [b"", bytes(61), b"\x02" + bytes(60), b"\x01" + bytes(59), bytes(32)]
)
def test_a_private_key_comes_wrapped(wrapped: bytes) -> None:
    """Anything but the wrapped form is refused: above all 32 bytes in clear."""
    assert check_wrapped(b"\x01" + bytes(60))
    with pytest.raises(BadRequest):
        check_wrapped(wrapped)


@given(st.text(), st.text())
def test_false_salts_are_stable_and_apart(name: str, other: str) -> None:
    """The same name, the same salt; another name or house, another salt."""
    secret = hashlib.sha256(b"house").digest()
    salt = false_salt(secret, name)

    assert 16 == len(salt)
    assert salt == false_salt(secret, name)
    assert salt != false_salt(secrets.token_bytes(32), name)
    assert (salt == false_salt(secret, other)) is (name == other)


@given(st.lists(st.tuples(st.sampled_from("srl"), st.integers(0, 3)), max_size=30))
def test_a_house_keeps_an_administrator(moves: list[tuple[str, int]]) -> None:
    """No sequence of suspending, resuming and leaving ends the last one."""
    team = [a_member(id=str(n)) for n in range(3)]
    team.append(a_member(id="3", roles=(StaffRole.AGENT,)))
    for move, who in moves:
        count = sum(one.administers for one in team)
        member = team[who]
        try:
            if move == "r":
                state = resumed(member)
            else:
                state = (suspended if move == "s" else left)(member, count)
        except HavreError:
            continue
        assert member.state is not State.GONE
        team[who] = replace(member, state=state)

        assert any(one.administers for one in team)


def test_each_move_has_its_refusal() -> None:
    """What is not possible says why."""
    gone, stopped = a_member(state=State.GONE), a_member(state=State.SUSPENDED)

    assert State.ACTIVE is resumed(stopped)
    assert State.GONE is left(stopped, 1)
    for refused in (gone, a_member()):
        with pytest.raises(WrongStep):
            resumed(refused)
    for refused in (gone, stopped):
        with pytest.raises(WrongStep):
            suspended(refused, 2)
    with pytest.raises(WrongStep):
        left(gone, 2)
    for move in (suspended, left):
        with pytest.raises(LastAdministrator):
            move(a_member(), 1)


def test_a_member_answers_for_their_desks_while_active() -> None:
    """Suspended, they answer for none."""
    assert a_member().answers_for("police")
    assert not a_member().answers_for("relief")
    assert not a_member(state=State.SUSPENDED).answers_for("police")


HERE = "fictif-pn-75111"


def a_post(*roles: str, desks: tuple[str, ...] = (), stations: tuple[str, ...] = ()):
    """A post, or None where it is refused."""
    try:
        return post("Noa", [*map(StaffRole, roles)], [*map(DeskName, desks)], stations)
    except BadRequest:
        return None


@given(
    st.sets(st.sampled_from(StaffRole), min_size=1),
    st.sets(st.sampled_from(DeskName)),
    st.lists(
        st.sampled_from([HERE, "1006412", "a b", "", "../x", "a." * 3]), max_size=3
    ),
)
def test_who_works_at_a_station_answers_no_line(roles, desks, stations) -> None:
    """A station goes with its roles alone; no desk, no officer, no doubtful id."""
    there = bool(roles & {StaffRole.INVESTIGATOR, StaffRole.RECEPTION})
    made = a_post(*roles, desks=tuple(desks), stations=tuple(stations))
    if made is None:
        return

    assert there == bool(made.stations)
    assert not there or not made.desks
    assert not there or not set(made.roles) & {StaffRole.AGENT, StaffRole.SUPERVISOR}
    assert set(made.stations) <= {HERE, "1006412"}
    assert len(set(stations)) == len(stations)


def test_a_post_at_a_station_is_one_that_can_be_given() -> None:
    """Each role at one station or several, in one order."""
    two = a_post("reception", "investigator", stations=("b", "a"))

    assert two == a_post("investigator", "reception", stations=("a", "b"))
    assert a_post("investigator", "administrator", stations=(HERE,))
    assert not a_post("investigator")
    assert not a_post("agent", stations=(HERE,))
    assert not a_post("reception", desks=("police",), stations=(HERE,))
    assert not a_post("reception", stations=tuple(map(str, range(21))))


KEYS = ("police", f"investigation.{HERE}", f"reception.{HERE}", "investigation.other")
MAY = {
    # role: may make, may hold
    "agent": (["police"], ["police"]),
    "supervisor": ([], ["police"]),
    "administrator": ([], []),
    "investigator": (list(KEYS[1:3]), list(KEYS[1:3])),
    "reception": ([], [KEYS[2]]),
}


@pytest.mark.parametrize("role", StaffRole)
def test_each_role_has_its_keys(role: StaffRole) -> None:
    """A supervisor holds any desk's and no station's; reception, the name to call."""
    desks = (DeskName.POLICE,) if role is StaffRole.AGENT else ()
    there = role in (StaffRole.INVESTIGATOR, StaffRole.RECEPTION)
    member = a_member(roles=(role,), desks=desks, stations=(HERE,) if there else ())
    makes, holds = MAY[role]

    assert makes == [key for key in KEYS if member.may_make(key)]
    assert holds == [key for key in KEYS if member.may_hold(key)]
    for state in (State.SUSPENDED, State.GONE):
        gone = replace(member, state=state)
        assert not [key for key in KEYS if gone.may_hold(key) or gone.may_make(key)]
    for odd in ("", ".", f".{HERE}", f"secret.{HERE}", f"investigation.{HERE}.x"):
        assert not member.may_hold(odd) or role is StaffRole.SUPERVISOR
