"""Whether the house can still keep what it is told: a real commit, not a claim."""

import asyncio
import time
from typing import Final

from starlette.responses import Response

from havre.plumbing.database import Database, Transaction
from havre.plumbing.doors import Knock
from havre.plumbing.http import json

FRESH: Final = 2.0  # seconds an answer serves: whoever asks often costs no commit

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS pulse (n INTEGER NOT NULL);
"""


class HealthDoors:
    """Built once by `havre.app`."""

    def __init__(self, *stores: Database) -> None:
        self._stores = stores
        self._until = 0.0
        self._turn = asyncio.Lock()

    async def health(self, _knock: Knock) -> Response:
        """`GET /v1/health`: 200 once every store has committed just now.

        Raises:
            StorageUnavailable: one cannot; nothing is being acknowledged.
        """
        async with self._turn:
            if time.monotonic() >= self._until:
                await asyncio.gather(*(store.write(_beat) for store in self._stores))
                self._until = time.monotonic() + FRESH
        return json({"ok": True})


def _beat(tx: Transaction) -> None:
    tx.execute("DELETE FROM pulse")
    tx.execute("INSERT INTO pulse (n) VALUES (:n)", n=time.time_ns() & 0xFFFF)
