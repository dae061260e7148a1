"""What was asked without script, read strictly; which stations are worth naming."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.directory.places import Place, Station
from havre.directory.rules import Commune, Edition, Force, Route
from havre.errors import BadRequest
from havre.intake.rules import STATIONS_MAX, Arrival, Asked, stations_of


def a_commune(insee: str = "92050", forces: frozenset[Force] | None = None) -> Commune:
    """A commune served by the police, but for what the test is about."""
    return Commune(
        insee, "Nanterre", "92", 97_783, ("92000",), forces or frozenset({Force.PN})
    )


def a_route(*communes: Commune, edition: Edition | None = None) -> Route:
    """A route to `communes`."""
    return Route("92000", communes or (a_commune(),), edition)  # type: ignore[arg-type]


def a_station(force: Force = Force.PN, **but: str) -> Station:
    """A station of Nanterre with a phone."""
    ordinary = {
        "id": "s", "insee": "92050", "departement": "92", "name": "Commissariat",
        "address": "1 rue", "postcode": "92000", "commune": "Nanterre",
        "phone": "01 99 00 00 00", "url": "", "hours": "",
    }  # fmt: skip
    return Station(force, Place(where=None, **(ordinary | but)))


@pytest.mark.parametrize(
    ("asked", "body"),
    [
        (Asked(postcode="92 000"), b"postcode=92+000&commune="),
        (Asked(postcode="92000", unknown=True), b"postcode=92000&unknown=yes"),
        (Asked(commune="92050"), b"commune=92050"),
        (Asked(place="Saint-\xc9tienne"), b"place=Saint-%C3%89tienne+"),
        (Asked(), b""),
    ],
)
def test_the_form_is_read_as_typed(asked, body):
    """What was typed stays, but for the spaces around it."""
    assert asked == Asked.read(body)


@pytest.mark.parametrize(
    "body",
    [b"postcode=%FF", b"\xff=1", b"postcode", b"&".join([b"postcode=1"] * 9)],
)
def test_what_is_no_form_of_ours_is_refused(body):
    """And nothing of it is quoted."""
    with pytest.raises(BadRequest) as refused:
        Asked.read(body)

    assert "form" == str(refused.value)


@given(st.binary(max_size=200))
def test_no_body_breaks_the_door(body):
    """Anything is read or refused."""
    try:
        asked = Asked.read(body)
    except BadRequest:
        return

    assert isinstance(asked, Asked)


def test_a_code_of_both_forces_asks_for_the_commune():
    """And settles nothing until it is told."""
    other = a_commune("92051", frozenset({Force.GN}))
    arrival = Arrival(route=a_route(a_commune(), other))

    assert (a_commune(), other) == arrival.choices
    assert arrival.settled is None


def test_only_stations_one_can_ring_or_enter_there_are_named():
    """Of the commune, of a force that serves it, with a phone, open all year."""
    good = a_station()
    others = [
        a_station(insee="92051"),
        a_station(Force.GN),
        a_station(phone=""),
        a_station(name="Poste provisoire de Nanterre"),
    ]

    assert (good,) == stations_of(a_route(), [*others, good])


def test_a_few_stations_are_enough():
    """More would hide the numbers that answer at night."""
    many = [a_station(id=str(n)) for n in range(9)]

    assert STATIONS_MAX == len(stations_of(a_route(), many))
