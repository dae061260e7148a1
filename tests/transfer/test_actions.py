"""Passing a conversation on: who has it then, and which keys are left."""

from datetime import timedelta

import pytest
from builders import Core, a_sealed, an_envelope

from havre.access.actions import sweep_keys
from havre.answering import leases
from havre.answering.actions import Note, add_note, open_envelopes
from havre.answering.acts import put_on_hold
from havre.conversation.rules import BadSeal, Conversation, Stale
from havre.erasure.actions import leave
from havre.erasure.silence import sweep_silence
from havre.errors import BadRequest, NotYours, WrongStep
from havre.journal.rules import Act
from havre.journal.store import about
from havre.journey import Step
from havre.plumbing.tokens import digest
from havre.rounds import wake
from havre.staff import duty
from havre.staff.actions import Withdrawal
from havre.staff.duty import Duty, Status
from havre.staff.shift import set_status
from havre.transfer.actions import NotThere, Proposal, answer, cancel, offer, tend

pytestmark = pytest.mark.anyio

POLICE = ("conversation", "police", 1)
PASSED = ("transfer", "gendarmerie", 1)
NOTES = ("note", "gendarmerie", 1)
TO_DESK = Proposal(
    "gendarmerie", None, (an_envelope("gendarmerie", purpose="transfer"),)
)
TO_GAELLE = Proposal("gendarmerie", "gaelle", TO_DESK.envelopes)
TO_PIA = Proposal("police", "pia", ())


@pytest.fixture
async def room(core: Core) -> Core:
    """Three desks with keys; Paul and Pia of the police, Gaëlle of the gendarmerie."""
    await core.key("police", "gendarmerie", "relief")
    for member, desk in (
        ("paul", "police"),
        ("pia", "police"),
        ("gaelle", "gendarmerie"),
    ):
        await core.hire(member, desk)
        core.presence.arrived(member, [desk])
    return core


async def held_by_paul(room: Core, **but) -> tuple[Conversation, bytes]:
    """A conversation in Paul's hands, and her session."""
    conversation, token = await room.open(**but)
    held = await room.take("paul")
    assert held is not None
    assert conversation == held.id
    return held, digest(token)


async def offered(room: Core, proposal: Proposal) -> tuple[Conversation, bytes]:
    """A conversation in Paul's hands that he proposes to pass on."""
    held, session = await held_by_paul(room)
    await offer(held.id, "paul", held.fence, proposal, room.transfers)
    return held, session


async def place(room: Core, conversation: str) -> tuple[object, ...]:
    """The step, the holder, the desk, whether a lease runs, where it stands."""
    known = await room.find(conversation)
    assert known is not None
    return (
        known.step, known.member, known.desk, known.lease_until is not None,
        await room.stands(conversation),
    )  # fmt: skip


async def test_a_desk_has_it_at_the_head_of_its_line(room):
    """She agrees: before all who came, under the key that was sealed to that desk."""
    held, session = await offered(room, TO_DESK)
    await room.open(
        desks=(("gendarmerie", 1),), targets=frozenset({("gendarmerie", 1)}),
        envelopes=(an_envelope("gendarmerie"),), danger=True,
    )  # fmt: skip

    await answer(held.id, session, room.transfers, agree=True)

    stands = (Step.LINE, None, "gendarmerie", False, {"gendarmerie": 1})
    assert stands == await place(room, held.id)
    assert {POLICE, PASSED} == await room.keyring(held.id)
    taken = await room.take("gaelle")
    assert held.id == taken.id
    assert {PASSED} == await room.keyring(held.id)
    opened = await open_envelopes(held.id, "gaelle", "take", room.stores)
    assert ["transfer"] == [one.purpose for one in opened.envelopes]


async def test_no_conversation_is_passed_on_to_a_station(room):
    """It would stand where nobody answers: a station receives files, nothing else."""
    station = "investigation.fictif-pn-75111"
    await room.key(station)
    held, _ = await held_by_paul(room)
    proposal = Proposal(station, None, (an_envelope(station, purpose="transfer"),))

    with pytest.raises(BadRequest):
        await offer(held.id, "paul", held.fence, proposal, room.transfers)


