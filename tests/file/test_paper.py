"""A page for a station without Havre: ready is not gone, and may be taken back."""

import shutil
from dataclasses import replace

import pytest
from builders import OFFICER, a_core, on_disk
from file.builders import WITHOUT, Tab, a_talk, lent_by
from file.test_reading_again import holding
from file.test_withdrawing import flag, rows, withdraw

from havre.client.opening_code import OpeningKeys
from havre.errors import NotYours, WrongStep
from havre.file import carrying, erasing, keyring, reading, sent
from havre.file.opening import opened
from havre.file.rules import AccordState, Why, standing
from havre.report import store as reports
from havre.report import transmitting
from havre.report.closing import closing
from havre.report.rules import is_open
from havre.rounds import wake
from havre.station.course import Courses

pytestmark = pytest.mark.anyio

PAPER = {"police": 1, "recovery": 1}


async def made(talk, document="dossier"):
    """Make the page ready; return its transmission."""
    await holding(talk.core)
    await talk.report()
    await talk.agreed(WITHOUT)
    of = await talk.upload(document)
    return await talk.send(talk.sending(document, of, **PAPER))


async def told(talk):
    """What both sides are told of her accord."""
    known = await talk.core.find(talk.id)
    courses = Courses(talk.core.clock)
    return (await talk.core.ledger.read(lambda tx: courses(tx, known))).accord


async def test_ready_is_not_sent_and_gone_is(talk):
    """Nobody is told that a page in a tray has left; another desk changes nothing."""
    transmission = await made(talk)
    assert "prepared" == await told(talk)
    assert AccordState.PREPARED is standing(await talk.accord(), "gendarmerie")

    for _ in "ab":
        await carrying.went(transmission, OFFICER, "fax", talk.lent)

    assert "sent" == await told(talk)
    assert Why.SENT is await withdraw(talk)


async def test_who_acknowledges_it_has_it(talk):
    """Told by phone that it came: it had gone."""
    transmission = await made(talk)
    await carrying.acknowledged(transmission, OFFICER, "Brigadier X", talk.lent)
    assert "sent" == await told(talk)


@pytest.mark.parametrize("way", ["tab", "code"])
async def test_what_has_not_gone_she_takes_back(talk, way):
    """File, parts, keys and identity are gone from the disk; it is never sent."""
    transmission = await made(talk)
    part = (await talk.core.ledger.read(lambda tx: sent.parts(tx, talk.tab.file)))[0]
    keys = await talk.core.keys.read(lambda tx: keyring.prepared(tx, talk.tab.file))
    assert 2 == len(keys)

    if way == "tab":
        assert await withdraw(talk) is None
    else:
        auth = OpeningKeys.of(talk.tab.code).auth
        opening, _ = await opened(auth, talk.lent)
        assert await erasing.withdraw(opening.conversation, None, talk.lent) is None

    for gone in (part.sealed, *(one.sealed for one in keys)):
        assert [] == on_disk(talk.core.path, gone)
    tables = ("identity", "file", "file_part", "file_envelope", "file_erasing")
    assert [0] * 5 == await rows(talk.core, *tables)
    assert set() == await talk.core.keys.read(keyring.everyone)
    assert "withdrawn" == await told(talk)

    one = await talk.core.ledger.read(lambda tx: reports.transmission(tx, transmission))
    assert one.withdrawn_at is not None
    assert not is_open(one)
    known = await talk.core.find(talk.id)
    assert not (await talk.core.ledger.read(lambda tx: closing(tx, known))).transmitted
    with pytest.raises(NotYours):
        await reading.read(transmission, OFFICER, "transmit", talk.lent)
    for say in (
        carrying.went(transmission, OFFICER, "fax", talk.lent),
        carrying.acknowledged(transmission, OFFICER, "X", talk.lent),
        transmitting.followed(transmission, OFFICER, "X", talk.core.stores),
    ):
        with pytest.raises(WrongStep):
            await say


async def test_the_law_still_keeps_it(talk):
    """A report on a danger is open: ready, it stays to be sent, and she is told."""
    transmission = await made(talk)
    await flag(talk, danger=True)
    assert Why.LAW is await withdraw(talk)
    assert await reading.read(transmission, OFFICER, "transmit", talk.lent)


async def test_taken_back_it_may_be_given_anew(talk):
    """Another file, another transmission."""
    first = await made(talk)
    await withdraw(talk)
    talk.tab = Tab()
    await talk.agreed(WITHOUT)
    of = await talk.upload("autre")
    assert first != await talk.send(talk.sending("autre", of, **PAPER))
    assert "prepared" == await told(talk)


async def test_what_is_ready_is_not_asked_nor_given_again(talk):
    """Nor sent twice: the same once more is the same."""
    transmission = await made(talk)
    assert transmission == await talk.send(talk.sending("dossier", 1, **PAPER))
    with pytest.raises(WrongStep):
        await talk.ask(WITHOUT)
    with pytest.raises(WrongStep):
        await talk.give(revision=2, station=WITHOUT)
    assert 2 == len(
        await talk.core.keys.read(lambda tx: keyring.prepared(tx, talk.tab.file))
    )


@pytest.mark.parametrize("gone", [False, True])
async def test_a_copy_of_the_ledger_opens_it_once_it_has_gone(tmp_path, gone):
    """Before, its keys are in the keyring alone; after, it survives a fire."""
    kept, home = tmp_path / "backup", tmp_path / "house"
    home.mkdir()
    with a_core(home) as core:
        talk = await a_talk(core)
        transmission = await made(talk)
        if gone:
            await carrying.went(transmission, OFFICER, "fax", talk.lent)
        await core.ledger.scrub()
        kept.mkdir()
        shutil.copy(home / "ledger.db", kept / "ledger.db")

    with a_core(kept) as core:
        await wake(core.house)
        talk = replace(talk, core=core, lent=lent_by(core))
        if gone:
            assert await reading.read(transmission, OFFICER, "transmit", talk.lent)
            return
        with pytest.raises(NotYours):
            await reading.read(transmission, OFFICER, "transmit", talk.lent)
        assert await withdraw(talk) is None


async def test_another_desks_officer_says_nothing_of_it(talk):
    """It has not gone because somebody elsewhere says so."""
    transmission = await made(talk)
    for member, id_ in (("officer-of-gendarmerie", transmission), (OFFICER, "x" * 22)):
        with pytest.raises(NotYours):
            await carrying.went(id_, member, "fax", talk.lent)
    assert "prepared" == await told(talk)
