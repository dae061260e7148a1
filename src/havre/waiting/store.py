"""The line, in SQL. A ticket exists exactly while somebody waits to be answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from havre.plumbing.database import Row, Transaction
from havre.waiting.rules import Ticket, rank

SCHEMA = """
CREATE TABLE IF NOT EXISTS ticket (
    conversation TEXT NOT NULL,
    desk TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    head INTEGER NOT NULL DEFAULT 0,
    danger INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    due INTEGER NOT NULL,
    prefers TEXT,
    placed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation, desk)
);
CREATE INDEX IF NOT EXISTS ticket_order
    ON ticket (desk, epoch, head DESC, due, conversation);
CREATE INDEX IF NOT EXISTS ticket_prefers
    ON ticket (prefers, desk, epoch, head DESC, due, conversation);
-- What passed through the line, without a word on who: kept a day, for the drawing.
CREATE TABLE IF NOT EXISTS line_event (
    at INTEGER NOT NULL,
    desk TEXT NOT NULL,
    kind TEXT NOT NULL,
    value INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS line_event_at ON line_event (at);
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many wait in front of a desk.

    Attributes:
        oldest_at: when the first of them came, in milliseconds.
    """

    desk: str
    count: int
    oldest_at: int | None
    danger: int
    minor: int


def join(tx: Transaction, ticket: Ticket, prefers: str | None = None) -> None:
    """Put `ticket` in line. `prefers` is the officer who knows her already.

    A ticket that stands there under an older key is put under the new one.
    """
    tx.execute(
        """
        INSERT INTO ticket
            (conversation, desk, epoch, head, danger, minor, joined_at, since, due,
             prefers)
        VALUES (:conversation, :desk, :epoch, :head, :danger, :minor, :joined_at,
                :since, :due, :prefers)
        ON CONFLICT (conversation, desk) DO UPDATE SET epoch = excluded.epoch
        """,
        conversation=ticket.conversation,
        desk=ticket.desk,
        epoch=ticket.epoch,
        head=int(ticket.head),
        danger=int(ticket.danger),
        minor=int(ticket.minor),
        joined_at=ticket.joined_at,
        since=ticket.since,
        due=ticket.due,
        prefers=prefers,
    )


def take_next(
    tx: Transaction, keys: Sequence[tuple[str, int]], member: str
) -> Ticket | None:
    """Take the next conversation that `member` can open out of the line.

    Of all those that could be next, one that knows `member` already comes first.

    Args:
        keys: the (desk, epoch) of each desk key the member has.
    """
    known = [one for key in keys if (one := _first(tx, key, member))]
    found = known or [one for key in keys if (one := _first(tx, key, None))]
    if not found:
        return None
    first = min(found, key=rank)
    leave(tx, first.conversation)
    return first


def _first(tx: Transaction, key: tuple[str, int], prefers: str | None) -> Ticket | None:
    """Return the first in front of a desk; with `prefers`, of those who know it."""
    # Two statements: each follows its index whatever the line's length.
    only = "AND prefers = :prefers" if prefers else "AND :prefers IS NULL"
    rows = tx.execute(
        f"SELECT * FROM ticket WHERE desk = :desk AND epoch = :epoch {only}"  # noqa: S608
        " ORDER BY head DESC, due, conversation LIMIT 1",
        desk=key[0],
        epoch=key[1],
        prefers=prefers,
    )
    return _ticket(rows[0]) if rows else None


def leave(tx: Transaction, conversation: str) -> list[str]:
    """Take `conversation` out of the line; return the desks it stood in front of."""
    rows = tx.execute(
        "DELETE FROM ticket WHERE conversation = :id RETURNING desk", id=conversation
    )
    return [row["desk"] for row in rows]


def keep_desks(tx: Transaction, conversation: str, desks: Collection[str]) -> None:
    """Take `conversation` away from every desk but these."""
    for ticket in of(tx, conversation):
        if ticket.desk not in desks:
            tx.execute(
                "DELETE FROM ticket WHERE conversation = :id AND desk = :desk",
                id=conversation,
                desk=ticket.desk,
            )


def place(tx: Transaction, conversation: str, desks: Collection[str]) -> None:
    """Let `conversation` stand in front of these desks for as long as it waits."""
    for desk in desks:
        tx.execute(
            "UPDATE ticket SET placed = 1 WHERE conversation = :id AND desk = :desk",
            id=conversation,
            desk=desk,
        )


def raise_(tx: Transaction, conversation: str) -> bool:
    """Put `conversation` at the head of its lines; return False if in none."""
    return bool(
        tx.execute(
            "UPDATE ticket SET head = 1 WHERE conversation = :id RETURNING desk",
            id=conversation,
        )
    )


def wait_anew(tx: Transaction, at: int) -> None:
    """Count every wait from `at`: nobody waited in vain because the server was down."""
    tx.execute("UPDATE ticket SET since = :at", at=at)


def of(tx: Transaction, conversation: str) -> list[Ticket]:
    """Return the tickets of `conversation`."""
    rows = tx.execute("SELECT * FROM ticket WHERE conversation = :id", id=conversation)
    return [_ticket(row) for row in rows]


def everyone(tx: Transaction) -> list[Ticket]:
    """Return every ticket."""
    return [_ticket(row) for row in tx.execute("SELECT * FROM ticket")]


def by_desk(tx: Transaction, desks: Sequence[str]) -> list[Count]:
    """Return who waits in front of each of `desks`."""
    counted = []
    for desk in desks:
        (row,) = tx.execute(
            "SELECT count(*) AS n, min(joined_at) AS oldest,"
            " coalesce(sum(danger), 0) AS danger, coalesce(sum(minor), 0) AS minor"
            " FROM ticket WHERE desk = :desk",
            desk=desk,
        )
        counted.append(
            Count(desk, int(row["n"]), row["oldest"], row["danger"], row["minor"])
        )
    return counted


def forget(tx: Transaction, conversation: str) -> None:
    """Delete the conversation's tickets. Forgetting twice is fine."""
    leave(tx, conversation)


def _ticket(row: Row) -> Ticket:
    return Ticket(
        conversation=row["conversation"],
        desk=row["desk"],
        epoch=row["epoch"],
        head=bool(row["head"]),
        danger=bool(row["danger"]),
        minor=bool(row["minor"]),
        joined_at=row["joined_at"],
        since=row["since"],
        placed=bool(row["placed"]),
    )
