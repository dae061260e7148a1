"""Where she may go: the competent unit, then the nearest, whatever the data lacks."""

from dataclasses import replace

import pytest

from havre.directory.loading import load
from havre.directory.near import DOUBTFUL, NEAREST, StationIndex, around, service_key
from havre.directory.places import Place, Station
from havre.directory.points import Point, kilometres, middle
from havre.directory.rules import BOTH, PN_ONLY, UNSTATED, Commune, Force

BELLEY = Commune(
    "01034", "Belley", "01", 9_388, ("01300",), unit="1008573", where=Point(45.76, 5.69)
)


def a_station(name: str, east: float = 0.0, **but) -> Station:
    """A brigade of the Ain, `east` degrees east of Belley."""
    force, unit = but.pop("force", Force.GN), but.pop("unit", "")
    ordinary = Place(
        id=name.lower().replace(" ", "-"),
        insee="01999",
        departement="01",
        name=name,
        address="1 rue de l’Essai",
        postcode="01300",
        commune="Essai",
        where=Point(45.76, 5.69 + east),
        phone="",
        url="",
        hours="",
    )
    return Station(force, replace(ordinary, **but), unit)


def asked(stations, *communes):
    """Where somebody of these communes may go, in names."""
    index = StationIndex(stations, {c.insee: c for c in communes})
    found = around(index, communes)
    return (
        [(n.station.place.name, n.certain) for n in found.competent],
        [n.station.place.name for n in found.near],
    )


def test_the_unit_that_the_official_file_names_is_competent_and_certain():
    """However far it is: the brigade next door is only near."""
    stations = [a_station("Voisine", 0.01), a_station("Nommée", 0.5, unit="1008573")]

    assert ([("Nommée", True)], ["Voisine"]) == asked(stations, BELLEY)


def test_without_a_name_the_nearest_of_the_departement_is_presumed():
    """And said to be presumed; a unit never leaves its département."""
    stations = [
        a_station("Savoie", 0.01, departement="73"),
        a_station("Loin", 0.4),
        a_station("Près", 0.2),
    ]
    found, near = asked(stations, BELLEY)

    assert [("Près", False)] == found
    assert ["Savoie", "Loin"] == near


@pytest.mark.parametrize(
    ("ministry", "public"),
    [
        ("Commissariat de police d'Oyonnax", "Commissariat de police d’Oyonnax"),
        (
            "Commissariat de police de Bourg en Bresse",
            "Commissariat de police de Bourg-en-Bresse",
        ),
        (
            "Commissariat de police de Paris 11ème arrondissement",
            "Commissariat central de police de Paris 11e arrondissement",
        ),
        (
            "Commissariat de police de Le Port",
            "Commissariat de police du Port (La Réunion)",
        ),
    ],
)
def test_a_police_service_is_known_under_both_its_names(ministry, public):
    """The Ministry and Service-Public.fr do not write it alike."""
    assert service_key(ministry) == service_key(public)


def test_a_police_service_is_sought_in_its_departement_first():
    """Two towns of France may bear one name; one alone may serve next door."""
    town = replace(
        BELLEY, forces=PN_ONLY, service="Commissariat de police de Vienne", unit=""
    )
    name = "Commissariat de police de Vienne"
    ours = a_station(name, 0.3, force=Force.PN, id="ours")
    other = a_station(name, 0.1, force=Force.PN, id="other", departement="86")
    index = StationIndex([other, ours], {})

    assert [ours] == index.serving(town, Force.PN)
    assert [other] == StationIndex([other], {}).serving(town, Force.PN)


def test_both_forces_are_near_each_three_at_most():
    """She may complain at any: the other force may be next door."""
    brigades = [a_station(f"Brigade {n}", 0.01 * n) for n in range(1, 9)]
    police = [a_station(f"Police {n}", 0.02 * n, force=Force.PN) for n in range(1, 9)]
    _, near = asked([*brigades, *police], BELLEY)

    assert 2 * NEAREST == len(near)
    assert ["Brigade 2", "Police 1", "Brigade 3"] == near[:3]


def test_a_seasonal_post_never_stands_alone():
    """Neither as the competent unit, nor in place of one that is always open."""
    posts = [a_station(f"Poste provisoire {n}", 0.01 * n) for n in range(1, 4)]
    found, near = asked([*posts, a_station("Brigade", 0.2)], BELLEY)

    assert [("Brigade", False)] == found
    assert ["Poste provisoire 1", "Poste provisoire 2", "Poste provisoire 3"] == near

    named = a_station("Poste provisoire nommé", 0.01, unit="1008573")
    found, _ = asked([named, a_station("Brigade", 0.2)], BELLEY)

    assert [("Poste provisoire nommé", True), ("Brigade", False)] == found