@pytest.mark.parametrize(
    ("proposal", "desk", "keys"),
    [(TO_GAELLE, "gendarmerie", {PASSED}), (TO_PIA, "police", {POLICE})],
)
async def test_a_colleague_has_it_in_hand(room, proposal, desk, keys):
    """Of this desk or of another: a lease, a new fence, that desk's key alone."""
    held, session = await offered(room, proposal)

    await answer(held.id, session, room.transfers, agree=True)

    known = await room.find(held.id)
    in_hand = (Step.TALKING, proposal.member, desk, True, {})
    assert in_hand == await place(room, held.id)
    assert held.fence < known.fence
    assert ((desk, 1),) == known.sealed_to
    assert keys == await room.keyring(held.id)


@pytest.mark.parametrize("proposal", [TO_DESK, TO_GAELLE, TO_PIA])
async def test_the_former_officer_can_do_nothing_more(room, proposal):
    """From that commit the old fence writes, notes and holds nothing."""
    held, session = await offered(room, proposal)
    await answer(held.id, session, room.transfers, agree=True)
    note = Note(1, a_sealed(b"note"), 0, "paul")

    for act in (
        lambda: room.answer(held.id, held.fence, 1, member="paul"),
        lambda: put_on_hold(held.id, "paul", held.fence, room.stores),
        lambda: add_note(held.id, note, held.fence, None, room.stores),
        lambda: open_envelopes(held.id, "paul", "open", room.stores),
        lambda: offer(held.id, "paul", held.fence, TO_DESK, room.transfers),
        lambda: cancel(held.id, "paul", held.fence, room.transfers),
    ):
        with pytest.raises((NotYours, Stale)):
            await act()


async def test_she_would_rather_stay(room):
    """Refused: Paul keeps it, the other desk's key is gone, the refusal is shown."""
    held, session = await offered(room, TO_GAELLE)

    await answer(held.id, session, room.transfers, agree=False)

    known = await room.find(held.id)
    assert (Step.TALKING, "paul", held.fence) == (known.step, known.member, known.fence)
    assert known.offer.refused
    assert {POLICE} == await room.keyring(held.id)
    with pytest.raises(WrongStep):
        await answer(held.id, session, room.transfers, agree=True)
    room.clock.pass_(timedelta(minutes=5))
    await tend(room.transfers)
    assert "paul" == (await room.find(held.id)).member

    await cancel(held.id, "paul", held.fence, room.transfers)
    assert (await room.find(held.id)).offer is None


async def test_a_transfer_taken_back_leaves_no_key(room):
    """Nothing to answer any more; twice is fine."""
    held, session = await offered(room, TO_DESK)

    for _ in range(2):
        await cancel(held.id, "paul", held.fence, room.transfers)

    assert {POLICE} == await room.keyring(held.id)
    with pytest.raises(WrongStep):
        await answer(held.id, session, room.transfers, agree=True)


async def test_her_silence_lets_it_go_after_a_minute_and_not_before(room):
    """59 seconds: still Paul's. 60: Gaëlle's."""
    held, _ = await offered(room, TO_GAELLE)

    room.clock.pass_(timedelta(seconds=59))
    await tend(room.transfers)
    assert "paul" == (await room.find(held.id)).member
    room.clock.pass_(timedelta(seconds=1))
    await tend(room.transfers)

    assert "gaelle" == (await room.find(held.id)).member
    assert {PASSED} == await room.keyring(held.id)


async def test_a_server_that_was_down_does_not_answer_for_her(room):
    """The minute begins anew when she can answer again."""
    held, session = await offered(room, TO_GAELLE)
    room.clock.pass_(timedelta(minutes=10))

    await wake(room.house)
    await tend(room.transfers)

    assert "paul" == (await room.find(held.id)).member
    await answer(held.id, session, room.transfers, agree=False)


async def test_a_second_proposal_replaces_the_first_with_its_keys(room):
    """Gendarmerie, then relief: only relief could open it."""
    held, session = await offered(room, TO_DESK)
    relief = Proposal("relief", None, (an_envelope("relief", purpose="transfer"),))

    await offer(held.id, "paul", held.fence, relief, room.transfers)

    assert {POLICE, ("transfer", "relief", 1)} == await room.keyring(held.id)
    await answer(held.id, session, room.transfers, agree=True)
    assert {"relief": 1} == await room.stands(held.id)


