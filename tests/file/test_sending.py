"""Sending the file: to whom exactly, on what conditions, and what is left of it."""

import asyncio
import shutil
from dataclasses import replace

import pytest
from builders import COLLEAGUE, OFFICER, a_core
from file.builders import INVESTIGATION, WITHOUT, a_talk, lent_by, read_file

from havre.client.errors import CannotOpen
from havre.conversation.rules import BadSeal, Stale
from havre.errors import BadRequest, NotYours
from havre.file import erasing, keyring, sending, sent, store
from havre.file.rules import AccordState, FileTaken, NeedsAccord
from havre.file.sent import Part
from havre.report import store as reports
from havre.report.rules import Kind, NeedsReport

pytestmark = pytest.mark.anyio

LONG = "Ce qu'elle a dit. " * 2_000  # several parts


async def test_the_station_reads_the_very_document(talk):
    """So do the desk that sent it, and the recovery key; nobody else has a key."""
    await talk.send_all(LONG)
    for target in (INVESTIGATION, "police", "recovery"):
        pair = talk.pairs[target]
        assert LONG == await read_file(talk.core, talk.tab.file, target, pair)
    stranger = talk.pairs["gendarmerie"]
    with pytest.raises(CannotOpen):
        await read_file(talk.core, talk.tab.file, INVESTIGATION, stranger)


async def test_it_is_a_transmission_that_went_at_once(talk):
    """Followed like the others: to a station with Havre, sent by this officer."""
    id_ = await talk.send_all()
    one = await talk.core.ledger.read(lambda tx: reports.transmission(tx, id_))

    assert (Kind.STATION, OFFICER) == (one.kind, one.sent_by)
    assert talk.tab.file == one.file
    assert one.sent_at is not None
    assert AccordState.SENT is (await talk.accord()).state


async def test_a_station_without_havre_is_still_to_be_reached(talk):
    """Sealed to the desk and recovery alone; « à transmettre » until somebody says."""
    await talk.report()
    await talk.agreed(WITHOUT)
    of = await talk.upload("dossier")
    with pytest.raises(BadRequest):
        await talk.send(talk.sending("dossier", of))
    id_ = await talk.send(talk.sending("dossier", of, police=1, recovery=1))

    one = await talk.core.ledger.read(lambda tx: reports.transmission(tx, id_))
    assert (Kind.PAPER, WITHOUT, None) == (one.kind, one.target, one.sent_at)


@pytest.mark.parametrize(
    "targets",
    [
        {"police": 1, "recovery": 1},
        {"police": 1, "recovery": 1, "investigation.another": 1},
        {"police": 1, "recovery": 1, INVESTIGATION: 2},
        {"police": 2, "recovery": 1, INVESTIGATION: 1},
        {"gendarmerie": 1, "recovery": 1, INVESTIGATION: 1},
        {"police": 1, "recovery": 1, INVESTIGATION: 1, "gendarmerie": 1},
    ],
)
async def test_another_station_or_epoch_is_refused(talk, targets):
    """Exactly the keys in use of who is to read it: no fewer, no other, no more."""
    await talk.report()
    await talk.agreed()
    of = await talk.upload("dossier")
    with pytest.raises(BadRequest):
        await talk.send(talk.sending("dossier", of, **targets))
    assert await talk.core.ledger.read(lambda tx: sent.find(tx, talk.tab.file)) is None


async def test_without_report_nothing_goes(talk):
    """Only a report keeps a conversation, and the file says what it keeps."""
    await talk.agreed()
    of = await talk.upload("dossier")
    with pytest.raises(NeedsReport):
        await talk.send(talk.sending("dossier", of))


async def test_without_accord_nothing_goes(talk):
    """Not asked, asked, asked of another station: no part, no file."""
    await talk.report()
    for before in (None, talk.ask):
        if before:
            await before()
        with pytest.raises(NeedsAccord):
            await talk.upload("dossier")
    await talk.give()
    of = await talk.upload("dossier")
    await talk.ask(WITHOUT)
    with pytest.raises(NeedsAccord):
        await talk.send(talk.sending("dossier", of))


async def test_a_missing_part_is_refused(talk):
    """All of them, or nothing."""
    await talk.report()
    await talk.agreed()
    of = await talk.upload(LONG, count=1)
    assert of > 1
    with pytest.raises(BadRequest):
        await talk.send(talk.sending(LONG, of))


async def test_a_part_may_come_again_and_another_draft_replaces_all(talk):
    """A retry is harmless; parts of a longer draft do not stay behind a shorter one."""
    await talk.report()
    await talk.agreed()
    await talk.upload(LONG)
    await talk.upload(LONG)
    of = await talk.upload("dossier")
    await talk.send(talk.sending("dossier", of))

    pair = talk.pairs["police"]
    assert "dossier" == await read_file(talk.core, talk.tab.file, "police", pair)


