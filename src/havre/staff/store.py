"""Members, sessions and invitations, in SQL (the ledger)."""

from havre.directory.rules import DeskName
from havre.plumbing.database import Row, Transaction
from havre.staff.credentials import Locked
from havre.staff.rules import Account, Invitation, Member, Post, StaffRole, State

SCHEMA = """
CREATE TABLE IF NOT EXISTS member (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    shown_name TEXT NOT NULL,
    roles TEXT NOT NULL,     -- words of ours, separated by spaces
    desks TEXT NOT NULL,
    stations TEXT NOT NULL,  -- ids of the directory, separated by spaces
    public BLOB NOT NULL UNIQUE,
    auth TEXT NOT NULL,      -- argon2id of the authentication part
    salt BLOB NOT NULL,
    wrapped BLOB NOT NULL,
    state TEXT NOT NULL,
    created INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS session (
    digest BLOB PRIMARY KEY,
    member TEXT NOT NULL REFERENCES member (id),
    until INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS session_member ON session (member);
CREATE TABLE IF NOT EXISTS invitation (
    digest BLOB PRIMARY KEY,
    id TEXT NOT NULL,
    shown_name TEXT NOT NULL,
    roles TEXT NOT NULL,
    desks TEXT NOT NULL,
    stations TEXT NOT NULL,
    made_by TEXT NOT NULL,
    until INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS house_secret (
    purpose TEXT PRIMARY KEY,
    secret BLOB NOT NULL
);
"""