async def test_notes_left_behind_by_a_second_proposal_do_not_go_along(room):
    """First with the notes, then without: the other desk has no key to them."""
    held, _ = await held_by_paul(room)
    note = an_envelope("gendarmerie", purpose="note")
    with_notes = Proposal("gendarmerie", None, (*TO_DESK.envelopes, note))
    await offer(held.id, "paul", held.fence, with_notes, room.transfers)
    assert {POLICE, PASSED, NOTES} == await room.keyring(held.id)

    await offer(held.id, "paul", held.fence, TO_DESK, room.transfers)

    assert {POLICE, PASSED} == await room.keyring(held.id)


async def leaves(room: Core, held: Conversation, session: bytes) -> None:
    """She exits."""
    await leave(held.id, session, room.eraser)


async def is_lost(room: Core, *_: object) -> None:
    """Paul vanishes."""
    room.clock.pass_(timedelta(seconds=91))
    await leases.end_lost_leases(room.stores)


async def is_held(room: Core, held: Conversation, _: bytes) -> None:
    """Paul puts her on hold."""
    await put_on_hold(held.id, "paul", held.fence, room.stores)


async def falls_silent(room: Core, *_: object) -> None:
    """Her tab has been away for fifteen minutes."""
    room.clock.pass_(timedelta(minutes=15))
    await sweep_silence(set(), room.eraser)


async def is_suspended(room: Core, *_: object) -> None:
    """Paul loses his access."""
    gone = Withdrawal("paul", "administrator", 0)
    await room.ledger.write(lambda tx: leases.release(tx, gone))


async def is_away(room: Core, *_: object) -> None:
    """Paul's short absence has grown long."""
    lent = {"db": room.ledger, "bell": room.bell, "now": room.clock}
    await set_status("paul", Status.AWAY, **lent)
    room.clock.pass_(timedelta(minutes=10))
    await leases.end_long_absences(timedelta(minutes=10), room.stores)


@pytest.mark.parametrize(
    ("happens", "step"),
    [
        (leaves, Step.FROZEN), (is_lost, Step.LINE), (is_held, Step.HOLD),
        (falls_silent, Step.HOLD), (is_suspended, Step.LINE), (is_away, Step.LINE),
    ],
)  # fmt: skip
async def test_what_ends_the_talk_ends_the_transfer_and_its_key(room, happens, step):
    """Whatever comes first: it is passed to nobody, and no other desk could open it."""
    held, session = await offered(room, TO_GAELLE)

    await happens(room, held, session)
    await tend(room.transfers)
    room.clock.pass_(timedelta(seconds=61))
    await tend(room.transfers)

    known = await room.find(held.id)
    assert (step, "police", None) == (known.step, known.desk, known.offer)
    assert {POLICE} == await room.keyring(held.id)
    with pytest.raises((NotYours, WrongStep)):
        await answer(held.id, session, room.transfers, agree=True)


async def is_gone(room: Core) -> None:
    """Gaëlle closed her console."""
    room.presence.leave("gaelle")


async def is_full(room: Core) -> None:
    """Gaëlle has no free place."""
    await room.ledger.write(lambda tx: duty.keep(tx, Duty("gaelle", capacity=0)))


async def has_paused(room: Core) -> None:
    """Gaëlle takes nobody."""
    paused = Duty("gaelle", Status.PAUSE)
    await room.ledger.write(lambda tx: duty.keep(tx, paused))


@pytest.mark.parametrize("not_there", [is_gone, is_full, has_paused])
async def test_without_the_colleague_it_goes_to_the_desks_line(room, not_there):
    """She agreed to that team: its first free officer has her, at the head."""
    held, session = await offered(room, TO_GAELLE)
    await not_there(room)

    await answer(held.id, session, room.transfers, agree=True)

    stands = (Step.LINE, None, "gendarmerie", False, {"gendarmerie": 1})
    assert stands == await place(room, held.id)
    assert {POLICE, PASSED} == await room.keyring(held.id)


@pytest.mark.parametrize("not_there", [is_gone, is_full, has_paused])
async def test_a_colleague_who_could_not_have_it_is_not_proposed(room, not_there):
    """Refused at once, and nothing is left of it."""
    held, _ = await held_by_paul(room)
    await not_there(room)

    with pytest.raises(NotThere):
        await offer(held.id, "paul", held.fence, TO_GAELLE, room.transfers)

    assert (await room.find(held.id)).offer is None
    assert {POLICE} == await room.keyring(held.id)


