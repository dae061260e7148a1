"""The time, as a value that is lent: tests bring one that stops."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the aware UTC time."""
    return datetime.now(UTC)


def milliseconds(at: datetime) -> int:
    """Return `at` as whole milliseconds since 1970 UTC: how stores keep time."""
    return int(at.timestamp() * 1000)