def insert(tx: Transaction, account: Account, at: int) -> bool:
    """Keep a new member; return False if the name or the key is used already."""
    member = account.member
    return bool(
        tx.execute(
            """
            INSERT INTO member (id, name, shown_name, roles, desks, stations, public,
                                auth, salt, wrapped, state, created)
            VALUES (:id, :name, :shown_name, :roles, :desks, :stations, :public,
                    :auth, :salt, :wrapped, :state, :created)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            id=member.id,
            name=member.name,
            shown_name=member.shown_name,
            roles=" ".join(member.roles),
            desks=" ".join(member.desks),
            stations=" ".join(member.stations),
            public=member.public,
            auth=account.auth,
            salt=account.locked.salt,
            wrapped=account.locked.wrapped,
            state=member.state,
            created=at,
        )
    )


def find(tx: Transaction, member: str) -> Member | None:
    """Return the member with that id, or None if there is none."""
    rows = tx.execute("SELECT * FROM member WHERE id = :id", id=member)
    return _member(rows[0]) if rows else None


def account_named(tx: Transaction, name: str) -> Account | None:
    """Return the account of that name, or None if there is none."""
    rows = tx.execute("SELECT * FROM member WHERE name = :name", name=name)
    if not rows:
        return None
    row = rows[0]
    locked = Locked(bytes(row["salt"]), bytes(row["wrapped"]))
    return Account(_member(row), row["auth"], locked)


def everyone(tx: Transaction) -> list[Member]:
    """Return all members, those who have gone too, in the order they came."""
    rows = tx.execute("SELECT * FROM member ORDER BY created, id")
    return [_member(row) for row in rows]


def set_state(tx: Transaction, member: str, state: State) -> None:
    """Note whether a member works here."""
    tx.execute(
        "UPDATE member SET state = :state WHERE id = :id", id=member, state=state
    )


def set_password(tx: Transaction, member: str, auth: str, locked: Locked) -> None:
    """Keep both parts of a new password at once."""
    tx.execute(
        "UPDATE member SET auth = :auth, salt = :salt, wrapped = :wrapped"
        " WHERE id = :id",
        id=member,
        auth=auth,
        salt=locked.salt,
        wrapped=locked.wrapped,
    )


def destroy_credentials(tx: Transaction, member: str) -> None:
    """Destroy what a member signed in with. The salt stays: it must not change."""
    tx.execute(
        "UPDATE member SET auth = '', wrapped = :no WHERE id = :id", id=member, no=b""
    )


def open_session(tx: Transaction, digest: bytes, member: str, until: int) -> None:
    """Keep a session under the digest of its credential."""
    tx.execute(
        "INSERT INTO session (digest, member, until) VALUES (:digest, :member, :until)",
        digest=digest,
        member=member,
        until=until,
    )


def member_of_session(tx: Transaction, digest: bytes, at: int) -> Member | None:
    """Return the active member whose session this is, or None."""
    rows = tx.execute(
        "SELECT m.* FROM session s JOIN member m ON m.id = s.member"
        " WHERE s.digest = :digest AND s.until > :at AND m.state = 'active'",
        digest=digest,
        at=at,
    )
    return _member(rows[0]) if rows else None


def end_session(tx: Transaction, digest: bytes) -> None:
    """End one session. Ending it twice is fine."""
    tx.execute("DELETE FROM session WHERE digest = :digest", digest=digest)


def end_sessions(tx: Transaction, member: str, but: bytes = b"") -> None:
    """End all the sessions of a member, but the one named."""
    tx.execute(
        "DELETE FROM session WHERE member = :member AND digest <> :but",
        member=member,
        but=but,
    )


def forget_expired(tx: Transaction, at: int) -> None:
    """Delete the sessions and invitations whose time is over."""
    tx.execute("DELETE FROM session WHERE until <= :at", at=at)
    tx.execute("DELETE FROM invitation WHERE until <= :at", at=at)


def invite(tx: Transaction, digest: bytes, invitation: Invitation, until: int) -> None:
    """Keep an invitation under the digest of its code."""
    tx.execute(
        "INSERT INTO invitation"
        " (digest, id, shown_name, roles, desks, stations, made_by, until) VALUES"
        " (:digest, :id, :shown_name, :roles, :desks, :stations, :made_by, :until)",
        digest=digest,
        id=invitation.id,
        shown_name=invitation.post.shown_name,
        roles=" ".join(invitation.post.roles),
        desks=" ".join(invitation.post.desks),
        stations=" ".join(invitation.post.stations),
        made_by=invitation.made_by,
        until=until,
    )


def invitation(tx: Transaction, digest: bytes, at: int) -> Invitation | None:
    """Return the invitation of that code if it is still good."""
    rows = tx.execute(
        "SELECT * FROM invitation WHERE digest = :digest AND until > :at",
        digest=digest,
        at=at,
    )
    if not rows:
        return None
    row = rows[0]
    post = Post(row["shown_name"], _roles(row), _desks(row), _stations(row))
    return Invitation(row["id"], post, row["made_by"])


def spend(tx: Transaction, digest: bytes) -> None:
    """Destroy an invitation: it is good once."""
    tx.execute("DELETE FROM invitation WHERE digest = :digest", digest=digest)


def void(tx: Transaction, made_by: str) -> None:
    """Destroy the invitations that `made_by` gave and nobody has used yet."""
    tx.execute("DELETE FROM invitation WHERE made_by = :made_by", made_by=made_by)


def secret(tx: Transaction, purpose: str) -> bytes | None:
    """Return this house's secret for `purpose`, or None if none was made."""
    rows = tx.execute(
        "SELECT secret FROM house_secret WHERE purpose = :purpose", purpose=purpose
    )
    return bytes(rows[0]["secret"]) if rows else None


def keep_secret(tx: Transaction, purpose: str, value: bytes) -> None:
    """Keep this house's secret for `purpose`, unless it has one already."""
    tx.execute(
        "INSERT INTO house_secret (purpose, secret) VALUES (:purpose, :value)"
        " ON CONFLICT DO NOTHING",
        purpose=purpose,
        value=value,
    )


def forget(tx: Transaction, conversation: str) -> None:
    """Forget nothing: this room keeps nothing about a conversation."""


def _member(row: Row) -> Member:
    return Member(
        id=row["id"],
        name=row["name"],
        shown_name=row["shown_name"],
        roles=_roles(row),
        desks=_desks(row),
        public=bytes(row["public"]),
        state=State(row["state"]),
        stations=_stations(row),
    )


def _roles(row: Row) -> tuple[StaffRole, ...]:
    return tuple(StaffRole(role) for role in row["roles"].split())


def _desks(row: Row) -> tuple[DeskName, ...]:
    return tuple(DeskName(desk) for desk in row["desks"].split())


def _stations(row: Row) -> tuple[str, ...]:
    return tuple(row["stations"].split())
