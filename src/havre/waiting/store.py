"""The line, in SQL. A ticket exists exactly while somebody waits to be answered."""

from collections.abc import Sequence

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
    prefers TEXT,
    PRIMARY KEY (conversation, desk)
);
CREATE INDEX IF NOT EXISTS ticket_order
    ON ticket (desk, epoch, head DESC, danger DESC, minor DESC, joined_at);
"""


def join(tx: Transaction, ticket: Ticket, prefers: str | None = None) -> None:
    """Put `ticket` in line. `prefers` is the officer who knows her already."""
    tx.execute(
        """
        INSERT INTO ticket
            (conversation, desk, epoch, head, danger, minor, joined_at, prefers)
        VALUES (:conversation, :desk, :epoch, :head, :danger, :minor, :joined_at,
                :prefers)
        ON CONFLICT (conversation, desk) DO NOTHING
        """,
        conversation=ticket.conversation,
        desk=ticket.desk,
        epoch=ticket.epoch,
        head=int(ticket.head),
        danger=int(ticket.danger),
        minor=int(ticket.minor),
        joined_at=ticket.joined_at,
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
    found: list[tuple[bool, Ticket]] = []
    for desk, epoch in keys:
        rows = tx.execute(
            """
            SELECT *, CASE WHEN prefers = :member THEN 1 ELSE 0 END AS known
              FROM ticket WHERE desk = :desk AND epoch = :epoch
             ORDER BY known DESC, head DESC, danger DESC, minor DESC,
                      joined_at, conversation
             LIMIT 1
            """,
            desk=desk,
            epoch=epoch,
            member=member,
        )
        found += [(not row["known"], _ticket(row)) for row in rows]
    if not found:
        return None
    _, first = min(found, key=lambda pair: (pair[0], rank(pair[1])))
    leave(tx, first.conversation)
    return first


def leave(tx: Transaction, conversation: str) -> list[str]:
    """Take `conversation` out of the line; return the desks it stood in front of."""
    rows = tx.execute(
        "DELETE FROM ticket WHERE conversation = :id RETURNING desk", id=conversation
    )
    return [row["desk"] for row in rows]


def everyone(tx: Transaction) -> list[Ticket]:
    """Return every ticket."""
    return [_ticket(row) for row in tx.execute("SELECT * FROM ticket")]


def by_desk(tx: Transaction, desks: Sequence[str]) -> list[tuple[str, int, int | None]]:
    """Return (desk, how many wait, since when the oldest does) for each of `desks`."""
    counted = []
    for desk in desks:
        (row,) = tx.execute(
            "SELECT count(*) AS n, min(joined_at) AS oldest"
            " FROM ticket WHERE desk = :desk",
            desk=desk,
        )
        counted.append((desk, int(row["n"]), row["oldest"]))
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
    )
