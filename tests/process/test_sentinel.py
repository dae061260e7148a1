"""A marked conversation: where its words, and what it was, may never be found.

Marks are looked for byte by byte: as such, in UTF-16, base64, hex, inside gzip, in
write-ahead logs and what was received. The search is shown to find what is not sealed.
"""

import contextlib
import hashlib
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from process.served import Inhabited, inhabited, pieces, search, sent
from process.test_crash import files

from havre.client.canonical import from_base64, to_base64
from havre.client.envelopes import Label, Purpose, open_sealed, seal_to
from havre.client.errors import CannotOpen
from havre.client.in_hand import InHand
from havre.client.report import open_report
from havre.client.resume_code import ResumeKeys, make, wrap_key
from havre.client.sealing import (
    DirectionKeys,
    Place,
    Side,
    new_key,
    open_message,
    seal_note,
)
from havre.client.service import Service
from havre.client.visitor import Correspondent, Visitor

MARK = b"sentinelle-des-mots-7f3a"
NOTE = b"sentinelle-des-notes-51c9"
AGENT = b"sentinelle-du-navigateur-90de"
PAGE = b"sentinelle-de-la-page-d-avant-33b1"
REPORT = b"sentinelle-du-signalement-c24d"
MARKS = [MARK, NOTE, AGENT, PAGE, REPORT]


def ck_of(house: Inhabited, officer: Correspondent, reason: str = "open") -> bytes:
    """Return the conversation's key as the officer opens it."""
    path = f"/v1/conversations/{officer.conversation}/envelopes?reason={reason}"
    (one, *_) = officer.service.get(path)["envelopes"]
    label = Label(Purpose.CONVERSATION, officer.conversation, one["desk"], one["epoch"])
    private = house.people.camille.desk_key(one["desk"], one["epoch"])
    return open_sealed(private, label, from_base64(one["sealed"]))


def take_note(house: Inhabited, officer: Correspondent, number: int = 1) -> None:
    """Write a sealed note, with its key for the desk."""
    key, id_ = new_key(), officer.conversation
    (desk,) = [k for k in house.people.camille.desk_keys() if k.desk == "police"]
    label = Label(Purpose.NOTE, id_, "police", desk.epoch)
    body = {
        "n": number,
        "sealed": to_base64(seal_note(key, id_, number, NOTE.decode())),
        "fence": officer.fence,
        "envelope": {
            "desk": "police",
            "epoch": desk.epoch,
            "sealed": to_base64(seal_to(desk.public, label, key)),
        },
    }
    officer.service.post(f"/v1/conversations/{id_}/notes", body)


def report(house: Inhabited, officer: Correspondent) -> None:
    """Open a report: the key for the desk and for recovery, in the ledger."""
    id_, ck = officer.conversation, ck_of(house, officer)
    (desk,) = [k for k in house.people.camille.desk_keys() if k.desk == "police"]
    recovery = from_base64(officer.service.get("/v1/desk-keys")["recovery"])
    envelopes = [
        {
            "target": target,
            "epoch": epoch,
            "sealed": to_base64(
                seal_to(public, Label(Purpose.REPORT, id_, target, epoch), ck)
            ),
        }
        for target, epoch, public in (
            ("police", desk.epoch, desk.public),
            ("recovery", 1, recovery),
        )
    ]
    body = {"fence": officer.fence, "envelopes": envelopes}
    officer.service.post(f"/v1/conversations/{id_}/report", body)


def resume(house: Inhabited, visitor: Visitor, ck: bytes) -> None:
    """Make a code and come back with it."""
    keys = ResumeKeys.of(make())
    body = {
        "auth_hash": to_base64(hashlib.sha256(keys.auth).digest()),
        "wrapped": to_base64(wrap_key(keys, visitor.conversation, ck)),
    }
    visitor.service.post(f"/v1/conversations/{visitor.conversation}/resume-code", body)
    back = Service(house.server.base).post("/v1/resume", {"auth": to_base64(keys.auth)})
    visitor.service = Service(house.server.base, back["token"])


