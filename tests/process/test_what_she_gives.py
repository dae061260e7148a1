"""Her accord, over the real service: given, sent, followed with a code, taken back."""

import json
from pathlib import Path
from typing import Any

import pytest
from process.served import ELSEWHERE, Inhabited, search

from havre.client import appointment_number
from havre.client.canonical import from_base64, random_id, to_base64
from havre.client.desk_keys import current
from havre.client.given import Following
from havre.client.in_hand import InHand
from havre.client.opening_code import OpeningKeys, unwrap_file
from havre.client.reception import seal_name
from havre.client.service import Refused, Service
from havre.client.visitor import Correspondent, Visitor

NAME = "Sentinelle-Dubois"
WHO = {"v": 1, "name": NAME, "called": "Camille", "conversation": True}
MOMENTS = [
    f"{store} {event} {nth} {when}"
    for store, event, nths in (
        ("ledger", "commit", (1, 2, 3)),
        ("keyring", "commit", (1,)),
        ("ledger", "scrub", (1,)),
    )
    for nth in nths
    for when in ("before", "after")
]


def the_station(house: Inhabited) -> str:
    """The one that has Havre."""
    found = Service(house.server.base).get("/v1/stations?postcode=75011")
    (one,) = (s for s in (*found["competent"], *found["near"]) if s["havre"])
    return str(one["id"])


def in_hand(house: Inhabited) -> tuple[Visitor, InHand]:
    """A conversation in Camille's hands."""
    visitor, officer = house.held()
    return visitor, InHand(house.people.camille, officer, "police")


def agreed(house: Inhabited) -> tuple[Visitor, InHand, str]:
    """She has agreed to the station."""
    visitor, camille = in_hand(house)
    station = the_station(house)
    camille.ask_accord(station)
    visitor.give_accord(WHO)
    return visitor, camille, station


def propose(camille: InHand, station: str) -> list[str]:
    """Show her the first hours of the station."""
    service = camille.officer.service
    slots = service.get(f"/v1/stations/{station}/slots")["slots"]
    ids = [one["slot"] for one in slots[:3]]
    path = f"/v1/conversations/{camille.own.conversation}/slots"
    service.post(path, {"fence": camille.own.fence, "slots": ids})
    return ids


def take(visitor: Visitor, camille: InHand, station: str, slot: str) -> None:
    """Let her have that hour."""
    row = current(camille.officer.desk_keys(), f"reception.{station}")
    assert row is not None
    appointment = random_id()
    sealed = seal_name(row.public, station, row.epoch, appointment, "Camille")
    number = appointment_number.make()
    body = {
        "slot": slot,
        "appointment": appointment,
        "number_hash": to_base64(appointment_number.number_hash(number)),
        "reception": {"epoch": row.epoch, "sealed": to_base64(sealed.key)},
        "name": to_base64(sealed.name),
    }
    path = f"/v1/conversations/{visitor.conversation}/appointment"
    visitor.service.post(path, body)


def course(side: Correspondent) -> Any:
    """What one side is told of where it leads."""
    (state,) = (frame for frame in side.fetch() if frame["t"] == "state")
    return state["course"]


def refusal(act: Any) -> str:
    """The code with which `act` is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_from_her_accord_to_the_station_and_back(shared):
    """Asked, given, an hour, the file; then her code, from any browser, and no more."""
    visitor, camille, station = agreed(shared)
    assert NAME == camille.read_identity().told["name"]
    first, second, *_ = propose(camille, station)
    assert [first, second] == [one["slot"] for one in course(visitor)["slots"]][:2]
    take(visitor, camille, station, first)
    camille.report()
    close = lambda: camille.decide("directed", "sexual", "report")  # noqa: E731
    assert "appointment-open" == refusal(close)

    camille.send_file(station, json.dumps({"v": 1, "identity": WHO}))
    assert close() is False

    told = course(visitor)  # it is over, and still told
    assert (station, "sent") == (told["station"], told["accord"])
    code = visitor.given.code
    following = Following.with_code(Service(shared.server.base), code)
    seen = following.look()
    fk = unwrap_file(OpeningKeys.of(code), seen["file"], from_base64(seen["wrapped"]))
    assert (visitor.given.id, visitor.given.fk) == (seen["file"], fk)
    assert (station, "booked") == (seen["station"]["id"], seen["appointment"]["state"])
    assert not seen["acknowledged"]
    assert not seen["withdrawable"]

    assert second in [one["slot"] for one in seen["free"]]
    following.move(second)
    assert first in [one["slot"] for one in following.look()["free"]]
    assert {"erased": False, "why": "sent"} == following.withdraw()
    following.cancel()
    assert "cancelled" == following.look()["appointment"]["state"]
    following.revoke()
    assert "not-found" == refusal(following.look)


def test_a_wrong_code_and_an_erased_file_are_one_answer(shared):
    """Unknown, or taken back since: nobody learns which; the others' ways stay open."""
    visitor, *_ = agreed(shared)
    service = Service(shared.server.base)
    following = Following.with_code(service, visitor.given.code)
    stranger = Following(service, to_base64(bytes(32)))
    for _ in range(200):
        assert "not-found" == refusal(stranger.look)
    assert following.look()["withdrawable"]

    assert {"erased": True, "why": None} == following.withdraw()
    assert "withdrawn" == course(visitor)["accord"]
    for act in (following.look, following.withdraw, following.revoke):
        assert "not-found" == refusal(act)


