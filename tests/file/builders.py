"""A talk that leads somewhere: who seals, who reads, and what is given."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from builders import OFFICER, Core

from havre.answering.acts import open_report
from havre.answering.store import ReportEnvelope
from havre.appointment import keyring as names
from havre.appointment import naming, published
from havre.appointment import store as appointments
from havre.appointment.giving_up import let_go
from havre.appointment.rules import Appointment, Hour, NameKey, State
from havre.client import opening_code
from havre.client.desk_keys import next_row
from havre.client.envelopes import KeyPair, Label, Purpose, open_sealed, seal_to
from havre.client.file import (
    FileKeys,
    file_hash,
    open_file,
    open_identity,
    seal_file,
    seal_identity,
)
from havre.client.opening_code import OpeningKeys
from havre.client.sealing import new_key
from havre.conversation.rules import Conversation
from havre.file import accord, giving, sending, sent, store
from havre.file.giving import Given
from havre.file.keyring import FileKey
from havre.file.lent import Lent
from havre.file.rules import Accord
from havre.file.sending import Identity, Sending
from havre.file.sent import FileEnvelope, Part
from havre.keys import store as keys
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.tokens import digest, new_id

WITH_HAVRE, WITHOUT = "fictif-pn-75111", "fictif-gn-01283"
NAMES = {WITH_HAVRE: "Commissariat (fictif)", WITHOUT: "Brigade (fictive)"}
WHO = json.dumps({"v": 1, "name": "Camille Sentinelle", "called": "Camille"})
INVESTIGATION = f"investigation.{WITH_HAVRE}"
DESKS = ("police", "gendarmerie", INVESTIGATION, f"reception.{WITH_HAVRE}")


def lent_by(core: Core) -> Lent:
    """What the house lends, over a directory of two stations."""
    return Lent(
        core.stores, NAMES.get, appointments.is_booked, let_go,
        lambda conversation: naming.destroy(conversation, core.stores),
    )  # fmt: skip


@dataclass
class Tab:
    """Her tab: what it made, and never sends."""

    file: str = field(default_factory=new_id)
    fk: bytes = field(default_factory=new_key)
    code: str = field(default_factory=opening_code.make)

    def gives(
        self,
        public: bytes,
        revision: int = 1,
        text: str = WHO,
        desk: str = "police",
        epoch: int = 1,
        station: str = WITH_HAVRE,
    ) -> Given:
        """What it sends to agree."""
        label = Label(Purpose.FILE, self.file, desk, epoch)
        opening = OpeningKeys.of(self.code)
        return Given(
            station=station,
            file=self.file,
            revision=revision,
            key=FileKey(desk, epoch, seal_to(public, label, self.fk)),
            identity=seal_identity(FileKeys.of(self.fk), self.file, revision, text),
            auth_hash=opening.auth_hash,
            wrapped=opening_code.wrap_file(opening, self.file, self.fk),
            conversation_too=True,
        )


@dataclass
class Talk:
    """A conversation in `OFFICER`'s hands, and everybody's keys."""

    core: Core
    lent: Lent
    held: Conversation
    token: str
    pairs: dict[str, KeyPair]
    tab: Tab = field(default_factory=Tab)

    @property
    def id(self) -> str:
        """The conversation's."""
        return self.held.id

    @property
    def session(self) -> bytes:
        """The digest of her credential."""
        return digest(self.token)

    async def ask(self, station: str = WITH_HAVRE) -> None:
        """Ask for her accord."""
        await accord.ask(self.id, OFFICER, self.held.fence, station, self.lent)

    async def give(self, given: Given | None = None, **but: Any) -> Given:
        """Agree."""
        given = given or self.tab.gives(self.pairs["police"].public, **but)
        await giving.give(self.id, self.session, given, self.lent)
        return given

    async def agreed(self, station: str = WITH_HAVRE) -> None:
        """Ask, and agree."""
        await self.ask(station)
        await self.give(station=station)

    async def report(self) -> None:
        """Open a report."""
        envelopes = [
            ReportEnvelope(target, 1, self._sealed(target))
            for target in ("police", "recovery")
        ]
        await open_report(
            self.id, OFFICER, self.held.fence, envelopes, {"police": 1},
            self.core.stores,
        )  # fmt: skip

    def _sealed(self, target: str) -> bytes:
        label = Label(Purpose.REPORT, self.id, target, 1)
        return seal_to(self.pairs[target].public, label, new_key())

    async def identity(self, member: str = OFFICER) -> Identity:
        """What an officer is given to read."""
        return await sending.read_identity(self.id, member, self.lent)

    def reads(self, told: Identity, desk: str = "police") -> str:
        """What the officer's browser makes of it."""
        assert told.file is not None
        assert told.key is not None
        assert told.sealed is not None
        label = Label(Purpose.FILE, told.file, desk, told.key.epoch)
        fk = open_sealed(self.pairs[desk].private, label, told.key.sealed)
        return open_identity(FileKeys.of(fk), told.file, told.revision, told.sealed)

    async def upload(self, document: str, count: int | None = None) -> int:
        """Put the parts of a file there, the first `count`; return how many it has."""
        parts = seal_file(FileKeys.of(self.tab.fk), self.tab.file, document)
        for n, sealed in enumerate(parts[:count], 1):
            part = Part(self.tab.file, n, len(parts), sealed)
            await sending.add_part(self.id, OFFICER, self.held.fence, part, self.lent)
        return len(parts)

    def sending(self, document: str, of: int = 1, **targets: int) -> Sending:
        """What the officer's browser sends last."""
        wanted = targets or {"police": 1, "recovery": 1, INVESTIGATION: 1}
        envelopes = [
            FileEnvelope(target, epoch, self._file_key(target, epoch))
            for target, epoch in wanted.items()
        ]
        return Sending(self.tab.file, of, envelopes, file_hash(document))

    def _file_key(self, target: str, epoch: int) -> bytes:
        label = Label(Purpose.FILE, self.tab.file, target, epoch)
        pair = self.pairs.get(target) or KeyPair.make()
        return seal_to(pair.public, label, self.tab.fk)

    async def send(self, sending_: Sending) -> str:
        """Send it."""
        return await sending.send(
            self.id, OFFICER, self.held.fence, sending_, self.lent
        )

    async def send_all(self, document: str = "dossier") -> str:
        """Report, agree, upload, send."""
        await self.report()
        await self.agreed()
        of = await self.upload(document)
        return await self.send(self.sending(document, of))

    async def book(self, days: int = 1) -> str:
        """Let her have an hour at the station, so many days away; return the slot."""
        at = milliseconds(self.core.clock()) + days * 86_400_000
        slot, id_ = new_id(), new_id()

        def work(tx: Transaction) -> None:
            published.publish(tx, WITH_HAVRE, [(slot, Hour(at, 30))], "inv")
            one = Appointment(
                id_, self.id, WITH_HAVRE, slot, at, 30, State.BOOKED, b"sentinel-name"
            )
            assert appointments.claim(tx, slot, one.id)
            assert appointments.keep(tx, one, new_key())

        key = NameKey(1, b"sentinel-reception")
        await self.core.keys.write(
            lambda tx: names.set_key(tx, self.id, id_, WITH_HAVRE, key)
        )
        await self.core.ledger.write(work)
        return slot

    async def accord(self) -> Accord | None:
        """What the ledger holds."""
        return await self.core.ledger.read(lambda tx: store.accord(tx, self.id))