def whole_conversation(house: Inhabited) -> tuple[Visitor, Correspondent]:
    """Walk a marked conversation through every door of both sides."""
    text = MARK.decode()
    told = {"User-Agent": AGENT.decode(), "Referer": f"https://{PAGE.decode()}/"}
    for path in ("/", "/questions", "/v1/route?postcode=75011", "/v1/nothing"):
        house.server.knock("GET", path, **told)
    visitor = house.visitor(danger=True)
    visitor.send(text)
    officer = house.people.camille.take_next()
    assert officer is not None
    house.people.camille.call_centre(officer.conversation, officer.fence or 0)
    house.server.knock(
        "POST",
        f"/v1/conversations/{visitor.conversation}/frames",
        json.dumps([{"t": "typing"}]).encode(),
        visitor.service.token,
        **told,
    )
    with house.socket_of(officer) as his, house.socket_of(visitor) as hers:
        his.settle()
        hers.settle(1)
        hers.tell(t="typing")
        his.tell(t="typing")
        long = officer.seal(1, f"{text} " * 500)
        his.tell(**sent(1, long, fence=officer.fence))
        officer.sent = int(his.until("ack")["n"])
        hers.tell(t="send", n=2, sealed="AAAA", x=text)
        hers.until("refused")
    take_note(house, officer)
    resume(house, visitor, ck_of(house, officer))
    visitor.send(text)
    assert 3 == len(visitor.read())
    return visitor, officer


def everywhere(house: Inhabited) -> list[Path]:
    """Where a word could lie: the stores, the log, all that was received."""
    return [house.server.data, house.server.control]


def test_no_word_is_in_clear_anywhere(own):
    """Not in a store, a log, a temporary file, nor in what the server was sent."""
    visitor, officer = whole_conversation(own)
    refused = {str(own.server.control / "received")}  # the word put in an unknown key

    assert refused == set(search(everywhere(own), [MARK]))
    assert {} == search(everywhere(own), [NOTE, AGENT, PAGE])
    assert {} == search([own.server.data], MARKS)
    visitor.leave()
    own.people.camille.decide(officer.conversation, officer.fence)
    own.server.kill()
    assert {} == search([own.server.data], MARKS)
    assert {} == search([own.server.log.parent / "log"], MARKS)
    assert b"127.0.0.1" not in own.server.log.read_bytes()


def test_what_an_officer_writes_is_in_clear_nowhere(own):
    """A report, version after version; kept, it is read again and found nowhere."""
    visitor, officer = own.held()
    hand = InHand(own.people.camille, officer, "police")
    hand.report()
    for version in (1, 2):
        hand.write_report(version, f"{version} {REPORT.decode()} " * 1_500)
    visitor.leave()
    own.people.camille.decide(officer.conversation, officer.fence or 0, "report")

    assert (2, f"2 {REPORT.decode()} " * 1_500) == _written(own, officer)
    own.server.kill()

    assert {} == search(everywhere(own), [REPORT])


def _written(house: Inhabited, officer: Correspondent) -> tuple[int, str]:
    """Read a report that is kept, with the desk's key alone."""
    id_, camille = officer.conversation, house.people.camille
    path = f"/v1/conversations/{id_}/report-text?reason=after"
    found = camille.service.get(path)
    (one,) = found["envelopes"]
    label = Label(Purpose.REPORT, id_, one["target"], one["epoch"])
    private = camille.desk_key(one["target"], one["epoch"])
    ck = open_sealed(private, label, from_base64(one["sealed"]))
    parts = [from_base64(part) for part in found["parts"]]
    return found["version"], open_report(ck, id_, found["version"], parts)


def test_the_search_finds_a_report_that_is_not_sealed(own):
    """A faulty console's: of a legal size, in clear."""
    _, officer = own.held()
    InHand(own.people.camille, officer, "police").report()
    part = (b"\x01" + bytes(12) + REPORT).ljust(285, b"\0")
    body = {"fence": officer.fence, "version": 1, "parts": [to_base64(part)]}
    path = f"/v1/conversations/{officer.conversation}/report-text"
    own.people.camille.service.post(path, body)

    assert search([own.server.data], [REPORT])


def unsealed(number: int, form: str) -> bytes:
    """Return a message that a faulty client forgot to seal: legal in size, in clear."""
    text = {
        "clear": MARK,
        "utf-16": MARK.decode().encode("utf-16-le"),
        "hex": MARK.hex().encode(),
    }[form]
    return (b"\x01" + bytes(12 + number % 3) + text).ljust(285, b"\0")


@pytest.mark.parametrize("form", ["clear", "utf-16", "hex"])
def test_the_search_finds_what_is_not_sealed(own, form):
    """The same walk with sealing off fails: on disk, and in what was received."""
    visitor = own.visitor()
    for number in (1, 2, 3):
        assert "ack" == visitor.send_sealed(number, unsealed(number, form))["t"]

    found = search(everywhere(own), [MARK])

    assert any(form in how for path, how in found.items() if "ledger.db" in path)
    if form == "clear":
        received = found[str(own.server.control / "received")]
        assert "base64" in received, "a body carries it in base64"


