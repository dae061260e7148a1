"""Keys through their doors, sealed for real: who makes, who gives, who loses."""

import asyncio
from base64 import b64decode
from typing import Any

import pytest
from staff.builders import Bureau, Person

from havre.client.desk_keys import BEGINNING, DeskKey, verify
from havre.client.envelopes import KeyPair, Label, Purpose, open_sealed, seal_to
from havre.client.fingerprint import fingerprint
from havre.journal.rules import Act
from havre.keys import store
from havre.keys.actions import SETTLED, retire
from havre.plumbing.tokens import new_id
from havre.staff.actions import members

pytestmark = pytest.mark.anyio

RECOVERY = "recovery"
POLICE = "/v1/desks/police/keys"
GRANTS = "/v1/desks/police/grants"


def sealed_for(
    member: str, public: bytes, key: KeyPair, desk: str = "police", epoch: int = 1
) -> dict[str, object]:
    """A desk's private key, sealed to `member`."""
    label = Label(Purpose.GRANT, member, desk, epoch)
    return {"member": member, "sealed": seal_to(public, label, key.private)}


class Keys:
    """Someone at a console, with the recovery key in a drawer."""

    def __init__(self, bureau: Bureau, recovery: KeyPair) -> None:
        self.bureau = bureau
        self.recovery = recovery

    def body(
        self, maker: Person, key: KeyPair, *others: Person, epoch: int = 1
    ) -> dict[str, Any]:
        """A new key of the police desk."""
        people = [(one.id, one.key.public) for one in (maker, *others)]
        people.append((RECOVERY, self.recovery.public))
        grants = [sealed_for(*one, key, epoch=epoch) for one in people]
        return {"epoch": epoch, "public": key.public, "grants": grants}

    async def make(self, maker: Person, *others: Person, epoch: int = 1) -> KeyPair:
        """Make it, and succeed."""
        key = KeyPair.make()
        body = self.body(maker, key, *others, epoch=epoch)
        answer = await self.bureau.post(POLICE, body, maker)
        assert 201 == answer.status_code, answer.text
        return key

    async def give(
        self, by: Person, to: Person, key: KeyPair, epoch: int = 1, **but: object
    ) -> Any:
        """Give the key; return the answer."""
        body = {
            "epoch": epoch,
            **sealed_for(to.id, to.key.public, key, epoch=epoch),
            "fingerprint": fingerprint(to.key.public),
        }
        return await self.bureau.post(GRANTS, body | but, by)

    async def grants(self, by: Person) -> dict[str, Any]:
        """What the door tells them."""
        return (await self.bureau.get("/v1/grants", by)).json()


@pytest.fixture
async def founder(bureau: Bureau) -> Person:
    """An administrator who answers for no desk."""
    return await bureau.found()


@pytest.fixture
async def alice(bureau: Bureau, founder: Person) -> Person:
    """An agent of the police desk."""
    return await bureau.hire(founder, "alice")


@pytest.fixture
async def bob(bureau: Bureau, founder: Person) -> Person:
    """Another."""
    return await bureau.hire(founder, "bob")


@pytest.fixture
async def keys(bureau: Bureau, founder: Person) -> Keys:
    """The recovery key is made."""
    recovery = KeyPair.make()
    body = {"public": recovery.public}
    assert 204 == (await bureau.post("/v1/recovery-key", body, founder)).status_code
    return Keys(bureau, recovery)


async def test_the_recovery_key_is_made_once(
    bureau: Bureau, founder: Person, alice: Person
) -> None:
    """By an administrator; everyone may see its public part."""
    before = (await bureau.get("/v1/desk-keys")).json()
    body = {"public": KeyPair.make().public}

    theirs = await bureau.post("/v1/recovery-key", body, alice)
    shared = await bureau.post(
        "/v1/recovery-key", {"public": alice.key.public}, founder
    )
    made = await bureau.post("/v1/recovery-key", body, founder)
    again = await bureau.post("/v1/recovery-key", {"public": POINT}, founder)

    assert {"keys": [], "recovery": None} == before
    assert [404, 400, 204, 409] == [
        one.status_code for one in (theirs, shared, made, again)
    ]
    assert {"code": "taken"} == again.json()
    after = (await bureau.get("/v1/desk-keys")).json()
    assert body["public"] == b64decode(after["recovery"])
    acts = [(one.act, one.actor) for one in await bureau.journal(RECOVERY)]
    assert [(Act.RECOVERY_KEY, founder.id)] == acts


POINT = KeyPair.make().public


