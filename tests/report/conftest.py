"""What the tests of this room share."""

import pytest
from builders import Core


@pytest.fixture
async def room(core: Core) -> Core:
    """Two desks with keys; Paul and Pia of the police, Gaëlle of the gendarmerie, and
    Sacha who supervises with the key of the police.
    """
    await core.key("police", "gendarmerie", "relief")
    for member, desk, supervises in (
        ("paul", "police", False),
        ("pia", "police", False),
        ("gaelle", "gendarmerie", False),
        ("sacha", "police", True),
    ):
        await core.hire(member, desk, supervises=supervises)
        core.presence.arrived(member, [desk])
    return core