def test_clear_text_of_no_legal_form_is_refused(own):
    """Any length, any first byte but those of a sealed message (peers.md §7.2 #11)."""
    visitor = own.visitor()
    for content in (MARK, MARK * 20, b"\x02" + MARK.ljust(284), MARK.ljust(285)):
        assert "bad-seal" == visitor.send_sealed(1, content)["code"]

    assert {} == search([own.server.data], [MARK])


def sealed_bytes(visitor: Visitor) -> list[bytes]:
    """Return every sealed message of a conversation."""
    visitor.held = {"visitor": 0, "agent": 0}
    return [
        from_base64(one["sealed"]) for one in visitor.receive() if one["t"] == "message"
    ]


def keys_on_disk(house: Inhabited, conversation: str) -> list[bytes]:
    """Return every key of a conversation that the keyring holds."""
    with files(house.server.data) as found:
        rows = found.keys(
            "SELECT sealed FROM envelope WHERE conversation = :id"
            " UNION SELECT wrapped FROM resume WHERE conversation = :id",
            id=conversation,
        )
    return [bytes(row[0]) for row in rows]


def test_after_erase_the_sealed_bytes_themselves_are_nowhere(own):
    """Acknowledged: no store, log or journal has a byte of them, while it serves on."""
    visitor, officer = whole_conversation(own)
    other = own.visitor()
    other.send("reste")
    marks = [*sealed_bytes(visitor), *keys_on_disk(own, visitor.conversation)]
    assert 6 == len(marks)
    for mark in marks:
        assert any(any(_parts(mark, file)) for file in _files(own))

    assert "frozen" == visitor.leave()
    assert own.people.camille.decide(officer.conversation, officer.fence)

    for file in _files(own):
        for mark in marks:
            assert not any(_parts(mark, file)), file
    assert ["reste"] == other.read()
    for path in ("frames?visitor=0&agent=0&wait=0", "envelopes?reason=open"):
        gone = own.server.knock(
            "GET", f"/v1/conversations/{visitor.conversation}/{path}", None,
            officer.service.token,
        )  # fmt: skip
        assert 404 == gone.status


def _parts(mark: bytes, file: Path) -> list[bool]:
    content = file.read_bytes()
    forms = [*pieces(mark), to_base64(mark).encode()]
    return [form in content for form in forms]


def _files(house: Inhabited) -> list[Path]:
    return [file for file in house.server.data.rglob("*") if file.is_file()]


def backup(house: Inhabited, where: Path) -> None:
    """Copy the ledger as an archive does: a consistent copy, keyring left out."""
    where.mkdir()
    source = sqlite3.connect(
        f"file:{house.server.data / 'ledger.db'}?mode=ro", uri=True
    )
    copy = sqlite3.connect(where / "ledger.db")
    source.backup(copy)
    source.close()
    copy.close()


def rows(ledger: Path, sql: str, **values: Any) -> list[Any]:
    """Read a restored ledger."""
    connection = sqlite3.connect(ledger)
    found = connection.execute(sql, values).fetchall()
    connection.close()
    return found


def test_a_restored_ledger_opens_reports_and_nothing_erased(own, template, tmp_path):
    """The drill: back up, erase, restore without the keyring, try every key we own."""
    erased, reported = [whole_conversation(own) for _ in "ab"]
    report(own, reported[1])
    backup(own, tmp_path / "archive")
    for visitor, officer in (erased, reported):
        visitor.leave()
        if visitor is erased[0]:
            assert own.people.camille.decide(officer.conversation, officer.fence)
    own.server.kill()
    ledger = tmp_path / "archive" / "ledger.db"

    texts = _opened(ledger, own, template, erased[0].conversation)
    assert 0 == len(texts), "an erased conversation was opened from an archive"
    kept = rows(
        ledger,
        "SELECT * FROM message WHERE conversation = :id",
        id=erased[0].conversation,
    )
    assert kept, "the archive does hold its bytes"
    by_key = _opened(ledger, own, template, reported[0].conversation)
    assert {"police", "recovery"} == set(by_key)
    for texts in by_key.values():
        assert 3 == len(texts)
        assert all(MARK.decode() in text for text in texts)


