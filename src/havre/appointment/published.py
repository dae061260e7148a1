"""What stations publish and take back, in SQL. The tables are `store`'s."""

from collections.abc import Iterable

from havre.appointment.rules import Hour, Slot
from havre.appointment.store import slot_of
from havre.plumbing.database import Transaction


def publish(
    tx: Transaction, station: str, hours: Iterable[tuple[str, Hour]], by: str
) -> int:
    """Keep new slots; return how many there are that were not there before."""
    made = 0
    for id_, hour in hours:
        made += len(
            tx.execute(
                """
                INSERT INTO slot (id, station, at, minutes, made_by)
                VALUES (:id, :station, :at, :minutes, :by)
                ON CONFLICT DO NOTHING RETURNING id
                """,
                id=id_,
                station=station,
                at=hour.at,
                minutes=hour.minutes,
                by=by,
            )
        )
    return made


def to_come(tx: Transaction, station: str, now: int) -> tuple[int, int]:
    """Return how many slots of `station` have not begun: published, and in all."""
    (row,) = tx.execute(
        "SELECT count(*) AS n, sum(withdrawn) AS back FROM slot"
        " WHERE station = :station AND at > :now",
        station=station,
        now=now,
    )
    return int(row["n"]) - int(row["back"] or 0), int(row["n"])


def of_station(tx: Transaction, station: str, since: int, most: int) -> list[Slot]:
    """Return at most `most` slots of `station` that begin after `since`, in order."""
    rows = tx.execute(
        "SELECT * FROM slot WHERE station = :station AND at > :since"
        " ORDER BY at, id LIMIT :most",
        station=station,
        since=since,
        most=most,
    )
    return [slot_of(row) for row in rows]


def withdraw(tx: Transaction, slot: str) -> bool:
    """Take a slot back; return False if somebody has it. Twice is fine."""
    return bool(
        tx.execute(
            "UPDATE slot SET withdrawn = 1 WHERE id = :id AND appointment IS NULL"
            " RETURNING id",
            id=slot,
        )
    )


def forget_slots(tx: Transaction, before: int) -> None:
    """Delete the slots over before `before` that no appointment has."""
    tx.execute(
        "DELETE FROM slot WHERE at < :before AND appointment IS NULL", before=before
    )
