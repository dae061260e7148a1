"""Every open conversation is in exactly one place, whatever happens and whenever.

Invariant 1 of the house, and what follows from it: people come, write, fall silent and
leave, officers take, pass on, vanish and are suspended, keys change, and the power goes
at any commit of either store. After each step, and after each start, it is looked at.
"""

import asyncio
import hashlib
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from builders import LEDGER, Core, StoppedClock, a_sealed, an_envelope
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from power import Plug, Plugged, PowerCut

from havre.access.actions import may_open, resume, set_resume_code
from havre.access.relief import widen
from havre.access.sealing import seal
from havre.answering import leases
from havre.answering.actions import Note, add_note
from havre.answering.acts import danger, open_report, put_on_hold
from havre.answering.store import ReportEnvelope
from havre.board.watch import Here, look
from havre.conversation import presence
from havre.conversation import store as conversations
from havre.conversation.hub import Hub
from havre.conversation.rules import Conversation
from havre.conversation.store import messages_after
from havre.erasure import store as erasing
from havre.erasure.actions import decide, leave
from havre.erasure.rules import ExitErases, Family, FollowUp, Outcome
from havre.erasure.silence import sweep_ended, sweep_silence
from havre.erasure.store import Decision
from havre.errors import HavreError, StorageUnavailable
from havre.house import KEYRING
from havre.journal.rules import Act
from havre.journal.store import about, first_break
from havre.journey import Step
from havre.keys import store as keys
from havre.keys.actions import withdraw
from havre.plumbing.bell import LocalBell
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import T, Work
from havre.plumbing.sqlite import SqliteDatabase
from havre.plumbing.tokens import digest, new_id
from havre.report.rules import Kind
from havre.report.transmitting import Addressed, transmit
from havre.rounds import retire_keys, wake
from havre.staff import actions as staff
from havre.staff import duty
from havre.staff.duty import Status
from havre.staff.shift import set_status
from havre.transfer import keys as transfer_keys
from havre.transfer.actions import Proposal, answer, cancel, offer, tend
from havre.waiting import store as line

DESKS = ("police", "gendarmerie", "relief")
OFFICERS = {
    "paul": "police",
    "pia": "police",
    "gaelle": "gendarmerie",
    "remi": "relief",
}
FRONTS = (("police",), ("gendarmerie",), ("police", "gendarmerie"))
OPEN = (Step.TALKING, Step.LINE, Step.HOLD)
HERS = (
    "comes", "comes", "writes", "writes", "is_there_or_not", "leaves", "uses_a_code",
    "answers", "seals", "seals",
)  # fmt: skip
THEIRS = (
    "takes", "takes", "takes", "answers", "notes", "holds", "sees_danger", "decides",
    "takes_it_back", "pauses", "comes_or_goes",
)  # fmt: skip
HOUSES = (
    "suspends", "renews_a_key", "renews_a_key", "is_full_for_a_moment", "starts_again",
)  # fmt: skip
NUMBERS = st.integers(0, 23)
POWER = st.sampled_from((None, None, None, None, 1, 2, 3, 4))
SPANS = (5, 25, 45, 61, 95, 150, 300, 16 * 60, 40 * 60, 125 * 60, 37 * 3_600)


@dataclass
class Known:
    """What was acknowledged about one conversation.

    Attributes:
        token: her credential, as the server answered it; "" when she left.
        said: the sealed bytes that were acknowledged, by number from 1.
        fence: the highest seen.
        there: her tab is open.
    """

    token: str = ""
    said: int = 0
    fence: int = 0
    there: bool = True


