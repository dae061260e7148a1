"""What lets a flagged conversation close: something transmitted, or a release.

A danger or a minor is closed by one of these two alone (CP art. 434-3).
"""

from havre.answering.actions import Stores
from havre.answering.desk import Closing
from havre.conversation.actions import LINE, found
from havre.conversation.rules import Conversation
from havre.errors import NotYours, WrongStep
from havre.journal.rules import Act, Entry, reason_of
from havre.journal.store import append
from havre.journey import Step
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.report import store
from havre.report.rules import Release, covers, is_flagged, passes_on


async def release(conversation: str, member: str, reason: str, stores: Stores) -> None:
    """Let a flagged conversation close without a transmission, for a reason.

    What is flagged later is not let go by it.

    Raises:
        BadRequest: no reason.
        NotYours: unknown, or over.
        WrongStep: neither a danger nor a minor was said.
    """
    why = reason_of(reason)
    at = milliseconds(stores.now())

    def work(tx: Transaction) -> Conversation:
        append(tx, Entry(at, member, Act.RELEASE, conversation, why))
        known = found(tx, conversation)
        if known.step is Step.ENDED:
            raise NotYours("over")
        if not is_flagged(known):
            raise WrongStep("nothing is flagged")
        given = Release(known.danger, known.minor)
        store.release(tx, conversation, given, member, why, at)
        return known

    known = await stores.ledger.write(work)
    stores.bell.ring(LINE)
    if known.member is not None:
        stores.bell.ring(f"member:{known.member}")


def closing(tx: Transaction, known: Conversation) -> Closing:
    """Return what lets a flagged conversation close, if anything does."""
    return Closing(
        transmitted=any(
            passes_on(one, known) for one in store.of_conversation(tx, known.id)
        ),
        released=covers(store.released(tx, known.id, known.opened_at), known),
    )
