"""Her accord: asked, given, put right, refused; and what another desk may not read."""

from dataclasses import replace

import pytest
from builders import COLLEAGUE, OFFICER, on_disk
from file.builders import WHO, WITH_HAVRE, WITHOUT, Tab

from havre.conversation import store as conversations
from havre.conversation.rules import BadSeal, Side, Stale
from havre.conversation.state import state_of
from havre.errors import BadRequest, NotYours, WrongStep
from havre.file import accord, keyring, sending
from havre.file.rules import AccordState, AppointmentOpen, NeedsAccord
from havre.file.sent import Part
from havre.journal import store as journal
from havre.journal.rules import Act

pytestmark = pytest.mark.anyio


async def course(talk, side=Side.VISITOR):
    """Where the talk leads, as one side is told."""

    def read(tx):
        known = conversations.find(tx, talk.id)
        return state_of(tx, known, side, None, None, talk.core.house.around).course

    return await talk.core.ledger.read(read)


async def passed_on(talk, desk="gendarmerie"):
    """Let a colleague of another desk have the conversation."""

    def work(tx):
        known = conversations.find(tx, talk.id)
        conversations.keep(tx, replace(known, desk=desk, member=COLLEAGUE))

    await talk.core.ledger.write(work)


async def test_nothing_is_told_before_it_is_asked(talk):
    """No course, on either side, and nothing to answer."""
    assert await course(talk) is None
    with pytest.raises(WrongStep):
        await talk.give()


async def test_she_is_asked_with_a_station_and_both_are_told(talk):
    """The bell rings, and the state names the station and where her accord is."""
    rung = []
    talk.core.bell.listen(f"state:{talk.id}", lambda: rung.append(1))
    await talk.ask()

    for side in Side:
        told = await course(talk, side)
        assert (WITH_HAVRE, "asked") == (told.station, told.accord)
    assert rung


async def test_only_who_has_her_in_hand_asks_and_of_a_known_station(talk):
    """Another officer, an older lease, an invented station: refused, nothing kept."""
    fence = talk.held.fence
    for member, number, station, refusal in (
        (COLLEAGUE, fence, WITH_HAVRE, NotYours),
        (OFFICER, fence - 1, WITH_HAVRE, Stale),
        (OFFICER, fence, "nowhere", NotYours),
    ):
        with pytest.raises(refusal):
            await accord.ask(talk.id, member, number, station, talk.lent)
    assert await talk.accord() is None


async def test_what_she_gives_is_read_by_her_officer_alone(talk):
    """Sealed for the desk; the server's bytes say nothing; the journal says who."""
    await talk.agreed()
    told = await talk.identity()

    assert WHO == talk.reads(told)
    assert told.conversation_too
    assert [] == on_disk(talk.core.path, b"Sentinelle")
    with pytest.raises(NotYours):
        await talk.identity(COLLEAGUE)
    rows = await talk.core.ledger.read(lambda tx: journal.about(tx, talk.id))
    assert (Act.IDENTITY, OFFICER) == (rows[-1].act, rows[-1].actor)


async def test_no_row_no_read_of_an_identity(talk):
    """If the journal cannot be written, nothing she gave is given."""
    await talk.agreed()
    await talk.core.ledger.write(lambda tx: tx.execute("DROP TABLE journal"))
    with pytest.raises(Exception, match="journal"):
        await talk.identity()


async def test_there_is_no_identity_without_an_accord(talk):
    """Asked is not given."""
    for before in (None, talk.ask):
        if before:
            await before()
        told = await talk.identity()
        assert (None, None, None) == (told.file, told.key, told.sealed)


async def test_a_revision_replaces_the_one_before(talk):
    """The officer reads the second; no byte of the first is left on the disk."""
    await talk.ask()
    first = await talk.give()
    assert on_disk(talk.core.path, first.identity)
    await talk.give(revision=2, text=WHO.replace("Camille", "Dominique"))

    told = await talk.identity()
    assert 2 == told.revision
    assert "Dominique" in talk.reads(told)
    assert [] == on_disk(talk.core.path, first.identity)


async def test_a_revision_is_neither_skipped_nor_taken_back(talk):
    """The next one only; the last once more, as a retry sends it, changes nothing."""
    await talk.ask()
    given = await talk.give()
    await talk.give(given)
    await talk.give(revision=2)
    for revision in (1, 2, 4):
        with pytest.raises(BadRequest):
            await talk.give(revision=revision)
    assert 2 == (await talk.accord()).revision


async def test_a_tab_that_lost_its_key_begins_another_file(talk):
    """She came back with a code: what the former tab gave is erased, keys first."""
    await talk.agreed()
    former = talk.tab.file
    talk.tab = Tab()
    await talk.give()

    assert WHO == talk.reads(await talk.identity())
    assert {talk.tab.file} == await talk.core.keys.read(keyring.everyone)
    rows = await talk.core.ledger.read(
        lambda tx: tx.execute("SELECT file FROM identity")
    )
    assert former not in {row["file"] for row in rows}


