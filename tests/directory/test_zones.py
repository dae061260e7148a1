"""A slot is told in the hour of the place where she goes."""

from zoneinfo import ZoneInfo

import pytest

from havre.directory.zones import zone_of


def test_every_departement_has_a_zone_that_exists(directory):
    """A machine that makes an hour of it never fails."""
    for commune in directory.communes.values():
        assert ZoneInfo(zone_of(commune.departement, commune.insee))


@pytest.mark.parametrize(
    ("departement", "insee", "zone"),
    [
        ("75", "75111", "Europe/Paris"),
        ("2A", "2A004", "Europe/Paris"),
        ("", "", "Europe/Paris"),
        ("974", "97415", "Indian/Reunion"),
        ("987", "98735", "Pacific/Tahiti"),
        ("987", "98731", "Pacific/Marquesas"),
        ("987", "98719", "Pacific/Gambier"),
        ("978", "97801", "America/Marigot"),
    ],
)
def test_overseas_keeps_its_own_hour(departement, insee, zone):
    """Nine in the morning in Saint-Paul is not nine in Paris."""
    assert zone == zone_of(departement, insee)