async def test_keys_form_the_chain_that_clients_check(
    bureau: Bureau, keys: Keys, alice: Person
) -> None:
    """Every row, as any client reads it, follows the one before."""
    first = await keys.make(alice)
    second = await keys.make(alice, epoch=2)

    listed = (await bureau.get("/v1/desk-keys")).json()["keys"]
    rows = [
        DeskKey(
            row["seq"], row["desk"], row["epoch"],
            *(b64decode(row[name]) for name in ("public", "previous", "hash")),
        )
        for row in listed
    ]  # fmt: skip

    verify(rows)
    assert {"seq", "desk", "epoch", "public", "previous", "hash"} == set(listed[0])
    assert BEGINNING == rows[0].previous
    assert [(1, first.public), (2, second.public)] == [
        (row.epoch, row.public) for row in rows
    ]
    current = await bureau.db.read(store.current_keys)
    assert {"police": (2, second.public)} == current


async def test_a_key_goes_from_hand_to_hand(
    bureau: Bureau, keys: Keys, alice: Person, bob: Person
) -> None:
    """The maker opens it, gives it, and the other opens the very same key."""
    key = await keys.make(alice)
    before = await keys.grants(bob)

    answer = await keys.give(alice, bob, key)

    assert 204 == answer.status_code
    assert [] == before["mine"]
    assert {"desk": "police", "member": bob.id} in before["wanting"]
    after = await keys.grants(bob)
    assert bob.id not in {one["member"] for one in after["wanting"]}
    assert [] == after["renew"]
    assert {"desk", "epoch", "sealed"} == set(after["mine"][0])
    label = Label(Purpose.GRANT, bob.id, "police", 1)
    opened = open_sealed(bob.key.private, label, b64decode(after["mine"][0]["sealed"]))
    assert key.private == opened
    assert {(alice.id, alice.id), (RECOVERY, alice.id), (bob.id, alice.id)} == {
        (one["member"], one["by"]) for one in after["held"]
    }
    assert {"desk", "epoch", "member", "by", "at"} == set(after["held"][0])
    acts = [one for one in await bureau.journal(bob.id) if one.act is Act.GRANT]
    assert [(alice.id, "police 1")] == [(one.actor, one.detail) for one in acts]


async def test_only_holders_give_and_only_to_their_desk(
    bureau: Bureau, keys: Keys, founder: Person, alice: Person, bob: Person
) -> None:
    """Neither administrators nor colleagues without the key; to no other desk, to no
    station, to nobody suspended (peers.md §7.2 #27).
    """
    key = await keys.make(alice)
    carol = await bureau.hire(founder, "carol", desks=["gendarmerie"])
    stopped = await bureau.hire(founder, "stopped")
    await bureau.post(f"/v1/members/{stopped.id}/suspend", by=founder)
    clerk = await bureau.hire(founder, "clerk", roles=["administrator"], desks=[])
    nobody = Person("nobody", id=new_id())

    for by, to in (
        (founder, bob),
        (bob, bob),
        (carol, bob),
        (alice, carol),
        (alice, clerk),
        (alice, stopped),
        (alice, nobody),
    ):
        answer = await keys.give(by, to, key)
        assert (404, {"code": "not-found"}) == (answer.status_code, answer.json())
    answer = await keys.give(alice, bob, key, epoch=2)
    assert 404 == answer.status_code
    answer = await keys.give(alice, bob, key, member=RECOVERY)
    assert 404 == answer.status_code
    for desk in ("gendarmerie", "relief", "recovery", "station", "POLICE"):
        body = {"epoch": 1, **sealed_for(bob.id, bob.key.public, key)}
        body["fingerprint"] = fingerprint(bob.key.public)
        answer = await bureau.post(f"/v1/desks/{desk}/grants", body, alice)
        assert 404 == answer.status_code
    assert 2 == len((await keys.grants(alice))["held"])


async def test_a_supervisor_may_hold_the_key_of_any_desk(
    bureau: Bureau, keys: Keys, founder: Person, alice: Person
) -> None:
    """To read with a reason: the key makes nobody answer that desk's line."""
    key = await keys.make(alice)

    answer = await keys.give(alice, founder, key)

    assert 204 == answer.status_code
    mine = (await keys.grants(founder))["mine"]
    assert [("police", 1)] == [(one["desk"], one["epoch"]) for one in mine]
    (known,) = [
        one for one in await members(founder.id, db=bureau.db) if one.id == founder.id
    ]
    assert known.may_hold("police")
    assert not known.answers_for("police")


