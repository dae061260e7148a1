"""Taking an accord back: what she gave goes alone, everywhere, before it is sent."""

import shutil
from dataclasses import replace

import pytest
from builders import a_conversation, a_core, on_disk
from file.builders import WITH_HAVRE, WITHOUT, Tab, a_talk, lent_by
from hypothesis import given
from hypothesis import strategies as st

from havre.access import actions as access
from havre.appointment import store as appointments
from havre.conversation import store as conversations
from havre.errors import NotYours, StorageUnavailable, WrongStep
from havre.file import accord, erasing, keyring, sent, store
from havre.file.rules import Accord, AccordState, Why, may_withdraw
from havre.journal import store as journal
from havre.rounds import wake

pytestmark = pytest.mark.anyio


async def withdraw(talk):
    """Take it back."""
    return await erasing.withdraw(talk.id, talk.session, talk.lent)


async def flag(talk, **flags):
    """Say that she is in danger, or a minor."""

    def work(tx):
        conversations.keep(tx, replace(conversations.find(tx, talk.id), **flags))

    await talk.core.ledger.write(work)


async def rows(core, *tables):
    """How many rows there are in these tables of the ledger."""

    def work(tx):
        return [
            tx.execute(f"SELECT count(*) AS n FROM {one}")[0]["n"] for one in tables
        ]

    return await core.ledger.read(work)


async def test_what_she_takes_back_is_gone_from_the_disk(talk):
    """Identity, its key, her code's wrap, the parts made ready; the words stay."""
    await talk.ask()
    given_ = await talk.give()
    await talk.upload("dossier")
    await talk.core.say(talk.id, talk.token, 1, b"\x01words".ljust(285, b"\x07"))
    part = (await talk.core.ledger.read(lambda tx: sent.parts(tx, talk.tab.file)))[0]

    assert await withdraw(talk) is None

    for gone in (given_.identity, given_.key.sealed, given_.wrapped, part.sealed):
        assert [] == on_disk(talk.core.path, gone)
    assert on_disk(talk.core.path, b"\x01words")
    assert [0, 0, 0] == await rows(talk.core, "identity", "file_part", "file_erasing")
    told = await talk.identity()
    assert (None, None) == (told.file, told.sealed)


async def test_a_copy_of_the_ledger_says_nothing_of_what_she_took_back(tmp_path):
    """Restored from yesterday, it has the sealed bytes; no key is left to open them."""
    kept, home = tmp_path / "backup", tmp_path / "house"
    home.mkdir()
    with a_core(home) as core:
        talk = await a_talk(core)
        await talk.agreed()
        await core.ledger.scrub()
        shutil.copytree(home, kept)
        await withdraw(talk)
        shutil.copy(home / "keyring.db", kept / "keyring.db")  # never archived
        key = (talk.tab.gives(talk.pairs["police"].public)).key

    with a_core(kept) as restored:
        assert [1] == await rows(restored, "identity")
        assert set() == await restored.keys.read(keyring.everyone)
        told = await replace(talk, core=restored, lent=lent_by(restored)).identity()
        assert told.key is None
        assert [] == on_disk(kept, key.sealed)


async def test_once_more_is_fine_and_she_may_agree_again(talk):
    """Her answer was lost: the same. Asked anew, she may give with a new file."""
    await talk.agreed()
    assert await withdraw(talk) is None
    assert await withdraw(talk) is None
    assert AccordState.WITHDRAWN is (await talk.accord()).state

    talk.tab = Tab()
    await talk.agreed()
    assert "Camille" in talk.reads(await talk.identity())


async def test_there_is_nothing_to_take_back_before_it_is_given(talk):
    """Nothing asked, or asked: nothing was given."""
    for before in (None, talk.ask):
        if before:
            await before()
        with pytest.raises(WrongStep):
            await withdraw(talk)


async def test_her_former_credential_takes_nothing_back(talk):
    """Closed is closed."""
    await talk.agreed()
    talk.token = "another"
    with pytest.raises(NotYours):
        await withdraw(talk)
    assert [1] == await rows(talk.core, "identity")


async def test_what_was_sent_stays_and_she_is_told(talk):
    """The station has it; the journal says that she asked."""
    await talk.send_all()
    assert Why.SENT is await withdraw(talk)

    assert [1, 1] == await rows(talk.core, "identity", "file")
    about = await talk.core.ledger.read(lambda tx: journal.about(tx, talk.id))
    assert ("visitor", "stays sent") == (about[-1].actor, about[-1].detail)


@pytest.mark.parametrize("flagged", ["danger", "minor"])
async def test_a_report_on_a_danger_or_a_minor_keeps_it_and_she_is_told(talk, flagged):
    """The law asks to transmit; without report, or without flag, it goes."""
    await talk.agreed()
    await flag(talk, report=True, **{flagged: True})
    assert Why.LAW is await withdraw(talk)
    assert [1] == await rows(talk.core, "identity")

    await flag(talk, report=False)
    assert await withdraw(talk) is None


