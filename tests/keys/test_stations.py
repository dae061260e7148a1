"""The two keys of a station, in the desks' list: who makes, holds and loses them."""

from typing import Any

import pytest
from staff.builders import OTHER_STATION, STATION, Bureau, Person

from havre.client.desk_keys import DeskKey, verify
from havre.client.envelopes import KeyPair, Label, Purpose, open_sealed, seal_to
from havre.client.fingerprint import fingerprint
from havre.journal.rules import Act
from havre.keys import store
from havre.keys.actions import SETTLED, retire

pytestmark = pytest.mark.anyio

RECOVERY = "recovery"
FILES, NAMES = f"investigation.{STATION}", f"reception.{STATION}"


class Station:
    """A station whose people are at a browser, and the desk that has a key."""

    def __init__(self, bureau: Bureau, recovery: KeyPair) -> None:
        self.bureau = bureau
        self.recovery = recovery

    def body(self, key: str, pair: KeyPair, maker: Person, epoch: int) -> Any:
        """A new key, sealed for real."""
        people = [(maker.id, maker.key.public), (RECOVERY, self.recovery.public)]
        grants = [
            {
                "member": member,
                "sealed": seal_to(
                    public, Label(Purpose.GRANT, member, key, epoch), pair.private
                ),
            }
            for member, public in people
        ]
        return {"epoch": epoch, "public": pair.public, "grants": grants}

    async def make(
        self, key: str, maker: Person, epoch: int = 1
    ) -> tuple[int, KeyPair]:
        """Try to make a key; return the status."""
        pair = KeyPair.make()
        body = self.body(key, pair, maker, epoch)
        answer = await self.bureau.post(f"/v1/desks/{key}/keys", body, maker)
        return answer.status_code, pair

    async def give(
        self, key: str, pair: KeyPair, by: Person, to: Person, epoch: int = 1
    ) -> int:
        """Try to give a key; return the status."""
        label = Label(Purpose.GRANT, to.id, key, epoch)
        body = {
            "epoch": epoch,
            "member": to.id,
            "sealed": seal_to(to.key.public, label, pair.private),
            "fingerprint": fingerprint(to.key.public),
        }
        return (await self.bureau.post(f"/v1/desks/{key}/grants", body, by)).status_code

    async def grants(self, by: Person) -> dict[str, Any]:
        """What the door tells them."""
        return dict((await self.bureau.get("/v1/grants", by)).json())


@pytest.fixture
async def founder(bureau: Bureau) -> Person:
    """Who invites; a supervisor too."""
    return await bureau.found()


@pytest.fixture
async def station(bureau: Bureau, founder: Person) -> Station:
    """The recovery key is made."""
    recovery = KeyPair.make()
    body = {"public": recovery.public}
    assert 204 == (await bureau.post("/v1/recovery-key", body, founder)).status_code
    return Station(bureau, recovery)


@pytest.fixture
async def ines(bureau: Bureau, founder: Person) -> Person:
    """An investigator of the station."""
    return await bureau.post_at(founder, "ines", "investigator")


@pytest.fixture
async def noa(bureau: Bureau, founder: Person) -> Person:
    """At its front desk."""
    return await bureau.post_at(founder, "noa", "reception")


async def test_an_investigator_makes_both_keys_of_the_station(
    bureau: Bureau, station: Station, ines: Person
) -> None:
    """They stand in the one chain, and each opens for who made it."""
    made = {key: await station.make(key, ines) for key in (FILES, NAMES)}

    assert {201} == {status for status, _ in made.values()}
    listed = (await bureau.get("/v1/desk-keys")).json()["keys"]
    assert [FILES, NAMES] == [one["desk"] for one in listed]
    verify(await bureau.db.read(store.keys))
    mine = await bureau.db.read(lambda tx: store.granted(tx, ines.id))
    for one in mine:
        label = Label(Purpose.GRANT, ines.id, one.desk, one.epoch)
        opened = open_sealed(ines.key.private, label, one.sealed)
        assert made[one.desk][1].private == opened


