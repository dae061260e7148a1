"""What every store engine promises. Nothing here names an engine.

Work is a plain function of a transaction. The engine runs it, perhaps together with
other people's work in one commit, perhaps twice: it must have no effect outside the
transaction. When `write` returns, the work is durable (fsync returned); when it
raises, nothing of it was kept.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Value = str | int | float | bytes | None


class Row(Protocol):
    """One row; columns by name."""

    def __getitem__(self, column: str, /) -> Any:  # noqa: ANN401 - SQL is untyped
        """Return the value of `column`."""
        ...


class Transaction(Protocol):
    """Inside one unit of work."""

    def execute(self, sql: str, **values: Value) -> list[Row]:
        """Run one statement with named values (`:name`); return its rows."""
        ...


Work = Callable[[Transaction], T]


class Database(Protocol):
    """One store. docs/decisions/0003-work-is-a-function.md says why it looks so."""

    async def write(self, work: Work[T]) -> T:
        """Run `work` and return its result once it is durable.

        Cancelling the wait does not cancel the work.

        Raises:
            StorageUnavailable: it could not be kept; nothing was.
            Exception: whatever `work` raises; then nothing of it is kept, and work
                committed together with it is not disturbed.
        """
        ...

    async def read(self, work: Work[T]) -> T:
        """Run `work`, which only reads, on everything committed before the call."""
        ...

    async def scrub(self) -> None:
        """Return once no deleted byte is left in the engine's own files.

        Raises:
            StorageUnavailable: it could not be made sure of.
        """
        ...

    def close(self) -> None:
        """Finish what was accepted, then close."""
        ...