async def test_a_key_is_given_to_who_read_the_words(
    keys: Keys, alice: Person, bob: Person
) -> None:
    """A look-alike's fingerprint is refused (peers.md §7.2 #27)."""
    key = await keys.make(alice)

    for words in (fingerprint(alice.key.public), fingerprint(POINT), "a b c d e f"):
        answer = await keys.give(alice, bob, key, fingerprint=words)
        assert (409, {"code": "wrong-fingerprint"}) == (
            answer.status_code,
            answer.json(),
        )
    assert 204 == (await keys.give(alice, bob, key)).status_code


async def test_a_grant_is_not_replaced(keys: Keys, alice: Person, bob: Person) -> None:
    """A second one could be noise, and lock the member out."""
    key = await keys.make(alice)
    await keys.give(alice, bob, key)

    answer = await keys.give(alice, bob, KeyPair.make())

    assert (409, {"code": "taken"}) == (answer.status_code, answer.json())


async def test_only_the_desk_makes_its_key(
    bureau: Bureau, keys: Keys, founder: Person, alice: Person, bob: Person
) -> None:
    """Not an administrator, not another desk, not a member without the present key."""
    carol = await bureau.hire(founder, "carol", desks=["gendarmerie"])
    for maker in (founder, carol):
        answer = await bureau.post(POLICE, keys.body(maker, KeyPair.make()), maker)
        assert 404 == answer.status_code
    await keys.make(alice)
    body = keys.body(bob, KeyPair.make(), epoch=2)
    assert 404 == (await bureau.post(POLICE, body, bob)).status_code
    body = keys.body(alice, KeyPair.make(), bob, epoch=2)
    answer = await bureau.post(POLICE, body, alice)
    assert (400, {"code": "bad-request"}) == (answer.status_code, answer.json())
    assert 1 == len((await bureau.get("/v1/desk-keys")).json()["keys"])


async def test_no_key_is_made_before_recovery(bureau: Bureau, alice: Person) -> None:
    """Or a desk that loses its people would lose its conversations."""
    body = Keys(bureau, KeyPair.make()).body(alice, KeyPair.make())

    answer = await bureau.post(POLICE, body, alice)

    assert (409, {"code": "wrong-step"}) == (answer.status_code, answer.json())


async def test_one_of_two_keys_made_at_once_stands(
    bureau: Bureau, keys: Keys, alice: Person
) -> None:
    """The other maker looks at the list again."""
    answers = await asyncio.gather(
        *(
            bureau.post(POLICE, keys.body(alice, KeyPair.make()), alice)
            for _ in range(8)
        )
    )

    assert [201] + [409] * 7 == sorted(answer.status_code for answer in answers)
    assert 2 == len((await keys.grants(alice))["held"])


async def test_a_key_serves_one_purpose(
    bureau: Bureau, keys: Keys, alice: Person
) -> None:
    """A desk's key is nobody's own, nor recovery's, nor a former one (#27)."""
    former = await keys.make(alice)

    for key in (alice.key, keys.recovery, former):
        body = keys.body(alice, key, epoch=2)
        answer = await bureau.post(POLICE, body, alice)
        assert 400 == answer.status_code


@pytest.mark.parametrize(
    "but",
    [
        {"seq": 1},
        {"hash": bytes(32)},
        {"epoch": 0},
        {"epoch": -1},
        {"epoch": True},
        {"epoch": "1"},
        {"epoch": 1.5},
        {"epoch": 2**70},
        {"public": bytes(65)},
        {"public": None},
        {"grants": []},
        {"grants": None},
    ],
    ids=str,
)
async def test_a_new_key_has_one_form(
    bureau: Bureau, keys: Keys, alice: Person, but: dict[str, object]
) -> None:
    """Exactly these fields, of these types (peers.md §7.2 #7, #16)."""
    body = keys.body(alice, KeyPair.make()) | but

    answer = await bureau.post(POLICE, body, alice)

    assert (400, {"code": "bad-request"}) == (answer.status_code, answer.json())


async def test_a_private_key_in_clear_is_refused(
    bureau: Bureau, keys: Keys, alice: Person, bob: Person
) -> None:
    """A console that forgot to seal tells nobody."""
    key = KeyPair.make()
    body = keys.body(alice, key)
    body["grants"][0]["sealed"] = key.private.ljust(114, b"\x00")
    made = await bureau.post(POLICE, body, alice)
    key = await keys.make(alice)
    given = await keys.give(alice, bob, key, sealed=key.private)

    assert (400, 400) == (made.status_code, given.status_code)


