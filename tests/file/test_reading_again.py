"""A sent file is read again at its desk, by who must hand it over, and nobody else."""

import pytest
from builders import COLLEAGUE, OFFICER, Core
from file.builders import INVESTIGATION, WITH_HAVRE, WITHOUT, Talk

from havre.client.envelopes import Label, Purpose, open_sealed
from havre.client.file import FileKeys, open_file
from havre.errors import NotYours
from havre.file import carrying, reading, sent
from havre.file.reading import ReadAgain
from havre.journal.rules import Act
from havre.journal.store import about
from havre.keys import store as keys
from havre.keys.rules import Grant
from havre.plumbing.tokens import new_id
from havre.report import store as reports
from havre.report.rules import Kind
from havre.report.transmitting import Addressed, acknowledged, followed, transmit

pytestmark = pytest.mark.anyio

DOCUMENT = "Ce qu'elle a dit, une seule fois. " * 900  # several parts
STRANGER = "officer-of-gendarmerie"
INES = "investigator-without-a-desk"


async def holding(core: Core, **holders: str) -> None:
    """Give members the present key of a desk."""

    def work(tx):
        epochs = keys.current_epochs(tx)
        for member, desk in {
            OFFICER: "police", COLLEAGUE: "police", STRANGER: "gendarmerie",
            INES: INVESTIGATION, **holders,
        }.items():  # fmt: skip
            keys.give(tx, desk, epochs[desk], Grant(member, b""), "giver", 0)

    await core.ledger.write(work)


async def gone(talk: Talk, station: str = WITHOUT) -> str:
    """Send the file to `station`; return its transmission."""
    await holding(talk.core)
    await talk.report()
    await talk.agreed(station)
    of = await talk.upload(DOCUMENT)
    targets = {"police": 1, "recovery": 1}
    if station == WITH_HAVRE:
        targets[INVESTIGATION] = 1
    return await talk.send(talk.sending(DOCUMENT, of, **targets))


async def read(talk: Talk, transmission: str, member: str = OFFICER) -> ReadAgain:
    """Read it again."""
    return await reading.read(transmission, member, "transmit", talk.lent)


@pytest.mark.parametrize("carried", [False, True])
@pytest.mark.parametrize("member", [OFFICER, COLLEAGUE])
async def test_who_holds_the_desks_key_reads_what_goes_on_paper(talk, carried, member):
    """Whoever of the desk hands it over; the journal says who and why, before."""
    transmission = await gone(talk)
    if carried:
        await carrying.went(transmission, OFFICER, "fax", talk.lent)

    again = await read(talk, transmission, member)

    assert len(again.parts) == again.file.of > 1
    label = Label(Purpose.FILE, talk.tab.file, "police", again.envelope.epoch)
    fk = open_sealed(talk.pairs["police"].private, label, again.envelope.sealed)
    opened = open_file(FileKeys.of(fk), again.file.file, again.parts, again.file.hash)
    assert DOCUMENT == opened
    row = (await talk.core.ledger.read(lambda tx: about(tx, talk.id)))[-1]
    assert (member, Act.FILE_READ, "transmit") == (row.actor, row.act, row.detail)


async def test_nobody_else_reads_it_and_unknown_is_the_same_answer(talk):
    """Another desk, a member without a key, an investigator's key, an id of none."""
    transmission = await gone(talk)
    centre = Addressed(Kind.CENTRE, "cic", "CIC", False, None)
    paper = Addressed(Kind.PAPER, WITHOUT, "Brigade", False, bytes(32))
    others = [
        await transmit(talk.id, OFFICER, talk.held.fence, one, talk.core.stores)
        for one in (centre, paper)
    ]
    before = await talk.core.ledger.read(lambda tx: about(tx, talk.id))

    for id_, member in (
        (transmission, STRANGER), (transmission, INES), (transmission, "nobody"),
        (new_id(), OFFICER), *((one, OFFICER) for one in others),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            await read(talk, id_, member)
    assert before == await talk.core.ledger.read(lambda tx: about(tx, talk.id))


async def test_what_a_station_with_havre_has_is_not_read_again(talk):
    """It is there: nobody has to hand it over."""
    transmission = await gone(talk, WITH_HAVRE)
    with pytest.raises(NotYours):
        await read(talk, transmission)


async def test_a_key_taken_away_or_of_another_epoch_reads_nothing(talk):
    """A later key of the desk opens nothing that was sealed to the one before."""
    transmission = await gone(talk)
    await talk.core.ledger.write(
        lambda tx: keys.withdraw(tx, "police", 1, COLLEAGUE, 1)
    )
    await talk.core.key("police")
    await talk.core.grant(COLLEAGUE, "police")

    with pytest.raises(NotYours):
        await read(talk, transmission, COLLEAGUE)
    assert await read(talk, transmission)


async def test_it_is_read_until_its_outcome_is_told(talk):
    """A receipt told by phone may be a mistake; after the outcome nothing is owed."""
    transmission = await gone(talk)
    await acknowledged(transmission, OFFICER, "Brigadier Martin", talk.core.stores)
    assert await read(talk, transmission)

    await followed(transmission, OFFICER, "Plainte prise", talk.core.stores)

    with pytest.raises(NotYours):
        await read(talk, transmission)


async def test_it_is_not_read_once_the_file_is_erased(talk):
    """The transmission outlives it, and gives nothing."""
    transmission = await gone(talk)
    await talk.core.ledger.write(lambda tx: sent.forget(tx, talk.id))
    assert await talk.core.ledger.read(
        lambda tx: reports.transmission(tx, transmission)
    )

    with pytest.raises(NotYours):
        await read(talk, transmission)


async def test_no_row_no_read(talk):
    """When the journal cannot be written, the file is not given."""
    transmission = await gone(talk)
    await talk.core.ledger.write(
        lambda tx: tx.execute(
            "CREATE TRIGGER full BEFORE INSERT ON journal"
            " BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    )

    with pytest.raises(Exception, match="full"):
        await read(talk, transmission)
