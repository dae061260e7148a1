"""The station's side through the real service, sealed for real on both ends."""

import json
import time

import pytest
from process.served import ELSEWHERE, Inhabited
from process.test_what_she_gives import NAME, WHO, agreed, propose, refusal

from havre.client import appointment_number
from havre.client.canonical import to_base64
from havre.client.file import file_hash
from havre.client.hours import chosen
from havre.client.investigator import Investigator
from havre.client.officer import Officer

SAID = ["une seule fois"] * 2_000  # several parts


def at_station(one: Officer) -> Investigator:
    """The same person, at the station's page."""
    return Investigator(one.service, one.member, one.key)


def booked(house: Inhabited):
    """She has agreed, has an hour, and her file has gone."""
    visitor, camille, station = agreed(house)
    slot, *_ = propose(camille, station)
    number, body = chosen(visitor.service, station, slot, NAME)
    visitor.service.post(f"/v1/conversations/{visitor.conversation}/appointment", body)
    camille.report()
    file = visitor.given.id
    document = json.dumps({"v": 1, "file": file, "identity": WHO, "said": SAID})
    camille.send_file(station, document)
    return visitor, camille, number, document


def test_she_is_received_by_who_has_read_her_file(shared):
    """The number, the hour and the name; the file; what became of it."""
    visitor, camille, number, document = booked(shared)
    alix, accueil = at_station(shared.people.alix), at_station(shared.people.accueil)
    file = visitor.given.id

    typed = appointment_number.show(number).lower()
    found, name = accueil.receive(typed)
    assert NAME == name
    assert {"at", "minutes", "appointment", "station", "reception", "name"} == set(
        found
    )
    assert file not in json.dumps(found)

    (row,) = [one for one in alix.station()["files"] if file == one["file"]]
    assert found["at"] == row["appointment"]["at"]
    assert document == alix.read(file)
    alix.act(file, "acknowledge")
    alix.act(file, "mark", mark="came")
    (row,) = [one for one in alix.station()["files"] if file == one["file"]]
    assert ("Alix", "came", False) == (
        row["acknowledged_by"], row["mark"], row["overdue"],
    )  # fmt: skip
    followed = camille.officer.service.get("/v1/transmissions")["transmissions"]
    assert "Alix" in [one["acknowledged_by"] for one in followed]


def test_another_station_reads_with_her_code_alone(shared):
    """And does nothing else with it; the front desk has no way to it at all."""
    visitor, _, _, document = booked(shared)
    hugo, accueil = at_station(shared.people.hugo), at_station(shared.people.accueil)
    file, code = visitor.given.id, visitor.given.code

    assert document == hugo.open_with_code(f"{code[:13]} {code[13:]}")
    for act in (
        lambda: hugo.read(file),
        lambda: hugo.act(file, "acknowledge"),
        lambda: hugo.act(file, "export", hash=to_base64(bytes(32))),
        lambda: accueil.read(file),
        lambda: accueil.open_with_code(code),
        lambda: accueil.publish(shared.people.station, [(1, 45)]),
    ):
        assert "not-found" == refusal(act)
    assert not hugo.station()["files"]
    assert {"slots": [], "files": []} == {
        name: accueil.station()[name] for name in ("slots", "files")
    }


def test_an_export_is_known_again(shared):
    """Of the document that was sent, and of the page made of it; of no other."""
    visitor, _, _, document = booked(shared)
    alix = at_station(shared.people.alix)
    page = to_base64(file_hash("the page"))
    alix.act(visitor.given.id, "export", hash=page)

    for one in (page, to_base64(file_hash(document))):
        told = shared.people.victor.service.post("/v1/exports/check", {"hash": one})
        assert (True, visitor.given.id) == (told["known"], told["file"])
    none = {"known": False, "file": None, "at": None, "by": None}
    other = {"hash": to_base64(file_hash("another"))}
    assert none == alix.service.post("/v1/exports/check", other)


def test_a_station_without_keys_gives_no_hour(shared):
    """Nobody there could be told for whom it is."""
    hugo = at_station(shared.people.hugo)
    at = int(time.time()) // 60 * 60_000 + 86_400_000

    assert "station-closed" == refusal(lambda: hugo.publish(ELSEWHERE, [(at, 45)]))
    assert [] == hugo.service.get(f"/v1/stations/{ELSEWHERE}/slots")["slots"]


@pytest.mark.parametrize("key", ["investigation", "reception"])
def test_an_officer_lends_no_hand_at_the_station(shared, key):
    """Neither the supervisor nor an officer is given a key of a station."""
    alix = shared.people.alix
    for one in (shared.people.victor, shared.people.camille, shared.people.hugo):
        name = f"{key}.{shared.people.station}"
        assert "not-found" == refusal(lambda o=one, n=name: alix.grant(n, 1, o.member))
