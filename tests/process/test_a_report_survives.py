"""The drill of what is kept: a ledger restored alone opens all of that, and no more.

Every key that anybody holds is tried on every sealed key of the archive, under every
label; whatever comes out is tried on every sealed thing in it.
"""

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from process.served import Furnished, Inhabited, inhabited
from process.test_sentinel import backup, rows
from process.test_what_she_gives import in_hand, refusal, the_station

from havre.client.canonical import from_base64, to_base64
from havre.client.envelopes import Label, Purpose, open_sealed
from havre.client.errors import CannotOpen
from havre.client.file import FileKeys, file_hash, open_file, open_identity, seal_file
from havre.client.given import Following
from havre.client.in_hand import InHand
from havre.client.report import open_report
from havre.client.sealing import DirectionKeys, Place, Side, open_message
from havre.client.service import Service
from havre.client.visitor import Visitor

SAID = "mot-sentinelle-7c01"
REPORTED = "signalement-sentinelle-52fa"
NAME = "Nom-Sentinelle-e09b"
REPORTED_ALONE = "signalement-sans-dossier-b7e4"
GONE = (
    "autre-mot-sentinelle-90be",
    "Autre-Nom-Sentinelle-17d8",
    "Nom-Repris-Sentinelle-4a2c",
    "dossier-jamais-parti-c8f0",
)
LONG = "dossier-sentinelle-3d66 " * 2_000  # several parts


def told(name: str) -> dict[str, Any]:
    """What she gives of herself."""
    return {"v": 1, "name": name, "called": "Camille", "conversation": True}


def a_report_kept(house: Inhabited) -> tuple[Visitor, InHand]:
    """Written, twice; an accord given, a file sent; she leaves, and it is decided."""
    visitor, camille = in_hand(house)
    visitor.send(SAID)
    camille.own.read()
    camille.report()
    for version in (1, 2):
        camille.write_report(version, f"{REPORTED} {version}")
    station = the_station(house)
    camille.ask_accord(station)
    visitor.give_accord(told(NAME))
    camille.send_file(station, json.dumps({"v": 1, "said": LONG}))
    visitor.leave()
    assert camille.decide("directed", "couple", "report") is False
    return visitor, camille


def an_accord_alone(house: Inhabited) -> tuple[Visitor, InHand]:
    """She has spoken and agreed; nothing is reported."""
    visitor, camille = in_hand(house)
    visitor.send(GONE[0])
    camille.own.read()
    camille.ask_accord(the_station(house))
    visitor.give_accord(told(GONE[1]))
    return visitor, camille


def a_file_not_sent(house: Inhabited) -> tuple[Visitor, InHand]:
    """Reported and agreed, every part sealed and there; and the file never goes."""
    visitor, camille = in_hand(house)
    camille.report()
    camille.write_report(1, REPORTED_ALONE)
    camille.ask_accord(the_station(house))
    visitor.give_accord(told(GONE[2]))
    given = camille.read_identity()
    assert given is not None
    parts = seal_file(FileKeys.of(given.fk), given.file, GONE[3])
    path = f"/v1/conversations/{camille.own.conversation}/file-parts"
    for n, sealed in enumerate(parts, 1):
        body = {"file": given.file, "n": n, "of": len(parts)}
        sent = {"fence": camille.own.fence, "sealed": to_base64(sealed), **body}
        camille.officer.service.post(path, sent)
    return visitor, camille


def private_keys(ledger: Path, house: Inhabited, template: Furnished) -> dict[str, Any]:
    """Return the recovery key, and every key that somebody's grant opens."""
    recovery = bytes.fromhex((template.data / "recovery-key.txt").read_text())
    held = {"recovery": recovery}
    grants = rows(ledger, "SELECT desk, epoch, member, sealed FROM desk_grant")
    for member in vars(house.people).values():
        for desk, epoch, of, sealed in grants:
            if of == member.member["id"]:
                label = Label(Purpose.GRANT, of, desk, epoch)
                held[desk] = open_sealed(member.key.private, label, sealed)
    return held


def ids(ledger: Path) -> set[str]:
    """Return every conversation, file and appointment of which it knows."""
    asked = (
        ("conversation", "message"),
        ("conversation", "report_text"),
        ("file", "identity"),
        ("file", "file_part"),
        ("id", "appointment"),
    )
    return {
        row[0]
        for column, table in asked
        for row in rows(ledger, f"SELECT DISTINCT {column} FROM {table}")
    }


def sealed_keys(ledger: Path) -> set[bytes]:
    """Return whatever has the size of a sealed key, in any table."""
    with contextlib.closing(sqlite3.connect(ledger)) as opened:
        tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            value
            for (table,) in tables.fetchall()
            for row in opened.execute(f"SELECT * FROM {table}")
            for value in row
            if isinstance(value, bytes) and len(value) == 114
        }


def secrets(ledger: Path, name: str, private: bytes) -> set[bytes]:
    """Return every secret of the archive that one key opens."""
    found = set()
    for sealed in sealed_keys(ledger):
        for subject in ids(ledger):
            for purpose in Purpose:
                with contextlib.suppress(CannotOpen):
                    label = Label(purpose, subject, name, 1)
                    found.add(open_sealed(private, label, sealed))
    return found


