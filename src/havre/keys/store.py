"""Keys of desks and stations, the recovery key and grants, in SQL (the ledger).

A column `desk` holds the name of a key: a desk's, or `investigation.ID` and
`reception.ID` for a station.
"""

from dataclasses import dataclass

from havre.client.desk_keys import DeskKey
from havre.keys.rules import RECOVERY, Grant
from havre.plumbing.database import Row, Transaction
from havre.staff.stations import StationKey

SCHEMA = """
CREATE TABLE IF NOT EXISTS desk_key (
    seq INTEGER PRIMARY KEY,
    desk TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    public BLOB NOT NULL UNIQUE,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    made_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (desk, epoch)
);
CREATE TABLE IF NOT EXISTS recovery_key (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    public BLOB NOT NULL,
    made_by TEXT NOT NULL,
    at INTEGER NOT NULL
);
-- A withdrawn grant keeps its row, without the key: that it was held is what says
-- that the desk needs a new one.
CREATE TABLE IF NOT EXISTS desk_grant (
    desk TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    member TEXT NOT NULL,
    sealed BLOB NOT NULL,
    given_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    withdrawn_at INTEGER
);
CREATE UNIQUE INDEX IF NOT EXISTS desk_grant_once
    ON desk_grant (desk, epoch, member) WHERE withdrawn_at IS NULL;
CREATE INDEX IF NOT EXISTS desk_grant_member ON desk_grant (member);
"""


@dataclass(frozen=True, slots=True)
class Held:
    """That someone holds a desk's key: every member may know it."""

    desk: str
    epoch: int
    member: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Mine:
    """A desk's key, sealed to the member who asks."""

    desk: str
    epoch: int
    sealed: bytes


def keys(tx: Transaction) -> list[DeskKey]:
    """Return the whole list of desk keys, in order."""
    return [_key(row) for row in tx.execute("SELECT * FROM desk_key ORDER BY seq")]


def add_key(tx: Transaction, key: DeskKey, by: str, at: int) -> bool:
    """Add a key; return False if its place, its epoch or its point is taken."""
    return bool(
        tx.execute(
            """
            INSERT INTO desk_key
                (seq, desk, epoch, public, previous, hash, made_by, at)
            VALUES (:seq, :desk, :epoch, :public, :previous, :hash, :made_by, :at)
            ON CONFLICT DO NOTHING RETURNING seq
            """,
            seq=key.seq,
            desk=key.desk,
            epoch=key.epoch,
            public=key.public,
            previous=key.previous,
            hash=key.hash,
            made_by=by,
            at=at,
        )
    )


def current_keys(tx: Transaction) -> dict[str, tuple[int, bytes]]:
    """Return the epoch and the public key in use, by the name of each key."""
    rows = tx.execute("SELECT desk, epoch, public FROM desk_key ORDER BY epoch")
    return {row["desk"]: (row["epoch"], bytes(row["public"])) for row in rows}


def current_epochs(tx: Transaction) -> dict[str, int]:
    """Return the epoch in use of each key, a station's included."""
    return {name: epoch for name, (epoch, _) in current_keys(tx).items()}


def with_havre(tx: Transaction) -> frozenset[str]:
    """Return the ids of the stations that have a key to seal a file to."""
    mark = StationKey.INVESTIGATION.of("")
    epochs = current_epochs(tx)
    return frozenset(name.removeprefix(mark) for name in epochs if mark in name)


def desk_epochs(tx: Transaction) -> dict[str, int]:
    """Return the epoch in use at each desk that has a key: who can answer a line."""
    epochs = current_epochs(tx)
    return {name: epoch for name, epoch in epochs.items() if "." not in name}


def epochs_at(tx: Transaction, at: int) -> dict[str, int]:
    """Return the epoch that was in use at each desk at that time."""
    rows = tx.execute(
        "SELECT desk, MAX(epoch) AS epoch FROM desk_key WHERE at <= :at GROUP BY desk",
        at=at,
    )
    return {row["desk"]: row["epoch"] for row in rows}


