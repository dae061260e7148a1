"""What silence comes to mean, and the end of what was decided, as time goes by."""

from dataclasses import replace

from havre.conversation import presence
from havre.conversation import store as conversations
from havre.conversation.rules import Conversation, moved
from havre.erasure.actions import (
    CLOCK,
    Eraser,
    after,
    expected,
    finish,
    intend,
    leave_as,
)
from havre.erasure.counting import count_undecided
from havre.erasure.rules import ExitErases, Fate, Silence, after_silence
from havre.journey import Role, Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.waiting import store as line


async def sweep_silence(there: set[str], eraser: Eraser) -> None:
    """Do what silence has come to mean, for every visitor who is not `there`."""
    now = eraser.now()
    at = milliseconds(now)
    patience = eraser.patience
    if eraser.exit_erases is ExitErases.DEVICE:  # the page promises that span
        patience = replace(patience, destroy=patience.keep)

    shortest = milliseconds(now - min(patience.hold, patience.leave))

    def silent(tx: Transaction) -> list[tuple[Conversation, Silence]]:
        away = set(presence.unseen_since(tx, shortest)) - there
        unheard = [one for id_ in sorted(away) if (one := conversations.find(tx, id_))]
        return [
            (known, silence)
            for known in (*unheard, *conversations.in_step(tx, Step.FROZEN))
            if (silence := after_silence(known, now, patience)) is not None
            # The clock does not do what an officer may not.
            and not (silence is Silence.DESTROY and expected(tx, known.id, at))
        ]

    def work(tx: Transaction) -> list[tuple[str, Fate | None]]:
        return [
            (known.id, _obey(tx, known, silence, eraser, at))
            for known, silence in silent(tx)
        ]

    if not await eraser.ledger.read(silent):
        return
    for conversation, fate in await eraser.ledger.write(work):
        await after(conversation, fate, eraser)


def _obey(
    tx: Transaction, known: Conversation, silence: Silence, eraser: Eraser, at: int
) -> Fate | None:
    if silence is Silence.DESTROY:
        count_undecided(tx, known, at, eraser.count)
        intend(tx, known, CLOCK, at)
        return Fate.DESTROYED
    if silence is Silence.LEAVE:
        return leave_as(tx, known, eraser, Role.CLOCK, at)
    line.leave(tx, known.id)
    conversations.keep(tx, moved(known, Step.HOLD, Role.CLOCK))
    return None


async def sweep_ended(eraser: Eraser) -> None:
    """Destroy decided conversations that no report keeps and whose time is over.

    And close what a tab that never came back could still read.
    """
    now = eraser.now()
    gone = milliseconds(now - eraser.patience.leave_with_code)
    await eraser.ledger.write(lambda tx: presence.close_access(tx, gone))
    before = milliseconds(now - eraser.patience.keep)

    def work(tx: Transaction) -> list[str]:
        over = [
            known
            for known in conversations.in_step(tx, Step.ENDED)
            if not known.report and (known.left_at or known.seen_at) < before
        ]
        for known in over:
            intend(tx, known, CLOCK, milliseconds(now))
        return [known.id for known in over]

    if eraser.exit_erases is not ExitErases.DEVICE:
        return
    for conversation in await eraser.ledger.write(work):
        await finish(conversation, eraser)
