"""What the service's own page of public numbers says, once it has something to say."""

import asyncio
import http.client
import re
from contextlib import closing
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

PAGE: Final = "/chiffres"
TRIES: Final = 65  # seconds: a period of a simulated house is a minute
NUMBER: Final = re.compile(r"<dd>([\d\N{NARROW NO-BREAK SPACE}]+)</dd>")


@dataclass(frozen=True, slots=True)
class Figures:
    """The two totals at the head of the page."""

    people: int
    reports: int


async def figures(base: str, tries: int = TRIES) -> Figures | None:
    """Return what the page shows; None if too few came for it to show anything.

    Args:
        tries: how many times it is read, a second apart: it shows what is over.
    """
    for again in range(tries):
        if again:
            await asyncio.sleep(1)
        found = NUMBER.findall(await asyncio.to_thread(_read, base))
        if len(found) >= 2:
            people, reports = (int(re.sub(r"\D", "", one)) for one in found[:2])
            return Figures(people, reports)
    return None


def _read(base: str) -> str:
    with closing(http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)) as one:
        one.request("GET", PAGE)
        return one.getresponse().read().decode()
