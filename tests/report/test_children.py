"""An *information préoccupante* on a minor, to the unit of a département."""

from dataclasses import replace

import pytest
from builders import Core
from report.builders import NOTHING, REPORTED, decided, reported, sent_to

from havre.conversation.rules import Conversation
from havre.erasure.rules import Fate
from havre.errors import BadRequest
from havre.report.rules import Kind, NeedsReport, NeedsTransmission, is_addressed
from havre.report.transmitting import Addressed, acknowledged, seen, sent

pytestmark = pytest.mark.anyio

CRIP = Addressed(Kind.CRIP, "75", "CRIP de Paris", False, None)


async def of_a_minor(room: Core) -> Conversation:
    """A conversation in Paul's hands with somebody who said to be under 18."""
    await room.open(minor=True)
    held = await room.take("paul")
    assert held is not None
    return held


async def test_it_lets_what_is_flagged_close(room):
    """Refused before; told to the unit, the report is kept and it closes."""
    held = await of_a_minor(room)
    await reported(room, held)
    with pytest.raises(NeedsTransmission):
        await decided(room, held, REPORTED)

    id_ = await sent_to(room, held, CRIP)
    await sent(id_, "paul", "téléphone", room.stores)
    await acknowledged(id_, "paul", "Mme Martin", room.stores)

    assert Fate.KEPT is await decided(room, held, REPORTED)
    (told,) = await seen("paul", room.stores)
    assert (Kind.CRIP, "75", "CRIP de Paris") == (told.kind, told.target, told.name)
    assert ("téléphone", "Mme Martin") == (told.channel, told.acknowledged_by)


async def test_it_needs_a_report(room):
    """What was told of a child is written down before it is passed on."""
    held = await of_a_minor(room)
    with pytest.raises(NeedsReport):
        await sent_to(room, held, CRIP)

    with pytest.raises(NeedsTransmission):
        await decided(room, held, NOTHING)


@pytest.mark.parametrize("target", ["01", "19", "2A", "2B", "69", "95", "971", "988"])
def test_a_departement_is_told_by_its_code(target):
    """Overseas has three signs."""
    assert is_addressed(Kind.CRIP, target)


@pytest.mark.parametrize(
    "target", ["00", "20", "96", "2C", "75111", "7 5", "CRIP", "٧٥"]
)
async def test_what_is_no_departement_is_refused(room, target):
    """For this kind alone: a court has another id."""
    held = await of_a_minor(room)
    await reported(room, held)
    with pytest.raises(BadRequest):
        await sent_to(room, held, replace(CRIP, target=target))

    assert [] == await seen("paul", room.stores)
    assert is_addressed(Kind.PROSECUTOR, target)
