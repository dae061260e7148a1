"""No room left: nothing is acknowledged, everyone is told, readers go on."""

import contextlib
import resource
import time

import pytest
from process.served import Inhabited
from process.test_crash import check_house, files

from havre.client.service import Refused
from havre.client.visitor import Visitor


def fill(house: Inhabited, visitor: Visitor) -> list[str]:
    """Send until there is no room; return what was acknowledged."""
    (house.server.control / "pages").write_text("full")
    kept = []
    for n in range(60):
        sealed = visitor.seal(visitor.sent + 1, f"{n}" + "x" * 15_000)
        answer = visitor.send_sealed(visitor.sent + 1, sealed)
        if answer["t"] == "refused":
            assert "storage-unavailable" == answer["code"]
            return kept
        visitor.sent += 1
        kept.append(f"{n}" + "x" * 15_000)
    raise AssertionError("the disk never fills")


def _open_many(house: Inhabited) -> None:
    for _ in range(200):  # a small row may still find room in a page
        house.visitor()


def test_a_full_disk_acknowledges_nothing_and_recovers(own):
    """503 and the same code everywhere; what was kept is read; room comes back."""
    visitor, officer = own.held()
    visitor.send("avant")
    kept = fill(own, visitor)

    assert ["avant", *kept] == officer.read()
    with pytest.raises(Refused) as refused:
        _open_many(own)
    assert (503, "storage-unavailable") == (refused.value.status, refused.value.code)
    with own.socket_of(visitor) as line:
        line.tell(t="ping")
        line.until("pong")
    assert own.server.alive()
    with files(own.server.data) as found:
        check_house(found)

    (own.server.control / "pages").unlink()
    assert "ack" == visitor.send("x" * 15_000)["t"]
    assert ["x" * 15_000] == officer.read()
    assert "frozen" == visitor.leave()
    assert b"unexpected" not in own.server.log.read_bytes()


def test_an_erasure_on_a_full_disk_is_finished_once_there_is_room(own):
    """Destroying frees room, so it is done, or refused and done later: never half."""
    visitor, officer = own.held()
    visitor.send("x" * 15_000)
    fill(own, visitor)
    camille, fence = own.people.camille, officer.fence or 0
    outcomes = []
    for act in (visitor.leave, lambda: camille.decide(officer.conversation, fence)):
        try:
            outcomes.append(act())
        except Refused as refused:
            outcomes.append(refused.code)
            (own.server.control / "pages").unlink(missing_ok=True)
    if "storage-unavailable" in outcomes:
        with contextlib.suppress(Refused):
            visitor.leave()
        with contextlib.suppress(Refused):
            camille.decide(officer.conversation, fence)

    with files(own.server.data) as found:
        check_house(found)
        assert [] == found.execute("SELECT * FROM message")


def test_files_that_may_not_grow_refuse_and_lose_nothing(own):
    """The system itself refuses to write (a quota): the same words, the same end."""
    visitor, officer = own.held()
    visitor.send("avant")
    pid = own.server.process.pid
    size = (own.server.data / "ledger.db-wal").stat().st_size
    former = resource.prlimit(
        pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)
    )
    answers = [visitor.send_sealed(2, visitor.seal(2, "x" * 15_000)) for _ in range(3)]
    assert [("refused", "storage-unavailable")] * 3 == [
        (one["t"], one["code"]) for one in answers
    ]
    assert ["avant"] == officer.read()
    resource.prlimit(pid, resource.RLIMIT_FSIZE, former)

    ends = time.monotonic() + 5
    while visitor.send_sealed(2, visitor.seal(2, "après"))["t"] != "ack":
        assert time.monotonic() < ends
    assert ["après"] == officer.read()
    assert b"Traceback" not in own.server.log.read_bytes()
    own.server.restart()
    visitor.held = {"visitor": 0, "agent": 0}
    assert ["avant", "après"] == visitor.read()