class TheHouse(RuleBasedStateMachine):
    """Anything may happen, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.clock, self.plug = StoppedClock(), Plug()
        self.known: dict[str, Known] = {}
        self.at_desk = set(OFFICERS)
        self.tidy = True
        self.exit_erases = ExitErases.DECISION
        self.core = self.opened()

    # How it is driven

    def opened(self) -> Core:
        """Open both stores, new or as they were left."""
        path = Path(self.folder.name)
        ledger = SqliteDatabase(path / "ledger.db")
        ring = SqliteDatabase(path / "keyring.db", journal="delete")
        ledger.prepare(LEDGER)
        ring.prepare(KEYRING)
        stores: Any = (Plugged(ledger, self.plug), Plugged(ring, self.plug))
        return Core(
            path, *stores, LocalBell(), self.clock, Hub(), exit_erases=self.exit_erases
        )

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` on this machine's loop."""
        return self.runner.run(work)

    def read(self, work: Work[T]) -> T:
        """Look into the ledger."""
        return self.run(self.core.ledger.read(work))

    def do(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Do one thing; a refusal is an answer, a cut the end of that house."""
        try:
            return self.run(work)
        except StorageUnavailable:
            self.tidy = False
        except HavreError:
            pass
        except PowerCut:
            self.restart()
        return None

    def restart(self) -> None:
        """Start again on the same files, as the server does."""
        self.core.close()
        self.plug.left, self.plug.stumbles = None, False
        self.core = self.opened()
        self.run(wake(self.core.house))
        self.tidy = True
        self.arrive()
        self.run(self.core.look_at_line())

    def arrive(self) -> None:
        """Let the officers who are at their desks look at them."""
        statuses = self.read(duty.everyone)
        for member in self.at_desk:
            mine = statuses.get(member)
            serves = mine is None or mine.status is Status.ON
            self.core.presence.arrived(member, [OFFICERS[member]], serving=serves)

    def pick(self, rank: int, *steps: Step) -> Conversation | None:
        """Return one of the conversations in these steps."""
        found = [one for step in steps for one in self.read(in_step(step))]
        return found[rank % len(found)] if found else None

    def held(self, rank: int, *steps: Step) -> Conversation | None:
        """Return one that an officer holds."""
        found = self.pick(rank, *(steps or (Step.TALKING,)))
        return found if found and found.lease_until is not None else None

    def hers(self, rank: int, *steps: Step) -> tuple[Conversation, Known] | None:
        """Return one whose visitor has her credential, and what she knows."""
        found = self.pick(rank, *steps)
        known = self.known.get(found.id) if found else None
        return (found, known) if found and known and known.token else None

    @initialize(
        exit_erases=st.sampled_from(
            [ExitErases.DECISION] * 3 + [ExitErases.IMMEDIATE, ExitErases.DEVICE]
        )
    )
    def open_the_house(self, exit_erases: ExitErases) -> None:
        """Four officers, three desks, the keys given."""
        self.exit_erases = self.core.exit_erases = exit_erases
        self.run(self.core.key(*DESKS))
        for member, desk in OFFICERS.items():
            self.run(self.core.hire(member, desk))
        self.arrive()
        for rank, member in enumerate(("paul", "gaelle", "pia")):
            self.she_comes(rank, bool(rank))
            self.run(self.core.take(member))

    # Who does what. Each is handed a number to choose with, a yes or no, and how many
    # commits there is power for while it is done.

    @rule(act=st.sampled_from(HERS), n=NUMBERS, yes=st.booleans(), power=POWER)
    def she(self, act: str, n: int, yes: bool, power: int | None) -> None:
        """Somebody does what visitors do."""
        self.plug.left = power
        getattr(self, f"she_{act}")(n, yes)

    @rule(act=st.sampled_from(THEIRS), n=NUMBERS, yes=st.booleans(), power=POWER)
    def an_officer(self, act: str, n: int, yes: bool, power: int | None) -> None:
        """An officer does what officers do."""
        self.plug.left = power
        getattr(self, f"officer_{act}")(n, yes)

    @rule(
        n=NUMBERS, desk=st.sampled_from(DESKS), whom=st.sampled_from((None, 0, 1)),
        notes=st.booleans(), agrees=st.sampled_from((True, True, False, None)),
        power=POWER,
    )  # fmt: skip
    def an_officer_passes_her_on(
        self, n: int, desk: str, whom: int | None, notes: bool, agrees: bool | None,
        power: int | None,
    ) -> None:  # fmt: skip
        """To a desk or to one of its officers; she answers at once, or not."""
        self.plug.left = power
        if not (found := self.held(n)):
            return
        there = [who for who, answers in OFFICERS.items() if answers == desk]
        epoch = self.read(keys.current_epochs)[desk]
        purposes = ("transfer", "note") if notes else ("transfer",)
        sealed = tuple(an_envelope(desk, epoch, purpose=one) for one in purposes)
        proposal = Proposal(
            desk,
            None if whom is None else there[whom % len(there)],
            () if desk == found.desk else sealed,
        )
        member, lent = found.member or "", self.core.transfers
        self.do(offer(found.id, member, found.fence, proposal, lent))
        if agrees is not None:
            self.she_answers_a_transfer(found.id, agrees)

    @rule(span=st.sampled_from(SPANS), power=POWER)
    def time_passes(self, span: int, power: int | None) -> None:
        """And the rounds are made."""
        self.clock.pass_(timedelta(seconds=span))
        self.arrive()
        self.plug.left = power
        core = self.core
        for round_ in self.rounds(core):
            if core is self.core:  # the power is still on
                self.do(round_())

    @rule(act=st.sampled_from(HOUSES), n=NUMBERS, yes=st.booleans(), power=POWER)
    def the_house(self, act: str, n: int, yes: bool, power: int | None) -> None:
        """Something happens to the house."""
        self.plug.left = power
        getattr(self, f"house_{act}")(n, yes)

    # What visitors do

    def she_comes(self, n: int, yes: bool) -> None:
        """In danger or not, a minor or not, of one force or of both."""
        epochs = self.read(keys.current_epochs)
        first = FRONTS[n % 3]
        targets = {(desk, epochs[desk]) for desk in (*first, "relief")}
        id_ = new_id()
        opened = self.do(
            self.core.open(
                conversation=id_,
                desks=tuple((desk, epochs[desk]) for desk in first),
                targets=frozenset(targets),
                envelopes=tuple(an_envelope(*target) for target in targets),
                danger=yes,
                minor=n > 8,
            )
        )
        if opened:
            self.known[id_] = Known(opened[1])

    def she_writes(self, n: int, _: bool) -> None:
        """In line, talking or on hold."""
        if mine := self.hers(n, *OPEN):
            found, known = mine
            known.there = True
            number = found.visitor_last + 1
            if self.do(self.core.say(found.id, known.token, number)):
                known.said = number

    def she_is_there_or_not(self, n: int, yes: bool) -> None:
        """Hidden, closed, without network; or there again."""
        if mine := self.hers(n, *OPEN):
            found, known = mine
            known.there = yes
            at = milliseconds(self.clock())
            self.do(self.core.ledger.write(lambda tx: presence.seen(tx, found.id, at)))

    def she_leaves(self, n: int, _: bool) -> None:
        """The red button."""
        if mine := self.hers(n, *OPEN, Step.ENDED):
            found, known = mine
            self.do(leave(found.id, digest(known.token), self.core.eraser))

    def she_uses_a_code(self, n: int, _: bool) -> None:
        """She makes one, and comes back with it from elsewhere."""
        if mine := self.hers(n, *OPEN):
            found, known = mine
            stores = {"ledger": self.core.ledger, "keys": self.core.keys}
            auth, session = found.id.encode().ljust(32), digest(known.token)
            hashed = hashlib.sha256(auth).digest()
            wrapped = a_sealed(size=61)
            self.do(set_resume_code(found.id, session, hashed, wrapped, **stores))
            stores = {"ledger": self.core.ledger, "keys": self.core.keys}
            more = {"bell": self.core.bell, "now": self.clock}
            if back := self.do(resume(auth, **stores, **more)):
                known.token = back.token

    def she_answers(self, n: int, yes: bool) -> None:
        """She answers a transfer: yes, or she would rather stay."""
        if offered := self.read(conversations.offered):
            self.she_answers_a_transfer(offered[n % len(offered)].id, yes)

    def she_answers_a_transfer(self, id_: str, agrees: bool) -> None:
        """From the tab that has her credential, if any has."""
        if (mine := self.known.get(id_)) and mine.token:
            session = digest(mine.token)
            self.do(answer(id_, session, self.core.transfers, agree=agrees))

    def she_seals(self, n: int, _: bool) -> None:
        """To what her tab is asked for; now and then to something else."""
        if mine := self.hers(n, Step.LINE):
            found, known = mine
            self.clock.pass_(timedelta(seconds=45))
            staffed = self.core.presence.staffed() if n > 5 else frozenset()
            places = self.do(widen(staffed, self.core.relief)) or {}
            asked = places[found.id].seal if found.id in places else ()
            epochs, session = self.read(keys.current_epochs), digest(known.token)
            sealed = [
                an_envelope(desk, epochs[desk], purpose="relief")
                for desk in (asked if n != 7 else DESKS)
            ]
            self.do(seal(found.id, session, sealed, asked, self.core.relief))

    # What officers do

    def officer_takes(self, n: int, _: bool) -> None:
        """The first of them who is there and finds somebody."""
        for turn in range(len(OFFICERS)):
            member = sorted(OFFICERS)[(n + turn) % len(OFFICERS)]
            if member in self.at_desk and self.do(self.core.take(member)):
                return

    def officer_answers(self, n: int, _: bool) -> None:
        """Under their own fence."""
        if found := self.held(n):
            number, member = found.agent_last + 1, found.member or ""
            self.do(self.core.answer(found.id, found.fence, number, member))

    def officer_notes(self, n: int, _: bool) -> None:
        """The first brings its key."""
        if found := self.held(n, Step.TALKING, Step.FROZEN):
            at, member = milliseconds(self.clock()), found.member or ""
            note = Note(found.notes + 1, a_sealed(b"note"), at, member)
            key = an_envelope(found.desk, found.epoch, purpose="note")
            first = None if found.notes else key
            self.do(add_note(found.id, note, found.fence, first, self.core.stores))

    def officer_holds(self, n: int, _: bool) -> None:
        """She is slow to answer."""
        if found := self.held(n, Step.TALKING, Step.FROZEN):
            member = found.member or ""
            self.do(put_on_hold(found.id, member, found.fence, self.core.stores))

    def officer_sees_danger(self, n: int, yes: bool) -> None:
        """The key, and a report or not."""
        if found := self.held(n):
            member, stores = found.member or "", self.core.stores
            self.do(danger(found.id, member, found.fence, stores))
            targets = self.read(keys.current_epochs)
            sealed = [
                ReportEnvelope(target, epoch, an_envelope().sealed)
                for target, epoch in (
                    (found.desk, targets[found.desk]),
                    ("recovery", 1),
                )
            ]
            if yes:
                fence = found.fence
                self.do(open_report(found.id, member, fence, sealed, targets, stores))

    def officer_decides(self, n: int, yes: bool) -> None:
        """What the law makes them do next; now and then with an old fence."""
        if found := self.held(n, Step.FROZEN) or self.held(n):
            follow_up = FollowUp.REPORT if found.report else FollowUp.NOTHING
            decision = Decision(Outcome.INFORMED, Family.OTHER, follow_up, None)
            fence, member = found.fence - (not n), found.member or ""
            if yes and (found.danger or found.minor):  # refused unless passed on
                centre = Addressed(Kind.CENTRE, "cic", "CIC", True, None)
                self.do(transmit(found.id, member, fence, centre, self.core.stores))
            self.do(decide(found.id, member, fence, decision, self.core.eraser))

    def officer_takes_it_back(self, n: int, _: bool) -> None:
        """Or puts a refused one away."""
        if offered := self.read(conversations.offered):
            found = offered[n % len(offered)]
            member, lent = found.member or "", self.core.transfers
            self.do(cancel(found.id, member, found.fence, lent))

    def officer_pauses(self, n: int, _: bool) -> None:
        """Or goes away for a moment, or is there again."""
        member, status = sorted(OFFICERS)[n % len(OFFICERS)], list(Status)[n % 3]
        lent = {"db": self.core.ledger, "bell": self.core.bell, "now": self.clock}
        self.do(set_status(member, status, **lent))
        self.arrive()

    def officer_comes_or_goes(self, n: int, _: bool) -> None:
        """A console opened, or closed."""
        member = sorted(OFFICERS)[n % len(OFFICERS)]
        self.at_desk ^= {member}
        self.core.presence.leave(member)
        self.arrive()

    # What happens to the house

    def house_suspends(self, n: int, yes: bool) -> None:
        """Grants, conversations and all; given the present key anew, or not yet."""
        member = sorted(OFFICERS)[n % len(OFFICERS)]
        lent = {"db": self.core.ledger, "bell": self.core.bell, "now": self.clock}
        hooks = (withdraw, leases.release)
        self.do(staff.suspend(member, "administrator", hooks=hooks, **lent))
        self.everything_is_in_its_place()
        core = self.core
        self.do(staff.resume(member, "chief", db=core.ledger, now=self.clock))
        if yes:
            self.do(self.core.grant(member, OFFICERS[member]))

    def house_renews_a_key(self, n: int, yes: bool) -> None:
        """Given to the desk's officers, or to nobody yet."""
        desk = DESKS[n % len(DESKS)]
        self.do(self.core.key(desk))
        for member, answers in OFFICERS.items():
            if yes and answers == desk:
                self.do(self.core.grant(member, desk))

    def house_is_full_for_a_moment(self, *_: object) -> None:
        """The next commit is refused."""
        self.plug.stumbles = True

    def house_starts_again(self, *_: object) -> None:
        """In good order."""
        self.restart()

    def rounds(self, core: Core) -> tuple[Callable[[], Coroutine[Any, Any, Any]], ...]:
        """Return what the house does by itself."""
        house, away = core.house, core.house.settings.away
        held = {
            one.id: one.fence
            for step in (Step.TALKING, Step.FROZEN)
            for one in self.read(in_step(step))
            if one.member in self.at_desk
        }
        there = {id_ for id_, known in self.known.items() if known.there}
        here = Here(frozenset(there), core.presence.staffed())
        return (
            lambda: leases.renew(held, core.stores),
            lambda: leases.end_lost_leases(core.stores),
            lambda: leases.end_long_absences(away, core.stores),
            lambda: tend(core.transfers),
            lambda: sweep_silence(there, core.eraser),
            lambda: sweep_ended(core.eraser),
            lambda: core.look_at_line(),
            lambda: look(here, core.watch),
            lambda: retire_keys(house),
        )

    # What must hold

    @invariant()
    def everything_is_in_its_place(self) -> None:
        """After each step."""
        self.plug.left = None
        self.do(transfer_keys.forget_dropped(self.core.stores))
        self.check()

    def check(self) -> None:
        """Look at every conversation, every ticket and every key."""
        found = {one.id: one for step in Step for one in self.read(in_step(step))}
        tickets = self.read(line.everyone)
        ring = self.run(self.core.keys.read(envelopes))
        assert {one.conversation for one in tickets} <= set(found)
        for known in found.values():
            stands = {
                (one.desk, one.epoch) for one in tickets if one.conversation == known.id
            }
            opens = {
                (desk, epoch)
                for id_, purpose, desk, epoch in ring
                if id_ == known.id and purpose != "note"
            }
            one_place(known, stands, opens, self.tidy)
        if self.tidy:
            self.no_key_too_many(found, ring)
        self.nothing_is_lost(found)

    def no_key_too_many(
        self, found: dict[str, Conversation], ring: set[tuple[str, str, str, int]]
    ) -> None:
        """A key has its conversation, and only desks that are to open it have one."""
        for id_, _, desk, _ in ring:
            assert id_ in found
            assert desk in may_open(found[id_]), found[id_]
        assert [] == self.read(erasing.intended)

    def nothing_is_lost(self, found: dict[str, Conversation]) -> None:
        """What was acknowledged stands, or the journal says that it was destroyed."""
        for id_, known in self.known.items():
            if id_ not in found:
                acts = [
                    row.act for row in self.read(lambda tx, id_=id_: about(tx, id_))
                ]
                assert Act.ERASE in acts
                continue
            here = found[id_]
            assert known.fence <= here.fence
            known.fence = here.fence
            assert known.said <= here.visitor_last
            kept = self.read(lambda tx, id_=id_: messages_after(tx, id_, 0, 0, 9_999))
            numbers = [one.number for one in kept if one.side == "visitor"]
            assert list(range(1, here.visitor_last + 1)) == numbers
        busy = self.read(conversations.everyone_busy)
        assert all(count <= duty.CAPACITY for count in busy.values()), busy

    def teardown(self) -> None:
        """The journal's chain holds; the files are closed."""
        assert self.read(first_break) is None
        self.core.close()
        self.runner.close()
        self.folder.cleanup()


def in_step(step: Step) -> Callable[[Any], list[Conversation]]:
    """Return the work that reads who is in `step`."""
    return lambda tx: conversations.in_step(tx, step)


def envelopes(tx: Any) -> set[tuple[str, str, str, int]]:
    """Return (conversation, purpose, desk, epoch) of everything in the keyring."""
    rows = tx.execute("SELECT conversation, purpose, desk, epoch FROM envelope")
    columns = ("conversation", "purpose", "desk", "epoch")
    return {tuple(row[column] for column in columns) for row in rows}


def one_place(
    known: Conversation,
    stands: set[tuple[str, int]],
    opens: set[tuple[str, int]],
    tidy: bool,
) -> None:
    """Assert that `known` is in exactly one place, where it can be opened.

    Args:
        stands: (desk, epoch) of its tickets.
        opens: (desk, epoch) of its keys.
    """
    leased = known.lease_until is not None
    assert stands <= set(known.sealed_to), known
    if known.step is Step.ENDED:
        assert not stands
        assert not leased
        return
    assert stands <= opens, (known, opens)
    if known.step is Step.LINE:
        assert stands, known
        assert not leased
    elif known.step is Step.TALKING:
        assert not stands
        assert leased, known
        assert known.member, known
        assert ((known.desk, known.epoch),) == known.sealed_to
        assert (known.desk, known.epoch) in opens, (known, opens)
    elif known.step is Step.HOLD:
        assert not stands
        assert not leased
        assert opens & set(known.sealed_to), known
    else:
        assert leased == bool(known.member and not stands), known
        assert leased or stands, known
        assert not leased or (known.desk, known.epoch) in opens, (known, opens)


def test_every_open_conversation_is_in_exactly_one_place():
    """In line, in hand, on hold, frozen, ended; through crashes at any commit."""
    run_state_machine_as_test(
        TheHouse,
        settings=settings(max_examples=40, stateful_step_count=30, deadline=None),
    )