async def test_grants_fall_with_the_access(
    bureau: Bureau, keys: Keys, founder: Person, alice: Person, bob: Person
) -> None:
    """Suspended: the sealed keys are destroyed, and the desk asks for a new one."""
    key = await keys.make(alice)
    await keys.give(alice, bob, key)
    await bureau.post(f"/v1/members/{bob.id}/suspend", by=founder)

    seen = await keys.grants(alice)
    assert bob.id not in {one["member"] for one in seen["held"]}
    assert ["police"] == seen["renew"]
    rows = await bureau.rows(
        "SELECT sealed FROM desk_grant WHERE member = :m", m=bob.id
    )
    assert [b""] == [bytes(row["sealed"]) for row in rows]
    acts = [(one.act, one.actor, one.detail) for one in await bureau.journal(bob.id)]
    assert (Act.WITHDRAW, founder.id, "police 1") == acts[-1]
    await keys.make(alice, epoch=2)
    assert [] == (await keys.grants(alice))["renew"]


async def test_who_comes_back_is_given_keys_anew(
    bureau: Bureau, keys: Keys, founder: Person, alice: Person, bob: Person
) -> None:
    """Resuming gives no key by itself; a colleague does; the renewal stays due."""
    key = await keys.make(alice)
    await keys.give(alice, bob, key)
    for act in ("suspend", "resume"):
        await bureau.post(f"/v1/members/{bob.id}/{act}", by=founder)
    bob = await bureau.sign_in(bob)
    before = await keys.grants(bob)

    answer = await keys.give(alice, bob, key)

    assert [] == before["mine"]
    assert {"desk": "police", "member": bob.id} in before["wanting"]
    assert 204 == answer.status_code
    after = await keys.grants(bob)
    assert (1, ["police"]) == (len(after["mine"]), after["renew"])


async def test_a_desk_nobody_holds_any_more_may_start_anew(
    bureau: Bureau, keys: Keys, founder: Person, alice: Person, bob: Person
) -> None:
    """What was sealed before stays with the recovery key."""
    await keys.make(alice)
    await bureau.post(f"/v1/members/{alice.id}/leave", by=alice)

    await keys.make(bob, epoch=2)

    held = (await keys.grants(bob))["held"]
    assert {(1, RECOVERY), (2, RECOVERY), (2, bob.id)} == {
        (one["epoch"], one["member"]) for one in held
    }


async def test_former_keys_last_as_long_as_their_conversations(
    bureau: Bureau, keys: Keys, alice: Person
) -> None:
    """Then they are destroyed, except recovery's; the present one never."""
    await keys.make(alice)
    bureau.clock.pass_(SETTLED)
    await keys.make(alice, epoch=2)
    await retire(frozenset(), db=bureau.db, now=bureau.clock)
    fresh = (await keys.grants(alice))["mine"]
    bureau.clock.pass_(SETTLED)
    used = frozenset({("police", 1)})
    await retire(used, db=bureau.db, now=bureau.clock)
    kept = (await keys.grants(alice))["mine"]
    await retire(frozenset(), db=bureau.db, now=bureau.clock)
    left = await keys.grants(alice)

    assert [1, 2] == [one["epoch"] for one in fresh]
    assert [1, 2] == [one["epoch"] for one in kept]
    assert [2] == [one["epoch"] for one in left["mine"]]
    assert (1, RECOVERY) in {(one["epoch"], one["member"]) for one in left["held"]}
    assert [] == left["renew"]


async def test_a_sealed_key_is_shown_to_its_member_alone(
    bureau: Bureau, keys: Keys, alice: Person, bob: Person
) -> None:
    """Others see that it is held, not its bytes (peers.md §7.2 #21)."""
    await keys.make(alice)
    sealed = (await keys.grants(alice))["mine"][0]["sealed"]

    for who in (bob, alice):
        listed = (await bureau.get("/v1/members", who)).text
        public = (await bureau.get("/v1/desk-keys")).text
        assert sealed not in listed + public
    assert sealed not in (await bureau.get("/v1/grants", bob)).text
    assert 404 == (await bureau.get("/v1/grants")).status_code


async def test_the_room_forgets_nothing_of_a_conversation(
    bureau: Bureau, keys: Keys, alice: Person
) -> None:
    """It keeps nothing about any."""
    await keys.make(alice)
    await bureau.db.write(lambda tx: store.forget(tx, "police"))

    assert 1 == len((await keys.grants(alice))["mine"])