@pytest.mark.parametrize("but", [{"desk": "gendarmerie"}, {"epoch": 2}])
async def test_what_is_sealed_to_another_key_is_refused(talk, but):
    """Another desk's, or an epoch not in use: nobody who answers could open it."""
    await talk.ask()
    with pytest.raises(BadRequest):
        await talk.give(**but)
    assert set() == await talk.core.keys.read(keyring.everyone)


@pytest.mark.parametrize("part", ["identity", "wrapped"])
async def test_clear_text_is_refused(talk, part):
    """The sizes and the version of sealed things, nothing else."""
    await talk.ask()
    given = talk.tab.gives(talk.pairs["police"].public)
    with pytest.raises(BadSeal):
        await talk.give(replace(given, **{part: b"Camille Sentinelle"}))


async def test_two_files_never_share_a_code(core, talk):
    """No honest draw does that: the second is refused, the first still opens."""
    await talk.agreed()
    _, token, held = await core.open_and_take()
    other = replace(talk, held=held, token=token, tab=Tab(code=talk.tab.code))
    await other.ask()
    with pytest.raises(BadRequest):
        await other.give()

    assert {talk.tab.file} == await core.keys.read(keyring.everyone)


async def test_she_says_no(talk):
    """Told to the officer; nothing to read; it may be asked again."""
    await talk.ask()
    await accord.decline(talk.id, talk.session, talk.lent)
    assert "refused" == (await course(talk, Side.AGENT)).accord
    with pytest.raises(WrongStep):
        await talk.give()

    await talk.agreed()
    assert "given" == (await course(talk)).accord


async def test_a_question_taken_back_leaves_what_was_there(talk):
    """Never given: nothing asked any more. Given: as it was, at its station."""
    fence = talk.held.fence
    await talk.ask()
    await accord.cancel(talk.id, OFFICER, fence, talk.lent)
    assert await course(talk) is None

    await talk.agreed()
    await talk.ask(WITHOUT)
    assert "asked" == (await course(talk)).accord
    await accord.cancel(talk.id, OFFICER, fence, talk.lent)
    told = await course(talk)
    assert (WITH_HAVRE, "given") == (told.station, told.accord)
    with pytest.raises(WrongStep):
        await accord.cancel(talk.id, OFFICER, fence, talk.lent)


async def test_she_agrees_to_the_station_that_was_named_to_her(talk):
    """Asked of another in between, her answer to the first is no answer."""
    await talk.ask()
    given = talk.tab.gives(talk.pairs["police"].public, station=WITH_HAVRE)
    await talk.ask(WITHOUT)
    with pytest.raises(WrongStep):
        await talk.give(given)


async def test_no_other_station_while_an_hour_is_booked(talk):
    """She would come to one, and her file to another."""
    await talk.agreed()
    await talk.book()
    with pytest.raises(AppointmentOpen):
        await talk.ask(WITHOUT)
    await talk.ask(WITH_HAVRE)  # the same is no change
    assert AccordState.GIVEN is (await talk.accord()).state


async def test_another_desk_has_it_to_ask_anew(talk):
    """It cannot read what was sealed to the first, sends nothing, and she is told."""
    await talk.agreed()
    await passed_on(talk)

    assert "asked" == (await course(talk)).accord
    told = await talk.identity(COLLEAGUE)
    assert (None, None) == (told.key, told.sealed)
    part = Part(
        talk.tab.file, 1, 1, talk.tab.gives(talk.pairs["police"].public).identity
    )
    with pytest.raises(NeedsAccord):
        await sending.add_part(talk.id, COLLEAGUE, talk.held.fence, part, talk.lent)


async def test_she_gives_it_anew_to_the_other_desk(talk):
    """The next revision, sealed to who answers now; the file's id stays."""
    await talk.agreed()
    await passed_on(talk)
    given = talk.tab.gives(
        talk.pairs["gendarmerie"].public, revision=2, desk="gendarmerie"
    )
    await talk.give(given)

    told = await talk.identity(COLLEAGUE)
    assert WHO == talk.reads(told, "gendarmerie")
    assert "given" == (await course(talk)).accord


async def test_a_closed_access_answers_nothing(talk):
    """Her former credential neither gives nor refuses."""
    await talk.ask()
    talk.token = "another"
    with pytest.raises(NotYours):
        await talk.give()
    with pytest.raises(NotYours):
        await accord.decline(talk.id, talk.session, talk.lent)
    assert set() == await talk.core.keys.read(keyring.everyone)
