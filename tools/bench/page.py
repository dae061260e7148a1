"""The words of docs/reference/benchmark.md that do not change with the figures."""

from typing import Final

TITLE: Final = """\
# Benchmark

Written by `make bench ARGS=--write`; `make bench` takes the figures again, `make bench
ARGS=--quick` tries the tools in a minute.
Every ratio is between two figures of the same run.
A run fails when a message is lost, doubled, reordered or changed, or when somebody does
not come back; a target that is not reached is told here, and fails nothing.
"""

HOW: Final = """\
## How it is measured

The service is the real one: `havre serve` in a process of its own, furnished as the
demonstration is (three people and three desk keys made through the doors), with
officers who accepted an invitation and were granted the desk's key.
Credentials, rights, steps, leases, fencing numbers, padding and limits are all on; no
path of the server is there for the benchmark.
Two settings are raised, so that a scene is set in minutes: `HAVRE_OPENINGS_PER_MINUTE`,
and `HAVRE_LEASE_SECONDS`, for officers take their conversations before they sit down.
The server is pinned to one core, the driver to another, all on loopback, without TLS.
The driver sends bytes of the form of a sealed message (285 bytes, as for any text of up
to 252 bytes): the server cannot tell, and sealing is the tab's work.
It compares every message where it arrives, whole, and counts acknowledgements and
deliveries one by one.
Processor time is that of the whole process tree of the system under test, read from
`/proc`; latency is from the call that sends to the frame that arrives at the other
side.

The bounds are ours: a raw ASGI relay on the same uvicorn and the same SQLite engine,
one insert a message; and 300 lines of C with epoll and one `fdatasync` for all the
messages of a turn.
They know no credential, no step and no limit: they say what the transport, the disk and
the language cost.

The peer is ejabberd with its archive in PostgreSQL, both from Debian, both on the
server's core, both counted; one account a side, c2s over TCP with stream management.
"""

CAVEATS: Final = """\
## What these figures are not

- Two virtual cores shared with whoever else is on the host: walls and p99 move by tens
  of per cent from run to run. Processor time per message and ratios are what to trust.
- The driver is Python too. Where its core is above 90 % in use, the system under test
  could do more than is told: often so for the bound in C, seldom for the others.
- An XMPP server does more for a message: it archives it twice (once for each party),
  routes by address, could federate. Its acknowledgement says that it has the message,
  not that the message is on disk; ours says it is on disk. TCP without the framing of
  WebSocket flatters it a little.
- `fdatasync` is the disk's word here, and a virtual disk's: no plug was pulled.
- No TLS, no proxy. Texts of more than 252 bytes cost more. Typing is not counted.
"""