def _opened(
    ledger: Path, house: Inhabited, template: Any, conversation: str
) -> dict[str, list[str]]:
    """Return the texts of a conversation, by each key that opens the archive."""
    messages = rows(
        ledger,
        "SELECT side, number, sealed FROM message"
        " WHERE conversation = :id ORDER BY seq",
        id=conversation,
    )
    things = _sealed_keys(ledger)
    labels = [
        Label(purpose, conversation, target, 1)
        for purpose in Purpose
        for target in ("police", "gendarmerie", "relief", "recovery")
    ]
    texts = {}
    for name, private in _private_keys(ledger, house, template).items():
        for ck in _opening(private, labels, things):
            keys = DirectionKeys.of(ck)
            texts[name] = [
                open_message(keys, Place(conversation, Side(side), number), sealed)
                for side, number, sealed in messages
            ]
    return texts


def _private_keys(ledger: Path, house: Inhabited, template: Any) -> dict[str, bytes]:
    """Return the recovery key, and each desk's from its members' grants."""
    held = {"recovery": bytes.fromhex((template.data / "recovery-key.txt").read_text())}
    members = (house.people.camille, house.people.dominique, house.people.sacha)
    grants = rows(ledger, "SELECT desk, epoch, member, sealed FROM desk_grant")
    for officer in members:
        for desk, epoch, member, sealed in grants:
            if member == officer.member["id"]:
                label = Label(Purpose.GRANT, member, desk, epoch)
                held[desk] = open_sealed(officer.key.private, label, sealed)
    assert {"recovery", "police", "gendarmerie", "relief"} == set(held)
    return held


def _sealed_keys(ledger: Path) -> list[bytes]:
    """Return whatever has the size of a sealed key, in any table."""
    tables = rows(ledger, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return [
        value
        for (table,) in tables
        for row in rows(ledger, f"SELECT * FROM {table}")
        for value in row
        if isinstance(value, bytes) and len(value) == 114
    ]


def _opening(private: bytes, labels: list[Label], things: list[bytes]) -> list[bytes]:
    opened = []
    for sealed in things:
        for label in labels:
            with contextlib.suppress(CannotOpen):
                opened.append(open_sealed(private, label, sealed))
    return opened


def test_a_server_on_a_restored_ledger_gives_no_word(own, template, tmp_path):
    """Restored over a lost machine: nobody is given a key of the erased one."""
    visitor, officer = whole_conversation(own)
    backup(own, tmp_path / "archive")
    visitor.leave()
    own.people.camille.decide(officer.conversation, officer.fence)
    own.server.stop()
    for file in own.server.data.glob("ledger.db*"):
        file.unlink()
    shutil.copy(tmp_path / "archive" / "ledger.db", own.server.data / "ledger.db")
    own.server.start()

    path = f"/v1/conversations/{officer.conversation}/envelopes?reason=open"
    answer = own.server.knock("GET", path, None, officer.service.token)
    assert answer.status == 404 or [] == answer.json["envelopes"]


def test_whoever_comes_leaves_no_trace_in_a_plain_server(template, tmp_path):
    """`havre serve` itself: no address, agent, referrer or language, in file or log."""
    with inhabited(template, tmp_path, plain=True) as house:
        told = {
            "User-Agent": AGENT.decode(),
            "Referer": f"https://{PAGE.decode()}/",
            "X-Forwarded-For": "203.0.113.77",
            "Forwarded": "for=203.0.113.77",
            "Accept-Language": "tlh",
            "Cookie": "trace=203.0.113.77",
        }
        visitor, officer = house.held()
        mine = f"/v1/conversations/{visitor.conversation}"
        for method, path, token in (
            ("GET", "/", None),
            ("GET", "/v1/route?postcode=75011", None),
            ("POST", "/v1/sign-in", None),
            ("POST", "/v1/resume", None),
            ("GET", f"{mine}/frames?visitor=0&agent=0&wait=0", visitor.service.token),
            ("POST", f"{mine}/frames", visitor.service.token),
            ("GET", "/unknown", None),
        ):
            house.server.knock(method, path, b'{"a":1}', token, **told)
        house.server.raw(
            b"GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: " + AGENT + b"\xff\r\n"
        )
        with house.socket_of(visitor, additional_headers=told) as line:
            line.settle()
            line.socket.send(b"\xff")
        visitor.leave()
        house.people.camille.decide(officer.conversation, officer.fence or 0)
        house.server.stop()
        everything = [house.server.data, house.server.control]
        marks = [AGENT, PAGE, b"203.0.113.77", b"trace="]

        assert {} == search(everything, marks)
        assert b"127.0.0.1:" not in house.server.log.read_bytes().replace(
            f"http://127.0.0.1:{house.server.port}/".encode(), b""
        )