def recovery_key(tx: Transaction) -> bytes | None:
    """Return the public recovery key, or None before it is made."""
    rows = tx.execute("SELECT public FROM recovery_key")
    return bytes(rows[0]["public"]) if rows else None


def set_recovery_key(tx: Transaction, public: bytes, by: str, at: int) -> bool:
    """Keep the recovery key; return False if there is one already."""
    return bool(
        tx.execute(
            "INSERT INTO recovery_key (one, public, made_by, at)"
            " VALUES (1, :public, :made_by, :at) ON CONFLICT DO NOTHING RETURNING one",
            public=public,
            made_by=by,
            at=at,
        )
    )


def give(
    tx: Transaction, desk: str, epoch: int, grant: Grant, by: str, at: int
) -> bool:
    """Keep a grant; return False if that member holds that key already."""
    return bool(
        tx.execute(
            """
            INSERT INTO desk_grant (desk, epoch, member, sealed, given_by, at)
            VALUES (:desk, :epoch, :member, :sealed, :given_by, :at)
            ON CONFLICT DO NOTHING RETURNING epoch
            """,
            desk=desk,
            epoch=epoch,
            member=grant.member,
            sealed=grant.sealed,
            given_by=by,
            at=at,
        )
    )


def held(tx: Transaction) -> list[Held]:
    """Return who holds which key, the recovery key's grants included."""
    rows = tx.execute(
        "SELECT desk, epoch, member, given_by, at FROM desk_grant"
        " WHERE withdrawn_at IS NULL ORDER BY desk, epoch, at, member"
    )
    columns = ("desk", "epoch", "member", "given_by", "at")
    return [Held(*(row[column] for column in columns)) for row in rows]


def holders(tx: Transaction, desk: str, epoch: int) -> frozenset[str]:
    """Return the members who hold the key of that desk and epoch."""
    return frozenset(
        one.member
        for one in held(tx)
        if one.desk == desk and one.epoch == epoch and one.member != RECOVERY
    )


def granted(tx: Transaction, member: str) -> list[Mine]:
    """Return every desk's key that is sealed to `member`."""
    rows = tx.execute(
        "SELECT desk, epoch, sealed FROM desk_grant"
        " WHERE member = :member AND withdrawn_at IS NULL ORDER BY desk, epoch",
        member=member,
    )
    return [Mine(row["desk"], row["epoch"], bytes(row["sealed"])) for row in rows]


def withdraw(tx: Transaction, desk: str, epoch: int, member: str, at: int) -> None:
    """Destroy a grant's key, and note that it was held. Doing it twice is fine."""
    tx.execute(
        "UPDATE desk_grant SET sealed = :none, withdrawn_at = :at"
        " WHERE desk = :desk AND epoch = :epoch AND member = :member"
        " AND withdrawn_at IS NULL",
        none=b"",
        desk=desk,
        epoch=epoch,
        member=member,
        at=at,
    )


def to_renew(tx: Transaction) -> list[str]:
    """Return the desks whose key in use was held by someone who no longer may."""
    rows = tx.execute(
        """
        SELECT DISTINCT g.desk FROM desk_grant g
         WHERE g.withdrawn_at IS NOT NULL
           AND g.epoch = (SELECT MAX(k.epoch) FROM desk_key k WHERE k.desk = g.desk)
         ORDER BY g.desk
        """
    )
    return [row["desk"] for row in rows]


def forget(tx: Transaction, conversation: str) -> None:
    """Forget nothing: this room keeps nothing about a conversation."""


def _key(row: Row) -> DeskKey:
    return DeskKey(
        seq=row["seq"],
        desk=row["desk"],
        epoch=row["epoch"],
        public=bytes(row["public"]),
        previous=bytes(row["previous"]),
        hash=bytes(row["hash"]),
    )
