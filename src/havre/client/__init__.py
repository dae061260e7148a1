"""An independent client: docs/reference/protocol.md, and nothing of the house.

It seals and opens for the tests, the demonstration and the load; the browsers do the
same in `web/shared`. It imports no other part of Havre, so that it can be wrong only
about the protocol.
"""
