"""What there is to see on a line: for whoever checks that nothing is lost."""

from typing import Protocol

from havre.client.sealing import Side
from havre.client.service import Answer


class Watch(Protocol):
    """Who sees all that passes on one line."""

    def sent(self, number: int, sealed: bytes) -> None:
        """These bytes were given to the line under that number."""

    def acknowledged(self, number: int) -> None:
        """The service says that number is durable."""

    def resent(self, number: int) -> None:
        """The same bytes go out again."""

    def came(self, side: Side, number: int, sealed: bytes, *, opens: bool) -> None:
        """A message was delivered."""

    def attached(self) -> None:
        """The socket is open, and what is held was said."""

    def settled(self, began: float) -> None:
        """All that was durable at `began` has been delivered, says the service."""

    def detached(self) -> None:
        """The socket is gone."""

    def state(self, state: Answer) -> None:
        """The service said where the conversation is."""

    def presence(self, there: bool) -> None:
        """The other side has come or gone."""
