"""A whole service, killed -9 again and again: what it said it kept, it has kept.

A machine walks the message path at random and dooms the server to die around one of
its next commits; after each death the server starts again on the same files and all
that was promised is checked. `HAVRE_SEED=7 pytest …` walks elsewhere.
"""

import http.client
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    rule,
    run_state_machine_as_test,
)
from process.served import Furnished, Inhabited, inhabited, pieces

from havre.client.canonical import to_base64
from havre.client.service import Refused
from havre.client.visitor import Correspondent, Visitor
from havre.journal import store as journal

SEED = int(os.environ.get("HAVRE_SEED", "20261125"))
DEATHS = 20
MOMENTS = [
    f"{store} {event} {nth} {when}"
    for store, event, nths in (
        ("ledger", "commit", (1, 2, 3)),
        ("keyring", "commit", (1, 2)),
        ("ledger", "scrub", (1,)),
    )
    for nth in nths
    for when in ("before", "after")
]
WHICH = st.integers(0, 11)
CUT = (http.client.HTTPException, OSError)


class Files:
    """The stores of a server, read beside it."""

    def __init__(self, data: Path) -> None:
        self._connections = {
            name: sqlite3.connect(f"file:{data / name}.db?mode=ro", uri=True)
            for name in ("ledger", "keyring")
        }
        for connection in self._connections.values():
            connection.row_factory = sqlite3.Row

    def execute(self, sql: str, **values: Any) -> list[Any]:
        """Read the ledger."""
        return self._connections["ledger"].execute(sql, values).fetchall()

    def keys(self, sql: str, **values: Any) -> list[Any]:
        """Read the keyring."""
        return self._connections["keyring"].execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go."""
        for connection in self._connections.values():
            connection.close()


@contextmanager
def files(data: Path) -> Iterator[Files]:
    """Read the stores of `data`."""
    opened = Files(data)
    try:
        yield opened
    finally:
        opened.close()


def check_house(found: Files) -> None:
    """Check what holds of every conversation, whatever happened (house.md §5.1)."""
    tickets = {row["conversation"] for row in found.execute("SELECT * FROM ticket")}
    sealed = {row["conversation"] for row in found.keys("SELECT * FROM envelope")}
    known = {row["id"]: row for row in found.execute("SELECT * FROM conversation")}
    for id_, row in known.items():
        step, member = row["step"], row["member"]
        waits = step == "line" or (step == "frozen" and member is None)
        assert waits == (id_ in tickets), (step, member)
        if step == "talking":
            assert member is not None
            assert row["lease_until"] is not None
        elif step != "frozen":  # taken to be decided, it has a lease or none
            assert row["lease_until"] is None, step
        assert row["token"] is None or step not in ("frozen", "ended")
        assert id_ in sealed, f"nobody can read a conversation in {step}"
        for side in ("visitor", "agent"):
            numbers = [
                one["number"]
                for one in found.execute(
                    "SELECT number FROM message WHERE conversation = :id"
                    " AND side = :side ORDER BY seq",
                    id=id_,
                    side=side,
                )
            ]
            assert list(range(1, row[f"{side}_last"] + 1)) == numbers
    assert tickets <= set(known)
    assert sealed <= set(known), "keys of nothing"
    assert {r[0] for r in found.execute("SELECT conversation FROM message")} <= set(
        known
    )
    assert [] == found.execute("SELECT * FROM erasing")
    assert journal.first_break(found) is None


@dataclass
class Told:
    """What one side sent, and what became of it.

    Attributes:
        acked: number to (bytes, acknowledgement).
        pending: bytes sent under the next number, never acknowledged.
    """

    side: Correspondent
    acked: dict[int, tuple[bytes, Any]] = field(default_factory=dict)
    pending: bytes | None = None


@dataclass
class Talk:
    """What the world knows of one conversation."""

    visitor: Told
    officer: Told | None = None
    left: bool = False
    leaving: bool = False
    gone: bool = False
    deciding: bool = False

    @property
    def id(self) -> str:
        return self.visitor.side.conversation

    def sealed(self) -> list[bytes]:
        """Return every byte string either side ever sent."""
        told = [self.visitor, *([self.officer] if self.officer else [])]
        return [one for t in told for one, _ in t.acked.values()] + [
            t.pending for t in told if t.pending
        ]


class Life(RuleBasedStateMachine):
    """Visitors, one officer, and a server that dies."""

    furnished: ClassVar[Furnished]
    house: ClassVar[Inhabited]
    deaths: ClassVar[list[str]] = []

    def __init__(self) -> None:
        super().__init__()
        self.talks: list[Talk] = []
        self.erased: list[Talk] = []
        self.doom = ""

    def teardown(self) -> None:
        """Look once more, in peace, and leave no fate behind."""
        self.house.server.spare()
        self._check()
        for talk in self.talks:  # the next walk starts with an empty line
            if not talk.left and not talk.gone:
                talk.visitor.side.leave()
        camille = self.house.people.camille
        while held := camille.service.post("/v1/desk/next"):
            self._close(held)
        for held in camille.service.get("/v1/desk")["mine"]:
            self._close(held)

    def _close(self, held: dict[str, Any]) -> None:
        camille, id_, fence = (
            self.house.people.camille,
            held["conversation"],
            held["fence"],
        )
        camille.call_centre(id_, fence)  # a danger may have been said
        camille.decide(id_, fence)

    def _try(self, work: Callable[[], Any]) -> Any:
        """Do `work`; if the server died of it, start it again and check everything.

        Raises:
            Refused: the server said no.
        """
        try:
            return work()
        except CUT:
            assert self.house.server.died(), "hung up without dying"
            self._died()
            return None

    # What people do. What is drawn never depends on what has happened: `which` is
    # taken among whoever can, so that one seed is one walk.

    def _one(self, which: int, can: Callable[[Talk], object]) -> Talk | None:
        able = [t for t in self.talks if not t.gone and can(t)]
        return able[which % len(able)] if able else None

    @rule(danger=st.booleans())
    def open(self, danger: bool) -> None:
        """A visitor opens; if the answer is lost, she has no conversation."""
        if sum(not t.gone for t in self.talks) < 4:
            visitor = self._try(lambda: self.house.visitor(danger=danger))
            if visitor is not None:
                self.talks.append(Talk(Told(visitor)))

    @rule(which=WHICH)
    def visitor_sends(self, which: int) -> None:
        """The next message, or the same bytes again if it was not acknowledged."""
        if talk := self._one(which, lambda t: not t.left):
            self._send(talk.visitor)

    @rule(which=WHICH)
    def officer_answers(self, which: int) -> None:
        """The same, from the other side."""
        if talk := self._one(which, lambda t: t.officer and not t.left):
            assert talk.officer is not None
            self._send(talk.officer)

    @rule(which=WHICH, number=WHICH)
    def visitor_sends_again(self, which: int, number: int) -> None:
        """An old number, the same bytes: the same acknowledgement."""
        if talk := self._one(which, lambda t: t.visitor.acked and not t.left):
            told = talk.visitor
            number = 1 + number % len(told.acked)
            sealed, ack = told.acked[number]
            again = self._try(lambda: told.side.send_sealed(number, sealed))
            assert again in (None, ack)

    @rule()
    def take(self) -> None:
        """The officer takes the next in line."""
        held = self._try(self.house.people.camille.take_next)
        if held is not None:
            self._took(held)

    @rule(which=WHICH)
    def leave(self, which: int) -> None:
        """She presses the red button; the answer may be lost."""
        if talk := self._one(which, lambda t: not t.left):
            talk.leaving = True
            outcome = self._try(talk.visitor.side.leave)
            if outcome is not None:
                talk.left, talk.leaving = True, False
                self._ended(talk, outcome == "destroyed")

    @rule(which=WHICH)
    def decide(self, which: int) -> None:
        """The officer decides: nothing to transmit, so it is destroyed."""
        if talk := self._one(which, lambda t: t.officer):
            assert talk.officer is not None
            fence = talk.officer.side.fence or 0
            camille, id_ = self.house.people.camille, talk.id
            if self._try(lambda: camille.call_centre(id_, fence)) is None:
                return
            talk.deciding = True
            destroyed = self._try(lambda: camille.decide(id_, fence))
            if destroyed is not None:
                self._ended(talk, destroyed)

    @rule(moment=st.sampled_from(MOMENTS))
    def it_will_die(self, moment: str) -> None:
        """Before a commit: not kept. After it: kept, and nobody was told."""
        if not self.doom:
            self.doom = moment
            self.house.server.doom(moment)

    @rule(chance=WHICH)
    def the_power_goes(self, chance: int) -> None:
        """Between two requests, rarely."""
        if not chance and not self.doom:
            self.house.server.kill()
            self.doom = "idle"
            self._died()

    def _died(self) -> None:
        note(f"seed {SEED}: died at {self.doom}")
        self.deaths.append(self.doom)
        self.doom = ""
        self.house.server.restart()
        self._after_death()

    # What must hold

    def _send(self, told: Told) -> None:
        number = len(told.acked) + 1
        sealed = told.pending or told.side.seal(number, f"parole {number}")
        told.pending = sealed
        answer = self._try(lambda: told.side.send_sealed(number, sealed))
        if answer is not None:
            assert "ack" == answer["t"], answer
            told.acked[number], told.pending = (sealed, answer), None

    def _took(self, held: Correspondent) -> None:
        (talk,) = [t for t in self.talks if t.id == held.conversation] or [None]
        if talk is None:  # opened, and the answer was lost: it is a conversation
            return
        former = talk.officer
        talk.officer = former or Told(held)
        talk.officer.side = held

    def _ended(self, talk: Talk, destroyed: bool) -> None:
        if destroyed:
            talk.gone = talk.left = True
            self.erased.append(talk)

    def _after_death(self) -> None:
        """Learn what the lost answers were; then check everything."""
        with files(self.house.server.data) as found:
            steps = {
                row["id"]: row["step"]
                for row in found.execute("SELECT id, step FROM conversation")
            }
        for talk in self.talks:
            if talk.leaving or talk.deciding:
                if talk.id not in steps and not talk.gone:
                    self._ended(talk, destroyed=True)
                talk.left = talk.left or steps.get(talk.id) == "frozen"
                talk.leaving = talk.deciding = False
        for held in self.house.people.camille.service.get("/v1/desk")["mine"]:
            self._took(self.house.people.camille.open(held))
        self._check()

    def _check(self) -> None:
        with files(self.house.server.data) as found:
            check_house(found)
            for talk in self.talks:
                if not talk.gone:
                    self._check_kept(found, talk)
        for talk in self.erased:
            self._check_gone(talk)

    def _check_kept(self, found: Files, talk: Talk) -> None:
        """Acknowledged: once, in order, the same bytes. Otherwise: absent, or once."""
        for told in (talk.visitor, talk.officer):
            if told is None:
                continue
            rows = found.execute(
                "SELECT number, sealed FROM message WHERE conversation = :id"
                " AND side = :side ORDER BY seq",
                id=talk.id,
                side=told.side.side,
            )
            kept = [bytes(row["sealed"]) for row in rows]
            acked = [told.acked[n][0] for n in sorted(told.acked)]
            maybe = [told.pending] if told.pending else []
            assert kept in (acked, acked + maybe), talk.id

    def _check_gone(self, talk: Talk) -> None:
        """No byte of it, as it was or in base64, on any file."""
        marks = [
            form
            for one in talk.sealed()
            for form in (*pieces(one), to_base64(one).encode())
        ]
        for file in self.house.server.data.rglob("*"):
            if file.is_file():
                content = file.read_bytes()
                assert not any(mark in content for mark in marks), file.name
        with pytest.raises(Refused) as refused:
            talk.visitor.side.read()
        assert "not-found" == refused.value.code


def test_what_was_acknowledged_survives_every_death(template, tmp_path):
    """Twenty deaths or more at random instants; every promise checked after each."""
    Life.deaths = []

    def doomed() -> list[str]:
        return [death for death in Life.deaths if death != "idle"]

    with inhabited(template, tmp_path) as house:
        Life.house = house
        walk = seed(SEED)(Life)
        for more in range(1, 13):
            run_state_machine_as_test(
                walk,
                settings=settings(
                    max_examples=5,
                    stateful_step_count=45,
                    deadline=None,
                    database=None,
                    phases=[Phase.generate],
                    suppress_health_check=list(HealthCheck),
                    print_blob=True,
                ),
            )
            if len(doomed()) >= DEATHS:
                break
            walk = seed(SEED + 1_000 * more)(Life)
    print(f"seed {SEED}: died {len(Life.deaths)} times: {Life.deaths}")

    assert DEATHS <= len(doomed()), f"seed {SEED}"
    assert b"unexpected" not in house.server.log.read_bytes()


# The instants that matter most, one by one.

OPENING = {
    "keyring commit 1 before": False,
    "keyring commit 1 after": False,
    "ledger commit 1 before": False,
    "ledger commit 1 after": True,
}
ERASING = [
    "ledger commit 1 before",  # not even the intent
    "ledger commit 1 after",  # the intent
    "keyring commit 1 before",
    "keyring commit 1 after",  # the keys
    "ledger commit 2 before",
    "ledger commit 2 after",  # the rows: still in the write-ahead log
    "keyring commit 2 after",
    "ledger scrub 1 before",
    "ledger scrub 1 after",
    "ledger commit 3 before",
    "ledger commit 3 after",  # everything, but nobody was told
]


@pytest.mark.parametrize("how", ["exit", "decision"])
def test_an_erasure_killed_anywhere_is_finished_at_the_next_start(
    template, tmp_path, how
):
    """From the intent on it is gone for good; before it, nothing has happened."""
    with inhabited(template, tmp_path) as house:
        for instant in ERASING:
            visitor, officer = house.visitor(), None
            sealed = visitor.seal(1, "à détruire")
            visitor.send_sealed(1, sealed)
            if how == "decision":
                officer = house.people.camille.take_next()
            house.server.doom(instant)
            with pytest.raises(CUT):
                _end(house, visitor, officer)
            assert house.server.died()
            house.server.restart()

            on_disk = [f.name for f in _all(house.server.data) if _holds(f, sealed)]
            with files(house.server.data) as found:
                check_house(found)
            if instant == ERASING[0]:
                assert on_disk, "killed before the intent: nothing has happened"
                assert ["à détruire"] == visitor.read()
                visitor.leave()
                if officer is not None:
                    house.people.camille.decide(officer.conversation, officer.fence)
            else:
                assert [] == on_disk, instant


def _end(house: Inhabited, visitor: Visitor, officer: Correspondent | None) -> None:
    if officer is None:
        visitor.leave()
    else:
        house.people.camille.decide(officer.conversation, officer.fence or 0)


def _holds(file: Path, sealed: bytes) -> bool:
    content = file.read_bytes()
    return any(piece in content for piece in pieces(sealed))


def _all(data: Path) -> list[Path]:
    return [file for file in data.rglob("*") if file.is_file()]


def test_an_opening_killed_anywhere_leaves_no_half(template, tmp_path):
    """Keys without a conversation are swept; no conversation lacks its keys."""
    with inhabited(template, tmp_path) as house:
        for instant, opened in OPENING.items():
            house.server.doom(instant)
            with pytest.raises(CUT):
                house.visitor()
            assert house.server.died()
            house.server.restart()
            with files(house.server.data) as found:
                check_house(found)
            taken = house.people.camille.take_next()
            assert opened == (taken is not None), instant
            if taken is not None:
                house.people.camille.decide(taken.conversation, taken.fence or 0)


def test_a_taking_killed_anywhere_leaves_one_holder_and_one_key(template, tmp_path):
    """Taken or not; once taken, the other desks' keys do not outlive the restart."""
    with inhabited(template, tmp_path) as house:
        for instant in ("ledger commit 1 after", "keyring commit 1 before"):
            visitor = house.visitor()
            house.server.doom(instant)
            with pytest.raises(CUT):
                house.people.camille.take_next()
            assert house.server.died()
            house.server.restart()
            (held,) = house.people.camille.service.get("/v1/desk")["mine"]
            officer = house.people.camille.open(held)
            assert visitor.conversation == officer.conversation
            with files(house.server.data) as found:
                check_house(found)
                desks = found.keys("SELECT desk FROM envelope")
            assert ["police"] == [row["desk"] for row in desks]
            assert "ack" == officer.send("je suis là")["t"]
            house.people.camille.decide(officer.conversation, officer.fence or 0)


def test_the_checks_see_a_house_that_does_not_hold(template, tmp_path):
    """The invariants themselves are shown to fail."""
    with inhabited(template, tmp_path) as house:
        house.visitor()
        house.server.stop()
        for n, harm in enumerate(
            (
                "DELETE FROM ticket",
                "UPDATE conversation SET step = 'talking'",
                "UPDATE conversation SET visitor_last = 1",
                "INSERT INTO erasing VALUES ('x', 1)",
                "DROP TRIGGER journal_is_not_changed; UPDATE journal SET at = 1",
            )
        ):
            copy = Path(tempfile.mkdtemp(dir=tmp_path)) / str(n)
            shutil.copytree(house.server.data, copy)
            with sqlite3.connect(copy / "ledger.db") as ledger:
                ledger.executescript(harm)
            ledger.close()
            with files(copy) as found, pytest.raises(AssertionError):
                check_house(found)
        with files(house.server.data) as found:
            check_house(found)
