"""What a no holds against, and what a yes that was put right takes along."""

from dataclasses import replace

import pytest
from builders import OFFICER, on_disk
from file.builders import WHO, WITH_HAVRE, WITHOUT, Tab

from havre.appointment import store as appointments
from havre.conversation import store as conversations
from havre.errors import BadRequest
from havre.file import accord, keyring
from havre.file.rules import AccordState, NeedsAccord

pytestmark = pytest.mark.anyio


async def in_danger(talk):
    """A report is open and a danger was said: the law keeps what she gave."""

    def work(tx):
        known = conversations.find(tx, talk.id)
        conversations.keep(tx, replace(known, report=True, danger=True))

    await talk.core.ledger.write(work)


async def cancel(talk):
    """Take the question back."""
    await accord.cancel(talk.id, OFFICER, talk.held.fence, talk.lent)


async def decline(talk):
    """She says no."""
    await accord.decline(talk.id, talk.session, talk.lent)


@pytest.mark.parametrize("again", [WITH_HAVRE, WITHOUT])
async def test_no_officer_makes_a_yes_of_her_no(talk, again):
    """The law keeps what she gave; asked again and taken back, it is still a no."""
    await talk.report()
    await talk.agreed()
    await in_danger(talk)
    await talk.ask(WITHOUT)
    await decline(talk)

    await talk.ask(again)
    await cancel(talk)
    assert AccordState.REFUSED is (await talk.accord()).state
    with pytest.raises(NeedsAccord):
        await talk.upload("dossier")
    with pytest.raises(NeedsAccord):
        await talk.send(talk.sending("dossier"))
    assert {talk.tab.file} == await talk.core.keys.read(keyring.everyone)
    assert WHO == talk.reads(await talk.identity())


async def test_a_no_that_the_law_outlives_gives_the_hour_up(talk):
    """She has said no: she comes to no one, and the hour is somebody else's."""
    await talk.agreed()
    await talk.book()
    await in_danger(talk)

    def passed_on(tx):
        known = conversations.find(tx, talk.id)
        conversations.keep(tx, replace(known, desk="gendarmerie"))

    await talk.core.ledger.write(passed_on)
    await decline(talk)
    assert not await talk.core.ledger.read(
        lambda tx: appointments.is_booked(tx, talk.id)
    )
    assert [] == on_disk(talk.core.path, b"sentinel-name")


async def test_what_she_put_right_leaves_no_draft_to_send(talk):
    """What was sealed before she corrected herself does not go: not even half of it."""
    await talk.report()
    await talk.agreed()
    of = await talk.upload("d" * 40_000)
    await talk.give(revision=2)

    with pytest.raises(BadRequest):
        await talk.send(talk.sending("d" * 40_000, of))
    await talk.upload("d" * 40_000, count=1)
    with pytest.raises(BadRequest):
        await talk.send(talk.sending("d" * 40_000, of))

    await talk.upload("d" * 40_000)
    assert await talk.send(talk.sending("d" * 40_000, of))


async def test_a_yes_after_a_no_is_a_yes(talk):
    """Asked again, she may give: what was kept of the former goes."""
    await talk.agreed()
    await in_danger(talk)
    await talk.ask(WITHOUT)
    await decline(talk)
    talk.tab = Tab()
    await talk.agreed()

    assert AccordState.GIVEN is (await talk.accord()).state
    assert {talk.tab.file} == await talk.core.keys.read(keyring.everyone)
