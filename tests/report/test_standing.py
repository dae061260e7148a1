"""Whatever happens, in any order, through cuts at any commit: what was written stands,
nothing flagged closes unseen, and only what was in hand is remembered.
"""

import asyncio
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from builders import LEDGER, NOON, Core, StoppedClock, a_sealed, an_envelope
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from power import Plug, Plugged, PowerCut
from report.builders import (
    CENTRE,
    NOTHING,
    REPORTED,
    decided,
    envelopes,
    reported,
    sent_to,
)

from havre.answering import store as answering
from havre.answering.acts import danger
from havre.conversation.hub import Hub
from havre.conversation.rules import Conversation
from havre.erasure import actions as erasing
from havre.erasure.rules import ExitErases
from havre.errors import HavreError
from havre.house import KEYRING
from havre.journey import Step
from havre.keys.store import desk_epochs
from havre.plumbing.bell import LocalBell
from havre.plumbing.sqlite import SqliteDatabase
from havre.plumbing.tokens import digest
from havre.report import written
from havre.report.actions import FromMemory, write, write_from_memory
from havre.report.closing import release
from havre.report.rules import is_flagged
from havre.rounds import retire_keys, wake
from havre.staff.duty import AtCapacity

MEMBERS = ("paul", "pia")
CUT = st.sampled_from((None, None, None, 0, 1, 2, 3))
WHICH = st.integers(0, 3)
WHY = "une raison de chef de salle"


@dataclass
class Told:
    """What was acknowledged about one conversation.

    Attributes:
        holder: who has it in hand, or had it when it was destroyed at `gone_at`.
        passed_on: something was transmitted.
        released: all that is flagged was let go.
        memory: what was written down from memory.
        texts: the versions of its report.
    """

    token: str
    holder: str
    flagged: bool
    passed_on: bool = False
    released: bool = False
    gone_at: Any = None
    memory: bytes | None = None
    texts: list[bytes] = field(default_factory=list)


