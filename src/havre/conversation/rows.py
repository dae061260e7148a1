"""A conversation as a row of SQL, both ways."""

from havre.conversation.rules import Conversation, Offer
from havre.journey import Step
from havre.plumbing.database import Row, Value

COLUMNS = (
    "id", "token", "step", "version", "desk", "epoch", "fronts", "language", "danger",
    "minor", "opened_at", "member", "fence", "lease_until", "read", "seen_at",
    "left_at", "report", "resumable", "visitor_last", "agent_last", "sealed_to",
    "taken_at", "offer", "watchers", "notes", "answered_at", "course",
)  # fmt: skip


def values_of(known: Conversation) -> dict[str, Value]:
    """Return the value of each of `COLUMNS`."""
    values: dict[str, Value] = {name: getattr(known, name) for name in COLUMNS}
    for flag in ("danger", "minor", "read", "report", "resumable", "course"):
        values[flag] = int(getattr(known, flag))
    return values | {
        "fronts": " ".join(known.fronts),
        "sealed_to": _pairs_text(known.sealed_to),
        "offer": _offer_text(known.offer),
        "watchers": _pairs_text(known.watchers),
    }


def conversation_of(row: Row) -> Conversation:
    """Return the conversation that `row` holds."""
    return Conversation(
        id=row["id"],
        token=row["token"],
        step=Step(row["step"]),
        version=row["version"],
        desk=row["desk"],
        epoch=row["epoch"],
        fronts=tuple(row["fronts"].split()),
        language=row["language"],
        danger=bool(row["danger"]),
        minor=bool(row["minor"]),
        opened_at=row["opened_at"],
        member=row["member"],
        fence=row["fence"],
        lease_until=row["lease_until"],
        read=bool(row["read"]),
        seen_at=row["seen_at"],
        left_at=row["left_at"],
        report=bool(row["report"]),
        resumable=bool(row["resumable"]),
        visitor_last=row["visitor_last"],
        agent_last=row["agent_last"],
        sealed_to=_pairs(row["sealed_to"]),
        taken_at=row["taken_at"],
        offer=_offer(row["offer"]),
        watchers=_pairs(row["watchers"]),
        notes=row["notes"],
        answered_at=row["answered_at"],
        course=bool(row["course"]),
    )


def _pairs_text(pairs: tuple[tuple[str, int], ...]) -> str:
    return " ".join(f"{name}:{number}" for name, number in pairs)


def _pairs(text: str) -> tuple[tuple[str, int], ...]:
    pairs = (pair.split(":") for pair in text.split())
    return tuple((name, int(number)) for name, number in pairs)


def _offer_text(offer: Offer | None) -> str | None:
    if offer is None:
        return None
    member = offer.member or "-"
    return f"{offer.desk} {offer.epoch} {member} {offer.at} {int(offer.refused)}"


def _offer(text: str | None) -> Offer | None:
    if text is None:
        return None
    desk, epoch, member, at, refused = text.split()
    whom = None if member == "-" else member
    return Offer(desk, int(epoch), whom, int(at), refused == "1")
