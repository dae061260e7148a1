"""An XMPP client of the fewest words: c2s over TCP with stream management.

A message counts as acknowledged when the server's `<a h=…/>` counts it, as delivered
when the other side reads its stanza.
"""

import asyncio
import base64
import re
from typing import Final

from bench.lines import sealed_of
from bench.processes import HOST
from bench.ways import Way

HOSTED: Final = "localhost"
PASSWORD: Final = "bench"
STEP_WITHIN: Final = 10.0
OPEN: Final = (
    f"<stream:stream to='{HOSTED}' version='1.0' xmlns='jabber:client'"
    " xmlns:stream='http://etherx.jabber.org/streams'>"
).encode()
MANAGED: Final = "xmlns='urn:xmpp:sm:3'"
ASK: Final = f"<r {MANAGED}/>".encode()
ENDS: Final = re.compile(
    rb"</message>|</iq>|<r xmlns[^>]*/>|<a [^>]*/>|<presence[^>]*/>"
)
BODY: Final = re.compile(rb"<body>(\d+) ([^<]*)</body>")
COUNT: Final = re.compile(rb" h=['\"](\d+)['\"]")


class Client(asyncio.Protocol):
    """One account's connection."""

    def __init__(self, name: str, other: str, mine: Way, theirs: Way) -> None:
        self._name = name
        self._to = f"{other}@{HOSTED}/bench"
        self._mine = mine
        self._theirs = theirs
        self._stanzas = 0
        self._have = b""
        self._told: asyncio.Queue[bytes] | None = asyncio.Queue()
        mine.say = self.say

    async def come(self, port: int) -> None:
        """Sign in, bind, turn stream management on."""
        loop = asyncio.get_running_loop()
        self._line, _ = await loop.create_connection(lambda: self, HOST, port)
        plain = base64.b64encode(f"\0{self._name}\0{PASSWORD}".encode()).decode()
        await self._ask(OPEN, b"</stream:features>")
        await self._ask(
            "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
            f"{plain}</auth>".encode(),
            b"<success",
        )
        await self._ask(OPEN, b"</stream:features>")
        await self._ask(
            b"<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
            b"<resource>bench</resource></bind></iq>",
            b"</iq>",
        )
        await self._ask(f"<enable {MANAGED}/>".encode(), b"<enabled")
        self._told = None
        self._have = b""

    async def _ask(self, words: bytes, until: bytes) -> None:
        assert self._told is not None
        self._line.write(words)
        heard = b""
        async with asyncio.timeout(STEP_WITHIN):
            while until not in heard:
                heard += await self._told.get()
                if b"<failure" in heard or b"stream:error" in heard:
                    raise RuntimeError(heard.decode(errors="replace"))

    def say(self, number: int) -> None:
        """Send the message of that number, and ask that it be counted."""
        self._line.write(
            b"<message to='%b' type='chat' id='%d'><body>%d %b</body></message>%b"
            % (self._to.encode(), number, number, sealed_of(number), ASK)
        )

    def data_received(self, data: bytes) -> None:
        """Take what came: whole stanzas, one by one."""
        if self._told is not None:
            self._told.put_nowait(data)
            return
        self._have += data
        used = 0
        for end in ENDS.finditer(self._have):
            self._stanza(self._have[used : end.end()])
            used = end.end()
        self._have = self._have[used:]

    def _stanza(self, stanza: bytes) -> None:
        if stanza.startswith(b"<r "):
            self._line.write(b"<a xmlns='urn:xmpp:sm:3' h='%d'/>" % self._stanzas)
        elif stanza.startswith(b"<a "):
            if count := COUNT.search(stanza):
                for number in range(self._mine.acknowledged + 1, int(count[1]) + 1):
                    self._mine.acked(number)
        else:
            self._stanzas += 1
            self._message(stanza)

    def _message(self, stanza: bytes) -> None:
        body = BODY.search(stanza)
        if body is None:
            return
        number = int(body[1])
        if body[2] != sealed_of(number):
            self._theirs.record.faults["other bytes"] += 1
        self._theirs.arrived(number)


async def pair(one: Client, other: Client, port: int) -> None:
    """Sign both sides in."""
    await asyncio.gather(one.come(port), other.come(port))