class Desk(RuleBasedStateMachine):
    """Two officers, and a house where the exit destroys what no report keeps."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.clock, self.plug = StoppedClock(NOON), Plug()
        self.told: dict[str, Told] = {}
        self.tokens: dict[str, str] = {}
        self.core = self.opened()
        self.run(self.core.key("police", "relief"))
        for member in MEMBERS:
            self.run(self.core.hire(member, "police"))

    def opened(self) -> Core:
        """Open both stores, new or as they were left."""
        path = Path(self.folder.name)
        ledger = SqliteDatabase(path / "ledger.db")
        ring = SqliteDatabase(path / "keyring.db", journal="delete")
        ledger.prepare(LEDGER)
        ring.prepare(KEYRING)
        stores: Any = (Plugged(ledger, self.plug), Plugged(ring, self.plug))
        return Core(path, *stores, LocalBell(), self.clock, Hub(), ExitErases.IMMEDIATE)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do one thing, whatever it raises."""
        return self.runner.run(work)

    def do(self, work: Coroutine[Any, Any, Any], cut: int | None) -> str:
        """Do one thing; return whether it was done, refused or cut short."""
        self.plug.left = cut
        try:
            self.run(work)
            return "done"
        except HavreError as refusal:
            return refusal.code
        except PowerCut:
            self.plug.left = None
            self.core.close()
            self.core = self.opened()
            self.run(wake(self.core.house))
            return "cut"
        finally:
            self.plug.left = None

    def held(self, which: int) -> tuple[Told, Conversation]:
        """Return one that is in hand; somebody comes if there is none."""
        known = [(one, self.run(self.core.find(id_))) for id_, one in self.told.items()]
        able = [one for one in known if one[1] and one[1].step is Step.TALKING]
        if not able:
            self.takes(which)
            return self.held(which)
        return able[which % len(able)]

    @rule(n=WHICH)
    def takes(self, n: int) -> None:
        """Somebody comes, in danger, a minor, or not, and an officer takes her."""
        epoch = self.run(self.core.ledger.read(desk_epochs))["police"]
        came = self.core.open(
            danger=n == 3,
            minor=n == 2,
            desks=(("police", epoch),),
            targets=frozenset({("police", epoch), ("relief", 1)}),
            envelopes=(an_envelope("police", epoch), an_envelope("relief")),
        )
        id_, token = self.run(came)
        self.tokens[id_] = token
        try:
            taken = self.run(self.core.take(MEMBERS[n % 2]))
        except AtCapacity:
            return
        token = self.tokens[taken.id]
        self.told[taken.id] = Told(token, taken.member, is_flagged(taken))

    @rule(which=WHICH, cut=CUT, n=WHICH)
    def writes(self, which: int, cut: int | None, n: int) -> None:
        """The next version; or the first click."""
        told, known = self.held(which)
        if not known.report:
            self.do(reported(self.core, known), cut)
            return
        part = a_sealed(b"%d %d" % (len(told.texts), n))
        last = self.run(self.core.ledger.read(lambda tx: written.last(tx, known.id)))
        work = write(
            known.id, told.holder, known.fence, last + 1, [part], self.core.stores
        )
        if self.do(work, cut) == "done":
            told.texts = [*told.texts[:last], part]

    @rule(which=WHICH, cut=CUT, n=WHICH)
    def passes_on(self, which: int, cut: int | None, n: int) -> None:
        """A centre is called, a supervisor lets go, or a danger is said."""
        told, known = self.held(which)
        stores = self.core.stores
        if n < 2:
            done = self.do(danger(known.id, told.holder, known.fence, stores), cut)
            if done == "done":
                told.flagged, told.released = True, told.released and known.danger
        elif n == 2:
            done = self.do(release(known.id, "sacha", WHY, stores), cut)
            told.released |= done == "done"
        else:
            told.passed_on |= self.do(sent_to(self.core, known, CENTRE), cut) == "done"

    @rule(which=WHICH, cut=CUT)
    def decides(self, which: int, cut: int | None) -> None:
        """Refused while it is flagged and nothing was passed on."""
        told, known = self.held(which)
        decision = REPORTED if known.report else NOTHING
        done = self.do(decided(self.core, known, decision), cut)
        may = told.passed_on or told.released or not told.flagged
        assert done == "cut" or (done == "done") == may, (done, told)

    @rule(which=WHICH, cut=CUT)
    def leaves(self, which: int, cut: int | None) -> None:
        """She presses the red button."""
        told, known = self.held(which)
        work = erasing.leave(known.id, digest(told.token), self.core.eraser)
        self.do(work, cut)
        after = self.run(self.core.find(known.id))
        if after is None:
            told.gone_at = self.clock()
        else:
            assert known.report or after.step is Step.TALKING

    @rule(n=WHICH, yes=st.booleans(), cut=CUT)
    def remembers(self, n: int, yes: bool, cut: int | None) -> None:
        """Whoever had it, or not; in time, or not; once, or once more."""
        gone = [id_ for id_, one in self.told.items() if one.gone_at is not None]
        if not gone:
            return
        id_ = gone[n % len(gone)]
        told, part = self.told[id_], a_sealed(b"memory %d" % n)
        who = told.holder if yes else MEMBERS[1 - MEMBERS.index(told.holder)]
        targets = self.run(self.core.ledger.read(desk_epochs))
        sealed = envelopes("police", targets["police"])
        work = write_from_memory(
            FromMemory(id_, sealed, (part,)), who, targets, self.core.stores
        )
        done = self.do(work, cut)
        intime = self.clock() - told.gone_at < timedelta(minutes=30)
        may = yes and (told.memory == part or (told.memory is None and intime))
        assert done == "cut" or (done == "done") == may, (done, told)
        if done == "done":
            told.memory = part
            # An erase that was cut short is finished later: it takes nothing along.
            self.run(erasing.finish(id_, self.core.eraser))

    @rule(minutes=st.sampled_from((5, 31)))
    def time_passes(self, minutes: int) -> None:
        """And the rounds are made; a key is renewed."""
        self.clock.pass_(timedelta(minutes=minutes))
        if minutes == 31:
            self.run(self.core.key("police"))
            for member in MEMBERS:
                self.run(self.core.grant(member, "police"))
        self.run(erasing.finish_interrupted(self.core.eraser))
        self.run(retire_keys(self.core.house))

    @invariant()
    def everything_written_stands(self) -> None:
        """Every version that was acknowledged, and the keys to read it with."""
        for id_, told in self.told.items():
            wanted = [told.memory] if told.memory else told.texts
            for number, part in enumerate(wanted, 1):
                kept = self.run(
                    self.core.ledger.read(
                        lambda tx, id_=id_, n=number: written.version(tx, id_, n)
                    )
                )
                assert kept is not None
                assert (part,) == kept.parts
            if wanted:
                sealed = self.run(
                    self.core.ledger.read(
                        lambda tx, id_=id_: answering.report_envelopes(tx, id_)
                    )
                )
                assert {"police", "recovery"} == {one.target for one in sealed}

    def teardown(self) -> None:
        """The files are closed."""
        self.core.close()
        self.runner.close()
        self.folder.cleanup()


def test_what_was_written_stands_and_nothing_flagged_closes_unseen():
    """In any order, through cuts at any commit."""
    run_state_machine_as_test(
        Desk, settings=settings(max_examples=100, stateful_step_count=20, deadline=None)
    )
