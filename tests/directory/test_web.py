"""What a browser is told, as docs/reference/protocol.md §3 promises."""

import msgspec

from havre.directory.web import communes_payload, route_payload


def told(payload):
    """The payload once it has travelled as JSON."""
    return msgspec.json.decode(msgspec.json.encode(payload))


def test_a_route_as_the_protocol_says(directory):
    """All of it but the targets, which the door adds."""
    assert {
        "postcode": "13200",
        "communes": [{"insee": "13004", "name": "Arles", "forces": ["GN", "PN"]}],
        "forces": ["GN", "PN"],
        "ask_commune": False,
        "desk": "police",
        "edition": "2026-08-01",
        "both": True,
        "unstated": False,
    } == told(route_payload(directory.route("13 200")))


def test_not_knowing_as_the_protocol_says(directory):
    """No code, no commune, relief."""
    payload = told(route_payload(directory.route(None)))

    assert payload["postcode"] is None
    assert [] == payload["communes"]
    assert "relief" == payload["desk"]


def test_suggestions_as_the_protocol_says(directory):
    """With the postal codes to choose from and the département to tell homonyms."""
    assert {
        "communes": [
            {
                "insee": "2A004",
                "name": "Ajaccio",
                "postcodes": ["20000", "20090", "20167"],
                "departement": "2A",
            }
        ]
    } == told(communes_payload(directory.search("ajaccio")))