async def test_a_part_in_clear_or_beyond_the_last_is_refused(talk):
    """Sealed sizes; ranks from 1 to how many there are."""
    await talk.agreed()
    fence, file = talk.held.fence, talk.tab.file
    sealed = talk.tab.gives(talk.pairs["police"].public).identity
    for part, refusal in (
        (Part(file, 1, 1, b"en clair"), BadSeal),
        (Part(file, 2, 1, sealed), BadRequest),
    ):
        with pytest.raises(refusal):
            await sending.add_part(talk.id, OFFICER, fence, part, talk.lent)


async def test_sent_again_it_is_the_same_and_another_is_refused(talk):
    """Its answer was lost: the same transmission. One file for a conversation."""
    first = await talk.send_all()
    again = talk.sending("dossier")
    assert first == await talk.send(again)
    with pytest.raises(FileTaken):
        await talk.send(talk.sending("another"))
    with pytest.raises(FileTaken):
        await talk.upload("another")


async def test_only_who_has_her_in_hand_sends(talk):
    """A colleague, an older lease."""
    await talk.report()
    await talk.agreed()
    of = await talk.upload("dossier")
    brought, fence = talk.sending("dossier", of), talk.held.fence
    for member, number, refusal in (
        (COLLEAGUE, fence, NotYours),
        (OFFICER, fence - 1, Stale),
    ):
        with pytest.raises(refusal):
            await sending.send(talk.id, member, number, brought, talk.lent)


async def test_no_row_no_sending(talk):
    """If the journal cannot be written, nothing goes."""
    await talk.report()
    await talk.agreed()
    of = await talk.upload("dossier")
    await talk.core.ledger.write(lambda tx: tx.execute("DROP TABLE journal"))
    with pytest.raises(Exception, match="journal"):
        await talk.send(talk.sending("dossier", of))


def altered(sealed):
    """The same bytes, but one."""
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: [altered(parts[0]), *parts[1:]],
        lambda parts: [parts[1], parts[0], *parts[2:]],
        lambda parts: parts[:-1],
        lambda parts: [*parts, parts[0]],
    ],
    ids=["altered", "swapped", "cut", "doubled"],
)
async def test_an_altered_part_does_not_open(talk, change):
    """One byte, two parts exchanged, one left out or added: refused by who reads."""
    await talk.send_all(LONG)
    file, pair = talk.tab.file, talk.pairs["police"]
    assert LONG == await read_file(talk.core, file, "police", pair)

    with pytest.raises(CannotOpen):
        await read_file(talk.core, file, "police", pair, change)


async def test_another_document_under_the_same_keys_is_noticed(talk):
    """Sealed right, and not the one whose hash stands beside it."""
    await talk.report()
    await talk.agreed()
    of = await talk.upload("dossier")
    await talk.send(talk.sending("another", of))

    with pytest.raises(CannotOpen):
        await read_file(talk.core, talk.tab.file, "police", talk.pairs["police"])


async def test_a_restored_ledger_gives_all_that_was_sent(tmp_path):
    """Without a keyring, which no archive has: identity, file, whole."""
    home, kept = tmp_path / "house", tmp_path / "backup"
    home.mkdir()
    with a_core(home) as core:
        talk = await a_talk(core)
        await talk.send_all(LONG)
        await core.ledger.scrub()
        kept.mkdir()
        shutil.copy(home / "ledger.db", kept / "ledger.db")

    with a_core(kept) as restored:
        assert set() == await restored.keys.read(keyring.everyone)
        for target in (INVESTIGATION, "recovery"):
            pair = talk.pairs[target]
            assert LONG == await read_file(restored, talk.tab.file, target, pair)
        told = await replace(talk, core=restored, lent=lent_by(restored)).identity()
        assert "Sentinelle" in talk.reads(told)


async def test_her_accord_taken_back_at_that_moment_wins_or_comes_too_late(talk):
    """One of the two is refused; never a file without its accord."""
    await talk.report()
    await talk.agreed()
    of = await talk.upload("dossier")
    why, sent_ = await asyncio.gather(
        erasing.withdraw(talk.id, talk.session, talk.lent),
        talk.send(talk.sending("dossier", of)),
        return_exceptions=True,
    )

    state = (await talk.accord()).state
    kept = await talk.core.ledger.read(lambda tx: store.identity(tx, talk.tab.file))
    if isinstance(sent_, NeedsAccord):
        assert (None, AccordState.WITHDRAWN, None) == (why, state, kept)
    else:
        assert ("sent", AccordState.SENT) == (why, state)
        assert kept is not None
