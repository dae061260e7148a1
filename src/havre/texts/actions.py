"""Proposing a text, reading it as the second reader, withdrawing it."""

import secrets
from dataclasses import dataclass

from havre.errors import NotYours
from havre.journal.rules import Act, Entry
from havre.journal.store import append
from havre.plumbing.clock import Clock, milliseconds
from havre.plumbing.database import Database, Transaction
from havre.texts import rules, store
from havre.texts.rules import BuiltIn, Text, TextTaken, Version
from havre.texts.wording import Wording


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording that a supervisor wants to be offered.

    Attributes:
        base: the version it was written from; None for a new text.
    """

    wording: Wording
    author: str
    base: tuple[str, int] | None = None


@dataclass(frozen=True)
class Shelf:
    """Where texts stand: what came with Havre, and what this service made of it."""

    built_in: BuiltIn
    db: Database
    now: Clock

    async def texts(self) -> dict[str, Text]:
        """Return every text with all its versions, by its key."""
        return await self.db.read(self._texts)

    async def propose(self, proposal: Proposal) -> Version:
        """Keep a proposal; return it. Nobody is offered it before it is read.

        Raises:
            NotYours: it was written from a version that does not exist.
            BadRequest: it would make it a text of another kind.
            TextTaken: another came since.
        """
        at = milliseconds(self.now())
        new_key = f"text-{secrets.token_hex(4)}"

        def work(tx: Transaction) -> Version:
            key, number = new_key, 1
            if proposal.base is not None:
                key, base = proposal.base
                text = self._text(tx, key)
                rules.refuse_other_kind(text, proposal.wording)
                number = rules.proposed(text, base)
            made = Version(key, number, proposal.wording, proposal.author, at)
            _journal(tx, made, proposal.author, "propose", at)
            if not store.add(tx, made):
                raise TextTaken(key)
            return made

        return await self.db.write(work)

    async def read(self, key: str, number: int, reader: str) -> None:
        """Note that `reader` has read a proposal: it is in use from now on.

        Raises:
            NotYours: there is no such version.
            WrongStep: it is not a proposal, or its author is reading.
        """
        at = milliseconds(self.now())

        def work(tx: Transaction) -> None:
            version = rules.read(self._text(tx, key), number, reader, at)
            _journal(tx, version, reader, "read", at)
            store.note_read(tx, version)

        await self.db.write(work)

    async def withdraw(self, key: str, number: int, by: str) -> None:
        """Drop a proposal, or offer a text no longer.

        Raises:
            NotYours: there is no such version.
            WrongStep: it is neither proposed nor in use.
        """
        at = milliseconds(self.now())

        def work(tx: Transaction) -> None:
            version = rules.withdrawn(self._text(tx, key), number, at)
            _journal(tx, version, by, "withdraw", at)
            store.note_withdrawn(tx, version)

        await self.db.write(work)

    def _texts(self, tx: Transaction) -> dict[str, Text]:
        return rules.texts(self.built_in, store.versions(tx))

    def _text(self, tx: Transaction, key: str) -> Text:
        found = self._texts(tx).get(key)
        if found is None:
            raise NotYours("text")
        return found


def _journal(tx: Transaction, version: Version, by: str, did: str, at: int) -> None:
    append(tx, Entry(at, by, Act.TEXT, version.key, f"{did} {version.number}"))
