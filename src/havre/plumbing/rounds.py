"""What is done again and again while the house is open."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from havre.plumbing import logs


async def every(
    span: timedelta, name: str, work: Callable[[], Awaitable[object]]
) -> None:
    """Do `work` each `span` until cancelled; a failure is logged and tried again."""
    while True:
        await asyncio.sleep(span.total_seconds())
        try:
            await work()
        except Exception as error:
            logs.unexpected(f"round {name}", error)