def texts(ledger: Path, secret: bytes) -> Iterator[str]:
    """Yield all that a secret opens: as a conversation's key, and as a file's."""
    keys, file_keys = DirectionKeys.of(secret), FileKeys.of(secret)
    for id_, side, n, sealed in rows(
        ledger, "SELECT conversation, side, number, sealed FROM message"
    ):
        with contextlib.suppress(CannotOpen):
            yield open_message(keys, Place(id_, Side(side), n), sealed)
    for id_, version in rows(
        ledger, "SELECT DISTINCT conversation, version FROM report_text"
    ):
        sql = "SELECT sealed FROM report_text WHERE conversation = :id"
        written = f"{sql} AND version = :version ORDER BY part"
        parts = [one[0] for one in rows(ledger, written, id=id_, version=version)]
        with contextlib.suppress(CannotOpen):
            yield open_report(secret, id_, version, parts)
    for file, revision, sealed in rows(
        ledger, "SELECT file, revision, sealed FROM identity"
    ):
        with contextlib.suppress(CannotOpen):
            yield open_identity(file_keys, file, revision, sealed)
    for (file,) in rows(ledger, "SELECT DISTINCT file FROM file_part"):
        sql = "SELECT sealed FROM file_part WHERE file = :file ORDER BY n"
        parts = [one[0] for one in rows(ledger, sql, file=file)]
        hashes = rows(ledger, "SELECT hash FROM file WHERE file = :file", file=file)
        hash_ = hashes[0][0] if hashes else file_hash(GONE[3])
        with contextlib.suppress(CannotOpen):
            yield open_file(file_keys, file, parts, hash_)


@dataclass
class Drill:
    """A house whose ledger was put back alone, after what was not kept had gone.

    Attributes:
        opened: what each key opens of the archive, by the key's name.
    """

    house: Inhabited
    archive: Path
    kept: tuple[Visitor, InHand]
    alone: tuple[Visitor, InHand]
    unsent: tuple[Visitor, InHand]
    opened: dict[str, set[str]]


@pytest.fixture(scope="module")
def drill(
    template: Furnished, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Drill]:
    """Keep one, archive, let the others go, lose the machine, restore."""
    with inhabited(template, tmp_path_factory.mktemp("drill")) as house:
        kept = a_report_kept(house)
        alone, unsent = an_accord_alone(house), a_file_not_sent(house)
        data, archive = house.server.data, house.server.control / "archive"
        backup(house, archive)
        ledger = archive / "ledger.db"
        alone[0].leave()
        assert alone[1].decide("informed", "none", "nothing")
        assert {"erased": True, "why": None} == unsent[0].withdraw_accord()
        house.server.kill()
        for file in (*data.glob("ledger.db*"), *data.glob("keyring.db*")):
            file.unlink()
        shutil.copy(ledger, data / "ledger.db")
        house.server.start()
        opened = {
            name: {
                text
                for one in secrets(ledger, name, key)
                for text in texts(ledger, one)
            }
            for name, key in private_keys(ledger, house, template).items()
        }
        yield Drill(house, ledger, kept, alone, unsent, opened)


def test_every_word_of_what_is_kept_opens(drill):
    """With the desk's key and the recovery key, all; the station's, what was sent."""
    identity = json.dumps(told(NAME), ensure_ascii=False)
    sent = {identity, json.dumps({"v": 1, "said": LONG})}
    station = the_station(drill.house)
    for name in ("police", "recovery"):
        assert sent | {SAID, f"{REPORTED} 2"} <= drill.opened[name]
    assert sent == drill.opened[f"investigation.{station}"]
    for name in ("gendarmerie", "relief", f"reception.{station}"):
        assert set() == drill.opened[name]


def test_nothing_of_what_went_opens(drill):
    """Its bytes are in the archive; what opened them was in no archive, and is gone.

    Of the one whose accord was taken back the report is kept, and nothing else.
    """
    opened = "\n".join(text for all_ in drill.opened.values() for text in all_)
    for mark in GONE:
        assert mark not in opened
    assert REPORTED_ALONE in opened
    for visitor, _ in (drill.alone, drill.unsent):
        sealed = rows(
            drill.archive,
            "SELECT sealed FROM identity WHERE file = :file",
            file=visitor.given.id,
        )
        assert sealed, "the archive does hold its bytes"


def test_the_restored_service_gives_what_is_kept_and_no_more(drill):
    """Through its doors: the station reads its file, the desk its report."""
    kept, camille = drill.kept
    path = f"/v1/files/{kept.given.id}?reason=received"
    found = drill.house.people.alix.service.get(path)
    parts = [from_base64(part) for part in found["parts"]]
    keys, hash_ = FileKeys.of(kept.given.fk), from_base64(found["hash"])
    assert LONG in open_file(keys, found["file"], parts, hash_)
    after = f"/v1/conversations/{kept.conversation}/report-text?reason=after"
    assert 2 == camille.officer.service.get(after)["version"]

    for _, officer in (drill.alone, drill.unsent):
        assert officer.read_identity() is None
    service = Service(drill.house.server.base)
    for visitor, _ in (drill.alone, drill.unsent):
        following = Following.with_code(service, visitor.given.code)
        assert "not-found" == refusal(following.look)