async def test_nobody_else_makes_them(
    bureau: Bureau, station: Station, founder: Person, noa: Person
) -> None:
    """Not the front desk, not a supervisor, not another station, not a false name."""
    other = await bureau.post_at(founder, "ali", "investigator", OTHER_STATION)
    officer = await bureau.hire(founder, "alice")

    for key in (FILES, NAMES):
        for maker in (noa, founder, other, officer):
            assert 404 == (await station.make(key, maker))[0]
    for key in ("investigation.nowhere", "secret." + STATION, "investigation."):
        assert 404 == (await station.make(key, other))[0]
    assert [] == (await bureau.get("/v1/desk-keys")).json()["keys"]


async def test_a_station_out_of_the_directory_gets_no_new_key(
    bureau: Bureau, station: Station, ines: Person
) -> None:
    """Its people may still read what came; nobody seals anything new to it."""
    await bureau.db.write(
        lambda tx: tx.execute("UPDATE member SET stations = 'closed-since'")
    )

    assert 404 == (await station.make("investigation.closed-since", ines))[0]


async def test_each_holds_what_their_work_needs(
    bureau: Bureau, station: Station, founder: Person, ines: Person, noa: Person
) -> None:
    """Reception is given the names to call and nothing else; supervisors, nothing."""
    (_, files), (_, names) = [
        await station.make(FILES, ines), await station.make(NAMES, ines)
    ]  # fmt: skip
    other = await bureau.post_at(founder, "ali", "investigator", OTHER_STATION)
    wanting = [
        (one["desk"], one["member"]) for one in (await station.grants(noa))["wanting"]
    ]

    assert [(NAMES, noa.id)] == wanting
    for to in (noa, founder, other):
        assert 404 == await station.give(FILES, files, ines, to)
    for to in (founder, other):
        assert 404 == await station.give(NAMES, names, ines, to)
    assert 204 == await station.give(NAMES, names, ines, noa)
    assert [] == (await station.grants(noa))["wanting"]
    assert [NAMES] == [one["desk"] for one in (await station.grants(noa))["mine"]]


async def test_their_keys_fall_with_their_access(
    bureau: Bureau, station: Station, founder: Person, ines: Person, noa: Person
) -> None:
    """Suspended, and the station asks for a new key of what they held alone."""
    await station.make(FILES, ines)
    _, names = await station.make(NAMES, ines)
    await station.give(NAMES, names, ines, noa)
    await bureau.post(f"/v1/members/{noa.id}/suspend", by=founder)

    seen = await station.grants(ines)
    acts = [(one.act, one.detail) for one in await bureau.journal(noa.id)]

    assert noa.id not in {one["member"] for one in seen["held"]}
    assert [NAMES] == seen["renew"]
    assert (Act.WITHDRAW, f"{NAMES} 1") == acts[-1]
    assert 201 == (await station.make(NAMES, ines, epoch=2))[0]
    assert [] == (await station.grants(ines))["renew"]


async def test_a_former_key_lasts_as_long_as_what_is_sealed_to_it(
    bureau: Bureau, station: Station, ines: Person
) -> None:
    """A file still sealed to it keeps it; nothing sealed any more lets it go."""
    for epoch in (1, 2):
        assert 201 == (await station.make(FILES, ines, epoch))[0]
    bureau.clock.pass_(SETTLED)

    await retire(frozenset({(FILES, 1)}), db=bureau.db, now=bureau.clock)
    kept = [one["epoch"] for one in (await station.grants(ines))["mine"]]
    await retire(frozenset(), db=bureau.db, now=bureau.clock)
    left = [one["epoch"] for one in (await station.grants(ines))["mine"]]

    assert ([1, 2], [2]) == (kept, left)


async def test_a_stations_key_is_no_desk(
    bureau: Bureau, station: Station, ines: Person
) -> None:
    """Who asks which desks can answer a line is told of none."""
    await station.make(FILES, ines)

    assert {} == await bureau.db.read(store.desk_epochs)
    assert {FILES: 1} == await bureau.db.read(store.current_epochs)
    assert DeskKey is type((await bureau.db.read(store.keys))[0])
