"""A file is opened with a reason, by whom it was sent to or whom she shows her code."""

import hashlib

import pytest
from file.builders import INVESTIGATION
from station.builders import BOTH, CLERK, INES, STRANGER, Post

from havre.client import opening_code
from havre.client.envelopes import Label, Purpose, open_sealed
from havre.client.file import FileKeys, file_hash, open_file
from havre.client.opening_code import OpeningKeys
from havre.errors import NotYours
from havre.file.opening import revoke
from havre.file.sent import FileEnvelope
from havre.journal.rules import Act
from havre.journal.store import about
from havre.station import reading, store
from havre.station.reading import Opened
from havre.station.rules import Reason

pytestmark = pytest.mark.anyio

DOCUMENT = "Ce qu'elle a dit, une seule fois. " * 900  # several parts


def read(opened: Opened, fk: bytes) -> str:
    """What a browser makes of it."""
    keys = FileKeys.of(fk)
    return open_file(keys, opened.file.file, opened.parts, opened.file.hash)


async def test_an_investigator_reads_what_was_sent_to_the_station(post: Post) -> None:
    """With the station's key; the reason is in the journal before."""
    talk = await post.sent(DOCUMENT)

    opened = await reading.read(talk.tab.file, INES, Reason.RECEIVED, post.lent)

    assert isinstance(opened.key, FileEnvelope)
    assert len(opened.parts) == opened.file.of > 1
    label = Label(Purpose.FILE, talk.tab.file, INVESTIGATION, opened.key.epoch)
    fk = open_sealed(talk.pairs[INVESTIGATION].private, label, opened.key.sealed)
    assert DOCUMENT == read(opened, fk)
    rows = await post.core.ledger.read(lambda tx: about(tx, talk.id))
    assert (INES, Act.FILE_READ, "received") == (
        rows[-1].actor, rows[-1].act, rows[-1].detail,
    )  # fmt: skip


async def test_an_investigator_does_not_read_another_stations_file(post: Post) -> None:
    """Nor does the front desk, nor anyone a file that was not sent: one answer."""
    talk, other = await post.sent(), await post.agenda.agreed()

    for file, member in (
        (talk.tab.file, STRANGER), (talk.tab.file, CLERK), (other.tab.file, INES),
        ("A" * 22, INES),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            await reading.read(file, member, Reason.INQUIRY, post.lent)
    assert await reading.read(talk.tab.file, BOTH, Reason.INQUIRY, post.lent)


async def test_no_row_no_read(post: Post) -> None:
    """When the journal cannot be written, the file is not given."""
    talk = await post.sent()
    await post.core.ledger.write(
        lambda tx: tx.execute(
            "CREATE TRIGGER full BEFORE INSERT ON journal"
            " BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    )

    with pytest.raises(Exception, match="full"):
        await reading.read(talk.tab.file, INES, Reason.INQUIRY, post.lent)


async def test_another_station_opens_with_her_code(post: Post) -> None:
    """She may complain at any of them; the journal says who read, where and why."""
    talk = await post.sent(DOCUMENT)
    keys = OpeningKeys.of(talk.tab.code)

    opened = await reading.open_with_code(
        keys.auth, STRANGER, Reason.APPOINTMENT, post.lent
    )

    assert isinstance(opened.key, bytes)
    fk = opening_code.unwrap_file(keys, talk.tab.file, opened.key)
    assert DOCUMENT == read(opened, fk)
    rows = await post.core.ledger.read(lambda tx: about(tx, talk.id))
    acts = [(row.actor, row.act) for row in rows]
    assert (STRANGER, Act.OPENING) in acts
    assert (STRANGER, Act.FILE_READ) == acts[-1]


async def test_a_code_that_opens_nothing(post: Post) -> None:
    """Unknown, revoked, or of what was never sent: one refusal."""
    talk, other = await post.sent(), await post.agenda.agreed()
    revoked = OpeningKeys.of(talk.tab.code)
    await revoke(revoked.auth, post.lent.files)

    for auth in (bytes(32), revoked.auth, OpeningKeys.of(other.tab.code).auth):
        with pytest.raises(NotYours):
            await reading.open_with_code(auth, INES, Reason.INQUIRY, post.lent)


async def test_what_left_havre_is_known_again(post: Post) -> None:
    """By its hash: one byte changed and it is not; the first export stands."""
    talk = await post.sent(DOCUMENT)
    page = hashlib.sha256(b"the page").digest()

    for by in (INES, BOTH):
        await reading.export(talk.tab.file, page, by, post.lent)

    known = await reading.known_export(page, post.lent)
    assert known is not None
    assert (talk.tab.file, INES.capitalize()) == (known.file, known.by)
    assert await reading.known_export(file_hash(DOCUMENT), post.lent)
    assert await reading.known_export(file_hash(DOCUMENT + " "), post.lent) is None
    for member in (STRANGER, CLERK):
        with pytest.raises(NotYours):
            await reading.export(talk.tab.file, bytes(32), member, post.lent)
    rows = await post.core.ledger.read(lambda tx: about(tx, talk.id))
    assert [page.hex()] * 2 == [row.detail for row in rows if row.act is Act.EXPORT]
    await post.core.ledger.write(lambda tx: store.forget(tx, talk.id))
    assert await reading.known_export(page, post.lent) is None
