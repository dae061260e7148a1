"""`havre`, with Python's garbage collector as Python starts it: for comparison only.

With a number of seconds as first argument the collector is the house's own, but its
deliberate full pass comes that often: what one costs then shows in a short run.
"""

import sys

from havre import serving
from havre.__main__ import main
from havre.plumbing.collector import Collector


class Untouched(Collector):
    """Leaves everything as Python has it."""

    def settle(self) -> None:
        """Do nothing."""

    async def look(self) -> None:
        """Do nothing."""


def choose(words: list[str]) -> list[str]:
    """Put another collector in the server; return the words that are left."""
    if words and words[0].isdigit():
        late = float(words[0])
        vars(serving)["Collector"] = lambda: Collector(late=late)
        return words[1:]
    vars(serving)["Collector"] = Untouched
    return words


if __name__ == "__main__":
    sys.exit(main(choose(sys.argv[1:])))