def test_paper_has_gone_once_somebody_says_so(shared):
    """Prepared is not sent: she is not told that a page in a tray has left."""
    visitor, camille = in_hand(shared)
    camille.ask_accord(ELSEWHERE)
    visitor.give_accord(WHO)
    camille.report()
    transmission = camille.send_file(ELSEWHERE, json.dumps({"v": 1}))
    following = Following.with_code(Service(shared.server.base), visitor.given.code)
    assert following.look()["sent_at"] is None
    assert following.look()["withdrawable"]
    assert "prepared" == course(visitor)["accord"]

    door = f"/v1/transmissions/{transmission}/sent"
    camille.officer.service.post(door, {"channel": "fax"})
    assert following.look()["sent_at"]
    assert not following.look()["withdrawable"]
    assert "sent" == course(visitor)["accord"]


def test_what_she_takes_back_frees_her_hour(shared):
    """From her tab: the hour is somebody else's, the officer sees both."""
    visitor, camille, station = agreed(shared)
    slot, *_ = propose(camille, station)
    take(visitor, camille, station, slot)
    assert {"erased": True, "why": None} == visitor.withdraw_accord()

    told = course(camille.own)
    assert ("withdrawn", "cancelled") == (told["accord"], told["appointment"]["state"])
    free = camille.officer.service.get(f"/v1/stations/{station}/slots")["slots"]
    assert slot in [one["slot"] for one in free]
    assert camille.read_identity() is None


def test_no_word_of_hers_is_on_the_servers_disk(own):
    """Given, corrected, sent: her name stands nowhere, in no form."""
    visitor, camille, station = agreed(own)
    visitor.give_accord({**WHO, "phone": "0600-Sentinelle"})
    camille.report()
    camille.send_file(station, json.dumps({"v": 1, "identity": WHO}))
    marks = [NAME.encode(), b"0600-Sentinelle", visitor.given.code.encode()]

    assert {} == search([Path(own.server.data)], marks)


def test_bodies_that_are_none_are_refused(shared):
    """Half an answer, a word too many, an id that is none: refused, nothing kept."""
    visitor, camille = in_hand(shared)
    camille.ask_accord(the_station(shared))
    path = f"/v1/conversations/{visitor.conversation}"
    for act, body in (
        ("accord-answer", {}),
        ("accord-answer", {"agree": True}),
        ("accord-answer", {"agree": False, "file": random_id()}),
        ("accord-withdraw", {"agree": False}),
    ):
        knock = lambda a=act, b=body: visitor.service.post(f"{path}/{a}", b)  # noqa: E731
        assert "bad-request" == refusal(knock)
    assert "asked" == course(visitor)["accord"]
    read = lambda: camille.officer.service.get(f"{path}/identity?reason=why")  # noqa: E731
    assert "bad-request" == refusal(read)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_it_is_taken_back(own, moment):
    """At any commit: not begun, and it is all there; begun, and nothing is left."""
    visitor, camille, _ = agreed(own)
    own.server.doom(moment)
    try:
        visitor.withdraw_accord()
    except (OSError, Refused):
        assert own.server.died()
    own.server.restart()

    told = course(visitor)["accord"]
    if told == "given":
        assert NAME == camille.read_identity().told["name"]
        assert "before" in moment
        return
    assert "withdrawn" == told
    assert camille.read_identity() is None
    following = Following.with_code(Service(own.server.base), visitor.given.code)
    assert "not-found" == refusal(following.look)