@pytest.mark.parametrize(
    ("proposal", "why"),
    [
        (Proposal("police", "paul", ()), NotThere),
        (Proposal("gendarmerie", "pia", TO_DESK.envelopes), NotThere),
        (Proposal("gendarmerie", None, ()), BadRequest),
        (Proposal("police", "pia", (an_envelope(purpose="transfer"),)), BadRequest),
        (Proposal("relief", None, TO_DESK.envelopes), BadRequest),
        (Proposal("nowhere", None, (an_envelope("nowhere"),)), BadRequest),
        (Proposal("gendarmerie", None, (an_envelope("gendarmerie"),)), BadRequest),
        (
            Proposal(
                "gendarmerie", None,
                (an_envelope("gendarmerie", epoch=2, purpose="transfer"),),
            ),
            BadRequest,
        ),
    ],
)  # fmt: skip
async def test_what_could_not_be_opened_is_not_announced(room, proposal, why):
    """To oneself, without key, to another key: refused, no offer, no key."""
    held, _ = await held_by_paul(room)

    with pytest.raises(why):
        await offer(held.id, "paul", held.fence, proposal, room.transfers)

    assert (await room.find(held.id)).offer is None
    assert {POLICE} == await room.keyring(held.id)


async def test_clear_text_is_no_key(room):
    """The form is checked before anything is kept."""
    held, _ = await held_by_paul(room)
    clear = an_envelope("gendarmerie", purpose="transfer")
    short = Proposal("gendarmerie", None, (type(clear)("gendarmerie", 1, b"clair"),))

    with pytest.raises(BadSeal):
        await offer(held.id, "paul", held.fence, short, room.transfers)


async def test_what_left_the_officer_meanwhile_is_not_announced(room):
    """An old fence and a left conversation: refused, and no key of it stays."""
    held, session = await held_by_paul(room)
    with pytest.raises(Stale):
        await offer(held.id, "paul", held.fence - 1, TO_DESK, room.transfers)
    await leave(held.id, session, room.eraser)

    with pytest.raises(WrongStep):
        await offer(held.id, "paul", held.fence, TO_DESK, room.transfers)

    assert {POLICE} == await room.keyring(held.id)


async def test_an_interrupted_announcement_leaves_no_key_after_the_next_start(room):
    """The key was kept, the announcement was not: nobody is to open it."""
    held, _ = await held_by_paul(room)
    sealed = an_envelope("gendarmerie", purpose="transfer")
    await room.keys.write(
        lambda tx: tx.execute(
            "INSERT INTO envelope (conversation, purpose, desk, epoch, sealed)"
            " VALUES (:id, 'transfer', 'gendarmerie', 1, :sealed)",
            id=held.id,
            sealed=sealed.sealed,
        )
    )

    await sweep_keys(ledger=room.ledger, keys=room.keys)

    assert {POLICE} == await room.keyring(held.id)


async def test_the_journal_says_who_passed_it_on_and_who_read_it(room):
    """One row for the announcement, one for who has it then, one for their read."""
    held, session = await offered(room, TO_GAELLE)
    await answer(held.id, session, room.transfers, agree=True)
    await open_envelopes(held.id, "gaelle", "take", room.stores)

    rows = await room.ledger.read(lambda tx: about(tx, held.id))

    assert [
        ("paul", Act.TAKE, "police"),
        ("paul", Act.TRANSFER, "gendarmerie"),
        ("gaelle", Act.TAKE, "gendarmerie"),
        ("gaelle", Act.OPEN, "take"),
    ] == [(row.actor, row.act, row.detail) for row in rows]


async def test_a_refused_announcement_leaves_no_row(room):
    """What did not happen is not journaled."""
    held, _ = await held_by_paul(room)
    with pytest.raises(NotThere):
        await offer(
            held.id, "paul", held.fence, Proposal("police", "paul", ()), room.transfers
        )

    rows = await room.ledger.read(lambda tx: about(tx, held.id))

    assert [Act.TAKE] == [row.act for row in rows]