async def test_the_hour_goes_with_the_accord(talk):
    """Freed for somebody else, and the name to call destroyed."""
    await talk.agreed()
    await talk.book()
    await withdraw(talk)

    def read(tx):
        free = appointments.free(tx, WITH_HAVRE, 0, 9)
        return appointments.is_booked(tx, talk.id), len(free)

    assert (False, 1) == await talk.core.ledger.read(read)
    assert [] == on_disk(talk.core.path, b"sentinel-name")
    assert [] == on_disk(talk.core.path, b"sentinel-reception")


async def test_no_to_another_station_takes_back_what_the_first_had(talk):
    """She is asked of another and refuses: nothing of hers is left."""
    await talk.agreed()
    await talk.ask(WITHOUT)
    await accord.decline(talk.id, talk.session, talk.lent)

    assert [0] == await rows(talk.core, "identity")
    assert set() == await talk.core.keys.read(keyring.everyone)


@pytest.mark.parametrize("done", ["nothing", "keys", "rows"])
async def test_cut_short_it_is_finished_at_the_next_start(tmp_path, done):
    """Killed after the intent, after the keys or after the rows: nothing is left."""
    with a_core(tmp_path) as core:
        talk = await a_talk(core)
        await talk.ask()
        given_ = await talk.give()

        def intend(tx):
            former = store.accord(tx, talk.id)
            erasing.intend(tx, former, AccordState.WITHDRAWN, 1)

        await core.ledger.write(intend)
        if done != "nothing":
            await core.keys.write(lambda tx: keyring.erase(tx, talk.tab.file))
        if done == "rows":
            await core.ledger.write(lambda tx: store.erase(tx, talk.tab.file))
        told = await talk.identity()
        assert (None, None) == (told.file, told.sealed)  # from the intent on

    with a_core(tmp_path) as core:
        await wake(core.house)

        assert [] == on_disk(tmp_path, given_.identity)
        assert [] == on_disk(tmp_path, given_.key.sealed)
        assert [0, 0] == await rows(core, "identity", "file_erasing")


class FullDisk:
    """A keyring that keeps nothing for a while."""

    def __init__(self, keys):
        self.keys = keys
        self.full = True

    async def write(self, work):
        """Fail while it is full."""
        if self.full:
            raise StorageUnavailable("full")
        return await self.keys.write(work)

    async def read(self, work):
        """Read what is there."""
        return await self.keys.read(work)


async def test_a_full_disk_leaves_it_to_be_finished(talk):
    """Refused for now, and never readable again; once more finishes it."""
    await talk.ask()
    given_ = await talk.give()
    disk = FullDisk(talk.core.keys)
    stores = replace(talk.core.stores, keys=disk)
    talk.lent = replace(talk.lent, stores=stores)

    with pytest.raises(StorageUnavailable):
        await withdraw(talk)
    assert (await talk.identity()).sealed is None

    disk.full = False
    assert await withdraw(talk) is None
    assert [] == on_disk(talk.core.path, given_.key.sealed)


async def test_only_keys_that_nobody_gave_are_swept(tmp_path):
    """An answer cut short between the two leaves a key: it goes, the others stay."""
    with a_core(tmp_path) as core:
        talk = await a_talk(core)
        await talk.agreed()
        orphan, key = Tab(), talk.tab.gives(talk.pairs["police"].public).key
        await core.keys.write(lambda tx: keyring.set_key(tx, talk.id, orphan.file, key))
        opening = keyring.Opening(orphan.file, talk.id, b"\x01".ljust(61))
        await core.keys.write(lambda tx: keyring.set_opening(tx, opening, bytes(32)))

        await access.sweep_keys(ledger=core.ledger, keys=core.keys)
        await erasing.sweep_keys(ledger=core.ledger, keys=core.keys)

        assert {talk.tab.file} == await core.keys.read(keyring.everyone)
        assert "Camille" in talk.reads(await talk.identity())


async def test_a_refused_answer_leaves_no_key(talk):
    """Her access was closed between the two: the key does not stay for nobody."""
    await talk.ask()
    core = talk.core

    class ClosesInBetween:
        """A keyring during whose commit she leaves."""

        async def write(self, work):
            done = await core.keys.write(work)
            await flag(talk, token=None)
            return done

        read = core.keys.read

    lent = replace(talk.lent, stores=replace(core.stores, keys=ClosesInBetween()))
    with pytest.raises(NotYours):
        await replace(talk, lent=lent).give()

    assert set() == await core.keys.read(keyring.everyone)


@given(
    state=st.sampled_from(AccordState),
    gave=st.booleans(),
    report=st.booleans(),
    danger=st.booleans(),
    minor=st.booleans(),
)
def test_only_a_sending_or_the_law_keeps_what_she_gave(
    state, gave, report, danger, minor
):
    """Whatever else is true: never more reasons than these two, in this order."""
    known = a_conversation(report=report, danger=danger, minor=minor)
    file = "f" if gave else None
    accord_ = Accord(known.id, WITH_HAVRE, state, 0, file=file)
    if state is AccordState.SENT:
        assert Why.SENT is may_withdraw(known, accord_)
    elif not gave:
        with pytest.raises(WrongStep):
            may_withdraw(known, accord_)
    else:
        bound = report and (danger or minor)
        assert (Why.LAW if bound else None) is may_withdraw(known, accord_)