async def a_talk(core: Core, **but: object) -> Talk:
    """A conversation in hand, in a house where everyone has keys."""
    pairs = {"recovery": KeyPair.make()}

    def work(tx: Transaction) -> None:
        for desk in DESKS:
            if desk in keys.current_epochs(tx):
                continue
            pairs[desk] = KeyPair.make()
            row = next_row(keys.keys(tx), desk, pairs[desk].public)
            assert keys.add_key(tx, row, "maker", 0)

    await core.ledger.write(work)
    _, token, held = await core.open_and_take(**but)
    return Talk(core, lent_by(core), held, token, pairs)


async def read_file(
    core: Core,
    file: str,
    target: str,
    pair: KeyPair,
    change: Callable[[list[bytes]], list[bytes]] = list,
) -> str:
    """What whoever holds `pair` reads of a file, from the ledger alone.

    Args:
        change: what happens to the parts on their way.
    """

    def work(tx: Transaction) -> tuple[Any, Any, Any]:
        return sent.find(tx, file), sent.parts(tx, file), sent.envelopes(tx, file)

    known, parts, envelopes = await core.ledger.read(work)
    (envelope,) = (one for one in envelopes if one.target == target)
    label = Label(Purpose.FILE, file, target, envelope.epoch)
    fk = open_sealed(pair.private, label, envelope.sealed)
    sealed = change([one.sealed for one in parts])
    return open_file(FileKeys.of(fk), file, sealed, known.hash)
