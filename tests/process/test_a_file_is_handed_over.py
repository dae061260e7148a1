"""A file made at a desk, read again over the real service to hand it over."""

import json

from process.served import ELSEWHERE, Inhabited
from process.test_what_she_gives import WHO, in_hand, refusal

SAID = ["une seule fois"] * 2_000  # several parts


def gone(house: Inhabited) -> tuple[str, str]:
    """Her file is ready for paper, and it is over: its transmission, its document."""
    visitor, camille = in_hand(house)
    camille.ask_accord(ELSEWHERE)
    visitor.give_accord(WHO)
    camille.report()
    document = json.dumps(
        {"v": 1, "file": visitor.given.id, "identity": WHO, "s": SAID}
    )
    transmission = camille.send_file(ELSEWHERE, document)
    camille.decide("directed", "sexual", "report")
    return transmission, document


def test_the_desk_reads_it_again_whole_until_its_outcome(shared):
    """Whoever holds the desk's key: the officer, a colleague; and for one reason."""
    transmission, document = gone(shared)
    people = shared.people
    for officer in (people.camille, people.colleague):
        assert document == officer.read_file(transmission)
    service = people.camille.service
    at = f"/v1/transmissions/{transmission}"
    (row,) = [
        one
        for one in service.get("/v1/transmissions")["transmissions"]
        if one["transmission"] == transmission
    ]
    assert row["readable"] is True
    for reason in ("", "?reason=", "?reason=after", "?reason=transmit2"):
        path = f"{at}/file{reason}"
        assert "bad-request" == refusal(lambda p=path: service.get(p))

    service.post(f"{at}/outcome", {"outcome": "Plainte prise"})
    assert "not-found" == refusal(lambda: people.camille.read_file(transmission))


def test_nobody_else_can_tell_that_there_is_one(shared):
    """Another desk, a supervisor without the key, a station, a visitor: one answer."""
    transmission, _ = gone(shared)
    people = shared.people
    at = f"/v1/transmissions/{transmission}/file?reason=transmit"
    none = f"/v1/transmissions/{'A' * 22}/file?reason=transmit"
    strangers = (
        people.dominique, people.victor, people.anne, people.alix, people.accueil,
        people.gone,
    )  # fmt: skip
    for one in strangers:
        token = one.service.token
        found = shared.server.knock("GET", at, None, token)
        assert (404, b'{"code":"not-found"}') == (found.status, found.body)
        other = shared.server.knock("GET", none, None, token)
        assert (found.status, found.body) == (other.status, other.body)