def test_a_station_put_far_from_its_own_commune_is_in_no_order_of_distance():
    """Its longitude lost its sign: it may be named, never be called near."""
    lost = a_station("Perdue", -11.38, insee="01034")  # 5.69 degrees west
    index = StationIndex([lost, a_station("Brigade", 0.2)], {"01034": BELLEY})
    found = around(index, [BELLEY])

    assert kilometres(lost.place.where.vector, BELLEY.where.vector) > DOUBTFUL
    assert index.km(BELLEY.where.vector, lost) is None
    assert ["Brigade"] == [one.station.place.name for one in found.competent]
    assert () == found.near

    served = replace(BELLEY, unit="7")
    named = around(StationIndex([replace(lost, unit="7")], {"01034": served}), [served])

    assert [(True, None)] == [(one.certain, one.km) for one in named.competent]


def test_without_positions_the_commune_then_the_departement_are_listed():
    """No distance is made up."""
    nowhere = replace(BELLEY, where=None, unit="")
    stations = [
        a_station("Zoug", commune="Zoug"),
        a_station("Ambérieu", commune="Ambérieu"),
        a_station("Police", insee="01034", force=Force.PN, commune="Belley"),
        a_station("Ailleurs", departement="73"),
    ]
    index = StationIndex(stations, {})
    found = around(index, [nowhere])

    assert () == found.competent
    assert ["Police", "Ambérieu", "Zoug"] == [n.station.place.name for n in found.near]
    assert {None} == {n.km for n in found.near}


def test_without_positions_the_brigade_of_the_commune_is_presumed():
    """It is the likeliest, and is said to be presumed."""
    nowhere = replace(BELLEY, where=None)

    assert ([("Ici", False)], ["Là"]) == asked(
        [a_station("Là"), a_station("Ici", insee="01034")], nowhere
    )


def test_where_both_forces_serve_both_units_are_named():
    """Gendarmerie first, as everywhere."""
    both = replace(BELLEY, forces=BOTH, service="Commissariat de police de Belley")
    stations = [
        a_station("Commissariat de police de Belley", force=Force.PN),
        a_station("Brigade", 0.1, unit="1008573"),
    ]
    found, near = asked(stations, both)

    assert [("Brigade", True), ("Commissariat de police de Belley", True)] == found
    assert [] == near


def test_where_no_force_is_stated_none_is_presumed():
    """The nearest of both are told, none as competent."""
    blank = replace(BELLEY, forces=UNSTATED)

    assert ([], ["Brigade"]) == asked([a_station("Brigade", 0.1)], blank)


def test_a_unit_is_certain_for_a_postal_code_only_if_it_serves_all_its_communes():
    """She has not said which is hers."""
    other = replace(BELLEY, insee="01100", unit="2")
    stations = [a_station("Une", 0.1, unit="1008573"), a_station("Deux", 0.2, unit="2")]

    assert [("Deux", False), ("Une", False)] == asked(stations, BELLEY, other)[0]
    same = replace(other, unit="1008573")
    assert [("Une", True)] == asked(stations, BELLEY, same)[0]


def test_another_shore_is_not_near():
    """From La Réunion, the next police after its own is an ocean away."""
    stations = [a_station("Ici", 0.1), a_station("Outre-mer", 8, force=Force.PN)]

    assert [] == asked(stations, BELLEY)[1]


def test_distances_are_those_of_the_earth():
    """Paris to Marseille; nothing when no place is known."""
    paris, marseille = Point(48.8566, 2.3522), Point(43.2965, 5.3698)

    assert 660 == pytest.approx(kilometres(paris.vector, marseille.vector), abs=2)
    assert middle([]) is None
    assert 0 == kilometres(paris.vector, middle([paris.vector] * 3))


def test_every_commune_of_france_is_answered_for(shared):
    """With the public data: a competent unit wherever a force is stated."""
    public = load(shared)
    mute = [
        commune
        for commune in public.communes.values()
        if commune.where
        and commune.forces
        and not around(public.index, [commune]).competent
    ]
    told = [c for c in public.communes.values() if Force.PN in c.forces]
    sure = [c for c in told if public.index.serving(c, Force.PN)]

    assert all(c.departement >= "975" for c in mute)  # islands without a brigade
    assert 0.9 < len(sure) / len(told)
